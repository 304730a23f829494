// Elements that nobody marked, held by the host they load from.

import { expect, test } from 'vitest'
import { createSite, engine, openPage, openSite, pageText, type Site } from '../support/story'

/** A site, a tracker's host with a script, a frame and a pixel on it, and the configuration that declares the tracker. */
async function siteWithTracker() {
  const site = await createSite()
  const tracker = site.elsewhere('tracker')
  tracker.file('/t.js', '(window.log ??= []).push(document.currentScript?.dataset.name ?? "t"); trackerRan = true')
  tracker.file('/m.js', 'window.moduleRan = true', { headers: { 'access-control-allow-origin': '*' } })
  tracker.page('/frame', '<script>parent.postMessage("frame ran", "*")</script>')
  tracker.file('/pixel.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
  const config = {
    service: { name: '예시 메일' },
    policy: { url: '/privacy', version: '2026-11-01' },
    categories: [
      { id: 'analytics', services: [{ id: 'tracker', name: 'Tracker', hosts: [tracker.name] }] },
      { id: 'personalization', services: [{ id: 'maps', name: 'Maps', hosts: ['maps.example'] }] },
    ],
  }
  return { site, tracker, config }
}

const listen = '<script>addEventListener("message", ({ data }) => { window[data] = true })</script>'
const requests = (site: Site, host: string) =>
  site.requests.filter((each) => each.host === host).map(({ path }) => path)

test('no type keeps a frame or an image from being held', async () => {
  const { site, tracker, config } = await siteWithTracker()
  const page = await openPage(
    `${listen}<script>
       for (const [tag, path] of [['iframe', '/frame'], ['img', '/pixel.svg']]) {
         const element = document.createElement(tag)
         element.setAttribute('type', 'text/plain')
         element.src = '${tracker.origin}' + path
         document.head.append(element)
       }
     </script>`,
    { site, config },
  )
  await page.settled()
  expect(requests(site, tracker.name)).toEqual([])
  await page.choose('allow')
  await page.requested('/pixel.svg', 1)
})

test('scripts from a refused host do not run, however the page wrote them, and run in order once it is allowed', async () => {
  const { site, tracker, config } = await siteWithTracker()
  const at = `${tracker.origin}/t.js`
  const page = await openPage(
    `<script src="${at}?1" data-name="classic"></script><script src="${at}?2" defer data-name="deferred"></script>
     <script type="module" src="${tracker.origin}/m.js"></script><p>the page</p>
     <script src="${at}?3" data-name="last"></script><script>inline = 'ran'</script>`,
    { site, config },
  )
  await page.sees({ inline: 'ran', log: undefined, moduleRan: undefined })
  await page.choose({ analytics: 'allow' })
  await page.sees({ log: ['classic', 'last', 'deferred'], moduleRan: true })
})

test('a script that a page makes is not even requested: property, attribute, any way of inserting', async () => {
  const { site, tracker, config } = await siteWithTracker()
  const page = await openPage('<div id="here"><p id="there"></p></div>', { site, config })
  const ways = await page.evaluate((address) => {
    const here = document.querySelector('#here') as HTMLElement
    const there = document.querySelector('#there') as HTMLElement
    const foreign = document.createElement('iframe')
    here.append(foreign)
    const make = (name: string, by: (script: HTMLScriptElement) => void, from = document) => {
      const script = from.createElement('script')
      script.dataset.name = name
      by(script)
      return script
    }
    const src = (script: HTMLScriptElement) => {
      script.src = address
      script.type = 'text/javascript' // as half of all snippets say, after the address
    }
    const insertions: Record<string, (script: HTMLScriptElement) => void> = {
      appendChild: (script) => here.appendChild(script),
      insertBefore: (script) => here.insertBefore(script, there),
      replaceChild: (script) => here.replaceChild(script, here.appendChild(document.createElement('i'))),
      append: (script) => here.append('text', script),
      prepend: (script) => here.prepend(script),
      before: (script) => there.before(script),
      after: (script) => there.after(script),
      replaceWith: (script) => here.appendChild(document.createElement('i')).replaceWith(script),
      insertAdjacentElement: (script) => void here.insertAdjacentElement('beforeend', script),
      fragment: (script) => {
        const fragment = document.createDocumentFragment()
        fragment.append(document.createElement('b'))
        fragment.firstElementChild?.append(script)
        here.append(fragment)
      },
      range: (script) => {
        const range = new Range()
        range.selectNodeContents(here)
        range.insertNode(script)
      },
    }
    for (const [name, insert] of Object.entries(insertions)) insert(make(name, src))
    here.append(make('setAttribute', (script) => script.setAttribute('src', address)))
    here.append(make('borrowed', (script) => Element.prototype.setAttribute.call(script, 'SRC', address)))
    here.append(make('namespace', (script) => script.setAttributeNS(null, 'src', address)))
    here.append(
      make('node', (script) => {
        const node = document.createAttribute('src')
        node.value = address
        script.setAttributeNode(node)
      }),
    )
    here.append(make('foreign', src, foreign.contentDocument as Document))
    here.append(new Range().createContextualFragment(`<script src="${address}" data-name="markup"></script>`))
    const late = make('late', () => undefined)
    here.append(late)
    late.src = address
    return [...document.querySelectorAll('script[data-consent]')].map((each) => (each as HTMLElement).dataset.name)
  }, `${tracker.origin}/t.js`)
  expect(ways).toHaveLength(18)
  await page.sees({ log: undefined })
  expect(requests(site, tracker.name)).toEqual([])
  await page.choose({ analytics: 'allow' })
  await page.shows([...ways].sort(), () => [...((window as unknown as { log?: string[] }).log ?? [])].sort())
})

test('a frame and an image that a page makes are not requested before they are allowed, and are then', async () => {
  const { site, tracker, config } = await siteWithTracker()
  const page = await openPage(`${listen}<div id="here"></div>`, { site, config })
  await page.evaluate((origin) => {
    const here = document.querySelector('#here') as HTMLElement
    const frame = document.createElement('iframe')
    frame.src = `${origin}/frame`
    here.append(frame)
    new Image().src = `${origin}/pixel.svg?detached`
    const image = document.createElement('img')
    image.setAttribute('src', `${origin}/pixel.svg?attribute`)
    here.append(image)
  }, tracker.origin)
  await page.sees({ 'frame ran': undefined })
  expect(requests(site, tracker.name)).toEqual([])
  expect(await page.evaluate(() => window.dongui?.report().held.map(({ id, kind }) => [id, kind]))).toEqual([
    ['tracker', 'embed'],
    ['tracker', 'embed'],
  ])
  await page.choose('allow')
  await page.sees({ 'frame ran': true })
  await page.requested('/pixel.svg?detached', 1)
  await page.requested('/pixel.svg?attribute', 1)
})

test('a frame that stands in the markup never gets to run, and shows once it is allowed', async () => {
  const { site, tracker, config } = await siteWithTracker()
  const page = await openPage(`${listen}<iframe src="${tracker.origin}/frame" title="x"></iframe>`, { site, config })
  await page.sees({ 'frame ran': undefined })
  // Chromium may have asked for it by then, or not, as its parser goes: said in the README.
  if (engine !== 'chromium') expect(requests(site, tracker.name)).toEqual([])
  await page.choose('allow')
  await page.sees({ 'frame ran': true })
  await page.withdraw()
  await page.shows(null, () => document.querySelector('iframe')?.getAttribute('src') ?? null)
})

test('what another host or the page itself serves is let alone, and so is an allowed host', async () => {
  const { site, tracker, config } = await siteWithTracker()
  site.file('/own.js', 'own = true')
  const other = site.elsewhere('other')
  other.file('/o.js', 'other = true')
  const page = await openPage(`<script src="/own.js"></script><script src="${other.origin}/o.js"></script>`, {
    site,
    config,
  })
  await page.sees({ own: true, other: true })
  await page.choose({ analytics: 'allow' })
  await page.evaluate((address) => {
    document.head.append(Object.assign(document.createElement('script'), { src: address }))
  }, `${tracker.origin}/t.js`)
  await page.sees({ trackerRan: true })
})

test('with a nonce on the tag a script of a declared host without it is never let go', async () => {
  const { site, tracker, config } = await siteWithTracker()
  const page = await openPage(
    `<script nonce="abc">for (const [name, nonce] of [['with', 'abc'], ['without', '']]) {
       const script = Object.assign(document.createElement('script'), { src: '${tracker.origin}/t.js', nonce })
       script.dataset.name = name
       document.body.append(script)
     }</script>`,
    {
      site,
      tag: false,
      headers: { 'content-security-policy': "script-src 'nonce-abc' 'strict-dynamic'" },
      head: `<script type="application/json" data-dongui="config">${JSON.stringify(config)}</script><script nonce="abc" src="/dongui/dongui.js"></script>`,
    },
  )
  await page.choose('allow')
  await page.sees({ log: ['with'] })
  await page.settled()
  await page.sees({ log: ['with'] })
})

test('a marked script whose owner forgot its type is held all the same', async () => {
  const page = await openPage('<script data-consent="analytics">ran = true</script>')
  await page.sees({ ran: undefined })
  await page.choose('allow')
  await page.sees({ ran: true })
})

test('what ran before the gate is said once, loudly, by name, and with the remedy', async () => {
  const { site, tracker, config } = await siteWithTracker()
  site.page(
    '/late',
    pageText('', {
      tag: false,
      head: `<script>said = []; console.warn = (text) => said.push(text); document.addEventListener('dongui:late', ({ detail }) => { late = detail })</script>
        <script src="${tracker.origin}/t.js?visitor=7"></script>
        <script type="application/json" data-dongui="config">${JSON.stringify(config)}</script><script src="/dongui/dongui.js"></script>`,
    }),
  )
  const page = await openSite(site, '/late')
  await page.sees({ trackerRan: true, late: { id: 'tracker', name: `${tracker.origin}/t.js`, kind: 'script' } })
  await page.shows(1, () => (window as unknown as { said: string[] }).said.length)
  const [said] = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said).toContain(`${tracker.origin}/t.js`)
  expect(said).toContain('first in <head>')
  expect(said).not.toContain('visitor=7')
})
