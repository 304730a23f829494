// Other tabs, and pages that come back: whenever the record may have changed elsewhere, it is read again.

import { document, listen } from './natives'

/**
 * Calls `lookAgain` when another tab has decided, when the browser reports a changed cookie, when a page is left or
 * returns from the back/forward cache (it may have missed both) and when the tab is looked at again. Firefox tells a tab
 * of another tab's cookie only after the channel's message: the cookie store's own event comes last.
 *
 * @returns tells the other tabs of this origin to read the record again. The message says nothing but that
 */
export function watchTabs(name: string, lookAgain: () => void, signal: AbortSignal): () => void {
  const window = globalThis as unknown as EventTarget
  let channel: BroadcastChannel | undefined
  try {
    channel = new BroadcastChannel(`dongui:${name}`)
    listen(signal, 'abort', () => channel?.close())
  } catch {
    // An opaque origin has none: this tab stands alone.
  }
  for (const [target, type] of [
    [window, 'pageshow'],
    [window, 'pagehide'],
    [document, 'visibilitychange'],
    [channel, 'message'],
    [globalThis.cookieStore, 'change'],
  ] as const)
    if (target) listen(target, type, lookAgain, { signal })
  return () => channel?.postMessage(0)
}
