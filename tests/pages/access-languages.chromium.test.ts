// axe-core in every language there is: each view, light and dark, on one page whose language changes. And what a screen
// reader is told of each view, compared with a committed text.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const LANGUAGES = readdirSync(new URL('../../src/locales', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'messages')
const VIEWS = ['notice', 'settings', 'refusal', 'record'] as const
const PAGE = '<main style="min-height:100vh"><h1>Mail</h1><p>text</p></main>'

test.each(LANGUAGES)('axe finds nothing in any view in %s, light and dark', async (lang) => {
  const page = await openPage(PAGE, {
    config: storyConfig,
    lang,
    head: '<style>:root{color-scheme:light dark}</style>',
  })
  await page.seesView('notice')
  for (const view of VIEWS) {
    if (view !== 'notice') await page.open(view)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.playwright.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect([view, colorScheme, await axeViolations(page)]).toEqual([view, colorScheme, []])
    }
    if (view !== 'notice') await page.press('close')
  }
})

test.each(['ko', 'en'] as const)(
  'a screen reader is told of each view in %s what is written down here',
  async (lang) => {
    const page = await openPage(PAGE, { config: storyConfig, lang })
    await page.seesView('notice')
    const told: string[] = []
    for (const view of VIEWS) {
      if (view !== 'notice') await page.open(view)
      const element = page.playwright.locator(`dongui-ui [data-view=${view}]`)
      const tree = await element.ariaSnapshot()
      // What changes by the day or the machine.
      told.push(
        `# ${view}\n${tree.replace(/\d{4}[-년./ ]+\d{1,2}[-월./ ]+\d{1,2}일?|\b\d{1,2} \w+ \d{4}\b|\w+ \d{1,2}, \d{4}/g, '(date)')}`,
      )
      if (view !== 'notice') await page.press('close')
    }
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../support/access-tree-${lang}.txt`)
  },
)
