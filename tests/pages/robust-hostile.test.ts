// Hostile pages: what a page's markup, libraries, styles and callbacks may do to us. Whatever it is, nothing that was
// refused is let through, the page stays usable, and, but where that is impossible, the notice is there and decides.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import ko from '../../src/locales/ko'
import { libraryText, likeMooTools, likePrototype } from '../support/libraries'
import { createSite, engine, openPage, openSite, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))
/** Every word in our code that stands behind a dot, in a list of natives, or in braces taken apart: what we touch of a page. */
const TOUCHED = [
  ...new Set(
    readdirSync(SRC, { recursive: true, encoding: 'utf8' })
      .filter((file) => /^(?:gate|ui|core|[\w-]+\.ts)/.test(file) && /\.tsx?$/.test(file))
      .map((file) => readFileSync(`${SRC}/${file}`, 'utf8').replace(/^\s*(?:\/\/|\/\*|\*).*$/gm, ''))
      .flatMap((code) => code.match(/[A-Za-z_$][\w$]*/g) ?? []),
  ),
]

const held = '<script type="text/plain" data-consent="stats">ran = (window.ran || 0) + 1</script>'

/** The browser's own functions, kept where neither markup nor a library reaches them. */
const NATIVES = `<script>(() => {
  const { prototype } = Document
  const of = (name) => Object.getOwnPropertyDescriptor(prototype, name)
  const find = prototype.querySelector, all = prototype.querySelectorAll
  const cookie = of('cookie')
  const { apply } = Reflect
  const attribute = Element.prototype.getAttribute
  const shadow = Object.getOwnPropertyDescriptor(Element.prototype, 'shadowRoot').get
  const inside = DocumentFragment.prototype.querySelector
  const page = document, click = HTMLElement.prototype.click
  const root = () => { const host = apply(find, page, ['dongui-ui']); return host && apply(shadow, host, []) }
  Object.defineProperty(window, 'own', { value: {
    notice: () => { const at = root(); return !!(at && apply(inside, at, ['[data-view=notice]'])) },
    press: (action) => { apply(click, apply(inside, root(), ['[data-action=' + action + ']']), []) },
    cookies: () => apply(cookie.get, page, []),
    setItem: Storage.prototype.setItem,
    write: (text) => { Reflect.apply(Object.getOwnPropertyDescriptor(prototype, 'cookie').set, page, [text]) },
  } })
})()</script>`

interface Own {
  notice(): boolean
  press(action: string): void
  cookies(): string
  write(text: string): void
}
type Page = Window & { own: Own; ran?: number; dongui?: { allows(id: string): boolean } }

/** Looks at a page only by functions that were kept before anything happened to it. */
async function openHostile(before: string, after = '', body = held): Promise<StoryPage> {
  const site = await createSite()
  const text = pageText(`${after}${body}`, { config: storyConfig }).replace('<head>', () => `<head>${NATIVES}${before}`)
  site.page('/', text)
  return openSite(site, '/', { errors: 'expected' })
}

/** Before a choice nothing runs and nothing is stored; the notice is drawn; "allow" lets go, "refuse" takes back. */
async function behavesAsEver(page: StoryPage, { isDrawn = true } = {}): Promise<void> {
  const write = (value: number) =>
    page.evaluate((it) => {
      const { own } = window as unknown as Page
      own.write(`visitor=${it}; path=/`)
      own.write(`_st_glob=${it}; path=/`)
      return own.cookies()
    }, value)
  const ran = () => page.evaluate(() => (window as unknown as Page).ran ?? 0)
  if (isDrawn) await page.shows(true, () => (window as unknown as Page).own.notice())
  expect(await write(1)).toBe('')
  expect(await ran()).toBe(0)
  if (!isDrawn) return
  await page.evaluate(() => (window as unknown as Page).own.press('allow'))
  await page.shows(1, () => (window as unknown as Page).ran ?? 0)
  await page.shows(false, () => (window as unknown as Page).own.notice())
  expect(await write(2)).toMatch(/visitor=2/)
  await page.evaluate(() => (window as unknown as { dongui: { withdraw(): unknown } }).dongui.withdraw())
  await page.shows(true, () => /^dongui=[^;]*$/.test((window as unknown as Page).own.cookies()))
  expect(await write(3)).not.toMatch(/visitor|_st_/)
}

