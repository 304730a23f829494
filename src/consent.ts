// The composition root: puts the record, the gate and (when something must be drawn) the views together.

import { DECISIONS, type Decision, type Site } from './core/config'
import { decisionOn } from './core/decision'
import { type ConsentRecord, formatRecord, isCurrent, parseRecord, purposesOf } from './core/record'
import { pickLanguage } from './core/text'
import { createGate } from './gate'
import { createJar } from './gate/jar'
import { attribute, dispatch, document, findAll, listen, unlisten } from './gate/natives'
import { watchTabs } from './gate/tabs'
import type { Choice, Consent, ConsentEvents, Report, View } from './handle'
import type { FirstWords } from './locales/messages'
import type { Ui, UiContext, ViewParts } from './ui/context'

/** The files that are fetched only when needed, by name. */
interface Parts extends ViewParts {
  ui: { mount(context: UiContext): Ui }
  embeds: typeof import('./gate/embeds')
  [words: `words/${string}`]: { default: FirstWords }
}

/** Fetches a part; rejects when it cannot be had or is not the file that was built. A door says how. */
export type Load = <Name extends keyof Parts & string>(part: Name) => Promise<Parts[Name]>

/** Two copies of the code on one page share one gate: the first one's. */
const GATE = Symbol.for('dongui')
/** When to look for what came back: a tag may write again moments after it was refused. Milliseconds. */
const SWEEPS_MS = [250, 1000, 5000, 30_000]
/** Reports are for people: nobody reads more. */
const MOST_REPORTED = 500
/** What a link or button with `data-dongui` opens. */
const OPENS: Readonly<Record<string, View>> = { preferences: 'settings', refusal: 'refusal', record: 'record' }

/**
 * Starts on this page and returns its one handle; a second start returns the first one's. What fails on the way counts
 * as refused, and the page stays usable.
 *
 * @param languages tags of the languages there are words in
 * @param nonce of our own tag; empty where there is none
 */
