import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkConfig } from '../../src/core/check'
import { DECISIONS, siteFrom } from '../../src/core/config'
import { formatRecord, parseRecord } from '../../src/core/record'
import { matchesGlob } from '../../src/core/rules'
import { readConsent } from '../../src/server'
import { exampleConfig, exampleRecord } from '../support/example'

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,31}$/)
const decision = fc.constantFrom(...DECISIONS)
const record = fc.record({
  id: fc.stringMatching(/^[0-9a-z]{4,28}$/),
  savedAt: fc.nat(),
  policyVersion: fc.stringMatching(/^[\w.+:-]{1,32}$/),
  purposes: fc.stringMatching(/^[0-9a-z]{1,7}$/),
  categories: fc.dictionary(slug, decision, { maxKeys: 8 }),
  services: fc.dictionary(slug, decision, { maxKeys: 8 }),
})

test('whatever record is written is read again as it was', () => {
  fc.assert(
    fc.property(record, (each) => {
      expect(parseRecord(formatRecord(each))).toEqual(each)
    }),
  )
})

test('any text is a record or null: a record only if it would be written letter by letter so', () => {
  const almost = fc
    .tuple(record, fc.nat(), fc.string({ maxLength: 3 }))
    .map(([each, at, text]) => formatRecord(each).slice(0, at % 90) + text + formatRecord(each).slice(at % 90))
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), almost), (text) => {
      const read = parseRecord(text)
      if (read) expect(formatRecord(read)).toBe(text)
    }),
  )
})

test('a valid record with one character changed, one put in or one taken out is no consent', () => {
  const text = formatRecord(exampleRecord)
  const at = fc.nat(text.length - 1)
  fc.assert(
    fc.property(at, fc.string({ maxLength: 1, unit: 'binary' }), fc.nat(1), (index, put, taken) => {
      const changed = text.slice(0, index) + put + text.slice(index + taken)
      if (changed !== text) expect(parseRecord(changed)).toBeNull()
    }),
  )
})

test('any value is a configuration with a list of faults, and never throws', () => {
  const keys = fc.constantFrom('service', 'policy', 'name', 'url', 'version', 'categories', 'id', 'services', 'cookies')
  const wild = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.anything(),
      fc.string(),
      fc.array(tie('any')),
      fc.dictionary(keys, tie('any')),
    ),
  })).any
  fc.assert(
    fc.property(wild, (value) => {
      const faults = checkConfig(value)
      if (!faults.length) expect(() => siteFrom(value)).not.toThrow()
    }),
  )
})

test('a configuration that check.ts finds nothing wrong with is one that the gate takes, and one it does not take has a fault', () => {
  const change = fc.constantFrom<[string, unknown][]>(
    ['mode', 'opt-out'],
    ['mode', 'OPT'],
    ['choices', ['refuse']],
    ['choices', ['allow']],
    ['language', 'ko-KR'],
    ['language', ''],
    ['record', { days: 401 }],
    ['record', { name: '__Host-dongui', days: 1 }],
    ['record', { domain: '.example.kr' }],
    ['record', { domain: 'kr' }],
    ['categories', []],
    ['categories', [{ id: 'a' }, { id: 'a' }]],
    ['categories', [{ id: 'a', services: [{ id: 'b', name: 'B', cookies: [{ name: 'x*' }] }] }]],
    ['categories', [{ id: 'a', services: [{ id: 'b', name: 'B', cookies: [{ name: 'x;y' }] }] }]],
  )
  fc.assert(
    fc.property(fc.array(change), (changes) => {
      const config = { ...exampleConfig, ...Object.fromEntries(changes) }
      let isTaken = true
      try {
        siteFrom(config)
      } catch {
        isTaken = false
      }
      if (checkConfig(config).length === 0) expect(isTaken).toBe(true)
      if (!isTaken) expect(checkConfig(config)).not.toEqual([])
    }),
  )
})

test('any Cookie header is read without throwing, and grants nothing that no record granted', () => {
  fc.assert(
    fc.property(fc.string(), (header) => {
      expect(readConsent(header, exampleConfig).allows('analytics')).toBe(false)
    }),
  )
})

test('a glob means what the same regular expression would', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 })
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 }), letters, (name, glob) => {
      expect(matchesGlob(name, glob)).toBe(new RegExp(`^${glob.replaceAll('*', '.*')}$`).test(name))
    }),
  )
})