test('every name that we touch of the document, taken by an element of the page', async () => {
  const page = await openHostile(
    '',
    `<script>
      const names = ${JSON.stringify(TOUCHED)}.filter((name) => name in Document.prototype || name in window)
      const box = Document.prototype.createElement.call(document, 'div')
      for (const name of names) {
        const image = Document.prototype.createElement.call(document, 'img')
        Element.prototype.setAttribute.call(image, 'name', name)
        Element.prototype.setAttribute.call(image, 'id', name)
        Node.prototype.appendChild.call(box, image)
      }
      Node.prototype.appendChild.call(Object.getOwnPropertyDescriptor(Document.prototype, 'body').get.call(document), box)
      clobbered = names.filter((name) => document[name] instanceof HTMLImageElement).length
    </script>`,
  )
  expect(await page.evaluate(() => (window as unknown as { clobbered: number }).clobbered)).toBeGreaterThan(30)
  await behavesAsEver(page)
})

test('the same where the elements stand before the tag', async () => {
  const site = await createSite()
  const names = TOUCHED.filter((name) => name !== 'ran')
    .map((name) => `<img name="${name}" id="${name}" alt="">`)
    .join('')
  const config = `<script type="application/json" data-dongui="config">${JSON.stringify(storyConfig)}</script>`
  site.page(
    '/',
    `<!doctype html><html><head>${NATIVES}</head><body>${names}${config}<script src="/dongui/dongui.js"></script>${held}</body></html>`,
  )
  await behavesAsEver(await openSite(site, '/', { errors: 'expected' }))
})

test('a form whose fields are named after what we touch of an element: held, and around the notice', async () => {
  const fields = TOUCHED.map((name) => `<input name="${name}">`).join('')
  const page = await openHostile(
    '',
    `<form><a href="#main">skip</a></form><form data-consent="stats" data-src="/x" data-dongui="nothing">${fields}</form>`,
  )
  await behavesAsEver(page)
})

const LIBRARIES: [string, () => Promise<string> | string][] = [
  ['code like Prototype 1.7’s', () => `(${likePrototype})()`],
  ['code like MooTools 1.2’s', () => `(${likeMooTools})()`],
  ['core-js', () => libraryText('core-js')],
]

test.each(LIBRARIES)('built-ins that %s has replaced before us', async (_, text) => {
  await behavesAsEver(await openHostile(`<script>${inScript(await text())}</script>`))
})

test.each(LIBRARIES)('built-ins that %s replaces after us', async (_, text) => {
  await behavesAsEver(await openHostile('', `<script>${inScript(await text())}</script>`))
})

test.each(LIBRARIES)('what was stored before is erased all the same where %s is there', async (_, text) => {
  const site = await createSite()
  const library = `<script>${inScript(await text())}</script>`
  site.page('/before', `<script>document.cookie = '_st_1=1; path=/'; localStorage.setItem('stats-queue', 1)</script>`)
  site.page(
    '/a/b',
    pageText('<script>keys = Object.keys(localStorage).length</script>', { config: storyConfig }).replace(
      '<head>',
      () => `<head>${library}<script>document.cookie = 'visitor=1; path=/a'</script>`,
    ),
  )
  const page = await openSite(site, '/before', { errors: 'expected' })
  await page.visit('/a/b')
  await page.sees({ keys: 0 })
  expect(await page.cookies()).toEqual([])
})

