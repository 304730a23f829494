// Asking the visitor, and what an answer becomes: a record, and the cookie that keeps it. Fetched when something must be
// drawn or decided: a visit that was answered before needs none of it. The only place where js-cookie is used.

import Cookies from 'js-cookie'
import { type Decision, isDecision, type Site, type Text } from './core/config'
import { type ConsentRecord, formatRecord, isOfOtherPolicy, isRecord, purposesOf } from './core/record'
import type { Asking } from './gate/asking'
import type { Hands } from './gate/eraser'
import type { Choice, View } from './handle'
import type { Questioning, startQuestioning } from './questioning'
import type { InPagePart, StartContext, Ui } from './ui/context'

/** What the gate lets us do. */
export interface AnswerContext extends StartContext {
  /** Made when it is first asked for, and kept here. */
  answering?: Answering
  /** What keeps held writes, once it is there. */
  asking?: Asking
  /** What was pressed last. */
  pressedNode?: EventTarget | null
  /** Makes a record the one that holds, after `save` has made it so on the device; `false`: the device keeps nothing. */
  adoptRecord(next: ConsentRecord, save: () => boolean): void
  /** A cookie's text, or `''`: there is none, or two of that name. @default the record's */
  readText(name?: string): string
  /** Gives a text to the browser's own `document.cookie`. Where cookies are blocked, it does nothing. */
  writeCookie(text: string): void
  /** Reads the record again, and makes it hold if another tab has decided. */
  lookAgain(): void
  hands: Hands & { sweep(): void }
}

/** Nobody goes to another tab and decides there in less. */
const SAME_MOMENT_MS = 1000

export interface Answering {
  /** Records a choice and makes it hold; resolves to `true`. Rejects with `TypeError` for a word or id that is none. */
  choose(choice: Choice): Promise<boolean>
  /**
   * Shows a view, or draws something in the page itself; `false` when everything was taken back meanwhile. Rejects when its
   * files cannot be had.
   *
   * @param view `preferences` is another word for the settings; `button` is seen while there is no view. @default 'settings'
   */
  open(view?: View | InPagePart | 'preferences' | 'button'): Promise<boolean>
  /** Something is held, or may be, that the visitor wants to be asked about. Rejects when what asks cannot be had. */
  watchHeld(): Promise<Questioning>
  /** The page was opened anew, and has taken every listener from what was drawn: draws questions with new ones. */
  drawAnew(): void
  /** Asks now; resolves to whether it was allowed. Rejects with `TypeError` for an id that is none. */
  askNow(id: string, reason?: Text): Promise<boolean>
}

/** What is fetched for a few visitors only. */
interface AnswerParts {
  ask: { startQuestioning: typeof startQuestioning }
  asking: object
  amend: typeof import('./core/amend')
}
type LoadAnswerPart = <Name extends keyof AnswerParts>(part: Name) => Promise<AnswerParts[Name]>

/**
 * @param load fetches what asks, and what decides about a part of the whole
 * @param start draws: fetches the words first
 */
export function answer(
  context: AnswerContext,
  load: LoadAnswerPart,
  start: (context: StartContext) => Promise<Ui>,
): Answering {
  context.answering ??= createAnswering(context, load, start)
  return context.answering
}

