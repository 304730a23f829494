// Passes decisions on: to vendors' own consent calls, and to the owner's server. For sites that want either; it uses
// nothing of the gate's but its handle.

import type { Config } from '../core/config'
import type { Consent } from '../handle'
import { createOutbox } from './outbox'
import { tellVendors, type VendorsPage } from './vendors'

export type { DecisionEvent } from './outbox'

/**
 * Tells the vendors in `config.signals` at once that everything is refused, which is right before any consent, and gives
 * what starts telling them, and `config.record.endpoint`, what is decided.
 */
export function prepareRelay({ signals, ...config }: Config): (consent: Consent) => void {
  const ids = (config.categories ?? ['analytics', 'personalization', 'marketing'].map((id) => ({ id }))).map(
    ({ id }) => id,
  )
  const tell = signals && tellVendors(signals, ids, window as unknown as VendorsPage)
  return (consent) => {
    const tellNow = () => tell?.(consent.allows)
    tellNow()
    // Before what is held is let go: that takes a turn of its own.
    consent.on('change', tellNow)
    const endpoint = config.record?.endpoint
    if (!endpoint) return
    const send = createOutbox(consent, config, endpoint, {
      async post(url, event) {
        const { status } = await fetch(url, {
          method: 'POST',
          body: JSON.stringify(event),
          headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
          keepalive: true,
        })
        return status
      },
      get storage() {
        return localStorage
      },
      origin: location.origin,
      language: document.documentElement.lang,
      globalPrivacyControl: (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true,
      now: Date.now,
      later: (callback, ms) => void setTimeout(callback, ms),
    })
    addEventListener('online', send)
  }
}

/** The same for a page that has started its consent already: call it before any vendor's code. */
export function relay(consent: Consent, config: Config): void {
  prepareRelay(config)(consent)
}
