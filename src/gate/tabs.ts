// Other tabs: whenever the record may have changed in one of them, it is read again.

import { listen } from './natives'

/** How long after a changed cookie the jar is looked at: once for all that change together. */
const LOOK_AFTER_MS = 50

/**
 * Calls `lookAgain` when another tab has decided and when the browser reports a changed cookie. Firefox shows a tab
 * another tab's cookie only after the channel's message, so the jar is looked at once more then.
 *
 * @returns tells the other tabs of this origin to read the record again. The message says nothing but that
 */
export function watchTabs(name: string, lookAgain: () => void, signal: AbortSignal): () => void {
  const { cookieStore } = globalThis
  let channel: BroadcastChannel | undefined
  let isSoon = false
  // A page that writes five hundred cookies is told of each.
  const lookSoon = () => {
    if (!isSoon)
      setTimeout(() => {
        isSoon = false
        lookAgain()
      }, LOOK_AFTER_MS)
    isSoon = true
  }
  if (cookieStore) listen(cookieStore, 'change', lookSoon, { signal })
  try {
    channel = new BroadcastChannel(`dongui:${name}`)
    listen(channel, 'message', () => {
      lookAgain()
      lookSoon()
    })
    listen(signal, 'abort', () => channel?.close())
  } catch {
    // An opaque origin has none: this tab stands alone.
  }
  return () => channel?.postMessage(0)
}
