// A guest in hostile houses: what pages do to everything in them, and the notice is still right.

import { expect, test } from 'vitest'
import type { NoticeConfig } from '../../src/core/config'
import { engine, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const MAIN = '<main><h1>Mail</h1><a href="#x">a link</a></main>'
const CHOICES = ['allow', 'refuse', 'ask']
const open = (head: string, body = MAIN) => openPage(body, { config: storyConfig, head })
const decided = (page: StoryPage) => page.evaluate(() => window.dongui?.record?.categories ?? null)
const REFUSED = { analytics: 'refuse', personalization: 'refuse' }

/** How the notice is drawn: the size of its text, where it stands, and whether everything in it can be seen. */
const drawnNotice = (page: StoryPage) =>
  page.inUi((root) => {
    const notice = root.querySelector<HTMLElement>('[data-view=notice]')
    if (!notice) throw new Error('there is no notice')
    for (const each of notice.getAnimations()) each.finish()
    const { left, right, top, bottom, width, height } = notice.getBoundingClientRect()
    const { fontSize, direction, letterSpacing, visibility, opacity } = getComputedStyle(notice)
    const choices = [...notice.querySelectorAll<HTMLElement>('.choice')].map((each) => each.getBoundingClientRect())
    return {
      look: { fontSize, direction, letterSpacing, visibility, opacity },
      size: [Math.round(width), Math.round(height)],
      isInside: left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight,
      targets: choices.map(({ height: tall }) => Math.round(tall)),
    }
  })

test.each([
  ['a root of 62.5 percent', 'html{font-size:62.5%}body{font-size:1.6rem}'],
  ['a root of 30 pixels', 'html{font-size:30px}'],
  ['everything unset', '*{all:unset!important}'],
  ['everything taken away', 'html,body{display:block!important}*{display:none!important}'],
  ['everything invisible', '*{visibility:hidden!important;opacity:0!important}'],
  [
    'everything moved and turned',
    '*{position:static!important;transform:rotate(8deg)!important;float:right!important}',
  ],
  [
    'everything spaced, shouted and large',
    '*{letter-spacing:1em!important;text-transform:uppercase!important;font:900 40px serif!important}',
  ],
  [
    'everything narrow and cut off',
    '*{width:1px!important;max-height:1px!important;overflow:hidden!important;contain:strict!important}',
  ],
  [
    'an element of ours named and hidden',
    'dongui-ui{display:none!important;visibility:hidden!important;z-index:-1!important}',
  ],
])('%s: the notice is drawn as anywhere, and decides', async (_, css) => {
  const plain = await open('')
  await plain.seesView('notice')
  const expected = await drawnNotice(plain)
  expect(expected.isInside).toBe(true)
  expect(Math.min(...expected.targets)).toBeGreaterThanOrEqual(44)
  const page = await open(`<style>${css}</style>`)
  await page.seesView('notice')
  expect(await drawnNotice(page)).toEqual(expected)
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await decided(page)).toEqual(REFUSED)
})

test('however high a page stacks what it draws, the notice lies above it', async () => {
  const page = await open(
    '',
    `${MAIN}<div style="position:fixed;inset:0;z-index:2147483647;background:#fff">chat</div>
     <script>setInterval(() => document.body.append(document.querySelector('div')), 50)</script>`,
  )
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual(REFUSED)
})

test('a body that is turned, moved or has a filter does not take the notice with it', async () => {
  const page = await open('<style>body{transform:translateX(2000px);filter:blur(1px);contain:paint}</style>')
  await page.seesView('notice')
  expect((await drawnNotice(page)).isInside).toBe(true)
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual(REFUSED)
})

test('on a page that is written from right to left, Korean runs from left to right', async () => {
  const page = await open('<script>document.documentElement.dir = "rtl"</script>')
  await page.seesView('notice')
  const { look, isInside } = await drawnNotice(page)
  expect([look.direction, isInside]).toEqual(['ltr', true])
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual(REFUSED)
})

