// The owner's look: where the notice stands, its colours, how high it is, and the button that floats.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { NoticeConfig } from '../../src/core/config'
import { createSite, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const MAIN = '<main style="min-height:150vh"><h1>Mail</h1><p>text</p></main>'
const open = (notice: NoticeConfig | undefined, body = MAIN, head = '') =>
  openPage(body, { config: { ...storyConfig, ...(notice && { notice }) }, head })
const decided = (page: StoryPage) => page.evaluate(() => window.dongui?.record?.categories ?? null)

/** The notice's edges, each by how far it is from that of the window, and how wide it is. */
const placeOfNotice = async (page: StoryPage) => {
  await page.seesView('notice')
  return page.inUi((root) => {
    const notice = root.querySelector<HTMLElement>('[data-view=notice]')
    // Without the way it comes.
    if (notice) notice.style.animation = 'none'
    const { left = 0, right = 0, top = 0, bottom = 0, width = 0 } = notice?.getBoundingClientRect() ?? {}
    const { clientWidth: wide } = document.documentElement
    const near = (a: number, b: number) => (Math.abs(a - b) < 3 ? 'middle' : a < b ? 'start' : 'end')
    return {
      across: width >= wide - 1 ? 'whole' : near(left, wide - right),
      down: near(top, innerHeight - bottom),
      isAtEdge: bottom >= innerHeight - 1 || top <= 1,
      isInside: left >= 0 && right <= wide && top >= 0 && bottom <= innerHeight,
    }
  })
}

test.each<[NoticeConfig, string, string, boolean]>([
  [{}, 'start', 'end', false],
  [{ layout: 'card', position: 'bottom' }, 'middle', 'end', false],
  [{ position: 'bottom-end' }, 'end', 'end', false],
  [{ position: 'top-start' }, 'start', 'start', false],
  [{ position: 'top' }, 'middle', 'start', false],
  [{ position: 'top-end' }, 'end', 'start', false],
  [{ layout: 'bar' }, 'whole', 'end', true],
  [{ layout: 'bar', position: 'top' }, 'whole', 'start', true],
  [{ layout: 'dialog' }, 'middle', 'middle', false],
  [{ layout: 'dialog', position: 'top' }, 'middle', 'start', false],
  [{ layout: 'dialog', position: 'bottom' }, 'middle', 'end', false],
])('%j stands at %s, %s, and decides', async (notice, across, down, isAtEdge) => {
  const page = await open(notice)
  expect(await placeOfNotice(page)).toEqual({ across, down, isAtEdge, isInside: true })
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
})

test.each<NoticeConfig>([{ layout: 'bar' }, { layout: 'dialog' }, { theme: { accent: '#ffd400', radius: 0 } }])(
  'with %j the choices are alike, and can be pressed at a size of 44 pixels',
  async (notice) => {
    const page = await open(notice)
    await page.seesView('notice')
    const looks = await page.inUi((root) =>
      [...root.querySelectorAll('[data-view=notice] .choice')].map((each) => {
        const { width, height, top } = each.getBoundingClientRect()
        const { font, color, backgroundColor, border, borderRadius } = getComputedStyle(each)
        return [
          Math.round(width),
          Math.round(height),
          Math.round(top),
          font,
          color,
          backgroundColor,
          border,
          borderRadius,
        ].join()
      }),
    )
    expect(looks).toHaveLength(3)
    expect(new Set(looks).size).toBe(1)
    expect(Number(looks[0]?.split(',')[1])).toBeGreaterThanOrEqual(44)
  },
)

test('no layout keeps the visitor from the page', async () => {
  const page = await open(
    { layout: 'dialog' },
    `<button id="here" style="position:fixed;inset:0 auto auto 0">OK</button>`,
  )
  await page.seesView('notice')
  await page.evaluate(() => {
    const counted = window as unknown as { pressed: number }
    counted.pressed = 0
    document.querySelector('#here')?.addEventListener('click', () => counted.pressed++)
  })
  await page.click('#here')
  await page.sees({ pressed: 1 })
})

/** Colours and the like of the notice, as a browser computes them. */
const drawn = (page: StoryPage) =>
  page.inUi((root) => {
    const style = (selector: string) => getComputedStyle(root.querySelector(selector) as Element)
    const { backgroundColor: paper, color: ink, borderRadius: radius, fontFamily: font } = style('[data-view=notice]')
    const { backgroundColor: accent, color: onAccent } = style('.choice')
    return { paper, ink, accent, onAccent, radius, font }
  })

test('tokens of a theme are what is drawn, by the page being light or dark', async () => {
  const theme = {
    accent: { light: '#0f6b5c', dark: '#8fd1bf' },
    paper: { light: '#fffefb', dark: '#1a201e' },
    radius: 4,
    font: '"Own Font", serif',
  }
  const light = await open({ theme })
  await light.seesView('notice')
  expect(await drawn(light)).toEqual({
    paper: 'rgb(255, 254, 251)',
    ink: 'rgb(27, 34, 48)',
    accent: 'rgb(15, 107, 92)',
    onAccent: 'rgb(255, 255, 255)',
    radius: '4px',
    font: '"Own Font", serif',
  })
  const dark = await open({ theme }, MAIN, '<style>body{background:#000;color:#fff}</style>')
  await dark.seesView('notice')
  expect(await drawn(dark)).toMatchObject({ paper: 'rgb(26, 32, 30)', accent: 'rgb(143, 209, 191)' })
  const always = await open({ theme: { ...theme, scheme: 'dark' } })
  await always.seesView('notice')
  expect(await drawn(always)).toMatchObject({ paper: 'rgb(26, 32, 30)', accent: 'rgb(143, 209, 191)' })
})

test('a page may still say otherwise in a sheet of its own', async () => {
  const page = await open({ theme: { accent: '#0f6b5c' } }, MAIN, '<style>dongui-ui{--dongui-accent:#700070}</style>')
  await page.seesView('notice')
  expect((await drawn(page)).accent).toBe('rgb(112, 0, 112)')
})

test('a brand colour that could not be read is made so, and the console says so once', async () => {
  const head = '<script>said = []; console.warn = (text) => said.push(text)</script>'
  const page = await open({ theme: { accent: '#ffd400' } }, MAIN, head)
  await page.seesView('notice')
  const { accent } = await drawn(page)
  expect(accent).not.toBe('rgb(255, 212, 0)')
  await page.press('settings', { view: 'notice' })
  await page.seesView('settings')
  await page.press('close', { view: 'settings' })
  await page.seesView('notice')
  const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/^dongui: notice\.theme\.accent: #ffd400 cannot be read .* is shown as #\w{6}; write that$/)
})

test.each([
  [
    'texts',
    {
      layout: '__proto__',
      position: 'center;}',
      theme: {
        accent: '}*{display:none',
        paper: { light: ['#000'], dark: { light: '#000' } },
        ink: null,
        radius: '9px}',
        font: 'x;} :host{display:none',
        density: 'toString',
        scheme: 'constructor',
      },
    },
  ],
  [
    'objects',
    {
      layout: {},
      position: [{}],
      reopen: {},
      theme: { accent: {}, paper: { light: {} }, ink: [{}], radius: {}, font: [{}], density: {}, scheme: {} },
    },
  ],
  ['nothing', { layout: null, position: null, theme: null }],
  ['no notice at all', 'bar'],
])(
  '%s that are no words here are as if nobody had said them, and nothing is read as a style sheet',
  async (_, notice) => {
    const plain = await open(undefined)
    await plain.seesView('notice')
    const look = async (page: StoryPage) => ({
      at: await placeOfNotice(page),
      drawn: { ...(await drawn(page)), onAccent: '' },
    })
    const expected = await look(plain)
    const page = await open(notice as unknown as NoticeConfig)
    await page.seesView('notice')
    expect(await look(page)).toEqual(expected)
  },
)

test('a site that says nothing of its look fetches nothing for it', async () => {
  const page = await open(undefined)
  await page.seesView('notice')
  await page.settled()
  expect(page.site.requests.filter(({ path }) => /look\.js/.test(path))).toEqual([])
})

test('the page knows how high the notice is, and moves nothing by itself', async () => {
  const page = await open(
    { layout: 'bar' },
    `${MAIN}<button id="chat" style="position:fixed;right:0;bottom:var(--dongui-notice-height,0px);height:40px">chat</button>`,
  )
  await page.seesView('notice')
  await page.shows(true, () => {
    const notice = document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=notice]')
    const [top, bottom] = [notice, document.querySelector('#chat')].map((each) => each?.getBoundingClientRect())
    return Math.abs((top?.top ?? 0) - (bottom?.bottom ?? 9)) <= 17 && (top?.height ?? 0) > 40
  })
  await page.press('refuse', { view: 'notice' })
  await page.shows(true, () => document.querySelector('#chat')?.getBoundingClientRect().bottom === innerHeight)
})

