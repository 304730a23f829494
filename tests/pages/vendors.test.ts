// Real vendors' scripts, as npm has them: refused they leave nothing and send nothing, allowed they do as they do without
// us, and after a withdrawal nothing of theirs is left. A page gets them in two ways: by a marked tag, held until it is
// allowed, or bundled into its own code, running from the start and kept in check by declared names and hosts alone.

import { beforeAll, expect, test } from 'vitest'
import { bundleVendors, VENDOR_NAMES, type VendorName } from '../../scripts/vendors.mjs'
import { NOTHING, openVendorPage, type VendorPage, type Way } from '../support/vendors'

const CASES = VENDOR_NAMES.flatMap((name) => [[name, 'held'] as const, [name, 'bundled'] as const])

/** As long as a story waits for anything else. */
const PATIENCE = { timeout: 10_000 }

beforeAll(bundleVendors)

/** Waits until the vendor has got data, and keeps what it should by then. */
async function runsAsEver(here: VendorPage): Promise<void> {
  const { dataPath, keeps } = here.vendor
  await expect.poll(() => here.arrived(), PATIENCE).toContain(`POST ${dataPath}`)
  await expect.poll(() => here.kept(), PATIENCE).toEqual(keeps)
}

/** Waits until the vendor's script has tried to send data once more, and until all that followed is over. */
async function triesToSend(here: VendorPage, attemptsBefore = 0): Promise<void> {
  await expect.poll(() => here.attempts(), PATIENCE).toBeGreaterThan(attemptsBefore)
  await here.page.settled()
}

/** Waits until a page in which the vendor is refused has done what it does by itself. Bundled, the vendor runs and tries. */
const comesToRest = (here: VendorPage, way: Way) => (way === 'held' ? here.page.settled() : triesToSend(here))

/** A page in which the vendor is allowed and runs. */
async function openAllowed(name: VendorName, way: Way): Promise<VendorPage> {
  const here = await openVendorPage(name, way)
  await here.page.choose('allow')
  if (way === 'bundled') {
    await here.page.settled()
    await here.page.reload()
  }
  await runsAsEver(here)
  return here
}

test.each(VENDOR_NAMES)(
  '%s: in a page without the tag it keeps and sends what these stories hold it to',
  async (name) => {
    await runsAsEver(await openVendorPage(name, 'held', { tag: false }))
  },
)

test.each(CASES)('%s, %s: it stores and sends nothing before a choice, nor after a refusal', async (name, way) => {
  const here = await openVendorPage(name, way)
  await comesToRest(here, way)
  expect(await here.stored()).toEqual(NOTHING)
  expect(here.arrived()).toEqual([])
  await here.page.choose('refuse')
  await here.page.settled()
  expect(await here.stored()).toEqual(NOTHING)
  await here.page.reload()
  await comesToRest(here, way)
  expect(await here.stored()).toEqual(NOTHING)
  expect(here.arrived()).toEqual([])
})

test.each(CASES)('%s, %s: allowed, it keeps what it keeps without us, and its data arrives', async (name, way) => {
  await openAllowed(name, way)
})

test.each(CASES)('%s, %s: withdrawn, nothing of it is left and nothing more is sent', async (name, way) => {
  const here = await openAllowed(name, way)
  await here.page.settled()
  const arrivedBefore = here.arrived().length
  await here.page.withdraw()
  await expect.poll(() => here.stored(), PATIENCE).toEqual(NOTHING)
  const attemptsBefore = await here.attempts()
  await here.page.evaluate((track) => void new Function(track)(), here.vendor.track)
  await triesToSend(here, attemptsBefore)
  expect(await here.stored()).toEqual(NOTHING)
  await here.page.reload() // when it is left, a page has its last word: PostHog's $pageleave
  await comesToRest(here, way)
  expect(await here.stored()).toEqual(NOTHING)
  expect(here.arrived().slice(arrivedBefore)).toEqual([])
})
