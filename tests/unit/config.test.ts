import { expect, test } from 'vitest'
import { ConfigError, checkConfig } from '../../src/core/check'
import { areDays, STORED_KINDS, siteFrom } from '../../src/core/config'
import { choicesOf, decisionOn } from '../../src/core/decision'
import { plain, plainCopy } from '../../src/core/plain'
import { compileRules } from '../../src/core/rules'
import { exampleConfig } from '../support/example'

const smallest = { service: { name: 'Example Mail' }, policy: { url: '/privacy', version: '2026-11-01' } }

test('the smallest configuration is filled in with defaults', () => {
  expect(checkConfig(smallest)).toEqual([])
  expect(siteFrom(smallest)).toMatchObject({
    record: { name: 'dongui', days: 180 },
    categories: [
      { id: 'necessary', required: true, services: [] },
      { id: 'analytics', required: false, services: [] },
      { id: 'personalization', required: false, services: [] },
      { id: 'marketing', required: false, services: [] },
    ],
  })
})

test('categories without a required one get the necessary one in front', () => {
  const { categories } = siteFrom({ ...smallest, categories: [{ id: 'ads' }] })
  expect(categories.map(({ id, required }) => [id, required])).toEqual([
    ['necessary', true],
    ['ads', false],
  ])
})

test('all mistakes are listed at once, each with its path, what was expected, what was there and the remedy', () => {
  const faults = checkConfig({
    service: { name: '' },
    policy: { url: 'javascript:alert(1)' },
    choices: ['allow', 'ask'],
    categories: [
      { id: 'necessary', required: true },
      { id: 'Ads & more', services: [{ id: 'x', name: 'X', cookies: [{ name: '*', days: '13 months' }] }] },
    ],
    catgories: [],
  })
  expect(new ConfigError(faults).message).toMatchInlineSnapshot(`
    "8 mistakes in the consent configuration
      service.name                               expected a text, got ""
      policy.url                                 expected an http(s) address or a path such as "/privacy", got "javascript:alert(1)"
      policy.version                             is missing; write the date of the policy, such as "2026-11-01": a new one asks visitors again
      choices                                    expected "refuse" among them, got ["allow","ask"]; refusing cannot be left out
      categories[1].id                           expected lower-case letters, digits and hyphens such as "ads", at most 32, got "Ads & more"
      categories[1].services[0].cookies[0].name  expected a name or a glob such as "_ga*", never "*" alone, got "*"
      categories[1].services[0].cookies[0].days  expected whole days, 1 to 400 (RFC 6265bis), got "13 months"; write 395
      catgories                                  is not a key here; did you mean "categories"?"
  `)
})

test('what is said of collecting is texts, whom it is passed on to has a name, and there are two facts to state', () => {
  const told = (service: object, policy: object = {}) =>
    checkConfig({
      ...smallest,
      policy: { ...smallest.policy, ...policy },
      categories: [{ id: 'analytics', services: [{ id: 'visits', name: 'Visits', ...service }] }],
    })
  const recipients = [{ name: 'Research', receives: { ko: '횟수' }, why: 'research', kept: 'one year' }]
  expect(
    told({ collects: 'visits', basis: 'consent', kept: 'one year', recipients }, { neverCollects: ['sensitive'] }),
  ).toEqual([])
  const faults = told(
    { basis: true, kept: 365, recipients: [{ receives: '', purpose: 'x' }, 'Research'] },
    { neverCollects: ['children', 'childen'] },
  )
  expect(new ConfigError(faults).message).toMatchInlineSnapshot(`
    "7 mistakes in the consent configuration
      policy.neverCollects[1]                           expected "sensitive" or "children", got "childen"
      categories[0].services[0].basis                   expected a text, got true
      categories[0].services[0].kept                    expected a text, got 365
      categories[0].services[0].recipients[0].receives  expected a text, got ""
      categories[0].services[0].recipients[0].purpose   is not a key here; there are name, receives, why, kept
      categories[0].services[0].recipients[0].name      is missing; write the name of the recipient
      categories[0].services[0].recipients[1]           expected an object { … }, got "Research""
  `)
  expect(told({ recipients: {} }, { neverCollects: true }).map(({ path }) => path)).toEqual([
    'policy.neverCollects',
    'categories[0].services[0].recipients',
  ])
})

test('an id that stands twice is a mistake, also between a category and a service', () => {
  const config = { ...smallest, categories: [{ id: 'ads', services: [{ id: 'ads', name: 'Ads' }] }] }
  expect(checkConfig(config)).toEqual([
    { path: 'categories[0].services[0].id', message: 'expected an id of its own, got "ads" a second time' },
  ])
  expect(() => siteFrom(config)).toThrow(TypeError)
})

test('vendors’ signals hang on ids that are there, and an outbox that would be held has to be named', () => {
  const told = (more: object) => checkConfig({ ...smallest, ...more })
  expect(
    told({ signals: { googleConsentMode: true, meta: 'marketing', microsoft: { ad_storage: 'analytics' } } }),
  ).toEqual([])
  expect(told({ signals: { meta: 'ads', googleConsentMode: { ad_storage: 'ads' }, tiktok: false } })).toEqual([
    { path: 'signals.tiktok', message: expect.stringContaining('got false') },
  ])
  expect(told({ signals: { meta: 'ads', googleConsentMode: { ad_storage: 'ads' } } }).map(({ path }) => path)).toEqual([
    'signals.meta',
    'signals.googleConsentMode.ad_storage',
  ])
  const record = { endpoint: '/consent' }
  expect([told({ record }), told({ record: { endpoint: 'javascript:1' } }).length]).toEqual([[], 1])
  expect(told({ record, unknown: 'refuse' }).map(({ path }) => path)).toEqual(['record.endpoint'])
  const services = [{ id: 'mail', name: 'Mail', storage: [{ name: 'dongui-outbox' }] }]
  expect(told({ record, unknown: 'ask', categories: [{ id: 'necessary', required: true, services }] })).toEqual([])
})

