// The browser's own functions, taken before any page script could replace or shadow them. `document.x` and `element.x`
// are never used on a page's nodes: `<img name=cookie>` or `<input name=insertBefore>` answers there instead (DOM
// clobbering, as in CVE-2025-48939). Where there is no document, on a server, this module can be imported all the same.

const { bind, call } = Function.prototype

/** A method as a function of its object. Stays right when a page replaces `Function.prototype.call` later. */
export const free: <Self, Args extends unknown[], Result>(
  method: (this: Self, ...args: Args) => Result,
) => (self: Self, ...args: Args) => Result = bind.bind(call) as never

export const { getOwnPropertyDescriptor: descriptorOf, defineProperty } = Object

/** A type's prototype; an empty object where the browser (or Node) has no such type. */
const prototype = <Name extends keyof typeof globalThis>(name: Name) =>
  (globalThis[name]?.prototype ?? {}) as (typeof globalThis)[Name]['prototype']

/** A getter as a function of its object. */
const getter = <Value, Self = Node>(owner: object, name: string) =>
  free(descriptorOf(owner, name)?.get as (this: Self) => Value)

/** What a function prints of itself. */
export const functionText = free(Function.prototype.toString as (this: object) => string)

const aDocument = prototype('Document')
const anElement = prototype('Element') as Element
const aNode = prototype('Node') as Node
const aTarget = prototype('EventTarget') as EventTarget

type FindAll<Self> = (this: Self, selector: string) => NodeListOf<Element>

export const { document } = globalThis
export const readCookies = getter<string>(aDocument, 'cookie')
export const writeCookie = free(descriptorOf(aDocument, 'cookie')?.set as (this: Document, text: string) => void)
export const currentScript = getter<Element | null>(aDocument, 'currentScript')
export const readyState = getter<string>(aDocument, 'readyState')
export const create = free(aDocument.createElement as (this: Document, name: string) => HTMLElement)
export const findAll = free(aDocument.querySelectorAll as FindAll<Document>)
export const findIn = free(anElement.querySelectorAll as FindAll<Element>)
export const findInFragment = free(prototype('DocumentFragment').querySelectorAll as FindAll<DocumentFragment>)
export const is = free(anElement.matches as (this: Element, selector: string) => boolean)
export const attribute = free(anElement.getAttribute)
export const setAttribute = free(anElement.setAttribute)
export const removeAttribute = free(anElement.removeAttribute)
export const replaceWith = free(anElement.replaceWith)
const rootOf = getter<Element>(aDocument, 'documentElement')
const append = free(aNode.appendChild as (this: Node, node: Node) => Node)
/** Puts a link or script where the browser takes notice of it; a page may have no head yet. */
export const appendToRoot = (element: Element) => append(rootOf(document), element)
export const nodeType = getter<number>(aNode, 'nodeType')
export const isConnected = getter<boolean>(aNode, 'isConnected')
export const baseOf = getter<string>(aNode, 'baseURI')
export const nonceOf = getter<string>(prototype('HTMLElement'), 'nonce')
export const windowOf = getter<unknown, Element>(prototype('HTMLIFrameElement'), 'contentWindow')
export const listen = free(aTarget.addEventListener)
/** Resolves once an element has loaded, or failed to, with the event that says which. */
export const loaded = (element: Element) =>
  new Promise<Event>((resolve) => {
    for (const type of ['load', 'error']) listen(element, type, resolve)
  })
export const dispatch = free(aTarget.dispatchEvent)
export const { databases, deleteDatabase } = prototype('IDBFactory') as IDBFactory
export const { keys: cacheNames, delete: deleteCache } = prototype('CacheStorage') as CacheStorage
export const { getItem, setItem, removeItem, key: keyAt } = prototype('Storage') as Storage

/** Safari, and every browser of iOS. */
export const isWebKit = /^Apple/.test(globalThis.navigator?.vendor)