/** Opens the page in a frame of this size: what a narrow or enlarged window has, in every engine. */
async function openFramed(width: number, height: number): Promise<StoryPage> {
  const page = await openPage('', { tag: false, path: '/outside' })
  const { pageText } = await import('../support/story')
  page.site.page('/', pageText(MAIN, { config: storyConfig }))
  await page.evaluate(
    (wide, tall) => {
      const frame = Object.assign(document.createElement('iframe'), { src: '/' })
      frame.style.cssText = `width:${wide}px;height:${tall}px;border:0`
      document.body.append(frame)
    },
    width,
    height,
  )
  return page
}

test.each([
  ['320 pixels wide', 320, 640],
  ['enlarged to 400 percent', 320, 200],
])('%s: all is reached by scrolling one way, and no choice is out of sight', async (_, width, height) => {
  const page = await openFramed(width, height)
  await page.shows({ isInside: true, isWide: false, choices: CHOICES, links: 3 }, () => {
    const inside = document.querySelector('iframe')?.contentDocument
    const root = inside?.querySelector('dongui-ui')?.shadowRoot
    const notice = root?.querySelector<HTMLElement>('[data-view=notice]')
    const { clientWidth = 0, clientHeight = 0 } = inside?.documentElement ?? {}
    if (!notice || !root || !inside) return null
    const isInside = ({ left, right, top, bottom }: DOMRect) =>
      left >= 0 &&
      top >= 0 &&
      right <= clientWidth + 1 &&
      bottom <= (inside.defaultView?.innerHeight ?? clientHeight) + 1
    /** Whether its middle is what a press there would meet. */
    const isMet = (each: Element) => {
      const { left, top, width: wide, height: tall } = each.getBoundingClientRect()
      return root.elementFromPoint(left + wide / 2, top + tall / 2) === each
    }
    notice.scrollTop = 0
    const choices = [...notice.querySelectorAll<HTMLElement>('.choice')]
      .filter(isMet)
      .map((each) => each.dataset['action'])
    notice.scrollTop = notice.scrollHeight
    const links = [...notice.querySelectorAll('.link')].filter(isMet).length
    return {
      isInside: isInside(notice.getBoundingClientRect()),
      isWide: notice.scrollWidth > notice.clientWidth || (inside.scrollingElement?.scrollWidth ?? 0) > clientWidth,
      choices,
      links,
    }
  })
})

test('with more room between lines, words and letters nothing is cut off', async () => {
  const page = await open('')
  await page.seesView('notice')
  const cut = await page.inUi((root) => {
    // WCAG 2.2 §1.4.12, as a visitor's own sheet sets it.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}',
    )
    root.adoptedStyleSheets.push(sheet)
    const notice = root.querySelector<HTMLElement>('[data-view=notice]')
    return [...(notice?.querySelectorAll<HTMLElement>('h2,p:not(.unseen),button,a') ?? []), notice].flatMap((each) =>
      each &&
      (each.scrollWidth > each.clientWidth + 1 || (each !== notice && each.scrollHeight > each.clientHeight + 1))
        ? [each.outerHTML.slice(0, 60)]
        : [],
    )
  })
  expect(cut).toEqual([])
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual(REFUSED)
})

const MODAL = `${MAIN}<dialog id="own"><p>The page's own</p><button id="ok">OK</button></dialog>`
const showModal = () => document.querySelector('dialog')?.showModal()
const whereabouts = () => document.querySelector('dongui-ui')?.parentElement?.id ?? null

test('the notice can be pressed while the page has a modal dialog open, which stays open', async () => {
  const page = await open('', MODAL)
  await page.seesView('notice')
  await page.evaluate(showModal)
  await page.shows('own', whereabouts)
  await page.press('settings', { view: 'notice' })
  await page.seesView('settings')
  await page.press('close', { view: 'settings' })
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await decided(page)).toEqual(REFUSED)
  expect(await page.evaluate(() => document.querySelector('dialog')?.open)).toBe(true)
  await page.click('#ok')
})

