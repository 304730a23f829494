// What few pages need, as a part of its own: letting go what is no plain script (embeds, templates, scripts that write
// into the document or wait for it), understanding other tools' marks, erasing what takes its time, telling of mistakes.

import { isLoadable } from '../core/address'
import type { StoredKind } from '../core/config'
import type { Hands, WhyKept } from './eraser'
import {
  attribute,
  baseOf,
  cacheNames,
  currentScript,
  databases,
  defineProperty,
  deleteCache,
  deleteDatabase,
  deleteProperty,
  isWebKit,
  listen,
  nonceOf,
  document as page,
} from './natives'
import { closeOpened, eraseStubborn } from './stubborn'

/** Where the one handle of a page is. */
const GATE = Symbol.for('dongui')
/** Attributes by which other tools mark what has to wait; OneTrust has a class. */
const MARKS = ['data-category', 'data-cookieconsent', 'data-name']
/** Cookiebot's and OneTrust's own category names in ours; each counts only where the site has no category of that name. */
const ALIASES: Readonly<Record<string, string>> = {
  statistics: 'analytics',
  preferences: 'personalization',
  c0002: 'analytics',
  c0003: 'personalization',
  c0004: 'marketing',
}

/**
 * Gives an element that another tool's markup holds our own mark. Tells whether it did: where the policy's section on
 * cookies is to be drawn nothing is held, and that is begun.
 */
export function translateMark(element: Element, known: readonly string[]): boolean {
  if (attribute(element, 'data-dongui') === 'declaration') {
    const page = globalThis as { [GATE]?: { open(part: string): unknown } }
    void page[GATE]?.open('declaration')
    return false
  }
  const [, group] = /optanon-category-(\S+)/.exec(attribute(element, 'class') ?? '') ?? []
  const marks = group ?? MARKS.map((name) => attribute(element, name)).find((each) => each !== null) ?? ''
  const ids = marks.toLowerCase().match(/[^\s,]+/g) ?? []
  element.setAttribute('data-consent', ids.map((id) => (known.includes(id) ? id : (ALIASES[id] ?? id))).join(' '))
  return true
}

/** What an embed loads stands in `data-src` and so on until then. */
const DELAYED = ['src', 'srcset', 'href', 'poster', 'data'] as const

/** The types under which a browser runs a script. */
const RUNS = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i

/**
 * Lets go an embed (`iframe`, `img`, `video`, `link` …) or a template that waited for `condition`; returns what holds it
 * again. The elements themselves are no forms, so nothing in a page can shadow their methods.
 */
export function letGo(element: HTMLElement, condition: string): () => void {
  return element instanceof HTMLTemplateElement ? openTemplate(element, condition) : load(element)
}

/** Gives an embed and the sources inside it their addresses back; held again, what it showed goes. */
function load(embed: HTMLElement): () => void {
  const elements = [...embed.querySelectorAll('source,track,img'), embed]
  for (const element of elements)
    for (const name of DELAYED) {
      const address = attribute(element, `data-${name}`)
      if (address === null || (name !== 'srcset' && !isLoadable(address, baseOf(page)))) continue
      // What was loaded once, by its placeholder, is not begun anew. The guards stand before `setAttribute`: a visitor who
      // wants one embed loaded, once, wants it though its host is refused.
      if (attribute(element, name) !== address) element.setAttributeNS(null, name, address)
    }
  if (attribute(embed, 'data-src') === null) lookForSource(embed)
  return () => {
    for (const element of elements)
      for (const name of DELAYED) if (attribute(element, `data-${name}`) !== null) element.removeAttribute(name)
    lookForSource(embed)
  }
}

/** A video or audio looks at the sources inside it when they are put in, not when they get or lose their address. */
function lookForSource(embed: HTMLElement): void {
  if (embed instanceof HTMLMediaElement) embed.load()
}

/**
 * Puts a copy of a template's content behind it. Its scripts are turned into held ones that wait for `condition`, so
 * that they run in order and by the same rules as all others.
 */
function openTemplate(template: HTMLTemplateElement, condition: string): () => void {
  const content = template.content.cloneNode(true) as DocumentFragment
  for (const script of content.querySelectorAll('script:not([data-consent])')) {
    const type = attribute(script, 'type') ?? ''
    if (!RUNS.test(type)) continue
    script.setAttribute('data-type', type)
    script.setAttribute('type', 'text/plain')
    script.setAttribute('data-consent', condition)
  }
  const nodes = [...content.childNodes]
  template.after(content)
  return () => {
    for (const node of nodes) node.remove()
  }
}

/**
 * Puts what a script wrote with `document.write` behind it; where Trusted Types refuse markup from a string, it is
 * dropped. The parser would refuse a script without the page's nonce (CSP §4.2.3, "parser-inserted"); put in by a script
 * it would run under `'strict-dynamic'`, so one that does not carry its writer's nonce is left out.
 */
