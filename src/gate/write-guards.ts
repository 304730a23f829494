// What stands between a page's scripts and the device: each write is judged by its name before the browser sees it.

import type { StoredKind } from '../core/config'
import { deleteDatabase, getCookie, getItem, listen, readCookies, setItem } from './natives'

/** Opened, and never made, in place of a refused one. */
const OWN_DATABASE = 'dongui'

/** Whether a name may be stored now. */
export type Judge = (kind: StoredKind, name: string) => boolean

/**
 * The name that a cookie string sets, as browsers read it (RFC 6265bis §5.6): up to the first `;` and `=`, trimmed.
 * Leading `=` are dropped first: WebKit stores `=name=value` as `name`. Browsers stop at NUL, CR and LF.
 */
export function cookieNameOf(text: string): string {
  const end = text.search(/[\0\r\n;]/)
  const pair = (end < 0 ? text : text.slice(0, end)).replace(/^[\s=]+/, '')
  const equals = pair.indexOf('=')
  return (equals < 0 ? pair : pair.slice(0, equals)).trim()
}

export interface WriteGuards {
  /** To be called when the judge has changed its mind about anything. */
  apply(): void
  stop(): void
}

/**
 * Guards `document.cookie`, `cookieStore`, `localStorage`, `sessionStorage` and `indexedDB`: all of them, for vendors
 * fall back from one to the next and keep the visitor's id there. A refused write does nothing and throws nothing, as in
 * a browser with cookies off: the path their scripts are tested on. Reads are not touched. A `Proxy` of the native
 * function keeps its name, length, `toString` and its exceptions for a wrong `this`.
 *
 * `storageNames` are the exact names declared for local or session storage and refused now: only of these a write by property
 * (`localStorage.name = …`) can be seen beforehand, by an accessor on `Storage.prototype`.
 */
export function guardWrites(judge: Judge, storageNames: () => string[]): WriteGuards {
  const areas = Storage.prototype as unknown as Record<string, unknown>
  const kindOf = (area: unknown) => (area === storageOf('session') ? 'session' : 'local')
  const accessors = new Map<string, () => void>()
  const guards = [
    wrap(Document.prototype, 'cookie', 'set', (page: Document, text) =>
      judge('cookie', cookieNameOf(text)) ? null : () => void readCookies(page),
    ),
    wrap(areas, 'setItem', 'value', (area: Storage, name) =>
      judge(kindOf(area), name) ? null : () => void getItem.call(area, name),
    ),
    wrap(globalThis.CookieStore?.prototype, 'set', 'value', (store: CookieStore, name) =>
      judge('cookie', cookieNameOf(name)) ? null : () => getCookie.call(store, { name }).then(() => undefined),
    ),
    wrap(globalThis.IDBFactory?.prototype, 'open', 'value', (factory: IDBFactory, name, open) =>
      judge('indexeddb', name) ? null : () => openNothing(factory, open(factory, OWN_DATABASE)),
    ),
  ]

  const guardProperty = (name: string) => {
    Object.defineProperty(areas, name, {
      configurable: true,
      get(this: Storage) {
        return getItem.call(this, name) ?? undefined
      },
      set(this: Storage, value: unknown) {
        if (judge(kindOf(this), name)) setItem.call(this, name, `${value}`)
      },
    })
    accessors.set(name, () => {
      accessors.delete(name)
      delete areas[name]
    })
  }

  return {
    apply() {
      for (const remove of accessors.values()) remove()
      for (const name of storageNames()) if (!(name in areas)) guardProperty(name)
    },
    stop() {
      for (const remove of [...guards, ...accessors.values()]) remove()
    },
  }
}

/**
 * Puts a judge before a native method or setter whose first argument tells the name; returns what takes it off. Where
 * the judge gives something, that is done instead. It reads, mostly: on a wrong `this`, or where storage is blocked, that
 * throws what the write would have thrown.
 */
function wrap<Self>(
  owner: object | undefined,
  key: string,
  part: 'value' | 'set',
  refuse: (self: Self, name: string, native: (self: Self, name: string) => never) => (() => unknown) | null,
) {
  const descriptor = Object.getOwnPropertyDescriptor(owner ?? {}, key) ?? {}
  const native = descriptor[part]
  if (!owner || !native) return () => undefined
  const { apply } = Reflect
  const guarded = new Proxy(native, {
    apply(target, self, args) {
      const [first] = args
      // Read once: an object that answers otherwise the second time would pass as one name and store another. Calls that
      // the browser refuses anyway (too few arguments, a symbol) go on to its own exception.
      if (args.length >= native.length && typeof first !== 'symbol') {
        const isOptions = key === 'set' && part === 'value' && Object(first) === first
        const name = `${isOptions ? first.name : first}`
        args[0] = isOptions ? Object.create(first, { name: { value: name } }) : name
        const instead = refuse(self, name, (on, other) => apply(target, on, [other]) as never)
        if (instead) return instead()
      }
      return apply(target, self, args)
    },
  })
  Object.defineProperty(owner, key, { ...descriptor, [part]: guarded })
  return () => {
    if (Object.getOwnPropertyDescriptor(owner, key)?.[part] === guarded) Object.defineProperty(owner, key, descriptor)
  }
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
  listen(request, 'error', () => deleteDatabase.call(factory, OWN_DATABASE))
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
