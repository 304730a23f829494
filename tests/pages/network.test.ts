// `guard: { network: true }`: requests to refused hosts fail as without a network, and none is sent.

import { expect, test } from 'vitest'
import { createSite, engine, openPage } from '../support/story'

async function open() {
  const site = await createSite()
  const tracker = site.elsewhere('tracker')
  const open = { headers: { 'access-control-allow-origin': '*' } }
  tracker.file('/collect', '{}', open)
  site.file('/own', 'own')
  const page = await openPage('', {
    site,
    config: {
      service: { name: '예시 메일' },
      policy: { url: '/privacy', version: '2026-11-01' },
      guard: { network: true },
      categories: [{ id: 'analytics', services: [{ id: 'tracker', name: 'Tracker', hosts: [tracker.name] }] }],
    },
  })
  return { site, tracker, page }
}

/** Tries every way a script has of asking a server for something; how each ended. */
const tryAll = async (origin: string, browser: string) => {
  const ended = (target: EventTarget, ...types: string[]) =>
    new Promise<string>((resolve) => {
      for (const type of types) target.addEventListener(type, () => resolve(type))
    })
  const byFetch = (input: RequestInfo) =>
    fetch(input).then(
      () => 'answered',
      (error) => error.name,
    )
  const request = new XMLHttpRequest()
  request.open('GET', `${origin}/collect?xhr`)
  request.send()
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/collect?socket`)
  const source = new EventSource(`${origin}/collect?events`)
  const inner = document.createElement('iframe')
  document.body.append(inner)
  const innerFetch = (inner.contentWindow as unknown as typeof globalThis).fetch
  const outcomes = {
    xhr: ended(request, 'load', 'error').then((type) => `${type} ${request.status}`),
    socket: ended(socket, 'open', 'error'),
    source: browser === 'webkit' ? 'waits' : ended(source, 'open', 'error'),
  }
  const all = {
    fetch: await byFetch(`${origin}/collect?fetch`),
    request: await byFetch(new Request(`${origin}/collect?request`)),
    address: await byFetch(new URL(`${origin}/collect?url`) as unknown as string),
    frame: await innerFetch(`${origin}/collect?frame`).then(
      () => 'answered',
      (error) => error.name,
    ),
    xhr: await outcomes.xhr,
    beacon: navigator.sendBeacon(`${origin}/collect?beacon`, 'x'),
    socket: await outcomes.socket,
    source: await outcomes.source,
    kinds: [socket instanceof WebSocket, source instanceof EventSource],
  }
  source.close()
  return all
}

test('no request leaves for a refused host, and each ends as it would without a network', async () => {
  const { page, tracker, site } = await open()
  for (const choice of [null, 'refuse'] as const) {
    if (choice) await page.choose(choice)
    expect(await page.evaluate(tryAll, tracker.origin, engine)).toEqual({
      fetch: 'TypeError',
      request: 'TypeError',
      address: 'TypeError',
      frame: 'TypeError',
      xhr: 'error 0',
      beacon: true,
      socket: 'error',
      source: engine === 'webkit' ? 'waits' : 'error', // as for a server that does not answer
      kinds: [true, true],
    })
  }
  await page.settled()
  expect(site.count('/collect')).toBe(0)
})

test('the page’s own requests go through, and so does an allowed host’s', async () => {
  const { page, tracker, site } = await open()
  expect(await page.evaluate(() => fetch('/own').then((answer) => answer.text()))).toBe('own')
  await page.choose('allow')
  expect(await page.evaluate(tryAll, tracker.origin, engine)).toMatchObject({
    fetch: 'answered',
    request: 'answered',
    xhr: 'load 200',
  })
  for (const way of ['fetch', 'request', 'url', 'frame', 'xhr', 'beacon', 'events'])
    await expect.poll(() => [way, site.count(`/collect?${way}`) > 0]).toEqual([way, true])
})

test('after a withdrawal requests fail again', async () => {
  const { page, tracker, site } = await open()
  await page.choose('allow')
  await page.withdraw()
  expect(await page.evaluate(tryAll, tracker.origin, engine)).toMatchObject({ fetch: 'TypeError', xhr: 'error 0' })
  await page.settled()
  expect(site.count('/collect')).toBe(0)
})
