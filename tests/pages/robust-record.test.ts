// Records that somebody else wrote, or half wrote: every doubt is refused and asked again, and throws nothing.

import { expect, test } from 'vitest'
import { createSite, openSite, pageText } from '../support/story'
import { recordText, storyConfig } from '../support/story-config'

const held = '<script type="text/plain" data-consent="stats">ran = true</script>'
const SECOND = Math.floor(Date.now() / 1000)

/** Opens a page many times with one value of the cookie after the other; which of them were granted. */
async function grantedAmong(values: string[]): Promise<string[]> {
  const site = await createSite()
  // A frame for each is quicker than a page for each, and asks in the same way.
  site.page('/frame', pageText(held, { config: storyConfig }))
  site.page('/', '<!doctype html><title>x</title>')
  const page = await openSite(site)
  return page.evaluate(async (all) => {
    const granted: string[] = []
    for (const value of all) {
      document.cookie = `dongui=${value}; path=/`
      // What the jar has made something else of, or does not take, is not this record.
      if (document.cookie !== `dongui=${value}`) continue
      const frame = document.createElement('iframe')
      frame.src = '/frame'
      const loaded = new Promise((resolve) => frame.addEventListener('load', resolve))
      document.body.append(frame)
      await loaded
      const inside = frame.contentWindow as unknown as Window & { ran?: boolean }
      if (!inside.dongui || inside.dongui.allows('stats') || inside.ran) granted.push(value)
      frame.remove()
      document.cookie = 'dongui=; path=/; max-age=0'
    }
    return granted
  }, values)
}

test('the whole one is granted, so that what follows says something', async () => {
  expect(await grantedAmong([recordText()])).toEqual([recordText()])
})

test('every single character of a record changed, left out, or doubled', { timeout: 180_000 }, async () => {
  const whole = recordText()
  const spoiled = [...whole].flatMap((character, at) => [
    `${whole.slice(0, at)}${character === 'a' ? 'b' : 'a'}${whole.slice(at + 1)}`,
    whole.slice(0, at) + whole.slice(at + 1),
    whole.slice(0, at) + character + whole.slice(at),
  ])
  expect(await grantedAmong([...new Set(spoiled)].filter((text) => text !== whole))).toEqual([])
})

test('other tools’ records, other formats, other versions, Korean, 4 KB, and what a clock set wrong makes of it', async () => {
  const whole = recordText()
  const [, ...rest] = whole.split('!')
  expect(
    await grantedAmong([
      '',
      'true',
      'allow',
      'analytics%3Aallow',
      encodeURIComponent('{"analytics":true,"categories":["analytics"]}'),
      'isGpcEnabled=0&groups=C0001%3A1%2CC0002%3A1',
      '동의',
      encodeURIComponent('분석!허용'),
      `${whole}동의`,
      ['2', ...rest].join('!'),
      ['0', ...rest].join('!'),
      ['01', ...rest].join('!'),
      encodeURIComponent(whole).replaceAll('!', '%21'),
      `"${whole}"`,
      whole.toUpperCase(),
      whole + whole,
      whole.padEnd(4000, '!'),
      recordText({ since: SECOND + 3 * 86_400 }),
      recordText({ since: SECOND - 181 * 86_400 }),
      recordText({ since: -1 }),
      recordText({ since: Number.NaN }),
      recordText({ policyVersion: '' }),
      recordText({ purposes: '' }),
      recordText({ categories: {} }),
      recordText({ categories: { stats: 'allow' } }),
    ]),
  ).toEqual([])
})

test('a record with more in it than a cookie may have is none, and choosing makes one that is', async () => {
  const site = await createSite()
  site.page('/', pageText(held, { config: storyConfig }))
  site.page('/before', '', { headers: { 'set-cookie': `dongui=1!${'x'.repeat(3900)}; path=/` } })
  const page = await openSite(site, '/before')
  await page.visit('/')
  await page.seesView('notice')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.reload()
  await page.seesNoView()
  expect((await page.evaluate(() => document.cookie)).length).toBeLessThan(400)
})
