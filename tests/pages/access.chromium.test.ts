// axe-core on every view: Korean and English, light and dark, wide and on a phone; and how high the notice is there.

import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const VIEWS = ['notice', 'settings', 'refusal', 'record', 'reload'] as const
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
    config: storyConfig,
    lang,
    head: '<style>:root{color-scheme:light dark}</style>',
  })
  await page.playwright.setViewportSize(SIZES[size])
  await page.playwright.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  if (view === 'record' || view === 'reload') await page.choose({ analytics: 'allow', personalization: 'ask' })
  await page.reload()
  if (view === 'notice') await page.seesView('notice')
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
