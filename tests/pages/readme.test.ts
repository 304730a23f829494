// What the README tells an owner to paste, pasted into an empty page.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSite, openPage } from '../support/story'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const [tag = '', marked = '', link = ''] = [...readme.matchAll(/```html\n([\s\S]*?)```/g)].map(([, code]) => code)

test('the tag, the marked elements and the link work as they are written', async () => {
  const site = await createSite()
  site.page('/map', 'a map')
  site.file('/a.js', 'stats = call => { started = call }')
  const page = await openPage(
    marked.replace('https://stats.example', '').replace('https://maps.example/office', '/map') + link,
    { site, tag: false, head: tag.replace('/dongui.js', '/dongui/dongui.js') },
  )
  await page.seesView('notice')
  await page.requested('/a.js', 0)
  await page.requested('/map', 0)
  await page.sees({ started: undefined })
  await page.press('allow', { view: 'notice' })
  await page.sees({ started: 'start' })
  await page.requested('/map', 1)
  await page.shows(true, () => document.body.textContent?.includes('Any markup, scripts too.'))
  await page.click('a[data-dongui]')
  await page.seesView('settings')
  expect(await page.cookies()).toEqual(['dongui'])
})
