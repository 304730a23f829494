import { expect, test } from 'vitest'
import { type Config, siteFrom } from '../../src/core/config'
import { formatRecord, purposesOf } from '../../src/core/record'
import { ConfigError, type RequestHeaders, readConsent } from '../../src/server'
import { exampleConfig, exampleRecord, TODAY_S } from '../support/example'

const cookie = `dongui=${formatRecord(exampleRecord)}`
const read = (header: string | null | undefined) => readConsent(header, exampleConfig, TODAY_S * 1000)

test('a server reads the same answers from a Cookie header', () => {
  const consent = read(`session=1; ${cookie}; visitor=2`)
  expect(consent.record).toEqual(exampleRecord)
  expect(['necessary', 'stats', 'visits', 'assistant', 'unheard-of'].map(consent.allows)).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
})

test('no header, no record, two records and a broken one are no consent', () => {
  for (const header of [
    undefined,
    null,
    '',
    'session=1',
    `${cookie}; ${cookie}`,
    `${cookie}x`,
    'dongui=',
    `x${cookie}`,
  ]) {
    const { record, allows } = read(header)
    expect([header, record, allows('stats')]).toEqual([header, null, false])
  }
})

test('a browser that objects is heard in the headers of the request, however they are handed over', () => {
  const site = { ...exampleConfig, mode: 'opt-out' as const }
  const allows = (headers: RequestHeaders | string, config: Config = site) =>
    readConsent(headers, config).allows('stats')
  expect([allows({}), allows(''), allows(new Headers())]).toEqual([true, true, true])
  expect([allows({ 'sec-gpc': '1' }), allows(new Headers({ 'Sec-GPC': '1' }))]).toEqual([false, false])
  for (const other of ['0', '', '1, 1', 'yes', 'true']) expect(allows({ 'sec-gpc': other })).toBe(true)
  expect([allows({ dnt: '1' }), allows({ dnt: '1' }, { ...site, honor: 'doNotTrack' })]).toEqual([true, false])
})

test('what was allowed before the browser objected is no longer, and what was decided knowing of it is', () => {
  const site = siteFrom(exampleConfig)
  const told = siteFrom(exampleConfig)
  told.objection = 'globalPrivacyControl'
  const answers = (record: typeof exampleRecord) =>
    ['0', '1'].map((gpc) => {
      const headers = { cookie: `dongui=${formatRecord(record)}`, 'sec-gpc': gpc }
      return readConsent(headers, exampleConfig, TODAY_S * 1000).allows('stats')
    })
  expect(answers({ ...exampleRecord, purposes: purposesOf(site) })).toEqual([true, false])
  // A proxy may have lost the header: the page knew better.
  expect(answers({ ...exampleRecord, purposes: purposesOf(told) })).toEqual([true, true])
})

test('a wrong configuration throws every mistake at once', () => {
  expect(() => readConsent('', JSON.parse('{}'))).toThrow(ConfigError)
})
