import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recordOf } from '../../src/answer'
import { amend } from '../../src/core/amend'
import { checkConfig } from '../../src/core/check'
import { DECISIONS, type Decision, type Site, siteFrom } from '../../src/core/config'
import { decisionOn } from '../../src/core/decision'
import { readDetails } from '../../src/core/details'
import { type ConsentRecord, formatRecord, readRecord } from '../../src/core/record'
import { matchesGlob } from '../../src/core/rules'
import { readConsent } from '../../src/server'
import { exampleConfig, exampleSite, TODAY_S } from '../support/example'
import '../support/properties'

const decision = fc.constantFrom(...DECISIONS)

/** A site of up to eight purposes and 240 services, and what was chosen on it, one after the other. */
const history = fc
  .tuple(fc.constantFrom('', 'a-service-with-a-long-name-'), fc.integer({ min: 1, max: 8 }), fc.nat(240))
  .chain(([name, heads, count]) => {
    const ids = Array.from({ length: heads + count }, (_, index) => `${name}${index.toString(36)}`)
    const categories = ids.slice(0, heads).map((id, at) => ({
      id,
      services: ids.flatMap((one, index) => (index >= heads && index % heads === at ? { id: one, name: one } : [])),
    }))
    const each = (decisions: readonly Decision[]) =>
      Object.fromEntries(ids.map((id, index) => [id, decisions[index % decisions.length] ?? 'refuse'] as const))
    return fc.record({
      site: fc.constant(siteFrom({ ...exampleConfig, categories })),
      choices: fc.array(
        fc.record({
          afterS: fc.integer({ min: -100, max: 5 * 86_400 }),
          choice: fc.oneof(
            decision,
            fc.dictionary(fc.constantFrom(...ids), decision, { maxKeys: 5 }),
            fc.array(decision, { minLength: 1, maxLength: 30 }).map(each),
          ),
        }),
        { minLength: 1, maxLength: 12, size: 'max' },
      ),
    })
  })

type Choice = Decision | Record<string, Decision>

/** What `answer.ts` does with a choice. */
const choose = (site: Site, before: ConsentRecord | null, choice: Choice, nowS: number) =>
  typeof choice === 'string'
    ? recordOf(site, before, choice, nowS * 1000, 'ko')
    : amend(site, before, choice, recordOf(site, before, 'refuse', nowS * 1000, 'ko'))

test('whatever is chosen, in whatever order, is read again as it was, to the order of its keys', () => {
  fc.assert(
    fc.property(history, ({ site, choices }) => {
      let record: ConsentRecord | null = null
      let nowS = TODAY_S
      for (const { choice, afterS } of choices) {
        nowS += afterS
        record = choose(site, record, choice, nowS)
        const text = formatRecord(record, site)
        expect(JSON.stringify(readRecord(text, site, nowS * 1000))).toBe(JSON.stringify(record))
        expect(text.length).toBeLessThanOrEqual(400)
        expect(text).toMatch(/^[\x21\x23-\x2B\x2D-\x3A\x3C-\x5B\x5D-\x7E]*$/)
      }
    }),
  )
})

test('however much is put together to keep a record short, nothing is allowed by it that was not', () => {
  let shortened = 0
  fc.assert(
    fc.property(history, ({ site, choices }) => {
      let record: ConsentRecord | null = null
      let nowS = TODAY_S
      // What every answer means, kept one by one without a limit.
      const meant = new Map<string, Decision>()
      for (const { choice, afterS } of choices) {
        nowS += afterS
        record = choose(site, record, choice, nowS)
        for (const { id, services } of site.categories)
          for (const one of [id, ...services.map((each) => each.id)])
            if (id !== 'necessary') {
              const whole = typeof choice === 'string' ? choice : choice[id]
              const own = typeof choice === 'string' ? choice : choice[one]
              meant.set(one, own ?? whole ?? meant.get(one) ?? 'refuse')
            }
        const { merged } = readDetails(record)
        shortened += merged ? 1 : 0
        for (const [id, is] of meant) {
          const now = decisionOn(site, record, id)
          if (now === 'allow' || !merged) expect([id, now]).toEqual([id, is])
        }
      }
    }),
  )
  expect(shortened).toBeGreaterThan(10)
})

test('a valid record with one character changed, one put in or one taken out is no consent', () => {
  fc.assert(
    fc.property(history, fc.nat(), fc.string({ maxLength: 1, unit: 'binary' }), fc.nat(1), (past, at, put, taken) => {
      const { site, choices } = past
      const record = choices.reduce<ConsentRecord | null>((it, { choice }) => choose(site, it, choice, TODAY_S), null)
      const text = record ? formatRecord(record, site) : ''
      const index = at % text.length
      const changed = text.slice(0, index) + put + text.slice(index + taken)
      if (changed !== text) expect(readRecord(changed, site, TODAY_S * 1000)).toBeNull()
    }),
  )
})

test('any text is a record or null', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' })), (text) => {
      expect(readRecord(text, exampleSite, TODAY_S * 1000)).toBeNull()
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
