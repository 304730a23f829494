// The owner's mistakes, all at once: where each is, what was expected, what was there, and what to write instead.

import { linkTo } from './address'
import {
  areDays,
  type Category,
  type Config,
  type Contact,
  DECISIONS,
  type GoogleConsentType,
  type NoticeConfig,
  type Recipient,
  type Service,
  type Shade,
  type Signals,
  STORED_KINDS,
  type Stored,
  type Theme,
} from './config'
import { LANGUAGES } from './languages'
import { adviceOn, DENSITIES, FONT, LAYOUTS, POSITIONS, SCHEMES } from './look'
import { pickLanguage } from './text'

/** One mistake in a configuration. */
export interface Fault {
  /** As in `categories[1].services[0].id`; empty for the whole. */
  path: string
  /** What is the matter and what to write instead, in plain English. */
  message: string
}

/** Every mistake of a configuration at once; `faults` has them one by one. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  constructor(readonly faults: readonly Fault[]) {
    const widest = Math.max(...faults.map(({ path }) => path.length))
    super(
      [
        `${faults.length} ${faults.length === 1 ? 'mistake' : 'mistakes'} in the consent configuration`,
        ...faults.map(({ path, message }) => `  ${(path || '(all of it)').padEnd(widest)}  ${message}`),
      ].join('\n'),
    )
  }
}

/** Looks at one value; tells `fault` what is wrong with it, at a path below it where it is an object. */
type Check = (value: unknown, fault: (message: string, below?: string) => void) => void

const anything =
  (expected: string, isRight: (value: unknown) => boolean, remedy: (value: unknown) => string = () => ''): Check =>
  (value, fault) => {
    if (!isRight(value)) fault(`expected ${expected}, got ${shown(value)}${remedy(value)}`)
  }
const matching = (expected: string, pattern: RegExp) =>
  anything(expected, (value) => typeof value === 'string' && pattern.test(value))
const oneOf = (...allowed: readonly unknown[]) =>
  anything(allowed.map((each) => JSON.stringify(each)).join(' or '), (value) => allowed.includes(value))

const listOf =
  (check: Check): Check =>
  (value, fault) => {
    if (!Array.isArray(value)) return fault(`expected a list [ … ], got ${shown(value)}`)
    for (const [index, each] of value.entries())
      check(each, (message, below = '') => fault(message, `[${index}]${below}`))
  }

/** An object with these keys; those in `required` must be there, each with what to write when it is not. */
const shape =
  <Type>(checks: { [Key in keyof Required<Type>]: Check }, required: { [Key in keyof Type]?: string }): Check =>
  (value, fault) => {
    if (typeof value !== 'object' || !value || Array.isArray(value))
      return fault(`expected an object { … }, got ${shown(value)}`)
    for (const [key, each] of Object.entries(value)) {
      const check = Object.hasOwn(checks, key) ? checks[key as keyof Type] : undefined
      if (!check) fault(`is not a key here${didYouMean(key, Object.keys(checks))}`, `.${key}`)
      else if (each !== undefined) check(each, (message, below = '') => fault(message, `.${key}${below}`))
    }
    for (const [key, remedy] of Object.entries<string | undefined>(required))
      if ((value as Record<string, unknown>)[key] === undefined) fault(`is missing; ${remedy}`, `.${key}`)
  }

const trueOr =
  (check: Check): Check =>
  (value, fault) =>
    value === true ? undefined : check(value, fault)

const words = matching('a text', /\S/)
const text: Check = (value, fault) => {
  if (typeof value !== 'object' || !value) return words(value, fault)
  if (!Object.keys(value).length) fault('expected a text in at least one language, got { }')
  for (const [tag, each] of Object.entries(value)) words(each, (message) => fault(message, `.${tag}`))
}
const slug = matching('lower-case letters, digits and hyphens such as "ads", at most 32', /^[a-z0-9][a-z0-9-]{0,31}$/)
const address = anything(
  'an http(s) address or a path such as "/privacy"',
  (value) => typeof value === 'string' && linkTo(value, 'https://site.example/') !== undefined,
)
const days = anything(
  'whole days, 1 to 400 (RFC 6265bis)',
  (value) => Number.isInteger(value) && areDays(Number(value)),
  (value) => {
    const [, count, unit] = /^\s*(\d+)\s*(day|week|month|year)s?\s*$/i.exec(String(value)) ?? []
    const whole = Math.round(
      Number(count) * ({ day: 1, week: 7, month: 30.4, year: 365 }[unit?.toLowerCase() ?? ''] ?? 0),
    )
    return whole > 0 ? `; write ${Math.min(whole, 400)}` : ''
  },
)

