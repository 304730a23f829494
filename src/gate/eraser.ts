// Takes away what is refused and stored all the same: set by the server, by code that ran earlier, or before a withdrawal.

import type { StoredKind } from '../core/config'
import { domainsOf } from '../core/rules'
import { keyAt, readCookies, removeItem, writeCookie } from './natives'
import { storageOf } from './writes'

/**
 * Why something could not be erased. `open`: a database that another tab, or a script that never closes it, has open; the
 * browser erases it once that is over. `again`: it is there still when read back, for it was written again at once, or
 * stands on a path or domain that this page cannot reach.
 */
export type WhyKept = 'open' | 'again'

/** The ways to the device that stand behind no guard, for what is fetched later. */
export interface Hands {
  cookieNames: typeof cookieNames
  eraseCookie: typeof eraseCookie
  /** Requests for databases that were let through: what is open has to be closed first, and vendors don't. */
  opened: readonly IDBOpenDBRequest[]
}

/**
 * Erases every cookie and storage key on the device that `isRefused`, reads back, and reports each that is gone. Storage
 * that the browser blocks holds nothing. A store that cannot hold anything refused is not even opened.
 *
 * @returns whether something is left for `eraseRest`: a cookie that is still there, or a store that takes its time
 */
export function erase(
  mayHoldRefused: (kind: StoredKind) => boolean,
  isRefused: (kind: StoredKind, name: string) => boolean,
  erased: (kind: StoredKind, name: string) => void,
): boolean {
  let isLeft = mayHoldRefused('indexeddb') || mayHoldRefused('cache')
  const sweep = (kind: StoredKind, names: () => string[], remove: (name: string) => void) => {
    try {
      for (const name of mayHoldRefused(kind) ? names() : [])
        if (name && isRefused(kind, name)) {
          remove(name)
          if (names().includes(name)) isLeft = true
          else erased(kind, name)
        }
    } catch {
      // Blocked.
    }
  }
  sweep('cookie', cookieNames, eraseCookie)
  for (const kind of ['local', 'session'] as const)
    sweep(
      kind,
      () => [...Array(storageOf(kind)?.length ?? 0)].map((_, index) => keyAt.call(storageOf(kind), index) ?? ''),
      (name) => removeItem.call(storageOf(kind), name),
    )
  return isLeft
}

/** The names that this page can see; a cookie without a name is listed by its value. */
export function cookieNames(): string[] {
  return readCookies()
    .split('; ')
    .map((pair) => pair.split('=')[0] ?? '')
}

/**
 * Tries the usual place first, then every path and domain that a cookie seen on this page can have. Whether none of that
 * name is left.
 *
 * @param how more of the cookie's attributes, `; partitioned; secure`
 * @param pair what is written, `name=`
 */
export function eraseCookie(name: string, how?: unknown, pair = `${name}=`): boolean {
  // A cookie with a prefix is only replaced by a secure one; on others, `secure` makes WebKit on http ignore the write.
  const attributes = how ?? (/^__(Secure|Host)-/i.test(name) ? '; secure' : '')
  const { hostname, pathname } = location
  // Browsers ignore a public suffix: no list is needed.
  const domains = ['', ...domainsOf(hostname).map((domain) => `;domain=${domain}`)]
  // `/a/b` → `/`, `/a`, `/a/`, `/a/b`: a cookie's path matches with and without its last slash.
  const paths = [...pathname].map((_, at) => pathname.slice(0, at + 1))
  return paths.some((path) =>
    domains.some((domain) => {
      writeCookie(`${pair};max-age=0;path=${path}${domain}${attributes}`)
      return !cookieNames().includes(name)
    }),
  )
}
