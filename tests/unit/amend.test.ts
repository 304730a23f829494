// A choice about a part of the whole: what it changes, what it leaves, when each answer was given, and what a record gives
// up that became too long.

import { expect, onTestFinished, test } from 'vitest'
import { recordOf } from '../../src/answer'
import { amend, hasMerged, MOST_CHARACTERS } from '../../src/core/amend'
import { compact } from '../../src/core/compact'
import { type Decision, siteFrom } from '../../src/core/config'
import { decisionOn } from '../../src/core/decision'
import { readDetails } from '../../src/core/details'
import { type ConsentRecord, formatRecord, readRecord } from '../../src/core/record'
import { exampleConfig, exampleSite, TODAY_S } from '../support/example'

const HOUR_S = 3600
const whole = (decision: Decision, hours = 0, before: ConsentRecord | null = null, site = exampleSite) =>
  recordOf(site, before, decision, (TODAY_S + hours * HOUR_S) * 1000, 'en')
const part = (before: ConsentRecord | null, choice: Record<string, Decision>, hours: number, site = exampleSite) =>
  amend(site, before, choice, whole('refuse', hours, before, site))
/** Hours after the first choice. */
const hoursOf = (record: ConsentRecord) =>
  Object.fromEntries(
    Object.entries(readDetails(record).decidedAt).map(([id, seconds]) => [id, (seconds - TODAY_S) / HOUR_S]),
  )

test('a record has four hundred characters, as the README says', () => {
  expect(MOST_CHARACTERS).toBe(400)
})

test('what is chosen first is chosen at one time', () => {
  expect(whole('ask')).toMatchObject({ since: TODAY_S, categories: { analytics: 'ask', personalization: 'ask' } })
  const record = part(null, { analytics: 'allow', visits: 'refuse' }, 0)
  expect(record.categories).toEqual({ analytics: 'allow', personalization: 'refuse' })
  expect(record.services).toEqual({ visits: 'refuse' })
  expect(hoursOf(record)).toEqual({ analytics: 0, personalization: 0, visits: 0 })
})

test('what a library put into every object is no choice of the visitor’s', () => {
  onTestFinished(() => void Reflect.deleteProperty(Object.prototype, 'analytics'))
  Object.defineProperty(Object.prototype, 'analytics', { value: 'allow', configurable: true })
  expect(part(null, { personalization: 'refuse' }, 0).categories['analytics']).toBe('refuse')
})

test('where there is nothing to choose a choice is of now', () => {
  const site = siteFrom({ ...exampleConfig, categories: [{ id: 'necessary', required: true }] })
  expect(part(null, {}, 0, site)).toMatchObject({ since: TODAY_S, categories: {} })
})

test('a choice that nobody was asked for is in no language', () => {
  const now = recordOf(exampleSite, null, 'refuse', TODAY_S * 1000)
  expect(readDetails(amend(exampleSite, null, { analytics: 'allow' }, now)).language).toBe('')
})

test('a record that is as long as it may be gives nothing up', () => {
  const record = part(whole('ask'), { stats: 'ask' }, 2)
  const { length } = formatRecord(record, exampleSite)
  expect(compact(record, exampleSite, length, () => false)).toBe(record)
  expect(compact(record, exampleSite, length - 1, () => false).services).toEqual({})
})

test('an answer about one service has a time of its own, and makes nothing else last longer', () => {
  const first = whole('ask')
  const record = part(part(first, { stats: 'allow' }, 2), { assistant: 'refuse' }, 5)
  expect(record).toMatchObject({ id: first.id, since: TODAY_S, services: { stats: 'allow', assistant: 'refuse' } })
  expect(hoursOf(record)).toEqual({ analytics: 0, personalization: 0, stats: 2, assistant: 5 })
  const text = formatRecord(record, exampleSite)
  expect(readRecord(text, exampleSite, (TODAY_S + 180 * 86_400) * 1000)).toBeNull()
})

test('once all that is older was decided anew, the record holds from there', () => {
  const record = part(part(whole('ask'), { analytics: 'refuse' }, 2), { personalization: 'refuse' }, 5)
  expect(record.since).toBe(TODAY_S + 2 * HOUR_S)
  expect(hoursOf(record)).toEqual({ analytics: 2, personalization: 5 })
})

test('a service that is decided as its category by itself keeps its own time; with its category it has none', () => {
  const record = part(whole('refuse'), { stats: 'allow' }, 1)
  expect(part(record, { stats: 'refuse' }, 2).services).toEqual({ stats: 'refuse' })
  expect(hoursOf(part(record, { stats: 'refuse' }, 2))).toMatchObject({ analytics: 0, stats: 2 })
  expect(part(record, { analytics: 'refuse' }, 3).services).toEqual({})
  expect(part(record, { analytics: 'refuse', stats: 'refuse', visits: 'ask' }, 3).services).toEqual({ visits: 'ask' })
})