export function startConsent(site: Site, load: Load, languages: readonly string[], nonce: string): Consent {
  const page = globalThis as { [GATE]?: Consent }
  if (page[GATE]) return page[GATE]

  const jar = createJar(site.record)
  const events = new EventTarget()
  const ids = site.categories.flatMap(({ id, services }) => [id, ...services.map((one) => one.id)])
  const report: Report = { held: [], released: [], erased: [], kept: [] }
  const reported = new Set<string>()
  let timers: ReturnType<typeof setTimeout>[] = []
  /** `false`: the device keeps nothing, the choice lives as long as the page. */
  let isKept = true
  let record: ConsentRecord | null = null
  let granted: string[] = []
  let ui: Promise<Ui> | undefined
  let isDestroyed = false

  const allows = (id: string) => granted.includes(id) && !isDestroyed
  const grantedBy = (by: ConsentRecord | null) => ids.filter((id) => decisionOn(site, by, id) === 'allow')

  const tell = <Name extends keyof ConsentEvents>(name: Name, detail: ConsentEvents[Name]) => {
    for (const target of [events, document]) dispatch(target, new CustomEvent(`dongui:${name}`, { detail }))
  }

  const gate = createGate(site, allows, nonce, load, (what, action) => {
    const key = what + JSON.stringify(action)
    if (reported.has(key) || reported.size >= MOST_REPORTED) return
    reported.add(key)
    report[what].push(action)
    if (what !== 'kept') tell(what, action)
  })

  const readRecord = () => {
    const read = parseRecord(jar.read() ?? '')
    return read && isCurrent(read, site, Date.now()) ? read : null
  }
  const saveRecord = () => {
    const endsAtS = record ? record.savedAt + site.record.days * 86_400 : 0
    isKept = jar.write(record ? formatRecord(record) : '', endsAtS * 1000) || !record
  }

  /** Makes a record the one that holds: in the page, and when it was decided here on the device and in other tabs. */
  const adopt = (next: ConsentRecord | null, isDecidedHere: boolean) => {
    if (isDestroyed) return
    const after = grantedBy(next)
    const changed = ids.filter((id) => granted.includes(id) !== after.includes(id))
    record = next
    // What is withdrawn closes first; what is granted opens once the choice has been written down.
    granted = granted.filter((id) => after.includes(id))
    if (isDecidedHere) saveRecord()
    granted = after
    gate.apply()
    if (isDecidedHere) tabs.tell()
    tell('change', { record, changed })
    sweepLater()
    show()
  }

  /** Reads the record again, for another tab may have decided; then looks for what should not be there. */
  const lookAgain = () => {
    const read = isKept ? readRecord() : record
    if (JSON.stringify(read) !== JSON.stringify(record)) adopt(read, false)
    else gate.sweep()
  }
  const sweepLater = () => {
    timers.forEach(clearTimeout)
    timers = SWEEPS_MS.map((delay) => setTimeout(lookAgain, delay))
  }

  /** Without a choice, where there is one to make, the notice is there; with one, what is open shows it. */
  const show = () => {
    if (!record && site.categories.some((each) => !each.required)) void open('notice')
    else void ui?.then((views) => views.update())
  }

  const startUi = async () => {
    const [html] = findAll(document, 'html')
    const wanted = [site.language, (html && attribute(html, 'lang')) ?? '', ...navigator.languages]
    const language = pickLanguage(wanted, languages) ?? 'en'
    const [{ mount }, { default: words }] = await Promise.all([load('ui'), load(`words/${language}`)])
    let shown: View | null = null
    return mount({
      consent,
      site,
      language,
      words,
      load,
      renewed: !!parseRecord(jar.read() ?? ''),
      shown(view) {
        if (shown && shown !== view) tell('close', { view: shown })
        if (view && shown !== view) tell('open', { view })
        shown = view
      },
    })
  }

  const open = async (view: View) => {
    try {
      ui ??= startUi()
      const views = await ui
      if (isDestroyed) return false
      await views.show(view)
      return true
    } catch (error) {
      ui = undefined
      console.error('dongui: cannot be drawn', error)
      return false
    }
  }

  const choose = (choice: Choice) => {
    const isOne = typeof choice === 'string'
    // A misspelt word on somebody's button must not be recorded as a visitor's decision.
    for (const [id, decision] of isOne ? [[ids[0], choice]] : Object.entries(choice))
      if (!ids.includes(`${id}`) || !DECISIONS.some((each) => each === decision)) throw TypeError(`${id}: ${decision}`)
    const chosen = (id: string) => (isOne ? choice : Object.hasOwn(choice, id) ? choice[id] : undefined)
    const categories: Record<string, Decision> = {}
    const services: Record<string, Decision> = {}
    for (const category of site.categories) {
      if (category.required) continue
      const whole = chosen(category.id)
      const decision = whole ?? decisionOn(site, record, category.id)
      categories[category.id] = decision
      for (const { id } of category.services) {
        const own = chosen(id) ?? whole ?? decisionOn(site, record, id)
        if (own !== decision) services[id] = own
      }
    }
    const now = Math.floor(Date.now() / 1000)
    const { version } = site.policy
    const id = record?.id ?? randomId()
    adopt({ id, savedAt: now, policyVersion: version, purposes: purposesOf(site), categories, services }, true)
  }

  const pressed = (event: Event) => {
    for (const node of event.composedPath()) {
      const wish = (node instanceof Element && attribute(node, 'data-dongui')) || ''
      const view = OPENS[wish]
      const decision = DECISIONS.find((each) => each === wish)
      if (view) void open(view)
      if (decision) choose(decision)
      if (view || decision) return event.preventDefault()
    }
  }

  const on: Consent['on'] = (name, listener) => {
    const hear = (event: Event) => listener((event as CustomEvent).detail)
    listen(events, `dongui:${name}`, hear)
    if (name === 'ready') queueMicrotask(() => hear(new CustomEvent('', { detail: { record } })))
    return () => unlisten(events, `dongui:${name}`, hear)
  }

  const consent: Consent = {
    get record() {
      return record
    },
    allows,
    choose,
    on,
    withdraw: () => choose('refuse'),
    forget: () => adopt(null, true),
    when: (id) =>
      new Promise((resolve) => {
        const check = () => {
          if (!allows(id)) return
          stop()
          resolve()
        }
        const stop = on('change', check)
        check()
      }),
    open: (view = 'settings') => open(view),
    report: () => structuredClone(report),
    destroy() {
      isDestroyed = true
      timers.forEach(clearTimeout)
      unlisten(document, 'click', pressed, true)
      tabs.stop()
      gate.stop()
      void ui?.then((views) => views.unmount())
      delete page[GATE]
    },
  }

  record = readRecord()
  granted = grantedBy(record)
  if (record) saveRecord() // Safari keeps a script-written cookie for 7 days: each visit begins them anew.
  gate.apply()
  const tabs = watchTabs(site.record.name, lookAgain)
  listen(document, 'click', pressed, true)
  page[GATE] = consent
  sweepLater()
  tell('ready', { record })
  show()
  return consent
}

/** 128 random bits in base 36. */
function randomId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (part) => part.toString(36)).join('')
}
