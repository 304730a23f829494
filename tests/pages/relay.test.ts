// Decisions passed on: vendors' own consent calls, in their order, and the owner's server, until it answers.

import { expect, test } from 'vitest'
import type { Config, Signals } from '../../src/core/config'
import type { DecisionEvent } from '../../src/relay'
import { createSite, type OpenOptions, openPage, openSite, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const RELAY = '<script src="/dongui/relay.js"></script>'
const [necessary, analytics, personalization] = storyConfig.categories ?? []
const categories = [necessary, analytics, personalization, { id: 'marketing' }].filter((each) => !!each)
const config = (signals: Signals, more: Partial<Config> = {}): Config => ({
  ...storyConfig,
  categories,
  signals,
  ...more,
})

const open = (signals: Signals, { body = '', ...options }: OpenOptions & { body?: string } = {}) =>
  openPage(body, { config: config(signals), ...options, head: RELAY + (options.head ?? '') })
/** A queue as plain data: Google's and Clarity's have `Arguments` in them. */
const queue = (page: StoryPage, path: string) =>
  page.evaluate((path) => {
    const found = path
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], window)
    return Array.from((found ?? []) as ArrayLike<unknown>, (each) =>
      Object.prototype.toString.call(each) === '[object Arguments]' ? Array.from(each as ArrayLike<unknown>) : each,
    )
  }, path)

const google = (changes: Record<string, 'granted'> = {}) => ({
  ad_storage: 'denied',
  ad_user_data: 'denied',
  ad_personalization: 'denied',
  analytics_storage: 'denied',
  functionality_storage: 'denied',
  personalization_storage: 'denied',
  ...changes,
})

test('Google is told that all is denied before the page’s own code runs, and what is granted when it is', async () => {
  const page = await open({ googleConsentMode: true }, { head: '<script>dataLayer.push("the page")</script>' })
  await page.choose({ analytics: 'allow' })
  await page.choose('refuse')
  expect(await queue(page, 'dataLayer')).toEqual([
    ['consent', 'default', { ...google(), security_storage: 'granted' }],
    'the page',
    ['consent', 'update', google({ analytics_storage: 'granted' })],
    ['consent', 'update', google()],
  ])
})

test('on the next page Google knows what was chosen before any of its code runs', async () => {
  const page = await open({ googleConsentMode: true }, { head: '<script>dataLayer.push("the page")</script>' })
  await page.choose({ analytics: 'allow' })
  await page.reload()
  expect(await queue(page, 'dataLayer')).toEqual([
    ['consent', 'default', { ...google(), security_storage: 'granted' }],
    ['consent', 'update', google({ analytics_storage: 'granted' })],
    'the page',
  ])
})

test('a held script runs after its vendor was told', async () => {
  const page = await open(
    { googleConsentMode: true },
    { body: '<script type="text/plain" data-consent="analytics">dataLayer.push("let go")</script>' },
  )
  await page.choose('allow')
  await page.shows(3, () => (window as unknown as { dataLayer: unknown[] }).dataLayer.length)
  const [, update, letGo] = await queue(page, 'dataLayer')
  expect([(update as unknown[])[1], letGo]).toEqual(['update', 'let go'])
})

test('the owner says which category or service a type hangs on; one that nobody declared grants nothing', async () => {
  const page = await open({ googleConsentMode: { ad_storage: 'assistant', ad_user_data: 'nobody' } })
  await page.choose({ assistant: 'allow' })
  const [, update] = await queue(page, 'dataLayer')
  expect(update).toEqual(['consent', 'update', google({ ad_storage: 'granted' })])
})

test('Microsoft’s UET and Clarity are told', async () => {
  const page = await open({ microsoft: true })
  await page.choose('allow')
  expect(await queue(page, 'uetq')).toEqual([
    ...['consent', 'default', { ad_storage: 'denied' }],
    ...['consent', 'update', { ad_storage: 'granted' }],
  ])
  expect(await queue(page, 'clarity.q')).toEqual([
    ['consentv2', { ad_Storage: 'denied', analytics_Storage: 'denied' }],
    ['consentv2', { ad_Storage: 'granted', analytics_Storage: 'granted' }],
  ])
})

test('Matomo and TikTok are told', async () => {
  const page = await open({ matomo: true, tiktok: 'marketing' })
  await page.choose('allow')
  await page.withdraw()
  expect(await queue(page, '_paq')).toEqual([['requireConsent'], ['setConsentGiven'], ['forgetConsentGiven']])
  expect(await queue(page, 'ttq')).toEqual([['holdConsent'], ['grantConsent'], ['revokeConsent']])
})

/** As Meta's snippet begins: it does nothing where there is an `fbq`, and makes its queue after it has taken the name. */
const PIXEL = `<script>!function (f) {
  if (f.fbq) return
  const n = (f.fbq = function () { n.queue.push(Array.from(arguments)) })
  n.queue = []
}(window); fbq('init', '1'); fbq('track', 'PageView')</script>`

