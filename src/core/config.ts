// What a site owner may say, read once from unknown input into a `Site`: defaults filled in, nothing else let through.

/** A text in one language, or one per BCP 47 tag: `{ ko: '통계', en: 'Statistics' }`. */
export type Text = string | Readonly<Record<string, string>>

/** What a visitor may decide about a category or a service. */
export type Decision = 'allow' | 'refuse' | 'ask'

/** Where something is kept on the visitor's device. */
export type StoredKind = 'cookie' | 'local' | 'session' | 'indexeddb'

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

/** One mistake: where it is, the name of what was expected there (see `explain.ts`), and what was there. */
export interface Fault {
  path: string
  expected: string
  got: unknown
}

type Reader<T> = (value: unknown, path: string, faults: Fault[]) => T | undefined

const MAX_TEXT_LENGTH = 4000
const MAX_LIST_LENGTH = 2000

/** A reader of one kind of value: `check` says whether it will do, `expected` names it in the fault. */
const value =
  <T>(expected: string, check: (value: T) => unknown): Reader<T> =>
  (got, path, faults) => {
    if (check(got as T)) return got as T
    faults.push({ path, expected, got })
    return undefined
  }

const string = (expected: string, pattern: RegExp) =>
  value<string>(
    expected,
    (got) => typeof got === 'string' && got.length > 0 && got.length <= MAX_TEXT_LENGTH && pattern.test(got),
  )
const oneOf = <T extends string>(...allowed: T[]) => value<T>(allowed.join(' | '), (got) => allowed.includes(got))
const wholeDays = (most: number) =>
  value<number>(`days ≤ ${most}`, (got) => Number.isInteger(got) && got > 0 && got <= most)

const list =
  <T>(item: Reader<T>): Reader<T[]> =>
  (got, path, faults) => {
    if (!Array.isArray(got) || got.length > MAX_LIST_LENGTH) {
      faults.push({ path, expected: 'list', got })
      return undefined
    }
    return got.map((each, index) => item(each, `${path}[${index}]`, faults) as T)
  }

/** Copies the keys it knows, and only an object's own ones, into an object without a prototype. */
const shape =
  <T extends object>(fields: { [Key in keyof T]-?: Reader<T[Key]> }, required: (keyof T & string)[]): Reader<T> =>
  (got, path, faults) => {
    if (typeof got !== 'object' || !got || Array.isArray(got)) {
      faults.push({ path, expected: 'object', got })
      return undefined
    }
    const copy = Object.create(null) as T
    const prefix = path && `${path}.`
    const own = Object.entries(got)
    for (const [key, each] of own) {
      if (!Object.hasOwn(fields, key)) faults.push({ path: prefix + key, expected: 'known key', got: key })
      else if (each !== undefined) {
        const read = fields[key as keyof T](each, prefix + key, faults)
        if (read !== undefined) copy[key as keyof T] = read
      }
    }
    for (const key of required)
      if (!own.some(([name]) => name === key)) faults.push({ path: prefix + key, expected: 'something', got: undefined })
    return copy
  }

const anyString = string('text', /\S/)

const text: Reader<Text> = (got, path, faults) => {
  if (typeof got !== 'object') return anyString(got, path, faults)
  const entries = Object.entries(got ?? {})
  if (!entries.length) faults.push({ path, expected: 'text', got })
  const copy = Object.create(null) as Record<string, string>
  for (const [tag, each] of entries) {
    const read = anyString(each, `${path}.${tag}`, faults)
    if (read) copy[tag] = read
  }
  return copy
}

