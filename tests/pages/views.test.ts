// The views as a visitor meets them: what is drawn, pressed, typed; and that nothing but a choice is a choice.

import { expect, test } from 'vitest'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const open = (body = '<main><h1>Mail</h1><a id="first" href="#x">a link</a></main>') =>
  openPage(body, { config: storyConfig })
const decided = (page: StoryPage) => page.evaluate(() => window.dongui?.record?.categories ?? null)

test('the notice offers three choices that are alike in size, font, colour and place', async () => {
  const page = await open()
  await page.seesView('notice')
  const looks = await page.inUi((root) =>
    [
      ...root.querySelectorAll<HTMLElement>(
        '[data-view=notice] :is([data-action=allow],[data-action=refuse],[data-action=ask])',
      ),
    ].map((each) => {
      const { width, height, top } = each.getBoundingClientRect()
      const { font, color, backgroundColor, border, opacity } = getComputedStyle(each)
      return JSON.stringify([
        each.tagName,
        Math.round(width),
        Math.round(height),
        Math.round(top),
        font,
        color,
        backgroundColor,
        border,
        opacity,
      ])
    }),
  )
  expect(looks).toHaveLength(3)
  expect(new Set(looks).size).toBe(1)
})

test('the notice moves nothing on the page and takes no focus', async () => {
  const page = await openPage(
    '<p id="p">text</p><script>document.querySelector("#p").tabIndex = 0; document.querySelector("#p").focus(); before = JSON.stringify(document.querySelector("#p").getBoundingClientRect())</script>',
  )
  await page.seesView('notice')
  await page.shows(['p', true], () => [
    document.activeElement?.id,
    JSON.stringify(document.querySelector('#p')?.getBoundingClientRect()) ===
      (window as unknown as { before: string }).before,
  ])
})

test.each(['allow', 'refuse', 'ask'] as const)(
  'pressing %s decides, takes the notice away, and it stays away',
  async (choice) => {
    const page = await open()
    await page.press(choice, { view: 'notice' })
    await page.seesNoView()
    expect(await decided(page)).toEqual({ analytics: choice, personalization: choice })
    await page.reload()
    await page.seesNoView()
    expect(await decided(page)).toEqual({ analytics: choice, personalization: choice })
  },
)

test('Escape, scrolling and closing decide nothing', async () => {
  const page = await openPage(`<main style="height:5000px"></main>`, { config: storyConfig })
  await page.seesView('notice')
  await page.key('Escape')
  await page.evaluate(() => scrollTo(0, 3000))
  await page.seesView('notice')
  await page.press('settings', { view: 'notice' })
  await page.seesView('settings')
  await page.key('Escape')
  await page.seesView('notice')
  await page.seesNoView('settings')
  await page.press('settings', { view: 'notice' })
  await page.press('close')
  await page.seesView('notice')
  expect(await decided(page)).toBeNull()
})

test('settings start with nothing allowed, and save what was chosen for a category and for one service', async () => {
  const page = await open()
  await page.press('settings', { view: 'notice' })
  await page.seesView('settings')
  const ticked = await page.inUi((root) =>
    [...root.querySelectorAll<HTMLInputElement>('[data-view=settings] input:checked')].map(({ value }) => value),
  )
  expect(ticked).not.toContain('allow')
  await page.press('save', { view: 'settings' })
  await page.seesNoView()
  expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
})

test('every view opens from the others, and the focus returns to where it came from', async () => {
  const page = await openPage('<button id="opener" data-dongui="preferences">cookies</button>', { config: storyConfig })
  await page.choose('refuse')
  await page.evaluate(() => document.querySelector<HTMLElement>('#opener')?.focus())
  await page.key('Enter')
  await page.seesView('settings')
  await page.press('refusal', { view: 'settings' })
  await page.seesView('refusal')
  await page.press('record', { view: 'refusal' })
  await page.seesView('record')
  await page.press('settings', { view: 'record' })
  await page.seesView('settings')
  await page.key('Escape')
  await page.seesNoView()
  await page.shows('opener', () => document.activeElement?.id)
})

test.each(['settings', 'refusal', 'record'] as const)(
  'a page stays where it is scrolled to while the %s open and close',
  async (view) => {
    const page = await openPage(
      '<main style="height:5000px;padding-top:3000px"><button id="opener">cookies</button></main>',
      { config: storyConfig },
    )
    await page.choose('refuse')
    await page.evaluate(() => {
      scrollTo(0, 2800)
      document.querySelector<HTMLElement>('#opener')?.focus({ preventScroll: true })
    })
    await page.open(view)
    expect(await page.evaluate(() => scrollY)).toBe(2800)
    await page.press('close', { view })
    await page.seesNoView()
    expect(await page.evaluate(() => [scrollY, document.activeElement?.id])).toEqual([2800, 'opener'])
    // With the focus on what has been scrolled away, too.
    await page.evaluate(() => scrollTo(0, 100))
    await page.open(view)
    await page.key('Escape')
    await page.seesNoView()
    expect(await page.evaluate(() => [scrollY, document.activeElement?.id])).toEqual([100, 'opener'])
  },
)

