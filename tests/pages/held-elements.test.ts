// Marked elements: no request and no run before consent; then once, in document order.

import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { createSite, engine, openPage } from '../support/story'

const held = (text: string, attributes = '') =>
  `<script type="text/plain" data-consent="analytics" ${attributes}>${text}</script>`

test('a script waits until its category is allowed', async () => {
  const page = await openPage(held('ran = true'))
  await page.sees({ ran: undefined })
  await page.choose({ analytics: 'allow' })
  await page.sees({ ran: true })
})

test('refusing, and choosing to be asked, keep a script waiting, also after a reload', async () => {
  for (const choice of ['refuse', 'ask'] as const) {
    const page = await openPage(held('ran = true'))
    await page.choose(choice)
    await page.sees({ ran: undefined })
    await page.reload()
    await page.sees({ ran: undefined, 'dongui.record.categories.analytics': choice })
  }
})

test('an external script is not even requested before it is allowed, and once after', async () => {
  const site = await createSite()
  site.file('/stats.js', 'ran = (window.ran ?? 0) + 1')
  const page = await openPage(held('', 'src="/stats.js"'), { site })
  await page.requested('/stats.js', 0)
  await page.choose('allow')
  await page.sees({ ran: 1 })
  await page.settled()
  expect(site.count('/stats.js')).toBe(1)
})

test('scripts run in document order, however long one of them takes to arrive', async () => {
  const site = await createSite()
  let letFirstGo: () => void = () => undefined
  const release = new Promise<void>((resolve) => {
    letFirstGo = resolve
  })
  site.file('/first.js', 'log.push("first")', { release })
  site.file('/second.js', 'log.push("second")')
  site.file('/module.js', 'log.push("module")')
  site.file('/deferred.js', 'log.push("deferred")')
  site.file('/async.js', 'log.push("async")')
  const page = await openPage(
    `<script>log = []</script>
    ${held('', 'src="/module.js" data-type="module"')}
    ${held('', 'src="/deferred.js" defer')}
    ${held('', 'src="/first.js"')}
    ${held('log.push("inline after first")')}
    ${held('', 'src="/second.js"')}
    ${held('', 'src="/async.js" async')}
    ${held('', 'src="/missing.js" onerror="log.push(\'missing\')"')}
    ${held('throw new Error("vendor")')}
    ${held('log.push("last " + document.currentScript.dataset.consent)')}`,
    { site, errors: 'expected' },
  )
  await page.choose('allow')
  await page.requested('/second.js') // it is fetched ahead, while the first keeps everybody waiting
  await page.sees({ log: [] })
  letFirstGo()
  await page.shows(['first', 'inline after first', 'second', 'missing', 'last analytics', 'module', 'deferred'], () =>
    (window as unknown as { log: string[] }).log.filter((each) => each !== 'async'),
  )
  await page.shows(true, () => (window as unknown as { log: string[] }).log.includes('async'))
})

test('a script whose integrity does not fit does not run, and those behind it do', async () => {
  const site = await createSite()
  site.file('/stats.js', 'ran = true')
  const page = await openPage(held('', 'src="/stats.js" integrity="sha256-AAAA" crossorigin') + held('after = true'), {
    site,
    errors: 'expected',
  })
  await page.choose('allow')
  await page.sees({ ran: undefined, after: true })
})

test('a script of another host with its integrity is asked for as it says, once, and runs', async () => {
  const site = await createSite()
  const vendor = site.elsewhere('vendor')
  const code = (name: string) => `log.push('${name}')`
  const names = ['first', 'second', 'module']
  for (const name of names) vendor.file(`/${name}.js`, code(name), { headers: { 'access-control-allow-origin': '*' } })
  const external = (name: string, more = '') => {
    const hash = createHash('sha256').update(code(name)).digest('base64')
    return held('', `src="${vendor.origin}/${name}.js" integrity="sha256-${hash}" crossorigin="anonymous" ${more}`)
  }
  const page = await openPage(
    `<script>log = []</script>${external('first')}${external('second')}${external('module', 'data-type="module"')}`,
    { site },
  )
  await page.choose('allow')
  await page.sees({ log: names })
  await page.settled()
  // A request in another mode has no origin; one more would be a script fetched ahead in vain.
  const asked = site.requests.filter(({ host }) => host === vendor.name)
  expect(asked.map(({ path, headers }) => [path, headers.origin]).sort()).toEqual(
    names.map((name) => [`/${name}.js`, site.origin]).sort(),
  )
})

