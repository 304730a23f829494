// How the tag and its parts get into a page, or do not: whatever happens, nothing refused runs, and the page is usable.

import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { theBrowser } from '../support/browser'
import {
  createSite,
  engine,
  gateway,
  openPage,
  openSite,
  pageText,
  type Site,
  type StoryPage,
  storyIn,
} from '../support/story'
import { storyConfig } from '../support/story-config'

const TAG = fileURLToPath(new URL('../../dist/tag', import.meta.url))
const FOLDER = readdirSync(TAG).find((name) => /^[0-9a-f]{8}$/.test(name)) ?? ''
const gate = readFileSync(`${TAG}/dongui.js`, 'utf8')
const held = '<script type="text/plain" data-consent="analytics">ran = (window.ran || 0) + 1</script>'
const attributes = 'data-service="x" data-policy="/p" data-policy-version="1"'
const CORS = { headers: { 'access-control-allow-origin': '*' } }
const ui = `/dongui/${FOLDER}/ui-ko.js`

/** For pages that are long on their way: what drives WebKit waits itself until a page has loaded. */
const addFrame = (page: StoryPage, path: string) =>
  page.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src })), path)

test('two versions of the tag: the first one’s gate, one notice, one run', async () => {
  const site = await createSite()
  // Another version has another folder of parts.
  site.file('/old/dongui.js', gate.replaceAll(FOLDER, '00000000'))
  for (const file of readdirSync(`${TAG}/${FOLDER}`))
    site.file(`/old/00000000/${file}`, readFileSync(`${TAG}/${FOLDER}/${file}`, 'utf8'), CORS)
  const page = await openPage(held, {
    site,
    tag: false,
    head: `<script src="/old/dongui.js" ${attributes}></script><script>first = dongui</script>
      <script src="/dongui/dongui.js" ${attributes}></script><script>same = first === dongui</script>`,
  })
  await page.sees({ same: true })
  await page.seesView('notice')
  await page.requested('/old/00000000/ui-ko.js', 1)
  await page.requested('/dongui/0', 0)
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
  await page.seesNoView()
})

test.each([
  ['async', `<script async src="/dongui/dongui.js" ${attributes}></script>`],
  [
    'a module of the page puts it in',
    `<script type="module">document.head.append(Object.assign(document.createElement('script'), { src: '/dongui/dongui.js' }))</script>`,
  ],
  ['last in the body', ''],
])('%s: what is marked is held and let go', async (way, head) => {
  const last = way.startsWith('last') ? `<script src="/dongui/dongui.js" ${attributes}></script>` : ''
  const page = await openPage(
    `${held}<script>queued = 0; (window.donguiQueue ??= []).push(() => queued++)</script>${last}`,
    {
      tag: false,
      head,
    },
  )
  await page.seesView('notice')
  await page.sees({ ran: undefined, queued: 1 })
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
})

test('put in by a script long after the page has loaded', async () => {
  const page = await openPage(held, { tag: false })
  await page.settled()
  await page.evaluate(() => {
    const tag = Object.assign(document.createElement('script'), { src: '/dongui/dongui.js' })
    tag.dataset['service'] = 'x'
    document.head.append(tag)
  })
  await page.seesView('notice')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.sees({ ran: undefined })
})

test('a slow network: the page is usable and everything refused meanwhile, and the notice comes when it comes', async () => {
  const site = await createSite()
  const { release, open } = gateway()
  site.file(ui, readFileSync(`${TAG}/${FOLDER}/ui-ko.js`, 'utf8'), { ...CORS, release })
  site.page('/slow', pageText(`${held}<button id="own" onclick="pressed = true">the page</button>`))
  const page = await openPage('<p>around it</p>', { site, tag: false })
  await addFrame(page, '/slow')
  const state = () => {
    const inner = window.frames[0] as unknown as Window & { pressed?: boolean; ran?: boolean }
    const allows = inner.dongui?.allows('analytics')
    return [
      inner.document.readyState,
      allows,
      !!inner.ran,
      !!inner.pressed,
      inner.dongui?.record?.categories['analytics'] ?? null,
    ]
  }
  // In WebKit the load event waits for whatever is fetched as a module; elsewhere the page has ended loading.
  const loaded = engine === 'webkit' ? 'interactive' : 'complete'
  await page.shows([loaded, false, false, false, null], state)
  await page.evaluate(() => window.frames[0]?.document.querySelector<HTMLElement>('#own')?.click())
  await page.shows([loaded, false, false, true, null], state)
  // A visitor who refuses by the page's own button is obeyed before anything has come.
  await page.evaluate(() => void window.frames[0]?.dongui?.choose('refuse'))
  open()
  await page.shows(['complete', false, false, true, 'refuse'], state)
  expect(await page.evaluate(() => window.frames[0]?.document.querySelector('dongui-ui'))).toBeNull()
})

