import fc from 'fast-check'
import Cookies from 'js-cookie'
import { expect, onTestFinished, test, vi } from 'vitest'
import { recordOf } from '../../src/answer'
import { amend } from '../../src/core/amend'
import { siteFrom } from '../../src/core/config'
import { formatDetails, readDetails } from '../../src/core/details'
import { fingerprint, formatRecord, isRecord, purposesOf, readRecord } from '../../src/core/record'
import { exampleConfig, exampleRecord, exampleSite, TODAY_S } from '../support/example'

const text = formatRecord(exampleRecord, exampleSite)
const read = (from: string, site = exampleSite, days = 0) => readRecord(from, site, (TODAY_S + days * 86_400) * 1000)

test('a record is cookie text with only the octets a cookie value may have', () => {
  expect(text).toMatch(/^1!a{22}![0-9a-z]+!2026-11-01![0-9a-z]+!en\.\.\.2s0!a0~k3~!r2~![0-9a-z]+$/)
  expect(text).toMatch(/^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$/) // RFC 6265 §4.1.1
})

test('a record that was written is read again', () => {
  expect(read(text)).toEqual(exampleRecord)
  // To the order of its keys: the gate compares what it reads by that.
  expect(JSON.stringify(read(text))).toBe(JSON.stringify(exampleRecord))
})

test('every truncation of a record is no consent', () => {
  for (let length = 0; length < text.length; length++) expect(read(text.slice(0, length))).toBeNull()
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
    expect(read(other)).toBeNull()
})

test('every change of one character is no consent', () => {
  for (let at = 0; at < text.length; at++)
    for (const character of '!~.+a0r k%é')
      if (character !== text[at]) expect(read(text.slice(0, at) + character + text.slice(at + 1))).toBeNull()
})

/** A site whose names are as long as they may be, with so many services. */
const wordySite = (count: number, mode: 'opt-in' | 'opt-out' = 'opt-in') =>
  siteFrom({
    ...exampleConfig,
    mode,
    policy: { url: '/privacy', version: 'v'.repeat(64) },
    categories: ['a', 'b', 'c', 'd'].map((letter, index) => ({
      id: letter.repeat(64),
      services: Array.from({ length: count / 4 }, (_, at) => ({
        id: `${at}-${letter}`.padEnd(64, letter),
        name: `${index}`,
      })),
    })),
  })

test('that somebody has chosen before is told by how a record begins', () => {
  expect(['1!', text, `1!${'x'.repeat(9)}`, '', '2!', 'x1!', '!1', 'true'].map(isRecord)).toEqual([
    true,
    true,
    true,
    ...Array(5).fill(false),
  ])
})

test('twenty services decided one by one, each at another time, stay within 400 bytes, whatever they are called', () => {
  const site = wordySite(20)
  let record = recordOf(site, null, 'ask', TODAY_S * 1000, 'zh-Hant')
  for (const [index, { id }] of site.categories.flatMap(({ services }) => services).entries()) {
    const now = recordOf(site, record, 'refuse', (TODAY_S + 399 * 86_400 + index * 60) * 1000, 'zh-Hant')
    record = amend(site, record, { [id]: index % 2 ? 'allow' : 'refuse' }, { ...now, id: 'z'.repeat(28) })
  }
  expect(Object.keys(record.services)).toHaveLength(20)
  expect(readDetails(record).merged).toBe(0)
  expect(new Set(Object.values(readDetails(record).decidedAt))).toHaveLength(21)
  expect(formatRecord(record, site).length).toBeLessThanOrEqual(400)
})

test('names of object properties are ids like any other', () => {
  const categories = [{ id: 'constructor' }, { id: 'tostring', services: [{ id: 'hasOwnProperty', name: 'H' }] }]
  const site = siteFrom({ ...exampleConfig, categories })
  const record = {
    ...exampleRecord,
    purposes: purposesOf(site),
    categories: { constructor: 'refuse' as const, tostring: 'allow' as const },
    services: { hasOwnProperty: 'ask' as const },
  }
  expect(read(formatRecord(record, site), site)).toEqual(record)
})