export function writeBehind(script: Element, text: string): void {
  try {
    const range = new Range()
    range.selectNode(script)
    const written = range.createContextualFragment(text)
    const nonce = nonceOf(script)
    if (nonce) for (const each of written.querySelectorAll('script')) if (nonceOf(each) !== nonce) each.remove()
    script.after(written)
  } catch {
    // Trusted Types: the page stays as it is.
  }
}

/** Events that a late script may wait for, and when each was over: property of a navigation's timing. */
const OVER: Readonly<Record<string, keyof PerformanceNavigationTiming>> = {
  DOMContentLoaded: 'domContentLoadedEventStart',
  readystatechange: 'domContentLoadedEventStart',
  load: 'loadEventStart',
  pageshow: 'loadEventStart',
}

/**
 * From now on keeps what `script` registers, on the document and the window, for events that are over; what this returns
 * calls each once, as the event would have. The events themselves are never sent again: others have heard them.
 */
export function keepReadyListeners(script: Element): () => void {
  const isModule = attribute(script, 'type') === 'module'
  const [timing] = performance.getEntriesByType('navigation') as [PerformanceNavigationTiming]
  const kept: (() => void)[] = []
  const targets = [page, window] as (EventTarget & { onload: unknown })[]
  const handlers = targets.map(({ onload }) => onload)
  const call = (target: EventTarget, type: string, listener: unknown) =>
    kept.push(() => {
      const event = new Event(type)
      for (const name of ['target', 'currentTarget']) Object.defineProperty(event, name, { value: target })
      if (typeof listener === 'function') listener.call(target, event)
      else (listener as EventListenerObject | null)?.handleEvent(event)
    })
  // The type's, as the page has it by now: an image may be named like it, and libraries stand before it.
  const { addEventListener } = EventTarget.prototype
  for (const target of targets) {
    defineProperty(target, 'addEventListener', {
      configurable: true,
      writable: true,
      value(this: EventTarget | undefined, ...args: Parameters<typeof addEventListener>) {
        const [type, listener] = args
        const over = OVER[type]
        const isOurs = isModule || currentScript(page) === script
        if (over && timing[over] && isOurs) call(target, type, listener)
        else addEventListener.apply(this ?? target, args)
      },
    })
  }
  return () => {
    targets.forEach((target, index) => {
      deleteProperty(target, 'addEventListener')
      if (timing.loadEventStart && target.onload !== handlers[index]) call(target, 'load', target.onload)
    })
    for (const each of kept)
      try {
        each()
      } catch (error) {
        reportError(error)
      }
  }
}

/**
 * Erases what `erase` had to leave: partitioned cookies and such without a name, databases, caches. Reads back, and tells
 * of each whether it is gone.
 *
 * @param lookAgain reads the record again: what was decided while the browser was asked counts
 * @param hands the gate's own: what we took from the browser by now stands behind the guards
 * @param refusedDeclarer who declared a database and is refused; empty: nobody
 */
export async function eraseRest(
  isRefused: (kind: StoredKind, name: string) => boolean,
  erased: (kind: StoredKind, name: string, why?: WhyKept) => void,
  lookAgain: () => void,
  { cookieNames, eraseCookie, opened }: Hands,
  refusedDeclarer: string,
): Promise<void> {
  // A frame without an origin has nothing, and Chromium reports what it answers as errors that nobody caught.
  if (origin === 'null') return
  for (const name of cookieNames())
    if (isRefused('cookie', name)) erased('cookie', name, eraseStubborn(name, eraseCookie) ? undefined : 'again')
  // Blocked, or a browser that does not tell. In WebKitGTK a page that asks for its databases has lost what it wrote to local
  // storage by the next page: for names that nobody declared that is too high a price.
  const all = refusedDeclarer || !isWebKit ? await databases.call(indexedDB).catch(() => []) : []
  // WebKit has no caches where the connection is not secure.
  const names = globalThis.caches ? await cacheNames.call(caches).catch(() => []) : []
  lookAgain()
  closeOpened(opened, (name) => isRefused('indexeddb', name))
  for (const { name = '' } of all)
    if (isRefused('indexeddb', name)) {
      // A database goes when the last connection to it is closed; until then the browser says that it is blocked.
      const request = deleteDatabase.call(indexedDB, name)
      listen(request, 'success', () => erased('indexeddb', name))
      listen(request, 'blocked', () => erased('indexeddb', name, 'open'))
    }
  for (const name of names)
    if (isRefused('cache', name)) erased('cache', name, (await deleteCache.call(caches, name)) ? undefined : 'again')
}

/** Tells, loudly and once, of what ran before the gate could hold it, and how to mend that. */
export function tellLate(elements: readonly Element[], tell: (element: Element) => void): void {
  elements.forEach(tell)
  const names = elements.map((each) => attribute(each, 'src')?.split(/[?#]/)[0] ?? 'an inline script').join(', ')
  console.warn(
    `dongui: ${names} ran before the visitor was asked. Put dongui.js first in <head>, before anything it should hold` +
      ', or give the script type="text/plain" and data-consent.',
  )
}
