// `npm run shots`: every view in the demo, wide and on a phone, light and dark, Korean and English, into shots/.
// With `--docs`, the few that the README shows go into docs/ as well.

import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { startDemo } from '../demo/server.mjs'
import { buildVendors } from '../demo/vendors.mjs'
import { CHROMIUM_FLAGS, findBrowser } from './browsers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'shots')
const SIZES = { wide: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } }
const PAGES = { ko: 'inbox.html', en: 'en/inbox.html' }
const VIEWS = ['notice', 'settings', 'refusal', 'record', 'reload']
/** The README's pictures. */
const IN_README = ['notice-wide-light-ko', 'settings-wide-light-en', 'notice-phone-dark-ko']

mkdirSync(folder, { recursive: true })
await buildVendors()
const demo = await startDemo({ port: 0 })
const browser = await chromium.launch({ executablePath: findBrowser('chromium')?.path, args: CHROMIUM_FLAGS })
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