test('the record opens right after a choice', async () => {
  const page = await open()
  await page.choose({ analytics: 'allow', personalization: 'ask' })
  await page.open('record')
  expect(await page.inUi((root) => root.querySelector('[data-view=record]')?.textContent)).toContain('2026-11-01')
})

test('the guide is that of the visitor’s own browser, and the others are one step away', async () => {
  const page = await open()
  await page.open('refusal')
  const browsers = await page.inUi((root) =>
    [...(root.querySelector('select')?.options ?? [])].map(({ value }) => value),
  )
  for (const id of [
    'chrome-desktop',
    'edge-desktop',
    'firefox-desktop',
    'safari-macos',
    'safari-ios',
    'samsung-internet',
    'whale-desktop',
    'ie11',
  ])
    expect(browsers).toContain(id)
})

test('a change made elsewhere shows in the settings that are open', async () => {
  const page = await open()
  await page.choose('refuse')
  const other = await page.inAnotherTab()
  await page.open('settings')
  await other.choose('allow')
  await page.shows(true, () => Boolean(window.dongui?.allows('stats')))
  await page.seesView('settings')
})

test('the notice comes back when a router replaces the body, and still decides', async () => {
  const page = await open()
  await page.seesView('notice')
  await page.evaluate(() =>
    document.body.replaceWith(Object.assign(document.createElement('body'), { innerText: 'next' })),
  )
  await page.seesView('notice')
  await page.evaluate(() => document.body.replaceChildren())
  await page.seesView('notice')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
})

test('a page that takes the notice away again and again has its way, and stays usable', async () => {
  const page = await open(
    `<script>new MutationObserver(() => document.querySelector('dongui-ui')?.remove()).observe(document, { childList: true, subtree: true })</script>`,
  )
  await page.settled()
  expect(await page.evaluate(() => document.querySelectorAll('dongui-ui').length)).toBe(0)
  expect(await decided(page)).toBeNull()
})

const RENEWED = '방침이 바뀌어 다시 여쭙니다'
const noticeText = (page: StoryPage) => page.inUi((root) => root.querySelector('[data-view=notice]')?.textContent ?? '')
/** Opens the page anew, with another configuration, and reads the notice. */
async function noticeWith(page: StoryPage, change: object, before = ''): Promise<string> {
  const { pageText } = await import('../support/story')
  page.site.page('/', pageText('', { config: { ...storyConfig, ...change }, before }))
  await page.reload()
  await page.seesView('notice')
  return noticeText(page)
}

test('that the policy has changed is said where its version has, with what is new or without, and nowhere else', async () => {
  const policy = { url: '/privacy', version: '2026-12-01', changes: '새로 지도를 씁니다.' }
  const page = await openPage('', { config: { ...storyConfig, policy } })
  await page.seesView('notice')
  expect(await noticeText(page)).not.toContain(RENEWED)
  await page.choose('allow')
  const { categories = [] } = storyConfig
  const more = [...categories, { id: 'marketing', services: [{ id: 'ads', name: 'Ads' }] }]
  expect(await noticeWith(page, { policy, categories: more })).not.toContain(RENEWED)
  await page.choose('allow')
  const objecting =
    '<script>Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true })</script>'
  expect(await noticeWith(page, { policy }, objecting)).not.toContain(RENEWED)
  await page.choose('allow')
  const { changes, ...silent } = { ...policy, version: '2027-01-01' }
  expect(await noticeWith(page, { policy: silent })).toContain(`${RENEWED}.`)
  await page.choose('refuse')
  expect(await noticeWith(page, { policy: { ...silent, version: '2027-02-01', changes } })).toContain(
    `${RENEWED}. ${changes}`,
  )
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.open('record')
  await page.press('forget', { view: 'record' })
  await page.seesView('notice')
  expect(await noticeText(page)).not.toContain(RENEWED)
})

test('an older policy says what changed', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  const { pageText } = await import('../support/story')
  const policy = { url: '/privacy', version: '2026-12-01', changes: '새로 지도를 씁니다.' }
  page.site.page('/', pageText('', { config: { ...storyConfig, policy } }))
  await page.reload()
  await page.seesView('notice')
  expect(await page.inUi((root) => root.querySelector('[data-view=notice]')?.textContent)).toContain(
    '새로 지도를 씁니다.',
  )
})
