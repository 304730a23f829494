// Chromium by playwright-core; Playwright's own Firefox and WebKit, where those are what there is, the same way.

import { type BrowserContext, chromium, firefox, type Page, webkit } from 'playwright-core'
import { CHROMIUM_FLAGS } from '../../../scripts/browsers.mjs'
import { type Browser, COMMAND_MS, evaluateBy, type FoundBrowser, type Tab, traverse, VIEWPORT, within } from './driver'

export async function startByPlaywright(found: FoundBrowser): Promise<Browser> {
  const type = { chromium, firefox, webkit }[found.engine]
  const browser = await type.launch({
    executablePath: found.path,
    timeout: 2 * COMMAND_MS,
    // Playwright switches the back/forward cache off; visitors have it.
    ...(found.engine === 'chromium' && { args: CHROMIUM_FLAGS, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  })
  const shared = await browser.newContext({ viewport: VIEWPORT })

  return {
    engine: found.engine,
    isAlive: () => browser.isConnected(),
    async newTab({ context } = {}) {
      if (!context) return tabOf(await shared.newPage(), shared)
      const own = await browser.newContext({ viewport: VIEWPORT, ...context })
      return tabOf(await own.newPage(), own, () => own.close())
    },
    close: () => within(COMMAND_MS, 'closing the browser', browser.close()),
  }
}

function tabOf(page: Page, context: BrowserContext, close = () => page.close()): Tab {
  page.setDefaultTimeout(COMMAND_MS)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.stack?.includes(error.message) ? error.stack : String(error)))

  const run = (expression: string) => within(COMMAND_MS, 'evaluate', page.evaluate(expression))

  const tab: Tab = {
    playwright: page,
    async goto(url) {
      await page.goto(url)
    },
    async reload() {
      await page.reload()
    },
    back: () => traverse(tab, -1),
    forward: () => traverse(tab, 1),
    evaluate: (fn, ...args) => evaluateBy(run, fn, args),
    url: async () => page.url(),
    errors: async () => [...errors],
    jar: () => context.cookies(page.url()),
    press: (key) => page.keyboard.press(key),
    click: (x, y) => page.mouse.click(x, y),
    close: () => close(),
  }
  return tab
}
