// What stands between a page's scripts and the device: each write is judged by its name before the browser sees it.

import type { StoredKind } from '../core/config'
import { guard } from './guard'
import {
  defineProperty,
  deleteCache,
  deleteDatabase,
  getCookie,
  getItem,
  listen,
  readCookies,
  setItem,
} from './natives'

/** Opened, and never kept, in place of a refused database or cache. */
const OWN = 'dongui'

/** Whether a name may be stored now. */
export type Judge = (kind: StoredKind, name: string) => boolean

/**
 * The name that a cookie string sets, as browsers read it (RFC 6265bis §5.6): up to the first `;` and `=`, trimmed.
 * Leading `=` are dropped first: WebKit stores `=name=value` as `name`. Browsers stop at NUL, CR and LF.
 */
export function cookieNameOf(text: string): string {
  const [pair = ''] = text.split(/[\0\r\n;]/)
  const [name = ''] = pair.replace(/^[\s=]+/, '').split('=')
  return name.trim()
}

/**
 * Guards `document.cookie`, `cookieStore`, `localStorage`, `sessionStorage`, `indexedDB` and `caches` of one window: all
 * of them, for vendors fall back from one to the next and keep the visitor's id there. A refused write does nothing and
 * throws nothing, as in a browser with cookies off: the path their scripts are tested on. Reads are not touched. What is
 * done instead of a write reads, mostly: on a wrong `this`, or where storage is blocked, that throws what the write
 * would have thrown.
 */
export function guardWrites(realm: typeof globalThis, judge: Judge, life?: AbortSignal): void {
  const { Document, Storage, CookieStore, IDBFactory, CacheStorage } = realm
  /** `refused` is done instead of a write whose first argument names what may not be stored. */
  const judged = <Self>(
    type: { prototype: unknown } | undefined,
    key: string,
    kindOf: (self: Self) => StoredKind,
    refused: (self: Self, name: string, native: (name: string) => never) => unknown,
    part?: 'set',
  ) =>
    guard<Self>(
      life,
      type?.prototype as object | undefined,
      key,
      (self, args, native) => {
        const [first] = args
        const isOptions = type === CookieStore && args.length < 2 && Object(first) === first
        const kind = kindOf(self)
        // Read once: an object that answers otherwise the second time would pass as one name and store another.
        try {
          const given = isOptions ? (first as CookieInit).name : first
          const name = `${given}`
          args[0] = isOptions ? Object.create(first as object, { name: { value: given && name } }) : name
          if (!judge(kind, kind === 'cookie' ? cookieNameOf(name) : name))
            return () => refused(self, name, native as never)
        } catch (error) {
          // To the browser, which has its own way of telling the page.
          args[0] = {
            toString() {
              throw error
            },
          }
        }
        return undefined
      },
      part,
    )

  judged(
    Document,
    'cookie',
    () => 'cookie',
    (page: Document) => void readCookies(page),
    'set',
  )
  judged(Storage, 'setItem', kindOfArea, (area: Storage, name) => void getItem.call(area, name))
  judged(
    CookieStore,
    'set',
    () => 'cookie',
    (store: CookieStore) => getCookie.call(store, { name: ' ' }).then(() => undefined),
  )
  judged(
    IDBFactory,
    'open',
    () => 'indexeddb',
    (factory: IDBFactory, _, open) => openNothing(factory, open(OWN)),
  )
  // A cache that was deleted keeps what is put into it until the page lets go of it (Service Workers §5.4.3).
  judged(
    CacheStorage,
    'open',
    () => 'cache',
    async (caches: CacheStorage, _, open) => {
      const cache = await open(OWN)
      await deleteCache.call(caches, OWN)
      return cache
    },
  )
}

const kindOfArea = (area: unknown) => (area === storageOf('session') ? 'session' : 'local')

/**
 * Of the exact `names` a write by property (`localStorage.name = …`) can be seen beforehand, by an accessor on
 * `Storage.prototype`. The accessors stand there only as long as something `isHeld`. Returns what brings them up to date.
 */
export function guardProperties(
  names: readonly string[],
  isHeld: (name: string) => boolean,
  judge: Judge,
  life: AbortSignal,
): () => void {
  const areas = Storage.prototype as unknown as Record<string, unknown>
  const guarded = new Set<string>()
  const bringUpToDate = (isOver?: unknown) => {
    for (const name of names)
      if (isOver || !isHeld(name)) guarded.delete(name) && delete areas[name]
      else if (!(name in areas)) {
        guarded.add(name)
        defineProperty(areas, name, {
          configurable: true,
          get(this: Storage) {
            return getItem.call(this, name) ?? undefined
          },
          set(this: Storage, value: unknown) {
            if (judge(kindOfArea(this), name)) setItem.call(this, name, `${value}`)
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
export function storageOf(kind: 'local' | 'session'): Storage | null {
  try {
    return globalThis[`${kind}Storage`]
  } catch {
    return null
  }
}
