// What a site owner may say, and the `Site` that is made of it: defaults filled in, nothing in it that the gate could trip over.

import { plain } from './plain'

/** A text in one language, or one per BCP 47 tag: `{ ko: '통계', en: 'Statistics' }`. */
export type Text = string | Readonly<Record<string, string>>

/** Words of ours that an owner says otherwise: any part of the keys in `src/locales/en.ts`, with the same `{braces}`. */
export interface Texts {
  readonly [key: string]: string | Texts
}

/** What a visitor may decide about a category or a service. */
export type Decision = 'allow' | 'refuse' | 'ask'

/** Every decision, in the order of the notice's buttons. */
export const DECISIONS = ['allow', 'refuse', 'ask'] as const
export const isDecision = (word: unknown): word is Decision => DECISIONS.includes(word as Decision)

/** Where something is kept on the visitor's device. */
export const STORED_KINDS = ['cookie', 'local', 'session', 'indexeddb', 'cache'] as const
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

/** Somebody else who is given what a service collects. */
export interface Recipient {
  name: Text
  /** What is passed on: `'how often a visitor comes'`. */
  receives?: Text
  /** What the recipient uses it for. */
  why?: Text
  /** How long the recipient keeps it: `'one year'`. */
  kept?: Text
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
  /** What it collects of what visitors do: `'pages seen, time spent'`. Said in the declaration. */
  collects?: Text
  /** On which legal basis it collects that. @default consent for what visitors are asked about, else nothing is said */
  basis?: Text
  /** How long what it collects is kept, wherever that is: `'one year'`. */
  kept?: Text
  /** Whom what it collects is passed on to. */
  recipients?: Recipient[]
  cookies?: Stored[]
  storage?: Stored[]
  /**
   * Where its code and content come from: `stats.example` stands for the host and its subdomains, `maps.example/embed`
   * for what begins so. Scripts, frames and images from there are held though nobody marked them.
   */
  hosts?: string[]
}

/**
 * What a site never collects, and says so in the declaration: behaviour from which sensitive matters could be inferred;
 * anything to advertise to children under 14.
 */
export type NeverCollected = 'sensitive' | 'children'

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

/** `card` in a corner, `bar` along an edge, `dialog` in the middle. None of them blocks the page. */
export type NoticeLayout = 'bar' | 'card' | 'dialog'

/** `start` is where lines begin: left in Korean, right in Arabic. */
export type NoticePosition = 'bottom' | 'bottom-start' | 'bottom-end' | 'top' | 'top-start' | 'top-end' | 'center'

/** A colour as `#rgb` or `#rrggbb`, or one for light pages and one for dark ones. */
export type Shade = string | { light?: string; dark?: string }

/** Tokens of the look. A colour that could not be read at 4.5:1 is moved until it can, and the console says so. */
export interface Theme {
  /** Ground of the choices, which are all alike; focus, and what is chosen. */
  accent?: Shade
  /** Ground of the notice and the views. */
  paper?: Shade
  /** Text. */
  ink?: Shade
  /** Of the corners, in pixels, 0 to 32. @default 16 */
  radius?: number
  /** Names of font families, as in a style sheet: `'"Noto Sans KR", sans-serif'`. @default system-ui, sans-serif */
  font?: string
  /** Size of the text and the room around it. @default 'regular' */
  density?: 'compact' | 'regular' | 'roomy'
  /** Light or dark: as the page's text tells, as the system is set, or always one. @default 'page' */
  scheme?: 'page' | 'system' | 'light' | 'dark'
}

/** How the notice looks, where it stands, and how visitors get back to their choice. */
export interface NoticeConfig {
  /** @default 'card' */
  layout?: NoticeLayout
  /** Cards stand in a corner or in the middle of an edge, bars along an edge. @default by the layout */
  position?: NoticePosition
  /**
   * `link`: a link of the page's own, `<a data-dongui="preferences">`. `button`: a small one floats in a lower corner as
   * well, and is not there while it would cover something that can be pressed. @default 'link'
   */
  reopen?: 'button' | 'link'
  theme?: Theme
}

/** Google's consent types; `security_storage` is always granted. */
export type GoogleConsentType =
  | 'ad_storage'
  | 'ad_user_data'
  | 'ad_personalization'
  | 'analytics_storage'
  | 'functionality_storage'
  | 'personalization_storage'

/**
 * What vendors' own code is told, by `relay.js`. `true` takes the default categories: what is about advertising is granted
 * by `marketing`, statistics by `analytics`, the rest by `personalization`. An id of a category or service takes their
 * place; one that nobody declared grants nothing.
 */
export interface Signals {
  /** Google consent mode v2. */
  googleConsentMode?: true | Partial<Record<GoogleConsentType, string>>
  /** Microsoft UET and Clarity. */
  microsoft?: true | Partial<Record<'ad_storage' | 'analytics_storage', string>>
  matomo?: true | string
  meta?: true | string
  tiktok?: true | string
  /** Pushes `{ event: 'dongui', dongui: { analytics: true, … } }` at every change, for a tag manager's triggers. */
  dataLayer?: boolean
}

