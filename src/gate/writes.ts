// What stands between a page's scripts and the device: each write is judged by its name before the browser sees it.

import type { StoredKind } from '../core/config'
import type { Guard } from './guard'
import { defineProperty, deleteCache, deleteDatabase, getItem, listen } from './natives'

/**
 * Opened, and never kept, in place of a refused database or cache; expired before it is set, in place of a refused cookie.
 * Nobody's name, least of all the record's.
 */
const OWN = 'dongui-t'

/** Whether a name may be stored now. */
export type Judge = (kind: StoredKind, name: string) => boolean

/**
 * The names that a cookie string may set, as browsers read it (RFC 6265bis §5.6): up to the first `;` and `=`, trimmed.
 * Leading `=` are dropped first: WebKit stores `=name=value` as `name`. Where a control character stands browsers stop,
 * store nothing, or, WebKit, begin another cookie.
 */
export function cookieNamesOf(text: string): string[] {
  return text.split(/[^\t\P{Cc}]/u).map((piece) => /^[\s=]*([^;=]*)/.exec(piece)?.[1]?.trim() ?? '')
}

/**
 * Guards `document.cookie`, `cookieStore`, `localStorage`, `sessionStorage`, `indexedDB` and `caches` of one window: all
 * of them, for vendors fall back from one to the next and keep the visitor's id there. A refused write does nothing and
 * throws nothing, as in a browser with cookies off: the path their scripts are tested on. Reads are not touched. What is
 * done instead of a write stores nothing, but on a wrong `this`, or where storage is blocked, it throws what the write
 * would have thrown: no cookie comes of an empty text, and none of one that has expired.
 *
 * @param keepWrite told of every write that is refused
 * @param opened gets every request for a database that is let through
 */
export function guardWrites(
  realm: typeof globalThis,
  guard: Guard,
  judge: Judge,
  keepWrite: (kind: StoredKind, name: string, args: readonly unknown[]) => void,
  opened: unknown[],
): void {
  const { Document, Storage, CookieStore, IDBFactory, CacheStorage } = realm
  /** `refused` is done instead of a write whose first argument names what may not be stored. */
  const judged = <Self>(
    type: { prototype: unknown } | undefined,
    key: string,
    refused: (native: (name: unknown) => never, self: Self) => unknown,
    given?: StoredKind,
    part?: 'set',
  ) =>
    guard<Self>(
      type?.prototype as object | undefined,
      key,
      (self, args, native) => {
        const [first] = args
        const options = type === CookieStore && args.length < 2 ? Object(first) : null
        const kind = given ?? kindOfArea(self, realm)
        let name = first
        // Read once: an object that answers otherwise the second time would pass as one name and store another. For what
        // is no name the browser has its own exception.
        try {
          if (options) name = options.name
          if (typeof name !== 'symbol' && (name || !options)) name = ''.concat(name as string)
        } catch (error) {
          name = {
            toString() {
              throw error
            },
          }
        }
        if (!options) args[0] = name
        else if (options === first)
          args[0] = new Proxy(options, { get: (_, key) => (key === 'name' ? name : options[key]) })
        if (typeof name !== 'string') return undefined
        const refusedName = (kind === 'cookie' ? cookieNamesOf(name) : [name]).find((each) => !judge(kind, each))
        if (refusedName !== undefined)
          return () => {
            keepWrite(kind, refusedName, args)
            return refused(native as never, self)
          }
        // Some vendors never close a database: what is open has to be closed before it can be erased.
        if (kind === 'indexeddb')
          return () => {
            const request = native(...args)
            opened.push(request)
            return request
          }
        return undefined
      },
      part,
    )

  /** A document that took one write takes the next; to ask it is a message to another process. */
  let taker: unknown
  const tryWriting = (set: (text: string) => never, self: unknown) => {
    if (self !== taker) set('')
    taker = self
  }
  judged(Document, 'cookie', tryWriting, 'cookie', 'set')
  judged(Storage, 'setItem', (_, area: Storage) => void getItem.call(area, OWN))
  judged(CookieStore, 'set', (set) => set({ name: OWN, value: '', expires: 0 }), 'cookie')
  judged(IDBFactory, 'open', (open, factory: IDBFactory) => openNothing(factory, open(OWN)), 'indexeddb')
  // A cache that was deleted keeps what is put into it until the page lets go of it (Service Workers §5.4.3).
  judged(
    CacheStorage,
    'open',
    async (open, caches: CacheStorage) => {
      const cache = await open(OWN)
      await deleteCache.call(caches, OWN)
      return cache
    },
    'cache',
  )
}

/** @param realm the window that an area is taken from */
export const kindOfArea = (area: unknown, realm?: typeof globalThis): 'session' | 'local' =>
  area === storageOf('session', realm) ? 'session' : 'local'

/**
 * Of the exact `names` a write by property (`localStorage.name = …`) can be seen beforehand, by an accessor on
 * `Storage.prototype`. The accessors stand there only as long as something `isHeld`. Returns what brings them up to date.
 */
export function guardProperties(
  names: readonly string[],
  isHeld: (name: string) => boolean,
  life: AbortSignal,
): () => void {
  const areas = Storage.prototype
  const guarded = new Set<string>()
  const bringUpToDate = () => {
    for (const name of names)
      if (!isHeld(name)) guarded.delete(name) && delete (areas as unknown as Record<string, unknown>)[name]
      else if (!(name in areas)) {
        guarded.add(name)
        defineProperty(areas, name, {
          configurable: true,
          get(this: Storage) {
            return areas.getItem.call(this, name) ?? undefined
          },
          set(this: Storage, value: unknown) {
            // By the guarded way: it judges, and keeps what it refuses.
            areas.setItem.call(this, name, `${value}`)
          },
        })
      }
  }
  listen(life, 'abort', bringUpToDate)
  return bringUpToDate
}

/**
 * Fails a request to open a database as the browser would: with an error event. Its upgrade is aborted before the page
 * hears of it, and a database whose first upgrade is aborted does not exist (Indexed Database API §5.8). WebKit lists it
 * all the same, so it is deleted.
 */
function openNothing(factory: IDBFactory, request: IDBOpenDBRequest): IDBOpenDBRequest {
  listen(request, 'upgradeneeded', (event) => {
    event.stopImmediatePropagation()
    request.transaction?.abort()
  })
  listen(request, 'error', () => deleteDatabase.call(factory, OWN))
  return request
}

/** A storage area, or `null` where the browser blocks it (the getter throws SecurityError). */
export function storageOf(kind: 'local' | 'session', realm = globalThis): Storage | null {
  try {
    return realm[`${kind}Storage`]
  } catch {
    return null
  }
}
