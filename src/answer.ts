// Asking the visitor, and what an answer becomes: a record, and the cookie that keeps it. Fetched when something must be
// drawn or decided: a visit that was answered before needs none of it. The only place where js-cookie is used.

import Cookies from 'js-cookie'
import { type Decision, idsOf, isDecision, type Site, type Text } from './core/config'
import { decisionOn } from './core/decision'
import { type ConsentRecord, formatRecord, isRecord, purposesOf } from './core/record'
import type { Asking } from './gate/asking'
import type { Choice, View } from './handle'
import type { Questioning, startQuestioning } from './questioning'
import type { StartContext, Ui } from './ui/context'

/** What the gate lets us do. */
export interface AnswerContext extends StartContext {
  /** Made when it is first asked for, and kept here. */
  answering?: Answering
  /** What keeps held writes, once it is there. */
  asking?: Asking
  /** Ends when everything is taken back. */
  life: AbortSignal
  /** Makes a record the one that holds, after `save` has made it so on the device; `false`: the device keeps nothing. */
  adoptRecord(next: ConsentRecord, save: () => boolean): void
  /** A cookie's text, or `''`: there is none, or two of that name. @default the record's */
  readText(name?: string): string
  /** Gives a text to the browser's own `document.cookie`. Throws where cookies are blocked. */
  writeCookie(text: string): void
  /** Erases every cookie of the record's name. */
  eraseRecord(): boolean
}

export interface Answering {
  /** Records a choice and makes it hold; gives `true`. Throws `TypeError` for a word or id that is none. */
  choose(choice: Choice): boolean
  /**
   * Shows a view; `false` when everything was taken back meanwhile. Rejects when its files cannot be had.
   *
   * @param view `preferences` is another word for the settings. @default 'settings'
   */
  open(view?: View | 'preferences'): Promise<boolean>
  /** Something is held, or may be, that the visitor wants to be asked about. Rejects when what asks cannot be had. */
  watchHeld(): Promise<Questioning>
  /** Asks now; resolves to whether it was allowed. */
  askNow(id: string, reason?: Text): Promise<boolean>
}

/**
 * @param load fetches what asks
 * @param start draws: fetches the words first
 */
export function answer(
  context: AnswerContext,
  load: (part: 'ask') => Promise<{ startQuestioning: typeof startQuestioning }>,
  start: (context: StartContext) => Promise<Ui>,
): Answering {
  context.answering ??= createAnswering(context, load, start)
  return context.answering
}

function createAnswering(
  context: AnswerContext,
  load: (part: 'ask') => Promise<{ startQuestioning: typeof startQuestioning }>,
  start: (context: StartContext) => Promise<Ui>,
): Answering {
  const { life, consent, site, adoptRecord, readText, writeCookie, eraseRecord } = context
  let views: Promise<Ui> | undefined
  let questioning: Questioning | undefined
  /** Failures are told of where a view was opened. */
  const withViews = (use: (ui: Ui) => void) => void views?.then(use).catch(() => null)
  consent.on('change', () => {
    if (!consent.record) forgetAnswers()
    withViews((ui) => ui.update())
  })
  life.addEventListener('abort', () => withViews((ui) => ui.unmount()))

  const save = (record: ConsentRecord) => {
    const { value, text } = cookieOf(site, record)
    try {
      writeCookie(text)
      // Another of its name stands in the way: planted by a subdomain, or left from before the owner set a domain.
      if (readText() !== value && eraseRecord()) writeCookie(text)
    } catch {
      // Blocked.
    }
    return readText() === value
  }

  /** What was answered to single questions goes with the record, and when everything is decided anew. */
  const forgetAnswers = () => {
    for (const each of ['visit', 'names'])
      try {
        writeCookie(spelled(site, `${site.record.name}-${each}`, '', new Date(0)))
      } catch {
        // Blocked: there is none.
      }
  }

  const drawn = () => {
    views ??= start({ ...context, renewed: isRecord(readText()) })
    views.catch(() => {
      views = undefined
    })
    return views
  }

  const watchHeld = async () => {
    const [{ startQuestioning }, ui] = await Promise.all([load('ask'), drawn()])
    questioning ??= startQuestioning({
      ...context,
      put: ui.ask,
      asking: () => context.asking,
      writeVisit: (name, value) => writeCookie(spelled(site, name, value)),
    })
    return questioning
  }

  return {
    watchHeld,
    askNow: async (id, reason) => {
      if (!idsOf(site).includes(id)) throw TypeError(id)
      return (await watchHeld()).askNow(id, reason)
    },
    choose(choice) {
      const next = recordOf(site, consent.record, choice, Date.now())
      if (isDecision(choice)) forgetAnswers()
      adoptRecord(next, () => save(next))
      return true
    },
    async open(view = 'settings') {
      const ui = await drawn()
      if (!life.aborted) await ui.show(view === 'preferences' ? 'settings' : view)
      return !life.aborted
    },
  }
}

/**
 * The record that a choice makes of the one before. Throws `TypeError` for a word that is no decision and for an id that
 * nobody declared: a misspelt word on somebody's button must not be recorded as a visitor's decision.
 *
 * @param nowMs milliseconds since 1970
 */
export function recordOf(site: Site, before: ConsentRecord | null, choice: Choice, nowMs: number): ConsentRecord {
  const isOne = typeof choice === 'string'
  const ids = idsOf(site)
  for (const [id, decision] of isOne ? [[ids[0], choice]] : Object.entries(choice))
    if (!ids.includes(`${id}`) || !isDecision(decision)) throw TypeError(`${id}: ${decision}`)
  const chosen = (id: string) => (isOne ? choice : Object.hasOwn(choice, id) ? choice[id] : undefined)
  // Without a prototype: what somebody put into `Object.prototype` is no decision.
  const categories: Record<string, Decision> = Object.create(null)
  const services: Record<string, Decision> = Object.create(null)
  for (const category of site.categories) {
    if (category.required) continue
    const whole = chosen(category.id)
    const decision = whole ?? decisionOn(site, before, category.id)
    categories[category.id] = decision
    for (const { id } of category.services) {
      const own = chosen(id) ?? whole ?? decisionOn(site, before, id)
      if (own !== decision) services[id] = own
    }
  }
  return {
    id: before?.id ?? randomId(),
    savedAt: Math.floor(nowMs / 1000),
    policyVersion: site.policy.version,
    purposes: purposesOf(site),
    categories,
    services,
  }
}

/** The cookie that keeps a record: its value, and the text that a page gives to `document.cookie`. */
interface RecordCookie {
  value: string
  text: string
}

/** A record has only characters that js-cookie leaves as they are. */
function cookieOf(site: Site, record: ConsentRecord): RecordCookie {
  const { name, days } = site.record
  const value = formatRecord(record)
  return { value, text: spelled(site, name, value, new Date((record.savedAt + days * 86_400) * 1000)) }
}

/** What a page gives to `document.cookie`; without an end, for a cookie that ends with the visit. */
function spelled({ record: { domain } }: Site, name: string, value: string, expires?: Date): string {
  const text = Cookies.set(name, value, {
    ...(expires && { expires }),
    sameSite: 'lax',
    secure: location.protocol === 'https:',
    domain: domain ?? '',
  })
  return text ?? ''
}

/** 128 random bits in base 36. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
}
