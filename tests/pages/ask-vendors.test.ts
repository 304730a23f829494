// Real vendors' scripts where the visitor is asked each time: one question each, and whatever is answered, the vendor goes
// on as it would have, had it been answered first. Bundled into the page's own code, they run from the start; their writes
// are held.

import { beforeAll, expect, test } from 'vitest'
import { bundleVendors, VENDOR_NAMES, type VendorName } from '../../scripts/vendors.mjs'
import { NOTHING, openVendorPage, type StoredNames, type VendorPage } from '../support/vendors'

/** As long as a story waits for anything else; a question comes a second after the first held write. */
const PATIENCE = { timeout: 10_000 }
/** What a vendor's script gives as its visitor's id. */
const VISITOR: Record<VendorName, string> = {
  posthog: 'posthog.get_distinct_id()',
  mixpanel: 'mixpanel.get_distinct_id()',
  amplitude: 'amplitude.getDeviceId()',
}
/** What these scripts write to see whether they can, and their locks between tabs. */
const PROBES =
  /__mplssupport__|__support__|__mplss_|dmn_chk_|__ph_cookie_support|AMP_TEST|AMP_TLDTEST|:[XYZ]\b|dongui-t/

beforeAll(bundleVendors)

/** A page that the visitor comes back to, having chosen to be asked each time. */
async function openAsked(name: VendorName): Promise<VendorPage> {
  const here = await openVendorPage(name, 'bundled')
  await here.page.choose('ask')
  await here.page.reload()
  return here
}

/** Waits for the vendor's question; its text, details and all. */
async function question({ page }: VendorPage): Promise<string> {
  await page.seesView('ask')
  const [service, text] = await page.inUi((root) => {
    const view = root.querySelector<HTMLElement>('[data-view=ask]')
    return [view?.dataset['service'], view?.textContent ?? '']
  })
  expect(service).toBe('vendor')
  return text ?? ''
}

/** There is no question left, nor anything held that one would be about. */
async function isAskedNoMore({ page }: VendorPage): Promise<void> {
  await page.seesNoView('ask')
}

const visitor = ({ page }: VendorPage, name: VendorName) =>
  page.evaluate((code) => new Function(`return ${code}`)() as string | undefined, VISITOR[name])

/** Without databases: what could not be opened on this page is opened on the next. */
const withoutDatabases = (names: StoredNames) => ({ ...names, indexeddb: [] })

test.each(VENDOR_NAMES)(
  '%s: one question, with no probe’s name in it, and nothing is stored meanwhile',
  async (name) => {
    const here = await openAsked(name)
    const text = await question(here)
    expect(text).not.toMatch(PROBES)
    for (const kept of here.vendor.keeps.cookie) expect(text).toContain(kept)
    await here.page.settled()
    // Read by the driver, not by the page: what is held can be read there.
    expect((await here.page.jar()).map((cookie) => cookie.name).filter((each) => !each.startsWith('dongui'))).toEqual(
      [],
    )
    expect(await here.stored()).toEqual(NOTHING)
    expect(here.arrived()).toEqual([])
  },
)

test.each(VENDOR_NAMES)('%s: Allow keeps the visitor’s id, on this page and the next', async (name) => {
  const here = await openAsked(name)
  await question(here)
  const before = await visitor(here, name)
  expect(before).toBeTruthy()
  await here.page.press('allow', { view: 'ask' })
  await expect
    .poll(async () => withoutDatabases(await here.kept()), PATIENCE)
    .toMatchObject({ cookie: here.vendor.keeps.cookie, local: expect.arrayContaining(idKeysOf(here)) })
  expect(await visitor(here, name)).toBe(before)
  await isAskedNoMore(here)
  await here.page.reload()
  await expect.poll(() => here.kept(), PATIENCE).toEqual(here.vendor.keeps)
  await expect.poll(() => here.arrived(), PATIENCE).toContain(`POST ${here.vendor.dataPath}`)
  expect(await visitor(here, name)).toBe(before)
  await isAskedNoMore(here)
})

/** The keys of local storage that a vendor has from its start, network or not. */
function idKeysOf({ vendor }: VendorPage): string[] {
  return vendor.keeps.local.filter((key) => /^(ph|mp)_/.test(key))
}

test.each(VENDOR_NAMES)('%s: Never holds on the next page too; nothing is stored, nobody asks', async (name) => {
  const here = await openAsked(name)
  await question(here)
  await here.page.press('refuse', { view: 'ask' })
  await isAskedNoMore(here)
  expect(await here.stored()).toEqual(NOTHING)
  await here.page.reload()
  await isAskedNoMore(here)
  expect(await here.stored()).toEqual(NOTHING)
  expect(here.arrived()).toEqual([])
})

test.each(VENDOR_NAMES)('%s: Not now holds for this visit, and the next one asks again', async (name) => {
  const here = await openAsked(name)
  await question(here)
  await here.page.press('later', { view: 'ask' })
  await isAskedNoMore(here)
  await here.page.reload()
  await isAskedNoMore(here)
  expect(await here.stored()).toEqual(NOTHING)
  await here.page.endVisit()
  await here.page.reload()
  await here.page.seesView('ask')
})