test('a modal dialog that is open before the notice comes', async () => {
  const page = await open('', `${MODAL}<script>document.querySelector('dialog').showModal()</script>`)
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual(REFUSED)
})

test.each([
  ['closed', () => document.querySelector('dialog')?.close()],
  ['thrown away', () => document.querySelector('dialog')?.remove()],
])('when the dialog is %s, the notice is where it was', async (_, end) => {
  const page = await open('', MODAL)
  await page.seesView('notice')
  await page.evaluate(showModal)
  await page.shows('own', whereabouts)
  await page.evaluate(end)
  await page.shows('BODY', () => document.querySelector('dongui-ui')?.parentElement?.tagName)
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await decided(page)).toEqual(REFUSED)
})

test('a question can be answered while the page has a modal dialog open', async () => {
  const page = await open('', MODAL)
  await page.choose('ask')
  await page.evaluate(() => {
    void window.dongui?.ask('stats')
  })
  await page.seesView('ask')
  await page.evaluate(showModal)
  await page.shows('own', whereabouts)
  await page.press('allow', { view: 'ask' })
  await page.shows(true, () => window.dongui?.allows('stats'))
})

test('a page that turns dark takes the notice with it, whatever made it dark', async () => {
  const page = await open('<style>body{color:#222}.night body{color:#eee;background:#111}</style>')
  await page.seesView('notice')
  const paper = () =>
    getComputedStyle(
      document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=notice]') ?? document.body,
    ).backgroundColor
  await page.shows('rgb(255, 255, 255)', paper)
  await page.evaluate(() => document.documentElement.classList.add('night'))
  await page.shows('rgb(30, 34, 41)', paper)
  await page.evaluate(() => document.documentElement.classList.remove('night'))
  await page.shows('rgb(255, 255, 255)', paper)
})

/** Keeps what a browser measures a page by, as far as it measures anything: its largest paint, and what shifted. */
const OBSERVED = `<script>
  painted = []; shifted = 0
  const observe = (type, see) => { if (PerformanceObserver.supportedEntryTypes.includes(type))
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({ type, buffered: true }) }
  observe('largest-contentful-paint', ({ size, element }) => painted.push(size + ' ' + element?.localName))
  observe('layout-shift', ({ value }) => { shifted += value })
</script>`

test.each<[NoticeConfig | undefined]>([
  [undefined],
  [{ layout: 'bar' }],
  [{ layout: 'dialog' }],
  [{ reopen: 'button' }],
])('with the look %j the notice is never the largest thing painted, and shifts nothing', async (notice) => {
  const tiny = '<main><p style="font-size:10px">tiny</p></main>'
  const plain = await openPage(tiny, { tag: false, head: OBSERVED })
  // WebKit here measures neither.
  if (engine !== 'webkit')
    await plain.shows(true, () => (window as unknown as { painted: string[] }).painted.length > 0)
  const page = await openPage(tiny, { config: { ...storyConfig, ...(notice && { notice }) }, head: OBSERVED })
  await page.seesView('notice')
  await page.settled()
  const seen = () => {
    const { painted, shifted } = window as unknown as { painted: string[]; shifted: number }
    return [painted.at(-1), shifted]
  }
  expect(await page.evaluate(seen)).toEqual(await plain.evaluate(seen))
})

test('what is taken back leaves the page as it was', async () => {
  const page = await openPage(MAIN, { config: { ...storyConfig, notice: { layout: 'bar', reopen: 'button' } } })
  await page.seesView('notice')
  await page.shows(true, () => getComputedStyle(document.body).getPropertyValue('--dongui-notice-height') !== '')
  await page.evaluate(() => window.dongui?.destroy())
  await page.shows([0, 0, '', false, ''], () => [
    document.querySelectorAll('dongui-ui').length,
    document.adoptedStyleSheets.length,
    document.documentElement.className,
    document.documentElement.hasAttribute('style'),
    getComputedStyle(document.body).getPropertyValue('--dongui-notice-height'),
  ])
})
