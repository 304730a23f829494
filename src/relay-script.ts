// The second <script> door, for sites that want decisions passed on: stands right after the tag, before any vendor's code.

import type { Config } from './core/config'
import type { Consent } from './handle'
import { prepareRelay } from './relay'

const page = window as unknown as {
  dongui?: Consent
  donguiQueue?: { push(...calls: ((consent: Consent) => void)[]): unknown }
}
// Own methods only: an element called `querySelector` must not take the document's place.
const block = Document.prototype.querySelector.call(document, 'script[type="application/json"][data-dongui="config"]')
try {
  const start = prepareRelay(JSON.parse(block?.textContent ?? '{}') as Config)
  if (page.dongui) start(page.dongui)
  else {
    page.donguiQueue ??= [] as unknown as NonNullable<typeof page.donguiQueue>
    page.donguiQueue.push(start)
  }
} catch (error) {
  console.error('dongui: decisions are not passed on', error)
}