/** What is set to go off in a second or more waits for the story, but for what times WebKit's commands: 15 seconds. */
const timersWait = `<script>log = []; later = []; const native = setTimeout
  setTimeout = (act, ms, ...rest) => ms >= 1000 && ms !== 15_000 ? later.push(act) : native(act, ms, ...rest)</script>`

test('a script whose server never answers keeps those behind it waiting for a time, and not for ever', async () => {
  const site = await createSite()
  site.file('/dead.js', '', { release: new Promise(() => undefined) })
  site.file('/next.js', 'log.push("next")')
  const page = await openPage(held('', 'src="/dead.js"') + held('', 'src="/next.js"') + held('log.push("inline")'), {
    site,
    before: timersWait,
  })
  await page.choose('allow')
  await page.requested('/dead.js')
  await page.requested('/next.js') // fetched ahead: it could run
  await page.sees({ log: [] })
  await page.evaluate(() => {
    for (const act of (window as unknown as { later: (() => void)[] }).later) act()
  })
  await page.sees({ log: ['next', 'inline'] })
})

test('a script that came as markup in a string does not run, as in any page, and keeps others only for a time', async () => {
  const site = await createSite()
  site.file('/never.js', 'log.push("never")')
  const page = await openPage('<div></div>', { site, before: timersWait })
  await page.evaluate(
    (texts) => {
      const [div] = document.getElementsByTagName('div')
      div?.insertAdjacentHTML('beforeend', texts[0])
      const behind = document.createElement('script')
      for (const [name, value] of [
        ['type', 'text/plain'],
        ['data-consent', 'analytics'],
      ] as const)
        behind.setAttribute(name, value)
      behind.textContent = texts[1]
      div?.append(behind)
    },
    [held('', 'src="/never.js"') + held('log.push("inline never")'), 'log.push("behind")'] as const,
  )
  await page.choose('allow')
  await page.settled()
  await page.sees({ log: [] })
  await page.evaluate(() => {
    for (const act of (window as unknown as { later: (() => void)[] }).later) act()
  })
  await page.sees({ log: ['behind'] })
})

test('data that only looks like a script stays data, before a choice and after', async () => {
  const site = await createSite()
  site.file('/own.js', 'window.imported = true')
  const page = await openPage(
    `<script type="importmap" data-consent="analytics">{"imports":{"own":"/own.js"}}</script>
     <script type="application/ld+json" data-consent="analytics">{"a":1}</script>
     <script type="module">import 'own'</script>`,
    { site },
  )
  const types = () => [...document.querySelectorAll('[data-consent]')].map((each) => each.getAttribute('type'))
  await page.sees({ imported: true })
  await page.shows(['importmap', 'application/ld+json'], types)
  await page.choose('allow')
  await page.shows(['importmap', 'application/ld+json'], types)
})

test('a late script that writes into the document does not wipe the page', async () => {
  const page = await openPage(
    `<main>the page</main>${held('document.write("<b id=written>here</b>"); document.close(); ran = true')}`,
  )
  await page.choose('allow')
  await page.sees({ ran: true })
  await page.shows(['the page', 'here', 'SCRIPT'], () => [
    document.querySelector('main')?.textContent,
    document.querySelector('#written')?.textContent,
    document.querySelector('#written')?.previousElementSibling?.tagName,
  ])
})

