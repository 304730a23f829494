// Requests of scripts to the hosts of refused services: they fail as they would without a network, and none is sent.

import type { Guard } from './guard'

/**
 * Sends what a refused service asks for to a port that browsers refuse to speak to (Fetch §2.9, "bad port"): the browser
 * itself then fails the request, in its own words and at its own time, before anything has left the machine. WebKit
 * lets an `EventSource` wait for ever instead, as for a server that does not answer.
 */
export function guardNetwork(realm: typeof globalThis, guard: Guard, isRefused: (address: string) => unknown): void {
  const detour = (owner: object, key: string, at = 0) =>
    guard(owner, key, (_, args) => {
      const given = args[at]
      try {
        const address = `${(given as Request | undefined)?.url ?? given}`
        if (isRefused(address)) {
          const nowhere = new URL(address, realm.location.href)
          nowhere.port = '1'
          args[at] = nowhere.href
          // Without a network a beacon is taken all the same.
          if (key === 'sendBeacon') return () => true
        }
      } catch {
        // No address: the browser has an exception for it.
      }
      return undefined
    })
  for (const key of ['fetch', 'fetchLater', 'WebSocket', 'EventSource']) detour(realm, key)
  detour(realm.Navigator.prototype, 'sendBeacon')
  detour(realm.XMLHttpRequest.prototype, 'open', 1)
}
