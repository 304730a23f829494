// axe-core in every language there is: each view, light and dark, and what is drawn in the page itself. And what a screen
// reader is told of all of them, compared with a committed text.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const LANGUAGES = readdirSync(new URL('../../src/locales', import.meta.url))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'messages')
const VIEWS = ['notice', 'settings', 'refusal', 'record'] as const
const PAGE = '<main style="min-height:100vh"><h1>Mail</h1><p>text</p></main>'
/** With what is drawn in the page itself: a placeholder, and the section on cookies. */
const WHOLE = `<main style="min-height:100vh"><h1>Mail</h1>
  <iframe data-consent="assistant" data-src="/map" title="Map" style="border:0;width:100%;height:20em"></iframe>
  <h2>Cookies</h2><div data-dongui="declaration"></div></main>`
/** A view has said that it is there, which it does a moment later. */
const announced = (page: StoryPage, view: string) =>
  page.shows(
    true,
    (name) => {
      const root = document.querySelector('dongui-ui')?.shadowRoot
      return !!root?.querySelector(`[data-view=${name}] [role=status]`)?.textContent
    },
    view,
  )
/** Asked each time about statistics, which are there to ask about. */
async function beAsked(page: StoryPage): Promise<void> {
  await page.choose({ analytics: 'ask', personalization: 'refuse' })
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
}

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

test.each(LANGUAGES)(
  'axe finds nothing in a question, the offer to load anew, a placeholder and the declaration in %s, light and dark',
  async (lang) => {
    const page = await openPage(WHOLE, {
      config: storyConfig,
      lang,
      head: '<style>:root{color-scheme:light dark}body{background:light-dark(#fff,#111)}</style>',
    })
    await beAsked(page)
    await page.shows(
      true,
      () => !!document.querySelector('dongui-embed') && !!document.querySelector('.dongui-declaration'),
    )
    for (const view of ['ask', 'reload'] as const) {
      if (view === 'reload') await page.open(view)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.playwright.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        expect([view, colorScheme, await axeViolations(page)]).toEqual([view, colorScheme, []])
      }
    }
  },
)

test.each(['ko', 'en'] as const)(
  'a screen reader is told of each view in %s what is written down here',
  async (lang) => {
    const page = await openPage(PAGE, { config: storyConfig, lang })
    await page.seesView('notice')
    await announced(page, 'notice')
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
    const whole = await openPage(WHOLE, { config: storyConfig, lang })
    const tell = async (name: string, selector: string, its = whole) => {
      const element = its.playwright.locator(selector)
      await element.waitFor()
      told.push(`# ${name}\n${await element.ariaSnapshot()}`)
    }
    await whole.choose({ analytics: 'ask', personalization: 'refuse' })
    await tell('declaration', '.dongui-declaration')
    await tell('placeholder', 'dongui-embed [data-view=placeholder]')
    await beAsked(whole)
    await announced(whole, 'ask')
    await tell('ask', 'dongui-ui [data-view=ask]')
    await whole.open('reload')
    await tell('reload', 'dongui-ui [data-view=reload]')
    const floating = await openPage(PAGE, { config: { ...storyConfig, notice: { reopen: 'button' } }, lang })
    await floating.choose('refuse')
    await tell('button', 'dongui-ui [data-action=reopen]', floating)
    const unkept = await openPage(PAGE, { config: { ...storyConfig, record: { domain: 'elsewhere.example' } }, lang })
    await unkept.choose('refuse')
    await unkept.seesView('status')
    await tell('status', 'dongui-ui [data-view=status]', unkept)
    await expect(`${told.join('\n\n')}\n`).toMatchFileSnapshot(`../support/access-tree-${lang}.txt`)
  },
)