/** What a site owner writes: attributes of the tag, a JSON block, or the argument of `createConsent`. */
export interface Config {
  service: { name: Text; url?: string }
  /** A new `version` asks every visitor again; `changes` says what is new. `neverCollects` has to be true. */
  policy: { url: string; version: string; changes?: Text; neverCollects?: NeverCollected[] }
  contact?: Contact
  /** `opt-out` lets optional services run until they are refused. @default 'opt-in' */
  mode?: 'opt-in' | 'opt-out'
  /** The notice's buttons, in this order. `refuse` cannot be left out. @default ['allow', 'refuse', 'ask'] */
  choices?: Decision[]
  /**
   * Names that no service declares. `allow`: let through and reported. `refuse`: kept out unless the visitor allowed
   * everything. `ask`: the same, and asked about where the visitor wants to be asked. @default 'allow'
   */
  unknown?: 'allow' | 'ask' | 'refuse'
  /** @default necessary, analytics, personalization, marketing */
  categories?: Category[]
  /** `network`: requests to the hosts of refused services fail as they would without a network. @default false */
  guard?: { network?: boolean }
  record?: {
    /** Name of the record's cookie. @default 'dongui' */
    name?: string
    /** Shares the record among subdomains: `example.kr`. */
    domain?: string
    /** Whole days a choice is valid, 1 to 400. @default 180 */
    days?: number
    /** Where `relay.js` posts each decision, as CloudEvents 1.0 JSON. @default nowhere */
    endpoint?: string
  }
  notice?: NoticeConfig
  /** @default nobody is told anything */
  signals?: Signals
  /** What of the visitor's browser counts as an objection beside Global Privacy Control, which always does. */
  honor?: 'doNotTrack'
  /** BCP 47 tag, or `'auto'`: the page's `lang`, then the browser's languages. @default 'auto' */
  language?: string
  /**
   * Languages that the views may be in, by BCP 47 tag; with more than one, visitors find a list of them in every dialog.
   * @default all; and the list only where the browser's language is not the page's, with these two
   */
  languages?: string[]
  /** The owner's own words in place of ours, by BCP 47 tag and then by the keys of `src/locales/en.ts`. Plain text. */
  texts?: Readonly<Record<string, Texts>>
}

export interface SiteService extends Service {
  cookies: Stored[]
  storage: Stored[]
  hosts: string[]
}

export interface SiteCategory extends Category {
  required: boolean
  services: SiteService[]
}

/** How a browser objects on its visitor's behalf, as `navigator` calls it. */
export type Objection = 'globalPrivacyControl' | 'doNotTrack'

/** A configuration that has been read: every default filled in that the gate needs. */
export interface Site extends Config {
  unknown: 'allow' | 'ask' | 'refuse'
  categories: SiteCategory[]
  record: { name: string; domain?: string; days: number; endpoint?: string }
  /** What the visitor's browser objects by, if it does: told by whoever starts, who then makes the mode `opt-in`. */
  objection?: Objection | undefined
}

/** What may stand in the record and its cookie as it is: ids, the policy's version, the cookie's name and domain. */
const TOKEN = /^[\w.:+-]{1,64}$/

/**
 * Fills in what a configuration leaves open. Throws `TypeError` for what the gate would trip over; what is only drawn is
 * looked at where it is drawn, and a word that is no word here counts as the careful one. `check.ts` finds every fault
 * and has the words for it. Categories without a required one get `necessary` in front, for the record itself has to be
 * named somewhere.
 *
 * @param input own values only, as `plain` gives them: what somebody put into `Object.prototype` must not configure us
 */
export function siteFrom(input: unknown): Site {
  const config = input as Config
  const { record, categories = ['analytics', 'personalization', 'marketing'].map(plainCategory) } = config
  const site = plain('', {
    ...config,
    unknown: config.unknown ?? 'allow',
    record: { name: 'dongui', days: 180, domain: '', ...record },
    categories: [...(categories.some(isRequired) ? [] : [plainCategory('necessary')]), ...categories].map((each) => ({
      ...each,
      required: isRequired(each),
      services: (each.services ?? []).map((one) => ({ cookies: [], storage: [], hosts: [], ...one })),
    })),
  } satisfies Site) as Site
  const ids = idsOf(site)
  const { name, domain, days } = site.record
  if (
    !config.service.name ||
    ![config.policy.version, name, domain || name, ...ids].every((each) => TOKEN.test(each ?? '')) ||
    new Set(ids).size < ids.length ||
    !areDays(days)
  )
    throw TypeError()
  return site
}

/** The id of every category and service. */
export function idsOf({ categories }: Pick<Site, 'categories'>): string[] {
  return categories.flatMap(({ id, services }) => [id, ...services.map((one) => one.id)])
}

/** Days that a browser keeps a cookie for. */
export const areDays = (days: number) => days > 0 && days <= 400

const plainCategory = (id: string): Category => ({ id, required: id === 'necessary', services: [] })
/** Nothing but `true` makes a category necessary: a misspelt word must not grant. */
const isRequired = ({ required }: Category) => required === true