test('who chooses to be asked while the page is still being read keeps the page; what it writes is held from then on, in Firefox once it is read', async () => {
  const site = await createSite()
  const { release, open } = gateway()
  site.file('/slow.js', "document.cookie = 'visitor=1; path=/; max-age=86400'", { release })
  const body = '<p id="first">first</p><script src="/slow.js"></script><p id="last">last</p>'
  site.page('/slow', pageText(body, { config: storyConfig }))
  const page = await openPage('<p>around it</p>', { site, tag: false })
  await addFrame(page, '/slow')
  const state = () => {
    const inner = window.frames[0]
    return [
      inner?.document.readyState,
      ...['first', 'last'].map((id) => !!inner?.document.getElementById(id)),
      inner?.dongui?.record?.categories['analytics'] ?? null,
    ]
  }
  await page.shows(['loading', true, false, null], state)
  await page.evaluate(() => void window.frames[0]?.dongui?.choose('ask'))
  // There no module of ours comes before the page's import map could have: what is written until then is refused.
  const isLate = engine === 'firefox'
  await page.shows(['loading', true, false, isLate ? null : 'ask'], state)
  /** What keeps writes has come: a held one is read back. */
  const isHeld = () => {
    const inner = window.frames[0]
    if (inner) inner.document.cookie = 'folder=1; path=/; max-age=86400'
    return inner?.document.cookie.includes('folder=1')
  }
  if (!isLate) await page.shows(true, isHeld)
  open()
  await page.shows(['complete', true, true, 'ask'], state)
  await page.shows(true, isHeld)
  expect(await page.evaluate(() => window.frames[0]?.document.cookie.includes('visitor=1'))).toBe(!isLate)
  expect((await page.jar()).map(({ name }) => name)).toEqual(['dongui'])
})

test('a notice that is on its way when another page decides is not drawn', async () => {
  const site = await createSite()
  const code = readFileSync(`${TAG}/${FOLDER}/ui-ko.js`, 'utf8')
  site.file(ui, code, CORS)
  const page = await openPage(held, { site })
  await page.seesView('notice')
  const { release, open } = gateway()
  site.file(ui, code, { ...CORS, release })
  site.page('/late', pageText(held))
  await addFrame(page, '/late')
  await page.requested(ui, 2)
  await page.press('refuse', { view: 'notice' })
  await page.shows('refuse', () => window.frames[0]?.dongui?.record?.categories['analytics'] ?? null)
  open()
  // What draws is there by now, and so would be the notice, behind this.
  expect(await page.evaluate(() => window.frames[0]?.dongui?.open('settings'))).toBe(true)
  expect(
    await page.evaluate(() =>
      [
        ...(window.frames[0]?.document.querySelector('dongui-ui')?.shadowRoot?.querySelectorAll('[data-view]') ?? []),
      ].map((each) => each.getAttribute('data-view')),
    ),
  ).toEqual(['settings'])
})

test('five seconds late, the notice is there', { timeout: 40_000 }, async () => {
  const site = await createSite()
  site.file(ui, readFileSync(`${TAG}/${FOLDER}/ui-ko.js`, 'utf8'), { ...CORS, delayMs: 5000 })
  const page = await openPage(held, { site })
  await page.seesView('notice')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
})

const FAULTS: [string, (site: Site) => void][] = [
  ['404', (site) => site.file(ui, 'not found', { ...CORS, status: 404 })],
  ['500', (site) => site.file(ui, 'broken', { ...CORS, status: 500 })],
  ['the page’s own HTML in its place', (site) => site.file(ui, '<!doctype html><title>app</title>', CORS)],
  ['cut short', (site) => site.file(ui, readFileSync(`${TAG}/${FOLDER}/ui-ko.js`, 'utf8').slice(0, 3000), CORS)],
  ['empty', (site) => site.file(ui, '', CORS)],
  ['nothing, for the network is gone', (site) => site.file(ui, '', { ...CORS, isCut: true })],
  [
    'of the wrong type',
    (site) => site.file(ui, '{}', { headers: { 'content-type': 'application/json', ...CORS.headers } }),
  ],
]

test.each(FAULTS)(
  'what draws the notice comes as %s: refused, usable, said once, and tried again when asked for',
  async (_, put) => {
    const site = await createSite()
    put(site)
    const page = await openPage(`${held}<button id="own" onclick="pressed = true">the page</button>`, {
      site,
      tag: false,
      head: `<script>said = 0; console.error = () => said++</script><script src="/dongui/dongui.js" ${attributes}></script>`,
    })
    await page.settled()
    await page.click('#own')
    await page.sees({ pressed: true, ran: undefined, said: 1 })
    await page.seesNoView()
    expect(await page.evaluate(() => window.dongui?.choose('allow'))).toBe(false)
    await page.sees({ ran: undefined })
    // The server has been mended. A browser keeps a module that failed: the next page has it.
    site.file(ui, readFileSync(`${TAG}/${FOLDER}/ui-ko.js`, 'utf8'), CORS)
    await page.reload()
    await page.seesView('notice')
  },
)

