// What "ask each time" adds to the gate, fetched only for visitors who chose it: refused writes of services they want to
// be asked about are kept in the book, and the page reads them back. It has to be there before a page's own scripts are,
// so the door has the parser wait for it where it can.

import { type Decision, idsOf, type Site, type StoredKind } from '../core/config'
import type { UndeclaredAnswer } from '../core/names'
import { type Area, createBook, type Device, type HeldName } from './book'
import type { Guard } from './guard'
import { ownAddresses, rememberUndeclared } from './undeclared'

/** What the gate hands over: its own functions of the browser's, taken before any page could replace them. */
export interface AskingContext {
  guard: Guard
  device: Device
  kindOfArea(area: unknown): Area
  ownerOf(kind: StoredKind, name: string): string | undefined
  /** Whether the visitor is still to be asked about a service; of `''`, about names that nobody declared. */
  asks(id: string): boolean
  allows(id: string): boolean
  site: Site
}

export interface Asking {
  /** A write was refused: keeps it, if its service is to be asked about. Arguments are the refused call's. */
  keepWrite(kind: StoredKind, name: string, args: readonly unknown[]): void
  /** Decisions changed: writes what is allowed now, and forgets what is not to be asked about any more. */
  answerHeld(isFirstToAnswer: boolean): void
  /** For a question: names with what was asked for, and since when. */
  listHeld(id: string): { heldSinceMs: number | undefined; names: HeldName[] }
  /** Whether a name that nobody declared was allowed by an answer. */
  isKnown(name: string): boolean
  /** Whether a name that nobody declared has been there for so long that an answer about it would have been read. */
  isOld(name: string): boolean
  /** Reads again what was answered about names that nobody declared, and makes it so. */
  lookAtAnswers(): void
  /** What is to be asked about of names that nobody declared, as `GroupKey`s. */
  listUndeclared(): string[]
  /** The visitor answered for good about such a group. */
  answerUndeclared(group: string, isAllowed: boolean): void
  /** What was answered so, and what was taken back on this page. */
  listAnswers(): UndeclaredAnswer[]
  /** Puts another answer in the place of one. What is stored and allowed no longer is left to be erased. */
  changeAnswer(answer: UndeclaredAnswer, decision: Decision): void
}

/** How long another tab's answer may take to be read here: WebKit shows what it allowed before it shows the answer itself. */
const ANSWERED_AFTER_MS = 2000

export type StartAsking = (context: AskingContext) => Asking

/** Where the gate waits to be handed `startAsking`: this file may come by the parser, as a script, or by an import. */
const ASKING = Symbol.for('dongui asking')
const page = globalThis as { [ASKING]?: (start: StartAsking) => void }
page[ASKING]?.(startAsking)

function startAsking(context: AskingContext): Asking {
  const { guard, device, kindOfArea, ownerOf, asks, allows, site } = context
  const { name, days } = site.record
  const book = createBook(device)
  const undeclared = rememberUndeclared(device, `${name}-names`, days, ownAddresses())
  const isAskedAbout = (id: string) => (id[0] === '*' ? asks('') && !undeclared.isRefused(id) : asks(id))
  const seenSince = new Map<string, number>()
  const listUndeclared = () => undeclared.groups().filter(isAskedAbout)
  const lookAtAnswers = () => {
    undeclared.read()
    const isDecided = (wanted: Decision) => (id: string, name: string) =>
      id[0] === '*' && undeclared.decisionOn(name) === wanted
    book.allow(isDecided('allow'), false)
    book.drop(isDecided('refuse'))
    book.drop((id) => !isAskedAbout(id))
  }

  guard(Document.prototype, 'cookie', (_, __, native) => () => book.cookies(native() as string), 'get')
  // What the held cookies look like from here, as the cookie store would list them (Cookie Store API §3.2).
  const heldCookies = () =>
    book
      .cookies('')
      .split('; ')
      .flatMap((pair) => {
        const at = pair.indexOf('=')
        return pair ? { name: pair.slice(0, Math.max(at, 0)), value: pair.slice(at + 1) } : []
      })
  const wantedName = (wanted: unknown) => (Object(wanted) === wanted ? (wanted as { name?: string }).name : wanted)
  const { CookieStore } = globalThis
  guard(CookieStore?.prototype, 'get', (_, args, native) => async () => {
    const found = await native(...args)
    return heldCookies().find(({ name }) => name === `${wantedName(args[0])}`) ?? found
  })
  guard(CookieStore?.prototype, 'getAll', (_, args, native) => async () => {
    const found = (await native(...args)) as { name: string }[]
    const wanted = wantedName(args[0])
    const held = heldCookies().filter(({ name }) => wanted === undefined || name === `${wanted}`)
    return [...found.filter((each) => !held.some(({ name }) => name === each.name)), ...held]
  })
  guard(CookieStore?.prototype, 'delete', (_, [wanted]) => {
    const options = Object(wanted) === wanted ? (wanted as CookieStoreDeleteOptions) : { name: `${wanted}` }
    book.holdCookie('', cookieTextOf([{ ...options, value: '', expires: 1 }]))
    return undefined
  })
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
      const id = ownerOf(kind, name) ?? (asks('') && undeclared.groupOf(kind, name))
      if (!id || !isAskedAbout(id)) return
      if (kind === 'local' || kind === 'session') book.holdItem(id, kind, name, `${args[1]}`)
      else if (kind === 'cookie') book.holdCookie(id, cookieTextOf(args), name)
    },
    answerHeld(isFirstToAnswer) {
      book.allow((id) => allows(id[0] === '*' ? idsOf(site).join(' ') : id), isFirstToAnswer)
      book.drop((id) => !isAskedAbout(id))
    },
    listHeld: (id) => book.list(id),
    isKnown: (name) => undeclared.decisionOn(name) === 'allow',
    isOld(name) {
      // Refused, or taken back: nobody has to wait for that.
      if (undeclared.decisionOn(name)) return true
      const now = device.now()
      const since = seenSince.get(name) ?? now
      seenSince.set(name, since)
      return now - since > ANSWERED_AFTER_MS
    },
    lookAtAnswers,
    listUndeclared,
    answerUndeclared(group, isAllowed) {
      const isIt = (id: string) => id === group
      undeclared.answer(group, isAllowed, book.list(group).names)
      if (isAllowed) book.allow(isIt, true)
      else book.drop(isIt)
    },
    listAnswers: undeclared.list,
    changeAnswer(answer, decision) {
      undeclared.change(answer, decision)
      lookAtAnswers()
    },
  }
}

/** The text that `document.cookie` would have been given, of its own call or of `cookieStore.set`'s (Cookie Store §3.3). */
function cookieTextOf([first, value]: readonly unknown[]): string {
  const isText = typeof first === 'string'
  if (isText && value === undefined) return first
  const options = (isText ? { name: first, value } : first) as CookieInit
  const { name, value: text, domain, path = '/', expires, sameSite = 'strict', partitioned } = options
  const { maxAge } = options as { maxAge?: number | null }
  const attributes = [
    `path=${path}`,
    `samesite=${sameSite}`,
    domain && `domain=${domain}`,
    typeof maxAge === 'number' && `max-age=${maxAge}`,
    expires && `expires=${new Date(expires).toUTCString()}`,
    (partitioned || location.protocol === 'https:') && 'secure',
    partitioned && 'partitioned',
  ]
  return [`${name}=${text}`, ...attributes.filter(Boolean)].join(';')
}
