// Storage that the browser itself blocks, as a visitor's settings have it. Chromium alone can be told to by a test; what a page
// finds then is made by a script for every engine in robust-storage.test.ts.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { expect, onTestFinished, test } from 'vitest'
import { CHROMIUM_FLAGS, findBrowser } from '../../scripts/browsers.mjs'
import { livesInMemory } from '../support/in-memory'
import { createSite, openPage, pageText } from '../support/story'
import { storyConfig } from '../support/story-config'

const held = '<script type="text/plain" data-consent="stats">ran = (window.ran || 0) + 1</script>'

test('the browser keeps no cookies: the choice lives as long as the page', async () => {
  const site = await createSite()
  site.page('/mail', pageText(held, { config: storyConfig }))
  const page = await openPage('', { site, tag: false })
  const session = await page.playwright.context().newCDPSession(page.playwright)
  await session.send('Emulation.setDocumentCookieDisabled', { disabled: true })
  await page.visit('/mail')
  expect(await page.evaluate(() => navigator.cookieEnabled)).toBe(false)
  await livesInMemory(page)
})

test('the visitor has blocked all of a site’s data in the settings: the choice lives as long as the page', async () => {
  const site = await createSite()
  site.page('/', pageText(held, { config: storyConfig }))
  const profile = mkdtempSync(join(tmpdir(), 'dongui-blocked-'))
  mkdirSync(join(profile, 'Default'))
  // 2: blocked. What a browser writes there when a visitor switches "on-device site data" off.
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } }
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(blocked))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser('chromium')?.path ?? '',
    args: CHROMIUM_FLAGS,
  })
  onTestFinished(async () => {
    await context.close()
    rmSync(profile, { recursive: true, force: true })
  })
  const page = await context.newPage()
  const errors: unknown[] = []
  page.on('pageerror', (error) => errors.push(error))
  for (let visits = 0; visits < 2; visits++) {
    await page.goto(site.origin)
    const thrown = await page.evaluate(() => {
      const nameOf = (use: () => unknown) => {
        try {
          return String(use())
        } catch (error) {
          return (error as Error).name
        }
      }
      return [() => localStorage, () => sessionStorage, () => document.cookie].map(nameOf)
    })
    expect(thrown).toEqual(['SecurityError', 'SecurityError', ''])
    expect(await page.evaluate('window.ran')).toBe(undefined)
    await page.locator('[data-view=notice] [data-action=allow]').click()
    await page.waitForFunction('window.ran === 1')
    await page.locator('[data-view=status] [data-action=close]').click()
    await page.locator('[data-view=status]').waitFor({ state: 'detached' })
  }
  expect(errors).toEqual([])
})
