// A page to draw on, a consent that only remembers what it was told, and the parts of the built widget by name.

import { onTestFinished, vi } from 'vitest'
import type { Load } from '../../src/consent'
import type { Site } from '../../src/core/config'
import type { ConsentRecord } from '../../src/core/record'
import type { Choice, Consent, Report, View } from '../../src/handle'
import ar from '../../src/locales/ar'
import en from '../../src/locales/en'
import ko from '../../src/locales/ko'
import type { Messages } from '../../src/locales/messages'
import type { PanelProps, UiContext } from '../../src/ui/context'
import { mount, type Ui } from '../../src/ui/index'
import { exampleSite } from '../support/example'

export const LANGUAGES: Record<'ar' | 'en' | 'ko', Messages> = { ar, en, ko }

export interface FakeConsent extends Consent {
  record: ConsentRecord | null
  /** Everything it was told to do, in order. */
  told: unknown[]
}

export function fakeConsent(record: ConsentRecord | null = null, report: Partial<Report> = {}): FakeConsent {
  const told: unknown[] = []
  return {
    record,
    told,
    allows: () => false,
    choose: async (choice: Choice) => told.push(choice) > 0,
    withdraw: async () => told.push('withdraw') > 0,
    forget: () => void told.push('forget'),
    ask: async () => false,
    when: () => new Promise(() => undefined),
    on: () => () => undefined,
    open: async () => true,
    report: () => ({ held: [], released: [], erased: [], kept: [], late: [], unknown: [], ...report }),
    destroy: () => undefined,
  }
}

export const fakeGuides: PanelProps['guides'] = [
  {
    id: 'chrome-desktop',
    name: 'Chrome (desktop)',
    actions: {
      blockAll: {
        steps: ['More', 'Settings', 'Block'],
        confidence: 'seen',
        address: 'chrome://settings/content/siteData',
      },
      deleteAll: { steps: ['More', 'Delete'], confidence: 'unconfirmed' },
    },
    help: 'https://support.example/chrome',
    source: 'the running browser',
    version: '156',
    checkedOn: '2026-11-22',
  },
  {
    id: 'kakaotalk',
    name: 'KakaoTalk',
    inApp: true,
    openOutside: { app: 'kakaotalk://web/openExternal?url={url}' },
    actions: {},
    note: 'Nothing can be blocked in here.',
    source: 'the app',
    checkedOn: '2026-11-22',
  },
]

/** Fetches what the doors fetch. `missing` cannot be had. */
export const loadParts = (missing: readonly string[] = []): Load =>
  (async (part: string) => {
    const [kind = '', language = 'en'] = part.split('/')
    if (missing.includes(kind)) throw new Error(`${part} cannot be had`)
    if (kind === 'dialog') return import('../../src/ui/Dialog')
    if (kind === 'settings') return import('../../src/ui/Settings')
    if (kind === 'refusal') return import('../../src/ui/Refusal')
    if (kind === 'record') return import('../../src/ui/RecordView')
    if (kind === 'ask') return import('../../src/ui/Ask')
    if (kind === 'offer') return import('../../src/ui/offer')
    return { default: kind === 'guides' ? fakeGuides : LANGUAGES[language as 'en'] }
  }) as Load

export interface Stage {
  ui: Ui
  consent: FakeConsent
  /** What was reported to be on the screen, in order. */
  shown: (View | null)[]
  host(): HTMLElement | null
  /** An element of ours, by CSS selector; throws where there is none. */
  see(selector: string): HTMLElement
  all(selector: string): HTMLElement[]
  press(action: string): void
}

/** Mounts the views on an empty page, or on one with this markup. */
export function openStage(
  options: Partial<UiContext> & { site?: Site; page?: string; missing?: string[] } = {},
): Stage {
  const { page = '', missing = [], consent = fakeConsent(), ...rest } = options
  document.body.innerHTML = page
  const shown: (View | null)[] = []
  const load = loadParts(missing)
  const spokenIn = (language: string) => ({ language, words: LANGUAGES[language as 'en'], load })
  const spoken = spokenIn(rest.language ?? 'en')
  const ui = mount({
    consent,
    site: exampleSite,
    ...spoken,
    speak: async (to) => (to ? spokenIn(to) : spoken),
    shown: (view) => void shown.push(view),
    ...rest,
  })
  // Views that nobody took off the page would come back to it in the next test, as they should.
  onTestFinished(() => ui.unmount())
  const host = () => document.querySelector<HTMLElement>('dongui-ui')
  const all = (selector: string) => [...(host()?.shadowRoot?.querySelectorAll<HTMLElement>(selector) ?? [])]
  const see = (selector: string) => {
    const [found] = all(selector)
    if (!found) throw new Error(`${selector} is not on the screen`)
    return found
  }
  return {
    ui,
    consent: consent as FakeConsent,
    shown,
    host,
    see,
    all,
    press: (action) => see(`[data-action=${action}]`).click(),
  }
}

/** What a view in the dialog is given, and what it did with it. */
export function panelProps(options: Partial<UiContext> & { site?: Site } & Partial<PanelProps> = {}) {
  const { site = exampleSite, consent = fakeConsent(), language = 'en', ...rest } = options
  const words = LANGUAGES[language as 'en']
  return {
    context: {
      ...{ consent, site, language, words, load: loadParts(), shown: () => undefined },
      speak: async () => ({ language, words, load: loadParts() }),
    },
    words,
    guides: fakeGuides,
    browser: 'chrome-desktop',
    state: { draft: {} },
    set: vi.fn<PanelProps['set']>(),
    open: vi.fn<PanelProps['open']>(),
    close: vi.fn<PanelProps['close']>(),
    ...rest,
  }
}
