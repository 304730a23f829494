// The composition root: puts the record, the gate and (when something must be drawn or decided) the rest together.

import type { AnswerContext, Answering } from './answer'
import { idsOf, isDecision, type Objection, type Site } from './core/config'
import { decisionOn } from './core/decision'
import { type ConsentRecord, readRecord } from './core/record'
import { type Acted, createGate } from './gate'
import type { StartAsking } from './gate/asking'
import { eraseCookie } from './gate/eraser'
import { attribute, dispatch, document, isWebKit, listen, readCookies, writeCookie } from './gate/natives'
import { watchTabs } from './gate/tabs'
import type { Choice, Consent, ConsentEvents, Report, View } from './handle'
import type { InPagePart, ViewParts } from './ui/context'

/** The files that are fetched only when needed, by name. */
interface Parts extends ViewParts {
  ui: { answerWith(context: AnswerContext): Answering }
  special: typeof import('./gate/special') & ViewParts['special']
  ask: ViewParts['ask'] & typeof import('./questioning')
  amend: typeof import('./core/amend')
}

/** Fetches a part; rejects when it cannot be had or is not the file that was built. A door says how. */
export type Load = <Name extends keyof Parts & string>(part: Name) => Promise<Parts[Name]>

/** Two copies of the code on one page share one gate: the first one's. */
const GATE = Symbol.for('dongui')
/** Where `asking.js` hands over what it is: it comes by the parser or by an import. */
const ASKING = Symbol.for('dongui asking')
/** When to look for what came back: a tag may write again moments after it was refused. Milliseconds. */
const SWEEPS_MS = [250, 1000, 5000, 30_000]
/** Reports are for people: nobody reads more of a kind. */
const MOST_REPORTED = 500
/** What a link or button with `data-dongui` opens; `preferences` is another word for the settings. */
const OPENS = /^(preferences|refusal|record)$/
/** A record that decided nothing allows what is necessary. */
const NOTHING = { categories: {}, services: {} } as ConsentRecord

/**
 * Starts on this page and returns its one handle; a second start returns the first one's. What fails on the way counts
 * as refused, and the page stays usable.
 *
 * @param nonce of our own tag; empty where there is none
 */