test('a record holds for 180 days', () => {
  expect(read(text, exampleSite, 179.9)).not.toBeNull()
  expect(read(text, exampleSite, 180)).toBeNull()
})

test('a record from the future holds for the day that a clock may be wrong', () => {
  expect(read(text, exampleSite, -0.9)).not.toBeNull()
  expect(read(text, exampleSite, -1)).toBeNull()
  expect(read(text, exampleSite, -1.1)).toBeNull()
})

test('a new version of the policy asks again', () => {
  expect(read(text, siteFrom({ ...exampleConfig, policy: { url: '/privacy', version: '2026-12-01' } }))).toBeNull()
})

test('a new service asks again, and so does one that was moved; in whatever order services are written, a record reads the same', () => {
  const [necessary, analytics, personalization] = exampleConfig.categories ?? []
  if (!necessary || !analytics || !personalization) throw new Error('the example has three categories')
  const [stats, visits] = analytics.services ?? []
  if (!stats || !visits) throw new Error('the example has two services for analytics')
  const site = (...categories: (typeof analytics)[]) => siteFrom({ ...exampleConfig, categories })
  const more = { ...analytics, services: [stats, visits, { id: 'ads', name: 'Ads' }] }
  const fewer = { ...analytics, services: [stats] }
  const moved = { ...personalization, services: [...(personalization.services ?? []), visits] }
  expect(read(text, site(necessary, more, personalization))).toBeNull()
  expect(read(text, site(necessary, fewer, moved))).toBeNull()
  expect(read(text, site(necessary, analytics, { ...personalization, required: true }))).toBeNull()
  expect(read(text, site(personalization, { ...analytics, services: [visits, stats] }, necessary))).toEqual(
    exampleRecord,
  )
})

test('purposes that only look alike when they are written together are not alike', () => {
  const of = (...ids: string[]) =>
    purposesOf(siteFrom({ ...exampleConfig, categories: ids.map((id) => ({ id, services: [] })) }))
  expect(of('ab', 'c')).not.toBe(of('a', 'bc'))
})

test('a record that was read has the decisions that were written, and no key beside them', () => {
  const { categories = {}, services = {} } = read(text) ?? {}
  expect(Object.keys(categories)).toEqual(Object.keys(exampleRecord.categories))
  expect(Object.keys(services)).toEqual(Object.keys(exampleRecord.services))
})

test('a decision on a place where nobody is decides nothing', () => {
  const site = siteFrom({ ...exampleConfig, categories: [{ id: 'x' }] })
  const made = formatRecord({ ...recordOf(site, null, 'refuse', TODAY_S * 1000), id: 'a' }, site)
  const parts = made.replace('!r0~!', '!r0~a9~!').split('!').slice(0, -1)
  const planted = [...parts, fingerprint(parts.join('!'))].join('!')
  expect(planted).not.toContain(made)
  expect({ ...readRecord(planted, site, TODAY_S * 1000)?.categories }).toMatchObject({ x: 'refuse' })
})

test('what was decided with all else takes no characters for its time', () => {
  const decisions = { since: 100, categories: { a: 'allow', b: 'allow', c: 'allow' }, services: {} } as const
  const decidedAt = { a: 100, b: 105, c: 100 }
  const details = formatDetails({ language: 'en', merged: 0, decidedAt }, decisions)
  expect(details).toBe('en..5')
  expect(readDetails({ ...decisions, details }).decidedAt).toEqual(decidedAt)
})

test('the fingerprint is FNV-1a of 32 bits, to the last one: records of before are read', () => {
  const known = { '': 0x811c9dc5, a: 0xe40c292c, foobar: 0xbf9cf968 } // Of the authors' own test vectors.
  for (const [of, hash] of Object.entries(known)) expect(fingerprint(of)).toBe(hash.toString(36))
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
