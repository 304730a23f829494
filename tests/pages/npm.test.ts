// The package in a developer's own page: built by vite, imported by name.

import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { beforeAll, expect, test } from 'vitest'
import { createSite, openSite } from '../support/story'

const files: [name: string, text: string][] = []

beforeAll(async () => {
  const result = await build({
    root: fileURLToPath(new URL('npm-page', import.meta.url)),
    configFile: false,
    logLevel: 'warn',
    build: { write: false, target: 'es2022' },
  })
  for (const file of [result].flat().flatMap((each) => ('output' in each ? each.output : []))) {
    files.push([file.fileName, file.type === 'chunk' ? file.code : String(file.source)])
  }
})

/** The page, on a site of its own. */
async function open() {
  const site = await createSite()
  for (const [name, text] of files)
    if (name.endsWith('.html')) site.page('/', text)
    else site.file(`/${name}`, text)
  return openSite(site)
}

test('createConsent holds, shows the notice, and lets go when it is allowed', async () => {
  const page = await open()
  await page.seesView('notice')
  await page.sees({ ran: undefined })
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: true, changed: ['analytics', 'stats', 'visits', 'personalization', 'assistant'] })
  await page.click('#settings')
  await page.seesView('settings')
  expect(await page.cookies()).toEqual(['dongui'])
})

test('every view opens, and a returning visitor fetches none of them', async () => {
  const page = await open()
  await page.seesView('notice')
  await page.press('refusal', { view: 'notice' })
  await page.seesView('refusal')
  await page.press('close')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  const before = page.site.requests.length
  await page.reload()
  await page.seesNoView()
  // The page, its code, and what reads a record, which the page's bundler shares out.
  for (const { path } of page.site.requests.slice(before)) expect(path).toMatch(/^\/$|\/(?:index|record)-/)
})
