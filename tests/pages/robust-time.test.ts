// Time and tabs: decisions that meet, pages that were away, and a consent that runs out while somebody reads.

import { expect, test } from 'vitest'
import { siteFrom } from '../../src/core/config'
import { formatRecord, purposesOf } from '../../src/core/record'
import { createSite, openPage, openSite, pageText } from '../support/story'
import { storyConfig } from '../support/story-config'

const held = '<script type="text/plain" data-consent="stats">ran = (window.ran || 0) + 1</script>'
const state = () => window.dongui?.record?.categories['analytics'] ?? null

test('of two tabs that decide at once the one that refuses wins, in both and on the device', async () => {
  for (let round = 0; round < 3; round++) {
    const one = await openPage('', { config: storyConfig })
    const other = await one.inAnotherTab()
    await Promise.all([one.choose('allow'), other.choose('refuse')])
    await one.shows('refuse', state)
    await other.shows('refuse', state)
    const next = await one.inAnotherTab()
    await next.shows('refuse', state)
  }
})

test('what another tab writes down in the moment after a refusal holds for no longer than that moment', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  await page.evaluate(async () => {
    const log: unknown[] = []
    Object.assign(window, { log })
    const [allowed = ''] = /dongui=[^;]*/.exec(document.cookie) ?? []
    document.addEventListener('dongui:change', () => log.push(window.dongui?.record?.categories['analytics']))
    await window.dongui?.choose('refuse')
    document.cookie = `${allowed};path=/`
  })
  await page.sees({ log: ['refuse', 'allow', 'refuse'] })
})

test('a withdrawal in one tab while the other writes without end: nothing is left', async () => {
  const writer = await openPage('', { config: storyConfig })
  await writer.choose('allow')
  const other = await writer.inAnotherTab()
  await writer.evaluate(() => {
    const page = window as unknown as { write: () => void; stopped: boolean }
    let count = 0
    page.write = () => {
      document.cookie = `_st_${count++ % 20}=1; path=/`
      localStorage.setItem('stats-queue', `${count}`)
      if (page.stopped) return
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = page.write
      port2.postMessage(0)
    }
    page.write()
  })
  await other.withdraw()
  await writer.shows(false, () => window.dongui?.allows('stats'))
  await writer.shows(['dongui'], () => document.cookie.split('; ').map((pair) => pair.split('=')[0]))
  await writer.shows(null, () => localStorage.getItem('stats-queue'))
  await writer.evaluate(() => {
    ;(window as unknown as { stopped: boolean }).stopped = true
  })
})

test('a consent that runs out while the page is open ends when the page is looked at again', async () => {
  const site = await createSite()
  const days = 1
  const config = { ...storyConfig, record: { days } }
  site.page('/', pageText(held, { config }))
  const record = formatRecord(
    {
      id: 'abcd',
      details: 'ko',
      since: Math.floor(Date.now() / 1000) - days * 86_400 + 4,
      policyVersion: config.policy.version,
      purposes: purposesOf(siteFrom(config)),
      categories: { analytics: 'allow', personalization: 'allow' },
      services: {},
    },
    siteFrom(config),
  )
  site.page('/before', '', { headers: { 'set-cookie': `dongui=${record}; path=/` } })
  const page = await openSite(site, '/before')
  await page.visit('/')
  await page.sees({ ran: 1 })
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/'
  })
  await page.shows(false, () => {
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    return window.dongui?.allows('stats')
  })
  await page.seesView('notice')
  expect(await page.cookies()).not.toContain('visitor')
})

test('a clock that is set back or forward while the page is open grants nothing', async () => {
  const page = await openPage(held, { config: storyConfig })
  for (const years of [-20, 20]) {
    const granted = await page.evaluate((by) => {
      const { now } = Date
      Date.now = () => now() + by * 31_536_000_000
      dispatchEvent(new Event('pageshow'))
      const allowed = window.dongui?.allows('stats')
      Date.now = now
      return allowed
    }, years)
    expect(granted).toBe(false)
  }
  await page.sees({ ran: undefined })
})

test('a page that was away in the back/forward cache while another tab allowed, and one that withdrew', async () => {
  const page = await openPage(held, { config: storyConfig })
  page.site.page('/elsewhere', '<p>elsewhere</p>')
  await page.seesView('notice')
  await page.visit('/elsewhere')
  const other = await page.inAnotherTab('/')
  await other.choose('allow')
  await page.goBack()
  await page.sees({ ran: 1 })
  await page.seesNoView()
  await page.goForward()
  await other.withdraw()
  await page.goBack()
  await page.shows(false, () => window.dongui?.allows('stats'))
})

// A crash itself: robust-time.chromium.test.ts.
test('a page that is opened anew, with nothing of what it had in memory, asks the jar', async () => {
  const page = await openPage(held, { config: storyConfig })
  await page.choose('allow')
  await page.sees({ ran: 1 })
  const anew = await page.inAnotherTab()
  await anew.sees({ ran: 1 })
  await page.withdraw()
  const later = await page.inAnotherTab()
  await later.sees({ ran: undefined })
  await later.seesNoView()
})
