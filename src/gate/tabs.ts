// Other tabs, and pages that come back: whenever the record may have changed elsewhere, it is read again.

import { document, listen, unlisten } from './natives'

export interface Tabs {
  /** Tells the other tabs of this origin to read the record again. The message says nothing but that. */
  tell(): void
  stop(): void
}

/**
 * Calls `lookAgain` when another tab has decided, when the browser reports a changed cookie, when a page returns from
 * the back/forward cache (it may have missed both) and when the tab is looked at again. Firefox tells a tab of another
 * tab's cookie only after the channel's message: the cookie store's own event comes last.
 */
export function watchTabs(name: string, lookAgain: () => void): Tabs {
  let channel: BroadcastChannel | undefined
  try {
    channel = new BroadcastChannel(`dongui:${name}`)
  } catch {
    // An opaque origin has none: this tab stands alone.
  }
  const all = (act: typeof listen) => {
    act(globalThis as unknown as EventTarget, 'pageshow', lookAgain)
    act(document, 'visibilitychange', lookAgain)
    if (channel) act(channel, 'message', lookAgain)
    if (globalThis.cookieStore) act(cookieStore, 'change', lookAgain)
  }
  all(listen)
  return {
    tell: () => channel?.postMessage(0),
    stop() {
      all(unlisten)
      channel?.close()
    },
  }
}