test('times are kept to the second, and a clock that was put back makes none from before the record', () => {
  const record = part(whole('ask'), { stats: 'allow' }, 1.5 + 1 / HOUR_S)
  expect(readDetails(record).decidedAt['stats']).toBe(TODAY_S + 1.5 * HOUR_S + 1)
  const earlier = part(record, { assistant: 'allow' }, -3)
  expect(earlier.since).toBe(TODAY_S)
  expect(hoursOf(earlier)['assistant']).toBe(0)
})

test('the language is that of the words that were shown last; where nobody was asked, of those before', () => {
  const record = amend(exampleSite, whole('ask'), { stats: 'allow' }, { ...whole('refuse'), details: '' })
  expect(readDetails(record).language).toBe('en')
  expect(
    readDetails(amend(exampleSite, record, { stats: 'ask' }, { ...whole('refuse'), details: 'ko' })).language,
  ).toBe('ko')
})

test('a word that is no decision and an id that nobody declared decide nothing', () => {
  expect(() => part(null, { analytics: 'yes' as Decision }, 0)).toThrow(TypeError)
  expect(() => part(null, { unheard: 'allow' }, 0)).toThrow(TypeError)
  expect(() => whole('yes' as Decision)).toThrow(TypeError)
})

/** So many services for each of two purposes. */
const largeSite = (count: number) =>
  siteFrom({
    ...exampleConfig,
    categories: ['analytics', 'marketing'].map((id) => ({
      id,
      services: Array.from({ length: count }, (_, index) => ({ id: `${id}-${index}`, name: id })),
    })),
  })
const idsIn = (site: ReturnType<typeof siteFrom>) =>
  site.categories.flatMap(({ services }) => services.map(({ id }) => id))

test('a record that grows too long gives up the oldest answers, asks about them again, and says how many', () => {
  const site = largeSite(50)
  let record = whole('ask', 0, null, site)
  for (const [index, id] of idsIn(site).entries())
    record = part(record, { [id]: index % 2 ? 'allow' : 'refuse' }, index + 1, site)
  expect(formatRecord(record, site).length).toBeLessThanOrEqual(400)
  const kept = Object.keys(record.services)
  // The last so many of all.
  expect(kept).toEqual(idsIn(site).slice(-kept.length))
  expect(kept.length).toBeGreaterThan(30)
  expect(readDetails(record).merged).toBe(100 - kept.length)
  for (const id of idsIn(site).slice(0, -kept.length)) expect(decisionOn(site, record, id)).toBe('ask')
  // Whoever decides about everything anew has nothing that was given up.
  expect(readDetails(whole('refuse', 200, record, site)).merged).toBe(0)
})

test('where what was refused stands in an allowed purpose, the purpose is refused and what it allowed is listed instead', () => {
  const site = largeSite(120)
  const refused = idsIn(site).filter((id) => id.startsWith('analytics') && !id.endsWith('0'))
  const record = part(
    null,
    { analytics: 'allow', marketing: 'allow', ...Object.fromEntries(refused.map((id) => [id, 'refuse' as const])) },
    0,
    site,
  )
  expect(formatRecord(record, site).length).toBeLessThanOrEqual(400)
  expect(record.categories).toEqual({ analytics: 'refuse', marketing: 'allow' })
  for (const id of idsIn(site)) expect(decisionOn(site, record, id)).toBe(refused.includes(id) ? 'refuse' : 'allow')
  // The purpose's own answer is the one that reads otherwise now.
  expect(readDetails(record).merged).toBe(1)
})

test('what was answered just now stays, also where all the others were answered in the same second', () => {
  const site = largeSite(100)
  const ids = idsIn(site)
  const all = part(whole('ask', 0, null, site), Object.fromEntries(ids.map((id) => [id, 'refuse' as const])), 0, site)
  for (const id of [ids[0], ids[57], ids[199]] as string[])
    expect(part(all, { [id]: 'allow' }, 0, site).services[id]).toBe('allow')
})

test('that answers are given up is news once: a full record gives one up for each new one', () => {
  const site = largeSite(100)
  const ids = idsIn(site)
  const asked = whole('ask', 0, null, site)
  const few = part(asked, { [`${ids[0]}`]: 'allow' }, 0, site)
  const full = part(few, Object.fromEntries(ids.map((id) => [id, 'refuse' as const])), 1, site)
  const fuller = part(full, { [`${ids[0]}`]: 'allow' }, 2, site)
  expect([hasMerged(null, few), hasMerged(few, full), hasMerged(full, fuller)]).toEqual([false, true, false])
  expect(readDetails(fuller).merged).toBeGreaterThan(readDetails(full).merged - 1)
})
