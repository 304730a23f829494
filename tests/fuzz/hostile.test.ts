// Whatever somebody writes, as a configuration, a cookie or an address: it is survived, and it grants nothing.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLoadable, linkTo } from '../../src/core/address'
import { checkConfig } from '../../src/core/check'
import { idsOf, siteFrom } from '../../src/core/config'
import { decisionOn } from '../../src/core/decision'
import { plainCopy } from '../../src/core/plain'
import { compileRules } from '../../src/core/rules'
import { cookieNamesOf } from '../../src/gate/writes'
import en from '../../src/locales/en'
import type { StartContext } from '../../src/ui/context'
import { wordsIn } from '../../src/ui/languages'
import { exampleConfig } from '../support/example'
import { runs } from '../support/properties'

const PAGE = 'https://mail.example/inbox'
const texts = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...' \t\n\r\0;=:/\\@.') }),
)

/** Configurations that are right but for one value somewhere, which may be anything. */
const nearly = fc
  .tuple(fc.nat(), fc.oneof(fc.anything(), texts, fc.constantFrom(null, true, [], {}, '__proto__', 'constructor')))
  .map(([at, value]) => {
    const config = structuredClone(exampleConfig)
    const places: [object, string][] = []
    const walk = (owner: object) => {
      for (const [key, inner] of Object.entries(owner)) {
        places.push([owner, key])
        if (typeof inner === 'object' && inner) walk(inner)
      }
    }
    walk(config)
    const [owner, key] = places[at % places.length] ?? [config, 'mode']
    Object.assign(owner, { [key]: value })
    return config as unknown
  })

test('any configuration is taken or refused with a TypeError, and before a choice only what is required is allowed', () => {
  fc.assert(
    fc.property(fc.oneof(nearly, fc.anything()), (value) => {
      const input = plainCopy(value)
      let site: ReturnType<typeof siteFrom>
      try {
        site = siteFrom(input)
        compileRules(site)
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
        expect(checkConfig(input)).not.toEqual([])
        return
      }
      if (site.mode === 'opt-out') return
      for (const id of [...idsOf(site), 'constructor', '__proto__', '']) {
        const isRequired = site.categories.some(
          (each) => each.required === true && (each.id === id || each.services.some((one) => one.id === id)),
        )
        expect(decisionOn(site, null, id)).toBe(isRequired ? 'allow' : 'refuse')
      }
    }),
    { numRuns: runs(1000) },
  )
})

test('whatever an owner says instead of our words, there is a text for everything', async () => {
  const { notice, categories } = en
  const words = { notice, categories }
  const shape = (value: object): unknown =>
    Object.entries(value).map(([key, each]) => [key, typeof each === 'object' && each ? shape(each) : typeof each])
  const load = (async () => ({ default: words })) as unknown as StartContext['load']
  const own = fc.oneof(
    fc.anything(),
    fc.record({ notice: fc.oneof(fc.anything(), fc.record({ allow: fc.anything(), browsers: fc.anything() })) }),
    fc
      .constantFrom('__proto__', 'constructor')
      .map((key) => JSON.parse(`{"${key}":{"allow":"x"},"notice":{"${key}":"y"}}`)),
  )
  await fc.assert(
    fc.asyncProperty(own, own, async (texts, languages) => {
      const config = plainCopy({ ...exampleConfig, texts: { en: texts } })
      expect(() => checkConfig({ ...exampleConfig, texts, languages }, en)).not.toThrow()
      expect(shape((await wordsIn(['en'], siteFrom(config), load)).words)).toEqual(shape(words))
    }),
  )
})

test('any cookie text has names, without spaces around them, and of a usual one it is the usual one', () => {
  fc.assert(
    fc.property(texts, (text) => {
      for (const name of cookieNamesOf(text)) expect([name.trim(), /[;=]/.test(name)]).toEqual([name, false])
    }),
  )
  fc.assert(
    fc.property(fc.stringMatching(/^[\w.-]{1,20}$/), texts, (name, rest) => {
      expect(cookieNamesOf(`${name}=${rest}`)[0]).toBe(name)
    }),
  )
})

const { hostOwner } = compileRules(
  siteFrom({
    ...exampleConfig,
    categories: [{ id: 'marketing', services: [{ id: 'ads', name: 'Ads', hosts: ['ads.example', '예시.example'] }] }],
  }),
)

test('no address makes anybody throw, and none that would run is loaded or linked to', () => {
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom('', 'javascript:', 'JaVa\tscript:', '\0javascript:', 'vbscript:'),
      (rest, scheme) => {
        const address = scheme + rest
        expect(typeof hostOwner(address, PAGE)).toMatch(/string|undefined/)
        for (const [isTaken, url] of [
          [isLoadable(address, PAGE), address],
          [linkTo(address, PAGE) !== undefined, address],
        ] as const)
          if (isTaken) expect(new URL(url, PAGE).protocol).not.toMatch(/script/)
      },
    ),
  )
})

test('a refused host is known however it is spelled', () => {
  const mixed = (word: string) =>
    fc
      .array(fc.boolean(), { minLength: word.length, maxLength: word.length })
      .map((upper) => [...word].map((letter, at) => (upper[at] ? letter.toUpperCase() : letter)).join(''))
  /** Letters as browsers also read them: percent-encoded, full width, with what they leave out in between. */
  const written = fc
    .tuple(mixed('ads.example'), fc.array(fc.constantFrom('', '%', 'wide', '\t', '\n', '\u00ad'), { maxLength: 11 }))
    .map(([host, ways]) =>
      [...host]
        .map((letter, at) => {
          const way = ways[at]
          if (way === '%') return `%${letter.charCodeAt(0).toString(16)}`
          if (way === 'wide') return letter === '.' ? '。' : String.fromCharCode(letter.charCodeAt(0) + 0xfee0)
          return letter + (way ?? '')
        })
        .join(''),
    )
  const parts = fc.record({
    before: fc.constantFrom('', ' ', '\n', '\0 '),
    scheme: fc.constantFrom('https:', 'HTTP:', 'http:', 'wss:', 'ht\ttps:', ''),
    slashes: fc.constantFrom('//', '\\\\', '/\\', '/\n/', '//\t'),
    user: fc.constantFrom('', 'a@', 'mail.example@', 'mail.example:b@', 'a:b%40c@', '@@'),
    sub: fc.constantFrom('', 'www.', 'a.b.c.'),
    host: fc.oneof(written, fc.constantFrom('예시.example', 'XN--VV4B11D.example')),
    dot: fc.constantFrom('', '.'),
    port: fc.constantFrom('', ':', ':8443', ':0443'),
    path: fc.constantFrom('', '/', '\\', '/a/../b', '?mail.example', '#mail.example', '/@mail.example'),
  })
  fc.assert(
    fc.property(parts, ({ before, scheme, slashes, user, sub, host, dot, port, path }) => {
      const address = before + scheme + slashes + user + sub + host + dot + port + path
      // What browsers do not read as an address is not loaded either.
      if (URL.canParse(address, PAGE)) expect([address, hostOwner(address, PAGE)]).toEqual([address, 'ads'])
    }),
    { numRuns: runs(2000) },
  )
})

test('another host, an IP address or a look-alike is nobody’s', () => {
  for (const host of ['[::1]', '127.0.0.1', 'ads.example.mail.example', 'notads.example', 'ads-example', 'аds.example'])
    expect(hostOwner(`https://${host}/ads.example`, PAGE)).toBeUndefined()
})