const language = anything(
  `a language there are words in (${LANGUAGES.join(', ')})`,
  (value) => typeof value === 'string' && !!pickLanguage([value], LANGUAGES),
)

/** How deep our words are nested. */
const DEPTH = 3

/** An owner's words next to ours, where ours are known: the same keys, texts where we have texts, no other braces. */
const wordsLike =
  (ours: object | string | undefined, depth = DEPTH): Check =>
  (own, fault) => {
    if (typeof ours === 'string' || (typeof own === 'string' && !ours)) {
      words(own, fault)
      const known = braces(ours)
      for (const each of ours ? braces(own) : [])
        if (!known.includes(each))
          fault(`has no ${each} to fill in${known.length ? `; there is ${known.join(', ')}` : ''}`)
    } else if (typeof own !== 'object' || !own || depth < 0) fault(`expected an object { … }, got ${shown(own)}`)
    else
      for (const [key, each] of Object.entries(own)) {
        // A language has its own forms for numbers.
        const known: Record<string, object | string> = {
          ...(ours && 'other' in ours && formsLike(`${ours.other}`)),
          ...ours,
        }
        if (ours && !Object.hasOwn(known, key))
          fault(`is not a key here${didYouMean(key, Object.keys(known))}`, `.${key}`)
        else wordsLike(known[key], depth - 1)(each, (message, below = '') => fault(message, `.${key}${below}`))
      }
  }
/** The owner's words by language. */
const textsLike =
  (ours: object | undefined): Check =>
  (value, fault) => {
    if (typeof value !== 'object' || !value || Array.isArray(value))
      return fault(`expected texts by language { "en": { … } }, got ${shown(value)}`)
    for (const [tag, own] of Object.entries(value)) {
      language(tag, (message) => fault(message, `.${tag}`))
      wordsLike(ours)(own, (message, below = '') => fault(message, `.${tag}${below}`))
    }
  }
const braces = (text: unknown): string[] => `${text}`.match(/\{\w+\}/g) ?? []
const formsLike = (other: string) => ({ zero: other, one: other, two: other, few: other, many: other })

const stored = shape<Stored>(
  {
    name: matching('a name or a glob such as "_ga*", never "*" alone', /^[^;=\s]*[^;=\s*][^;=\s]*$/),
    why: text,
    days: (value, fault) => (value === 'session' ? undefined : days(value, fault)),
    kind: oneOf(...STORED_KINDS),
  },
  { name: 'write the name of the cookie or key' },
)

const recipient = shape<Recipient>(
  { name: text, receives: text, why: text, kept: text },
  { name: 'write the name of the recipient' },
)

const service = shape<Service>(
  {
    id: slug,
    name: text,
    provider: words,
    policyUrl: address,
    country: matching('a country code of two capital letters such as "KR"', /^[A-Z]{2}$/),
    collects: text,
    basis: text,
    kept: text,
    recipients: listOf(recipient),
    cookies: listOf(stored),
    storage: listOf(stored),
    hosts: listOf(
      matching(
        'a host such as "stats.example", with or without the beginning of a path',
        /^[\p{L}\d-]+(\.[\p{L}\d-]+)*(\/[^\s*]*)?$/u,
      ),
    ),
  },
  { id: 'write a slug such as "example-analytics"', name: 'write the name that visitors know' },
)

const category = shape<Category>(
  {
    id: slug,
    required: oneOf(true, false),
    title: text,
    why: text,
    withoutIt: text,
    services: listOf(service),
  },
  { id: 'write a slug such as "analytics"' },
)

