// What stands between a page's scripts and the device: each write is judged by its name before the browser sees it.

import type { StoredKind } from '../core/config'
import { free, getItem, readCookies, setItem } from './natives'

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
 * Guards `document.cookie`, `localStorage` and `sessionStorage`. A refused write does nothing and throws nothing, as in
 * a browser with cookies off: the path vendors' scripts are tested on. Reads are not touched. A `Proxy` of the native
 * function keeps its name, length, `toString` and its exceptions for a wrong `this`.
 *
 * `storageNames` are the exact names declared for local or session storage and refused now: only of these a write by property
 * (`localStorage.name = …`) can be seen beforehand, by an accessor on `Storage.prototype`.
 */
export function guardWrites(judge: Judge, storageNames: () => string[]): WriteGuards {
  const areas = Storage.prototype as unknown as Record<string, unknown>
  const session = storageOf('session')
  const kindOf = (area: unknown) => (area === session ? 'session' : 'local')
  const accessors = new Map<string, () => void>()
  const guards = [
    wrap(Document.prototype, 'cookie', 'set', readCookies, (_document, text) => judge('cookie', cookieNameOf(text))),
    wrap(areas, 'setItem', 'value', free(getItem), (area, name) => judge(kindOf(area), name)),
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
 * Puts a judge before a native method or setter whose first argument tells the name; returns what takes it off. A refused
 * call reads instead: on a wrong `this`, or where storage is blocked, that throws what the write would have thrown.
 */
function wrap<Self>(
  owner: object,
  key: string,
  part: 'value' | 'set',
  readInstead: (self: Self, name: string) => unknown,
  passes: (self: Self, name: string) => boolean,
) {
  const descriptor = Object.getOwnPropertyDescriptor(owner, key) ?? {}
  const native = descriptor[part]
  const { apply } = Reflect
  const guarded = new Proxy(native, {
    apply(target, self, args) {
      // Read once: an object whose toString answers otherwise the second time would pass as one name and store another.
      // Calls that the browser refuses anyway (too few arguments, a symbol) go on to its own exception.
      if (args.length >= native.length && typeof args[0] !== 'symbol') {
        args[0] = `${args[0]}`
        if (!passes(self, args[0])) return void readInstead(self, args[0])
      }
      return apply(target, self, args)
    },
  })
  Object.defineProperty(owner, key, { ...descriptor, [part]: guarded })
  return () => {
    if (Object.getOwnPropertyDescriptor(owner, key)?.[part] === guarded) Object.defineProperty(owner, key, descriptor)
  }
}

/** A storage area, or `null` where the browser blocks it (the getter throws SecurityError). */
export function storageOf(kind: 'local' | 'session'): Storage | null {
  try {
    return globalThis[`${kind}Storage`]
  } catch {
    return null
  }
}