/** What we read of objects that others give us or that we give to others: settings, decisions, options, traps. */
const READ =
  `service policy version url contact mode unknown categories services required hosts cookies storage guard network
  choices record name domain days language id title why withoutIt kind analytics stats visitor allow refuse ask base check
  capture once passive detail bubbles cancelable composed attributes characterData path expires secure sameSite apply
  construct has ownKeys deleteProperty defineProperty getOwnPropertyDescriptor getPrototypeOf`.match(/\w+/g)

test.each(['true', '"allow"', '() => true', '{}'])(
  'Object.prototype with %s under every name that we read: nothing is granted by it',
  async (value) => {
    const page = await openHostile(
      `<script>for (const name of ${JSON.stringify(READ)}) if (!(name in Object.prototype)) Object.prototype[name] = ${value}</script>`,
    )
    await behavesAsEver(page, { isDrawn: false })
  },
)

test('Object.prototype.return breaks every script of the page, ours too: what is marked stays held', async () => {
  const page = await openHostile('<script>Object.prototype.return = true</script>')
  await page.shows(0, () => (window as unknown as Page).ran ?? 0)
  expect(await page.evaluate(() => !!(window as unknown as Page).dongui?.allows('stats'))).toBe(false)
})

test.each(['get', 'set', 'value', 'writable', 'configurable', 'enumerable'])(
  'Object.prototype.%s: what is marked stays held, whatever else breaks',
  async (name) => {
    const page = await openHostile(`<script>Object.prototype['${name}'] = () => 'allow'</script>`)
    await page.shows(0, () => (window as unknown as Page).ran ?? 0)
    expect(await page.evaluate(() => !!(window as unknown as Page).dongui?.allows('stats'))).toBe(false)
    expect(
      await page.evaluate(() => {
        const { own } = window as unknown as Page
        own.write('visitor=1; path=/')
        return own.cookies()
      }),
    ).toBe('')
  },
)

test('Object.prototype with what libraries put there', async () => {
  const page = await openHostile(
    `<script>
      Object.prototype.toJSON = undefined
      Object.prototype.extend = function (more) { for (const key in more) this[key] = more[key]; return this }
      Object.prototype.forEach = function (act) { for (const key in this) act(this[key], key) }
      Object.prototype.once = true; Object.prototype.passive = true; Object.prototype.signal = undefined
    </script>`,
  )
  await behavesAsEver(page)
})

/** Text may not end the script that it stands in. */
function inScript(text: string): string {
  return text.replaceAll('</script', '<\\/script').replaceAll('<!--', '<\\!--')
}

test('styles that hide, move and cover everything leave the notice where it is', async () => {
  const page = await openPage(`<div style="position:fixed;inset:0;z-index:2147483647;background:#fff">cover</div>`, {
    config: storyConfig,
    head: `<style>
        * { all: unset !important; font-size: 90px !important; color: #fff !important; background: #fff !important; transform: rotate(9deg) !important }
        html, body { display: grid !important; overflow: hidden !important }
        dongui-ui { opacity: 0; display: none; visibility: hidden; position: static; clip-path: inset(50%); pointer-events: none; transform: scale(0); filter: blur(9px) }
        ::part(x), section, button, h2 { display: none !important }
        [popover] { display: none !important }
      </style>`,
  })
  await page.seesView('notice')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await page.evaluate(() => window.dongui?.record?.categories['analytics'])).toBe('refuse')
})

test('a page that is written vertically: the notice decides, but Firefox has it out of sight and everything refused', async () => {
  const page = await openPage(held, {
    config: storyConfig,
    head: '<style>html { writing-mode: vertical-rl }</style>',
  })
  await page.seesView('notice')
  const isInSight = () =>
    page.inUi((root) => {
      const { top, bottom } = root.querySelector('[data-view=notice]')?.getBoundingClientRect() ?? new DOMRect()
      return top >= 0 && bottom <= innerHeight
    })
  expect(await isInSight()).toBe(engine !== 'firefox')
  await page.sees({ ran: undefined })
  if (engine === 'firefox') return void (await page.open('settings'))
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
})