test('a late script that opens the document gets it, with what stands there, and writes at its own place', async () => {
  const page = await openPage(
    `<main>the page</main>
     ${held('opened = document.open("text/html", "replace") === document; document.writeln("<b id=written>", "here</b>")')}`,
  )
  await page.choose('allow')
  await page.sees({ opened: true })
  await page.shows(['the page', 'here', 'SCRIPT'], () => [
    document.querySelector('main')?.textContent,
    document.querySelector('#written')?.textContent,
    document.querySelector('#written')?.previousSibling?.nodeName,
  ])
})

test("a page's own function in the place of document.write is called by a late script, and stays", async () => {
  const page = await openPage(
    `<script>var caught = []; document.write = (text) => caught.push(text)</script>
     <main>the page</main>
     ${held('document.write("an advertisement"); ran = true')}`,
  )
  await page.choose('allow')
  await page.sees({ ran: true })
  await page.evaluate(() => document.write('another'))
  await page.shows([['an advertisement', 'another'], 'the page'], () => [
    (window as unknown as { caught: string[] }).caught,
    document.querySelector('main')?.textContent,
  ])
})

test('what another document writes meanwhile is written there', async () => {
  const page = await openPage(
    held(`const other = document.implementation.createHTMLDocument('')
      other.open(); other.write('<p>elsewhere</p>'); other.close()
      elsewhere = other.body.textContent`),
  )
  await page.choose('allow')
  await page.sees({ elsewhere: 'elsewhere' })
})

test('an embed has no address before it is allowed, gets it then, and loses it again when it is withdrawn', async () => {
  const site = await createSite()
  site.page('/map', 'a map')
  site.file('/pixel.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')
  const page = await openPage(
    `<iframe data-consent="personalization" data-src="/map" title="map"></iframe>
     <img data-consent="personalization" data-src="/pixel.svg" data-srcset="/pixel.svg 2x" alt="">
     <a></a>`,
    { site },
  )
  await page.requested('/map', 0)
  await page.requested('/pixel.svg', 0)
  await page.choose({ personalization: 'allow' })
  await page.requested('/map', 1)
  await page.requested('/pixel.svg', 1)
  await page.withdraw()
  await page.shows([null, null, null], () => [
    ...[...document.querySelectorAll('[data-consent]')].map((each) => each.getAttribute('src')),
    document.querySelector('img')?.getAttribute('srcset') ?? null,
  ])
  await page.settled() // On a starved machine Firefox once asked twice for a frame that lost and got its address in one moment.
  await page.choose('allow')
  await page.requested('/map', 2)
})

test('a video and a picture wait with the sources inside them', async () => {
  const page = await openPage(`
    <video data-consent="analytics"><source data-src="/v.mp4"></video>
    <picture data-consent="analytics"><source data-srcset="/p.png"><img data-src="/p.png" alt=""></picture>`)
  await page.choose('allow')
  await page.shows(['/v.mp4', '/p.png', '/p.png'], () =>
    [...document.querySelectorAll('source,img')].map((each) => each.getAttribute('src') ?? each.getAttribute('srcset')),
  )
})

const EMBEDS = {
  audio: '<audio data-consent="personalization" data-src="/audio" preload="auto"></audio>',
  'the poster of a video': '<video data-consent="personalization" data-poster="/poster.svg" width="99"></video>',
  embed: '<embed data-consent="personalization" data-src="/embed.svg" type="image/svg+xml">',
  object: '<object data-consent="personalization" data-data="/object.svg" type="image/svg+xml"></object>',
  'a style sheet': '<link data-consent="personalization" data-href="/sheet.css" rel="stylesheet">',
}

test.each(Object.entries(EMBEDS))(
  '%s: no request before it is allowed, then one, and none after',
  async (kind, markup) => {
    const site = await createSite()
    const [, name = '', path = ''] = /data-(src|poster|data|href)="([^"]*)"/.exec(markup) ?? []
    site.file(path, path.endsWith('.svg') ? '<svg xmlns="http://www.w3.org/2000/svg"/>' : 'p { color: red }')
    const page = await openPage(markup, { site })
    const address = (attribute: string) => document.querySelector('[data-consent]')?.getAttribute(attribute) ?? null
    await page.requested(path, 0)
    expect(await page.evaluate(address, name)).toBe(null)
    await page.choose({ personalization: 'allow' })
    await expect.poll(() => site.count(path), { timeout: 10_000 }).toBeGreaterThan(0)
    await page.settled()
    const asked = site.count(path)
    if (kind !== 'audio') expect(asked).toBe(1) // WebKit asks for what it plays in pieces.
    await page.withdraw()
    await page.shows(null, address, name)
    await page.requested(path, asked)
    await page.reload()
    await page.settled()
    await page.requested(path, asked)
  },
)

