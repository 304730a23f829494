// What only Chromium lets us set: forced colours, print, less motion, and a window's size.

import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { NoticeConfig } from '../../src/core/config'
import { axeViolations } from '../support/axe'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const TINY = '<main><p style="font-size:10px">tiny</p></main>'
const LOOKS: (NoticeConfig | undefined)[] = [undefined, { layout: 'bar' }, { layout: 'dialog' }, { reopen: 'button' }]

test('with forced colours every control has an edge, and what is chosen can be told by more than its ground', async () => {
  const page = await openPage(TINY, { config: storyConfig })
  await page.playwright.emulateMedia({ forcedColors: 'active' })
  await page.seesView('notice')
  const edges = await page.inUi((root) =>
    [...root.querySelectorAll('[data-view=notice], .choice')].map((each) => {
      const { borderTopColor, borderTopStyle, backgroundColor } = getComputedStyle(each)
      return borderTopStyle === 'solid' && borderTopColor !== backgroundColor && !/^rgba.* 0\)$/.test(borderTopColor)
    }),
  )
  expect(edges).toEqual([true, true, true, true])
  await page.open('settings')
  const [chosen, other] = await page.inUi((root) =>
    [':checked + span', ':not(:checked) + span'].map((selector) => {
      const { backgroundColor, color } = getComputedStyle(root.querySelector(`.segments ${selector}`) as Element)
      return { backgroundColor, color }
    }),
  )
  expect(chosen?.backgroundColor).not.toBe(other?.backgroundColor)
  expect(chosen?.color).not.toBe(chosen?.backgroundColor)
})

test('with forced colours every button that stands for a choice has an edge, in every view and in a placeholder', async () => {
  const page = await openPage('<iframe data-consent="assistant" data-src="/map" width="600" height="400"></iframe>', {
    config: storyConfig,
  })
  await page.playwright.emulateMedia({ forcedColors: 'active' })
  await page.choose({ analytics: 'ask', personalization: 'refuse' })
  await page.shows(true, () => !!document.querySelector('dongui-embed')?.shadowRoot?.querySelector('.choices'))
  const edgeless = (host: string, view: string) =>
    page.evaluate(
      (host, view) => {
        const drawn = document.querySelector(host)?.shadowRoot?.querySelector(`[data-view=${view}]`)
        if (!drawn) return [`there is no ${view}`]
        const controls = drawn.querySelectorAll(
          '.choice, .choices button, .equal, .main, select, fieldset, .address code',
        )
        return [drawn, ...controls].flatMap((each) => {
          const { borderBlockStartStyle, borderBlockStartWidth, borderBlockStartColor } = getComputedStyle(each)
          const isSeen = borderBlockStartStyle === 'solid' && !/^rgba.* 0\)$/.test(borderBlockStartColor)
          // The list of languages stands on a line of text; a radio's own edge is its group's.
          const isPlain = each.closest('.tongue') || each.closest('[data-view=placeholder]') === each
          return isPlain || (isSeen && Number.parseFloat(borderBlockStartWidth) >= 1)
            ? []
            : [each.outerHTML.slice(0, 90)]
        })
      },
      host,
      view,
    )
  expect(await edgeless('dongui-embed', 'placeholder')).toEqual([])
  for (const view of ['settings', 'refusal', 'record', 'reload'] as const) {
    await page.open(view)
    expect([view, await edgeless('dongui-ui', view)]).toEqual([view, []])
    await page.press('close', { view })
  }
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  expect(await edgeless('dongui-ui', 'ask')).toEqual([])
})

test('on paper there is no notice and no button', async () => {
  const page = await openPage(TINY, { config: { ...storyConfig, notice: { reopen: 'button' } } })
  const isDrawn = () => document.querySelector('dongui-ui')?.checkVisibility() ?? null
  await page.seesView('notice')
  await page.playwright.emulateMedia({ media: 'print' })
  expect(await page.evaluate(isDrawn)).toBe(false)
  await page.playwright.emulateMedia({ media: 'screen' })
  await page.choose('refuse')
  await page.shows(true, () => !!document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-action=reopen]'))
  await page.playwright.emulateMedia({ media: 'print' })
  expect(await page.evaluate(isDrawn)).toBe(false)
})

/** For how long it comes, in seconds. */
const motion = (page: StoryPage) =>
  page.inUi((root) =>
    Number.parseFloat(getComputedStyle(root.querySelector('[data-view=notice]') as Element).animationDuration),
  )

test.each(LOOKS)('with the look %j nothing moves, for whoever it may be', async (notice) => {
  const page = await openPage(TINY, { config: { ...storyConfig, ...(notice && { notice }) } })
  await page.seesView('notice')
  expect(await motion(page)).toBe(0.001) // A frame, in which it is not seen yet.
})

const ON_A_PHONE: (NoticeConfig | undefined)[] = [
  undefined,
  { layout: 'bar' },
  { layout: 'dialog' },
  { theme: { density: 'compact' } },
  { position: 'top', theme: { density: 'roomy' } },
]
/** Those of these three that there are words in. */
const LANGUAGES = ['ko', 'en', 'de'].filter((tag) =>
  existsSync(new URL(`../../src/locales/${tag}.ts`, import.meta.url)),
)

test.each(LANGUAGES.flatMap((lang) => ON_A_PHONE.map((notice) => [lang, notice] as const)))(
  'on a phone the notice in %s, %j, takes at most 40 percent of the height',
  async (lang, notice) => {
    const page = await openPage(TINY, { config: { ...storyConfig, ...(notice && { notice }) }, lang })
    await page.playwright.setViewportSize({ width: 390, height: 844 })
    await page.seesView('notice')
    const { height, wide } = await page.inUi((root) => {
      const notice = root.querySelector('[data-view=notice]')?.getBoundingClientRect()
      return { height: notice?.height ?? Number.NaN, wide: notice?.right ?? Number.NaN }
    })
    expect(height).toBeLessThanOrEqual(0.4 * 844)
    expect(wide).toBeLessThanOrEqual(390)
  },
)

const PAGE = '<main style="min-height:100vh"><h1>Mail</h1><p>text</p></main>'
const THEMES: NoticeConfig[] = [
  { layout: 'bar', theme: { accent: '#ffd400', density: 'compact' } },
  { layout: 'dialog', theme: { accent: '#808080', paper: '#777', ink: '#888', scheme: 'light' } },
  { theme: { accent: '#ff0000', paper: '#00f', radius: 0, scheme: 'dark' } },
]

test.each(THEMES)('axe finds nothing in the notice, nor in the settings, with %j', async (notice) => {
  const page = await openPage(PAGE, { config: { ...storyConfig, notice } })
  await page.playwright.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await page.seesView('notice')
  expect(await axeViolations(page)).toEqual([])
  await page.open('settings')
  expect(await axeViolations(page)).toEqual([])
})

test('axe finds nothing in a question, its badge, and the button that floats', async () => {
  const page = await openPage(PAGE, { config: { ...storyConfig, notice: { reopen: 'button' } } })
  await page.playwright.emulateMedia({ reducedMotion: 'reduce' })
  await page.choose('ask')
  await page.reload()
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  expect(await axeViolations(page)).toEqual([])
  await page.press('minimise')
  await page.shows('ask-badge', () => {
    const root = document.querySelector('dongui-ui')?.shadowRoot
    return root?.querySelector<HTMLElement>('.ask')?.dataset['view']
  })
  expect(await axeViolations(page)).toEqual([])
  await page.choose('refuse')
  await page.shows(true, () => !!document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-action=reopen]'))
  expect(await axeViolations(page)).toEqual([])
})
