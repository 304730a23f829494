// axe-core on every view: Korean and English, light and dark, wide and on a phone; and how high the notice is there.

import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const VIEWS = ['notice', 'settings', 'refusal', 'record', 'reload', 'status', 'ask'] as const
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }

const cases = VIEWS.flatMap((view) =>
  (['ko', 'en'] as const).flatMap((lang) =>
    (['light', 'dark'] as const).flatMap((theme) =>
      (['wide', 'phone'] as const).map((size) => [view, lang, theme, size] as const),
    ),
  ),
)

test.each(cases)('axe finds nothing in the %s in %s, %s, %s', async (view, lang, theme, size) => {
  const page = await openPage(`<main style="min-height:100vh"><h1>Mail</h1><p>text</p></main>`, {
    config: view === 'status' ? { ...storyConfig, record: { domain: 'elsewhere.example' } } : storyConfig,
    lang,
    head: '<style>:root{color-scheme:light dark}</style>',
  })
  await page.playwright.setViewportSize(SIZES[size])
  await page.playwright.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  if (view === 'record' || view === 'reload') await page.choose({ analytics: 'allow', personalization: 'ask' })
  if (view === 'ask') await page.choose('ask')
  await page.reload()
  if (view === 'ask')
    await page.evaluate(() => {
      document.cookie = 'visitor=1; path=/; max-age=86400'
    })
  if (view === 'status') await page.choose('refuse')
  if (view === 'notice' || view === 'ask' || view === 'status') await page.seesView(view)
  else await page.open(view)
  expect(await axeViolations(page)).toEqual([])
})

test.each(['ko', 'en'])('on a phone the notice in %s takes at most 40 percent of the height', async (lang) => {
  const page = await openPage('<main>Mail</main>', { config: storyConfig, lang })
  await page.playwright.setViewportSize(SIZES.phone)
  await page.seesView('notice')
  const height = await page.inUi(
    (root) => root.querySelector('[data-view=notice]')?.getBoundingClientRect().height ?? 0,
  )
  expect(height).toBeLessThanOrEqual(0.4 * SIZES.phone.height)
})

const inPage = (['ko', 'en'] as const).flatMap((lang) =>
  (['light', 'dark'] as const).flatMap((theme) =>
    (['wide', 'phone'] as const).map((size) => [lang, theme, size] as const),
  ),
)

test.each(inPage)('axe finds nothing in placeholders and the declaration in %s, %s, %s', async (lang, theme, size) => {
  const frame = (id: string) =>
    `<iframe data-consent="${id}" data-src="/map" title="Map ${id}" style="border:0;width:100%;height:20em"></iframe>`
  const page = await openPage(
    `<main><h1>Mail</h1>${frame('stats')}${frame('personalization')}<h2>Cookies</h2><div data-dongui="declaration"></div></main>`,
    {
      config: {
        ...storyConfig,
        policy: { ...storyConfig.policy, neverCollects: ['sensitive', 'children'] },
        contact: { email: 'a@mail.example', agencies: [{ name: 'Agency', url: '/agency' }] },
        categories: [
          ...(storyConfig.categories ?? []),
          {
            id: 'marketing',
            services: [
              {
                id: 'counter',
                name: 'Counter',
                collects: 'what was looked at, how often and for how long',
                recipients: [{ name: 'A research institute with a long name', receives: 'numbers', kept: 'one year' }],
              },
            ],
          },
        ],
      },
      lang,
      head: '<meta name="viewport" content="width=device-width"><style>:root{color-scheme:light dark}body{background:light-dark(#fff,#111)}</style>',
    },
  )
  await page.playwright.setViewportSize(SIZES[size])
  await page.playwright.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.choose({ analytics: 'refuse', personalization: 'ask' })
  await page.reload()
  await page.shows([2, true], () => [
    document.querySelectorAll('dongui-embed').length,
    !!document.querySelector('.dongui-declaration'),
  ])
  expect(await axeViolations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
})

test('a question is answered by keyboard alone: the key leads to it, Tab through it, and back to the field', async () => {
  const page = await openPage('<input id="field" autofocus>', { config: storyConfig, lang: 'en' })
  await page.choose('ask')
  await page.reload()
  await page.evaluate(() => {
    document.querySelector<HTMLElement>('#field')?.focus()
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  await page.key('Alt+Shift+C')
  const stops: (string | undefined)[] = []
  for (let presses = 0; presses < 8; presses++) {
    await page.key('Tab')
    stops.push(
      await page.inUi((root) => {
        const { activeElement } = root
        return activeElement?.getAttribute('data-action') ?? activeElement?.localName
      }),
    )
    if (stops.at(-1) === 'refuse') break
  }
  expect(stops).toEqual(['minimise', 'summary', 'input', 'allow', 'later', 'refuse'])
  await page.key('Enter')
  await page.sees({ 'dongui.record.services.stats': 'refuse' })
  await page.seesNoView()
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field')
})
