// What "ask each time" adds to the gate, fetched only for visitors who chose it: refused writes of services they want to
// be asked about are kept in the book, and the page reads them back. It has to be there before a page's own scripts are,
// so the door has the parser wait for it where it can.

import type { StoredKind } from '../core/config'
import { type Area, createBook, type Device, type HeldName } from './book'
import type { Guard } from './guard'

/** What the gate hands over: its own functions of the browser's, taken before any page could replace them. */
export interface AskingContext {
  guard: Guard
  device: Device
  kindOfArea(area: unknown): Area
  ownerOf(kind: StoredKind, name: string): string | undefined
  /** Whether the visitor is still to be asked about a service. */
  asks(id: string): boolean
  allows(id: string): boolean
}

export interface Asking {
  /** A write was refused: keeps it, if its service is to be asked about. Arguments are the refused call's. */
  keepWrite(kind: StoredKind, name: string, args: readonly unknown[]): void
  /** Decisions changed: writes what is allowed now, and forgets what is not to be asked about any more. */
  answerHeld(isFirstToAnswer: boolean): void
  /** For a question: names with what was asked for, and since when. */
  listHeld(id: string): { heldSinceMs: number | undefined; names: HeldName[] }
}

export type StartAsking = (context: AskingContext) => Asking

/** Where the gate waits to be handed `startAsking`: this file may come by the parser, as a script, or by an import. */
const ASKING = Symbol.for('dongui asking')
const page = globalThis as { [ASKING]?: (start: StartAsking) => void }
page[ASKING]?.(startAsking)

function startAsking({ guard, device, kindOfArea, ownerOf, asks, allows }: AskingContext): Asking {
  const book = createBook(device)

  guard(Document.prototype, 'cookie', (_, __, native) => () => book.cookies(native() as string), 'get')
  guard(Storage.prototype, 'getItem', (area: Storage, [name], native) => () => {
    const key = `${name}`
    return book.item(kindOfArea(area), key, native(key) as string | null)
  })
  guard(Storage.prototype, 'removeItem', (area: Storage, [name]) => {
    book.deleteItem(kindOfArea(area), `${name}`)
    return undefined
  })
  guard(Storage.prototype, 'clear', (area: Storage) => {
    book.clear(kindOfArea(area))
    return undefined
  })

  return {
    keepWrite(kind, name, args) {
      const id = ownerOf(kind, name)
      if (!id || !asks(id)) return
      if (kind === 'local' || kind === 'session') book.holdItem(id, kind, name, `${args[1]}`)
      else if (kind === 'cookie') book.holdCookie(id, cookieTextOf(args))
    },
    answerHeld(isFirstToAnswer) {
      book.allow(allows, isFirstToAnswer)
      book.drop((id) => !asks(id))
    },
    listHeld: (id) => book.list(id),
  }
}

/** The text that `document.cookie` would have been given, of its own call or of `cookieStore.set`'s (Cookie Store §3.3). */
function cookieTextOf([first, value]: readonly unknown[]): string {
  const isText = typeof first === 'string'
  if (isText && value === undefined) return first
  const options = (isText ? { name: first, value } : first) as CookieInit
  const { name, value: text, domain, path = '/', expires, sameSite = 'strict', partitioned } = options
  const attributes = [
    `path=${path}`,
    `samesite=${sameSite}`,
    domain && `domain=${domain}`,
    expires && `expires=${new Date(expires).toUTCString()}`,
    (partitioned || location.protocol === 'https:') && 'secure',
    partitioned && 'partitioned',
  ]
  return [`${name}=${text}`, ...attributes.filter(Boolean)].join(';')
}
