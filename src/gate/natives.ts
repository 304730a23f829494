// The browser's own functions, taken before any page script could replace or shadow them. `document.x` and `element.x`
// are never used on a page's nodes: `<img name=cookie>` or `<input name=insertBefore>` answers there instead (DOM
// clobbering, as in CVE-2025-48939). Where there is no document, on a server, this module can be imported all the same.

import { plain } from '../core/plain'

const { bind, call } = Function.prototype

/** A method as a function of its object. Stays right when a page replaces `Function.prototype.call` later. */
export const free: <Self, Args extends unknown[], Result>(
  method: (this: Self, ...args: Args) => Result,
) => (self: Self, ...args: Args) => Result = bind.bind(call) as never

/** Give `false` where it cannot be done: on a document, Firefox and WebKit refuse the name of one of its images. */
export const { apply, construct, defineProperty, deleteProperty } = Reflect
const { getOwnPropertyDescriptor } = Object
/** Without a prototype: `Object.prototype.get`, which a page may have, would make of every descriptor one that is none. */
export const descriptorOf = (owner: object, key: string) =>
  plain('', getOwnPropertyDescriptor(owner, key)) as PropertyDescriptor | undefined

/** A type's prototype; an empty object where the browser (or Node) has no such type. */
const prototype = <Name extends keyof typeof globalThis>(name: Name) =>
  (globalThis[name]?.prototype ?? {}) as (typeof globalThis)[Name]['prototype']

/** Methods and getters of a type, each as a function of its object. */
const taken = <Functions>(type: keyof typeof globalThis, names: string) =>
  names.split(' ').map((name) => {
    const { get, value } = descriptorOf(prototype(type), name) ?? {}
    return free(get ?? value)
  }) as Functions

/** What a function prints of itself. */
export const functionText = free(Function.prototype.toString as (this: object) => string)

type Find<Self> = (self: Self, selector: string) => NodeListOf<Element>
type Get<Value, Self = Document> = (self: Self) => Value

export const { document } = globalThis
const cookies = descriptorOf(prototype('Document'), 'cookie')
const cookie =
  <Args extends string[]>(how: 'get' | 'set') =>
  (...args: Args): string => {
    try {
      return apply(cookies?.[how] as () => string, document, args)
    } catch {
      return ''
    }
  }
/** Where cookies are blocked, as in a frame without an origin, there are none, and none can be written. */
export const readCookies = cookie<[]>('get')
export const writeCookie = cookie<[text: string]>('set')
export const [currentScript, readyState, rootOf, create, findAll, write] = taken<
  [
    script: Get<Element | null>,
    state: Get<string>,
    root: Get<Element>,
    create: (self: Document, name: string) => HTMLElement,
    find: Find<Document>,
    write: (self: Document, text: string) => void,
  ]
>('Document', 'currentScript readyState documentElement createElement querySelectorAll write')
export const [findIn, is, attribute, setAttribute, removeAttribute, replaceWith] = taken<
  [
    find: Find<Element>,
    is: (self: Element, selector: string) => boolean,
    attribute: (self: Element, name: string) => string | null,
    set: (self: Element, name: string, value: string) => void,
    remove: (self: Element, name: string) => void,
    replace: (self: Element, other: Element) => void,
  ]
>('Element', 'querySelectorAll matches getAttribute setAttribute removeAttribute replaceWith')
export const [append, nodeType, isConnected, baseOf] = taken<
  [
    append: (self: Node, node: Node) => void,
    type: Get<number, Node>,
    isConnected: Get<boolean, Node>,
    base: Get<string, Node>,
  ]
>('Node', 'appendChild nodeType isConnected baseURI')
/**
 * As the element says: nothing in a page can shadow a property of a script or a frame, which are no forms, and in a drawing
 * (SVG) there are scripts and frames that have other types' properties, or none.
 */
export const nonceOf = (script: Element) => (script as HTMLElement).nonce
export const windowOf = (frame: Element): unknown => (frame as HTMLIFrameElement).contentWindow
export const [listen, dispatch] = taken<
  [
    listen: <Type extends Event>(
      self: EventTarget,
      type: string,
      listener: (event: Type) => void,
      options?: AddEventListenerOptions,
    ) => void,
    dispatch: (self: EventTarget, event: Event) => void,
  ]
>('EventTarget', 'addEventListener dispatchEvent')
/** Resolves once an element has loaded, or failed to, with the event that says which. */
export const ended = (element: Element) =>
  new Promise<Event>((resolve) => {
    for (const type of ['load', 'error']) listen(element, type, resolve)
  })
/**
 * Puts in a link or script that fetches something, until that, or what it is for, has ended. Rejects only where Trusted
 * Types refuse an attribute: in a page that is being left Firefox would report it as an error of the page's.
 */
export async function putThrough(
  tag: string,
  attributes: Readonly<Record<string, string | null>>,
  until?: Element,
): Promise<Event> {
  const element = create(document, tag)
  for (const [name, value] of Object.entries(attributes)) if (value !== null) setAttribute(element, name, value)
  // A page may have no head yet.
  append(rootOf(document), element)
  const end = await ended(until ?? element)
  element.remove()
  return end
}
export const { databases, deleteDatabase } = prototype('IDBFactory') as IDBFactory
export const { keys: cacheNames, delete: deleteCache } = prototype('CacheStorage') as CacheStorage
export const { getItem, setItem, removeItem, key: keyAt } = prototype('Storage') as Storage

/** Safari, and every browser of iOS. */
export const isWebKit = /^Apple/.test(globalThis.navigator?.vendor)

/**
 * Whether the page's import map may still come, and would not count if a module were loaded before it. Chromium 133 and Safari
 * 18.4 take one at any time (HTML, "merge existing and new import maps"), Firefox 153 does not. Nothing tells; these came
 * to those with it or before, and Firefox has not both.
 */
export const mayBeMapped = () =>
  readyState(document) === 'loading' &&
  !('textBox' in (rootOf(document) as HTMLElement).style && globalThis.cookieStore)
