// What the mail service buys in: the real PostHog from npm, as one classic script that a page can hold.

import { bundleVendor } from '../scripts/vendors.mjs'

/** Writes `demo/vendor/posthog.js`, unless the one that is there is of the installed version. */
export async function buildVendors() {
  await bundleVendor('posthog', 'demo/vendor')
}
