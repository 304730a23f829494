// The npm door: `createConsent` starts on this page; views, words and guides arrive by literal imports of the bundler.

import type { AnswerContext } from './answer'
import { type Load, startConsent } from './consent'
import { ConfigError, checkConfig, reportFaults } from './core/check'
import { type Config, siteFrom } from './core/config'
import { plainCopy } from './core/plain'
import type { Consent } from './handle'
import type { Messages } from './locales/messages'

export type { Fault } from './core/check'
export type {
  Category,
  Config,
  Contact,
  Decision,
  NeverCollected,
  NoticeConfig,
  NoticeLayout,
  NoticePosition,
  Recipient,
  Service,
  Shade,
  Stored,
  StoredKind,
  Text,
  Texts,
  Theme,
} from './core/config'
export type { ConsentRecord } from './core/record'
export type { Action } from './gate'
export type { Choice, Consent, ConsentEvents, Report, View } from './handle'
export { ConfigError }

/**
 * Starts the gate on this page and shows the notice when the visitor has not chosen. Call it before any vendor's code.
 * A second call, or a tag in the page, gets the same handle. Throws `ConfigError`, listing every mistake at once.
 *
 * @param options.nonce the nonce of your Content-Security-Policy: only held scripts that carry it are then let go
 */
export function createConsent(config: Config, options: { nonce?: string } = {}): Consent {
  const faults = checkConfig(config)
  if (faults.length) throw new ConfigError(faults)
  // Our words, to compare the owner's with, come later.
  if (config.texts) void reportFaults(config, load as (part: string) => Promise<{ default: object }>)
  return startConsent(siteFrom(plainCopy(config)), load as Load, options.nonce ?? '')
}

const WORDS: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  ar: () => import('./locales/ar'),
  de: () => import('./locales/de'),
  en: () => import('./locales/en'),
  es: () => import('./locales/es'),
  fr: () => import('./locales/fr'),
  he: () => import('./locales/he'),
  hi: () => import('./locales/hi'),
  id: () => import('./locales/id'),
  it: () => import('./locales/it'),
  ja: () => import('./locales/ja'),
  ko: () => import('./locales/ko'),
  nl: () => import('./locales/nl'),
  pl: () => import('./locales/pl'),
  'pt-BR': () => import('./locales/pt-BR'),
  th: () => import('./locales/th'),
  tr: () => import('./locales/tr'),
  uk: () => import('./locales/uk'),
  vi: () => import('./locales/vi'),
  'zh-Hans': () => import('./locales/zh-Hans'),
  'zh-Hant': () => import('./locales/zh-Hant'),
}

async function load(part: string): Promise<unknown> {
  const [kind, language = 'en'] = part.split('/')
  switch (kind) {
    case 'ui': {
      const [{ start }, { answer }] = await Promise.all([import('./ui/start'), import('./answer')])
      return {
        answerWith: (it: AnswerContext) => answer(it, load as Load, (its) => start(its, 'ko|en')),
      }
    }
    case 'asking':
      return import('./gate/asking')
    case 'special':
      return { ...(await import('./gate/special')), fetchInPage }
    case 'languages':
      return import('./ui/languages')
    case 'offer':
      return import('./ui/offer')
    case 'dialog':
      return import('./ui/Dialog')
    case 'settings':
      return import('./ui/Settings')
    case 'refusal':
      return import('./ui/Refusal')
    case 'ask': {
      const [{ createAsk }, { startQuestioning }] = await Promise.all([import('./ui/Ask'), import('./questioning')])
      return { createAsk, startQuestioning }
    }
    case 'look':
      return import('./ui/look')
    case 'aside':
      return import('./ui/Aside')
    case 'recorded':
      return { default: ((await WORDS[language]?.())?.default as Messages | undefined)?.record }
    case 'amend':
      return import('./core/amend')
    case 'stored':
      return import('./gate/stored')
    case 'receipt':
      return import('./ui/receipt')
    case 'record':
      return import('./ui/RecordView')
    case 'guides':
      return { default: (await import('./guides')).guidesIn(language) }
    default:
      return WORDS[language]?.()
  }
}

/** What draws something in the page itself, and its words. */
async function fetchInPage(part: string, { language }: { language: string }): Promise<unknown[]> {
  const { start } = part === 'placeholder' ? await import('./ui/placeholders') : await import('./ui/Declaration')
  const words = (await WORDS[language]?.()) as { default: unknown } | undefined
  return [start, words?.default]
}