test('something that is no configuration at all is one mistake', () => {
  for (const nothing of [null, 'SyntaxError: Unexpected token', 3, []]) expect(checkConfig(nothing)).toHaveLength(1)
})

test('keys of the prototype are unknown keys, and are not looked up', () => {
  const config = JSON.parse(`{ "__proto__": { "mode": "opt-out" }, "constructor": 1 }`)
  expect(checkConfig({ ...smallest, ...config }).map(({ path }) => path)).toEqual(['__proto__', 'constructor'])
  const site = siteFrom(JSON.parse(JSON.stringify(smallest).replace('{', '{"__proto__":{"mode":"opt-out"},'), plain))
  expect(decisionOn(site, null, site.categories.at(-1)?.id ?? '')).toBe('refuse')
})

test('what the gate would trip over is never taken', () => {
  const { categories: _, ...rest } = exampleConfig
  for (const wrong of [
    { ...rest, service: {} },
    { ...rest, policy: { url: '/', version: 'two words' } },
    { ...rest, policy: { url: '/' } },
    { ...rest, record: { name: 'a b' } },
    { ...rest, record: { days: 0 } },
    { ...rest, record: { domain: 'example.kr; path=/x' } },
    { ...rest, categories: {} },
    { ...rest, categories: [{ id: 'ads', services: [{ id: 'one' }, { id: 'one' }] }] },
    { ...rest, categories: [{ id: 'ads', services: [{ id: 'one', cookies: [{ name: 3 }] }] }] },
    { ...rest, categories: [{ id: 'ads', services: [{ id: 'one', hosts: [3] }] }] },
    { ...rest, categories: [{ id: 'ads', services: [{ id: 'one', cookies: 3 }] }] },
  ]) {
    expect(() => compileRules(siteFrom(wrong)), JSON.stringify(wrong)).toThrow()
    expect(checkConfig(wrong)).not.toEqual([])
  }
})

test('a word that is no word here counts as the careful one', () => {
  const { categories: _, ...rest } = exampleConfig
  const wrong = { ...rest, mode: 'opt', choices: ['alow'], categories: [{ id: 'ads', required: 'false' }] }
  const site = siteFrom(wrong)
  expect(decisionOn(site, null, site.categories.at(-1)?.id ?? '')).toBe('refuse')
  expect(site.categories.map(({ required }) => required)).toEqual([true, false])
  expect(choicesOf(site)).toEqual(['refuse'])
  expect(checkConfig(wrong)).toHaveLength(4)
})

test('the gate does not know a key that somebody put into Object.prototype', () => {
  const polluted = Object.prototype as unknown as Record<string, unknown>
  polluted['mode'] = 'opt-out'
  polluted['categories'] = [{ id: 'all', required: true }]
  polluted['required'] = true
  try {
    const site = siteFrom(plainCopy({ ...smallest, unknown: 'refuse' }))
    expect(decisionOn(site, null, site.categories.at(-1)?.id ?? '')).toBe('refuse')
    expect(site.categories.map(({ id, required }) => [id, required])).toEqual([
      ['necessary', true],
      ['analytics', false],
      ['personalization', false],
      ['marketing', false],
    ])
  } finally {
    for (const key of ['mode', 'categories', 'required']) delete polluted[key]
  }
})

test('what is left open is filled in, and what is said stays', () => {
  const { unknown, record } = siteFrom(exampleConfig)
  expect({ unknown, record }).toEqual({
    unknown: 'allow',
    record: { name: 'dongui', days: 180, domain: '' },
  })
  for (const word of ['allow', 'ask', 'refuse'] as const)
    expect(siteFrom({ ...exampleConfig, unknown: word }).unknown).toBe(word)
  expect(siteFrom({ ...exampleConfig, record: { domain: 'example.kr', days: 30 } }).record).toEqual({
    name: 'dongui',
    days: 30,
    domain: 'example.kr',
  })
})

test('a choice is kept for a day at least, and for no longer than a browser keeps it', () => {
  expect([0, -1, 0.5, 1, 399, 400, 401, Number.NaN].map(areDays)).toEqual([
    false,
    false,
    true,
    true,
    true,
    true,
    false,
    false,
  ])
})

test('there are five places where something is kept on a device', () => {
  expect(STORED_KINDS).toEqual(['cookie', 'local', 'session', 'indexeddb', 'cache'])
})

test('what is read as JSON has what is written in it: lists are lists, nothing is nothing, and no object has a prototype', () => {
  const read = JSON.parse('{"list":["a"],"none":null,"inner":{"yes":true}}', plain)
  expect(read.list.map((each: string) => each)).toEqual(['a'])
  expect(read.none).toBeNull()
  expect([read, read.inner].map((each) => Object.getPrototypeOf(each))).toEqual([null, null])
})