test('a script that the browser passes over keeps nobody waiting', async () => {
  const site = await createSite()
  site.file('/data.js', '{}')
  site.file('/old.js', 'old = true')
  site.file('/next.js', 'ran = true')
  const page = await openPage(
    held('', 'src="/data.js" data-type="application/ld+json"') +
      held('', 'src="/old.js" nomodule') +
      held('', 'src="/next.js"'),
    { site },
  )
  await page.choose('allow')
  await page.sees({ ran: true, old: undefined })
})

test('what cannot be held is not said to be: an embed with its address in place, a mark on plain markup', async () => {
  const site = await createSite()
  site.page('/map', 'a map')
  const page = await openPage(
    '<iframe data-consent="analytics" src="/map" title="x"></iframe><p data-consent="analytics">text</p>',
    { site },
  )
  await page.requested('/map', 1)
  expect(await page.evaluate(() => window.dongui?.report().held)).toEqual([])
})

test('what is allowed already is let be: data stays data, and nothing is said to be let go', async () => {
  const page = await openPage()
  await page.choose('allow')
  await page.evaluate(() => {
    for (const type of ['application/json', 'text/javascript']) {
      const script = document.createElement('script')
      Object.assign(script, { type, text: 'runs = (window.runs ?? 0) + 1' })
      script.dataset['consent'] = 'analytics'
      document.body.append(script)
    }
  })
  await page.settled()
  await page.sees({ runs: 1 })
  await page.shows(['application/json', 'text/javascript'], () =>
    [...document.querySelectorAll<HTMLScriptElement>('[data-consent]')].map(({ type }) => type),
  )
  expect(await page.evaluate(() => window.dongui?.report().released)).toEqual([])
})

test('an address that would run code is never restored', async () => {
  const page = await openPage(`<iframe data-consent="analytics" data-src="java
script:parent.ran=true" title="x"></iframe><iframe data-consent="analytics" data-src=" JavaScript:parent.ran=true" title="y"></iframe>`)
  await page.choose('allow')
  await page.sees({ ran: undefined })
  await page.shows([null, null], () => [...document.querySelectorAll('iframe')].map((each) => each.getAttribute('src')))
})

test('a template around any markup stays closed before, and its content goes again when it is withdrawn', async () => {
  const site = await createSite()
  site.file('/inside.js', 'log.push("external")')
  const page = await openPage(
    `<script>log = []</script>
    <template data-consent="analytics"><p>inside</p><script src="/inside.js"></script><script>log.push('inline')</script>
    <script type="module">log.push('module')</script></template>`,
    { site },
  )
  // Firefox's preload scanner fetches a script that stands in a template, though it does not run it.
  await page.requested('/inside.js', engine === 'firefox' ? 1 : 0)
  await page.sees({ log: [] })
  await page.choose('allow')
  await page.sees({ log: ['external', 'inline', 'module'] })
  await page.shows('inside', () => document.querySelector('p')?.textContent)
  await page.withdraw()
  await page.shows(null, () => document.querySelector('p'))
})

test('what is inserted later is held too, by any way of inserting, and let go when it is allowed', async () => {
  const page = await openPage('<div id="app"></div>')
  const insert = () => {
    const app = document.querySelector('#app')
    const made = document.createElement('script')
    made.type = 'text/plain'
    made.dataset.consent = 'analytics'
    made.textContent = 'ranMade = true'
    app?.append(made)
    app?.insertAdjacentHTML(
      'beforeend',
      '<i><script type="text/plain" data-consent="analytics">ranHtml = true</script></i>',
    )
  }
  await page.evaluate(insert)
  await page.sees({ ranMade: undefined, ranHtml: undefined })
  await page.choose('allow')
  await page.sees({ ranMade: true })
  await page.evaluate(() => void Object.assign(window, { ranMade: 0 }))
  await page.evaluate(insert)
  await page.sees({ ranMade: true })
})

