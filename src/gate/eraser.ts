// Takes away what is refused and stored all the same: set by the server, by code that ran earlier, or before a withdrawal.

import type { StoredKind } from '../core/config'
import { databases, deleteDatabase, document, keyAt, listen, readCookies, removeItem, writeCookie } from './natives'
import { storageOf } from './write-guards'

/**
 * Erases every name on the device that `isRefused`, reads back, and reports each with whether it is gone. Storage that
 * the browser blocks holds nothing. What nobody `declares` is not even opened: that alone takes milliseconds.
 */
export function erase(
  declares: (kind: StoredKind) => boolean,
  isRefused: (kind: StoredKind, name: string) => boolean,
  erased: (kind: StoredKind, name: string, isGone: boolean) => void,
): void {
  const sweep = (kind: StoredKind, names: () => string[], remove: (name: string) => void) => {
    try {
      for (const name of names())
        if (name && isRefused(kind, name)) {
          remove(name)
          erased(kind, name, !names().includes(name))
        }
    } catch {
      // Blocked.
    }
  }
  sweep('cookie', cookieNames, eraseCookie)
  for (const kind of ['local', 'session'] as const) {
    const area = declares(kind) && storageOf(kind)
    if (area)
      sweep(
        kind,
        () => Array.from(area, (_, index) => keyAt.call(area, index) ?? ''),
        (name) => removeItem.call(area, name),
      )
  }
  if (declares('indexeddb')) void eraseDatabases(declares, isRefused, erased).catch(() => undefined) // Blocked, or a browser that does not list them.
}

/** Databases go when the last connection to them is closed; until then the browser says that it is blocked. */
async function eraseDatabases(...[, isRefused, erased]: Parameters<typeof erase>): Promise<void> {
  for (const { name = '' } of await databases.call(indexedDB))
    if (isRefused('indexeddb', name)) {
      const request = deleteDatabase.call(indexedDB, name)
      listen(request, 'success', () => erased('indexeddb', name, true))
      listen(request, 'blocked', () => erased('indexeddb', name, false))
    }
}

function cookieNames(): string[] {
  return readCookies(document)
    .split('; ')
    .map((pair) => pair.split('=')[0] ?? '')
}

/** Tries the usual place first, then every path and domain that a cookie seen on this page can have, and partitions. */
export function eraseCookie(name: string): void {
  // A cookie with a prefix is only replaced by a secure one; on others, `secure` makes WebKit on http ignore the write.
  const secure = /^__(Secure|Host)-/i.test(name) ? '; secure' : ''
  const paths = pathsOf(location.pathname)
  const places = [
    ...paths.flatMap((path) => domainsOf(location.hostname).map((domain) => path + domain + secure)),
    // Partitioned cookies are only reached by a partitioned write; cookieStore.delete misses them.
    ...paths.map((path) => `${path}; secure; partitioned`),
  ]
  for (const place of places) {
    writeCookie(document, `${name}=; max-age=0; path=${place}`)
    if (!cookieNames().includes(name)) return
  }
}

/** `a.b.co.kr` → none, `a.b.co.kr`, `b.co.kr`, `co.kr`. Browsers ignore a public suffix, so no list of them is needed. */
function domainsOf(hostname: string): string[] {
  return ['', ...hostname.split('.').map((_, index, labels) => `; domain=${labels.slice(index).join('.')}`)]
}

/** `/a/b` → `/`, `/a`, `/a/`, `/a/b`, `/a/b/`: a cookie's path matches with and without its last slash. */
function pathsOf(pathname: string): string[] {
  return [
    '/',
    ...[...pathname.matchAll(/\/[^/]+/g)].flatMap(({ 0: part, index }) => {
      const path = pathname.slice(0, index) + part
      return [path, `${path}/`]
    }),
  ]
}
