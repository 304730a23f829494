// What was held is stored with all that was said of it: Chromium's own protocol tells what no page can read.

import { expect, test } from 'vitest'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

test('a cookie that was held is stored with its end, its path and its rule for other sites, whoever was to set it', async () => {
  const page = await openPage('', { config: storyConfig, path: '/deep/page', context: {} })
  await page.choose('ask')
  const endsAt = await page.evaluate(async () => {
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2 * 86_400_000)
    const options = { value: 'kept', path: '/deep', expires: at.getTime() }
    await cookieStore.set({ name: '_st_lax', sameSite: 'lax', ...options })
    await cookieStore.set({ name: '_st_strict', sameSite: 'strict', ...options })
    await cookieStore.set('_st_plain', 'kept')
    await cookieStore.set({ name: '_st_age', value: 'kept', maxAge: 2 * 86_400 } as CookieInit)
    document.cookie = `_st_text=kept; Path=/deep; Expires=${at.toUTCString()}; SameSite=Strict`
    return at.getTime() / 1000
  })
  const stored = async () =>
    (await page.playwright.context().cookies())
      .filter(({ name }) => !name.startsWith('dongui'))
      // An age begins when the answer is given: to the minute.
      .map(({ name, value, path, expires, sameSite }) => [
        name,
        value,
        path,
        name === '_st_age' ? Math.round((expires - endsAt) / 60) : expires,
        sameSite,
      ])
      .sort()
  expect(await stored()).toEqual([])
  await page.press('allow', { view: 'ask' })
  await page.sees({ 'dongui.record.services.stats': 'allow' })
  expect(await stored()).toEqual([
    ['_st_age', 'kept', '/', 0, 'Strict'],
    ['_st_lax', 'kept', '/deep', endsAt, 'Lax'],
    ['_st_plain', 'kept', '/', -1, 'Strict'],
    ['_st_strict', 'kept', '/deep', endsAt, 'Strict'],
    ['_st_text', 'kept', '/deep', endsAt, 'Strict'],
  ])
})