test('Meta’s pixel is told before its `init`, though nothing of it may be there before', async () => {
  const page = await open({ meta: true }, { head: PIXEL })
  await page.choose('allow')
  await page.withdraw()
  expect(await queue(page, 'fbq.queue')).toEqual([
    ['consent', 'revoke'],
    ['init', '1'],
    ['track', 'PageView'],
    ['consent', 'grant'],
    ['consent', 'revoke'],
  ])
})

test('a tag manager hears of every category', async () => {
  const page = await open({ dataLayer: true })
  await page.choose({ analytics: 'allow' })
  const event = (analytics: boolean) => ({
    event: 'dongui',
    dongui: { necessary: true, analytics, personalization: false, marketing: false },
  })
  expect(await queue(page, 'dataLayer')).toEqual([event(false), event(true)])
})

test('a vendor whose code throws keeps no other from being told', async () => {
  const page = await open({ microsoft: true, matomo: true })
  await page.evaluate(() => {
    Object.assign(window, {
      uetq: {
        push() {
          throw Error('a vendor’s')
        },
      },
    })
  })
  await page.choose('allow')
  expect(await queue(page, '_paq')).toEqual([['requireConsent'], ['setConsentGiven']])
})

test('with a deferred tag vendors are told of refusal first, and of what was chosen once it is known', async () => {
  const page = await open({ googleConsentMode: true }, { tag: 'defer' })
  await page.choose('allow')
  const words = async () => (await queue(page, 'dataLayer')).map((each) => (each as unknown[])[1])
  expect(await words()).toEqual(['default', 'update'])
  await page.reload()
  await page.sees({ 'dataLayer.length': 2 })
  expect(await words()).toEqual(['default', 'update'])
})

/** Every event that has reached the server, as it was sent. */
const received = (page: StoryPage) =>
  page.site.requests
    .filter(({ path, method }) => path === '/consent' && method === 'POST')
    .map(({ body }): DecisionEvent => JSON.parse(body))
const sending = config({}, { record: { endpoint: '/consent' } })

test('each decision is posted once, as a CloudEvent that names nobody and no page', async () => {
  const site = await createSite()
  site.file('/consent', '', { status: 204 })
  const page = await openPage('', { site, config: sending, head: RELAY, path: '/mail?user=kim' })
  await page.choose({ analytics: 'allow' })
  await page.requested('/consent')
  const [request] = site.requests.filter(({ path }) => path === '/consent')
  expect(request?.headers['content-type']).toBe('application/cloudevents+json; charset=utf-8')
  const record = await page.evaluate(() => window.dongui?.record)
  const [event] = received(page)
  expect(event).toEqual({
    specversion: '1.0',
    id: expect.stringMatching(`^${record?.id}-[a-z0-9]+-[a-z0-9]+$`),
    type: 'dongui.decided',
    source: site.origin,
    subject: record?.id,
    time: new Date((record?.savedAt ?? 0) * 1000).toISOString(),
    datacontenttype: 'application/json',
    data: {
      policyVersion: '2026-11-01',
      policyUrl: '/privacy',
      language: 'ko',
      globalPrivacyControl: false,
      categories: { analytics: 'allow', personalization: 'refuse', marketing: 'refuse' },
      services: {},
    },
  })
  expect(JSON.stringify(event)).not.toContain('kim')
  await page.reload()
  await page.requested('/consent', 1)
  await page.evaluate(() => window.dongui?.forget())
  await page.requested('/consent', 2)
  expect(received(page)[1]).toMatchObject({ type: 'dongui.forgotten', subject: record?.id, data: {} })
})

test('what was not answered is sent again, on the next page, with the same id, until it is', async () => {
  const site = await createSite()
  site.file('/consent', 'out of order', { status: 503 })
  const page = await openPage('', { site, config: sending, head: RELAY, errors: 'expected' })
  await page.choose('refuse')
  await page.requested('/consent')
  site.file('/consent', '', { status: 204 })
  await page.reload()
  await page.requested('/consent', 2)
  const [first, second] = received(page)
  expect(second).toEqual(first)
  await page.shows(null, () => localStorage.getItem('dongui-outbox'))
  await page.reload()
  await page.requested('/consent', 2)
})

test('a server that wants nothing of it has answered', async () => {
  const site = await createSite()
  site.file('/consent', 'no', { status: 400 })
  const page = await openPage('', { site, config: sending, head: RELAY, errors: 'expected' })
  await page.choose('refuse')
  await page.requested('/consent')
  await page.shows(null, () => localStorage.getItem('dongui-outbox'))
})

test('without the relay nobody is told anything', async () => {
  const site = await createSite()
  site.page('/', pageText('', { config: { ...sending, signals: { googleConsentMode: true } } }))
  const page = await openSite(site)
  await page.choose('allow')
  await page.requested('/consent', 0)
  await page.sees({ dataLayer: undefined })
})
