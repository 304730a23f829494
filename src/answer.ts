// Asking the visitor, and what an answer becomes: a record, and the cookie that keeps it. Fetched when something must be
// drawn or decided: a visit that was answered before needs none of it. The only place where js-cookie is used.

import Cookies from 'js-cookie'
import { DECISIONS, type Decision, idsOf, type Site } from './core/config'
import { decisionOn } from './core/decision'
import { type ConsentRecord, formatRecord, parseRecord, purposesOf } from './core/record'
import type { Choice, View } from './handle'
import type { StartContext, Ui } from './ui/context'

/** What the gate lets us do. */
export interface AnswerContext extends StartContext {
  /** Makes a record the one that holds, after `save` has made it so on the device; `false`: the device keeps nothing. */
  adopt(next: ConsentRecord, save: () => boolean): void
  /** The record's cookie: its text, or `''`. */
  readText(): string
  /** Gives a text to the browser's own `document.cookie`. Throws where cookies are blocked. */
  writeCookie(text: string): void
  /** Erases every cookie of the record's name. */
  eraseRecord(): boolean
}

export interface Answering {
  /** Records a choice and makes it hold; gives `true`. Throws `TypeError` for a word or id that is none. */
  choose(choice: Choice): boolean
  /** Writes the cookie anew, for another while. */
  renew(): void
  /** Shows a view; `false` when everything was taken back meanwhile. Rejects when its files cannot be had. */
  open(view: View): Promise<boolean>
  /** Something changed: draw again. */
  update(): void
  unmount(): void
}

/**
 * @param start draws: fetches the words first
 */
export function answer(context: AnswerContext, start: (context: StartContext) => Promise<Ui>): Answering {
  const { consent, site, adopt, readText, writeCookie, eraseRecord } = context
  let views: Promise<Ui> | undefined
  let isOver = false

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

  return {
    choose(choice) {
      const next = recordOf(site, consent.record, choice, Date.now())
      adopt(next, () => save(next))
      return true
    },
    renew() {
      if (consent.record) save(consent.record)
    },
    async open(view) {
      views ??= start({ ...context, renewed: !!parseRecord(readText()) })
      try {
        const ui = await views
        if (!isOver) await ui.show(view)
      } catch (error) {
        views = undefined
        throw error
      }
      return !isOver
    },
    update: () => void views?.then((ui) => ui.update()).catch(() => null), // Told of when it was opened.
    unmount() {
      isOver = true
      void views?.then((ui) => ui.unmount()).catch(() => null)
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
    if (!ids.includes(`${id}`) || !DECISIONS.some((each) => each === decision)) throw TypeError(`${id}: ${decision}`)
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
function cookieOf({ record: { name, domain, days } }: Site, record: ConsentRecord): RecordCookie {
  const value = formatRecord(record)
  const text = Cookies.set(name, value, {
    expires: new Date((record.savedAt + days * 86_400) * 1000),
    sameSite: 'lax',
    secure: location.protocol === 'https:',
    domain: domain ?? '',
  })
  return { value, text: text ?? '' }
}

/** 128 random bits in base 36. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
}
