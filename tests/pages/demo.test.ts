// The mail service itself, as `npm start` serves it: what its visitor chooses is what happens.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { startDemo } from '../../demo/server.mjs'
import { buildVendors } from '../../demo/vendors.mjs'
import { createSite, openSite, type Site, type StoryPage } from '../support/story'

let demo: Awaited<ReturnType<typeof startDemo>>

beforeAll(async () => {
  await buildVendors()
  demo = await startDemo({ port: 0 })
})
afterAll(() => demo.close())

/** The demo on a host name, and so with cookies, of its own; what arrived before does not count. */
async function openDemo(path: string): Promise<StoryPage> {
  const site: Site = await createSite()
  const origin = `http://demo-${site.name}:${new URL(demo.url).port}`
  await fetch(`${demo.url}collect/reset`, { method: 'POST' })
  return openSite({ ...site, origin, polls: ['/collect/stats'] }, path)
}

/** Names on this device, whoever set them, but for the record and what the service needs. */
const optionalNames = (page: StoryPage) =>
  page.evaluate(() =>
    [
      ...document.cookie.split('; ').map((pair) => pair.split('=')[0] ?? ''),
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
    ].filter((name) => name && !['dongui', 'dongui-visit', 'nuri_session', 'nuri_lang'].includes(name)),
  )

const PAGES = ['/', '/inbox.html', '/privacy.html', '/en/', '/en/inbox.html', '/en/privacy.html']

test('before a choice nothing optional is stored and nothing arrives, on any page', async () => {
  for (const path of PAGES) {
    const page = await openDemo(path)
    await page.seesView('notice')
    await page.settled()
    expect([path, await optionalNames(page), demo.counter().count]).toEqual([path, [], 0])
  }
})

test('refused: the same after a reload and everywhere in the service', async () => {
  const page = await openDemo('/inbox.html')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  for (const path of ['/inbox.html', ...PAGES]) {
    await page.visit(path)
    await page.seesNoView()
    expect([path, await optionalNames(page), demo.counter().count]).toEqual([path, [], 0])
  }
})

test('asked each time: everything optional is held, and one question after the other is put', async () => {
  const page = await openDemo('/inbox.html')
  await page.press('ask', { view: 'notice' })
  await page.seesView('ask')
  await page.sees({ 'dongui.record.categories.analytics': 'ask' })
  expect([await optionalNames(page), demo.counter().count]).toEqual([[], 0])
  const service = () =>
    page.inUi((root) => root.querySelector<HTMLElement>('[data-view=ask]')?.dataset['service'] ?? 'none')
  const first = await service()
  await page.press('refuse', { view: 'ask' })
  await page.shows(
    true,
    (before) => {
      const card = document.querySelector('dongui-ui')?.shadowRoot?.querySelector<HTMLElement>('[data-view=ask]')
      return card !== null && card?.dataset['service'] !== before
    },
    first,
  )
  expect([await optionalNames(page), demo.counter().count]).toEqual([[], 0])
})

test('allowed: PostHog keeps its visitor, the counter moves, the greeting knows you, the map is there', async () => {
  const page = await openDemo('/inbox.html')
  await page.press('allow', { view: 'notice' })
  await page.shows(true, () => /(^|; )ph_phc_demo_posthog=/.test(document.cookie))
  await page.shows(true, () => /하늘/.test(document.querySelector('[data-demo="greeting"]')?.textContent ?? ''))
  await page.shows(true, () => /\d/.test(document.querySelector('[data-demo="visits"]')?.textContent ?? ''))
  await page.shows('/map.html', () => document.querySelector('iframe')?.getAttribute('src') ?? '')
  await page.shows(true, () => Number(document.querySelector('[data-demo="arrived"]')?.textContent) > 0)
  expect(demo.counter().names).toContain('$pageview')
  await page.visit('/inbox.html#f-travel')
  await page.shows(true, () => document.cookie.includes('nuri_assist=f-travel'))
  await page.reload()
  await page.shows('다시 오셨네요, 하늘 님', () => document.querySelector('[data-demo="greeting"]')?.textContent)
})

test('withdrawn: all of it is erased, and the other tab follows', async () => {
  const page = await openDemo('/inbox.html')
  await page.press('allow', { view: 'notice' })
  await page.shows(true, () => /(^|; )ph_phc_demo_posthog=/.test(document.cookie))
  const other = await page.inAnotherTab()
  await other.shows(true, () => Boolean(window.dongui?.allows('posthog')))
  await page.click('footer [data-dongui="preferences"]')
  await page.press('refuse', { view: 'settings' })
  await other.shows(false, () => Boolean(window.dongui?.allows('posthog')))
  await page.shows(null, () => document.querySelector('iframe')?.getAttribute('src') ?? null)
  for (const tab of [page, other]) await expect.poll(() => optionalNames(tab)).toEqual([])
  await page.reload()
  const { count } = demo.counter() // PostHog may have said goodbye before it was refused; from here on it is silent
  await page.seesNoView()
  expect([await optionalNames(page), demo.counter().count]).toEqual([[], count])
})

test('the English pages speak English, also in the notice', async () => {
  const page = await openDemo('/en/')
  await page.seesView('notice')
  expect(await page.inUi((root) => root.querySelector('[data-action="refuse"]')?.textContent)).toBe('Refuse all')
  const korean = await openDemo('/')
  await korean.seesView('notice')
  expect(await korean.inUi((root) => root.querySelector('[data-action="refuse"]')?.textContent)).toBe('모두 거부')
})
