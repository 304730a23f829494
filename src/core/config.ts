// What a site owner may say, and the `Site` that is made of it: defaults filled in, nothing in it that the gate could trip over.

/** A text in one language, or one per BCP 47 tag: `{ ko: '통계', en: 'Statistics' }`. */
export type Text = string | Readonly<Record<string, string>>

/** What a visitor may decide about a category or a service. */
export type Decision = 'allow' | 'refuse' | 'ask'

/** Every decision, in the order of the notice's buttons. */
export const DECISIONS = ['allow', 'refuse', 'ask'] as const

/** Where something is kept on the visitor's device. */
export const STORED_KINDS = ['cookie', 'local', 'session', 'indexeddb'] as const
export type StoredKind = (typeof STORED_KINDS)[number]

/** One thing that a service keeps on the visitor's device. */
export interface Stored {
  /** The exact name, or a glob: `_ga*`. Never a regular expression. */
  name: string
  why?: Text
  /** Whole days it is kept, or `'session'`. Browsers cut longer cookies at 400 days (RFC 6265bis). */
  days?: number | 'session'
  /** @default 'cookie' in `cookies`, 'local' in `storage` */
  kind?: StoredKind
}

/** Somebody whose code or content a page uses. */
export interface Service {
  /** Lower-case letters, digits and hyphens; unique among categories and services. */
  id: string
  name: Text
  provider?: string
  policyUrl?: string
  /** ISO 3166-1 alpha-2 code of the country the data goes to. */
  country?: string
  cookies?: Stored[]
  storage?: Stored[]
}

/** A purpose that a visitor decides about. */
export interface Category {
  id: string
  /** `true`: strictly necessary, never held, nothing to decide. */
  required?: boolean
  title?: Text
  why?: Text
  /** What exactly will not work when this is refused. */
  withoutIt?: Text
  services?: Service[]
}

/** Whom visitors can turn to. */
export interface Contact {
  department?: Text
  email?: string
  phone?: string
  agencies?: { name: Text; url: string }[]
}

/** What a site owner writes: attributes of the tag, a JSON block, or the argument of `createConsent`. */
export interface Config {
  service: { name: Text; url?: string }
  /** A new `version` asks every visitor again; `changes` says what is new. */
  policy: { url: string; version: string; changes?: Text }
  contact?: Contact
  /** `opt-out` lets optional services run until they are refused. @default 'opt-in' */
  mode?: 'opt-in' | 'opt-out'
  /** The notice's buttons, in this order. `refuse` cannot be left out. @default ['allow', 'refuse', 'ask'] */
  choices?: Decision[]
  /** @default necessary, analytics, personalization, marketing */
  categories?: Category[]
  record?: {
    /** Name of the record's cookie. @default 'dongui' */
    name?: string
    /** Shares the record among subdomains: `example.kr`. */
    domain?: string
    /** Whole days a choice is valid, 1 to 400. @default 180 */
    days?: number
  }
  /** BCP 47 tag, or `'auto'`: the page's `lang`, then the browser's languages. @default 'auto' */
  language?: string
}

export interface SiteService extends Service {
  cookies: Stored[]
  storage: Stored[]
}

export interface SiteCategory extends Category {
  required: boolean
  services: SiteService[]
}

/** A configuration that has been read: every default filled in. */
export interface Site extends Config {
  mode: 'opt-in' | 'opt-out'
  choices: Decision[]
  categories: SiteCategory[]
  record: { name: string; domain?: string; days: number }
  language: string
}

/** A slug: the one form of ids. */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,31}$/
/** A policy's version: it stands in the record's cookie as it is. */
export const VERSION = /^[\w.+:-]{1,32}$/
/** A name for the record's cookie. */
export const COOKIE_NAME = /^[\w!#$&*.^`|~-]{1,64}$/
/** A domain for the record's cookie. */
export const DOMAIN = /^\.?[\w-]+(\.[\w-]+)+$/
/** A cookie's or key's name, or a glob that is not `*` alone. */
export const STORED_NAME = /^[^;=\s]*[^;=\s*][^;=\s]*$/
/** Whole days that a browser keeps a cookie for. */
export const areDays = (days: unknown) => Number.isInteger(days) && Number(days) > 0 && Number(days) <= 400

/**
 * Fills in what a configuration leaves open, in a deep copy of objects without a prototype. Throws `TypeError` when
 * something that the gate depends on is wrong; texts and addresses, which are only drawn, are looked at where they are
 * drawn. `check.ts` finds every fault and has the words for it. Categories without a required one get `necessary` in
 * front, for the record itself has to be named somewhere.
 */
export function siteFrom(input: unknown): Site {
  const config = copyOf(input) as Config
  const { service, policy, categories = DEFAULT_CATEGORIES } = config
  const seen: string[] = []
  const site: Site = {
    mode: 'opt-in',
    language: 'auto',
    ...config,
    choices: [...new Set(config.choices ?? DECISIONS)],
    categories: [...(categories.some((each) => each.required) ? [] : [NECESSARY]), ...categories].map((each) => ({
      required: false,
      ...each,
      services: (each.services ?? []).map((one) => ({ cookies: [], storage: [], ...one })),
    })),
    record: { name: 'dongui', days: 180, ...config.record },
  }
  const { name, domain, days } = site.record
  must(service.name)
  must(is(VERSION, policy.version) && is(/^opt-(in|out)$/, site.mode))
  must(is(COOKIE_NAME, name) && (!domain || is(DOMAIN, domain)) && areDays(days))
  must(
    site.choices.every((each) => DECISIONS.includes(each)) && site.choices.includes('refuse') && site.language.trim(),
  )
  for (const { id, required, services } of site.categories) {
    must(typeof required === 'boolean')
    seen.push(id, ...services.map((one) => one.id))
    for (const { cookies, storage } of services)
      for (const { name, kind = 'local' } of [...cookies, ...storage])
        must(is(STORED_NAME, name) && STORED_KINDS.includes(kind))
  }
  must(seen.every((id, index) => is(SLUG, id) && seen.indexOf(id) === index))
  return site
}

/** Without a list of their own, sites ask about these. */
const DEFAULT_CATEGORIES: Category[] = [{ id: 'analytics' }, { id: 'personalization' }, { id: 'marketing' }]
const NECESSARY: Category = { id: 'necessary', required: true }

function is(pattern: RegExp, text: unknown): boolean {
  return typeof text === 'string' && pattern.test(text)
}

function must(isRight: unknown): void {
  if (!isRight) throw TypeError()
}

/** Own values only; `__proto__` becomes a key like any other. */
function copyOf(input: unknown): unknown {
  if (Array.isArray(input)) return input.map(copyOf)
  if (typeof input !== 'object' || !input) return input
  return Object.entries(input).reduce((copy, [key, each]) => {
    copy[key] = copyOf(each)
    return copy
  }, Object.create(null))
}
