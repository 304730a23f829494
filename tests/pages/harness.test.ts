// The harness itself, without the widget: what every other story takes for granted, in each engine.

import { expect, test } from 'vitest'
import { createSite, engine, gateway, openPage, openSite, pageText } from '../support/story'

const plain = { tag: false } as const

test('what is asked of a page is awaited, and travels as JSON both ways', async () => {
  const page = await openPage('', plain)
  const answer = await page.evaluate(
    async (given, { more }) => {
      await new Promise((resolve) => setTimeout(resolve))
      return { given, more: [...more, 3], korean: '동의', nothing: null }
    },
    '"</script>\u2028',
    { more: [1, 2] },
  )
  expect(answer).toEqual({ given: '"</script>\u2028', more: [1, 2, 3], korean: '동의', nothing: null })
  expect(await page.evaluate(() => undefined)).toBeUndefined()
})

test('what is thrown in a page is thrown in the story', async () => {
  const page = await openPage('', plain)
  await expect(page.evaluate(() => Promise.reject(new TypeError('not here')))).rejects.toThrow('TypeError: not here')
})

test('a page under a strict policy can be asked like any other', async () => {
  const page = await openPage('<script nonce="abc">ran = true</script><script>alien = true</script>', {
    ...plain,
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'",
    },
  })
  await page.sees({ ran: true, alien: undefined })
  expect(await page.evaluate(() => 1 + 1)).toBe(2)
})

test('every page has the same viewport, is visible, has the focus and a secure context', async () => {
  const page = await openPage('', plain)
  const state = () => [
    innerWidth,
    innerHeight,
    devicePixelRatio,
    document.visibilityState,
    document.hasFocus(),
    isSecureContext,
  ]
  expect(await page.evaluate(state)).toEqual([1280, 800, 1, 'visible', true, true])
})

test('scripts of a page run, from the site, from a subdomain and from another site', async () => {
  const site = await createSite()
  site.file('/own.js', 'ran = ["own"]')
  site.subdomain('www').file('/sub.js', 'ran.push("sub")')
  site.elsewhere('tracker').file('/a.js?id=1', 'ran.push("tracker")')
  const page = await openPage(
    ['/own.js', `${site.subdomain('www').origin}/sub.js`, `${site.elsewhere('tracker').origin}/a.js?id=1`]
      .map((src) => `<script src="${src}"></script>`)
      .join(''),
    { ...plain, site },
  )
  await page.sees({ ran: ['own', 'sub', 'tracker'] })
})

test('the server knows who asked for what', async () => {
  const site = await createSite()
  site.file('/collect', '')
  const page = await openPage('', { ...plain, site, headers: { 'Set-Cookie': 'seen=1; HttpOnly' } })
  await page.evaluate(() => fetch('/collect?hit=1', { method: 'POST', body: '{"안녕":1}' }).then(() => null))
  await page.requested('/collect')
  expect(site.requests.map(({ method, host, path, body }) => [method, host, path, body])).toEqual([
    ['GET', site.name, '/', ''],
    ['POST', site.name, '/collect?hit=1', '{"안녕":1}'],
  ])
  expect(site.requests[1]?.headers).toMatchObject({ cookie: 'seen=1', 'content-type': 'text/plain;charset=UTF-8' })
})

test('a page that settled has done all it does by itself, however long its chain', async () => {
  const site = await createSite()
  site.file(
    '/1.js',
    'setTimeout(() => { const s = document.createElement("script"); s.src = "/2.js"; document.head.append(s) })',
  )
  site.file('/2.js', 'requestAnimationFrame(() => fetch("/3.json").then((r) => r.json()).then((j) => { seen = j }))')
  site.file('/3.json', '{"end":true}', { delayMs: 100 })
  const page = await openPage('<script src="/1.js" defer></script>', { ...plain, site })
  await page.settled()
  expect(await page.evaluate(() => (window as unknown as { seen: unknown }).seen)).toEqual({ end: true })
  await page.sees({ 'seen.end': true, 'seen.never': undefined })
  await page.requested('/4', 0)
})

test('two tabs share cookies and hear each other', async () => {
  const page = await openPage(
    '<script>heard = []; new BroadcastChannel("x").onmessage = (e) => heard.push(e.data)</script>',
    plain,
  )
  const other = await page.inAnotherTab()
  await other.evaluate(() => {
    document.cookie = 'shared=1'
    new BroadcastChannel('x').postMessage('hello')
  })
  await page.sees({ heard: ['hello'] })
  expect(await page.cookies()).toEqual(['shared'])
  expect(await page.evaluate(() => document.visibilityState)).toBe('visible')
})

test('stories are kept apart by origin, and a subdomain shares what says so', async () => {
  const first = await openPage('', plain)
  await first.evaluate((host) => {
    document.cookie = 'own=1'
    document.cookie = `shared=1; domain=${host}`
    document.cookie = 'anybody=1; domain=localhost'
    localStorage.setItem('kept', '1')
  }, first.site.name)
  expect((await first.cookies()).sort()).toEqual(['own', 'shared'])

  const second = await openPage('', plain)
  expect(await second.cookies()).toEqual([])
  expect(await second.evaluate(() => localStorage.length)).toBe(0)

  first.site.subdomain('www').page('/', pageText('', plain))
  await first.visit(`${first.site.subdomain('www').origin}/`)
  expect(await first.cookies()).toEqual(['shared'])
})