function createAnswering(
  context: AnswerContext,
  load: LoadAnswerPart,
  start: (context: StartContext) => Promise<Ui>,
): Answering {
  const { life, consent, site, adoptRecord, readText, writeCookie, lookAgain, hands } = context
  let views: Promise<Ui> | undefined
  let questioning: Questioning | undefined
  /** `false`: the device keeps nothing. */
  let isKept = true
  /** Of the words the visitor has been shown. */
  let language = ''
  /** Failures are told of where a view was opened. */
  const withViews = (use: (ui: Ui) => void) => void views?.then(use).catch(() => null)
  consent.on('change', () => {
    if (!consent.record) forgetAnswers()
    withViews((ui) => ui.update())
  })
  life.addEventListener('abort', () => withViews((ui) => ui.unmount()))

  const save = (record: ConsentRecord) => {
    const { value, text } = cookieOf(site, record)
    const before = readText()
    writeCookie(text)
    // Another of its name stands in the way: planted by a subdomain, or left from before the owner set a domain.
    if (readText() !== value && hands.eraseCookie(site.record.name)) writeCookie(text)
    const after = readText()
    // Another tab may have decided in this moment: then the device keeps that, and the next look finds it.
    isKept = after === value || (isRecord(after) && after !== before)
    return isKept
  }

  let decided: Promise<unknown> = Promise.resolve()
  /** What was decided last in this tab. */
  let latest: ConsentRecord | undefined
  const decide = async (choice: Choice) => {
    const part = typeof choice === 'string' ? null : await load('amend')
    // What another tab has decided meanwhile is what this is a part of.
    if (part) lookAgain()
    const { record } = consent
    const whole = recordOf(site, record, part ? 'refuse' : (choice as Decision), Date.now(), language)
    const next = part ? part.amend(site, record, choice as Exclude<Choice, Decision>, whole) : whole
    if (!part) forgetAnswers()
    const wasKept = isKept
    adoptRecord(next, () => save(next))
    latest = next
    // Of two tabs that decide in the same moment the one that refuses wins. Firefox, too, then shows each the same: a page that
    // wrote while another's cookie was on its way to it goes on reading that one.
    if (choice === 'refuse')
      setTimeout(() => {
        if (latest === next && isRecord(readText()) && readText() !== formatRecord(next, site))
          adoptRecord(next, () => save(next))
      }, SAME_MOMENT_MS)
    if ((wasKept && !isKept) || part?.hasMerged(record, next)) void consent.open('status')
    // Who waits for the choice may write in the next moment: what keeps that is there by then.
    if (Object.values({ ...next.categories, ...next.services }).includes('ask')) await load('asking').catch(() => null)
    return true
  }

  /** What was answered to single questions goes with the record, and when everything is decided anew. */
  const forgetAnswers = () => {
    for (const each of ['visit', 'names']) writeCookie(spelled(site, `${site.record.name}-${each}`, '', new Date(0)))
  }

  const drawn = () => {
    views ??= start({ ...context, renewed: () => isOfOtherPolicy(readText(), site), isKept: () => isKept })
    views.then(
      (ui) => {
        language = ui.language
      },
      () => {
        views = undefined
      },
    )
    return views
  }

  const watchHeld = async () => {
    // What records an answer is there before there is a question.
    const [{ startQuestioning }] = await Promise.all([load('ask'), drawn(), load('amend')])
    questioning ??= startQuestioning({
      ...context,
      drawn,
      asking: () => context.asking,
      writeVisit: (name, value) => writeCookie(spelled(site, name, value)),
    })
    return questioning
  }

  return {
    watchHeld,
    drawAnew() {
      withViews((ui) => ui.unmount())
      views = undefined
      questioning?.draw()
    },
    askNow: async (id, reason) => (await watchHeld()).askNow(id, reason, context.pressedNode),
    choose(choice) {
      // One after the other: nothing that was chosen before a refusal may come after it.
      const mine = decided.then(() => decide(choice))
      decided = mine.catch(() => null)
      return mine
    },
    async open(view = 'settings') {
      const ui = await drawn()
      if (!life.aborted) await ui.show(view === 'preferences' ? 'settings' : view)
      return !life.aborted
    },
  }
}

/**
 * The record of one decision for everything optional. Throws `TypeError` for a word that is none: a misspelt word on
 * somebody's button must not be recorded as a visitor's decision.
 *
 * @param before whose number is kept
 * @param nowMs milliseconds since 1970
 * @param language of the words in which the visitor was asked; `''`: nobody asked
 */
export function recordOf(
  site: Site,
  before: ConsentRecord | null,
  decision: Decision,
  nowMs: number,
  language = '',
): ConsentRecord {
  if (!isDecision(decision)) throw TypeError(decision)
  // Without a prototype: what somebody put into `Object.prototype` is no decision.
  const categories: Record<string, Decision> = Object.create(null)
  for (const { id, required } of site.categories) if (!required) categories[id] = decision
  return {
    id: before?.id ?? randomId(),
    since: Math.floor(nowMs / 1000),
    policyVersion: site.policy.version,
    purposes: purposesOf(site),
    details: language,
    categories,
    services: Object.create(null),
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
  const value = formatRecord(record, site)
  return { value, text: spelled(site, name, value, new Date((record.since + days * 86_400) * 1000)) }
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
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('')
}
