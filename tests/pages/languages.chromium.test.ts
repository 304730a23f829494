// How much of a phone the notice takes, in every language.

import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/core/languages'
import { openPage } from '../support/story'

/** Without a Thai font, as on a machine that only runs tests, every mark over a letter is as wide as a letter. */
const MEASURED = LANGUAGES.filter((tag) => tag !== 'th')

test.each(MEASURED)('on a phone the notice takes at most 40 %% of the height, in %s', async (tag) => {
  const page = await openPage('<meta name="viewport" content="width=device-width"><p>Mail</p>', {
    lang: tag,
    tag: 'data-service="Nuri Mail"',
  })
  await page.playwright.setViewportSize({ width: 390, height: 844 })
  await page.seesView('notice')
  const height = await page.inUi((root) => root.querySelector('[data-view=notice]')?.getBoundingClientRect().height)
  expect(height).toBeLessThanOrEqual(0.4 * 844)
})