test("the browser's own jar shows HttpOnly cookies too", async () => {
  const page = await openPage('', { ...plain, headers: { 'Set-Cookie': 'id=7; HttpOnly; Path=/' } })
  await page.evaluate(() => {
    document.cookie = 'own=1'
  })
  expect(await page.cookies()).toEqual(['own'])
  const jar = (await page.jar()).map(({ name, value, domain, path, httpOnly }) => ({
    name,
    value,
    domain,
    path,
    httpOnly,
  }))
  expect(jar.sort((a, b) => a.name.localeCompare(b.name))).toEqual([
    { name: 'id', value: '7', domain: page.site.name, path: '/', httpOnly: true },
    { name: 'own', value: '1', domain: page.site.name, path: '/', httpOnly: false },
  ])
})

test('keys arrive as a visitor presses them', async () => {
  const page = await openPage(
    `<input id="first"><button onclick="pressed = (globalThis.pressed ?? 0) + 1">b</button>
     <script>keys = []; addEventListener('keydown', (e) => keys.push([e.key, e.shiftKey, e.isTrusted]))</script>`,
    plain,
  )
  for (const key of ['Tab', 'Tab', 'Enter', 'Space', 'Shift+Tab', 'Escape', 'ArrowDown'] as const) await page.key(key)
  await page.sees({
    pressed: 2,
    keys: [
      ['Tab', false, true],
      ['Tab', false, true],
      ['Enter', false, true],
      [' ', false, true],
      ['Shift', true, true],
      // WebKitGTK makes its Shift+Tab from a key without a name; it moves the focus all the same.
      [engine === 'webkit' ? 'Unidentified' : 'Tab', true, true],
      ['Escape', false, true],
      ['ArrowDown', false, true],
    ],
    'document.activeElement.id': 'first',
  })
})

test('keys reach the tab they are meant for, also when another was opened after it', async () => {
  const body = '<button autofocus onclick="pressed = true">b</button>'
  const page = await openPage(body, plain)
  const other = await page.inAnotherTab()
  await page.key('Enter')
  await page.sees({ pressed: true })
  await other.sees({ pressed: undefined })
})

test('the mouse presses what is seen in an open shadow root, and waits until it is there and uncovered', async () => {
  const page = await openPage(
    `<p style="block-size: 200vh"></p><dongui-ui></dongui-ui><script>
       const root = document.querySelector('dongui-ui').attachShadow({ mode: 'open' })
       const draw = () => {
         root.innerHTML = '<div data-view="notice"><button data-action="allow" onclick="event.isTrusted && (allowed = true)">a</button></div>'
       }
       const lid = document.createElement('div')
       lid.style = 'position: fixed; inset: 0'
       document.body.append(lid)
       setTimeout(() => { draw(); setTimeout(() => lid.remove(), 100) }, 100)
     </script>`,
    plain,
  )
  await page.seesView('notice')
  await page.press('allow', { view: 'notice' })
  await page.sees({ allowed: true })
  expect(await page.inUi((root, tag) => root.querySelector(tag)?.textContent, 'button')).toBe('a')
  await page.evaluate(() => document.querySelector('dongui-ui')?.remove())
  await page.seesNoView()
})

test('a page comes back as it was left', async () => {
  const site = await createSite()
  site.page('/next', pageText('<script>where = "next"</script>', plain))
  const page = await openPage(
    '<script>where = "first"; shown = []; addEventListener("pageshow", (e) => shown.push(e.persisted))</script>',
    { ...plain, site },
  )
  for (let times = 1; times <= 3; times++) {
    await page.visit('/next')
    await page.sees({ where: 'next' })
    await page.goBack()
    await page.sees({ where: 'first', shown: [false, ...Array(times).fill(true)] })
    await page.goForward()
    await page.sees({ where: 'next' })
    await page.goBack()
    await page.evaluate(() => (window as unknown as { shown: boolean[] }).shown.pop())
  }
  await page.reload()
  await page.sees({ where: 'first', shown: [false] })
})

test('a page that is left while it is asked is an error, not a hang', async () => {
  const page = await openPage('', plain)
  const asked = page.evaluate(() => {
    setTimeout(() => location.assign('/?elsewhere'))
    return new Promise(() => undefined)
  })
  await expect(asked).rejects.toThrow()
  await page.shows('?elsewhere', () => location.search)
})

test('errors that nobody caught are known, from before and after a reload', async () => {
  const page = await openPage(
    `<script>setTimeout(() => { throw new TypeError('thrown') }); Promise.reject(new RangeError('rejected'))</script>`,
    { ...plain, errors: 'expected' },
  )
  await page.settled()
  const once = await page.errors()
  expect(once.filter((each) => each.includes('TypeError: thrown'))).toHaveLength(1)
  expect(once.filter((each) => each.includes('RangeError: rejected'))).toHaveLength(1)
  await page.reload()
  await page.settled()
  expect(await page.errors()).toHaveLength(4)
})

test('an answer held back by the story comes when the story says so', async () => {
  const site = await createSite()
  const { release, open } = gateway()
  site.file('/slow.js', 'ran = true', { release })
  site.page('/', pageText('<script src="/slow.js" async></script><script>waiting = true</script>', plain))
  const opening = openSite(site)
  await expect.poll(() => site.pending()).toBe(1)
  open()
  const page = await opening
  await page.sees({ waiting: true, ran: true })
})