const colour = matching('a colour such as "#27405f"', /^#(?:[\da-f]{3}|[\da-f]{6})$/i)
const shade: Check = (value, fault) =>
  typeof value === 'object'
    ? shape<Exclude<Shade, string>>({ light: colour, dark: colour }, {})(value, fault)
    : colour(value, fault)

const notice: Check = (value, fault) => {
  shape<NoticeConfig>(
    {
      layout: oneOf(...LAYOUTS),
      position: oneOf(...new Set(Object.values(POSITIONS).flat())),
      reopen: oneOf('button', 'link'),
      theme: shape<Theme>(
        {
          accent: shade,
          paper: shade,
          ink: shade,
          radius: anything(
            'pixels, 0 to 32',
            (each) => Number(each) >= 0 && Number(each) <= 32 && each === Number(each),
          ),
          font: matching('names of font families such as "Noto Sans KR, sans-serif"', FONT),
          density: oneOf(...DENSITIES),
          scheme: oneOf(...SCHEMES),
        },
        {},
      ),
    },
    {},
  )(value, fault)
  const { layout = 'card', position } = (value ?? {}) as NoticeConfig
  const places = LAYOUTS.includes(layout) ? POSITIONS[layout] : []
  if (position && Object.values(POSITIONS).flat().includes(position) && places[0] && !places.includes(position))
    oneOf(...places)(position, (message) => fault(`${message}: the layout is ${shown(layout)}`, '.position'))
}

const config = shape<Config>(
  {
    service: shape<Config['service']>({ name: text, url: address }, { name: 'write the name of your service' }),
    policy: shape<Config['policy']>(
      {
        url: address,
        version: matching('letters, digits and . _ + : - such as "2026-11-01", at most 32', /^[\w.+:-]{1,32}$/),
        changes: text,
        neverCollects: listOf(oneOf('sensitive', 'children')),
      },
      {
        url: 'write the address of your policy, such as "/privacy"',
        version: 'write the date of the policy, such as "2026-11-01": a new one asks visitors again',
      },
    ),
    contact: shape<Contact>(
      {
        department: text,
        email: matching('an e-mail address', /^[^@\s]+@[^@\s]+$/),
        phone: matching('a telephone number such as "+82 2 000 0000"', /^[+\d\s()-]+$/),
        agencies: listOf(
          shape<{ name: string; url: string }>(
            { name: text, url: address },
            { name: 'write its name', url: 'write its address' },
          ),
        ),
      },
      {},
    ),
    mode: oneOf('opt-in', 'opt-out'),
    choices: (value, fault) => {
      listOf(oneOf(...DECISIONS))(value, fault)
      if (Array.isArray(value) && !value.includes('refuse'))
        fault(`expected "refuse" among them, got ${shown(value)}; refusing cannot be left out`)
    },
    unknown: oneOf('allow', 'ask', 'refuse'),
    categories: listOf(category),
    guard: shape<NonNullable<Config['guard']>>({ network: oneOf(true, false) }, {}),
    record: shape<NonNullable<Config['record']>>(
      {
        name: matching('a cookie name of at most 64 letters, digits and -_.', /^[\w.-]{1,64}$/),
        domain: matching('a domain such as "example.kr"', /^\.?[\w-]+(\.[\w-]+)+$/),
        days,
        endpoint: address,
      },
      {},
    ),
    notice,
    signals: shape<Signals>(
      {
        googleConsentMode: trueOr(
          shape<Partial<Record<GoogleConsentType, string>>>(
            {
              ad_storage: slug,
              ad_user_data: slug,
              ad_personalization: slug,
              analytics_storage: slug,
              functionality_storage: slug,
              personalization_storage: slug,
            },
            {},
          ),
        ),
        microsoft: trueOr(
          shape<{ ad_storage?: string; analytics_storage?: string }>({ ad_storage: slug, analytics_storage: slug }, {}),
        ),
        matomo: trueOr(slug),
        meta: trueOr(slug),
        tiktok: trueOr(slug),
        dataLayer: oneOf(true, false),
      },
      {},
    ),
    honor: oneOf('doNotTrack'),
    language: (value, fault) => (value === 'auto' ? undefined : language(value, fault)),
    languages: listOf(language),
    texts: () => undefined, // Looked at by itself, for ours have to be at hand.
  },
  {
    service: 'write { "service": { "name": "…" } }, or data-service="…" on the tag',
    policy:
      'write { "policy": { "url": "/privacy", "version": "2026-11-01" } }, or data-policy and data-policy-version on the tag',
  },
)

/**
 * Finds every mistake in what an owner wrote; an empty list is a configuration that `siteFrom` takes. Never throws.
 *
 * @param ours our own words, in English, to compare the owner's with; without them the keys of `texts` are not looked at
 */
export function checkConfig(input: unknown, ours?: object): Fault[] {
  const faults: Fault[] = []
  const fault = (message: string, below = '') => void faults.push({ path: below.replace(/^\./, ''), message })
  config(input, fault)
  const { texts } = (input ?? {}) as { texts?: unknown }
  if (texts !== undefined) textsLike(ours)(texts, (message, below = '') => fault(message, `.texts${below}`))
  if (!faults.length) {
    const { categories = [] } = input as Config
    // Where nothing is required, `necessary` is put in front.
    const seen = new Set(categories.some(({ required }) => required) ? [] : ['necessary'])
    for (const [path, id] of idsOf(input as Config)) {
      if (seen.has(id)) faults.push({ path, message: `expected an id of its own, got ${shown(id)} a second time` })
      seen.add(id)
    }
    for (const [path, id] of signalIds(input as Config))
      if (!seen.has(id) && (categories.length || !DEFAULT_IDS.includes(id)))
        faults.push({ path, message: `expected the id of a category or service, got ${shown(id)}` })
    const { unknown = 'allow', record } = input as Config
    const outbox = `${record?.name ?? 'dongui'}-outbox`
    const isNamed = categories.some(
      ({ required, services = [] }) =>
        required && services.some((one) => one.storage?.some(({ name }) => name === outbox)),
    )
    if (record?.endpoint && unknown !== 'allow' && !isNamed)
      faults.push({
        path: 'record.endpoint',
        message: `expected "${outbox}" in the storage of a required category's service, for what was not answered yet is kept there, and unknown is ${shown(unknown)}`,
      })
  }
  return faults
}

/**
 * Finds what is not wrong, but is not shown as it was written: colours of a theme that not everybody could read. For a
 * configuration without faults.
 */
export function checkLook({ notice }: Config): Fault[] {
  return adviceOn(notice?.theme ?? {})
}

/**
 * Writes every mistake to the console, once and all together; tells whether there is one.
 *
 * @param load fetches our own words, to compare an owner's with
 */
export async function reportFaults(
  input: unknown,
  load: (part: string) => Promise<{ default: object }>,
): Promise<boolean> {
  const faults = checkConfig(input, (input as Config | null)?.texts && (await ourWords(load)))
  if (!faults.length) faults.push(...checkLook(input as Config))
  if (faults.length) console.error(`dongui: ${new ConfigError(faults).message}`)
  return faults.length > 0
}

/** All there are, in English; `undefined` when they cannot be had. */
async function ourWords(load: (part: string) => Promise<{ default: object }>): Promise<object | undefined> {
  try {
    const parts = await Promise.all(['question/en', 'more/en', 'words/en'].map(load))
    return Object.assign({}, ...parts.map((part) => part.default))
  } catch {
    return undefined // then its keys are not looked at
  }
}

/** The id of every category and service, with its path. */
function idsOf({ categories = [] }: Config): [path: string, id: string][] {
  return categories.flatMap(({ id, services = [] }, index) => [
    [`categories[${index}].id`, id],
    ...services.map((one, at): [string, string] => [`categories[${index}].services[${at}].id`, one.id]),
  ])
}

const DEFAULT_IDS = ['necessary', 'analytics', 'personalization', 'marketing']

/** The ids that vendors' signals hang on, with their paths. */
function signalIds({ signals = {} }: Config): [path: string, id: string][] {
  return Object.entries(signals as Record<string, unknown>).flatMap(([vendor, value]): [path: string, id: string][] => {
    if (typeof value === 'string') return [[`signals.${vendor}`, value]]
    if (typeof value !== 'object' || !value) return []
    return Object.entries(value).map(([type, id]) => [`signals.${vendor}.${type}`, `${id}`])
  })
}

function didYouMean(key: string, known: readonly string[]): string {
  const near = known.find((each) => each.toLowerCase().startsWith(key.toLowerCase().slice(0, 3)))
  return near ? `; did you mean "${near}"?` : `; there are ${known.join(', ')}`
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing'
  let text: string
  try {
    text = JSON.stringify(value) ?? String(value)
  } catch {
    text = 'something that is not JSON'
  }
  return text.length > 60 ? `${text.slice(0, 57)}…` : text
}
