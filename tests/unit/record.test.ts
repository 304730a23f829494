import fc from 'fast-check'
import Cookies from 'js-cookie'
import { expect, onTestFinished, test, vi } from 'vitest'
import { siteFrom } from '../../src/core/config'
import { formatRecord, isCurrent, parseRecord, purposesOf } from '../../src/core/record'
import { exampleConfig, exampleRecord, exampleSite, TODAY_S } from '../support/example'

const text = formatRecord(exampleRecord)

test('a record is cookie text with only the octets a cookie value may have', () => {
  expect(text).toMatch(/^1!a{22}![0-9a-z]+!2026-11-01![0-9a-z]+!aanalytics~kpersonalization~!rvisits~![0-9a-z]+$/)
  expect(text).toMatch(/^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$/) // RFC 6265 §4.1.1
})

test('a record that was written is read again', () => {
  expect(parseRecord(text)).toEqual(exampleRecord)
})

test('every truncation of a record is no consent', () => {
  for (let length = 0; length < text.length; length++) expect(parseRecord(text.slice(0, length))).toBeNull()
})

test('a record with anything added or anything else in its place is no consent', () => {
  for (const other of [
    `${text}!`,
    `${text}x`,
    ` ${text}`,
    `1${text}`,
    text.replace('1!', '2!'),
    text.replace('!a', '!x'),
  ])
    expect(parseRecord(other)).toBeNull()
})

test('every change of one character is no consent', () => {
  for (let at = 0; at < text.length; at++)
    for (const character of '!~.a0r k%é')
      if (character !== text[at]) expect(parseRecord(text.slice(0, at) + character + text.slice(at + 1))).toBeNull()
})

test('a record of more than 4096 characters is no consent', () => {
  const services = Object.fromEntries(Array.from({ length: 600 }, (_, index) => [`service-${index}`, 'allow' as const]))
  expect(parseRecord(formatRecord({ ...exampleRecord, services }))).toBeNull()
})

test('twenty services decided one by one stay within 400 bytes', () => {
  const services = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`example-${index}`, 'allow' as const]))
  expect(formatRecord({ ...exampleRecord, services }).length).toBeLessThanOrEqual(400)
})

test('names of object properties are ids like any other', () => {
  const record = { ...exampleRecord, categories: { constructor: 'refuse' as const, tostring: 'allow' as const } }
  expect(parseRecord(formatRecord(record))).toEqual(record)
})

const at = (days: number) => (TODAY_S + days * 86_400) * 1000

test('a record holds for 180 days', () => {
  expect(isCurrent(exampleRecord, exampleSite, at(0))).toBe(true)
  expect(isCurrent(exampleRecord, exampleSite, at(179.9))).toBe(true)
  expect(isCurrent(exampleRecord, exampleSite, at(180))).toBe(false)
})

test('a record from the future holds for the day that a clock may be wrong', () => {
  expect(isCurrent(exampleRecord, exampleSite, at(-0.9))).toBe(true)
  expect(isCurrent(exampleRecord, exampleSite, at(-1.1))).toBe(false)
})

test('a new version of the policy asks again', () => {
  const site = siteFrom({ ...exampleConfig, policy: { url: '/privacy', version: '2026-12-01' } })
  expect(isCurrent(exampleRecord, site, at(0))).toBe(false)
})

test('a new service asks again, in whatever order services are written the fingerprint is one', () => {
  const [necessary, analytics, personalization] = exampleConfig.categories ?? []
  if (!necessary || !analytics || !personalization) throw new Error('the example has three categories')
  const more = { ...analytics, services: [...(analytics.services ?? []), { id: 'ads', name: 'Ads' }] }
  const site = (...categories: (typeof analytics)[]) => siteFrom({ ...exampleConfig, categories })
  expect(isCurrent(exampleRecord, site(necessary, more, personalization), at(0))).toBe(false)
  expect(purposesOf(site(personalization, analytics, necessary))).toBe(purposesOf(exampleSite))
})

test('js-cookie has nothing to encode in what we write, so that the build may leave its encoding out', () => {
  const among = (signs: string) => fc.string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 64 })
  const letters = 'abcxyzABCXYZ0189_-.'
  const jar = { cookie: '' }
  vi.stubGlobal('document', jar)
  onTestFinished(() => void vi.unstubAllGlobals())
  // A record, and what was asked in a visit: ids, policy versions, groups of hosts and names, and what stands between.
  fc.assert(
    fc.property(among(letters), among(`${letters}:+~!*'()`), (name, value) => {
      expect(Cookies.set(name, value)).toBe(`${name}=${value}; path=/`)
    }),
  )
})
