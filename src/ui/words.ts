// Words with something filled in, and whose words they are: the owner's first, then ours.

import type { Category, Service, Site, SiteService, StoredKind } from '../core/config'
import { textIn } from '../core/text'
import type { CategoryWords, CommonWords, Counted, FirstWords, SettingsWords } from '../locales/messages'

/** Fills `{name}`s in; an unknown one leaves nothing behind. */
export function fill(text: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `${values[name] ?? ''}`)
}

/** The words that go with a number, or those for any number, with it filled in. */
export function counted(words: Counted | string, count: number, language: string): string {
  // A browser may know of a form that our words do not have. Of {purpose} and the like there is more to fill in.
  const text = typeof words === 'string' ? words : (words[new Intl.PluralRules(language).select(count)] ?? words.other)
  return text.replace('{count}', new Intl.NumberFormat(language).format(count))
}

/** Everything a service says it stores, each with its kind. */
export function storedBy({ cookies, storage }: SiteService) {
  return [
    ...cookies.map((each) => ({ kind: 'cookie' as const, ...each })),
    ...storage.map((each) => ({ kind: 'local' as const, ...each })),
  ]
}

/** What a category is called, its id where nobody named it, and what refusing it changes. */
export function wordsFor(category: Category, { categories }: FirstWords, language: string): CategoryWords {
  const ours: Partial<CategoryWords> | undefined = (categories as Partial<Record<string, CategoryWords>>)[category.id]
  const own = (key: keyof CategoryWords) => textIn(category[key], language) ?? ours?.[key]
  return { title: own('title') ?? category.id, withoutIt: own('withoutIt') ?? '' }
}

/** The same with what only the views in the dialog say: why the category is there, and what is necessary. */
export function allWordsFor(
  category: Category,
  first: FirstWords,
  { common }: { common: Pick<CommonWords, 'necessary' | 'why'> },
  language: string,
) {
  const words = wordsFor(category, first, language)
  const ours: Partial<Record<string, string>> = common.why
  return {
    ...words,
    title: category.id === 'necessary' && !category.title ? common.necessary : words.title,
    why: textIn(category.why, language) ?? ours[category.id] ?? '',
  }
}

/** The site's own name. */
export function siteName({ service }: Site, language: string): string {
  return textIn(service.name, language) ?? ''
}

/** Who provides a service, and the country its data goes to; `''` where the owner says neither. */
export function providerOf(
  { provider, country }: Service,
  { settings }: { settings: Pick<SettingsWords, 'country'> },
  language: string,
): string {
  const where = country && new Intl.DisplayNames(language, { type: 'region' }).of(country)
  // What follows is written from the right there: a name that ends in a dot keeps it at its end.
  const who = provider && /^(?:ar|he)/.test(language) ? `\u2068${provider}\u2069` : provider
  return [who, where && fill(settings.country, { country: where })].filter(Boolean).join(' · ')
}

/** Whether code comes from where the page comes from. */
export function isOwn(host: string): boolean {
  const here = location.hostname.replace(/^www\./, '')
  return here === host || here.endsWith(`.${host}`) || host.endsWith(`.${here}`)
}

/**
 * Whether somebody else than the site provides it: a provider that is none of the site's own names, or without one hosts
 * that are not the site's.
 */
export function isOthers({ provider, hosts = [] }: Service, { service: { name } }: Site): boolean {
  if (!provider) return hosts.some((host) => !isOwn(host.split('/')[0] ?? ''))
  const own = Object.values(typeof name === 'string' ? [name] : name)
  return !own.some((each) => each.toLowerCase() === provider.toLowerCase())
}

/** Whose a service is: the site's own, or whose and where. */
export function whoseIs(
  service: Service,
  site: Site,
  more: { settings: Pick<SettingsWords, 'own' | 'country'> },
  language: string,
): string {
  return isOthers(service, site) ? providerOf(service, more, language) : more.settings.own
}

const DAY_S = 86_400
/** The largest unit of which there are a few; a day and an hour may be one. */
const UNITS = [
  { unit: 'year', seconds: 365.25 * DAY_S, from: 700 * DAY_S },
  { unit: 'month', seconds: 30.44 * DAY_S, from: 90 * DAY_S },
  { unit: 'day', seconds: DAY_S, from: DAY_S },
  { unit: 'hour', seconds: 3600, from: 3600 },
  { unit: 'minute', seconds: 60, from: 0 },
]

/** `13 months`: whole days up to three months, then the nearest month, and years beyond two. */
export function duration(seconds: number, language: string): string {
  const { unit, seconds: size } = UNITS.find(({ from }) => seconds >= from) ?? { unit: 'minute', seconds: 60 }
  const count = Math.max(1, Math.round(seconds / size))
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

/** How long the owner says something is kept. */
export function declaredDuration(
  days: number | 'session' | undefined,
  { settings }: { settings: Pick<SettingsWords, 'session' | 'unknown'> },
  language: string,
): string {
  if (days === 'session') return settings.session
  return days ? duration(days * DAY_S, language) : settings.unknown
}

/** The same of a name, in any store: one that is no cookie keeps what has no end of its own; nobody has to declare that. */
export function howLongIs(
  { days, kind }: { days?: number | 'session'; kind: StoredKind },
  more: { settings: Pick<SettingsWords, 'session' | 'noEnd' | 'unknown'> },
  language: string,
): string {
  if (days !== undefined || kind === 'cookie') return declaredDuration(days, more, language)
  return kind === 'session' ? more.settings.session : more.settings.noEnd
}
