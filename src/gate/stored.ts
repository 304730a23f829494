// What is stored on this device now, by name, and taking it away at the visitor's wish. Fetched with the view that lists it.

import type { Site, StoredKind } from '../core/config'
import type { StoredItem, StoredNames } from '../core/on-device'
import { compileRules } from '../core/rules'
import type { Hands, WhyKept } from './eraser'
import type { Acted } from './index'
import { cacheNames, databases, deleteCache, deleteDatabase, isWebKit, keyAt, listen, removeItem } from './natives'
import { closeOpened, eraseStubborn } from './stubborn'
import { storageOf } from './writes'

/**
 * Looks, and gives what looks again and erases. Databases are asked for at once but in WebKit: there (seen in WebKitGTK
 * 2.50) a page that asked for them has lost what it wrote to local storage by the next page, so a visitor has to want it.
 *
 * @param hands the gate's own: what we took from the browser by now stands behind the guards
 * @param acted told what was erased, and what could not be
 */
export async function openStored({
  site,
  hands,
  acted,
}: {
  site: Site
  hands: Hands
  acted: Acted
}): Promise<StoredNames> {
  const { cookieNames, eraseCookie, opened } = hands
  const rules = compileRules(site)
  // A frame without an origin has neither, and Chromium reports what it answers as errors that nobody caught.
  const hasOrigin = origin !== 'null'
  /** Why it is there still, by kind and name. */
  const failed = new Map<string, WhyKept>()
  const keyOf = ({ kind, name }: { kind: StoredKind; name: string }) => `${kind} ${name}`

  const listNow = async (withDatabases: boolean) => {
    const found: { kind: StoredKind; name: string }[] = [
      ...cookieNames().flatMap((name) => (name ? { kind: 'cookie' as const, name } : [])),
      ...(['local', 'session'] as const).flatMap((kind) => {
        const area = storageOf(kind)
        return Array.from(area ?? [], (_, index) => ({ kind, name: keyAt.call(area, index) ?? '' }))
      }),
    ]
    if (!hasOrigin) return found
    // WebKit has no caches where the connection is not secure.
    const caches = globalThis.caches ? await cacheNames.call(globalThis.caches).catch(() => []) : []
    const stores = withDatabases ? await databases.call(indexedDB).catch(() => []) : []
    return [
      ...found,
      ...stores.map(({ name = '' }) => ({ kind: 'indexeddb' as const, name })),
      ...caches.map((name) => ({ kind: 'cache' as const, name })),
    ]
  }

  const eraseDatabase = (name: string) =>
    new Promise<WhyKept | undefined>((resolve) => {
      closeOpened(opened, (each) => each === name)
      const request = deleteDatabase.call(indexedDB, name)
      listen(request, 'success', () => resolve(undefined))
      listen(request, 'error', () => resolve('again'))
      // It goes when the last connection to it is closed; the browser does not say when that is.
      listen(request, 'blocked', () => resolve('open'))
    })

  const stored = {
    items: [] as StoredItem[],
    hasDatabases: !isWebKit,
    async look(withDatabases: boolean) {
      stored.hasDatabases ||= withDatabases
      stored.items = (await listNow(stored.hasDatabases)).map((each) => {
        const why = failed.get(keyOf(each))
        // Two cookies of one name, on two paths, are one line.
        return { ...each, id: rules.ownerOf(each.kind, each.name) ?? '', ...(why && { why }) }
      })
      const keys = stored.items.map(keyOf)
      stored.items = stored.items.filter((each, index) => keys.indexOf(keyOf(each)) === index)
    },
    async erase(wanted: readonly StoredItem[]) {
      failed.clear()
      for (const { kind, name } of wanted) {
        if (kind === 'cookie' && !eraseCookie(name)) eraseStubborn(name, eraseCookie)
        if (kind === 'local' || kind === 'session') removeItem.call(storageOf(kind), name)
        if (kind === 'cache') await deleteCache.call(caches, name).catch(() => null)
        const why = kind === 'indexeddb' ? await eraseDatabase(name) : undefined
        if (why) failed.set(keyOf({ kind, name }), why)
      }
      // Read back: what is there still, or was written again at once.
      const there = new Set((await listNow(false)).map(keyOf))
      for (const { id, kind, name } of wanted) {
        const key = keyOf({ kind, name })
        if (there.has(key)) failed.set(key, 'again')
        const why = failed.get(key)
        acted(why ? 'kept' : 'erased', id, name, kind, why)
      }
      await stored.look(false)
      return wanted.length - failed.size
    },
  }
  await stored.look(false)
  return stored
}