test('where something hides the notice, it covers nothing', async () => {
  const page = await open({ layout: 'bar' })
  await page.seesView('notice')
  const published = () => getComputedStyle(document.body).getPropertyValue('--dongui-notice-height')
  await page.shows(true, () =>
    /^\d+px$/.test(getComputedStyle(document.body).getPropertyValue('--dongui-notice-height')),
  )
  await page.inUi((root) => {
    // What a blocker's sheet does, which comes before every page's.
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(':host{display:none!important}')
    root.adoptedStyleSheets.push(sheet)
  })
  await page.shows('', published)
})

// — the button that floats —

const BUTTON: NoticeConfig = { reopen: 'button' }
/** Whether the button is seen, and in which corner. */
const corner = () => {
  const button = document.querySelector('dongui-ui')?.shadowRoot?.querySelector<HTMLElement>('[data-action=reopen]')
  if (!button?.checkVisibility({ visibilityProperty: true })) return 'nowhere'
  const { left, right, bottom } = button.getBoundingClientRect()
  if (left < 0 || right > innerWidth || bottom > innerHeight) return 'outside'
  return left < innerWidth / 2 ? 'left' : 'right'
}

test('after a choice a button floats in its corner, on the next page too, and opens the settings', async () => {
  const page = await open(BUTTON)
  await page.seesView('notice')
  await page.settled()
  expect(await page.evaluate(corner)).toBe('nowhere')
  await page.press('refuse', { view: 'notice' })
  await page.shows('left', corner)
  await page.reload()
  await page.shows('left', corner)
  await page.clickInUi('[data-action=reopen]')
  await page.seesView('settings')
  expect(await page.evaluate(corner)).toBe('nowhere')
  await page.press('allow', { view: 'settings' })
  await page.shows('left', corner)
  expect(await decided(page)).toEqual({ analytics: 'allow', personalization: 'allow' })
  expect(
    await page.inUi((root) => {
      const button = root.querySelector('[data-action=reopen]')
      const { width = 0, height = 0 } = button?.getBoundingClientRect() ?? {}
      return [button?.tagName, button?.getAttribute('aria-label'), width >= 44 && height >= 44]
    }),
  ).toEqual(['BUTTON', '예시 메일 쿠키 안내', true])
})

