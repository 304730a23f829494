// `npm run soak`: random visits with real vendors' scripts in one Chromium, a minute or `--minutes 60`. Cookies and storage
// are read by the browser's own protocol, never by the page; the heap after collecting garbage has to stay where it was.

import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import sirv from 'sirv'
import { findBrowser, howToGet } from './browsers.mjs'
import { bundleVendor } from './vendors.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = process.argv.indexOf('--minutes')
const minutes = at < 0 ? 1 : Number(process.argv[at + 1])
const seedAt = process.argv.indexOf('--seed')
let seed = seedAt < 0 ? Math.floor(Math.random() * 2 ** 31) : Number(process.argv[seedAt + 1])
console.log(`soak: ${minutes} minutes, --seed ${seed}`)

const VENDORS = {
  posthog: {
    names: ['ph_*', 'dmn_chk_*', '__ph_*', '__mplssupport__', '__support__'],
    start: (origin) =>
      `posthog.init('phc_soak', { api_host: '${origin}', request_batching: false, opt_out_useragent_filter: true })`,
  },
  mixpanel: {
    names: ['mp_*', '__mp*', 'mixpanel*'],
    start: (origin) =>
      `mixpanel.init('soak', { api_host: '${origin}', persistence: 'localStorage', track_pageview: true })`,
  },
  amplitude: {
    names: ['AMP_*'],
    start: (origin) => `amplitude.init('soak', { serverUrl: '${origin}/amplitude', flushQueueSize: 1 })`,
  },
}
const ids = Object.keys(VENDORS)
const declared = (id) => {
  const stored = VENDORS[id].names.map((name) => ({ name }))
  return {
    id,
    name: id,
    cookies: stored,
    storage: ['local', 'session', 'indexeddb'].flatMap((kind) => stored.map((each) => ({ ...each, kind }))),
  }
}
const config = {
  service: { name: 'Soak' },
  policy: { url: '/policy', version: '1' },
  unknown: 'refuse',
  categories: [{ id: 'analytics', services: ids.map(declared) }],
}
const scripts = Object.fromEntries(
  await Promise.all(ids.map(async (id) => [id, readFileSync(await bundleVendor(id), 'utf8')])),
)
const files = sirv(`${root}dist/tag`, { dev: true })
let origin = ''
const page = () => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<script type="application/json" data-dongui="config">${JSON.stringify(config)}</script><script src="/dongui.js"></script><title>soak</title></head>
<body><p>soak</p><a href="/next">next</a>${ids
  .map(
    (id) => `<script type="text/plain" data-consent="${id}" src="/vendor/${id}.js"></script>
<script type="text/plain" data-consent="${id}">${VENDORS[id].start(origin)}</script>`,
  )
  .join('')}</body></html>`
const server = createServer((request, response) => {
  const path = request.url?.split('?')[0] ?? '/'
  const [, id] = /^\/vendor\/(\w+)\.js$/.exec(path) ?? []
  if (id && scripts[id]) response.writeHead(200, { 'content-type': 'text/javascript' }).end(scripts[id])
  else if (path === '/' || path === '/next') response.writeHead(200, { 'content-type': 'text/html' }).end(page())
  else if (request.method === 'POST') response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  else files(request, response, () => response.writeHead(200, { 'content-type': 'application/json' }).end('{}'))
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
origin = `http://soak.localhost:${server.address().port}`

