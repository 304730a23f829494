// What does not go at the first try, for whoever erases.

import type { Hands } from './eraser'

/**
 * Erases a partitioned cookie, which only a partitioned write reaches (`cookieStore.delete` misses it), or one without a
 * name. Whether it is gone.
 */
export const eraseStubborn = (name: string, eraseCookie: Hands['eraseCookie']): boolean =>
  eraseCookie(name, ';secure;partitioned') || eraseCookie(name, '', `=${name}`)

/** Closes what this page has open: a database goes when its last connection does. */
export function closeOpened(opened: Hands['opened'], isWanted: (name: string) => boolean): void {
  for (const request of opened)
    if (request.readyState === 'done' && !request.error && isWanted(request.result.name)) request.result.close()
}
