// A page whose browser has gone offline: Chromium alone can be told to by a test.

import { expect, test } from 'vitest'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

test('offline, what draws cannot be had: refused, usable, and there again with the network', async () => {
  const page = await openPage(
    `<script type="text/plain" data-consent="stats">ran = true</script><button id="own" onclick="pressed = true">x</button>`,
    { config: storyConfig, context: {}, before: '<script>said = 0; console.error = () => said++</script>' },
  )
  // Somebody who has answered fetches nothing that draws.
  await page.choose('refuse')
  await page.reload()
  await page.playwright.context().setOffline(true)
  expect(await page.evaluate(() => [navigator.onLine, window.dongui?.allows('stats')])).toEqual([false, false])
  expect(await page.evaluate(() => window.dongui?.open('settings'))).toBe(false)
  await page.click('#own')
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/'
  })
  expect(await page.cookies()).toEqual(['dongui'])
  expect(
    await page.evaluate(() => {
      const { said, pressed, ran } = window as unknown as Record<string, unknown>
      return [said, pressed, ran ?? null]
    }),
  ).toEqual([1, true, null])
  await page.playwright.context().setOffline(false)
  await page.reload()
  await page.open('settings')
})