test('a script waits for a service as well as for a category, and for all of several', async () => {
  const { storyConfig } = await import('../support/story-config')
  const wait = (condition: string, name: string) =>
    `<script type="text/plain" data-consent="${condition}">${name} = true</script>`
  const page = await openPage(
    wait('stats', 'service') + wait('analytics assistant', 'both') + wait('nobody-declared-this', 'unknown'),
    { config: storyConfig },
  )
  await page.choose({ stats: 'allow' })
  await page.sees({ service: true, both: undefined, unknown: undefined })
  await page.choose({ analytics: 'allow' })
  await page.sees({ both: undefined })
  await page.choose({ assistant: 'allow' })
  await page.sees({ both: true, unknown: undefined })
})

test('markup of other tools is understood', async () => {
  const page = await openPage(`
    <script type="text/plain" data-category="analytics">a = 1</script>
    <script type="text/plain" data-cookieconsent="statistics">b = 1</script>
    <script type="text/plain" data-name="analytics">c = 1</script>
    <script type="text/plain" class="optanon-category-C0002">d = 1</script>
    <p data-category="analytics" data-name="x">not a held element</p>`)
  await page.sees({ a: undefined, b: undefined, c: undefined, d: undefined })
  await page.choose({ analytics: 'allow' })
  await page.sees({ a: 1, b: 1, c: 1, d: 1 })
})

test('with a nonce on the tag only scripts that carry it are let go', async () => {
  const page = await openPage(
    `<script type="text/plain" data-consent="analytics" nonce="abc">ran = true</script>
     <script type="text/plain" data-consent="analytics">injected = true</script>`,
    {
      tag: 'nonce="abc"',
      headers: {
        'Content-Security-Policy':
          "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'",
      },
    },
  )
  await page.choose('allow')
  await page.sees({ ran: true, injected: undefined })
})

test('a script in a drawing is held and let go like any other, with a nonce on the tag and beside what is no frame', async () => {
  const page = await openPage(
    `<svg><script type="text/plain" data-consent="analytics" nonce="abc">ran = ['drawing']</script></svg>
     <svg><script type="text/plain" data-consent="analytics">injected = true</script><iframe></iframe></svg>
     <script type="text/plain" data-consent="analytics" nonce="abc">ran.push('page')</script>`,
    { tag: 'nonce="abc"' },
  )
  await page.sees({ ran: undefined })
  await page.choose('allow')
  await page.sees({ ran: ['drawing', 'page'], injected: undefined })
})

test('what a script puts in while it is let go is held, and let go behind it', async () => {
  const page = await openPage(
    held(`
      document.body.insertAdjacentHTML('beforeend',
        '<iframe name="inside"></iframe><img data-consent="analytics" data-src="/late.gif" alt="">' +
        '<iframe data-consent="personalization" data-src="/inside" title="Map"></iframe>')
      const script = Object.assign(document.createElement('script'), { type: 'text/plain', text: 'ran = "later"' })
      script.setAttribute('data-consent', 'analytics')
      document.body.append(script)
      ran = 'first'`),
  )
  await page.choose({ analytics: 'allow', personalization: 'refuse' })
  await page.sees({ ran: 'later' })
  await page.requested('/late.gif', 1)
  await page.requested('/inside', 0)
  expect(await page.evaluate(() => window.dongui?.report().held.map(({ name }) => name))).toContain('/inside')
})

test('ten thousand scripts run in order, and the page answers meanwhile', async () => {
  const page = await openPage(`<script>count = 0</script>${held('count++').repeat(10_000)}`)
  await page.choose('allow')
  await page.sees({ count: 10_000 })
})
