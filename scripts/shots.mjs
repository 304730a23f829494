// `npm run shots`: every view in the demo, wide and on a phone, light and dark, Korean and English, into shots/.
// With `--docs`, the few that the README shows go into docs/ as well.

import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startDemo } from '../demo/server.mjs'
import { buildVendors } from '../demo/vendors.mjs'
import { findBrowser } from './browsers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'shots')
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const PAGES = { ko: 'inbox.html', en: 'en/inbox.html' }
const VIEWS = ['notice', 'settings', 'refusal', 'record', 'reload', 'placeholder', 'declaration']
/** The README's pictures. */
const IN_README = ['notice-wide-light-ko', 'settings-wide-light-en', 'notice-phone-dark-ko']
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

mkdirSync(folder, { recursive: true })
await buildVendors()
const demo = await startDemo({ port: 0 })
const browser = await chromium.launch({ executablePath: findBrowser('chromium')?.path, args: FLAGS })
try {
  for (const [size, viewport] of Object.entries(SIZES))
    for (const colorScheme of ['light', 'dark'])
      for (const [language, page] of Object.entries(PAGES))
        for (const view of VIEWS) {
          const name = `${view}-${size}-${colorScheme}-${language}`
          const context = await browser.newContext({ viewport, colorScheme, locale: language, reducedMotion: 'reduce' })
          await shoot(await context.newPage(), demo.url + page, view, join(folder, `${name}.png`))
          await context.close()
          console.log(name)
          if (process.argv.includes('--docs') && IN_README.includes(name))
            copyFileSync(join(folder, `${name}.png`), join(root, 'docs', `${name}.png`))
        }
} finally {
  await browser.close()
  await demo.close()
}

/** The record and the offer to reload are photographed of somebody who has chosen; the other views of somebody who has not. */
async function shoot(page, url, view, path) {
  if (view === 'placeholder' || view === 'declaration') return shootInPage(page, url, view, path)
  await page.goto(url)
  await page.locator('dongui-ui [data-view=notice]').waitFor()
  if (view !== 'notice') {
    if (view === 'record' || view === 'reload')
      await page.evaluate(() => window.dongui.choose({ analytics: 'allow', personalization: 'ask' }))
    await page.evaluate((which) => window.dongui.open(which), view)
    await page.locator(`dongui-ui [data-view=${view}]`).waitFor()
  }
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, animations: 'disabled' })
}

/** What is drawn in the page itself: of somebody who refused the rest, and wants to be asked about the map. */
async function shootInPage(page, url, view, path) {
  const isPlaceholder = view === 'placeholder'
  await page.goto(isPlaceholder ? `${url}#m-office` : url.replace('inbox', 'privacy'))
  await page.evaluate(() => window.dongui.choose({ analytics: 'refuse', personalization: 'refuse', media: 'ask' }))
  const drawn = page.locator(isPlaceholder ? 'dongui-embed' : '.dongui-declaration')
  await drawn.waitFor()
  await drawn.scrollIntoViewIfNeeded()
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, animations: 'disabled', fullPage: !isPlaceholder })
}