const found = findBrowser('chromium')
if (!found) throw new Error(howToGet('chromium'))
const browser = await chromium.launch({
  executablePath: found.path,
  args: ['--headless', '--no-sandbox', '--disable-gpu'],
})
const failures = []
const heaps = []
/** Names that allowed services keep: a soak in which nothing is ever stored says nothing. */
const kept = new Set()
let steps = 0
try {
  const context = await browser.newContext()
  const tab = await context.newPage()
  const cdp = await context.newCDPSession(tab)
  const errors = []
  tab.on('pageerror', (error) => errors.push(`${error}`))
  await tab.goto(`${origin}/`)
  const decisions = Object.fromEntries(ids.map((id) => [id, 'refuse']))
  const endMs = Date.now() + minutes * 60_000
  while (Date.now() < endMs && failures.length < 5) {
    const step = pick([
      'allow',
      'refuse',
      'ask',
      'one',
      'withdraw',
      'reload',
      'next',
      'track',
      'open',
      'back',
      'forget',
    ])
    steps++
    if (step === 'allow' || step === 'refuse' || step === 'ask') {
      await tab.evaluate((choice) => window.dongui.choose(choice), step)
      for (const id of ids) decisions[id] = step
    } else if (step === 'one') {
      const [id, decision] = [pick(ids), pick(['allow', 'refuse', 'ask'])]
      await tab.evaluate((choice) => window.dongui.choose(choice), { [id]: decision })
      decisions[id] = decision
    } else if (step === 'withdraw' || step === 'forget') {
      await tab.evaluate((what) => window.dongui[what](), step)
      for (const id of ids) decisions[id] = 'refuse'
    } else if (step === 'track')
      await tab.evaluate(() => {
        const calls = { posthog: 'capture', mixpanel: 'track', amplitude: 'track' }
        for (const [vendor, call] of Object.entries(calls))
          try {
            window[vendor]?.[call]?.('soak')
          } catch {
            // Let go a moment ago, and not begun yet: it throws without us, too.
          }
      })
    else if (step === 'open') {
      await tab.evaluate((view) => window.dongui.open(view), pick(['settings', 'refusal', 'record', 'notice']))
      await tab.keyboard.press('Escape')
    } else if (step === 'back') {
      await tab.goBack().catch(() => null)
      if (!tab.url().startsWith(origin)) await tab.goto(`${origin}/`)
    } else await tab.goto(`${origin}/${step === 'next' ? 'next' : ''}`)
    await look(cdp, decisions, step)
    if (steps % 50 === 0) heaps.push(await heapOf(cdp))
  }
  heaps.push(await heapOf(cdp))
  failures.push(...new Set(errors.filter((each) => /dongui/.test(each))))
} finally {
  await browser.close()
  server.close()
}
const megabytes = heaps.map((bytes) => (bytes / 1e6).toFixed(1))
console.log(`soak: ${kept.size} names were kept while they were allowed`)
if (!kept.size) failures.push('no vendor has ever kept anything')
console.log(`soak: ${steps} steps; heap in MB after every 50: ${megabytes.join(' ')}`)
// The first reading is of a fresh browser; then it has to be flat. A quarter more, and 8 MB, are a vendor's own doing.
const [, settled = heaps[0]] = heaps
if (heaps.length > 3 && heaps.at(-1) > settled * 1.25 + 8e6) failures.push(`the heap grows: ${megabytes.join(' ')}`)
for (const failure of failures) console.log(`failed: ${failure}`)
process.exitCode = failures.length ? 1 : 0

/** No name of a service that is not allowed is on the device, two seconds after whatever was done at the latest. */
async function look(cdp, decisions, step) {
  const endMs = Date.now() + 2000
  for (;;) {
    const wrong = (await namesOnDevice(cdp)).filter((name) => {
      const owner = ids.filter((id) => VENDORS[id].names.some((glob) => fits(name, glob)))
      const isAllowed = owner.some((id) => decisions[id] === 'allow')
      if (isAllowed) kept.add(name)
      return owner.length && !isAllowed
    })
    if (!wrong.length) return
    if (Date.now() > endMs) {
      failures.push(`after ${step}, step ${steps}: ${wrong.join(', ')} is stored, with ${JSON.stringify(decisions)}`)
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function namesOnDevice(cdp) {
  const { cookies } = await cdp.send('Network.getCookies', { urls: [`${origin}/`] })
  const names = cookies.map(({ name }) => name)
  for (const isLocalStorage of [true, false]) {
    const storageId = { securityOrigin: origin, isLocalStorage }
    const { entries } = await cdp.send('DOMStorage.getDOMStorageItems', { storageId })
    names.push(...entries.map(([key]) => key))
  }
  const { databaseNames } = await cdp.send('IndexedDB.requestDatabaseNames', { securityOrigin: origin })
  return [...names, ...databaseNames]
}

async function heapOf(cdp) {
  await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

function fits(name, glob) {
  return glob.endsWith('*') ? name.startsWith(glob.slice(0, -1)) : name === glob
}

/** The same order for the same seed (mulberry32). */
function pick(items) {
  seed = (seed + 0x6d2b79f5) | 0
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
  return items[((mixed ^ (mixed >>> 14)) >>> 0) % items.length]
}