test('its corner is on the side where the notice stands', async () => {
  const page = await open({ reopen: 'button', position: 'bottom-end' })
  await page.choose('refuse')
  await page.shows('right', corner)
})

test('where the page itself lets something float, the button takes the other corner; where it does in both, none', async () => {
  const chat = (side: string) =>
    `<button style="position:fixed;bottom:0;${side}:0;width:90px;height:90px">chat</button>`
  const one = await open(BUTTON, MAIN + chat('left'))
  await one.choose('refuse')
  await one.shows('right', corner)
  const both = await open(BUTTON, MAIN + chat('left') + chat('right'))
  await both.choose('refuse')
  await both.seesNoView()
  expect(await both.evaluate(corner)).toBe('nowhere')
})

test('a chat that comes later is made way for', async () => {
  const page = await open(BUTTON)
  await page.choose('refuse')
  await page.shows('left', corner)
  await page.evaluate(() => {
    const chat = document.createElement('iframe')
    chat.style.cssText = 'position:fixed;bottom:0;left:0;width:90px;height:90px'
    document.body.append(chat)
  })
  await page.shows('right', corner)
})

test('while a link of the page lies under it, it is not there, and comes back to the same corner', async () => {
  const page = await open(
    BUTTON,
    `<main style="height:3000px"><a href="#x" style="position:absolute;top:1500px;left:0;width:300px;height:100px">link</a></main>`,
  )
  await page.choose('refuse')
  await page.shows('left', corner)
  await page.evaluate(() => scrollTo(0, 1560 - innerHeight))
  await page.shows('nowhere', corner)
  await page.evaluate(() => scrollTo(0, 0))
  await page.shows('left', corner)
})

test('the button comes back when a router replaces the body, and is gone after destroy()', async () => {
  const page = await open(BUTTON)
  await page.choose('refuse')
  await page.shows('left', corner)
  await page.evaluate(() => document.body.replaceWith(document.createElement('body')))
  await page.shows('left', corner)
  await page.evaluate(() => window.dongui?.destroy())
  await page.shows(0, () => document.querySelectorAll('dongui-ui').length)
})

test('a site that says nothing of a button has none', async () => {
  const page = await open({ layout: 'bar' })
  await page.choose('refuse')
  await page.reload()
  await page.settled()
  expect(await page.evaluate(() => document.querySelectorAll('dongui-ui').length)).toBe(0)
})

test('when the look is not the file that was built, the notice is there all the same, and decides', async () => {
  const site = await createSite()
  const folder = readdirSync(new URL('../../dist/tag', import.meta.url)).find((each) => /^[0-9a-f]{8}$/.test(each))
  site.file(`/dongui/${folder}/look.js`, 'window.tampered = true; export const wearLook = (ui) => ui', {
    headers: { 'access-control-allow-origin': '*' },
  })
  const page = await openPage(MAIN, { config: { ...storyConfig, notice: { layout: 'bar' } }, site, errors: 'expected' })
  expect(await placeOfNotice(page)).toMatchObject({ across: 'start', down: 'end' })
  await page.press('refuse', { view: 'notice' })
  expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
  await page.sees({ tampered: undefined })
})