test('the parts are blocked by the page’s policy: refused, said once, and the page is usable', async () => {
  const site = await createSite()
  const page = await openPage(
    `<script type="text/plain" data-consent="stats" nonce="abc">ran = 1</script><button id="own">the page</button>`,
    {
      site,
      config: storyConfig,
      // The tag by its own address and nothing else; a nonce on it would count for what it fetches.
      headers: { 'Content-Security-Policy': `script-src ${site.origin}/dongui/dongui.js 'nonce-abc'` },
      before: `<script nonce="abc">said = 0; console.error = () => said++
        addEventListener('click', ({ target }) => { pressed = target.id })</script>`,
      errors: 'expected',
    },
  )
  await page.click('#own')
  await page.sees({ pressed: 'own', ran: undefined, said: 1, 'dongui.record': null })
  await page.seesNoView()
  expect(await page.evaluate(() => window.dongui?.open('settings'))).toBe(false)
  expect(await page.evaluate(() => window.dongui?.choose('allow'))).toBe(false)
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/'
  })
  expect(await page.cookies()).toEqual([])
  await page.sees({ ran: undefined })
})

test('from another host, a CDN: everything works', async () => {
  const site = await createSite()
  const cdn = site.elsewhere('cdn')
  const page = await openPage(held, { site, tag: `src="${cdn.origin}/dongui/dongui.js" crossorigin` })
  await page.seesView('notice')
  await page.open('settings')
  await page.key('Escape')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
  expect(page.site.requests.filter(({ host, path }) => host === site.name && path.startsWith('/dongui/'))).toEqual([])
})

test('a language nobody has words in: the page’s own language is asked, then the browser’s, then English', async () => {
  const site = await createSite()
  const page = await openPage(held, { site, lang: 'tlh', tag: 'data-language="qqq"' })
  await page.seesView('notice')
  expect(['ko', 'en']).toContain(await page.evaluate(() => document.querySelector<HTMLElement>('dongui-ui')?.lang))
})

test.each([
  ['quirks mode', (text: string) => text.replace('<!doctype html>', '')],
  ['no language', (text: string) => text.replace(/<html[^>]*>/, '<html>')],
  ['no head, no body, no end', (text: string) => text.replace(/<\/?(?:html|head|body)[^>]*>/g, '')],
  ['no title and a comment first', (text: string) => `<!-- x -->${text.replace(/<title>.*<\/title>/, '')}`],
])('%s: the notice is there and decides', async (_, change) => {
  const site = await createSite()
  site.page('/', change(pageText(held, { config: storyConfig })))
  const page = await openSite(site)
  await page.seesView('notice')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
})

const XHTML = `<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml" lang="ko"><head>
    <script src="/dongui/dongui.js" ${attributes}></script><title>x</title></head><body><p>text</p>${held}
    <script type="text/plain" data-consent="analytics"><![CDATA[second = 1 < 2 && 2 > 1]]></script></body></html>`

async function openXhtml() {
  const site = await createSite()
  site.file('/page', XHTML, { headers: { 'content-type': 'application/xhtml+xml' } })
  return openSite(site, '/page')
}

storyIn('chromium', 'firefox')('XHTML: held, let go, drawn', async () => {
  const page = await openXhtml()
  await page.seesView('notice')
  await page.open('settings')
  await page.key('Escape')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1, second: true })
  await page.choose('ask')
  await page.reload()
  await page.sees({ 'dongui.record.categories.analytics': 'ask' })
})

test('XHTML: nothing optional runs; WebKit does not fetch what draws the notice, so everything stays refused', async () => {
  const page = await openXhtml()
  if (engine !== 'webkit') await page.seesView('notice')
  await page.settled()
  await page.sees({ ran: undefined, second: undefined })
  if (engine === 'webkit') await page.seesNoView()
})

test('inside a frame of the same site: both pages hold, and one answer is for both', async () => {
  const site = await createSite()
  site.page('/frame', pageText(held, { config: storyConfig }))
  const page = await openPage(`${held}<iframe src="/frame" width="900" height="600" title="inner"></iframe>`, {
    site,
    config: storyConfig,
  })
  await page.seesView('notice')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
  await page.shows(1, () => (window.frames[0] as unknown as { ran?: number }).ran)
})

test('a page of the disk (file:): nothing refused runs, and the page is usable', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dongui-file-'))
  writeFileSync(join(folder, 'dongui.js'), gate)
  writeFileSync(
    join(folder, 'index.html'),
    pageText(`${held}<script>writes = [document.cookie = 'visitor=1', document.cookie].length</script>`, {
      tag: 'src="dongui.js"',
    }),
  )
  const tab = await (await theBrowser()).newTab()
  onTestFinished(() => tab.close())
  await tab.goto(pathToFileURL(join(folder, 'index.html')).href)
  const seen = await tab.evaluate(async () => {
    const page = window as unknown as {
      ran?: number
      dongui?: { allows(id: string): boolean; choose(what: string): Promise<boolean> }
    }
    const isAllowed = page.dongui?.allows('analytics')
    await page.dongui?.choose('refuse')
    return [isAllowed, page.ran ?? 0, page.dongui?.allows('analytics')]
  })
  expect(seen).toEqual([false, 0, false])
})