test('a page that hides our element by force, as far as it can: the notice is there all the same, and decides', async () => {
  const page = await openPage(`${held}<button id="own" onclick="pressed = true">the page</button>`, {
    config: storyConfig,
    head: '<style>dongui-ui { display: none !important; visibility: hidden !important; opacity: 0 !important }</style>',
  })
  await page.seesView('notice')
  await page.click('#own')
  await page.sees({ pressed: true, ran: undefined, 'dongui.record': null })
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.sees({ ran: undefined })
})

test('callbacks that throw, that never return, that ask again from within', async () => {
  const page = await openPage(held, { config: storyConfig, errors: 'expected' })
  await page.evaluate(() => {
    const { dongui } = window
    const page = window as unknown as { log: string[] }
    page.log = []
    if (!dongui) return
    dongui.on('change', () => {
      throw new Error('mine')
    })
    dongui.on('change', () => new Promise(() => null) as never)
    let depth = 0
    dongui.on('change', ({ record }) => {
      page.log.push(`${record?.categories['analytics']}`)
      if (depth++ < 5) void dongui.choose(depth % 2 ? 'refuse' : 'allow')
    })
    dongui.on('released', () => void dongui.choose('allow'))
    dongui.on('held', () => dongui.report())
    document.addEventListener('dongui:change', (event) => event.stopImmediatePropagation(), true)
    void dongui.choose('allow')
  })
  // allow, then by turns: the last word holds, in the page and on the device.
  await page.sees({ log: ['allow', 'refuse', 'allow', 'refuse', 'allow', 'refuse'] })
  await page.reload()
  await page.sees({ 'dongui.record.categories.analytics': 'refuse' })
})

test('a released script that never ends its loop of tasks, throws, withdraws and destroys', async () => {
  const page = await openPage(
    `<script type="text/plain" data-consent="stats">first = true; (function again() { setTimeout(again) })(); throw new Error('vendor')</script>
     <script type="text/plain" data-consent="stats">second = true; dongui.withdraw()</script>
     <script type="text/plain" data-consent="stats">third = true</script>`,
    { config: storyConfig, errors: 'expected' },
  )
  await page.choose('allow')
  await page.sees({ first: true, second: true })
  await page.sees({ 'dongui.record.categories.analytics': 'refuse' })
  expect(await page.evaluate(() => (window as unknown as { third?: boolean }).third)).toBeUndefined()
})

test('ten thousand marked elements of every kind: held, and the page answers while they are let go', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.evaluate(() => {
    const box = document.createElement('div')
    for (let index = 0; index < 10_000; index++) {
      const kind = ['script', 'img', 'iframe', 'template', 'link'][index % 5] ?? 'img'
      const element = document.createElement(kind === 'iframe' && index % 500 ? 'img' : kind)
      if (kind === 'script') Object.assign(element, { type: 'text/plain', textContent: 'ran = (window.ran || 0) + 1' })
      else element.setAttribute('data-src', 'data:,')
      element.setAttribute('data-consent', 'stats')
      box.append(element)
    }
    document.body.append(box)
  })
  await page.sees({ ran: undefined })
  const longest = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let last = performance.now()
        let most = 0
        const turn = () => {
          const now = performance.now()
          most = Math.max(most, now - last)
          last = now
          if ((window as unknown as Page).ran === 2000) resolve(most)
          else setTimeout(turn)
        }
        turn()
        void window.dongui?.choose('allow')
      }),
  )
  expect(await longest).toBeLessThan(1000)
  await page.sees({ ran: 2000 })
})

