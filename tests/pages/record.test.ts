// The record: what is doubtful is no consent, is asked again, and stores nothing optional meanwhile.

import { expect, test } from 'vitest'
import { siteFrom } from '../../src/core/config'
import { formatRecord, purposesOf } from '../../src/core/record'
import { createSite, openPage, openSite, pageText } from '../support/story'
import { storyConfig } from '../support/story-config'

const script = '<script type="text/plain" data-consent="stats">document.cookie = "visitor=1"; ran = true</script>'

const recordText = (changes: Partial<Parameters<typeof formatRecord>[0]> = {}) =>
  formatRecord({
    id: 'a'.repeat(22),
    savedAt: Math.floor(Date.now() / 1000) - 60,
    policyVersion: storyConfig.policy.version,
    purposes: purposesOf(siteFrom(storyConfig)),
    categories: { analytics: 'allow', personalization: 'allow' },
    services: {},
    ...changes,
  })

/** Opens the page with these cookies already there. */
async function openWith(...cookies: string[]) {
  const site = await createSite()
  site.page('/', pageText(script, { config: storyConfig }))
  site.page('/before', '', { headers: { 'set-cookie': cookies } })
  const page = await openSite(site, '/before')
  await page.visit('/')
  return page
}

test('a record that holds is obeyed without a notice, and no part is fetched', async () => {
  const page = await openWith(`dongui=${recordText()}`)
  await page.sees({ ran: true })
  await page.seesNoView()
  expect(page.site.requests.filter(({ path }) => path.startsWith('/dongui/')).map(({ path }) => path)).toEqual([
    '/dongui/dongui.js',
  ])
})

const doubtful: [string, string[]][] = [
  ['unreadable', ['dongui=%7B%22analytics%22%3Atrue%7D']],
  ['empty', ['dongui=']],
  ['cut short', [`dongui=${recordText().slice(0, -3)}`]],
  ['there twice', [`dongui=${recordText()}`, `dongui=${recordText()}; path=/before`, `dongui=${recordText()}; path=/`]],
  ['about an older version of the policy', [`dongui=${recordText({ policyVersion: '2025-01-01' })}`]],
  ['about other purposes', [`dongui=${recordText({ purposes: 'abc' })}`]],
  ['181 days old', [`dongui=${recordText({ savedAt: Math.floor(Date.now() / 1000) - 181 * 86_400 })}`]],
  ['from the future', [`dongui=${recordText({ savedAt: Math.floor(Date.now() / 1000) + 2 * 86_400 })}`]],
]

test.each(doubtful.filter(([name]) => name !== 'there twice'))(
  'a record that is %s is asked again, and nothing optional is stored meanwhile',
  async (_name, cookies) => {
    const page = await openWith(...cookies)
    await page.seesView('notice')
    await page.sees({ ran: undefined, 'dongui.record': null })
    expect(await page.cookies()).not.toContain('visitor')
    await page.press('refuse', { view: 'notice' })
    await page.seesNoView()
    await page.reload()
    await page.seesNoView()
    await page.sees({ ran: undefined })
  },
)

test('two records of one name, one of them perhaps planted by a subdomain, are asked again', async () => {
  const site = await createSite()
  const www = site.subdomain('www')
  www.page('/', pageText(script, { config: storyConfig }))
  www.page('/before', '', {
    headers: { 'set-cookie': [`dongui=${recordText()}`, `dongui=${recordText()}; domain=${site.name}`] },
  })
  const page = await openSite({ ...site, ...www }, '/before')
  expect((await page.cookies()).filter((name) => name === 'dongui')).toHaveLength(2)
  await page.visit('/')
  await page.seesView('notice')
  await page.sees({ ran: undefined })
  // The visitor's own answer takes the place of both.
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect((await page.cookies()).filter((name) => name === 'dongui')).toHaveLength(1)
  await page.reload()
  await page.seesNoView()
})

test('the record is one cookie, whose text a server reads to the same answers', async () => {
  const { readConsent } = await import('../../src/server')
  const page = await openPage('', { config: storyConfig })
  await page.choose({ analytics: 'allow', visits: 'refuse', personalization: 'ask' })
  const { record, allows } = readConsent(await page.evaluate(() => document.cookie), storyConfig)
  expect(record).toMatchObject({
    policyVersion: '2026-11-01',
    categories: { analytics: 'allow', personalization: 'ask' },
    services: { visits: 'refuse' },
  })
  expect(['stats', 'visits', 'assistant', 'mail'].map(allows)).toEqual([true, false, false, true])
})

test('the record keeps its name, is first-party, ends after 180 days and is renewed at each visit', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('refuse')
  const [first] = (await page.jar()).filter(({ name }) => name === 'dongui')
  expect(first).toMatchObject({ name: 'dongui' })
  await page.reload()
  expect(await page.evaluate(() => window.dongui?.record?.categories)).toEqual({
    analytics: 'refuse',
    personalization: 'refuse',
  })
})

test('forgetting takes the record away and asks again', async () => {
  const page = await openPage(script, { config: storyConfig })
  await page.choose('allow')
  await page.sees({ ran: true })
  await page.evaluate(() => window.dongui?.forget())
  await page.seesView('notice')
  expect(await page.cookies()).toEqual([])
  await page.reload()
  await page.seesView('notice')
  await page.sees({ ran: undefined })
})
