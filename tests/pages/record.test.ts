// The record: what is doubtful is no consent, is asked again, and stores nothing optional meanwhile.

import { expect, test } from 'vitest'
import { createSite, openPage, openSite, pageText } from '../support/story'
import { recordText, storyConfig } from '../support/story-config'

const script = '<script type="text/plain" data-consent="stats">document.cookie = "visitor=1"; ran = true</script>'

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
  ['181 days old', [`dongui=${recordText({ since: Math.floor(Date.now() / 1000) - 181 * 86_400 })}`]],
  ['from the future', [`dongui=${recordText({ since: Math.floor(Date.now() / 1000) + 2 * 86_400 })}`]],
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

/** So many services for one purpose. */
const largeConfig = (count: number) => ({
  ...storyConfig,
  categories: [
    { id: 'analytics', services: Array.from({ length: count }, (_, index) => ({ id: `service-${index}`, name: 'S' })) },
  ],
})

test('a record that grows too long keeps its newest answers, allows nothing by that, and says so once', async () => {
  const page = await openPage('', { config: largeConfig(200) })
  await page.press('ask', { view: 'notice' })
  await page.seesNoView()
  await page.choose(Object.fromEntries(Array.from({ length: 199 }, (_, index) => [`service-${index}`, 'refuse'])))
  await page.seesView('status')
  expect(await page.inUi((root) => root.querySelector('[data-view=status] h2')?.textContent)).toBe(
    '오래된 답변을 합쳤습니다',
  )
  await page.press('close', { view: 'status' })
  await page.choose({ 'service-199': 'allow' })
  await page.seesNoView()
  const states = () =>
    page.evaluate(() => ({
      length: document.cookie.length,
      allowed: Array.from({ length: 200 }, (_, index) => index).filter((each) =>
        window.dongui?.allows(`service-${each}`),
      ),
      newest: window.dongui?.record?.services['service-199'],
      kept: Object.keys(window.dongui?.record?.services ?? {}).length > 30,
    }))
  expect(await states()).toEqual({ length: expect.any(Number), allowed: [199], newest: 'allow', kept: true })
  expect((await states()).length).toBeLessThanOrEqual(400 + 'dongui='.length)
  await page.reload()
  await page.seesNoView()
  expect(await states()).toMatchObject({ allowed: [199], newest: 'allow' })
  await page.open('settings')
  expect(await page.inUi((root) => root.querySelector('.doubt')?.textContent)).toContain('목적별로 저장')
})

/** The browser keeps no cookie for another host than the page's. */
const unkeptConfig = { ...storyConfig, record: { domain: 'elsewhere.example' } }

test('where the browser keeps no record, the choice holds for this page, and the visitor is told so once', async () => {
  const page = await openPage(script, { config: unkeptConfig })
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: true })
  await page.seesView('status')
  await page.seesNoView('notice')
  expect(await page.inUi((root) => root.querySelector('[data-view=status]')?.textContent)).toContain(
    '이 페이지에서만 적용됩니다',
  )
  await page.press('close', { view: 'status' })
  await page.open('settings')
  expect(await page.inUi((root) => root.querySelector('.doubt')?.textContent)).toContain('이 페이지에서만 적용됩니다')
  await page.press('save', { view: 'settings' })
  await page.seesNoView()
  await page.reload()
  await page.seesView('notice')
  await page.sees({ ran: undefined })
})

test('who withdraws what runs where no record is kept is told both at once', async () => {
  const page = await openPage(script, { config: unkeptConfig })
  await page.choose('allow')
  await page.press('close', { view: 'status' })
  await page.withdraw()
  await page.seesView('reload')
  expect(await page.inUi((root) => root.querySelector('[data-view=reload]')?.textContent)).toContain(
    '이 페이지에서만 적용됩니다',
  )
})

test('in a page without an origin, which has no cookies, every choice holds and nothing is thrown', async () => {
  const page = await openPage(`<p>text</p>${script}`, {
    config: storyConfig,
    headers: { 'content-security-policy': 'sandbox allow-scripts' },
  })
  await page.press('refuse', { view: 'notice' })
  await page.seesView('status')
  const ways = await page.evaluate(async () => [
    await window.dongui?.choose({ stats: 'ask' }),
    await window.dongui?.withdraw(),
    window.dongui?.forget(),
    await window.dongui?.choose('refuse'),
    window.dongui?.record?.categories,
    window.dongui?.allows('stats'),
  ])
  expect(ways).toEqual([true, true, null, true, { analytics: 'refuse', personalization: 'refuse' }, false])
  await page.evaluate(() => window.dongui?.open('record').then(() => null))
  await page.seesView('record')
})

test('nothing that was chosen before a refusal comes after it', async () => {
  const page = await openPage(script, { config: storyConfig })
  await page.choose('ask')
  await page.reload()
  // What changes a part has to be fetched, to refuse everything has not.
  await page.evaluate(async () => {
    await Promise.all([window.dongui?.choose({ analytics: 'allow', stats: 'allow' }), window.dongui?.choose('refuse')])
  })
  // WebKitGTK may show a page the cookie of the first once more, a moment later.
  await page.shows(false, () => window.dongui?.allows('stats'))
  await page.reload()
  expect(await page.evaluate(() => window.dongui?.record?.categories)).toEqual({
    analytics: 'refuse',
    personalization: 'refuse',
  })
})

test('where what changes a part cannot be had, nothing is changed and nothing allowed; everything can be refused', async () => {
  const { readdirSync } = await import('node:fs')
  const folder = readdirSync(new URL('../../dist/tag', import.meta.url)).find((name) => /^[0-9a-f]{8}$/.test(name))
  const site = await createSite()
  site.file(`/dongui/${folder}/amend.js`, '', { status: 404, headers: { 'access-control-allow-origin': '*' } })
  const page = await openPage(script, { config: storyConfig, site })
  await page.choose({ analytics: 'allow' })
  await page.sees({ ran: undefined, 'dongui.record': null })
  await page.seesView('notice')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await page.evaluate(() => window.dongui?.record?.categories)).toEqual({
    analytics: 'refuse',
    personalization: 'refuse',
  })
})