test('five hundred cookies, and the record among them', async () => {
  const site = await createSite()
  // A browser keeps some 180 of a site and forgets the oldest: the record is as good as any.
  site.page('/', pageText(held, { config: storyConfig }))
  const page = await openSite(site, '/')
  await page.choose('refuse')
  const [before, after] = await page.evaluate(async () => {
    const { dongui } = window
    for (let index = 0; index < 500; index++) {
      document.cookie = `other${index}=1; path=/`
      document.cookie = `_st_${index}=1; path=/`
    }
    const names = document.cookie
    await dongui?.choose('refuse')
    return [/_st_/.test(names), /(^|; )dongui=1!/.test(document.cookie)]
  })
  expect([before, after]).toEqual([false, true])
  await page.reload()
  await page.sees({ ran: undefined, 'dongui.record.categories.analytics': 'refuse' })
})

test('a megabyte of configuration is read, held to and drawn', async () => {
  const services = Array.from({ length: 5000 }, (_, index) => ({
    id: `service-${index}`,
    name: `Service ${index} ${'x'.repeat(200)}`,
    cookies: [{ name: `big_${index}` }, { name: `glob_${index}_*` }],
  }))
  const [necessary, analytics, personalization] = storyConfig.categories ?? []
  const config = {
    ...storyConfig,
    categories: [necessary, { ...analytics, services: [...(analytics?.services ?? []), ...services] }, personalization],
  }
  expect(JSON.stringify(config).length).toBeGreaterThan(1_000_000)
  const page = await openPage(held, { config })
  await page.seesView('notice')
  await page.evaluate(() => {
    document.cookie = 'big_3999=1'
    document.cookie = 'glob_17_x=1'
  })
  expect(await page.cookies()).toEqual([])
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.reload()
  await page.seesNoView()
  await page.sees({ ran: undefined })
})

/** Markup of ours that only a text could have brought, in what was drawn anywhere, and what of the page is no longer as it was. */
const whatBrokeOut = (page: StoryPage) =>
  page.evaluate(() => {
    const roots = (root: Document | ShadowRoot | Element): (ShadowRoot | Element)[] =>
      [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
        shadowRoot ? [shadowRoot, ...roots(shadowRoot)] : [],
      )
    const drawn = [...roots(document), ...document.querySelectorAll('.dongui-declaration')]
    const found = drawn.flatMap((root) => [
      ...root.querySelectorAll('img,script,iframe,object,embed,style'),
      ...[...root.querySelectorAll('a')].filter(({ protocol }) => /script|data/.test(protocol)),
      ...[...root.querySelectorAll('*')].filter((each) =>
        [...each.attributes].some(({ name }) => name.startsWith('on')),
      ),
    ])
    const { broke, mine } = window as unknown as Record<string, unknown>
    const now = [document.images.length, document.querySelectorAll('style').length]
    return [
      found.map((each) => each.outerHTML.slice(0, 200)),
      broke ?? null,
      JSON.stringify(mine) === JSON.stringify(now),
    ]
  })
const NOTHING_BROKE_OUT = [[], null, true]

