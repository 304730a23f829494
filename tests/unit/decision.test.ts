import { expect, test } from 'vitest'
import { recordOf } from '../../src/answer'
import { amend } from '../../src/core/amend'
import { siteFrom } from '../../src/core/config'
import { decisionOn, findPurpose } from '../../src/core/decision'
import { formatRecord, purposesOf, readRecord } from '../../src/core/record'
import { textIn } from '../../src/core/text'
import { exampleConfig, exampleRecord, exampleSite, TODAY_S } from '../support/example'

const ids = ['necessary', 'mail', 'analytics', 'stats', 'visits', 'personalization', 'assistant', 'unheard-of']
const decisions = (...[site, record]: [typeof exampleSite, typeof exampleRecord | null]) =>
  Object.fromEntries(ids.map((id) => [id, decisionOn(site, record, id)]))

test('before a choice only what is necessary is allowed', () => {
  expect(decisions(exampleSite, null)).toEqual({
    necessary: 'allow',
    mail: 'allow',
    analytics: 'refuse',
    stats: 'refuse',
    visits: 'refuse',
    personalization: 'refuse',
    assistant: 'refuse',
    'unheard-of': 'refuse',
  })
})

test('an id is a category’s, a service’s in its category, or nobody’s', () => {
  const found = (id: string) => {
    const { category, service } = findPurpose(exampleSite, id) ?? {}
    return [category?.id, service?.id]
  }
  expect(found('analytics')).toEqual(['analytics', undefined])
  expect(found('visits')).toEqual(['analytics', 'visits'])
  expect(found('assistant')).toEqual(['personalization', 'assistant'])
  expect(findPurpose(exampleSite, 'unheard-of')).toBeNull()
})

test('where the owner chose opt-out, declared services are allowed until they are refused', () => {
  const site = siteFrom({ ...exampleConfig, mode: 'opt-out' })
  expect(decisions(site, null)).toMatchObject({ analytics: 'allow', assistant: 'allow', 'unheard-of': 'refuse' })
})

test('over the objection of a browser, a record made knowing of it holds, and another asks again', () => {
  const told = { ...exampleSite, objection: 'globalPrivacyControl' as const }
  expect(purposesOf(told)).not.toBe(purposesOf(exampleSite))
  const isRead = (record: typeof exampleRecord, site: typeof exampleSite) =>
    !!readRecord(formatRecord(record, site), told, TODAY_S * 1000)
  expect(isRead(exampleRecord, exampleSite)).toBe(false)
  expect(isRead(recordOf(told, null, 'allow', TODAY_S * 1000), told)).toBe(true)
})

test('a service is decided as its category, unless it was decided by itself', () => {
  expect(decisions(exampleSite, exampleRecord)).toMatchObject({
    analytics: 'allow',
    stats: 'allow',
    visits: 'refuse',
    personalization: 'ask',
    assistant: 'ask',
    'unheard-of': 'refuse',
  })
})

test('what a record does not speak of is refused', () => {
  expect(decisionOn(exampleSite, { ...exampleRecord, categories: {}, services: {} }, 'analytics')).toBe('refuse')
})

test('a text is given in the language asked for, one near to it, English, or whatever there is', () => {
  const text = { ko: '통계', en: 'Statistics', 'pt-BR': 'Estatísticas' }
  expect(textIn(text, 'ko')).toBe('통계')
  expect(textIn(text, 'ko-KR')).toBe('통계')
  expect(textIn(text, 'pt')).toBe('Estatísticas')
  expect(textIn(text, 'de')).toBe('Statistics')
  expect(textIn({ ko: '통계' }, 'de')).toBe('통계')
  expect(textIn('Statistics', 'ko')).toBe('Statistics')
  expect(textIn(undefined, 'ko')).toBeUndefined()
})

test('what somebody put into Object.prototype is no decision, and a service may be called constructor', () => {
  const category = { id: 'analytics', services: [{ id: 'constructor', name: 'C' }] }
  const site = siteFrom({ ...exampleConfig, categories: [category] })
  const polluted = Object.prototype as Record<string, unknown>
  polluted['analytics'] = 'allow'
  try {
    expect(decisionOn(site, recordOf(site, null, 'refuse', 0), 'constructor')).toBe('refuse')
    const choice = Object.fromEntries([['constructor', 'allow' as const]])
    const record = amend(site, null, choice, recordOf(site, null, 'refuse', 0))
    expect(decisionOn(site, record, 'analytics')).toBe('refuse')
    expect(decisionOn(site, record, 'constructor')).toBe('allow')
  } finally {
    delete polluted['analytics']
  }
  expect(decisionOn(site, recordOf(site, null, 'allow', 0), 'constructor')).toBe('allow')
})