const slug = string('slug', /^[a-z0-9][a-z0-9-]{0,31}$/)
// A page may link to http, https, mailto and tel addresses and to itself, to nothing that runs.
const url = string('url', /^(?:https?:|mailto:|tel:|[^:\s]*$|[./?#])/i)
const cookieName = string('cookie name', /^[!#$%&'*+\-.^_`|~\w]{1,64}$/)
const glob = string('name', /^[^;=\s]*[^;=\s*][^;=\s]*$/)

const stored = shape<Stored>(
  {
    name: glob,
    why: text,
    days: (got, path, faults) => (got === 'session' ? got : wholeDays(400)(got, path, faults)),
    kind: oneOf('cookie', 'local', 'session', 'indexeddb'),
  },
  ['name'],
)

const service = shape<Service>(
  {
    id: slug,
    name: text,
    provider: anyString,
    policyUrl: url,
    country: string('country', /^[A-Z]{2}$/),
    cookies: list(stored),
    storage: list(stored),
  },
  ['id', 'name'],
)

const category = shape<Category>(
  {
    id: slug,
    required: value<boolean>('boolean', (got) => typeof got === 'boolean'),
    title: text,
    why: text,
    withoutIt: text,
    services: list(service),
  },
  ['id'],
)

const decision = oneOf('allow', 'refuse', 'ask')

const config = shape<Config>(
  {
    service: shape<Config['service']>({ name: text, url }, ['name']),
    policy: shape<Config['policy']>({ url, version: string('version', /^[\w.+:-]{1,32}$/), changes: text }, [
      'url',
      'version',
    ]),
    contact: shape<Contact>(
      {
        department: text,
        email: string('email', /^[^@\s]+@[^@\s]+$/),
        phone: string('phone', /^\+?[\d\s()-]+$/),
        agencies: list(shape<{ name: Text; url: string }>({ name: text, url }, ['name', 'url'])),
      },
      [],
    ),
    mode: oneOf('opt-in', 'opt-out'),
    choices: (got, path, faults) => {
      const choices = list(decision)(got, path, faults)
      if (choices && !choices.includes('refuse')) faults.push({ path, expected: 'refuse', got })
      return choices
    },
    categories: list(category),
    record: shape<NonNullable<Config['record']>>(
      { name: cookieName, domain: string('domain', /^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i), days: wholeDays(400) },
      [],
    ),
    language: string('language', /^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i),
  },
  ['service', 'policy'],
)

const DEFAULT_CATEGORIES: Category[] = [
  { id: 'necessary', required: true },
  { id: 'analytics' },
  { id: 'personalization' },
  { id: 'marketing' },
]

/**
 * Fills in what a configuration leaves open. Categories without a required one get `necessary` in front, for the
 * record itself has to be named somewhere.
 */
export function siteFrom(config: Config): Site {
  const categories = config.categories ?? DEFAULT_CATEGORIES
  return {
    ...config,
    mode: config.mode ?? 'opt-in',
    choices: [...new Set(config.choices ?? (['allow', 'refuse', 'ask'] as const))],
    categories: [
      ...(categories.some((each) => each.required) ? [] : [{ id: 'necessary', required: true }]),
      ...categories,
    ].map((each) => ({
      ...each,
      required: !!each.required,
      services: (each.services ?? []).map((one) => ({ ...one, cookies: one.cookies ?? [], storage: one.storage ?? [] })),
    })),
    record: { name: 'dongui', days: 180, ...config.record },
    language: config.language ?? 'auto',
  }
}

/**
 * Reads what an owner wrote. Never throws and never runs anything of the input; known keys are copied into objects
 * without a prototype, so `__proto__` and `constructor` are just unknown keys. Returns every fault found; `site` is
 * there only when there is none.
 */
export function readConfig(input: unknown): { site?: Site; faults: Fault[] } {
  const faults: Fault[] = []
  const read = config(input, '', faults)
  if (read && !faults.length) {
    const seen = new Set<string>()
    for (const [path, { id }] of namedThings(read)) {
      if (seen.has(id)) faults.push({ path: `${path}.id`, expected: 'unique id', got: id })
      seen.add(id)
    }
    if (!faults.length) return { site: siteFrom(read), faults }
  }
  return { faults }
}

/** Every category and service with its path. */
function namedThings({ categories = [] }: Config): [string, { id: string }][] {
  return categories.flatMap((each, index) => [
    [`categories[${index}]`, each],
    ...(each.services ?? []).map((one, at): [string, Service] => [`categories[${index}].services[${at}]`, one]),
  ])
}