export function startConsent(site: Site, load: Load, nonce: string): Consent {
  const page = globalThis as { [GATE]?: Consent; [ASKING]?: (start: StartAsking) => void }
  if (page[GATE]) return page[GATE]

  // `true`, or `'1'`.
  for (const each of [site.honor, 'globalPrivacyControl'] as Objection[])
    if ((navigator as unknown as Record<Objection, number>)[each] > 0) {
      site.objection = each
      site.mode = 'opt-in'
    }
  const { name } = site.record
  const ending = new AbortController()
  const life = ending.signal
  const ids = idsOf(site)
  const report: Report = { held: [], released: [], erased: [], kept: [], late: [], unknown: [] }
  /** What the code that ran on this page was let run for. */
  const ran = new Set<string>()
  /** `false`: the device keeps nothing, the choice lives as long as the page. */
  let isKept = true
  let isDeciding = false
  let record: ConsentRecord | null = null

  const grantedBy = (by: ConsentRecord | null) => ids.filter((id) => decisionOn(site, by, id) === 'allow')
  const allows = (condition: string) => !life.aborted && condition.split(' ').every((id) => granted.includes(id))

  /** Who listens by `on`: what listens on the document can be kept from hearing, and goes when the page is opened anew. */
  const listeners = new EventTarget()
  const tellPage = <Name extends keyof ConsentEvents>(event: Name, detail: ConsentEvents[Name]) => {
    for (const target of [document, listeners]) dispatch(target, new CustomEvent(`dongui:${event}`, { detail }))
  }

  /**
   * A cookie's text, the record's if no other is named. `''`: there is none, there are two (one may be planted by a
   * subdomain), or cookies are blocked.
   */
  const readText = (cookie = name) => {
    const [, text = '', second] = `; ${readCookies()}`.split(`; ${cookie}=`)
    return second === undefined ? text.replace(/;.*/, '') : ''
  }
  const renewCookie = (endsAtS: number) => {
    const { domain } = site.record
    const text = readText()
    const write = () =>
      writeCookie(
        `${name}=${text};path=/;samesite=lax;max-age=${endsAtS - Date.now() / 1000}` +
          `${domain && `;domain=${domain}`}${location.protocol === 'https:' ? ';secure' : ''}`,
      )
    write()
    // The one that was read lies elsewhere, on a parent domain: two of them would be none.
    if (readText() !== text && eraseRecord()) write()
  }
  const recordNow = () => readRecord(readText(), site, Date.now())
  /** Makes a record the one that holds in this page, after `save` has made it so on the device. */
  const adoptRecord = (next: ConsentRecord | null, save?: () => boolean) => {
    if (life.aborted) return
    const after = grantedBy(next)
    const changed = ids.filter((id) => told.includes(id) !== after.includes(id))
    const running = changed.filter((id) => told.includes(id) && ran.has(id))
    record = next
    // What is withdrawn closes first; what is granted opens once the choice has been written down.
    granted = granted.filter((id) => after.includes(id))
    if (save) isKept = save()
    isDeciding = false
    granted = told = after
    startAsking()
    gate.apply(!!save)
    if (save) tellTabs()
    tellPage('change', { record, changed, running })
    sweepLater()
    show()
    // Nobody can unload code that runs.
    if (running[0]) void open('reload')
  }

  /** Reads the record again, for another tab may have decided; then looks for what should not be there. */
  const lookAgain = () => {
    if (isDeciding || life.aborted) return
    const read = isKept ? recordNow() : record
    if (JSON.stringify(read) !== JSON.stringify(record)) adoptRecord(read)
    else gate.sweep()
  }
  const sweepLater = () => {
    for (const delay of SWEEPS_MS) setTimeout(lookAgain, delay)
  }

  /** Has somebody do what is not done here. */
  const ask = <Result>(use: (answering: Answering) => Result | Promise<Result>) =>
    load('ui').then(
      ({ answerWith }) => use(answerWith(context)),
      // A file that cannot be had is a `TypeError` in some browsers, as a misspelt word is.
      (error) => {
        throw Error(error)
      },
    )
  const cannot = (error: unknown) => {
    if (error instanceof TypeError) throw error
    console.error('dongui:', error)
    return false
  }
  const open = (view?: View | InPagePart | 'button') => ask((it) => it.open(view)).catch(cannot)
  /** Without a choice, where there is one to make, the notice is there; else the button, where the owner wants one. */
  const show = () => {
    // By the time it can be drawn somebody may have chosen, in another tab.
    if (!record && site.categories.some((each) => !each.required))
      void ask((it) => !!record || it.open('notice')).catch(cannot)
    else if (site.notice?.reopen === 'button') void open('button')
  }
  const eraseRecord = () => eraseCookie(name)
  const forget = () => adoptRecord(null, eraseRecord)
  const choose = (choice: Choice) => {
    if (choice === 'refuse') {
      // At once, and so that the next page knows of it, whatever becomes of the rest.
      isDeciding = true
      granted = grantedBy(NOTHING)
      gate.apply()
      eraseRecord()
    }
    return ask((it) => it.choose(choice)).catch((error) => {
      if (isDeciding) forget()
      return cannot(error)
    })
  }

  /** Whether the visitor is to be asked about a service; of `''`, about names that nobody declared. */
  const asks = (id: string): boolean =>
    id ? decisionOn(site, record, id) === 'ask' : site.unknown === 'ask' && ids.some(asks)
  /** Where something is to be asked about, what is refused is kept for the answer, and somebody asks. */
  const startAsking = () => {
    if (!ids.some(asks)) return
    page[ASKING] ??= (start) => {
      context.asking = gate.startAsking(start)
    }
    load('asking')
      .then(() => ask((it) => it.watchHeld()))
      .catch(cannot)
  }

  const on: Consent['on'] = (event, listener) => {
    const own = new AbortController()
    const hear = ({ detail }: Event & { detail?: unknown }) => listener(detail as never)
    listen(listeners, `dongui:${event}`, hear, own)
    if (event === 'ready') queueMicrotask(() => listener({ record } as never))
    return () => own.abort()
  }

  const hearClick = (event: Event) => {
    context.pressedNode = event.target
    for (const node of event.composedPath()) {
      const wish = (node instanceof Element && attribute(node, 'data-dongui')) || ''
      if (isDecision(wish)) void choose(wish)
      else if (OPENS.test(wish)) void open(wish as View)
      else continue
      return event.preventDefault()
    }
  }
  /** Called at the page's beginning, and again when `document.open` has taken every listener from it. */
  const attend = (isAnew?: boolean) => {
    if (isAnew && context.answering) {
      context.answering.drawAnew()
      show()
    }
    listen(document, 'click', hearClick, { capture: true, signal: life })
    // What a document hears of being looked at, its window does too.
    for (const type of ['pageshow', 'pagehide', 'visibilitychange'])
      listen(globalThis as never, type, lookAgain, { signal: life })
  }

  const consent: Consent = {
    get record() {
      return record
    },
    allows,
    choose,
    on,
    open,
    forget,
    withdraw: () => choose('refuse'),
    ask: (id, options) => ask((it) => it.askNow(id, options?.reason)).catch(cannot),
    when: (id) =>
      new Promise((resolve) => {
        const check = () => {
          if (allows(id)) resolve(stop())
        }
        const stop = on('change', check)
        check()
      }),
    report: () => structuredClone(report),
    destroy() {
      ending.abort()
      delete page[GATE]
    },
  }

  const acted: Acted = (what, id, name, kind, why) => {
    if (kind === 'script' && what !== 'held') for (const one of id.split(' ')) ran.add(one)
    const actions = report[what]
    if (
      actions[MOST_REPORTED - 1] ||
      actions.some((each) => each.name === name && each.id === id && each.kind === kind)
    )
      return
    const action = { id, name, kind, ...(why && { why }) }
    actions.push(action)
    tellPage(what, action)
    if (what === 'held' && kind === 'embed') void open('placeholder')
  }
  record = recordNow()
  let granted = grantedBy(record)
  /** What was granted when it was last told. */
  let told = granted
  const gate = createGate(site, allows, asks, nonce, load, lookAgain, attend, acted, life)
  const context: AnswerContext = {
    life,
    consent,
    site,
    load,
    tellPage,
    adoptRecord,
    readText,
    writeCookie,
    lookAgain,
    acted,
    hands: gate,
  }
  startAsking()
  gate.apply()
  const tellTabs = watchTabs(name, lookAgain, life)
  page[GATE] = consent
  sweepLater()
  tellPage('ready', { record })
  show()
  // Safari keeps a script-written cookie for 7 days: each visit begins them anew.
  if (record && isWebKit) renewCookie(record.since + site.record.days * 86_400)
  return consent
}
