// Values are nobody's business: what is held is shown, told and sent by its name at most.

import { expect, test } from 'vitest'
import { createSite, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** Keeps what is said on the console, and what the page is told of. */
const LISTENING = `<script>heard = []
  for (const level of ['debug', 'error', 'info', 'log', 'warn']) console[level] = (...all) => heard.push(all.map(String))
  for (const type of ['ready', 'change', 'held', 'released', 'erased', 'kept', 'late', 'unknown', 'asked', 'open', 'close'])
    document.addEventListener('dongui:' + type, ({ detail }) => heard.push([type, JSON.stringify(detail)]))
</script>`

/** All that is drawn anywhere in the page, markup and what stands in fields, and all that a script can ask us. */
const everythingShown = (page: StoryPage) =>
  page.evaluate(() => {
    const shown = (root: Document | ShadowRoot): string[] => {
      const all = [...root.querySelectorAll('*')]
      const markup = root instanceof Document ? root.documentElement.outerHTML : root.innerHTML
      const fields = all.map((each) =>
        each instanceof HTMLInputElement || each instanceof HTMLTextAreaElement ? each.value : '',
      )
      return [markup, ...fields, ...all.flatMap(({ shadowRoot }) => (shadowRoot ? shown(shadowRoot) : []))]
    }
    const { dongui, heard, dataLayer } = window as unknown as Record<string, unknown> & Pick<Window, 'dongui'>
    return [...shown(document), JSON.stringify([dongui?.record, dongui?.report(), heard, dataLayer])].join('\n')
  })

test('the value of what is held is never shown, told, logged or sent', async () => {
  const site = await createSite()
  site.file('/decided', '')
  const value = `v${crypto.randomUUID().replaceAll('-', '')}`
  const page = await openPage(
    `<div data-dongui="declaration"></div>
     <iframe data-consent="stats" data-src="/map" title="Map" width="640" height="360"></iframe>`,
    {
      config: { ...storyConfig, unknown: 'ask', record: { endpoint: '/decided' }, signals: { dataLayer: true } },
      site,
      tag: 'data-check',
      before: LISTENING,
      head: '<script src="/dongui/relay.js"></script>',
    },
  )
  /** Where the value is found: in what is shown, or in a request. A page's own cookies go with each request to its server. */
  const foundIn = async () => {
    const sent = site.requests.map(({ headers: { cookie, ...headers }, method, path, body }) => [
      method,
      path,
      body,
      headers,
      isAllowed ? '' : cookie,
    ])
    return [await everythingShown(page), JSON.stringify(sent)].map((text) => text.includes(value))
  }
  let isAllowed = false
  await page.choose('ask')
  await page.evaluate(async (secret) => {
    document.cookie = `visitor=${secret}; path=/; max-age=86400`
    document.cookie = `nobodys=${secret}; path=/; max-age=86400`
    localStorage.setItem('stats-queue', secret)
    sessionStorage.setItem('stats-tab', secret)
    localStorage.setItem('nobodys-key', secret)
    await window.cookieStore?.set('_st_store', secret)
  }, value)
  await page.seesView('ask')
  await page.inUi((root) => {
    for (const each of root.querySelectorAll('details')) each.open = true
  })
  expect(await everythingShown(page)).toContain('stats-queue')
  expect(await foundIn()).toEqual([false, false])
  for (const view of ['settings', 'refusal', 'record'] as const) {
    await page.open(view)
    await page.inUi((root) => {
      for (const each of root.querySelectorAll('details')) each.open = true
    })
    await page.settled()
    expect(await foundIn()).toEqual([false, false])
  }
  await page.key('Escape')
  await page.choose('allow')
  isAllowed = true
  await page.open('record')
  await page.settled()
  expect((await page.jar()).map((each) => each.value)).toContain(value)
  expect(await foundIn()).toEqual([false, false])
  await page.withdraw()
  await page.requested('/decided', 3)
  expect(await foundIn()).toEqual([false, false])
})