test('markup, addresses and styles in every text of a configuration stay text, wherever it is drawn', async () => {
  const evil = `"><img src=x onerror="broke=1"></style><script>broke=1</script><style>*{display:none}</style>{{x}}\${x}{service}`
  const url = 'javascript:broke=1'
  const evilWords = (words: object): object =>
    Object.fromEntries(
      Object.entries(words).map(([key, each]) => [
        key,
        typeof each === 'string' && key !== 'direction' ? evil + each : Object(each) === each ? evilWords(each) : each,
      ]),
    )
  const config = {
    service: { name: evil, url },
    policy: { url, version: '2026-11-01', changes: evil },
    contact: {
      department: evil,
      email: `a@b"><img src=x onerror=broke=1>`,
      phone: evil,
      agencies: [{ name: evil, url }],
    },
    record: { endpoint: url },
    texts: { ko: evilWords(ko) },
    categories: [
      {
        id: 'analytics',
        title: evil,
        why: evil,
        withoutIt: evil,
        services: [
          {
            id: 'stats',
            name: evil,
            provider: evil,
            policyUrl: url,
            collects: evil,
            recipients: [{ name: evil, receives: evil, why: evil, kept: evil }],
            country: 'KR',
            cookies: [
              { name: evil, why: evil, days: 3 },
              { name: 'visitor', why: evil },
            ],
            storage: [{ name: '__proto__', why: evil }],
          },
          { id: 'own', name: evil, collects: evil, basis: evil, kept: evil },
        ],
      },
    ],
  }
  const page = await openPage(
    `<div data-dongui="declaration"></div>
     <iframe data-consent="stats" data-src="/map" title="${evil.replaceAll('"', '&quot;')}" width="640" height="360"></iframe>
     <style>p { color: red }</style><img alt="">
     <script>mine = [document.images.length, document.querySelectorAll('style').length]</script>`,
    { config, tag: `src="/dongui/dongui.js" data-language="${evil.replaceAll('"', '&quot;')}"` },
  )
  await page.seesView('notice')
  // What was said is what is read, letter by letter.
  expect(await page.inUi((root) => root.querySelector('[data-view=notice]')?.textContent)).toContain(
    '<img src=x onerror="broke=1">',
  )
  await page.shows(true, () => !!document.querySelector('.dongui-declaration table'))
  await page.shows(1, () => document.querySelectorAll('dongui-embed').length)
  expect(await whatBrokeOut(page)).toEqual(NOTHING_BROKE_OUT)
  for (const view of ['settings', 'refusal', 'record'] as const) {
    await page.open(view)
    await page.settled()
    expect(await whatBrokeOut(page)).toEqual(NOTHING_BROKE_OUT)
  }
  await page.key('Escape')
  await page.choose('ask')
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  await page.settled()
  expect(await whatBrokeOut(page)).toEqual(NOTHING_BROKE_OUT)
})

test('markup and addresses in what the tag says of itself stay text', async () => {
  const evil = `&quot;><img src=x onerror=&quot;broke=1&quot;></script><script>broke=1</script>`
  const page = await openPage(
    `<div data-dongui="declaration"></div><img alt=""><script>mine = [document.images.length, 0]</script>`,
    {
      tag: `src="/dongui/dongui.js" data-service="${evil}" data-policy="javascript:broke=1" data-language="${evil}"`,
    },
  )
  await page.seesView('notice')
  expect(await page.inUi((root) => root.querySelector('[data-view=notice]')?.textContent)).toContain('<img src=x')
  await page.shows(true, () => !!document.querySelector('.dongui-declaration'))
  for (const view of ['settings', 'refusal', 'record'] as const) {
    await page.open(view)
    await page.settled()
    expect(await whatBrokeOut(page)).toEqual(NOTHING_BROKE_OUT)
  }
})

test('markup in what a record is called: the notice speaks for the host, and it stays text', async () => {
  const evil = '"><img src=x onerror="broke=1">'
  const page = await openPage(`${held}<script>mine = [document.images.length, 0]</script>`, {
    config: { ...storyConfig, record: { name: evil, domain: evil, endpoint: evil } },
  })
  await page.seesView('notice')
  expect(await page.inUi((root) => root.querySelector('[data-view=notice]')?.textContent)).toContain(page.site.name)
  await page.choose('allow')
  await page.sees({ ran: undefined })
  expect(await whatBrokeOut(page)).toEqual(NOTHING_BROKE_OUT)
})

test('injected marks that name nothing, or everything, grant nothing', async () => {
  const page = await openPage(
    `<script type="text/plain" data-consent="__proto__">ran = 1</script>
     <script type="text/plain" data-consent="constructor toString">ran = 1</script>
     <script type="text/plain" data-consent="stats'];alert(1)//">ran = 1</script>
     <script type="text/plain" data-category="toString hasOwnProperty">ran = 1</script>
     <script type="text/plain" data-consent="">ran = 1</script>
     <iframe data-consent="necessary" data-src="javascript:parent.ran=1"></iframe>`,
    { config: storyConfig },
  )
  await page.choose('allow')
  await page.sees({ ran: undefined })
})
