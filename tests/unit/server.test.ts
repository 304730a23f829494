import { expect, test } from 'vitest'
import { formatRecord } from '../../src/core/record'
import { ConfigError, readConsent } from '../../src/server'
import { exampleConfig, exampleRecord, exampleSite, TODAY_S } from '../support/example'

const cookie = `dongui=${formatRecord(exampleRecord, exampleSite)}`
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

test('a wrong configuration throws every mistake at once', () => {
  expect(() => readConsent('', JSON.parse('{}'))).toThrow(ConfigError)
})
