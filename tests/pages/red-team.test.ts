// The red team: every way past the gate that we know of, tried with the tag and without it. What each comes to is written
// in the table, and what stays open is named in the README.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type Config, siteFrom } from '../../src/core/config'
import { formatRecord, purposesOf } from '../../src/core/record'
import {
  cookieEvasions,
  deceits,
  type Evasion,
  elementEvasions,
  type MarkupEvasion,
  markupEvasions,
  partitionedEvasions,
  requestEvasions,
  storageEvasions,
  type Try,
  type Verdict,
  type What,
} from '../support/evasions'
import { createSite, engine, openSite, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const ENGINES = ['chromium', 'firefox', 'webkit'] as const

interface Row extends Pick<Evasion, 'way' | 'what' | 'is' | 'named'> {
  name: string
  act?: Evasion['act']
  html?: MarkupEvasion['html']
}

const verdictOf = ({ is }: Pick<Row, 'is'>): Verdict =>
  (typeof is === 'string' ? is : is[ENGINES.indexOf(engine)]) ?? 'dead'

/** Names of one length, so that none is the beginning of another; those that only a glob covers say so. */
const rowsOf = (rows: readonly (Evasion | MarkupEvasion)[]): Row[] =>
  rows.map((each, index) => ({ ...each, name: `st-${/glob/.test(each.way) ? 'glob' : 'name'}-${100 + index}` }))

/** A site, a tracker and its configuration; `path` of a page with the tag or without it. */
async function stage(rows: Row[], withTag: boolean) {
  const site = await createSite()
  const tracker = site.elsewhere('tracker')
  const says = (name: string) =>
    `try { (top.ran ??= []).push('${name}') } catch { top.postMessage('ran ${name}', '*') }`
  const script = ({ path }: { path: string }) => says(path.split('?')[1] ?? '')
  tracker.file('/t.js', script, { headers: { 'access-control-allow-origin': '*' } })
  site.file('/picture.svg', '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
  site.file(
    '/worker.js',
    `oninstall = (event) => event.waitUntil(self.cookieStore?.set(location.search.slice(1), '1'))`,
  )
  for (const { name } of rows) {
    site.page(`/set/${name}`, '', { headers: { 'set-cookie': `${name}=1; path=/` } })
    site.page(`/only/${name}`, '', { headers: { 'set-cookie': `${name}=1; path=/; httponly` } })
    const partitioned = `${name}=1; path=/; secure; samesite=none; partitioned`
    site.page(`/part/${name}`, '', { headers: { 'set-cookie': partitioned } })
    const location = `${tracker.origin}/t.js?${name}`
    site.file(`/redirect/${name}`, '', { status: 302, headers: { location } })
  }
  const names = rows.flatMap(({ name }) => (name.includes('glob') ? [] : { name }))
  const config: Config = {
    service: { name: '예시 메일' },
    policy: { url: '/privacy', version: '1' },
    guard: { network: true },
    categories: [
      {
        id: 'analytics',
        services: [
          {
            id: 'stats',
            name: 'Stats',
            hosts: [tracker.name],
            cookies: [{ name: 'st-*' }],
            storage: (['local', 'session', 'indexeddb', 'cache'] as const).flatMap((kind) => [
              { name: 'st-*', kind },
              ...names.map((each) => ({ ...each, kind })),
            ]),
          },
        ],
      },
    ],
  }
  const tag = `<script type="application/json" data-dongui="config">${JSON.stringify(config)}</script>
    <script src="/dongui/dongui.js"></script>`
  const at = (name: string) => `${tracker.origin}/t.js?${name}`
  site.page(
    '/',
    `<!doctype html><html><head><meta charset="utf-8"><script>(${prelude})()</script>${withTag ? tag : ''}</head><body>
     ${rows.map(({ html, name }) => html?.(at(name), says(name)) ?? '').join('\n')}</body></html>`,
  )
  return { site, tracker, at, says }
}

/** What a page has before anything else: natives, a note of each cookie that comes, and no sweep that only a timer makes. */
function prelude() {
  const page = window as unknown as Record<string, unknown>
  const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as PropertyDescriptor
  const later = window.setTimeout
  page['cookies'] = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  page['early'] = {
    setCookie: set,
    setItem: Storage.prototype.setItem,
    open: IDBFactory.prototype.open,
    openCache: globalThis.CacheStorage?.prototype.open,
  }
  page['setTimeout'] = (act: () => void, ms?: number) =>
    [250, 1000, 5000, 30_000].includes(ms ?? 0) ? 0 : later(act, ms)
  page['ran'] = []
  page['other'] = []
  page['changed'] = []
  addEventListener('message', ({ data }) => {
    if (`${data}`.startsWith('ran ')) (page['ran'] as string[]).push(`${data}`.slice(4))
  })
  globalThis.cookieStore?.addEventListener('change', ({ changed }) => {
    for (const { name, value } of changed) (page['changed'] as string[]).push(name || value || '')
  })
}

/** Tries one row in the page; whether it took place, looked at in the same task and when it was through. */
async function attempt(act: (it: Try) => unknown, name: string, what: What, at: string, says: string) {
  const here = document.createElement('div')
  document.body.append(here)
  const page = window as unknown as { early: Try['early']; ran: string[]; other: string[] }
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const loaded = (element: EventTarget) =>
    new Promise((resolve) => {
      element.addEventListener('load', resolve)
      element.addEventListener('error', resolve)
      setTimeout(resolve, 1500)
    })
  const it: Try = {
    name,
    text: `${name}=1; path=/`,
    at,
    says,
    here,
    early: page.early,
    loaded,
    frame(attributes = {}) {
      const frame = document.createElement('iframe')
      for (const [key, value] of Object.entries(attributes)) frame.setAttribute(key, value)
      here.append(frame)
      return frame
    },
    pristine() {
      here.append(document.createElement('iframe'))
      return window[window.length - 1] as unknown as typeof globalThis
    },
    import: (address) => new Function('address', 'return import(address)')(address),
    script: (from = document) => from.createElement('script'),
    src() {
      const src = document.createAttribute('src')
      src.value = at
      return src
    },
    done: (request) =>
      new Promise((resolve) => {
        const end = () => {
          if (request.readyState === 'done' && !request.error) request.result.close()
          resolve(null)
        }
        request.onsuccess = end
        request.onerror = end
      }),
    worker(code, kind = 'Worker') {
      const body = `const run = async (port) => { try { ${code} } catch (error) { } port.postMessage(0) }
        if ('onconnect' in self) self.onconnect = ({ ports: [port] }) => run(port); else run(self)`
      const url = URL.createObjectURL(new Blob([body], { type: 'text/javascript' }))
      const worker = new globalThis[kind](url)
      const port = worker instanceof Worker ? worker : worker.port
      return Promise.race([
        new Promise((resolve) => {
          port.onmessage = resolve
        }),
        wait(2000),
      ])
    },
  }
  const looks: Partial<Record<What, () => boolean>> = {
    cookie: () => document.cookie.split('; ').some((pair) => pair.split('=')[0] === name),
    local: () => localStorage.getItem(name) !== null,
    session: () => sessionStorage.getItem(name) !== null,
    run: () => page.ran.includes(name),
  }
  const lookNow = () => looks[what]?.() ?? false
  let error = ''
  let didTakePlace = false
  try {
    const given = act(it)
    didTakePlace = lookNow()
    await Promise.race([given, wait(3000)])
  } catch (thrown) {
    error = `${thrown}`
  }
  didTakePlace ||= lookNow()
  return { didTakePlace, error }
}

/** What of the rows' names is there now, of each kind. */
async function standing() {
  const page = window as unknown as { ran: string[]; other: string[]; changed: string[] }
  const keys = (area: Storage) => Array.from({ length: area.length }, (_, index) => area.key(index) ?? '')
  const bases = await indexedDB.databases().catch(() => [])
  return {
    cookie: document.cookie.split('; ').map((pair) => pair.split('=')[0] ?? ''),
    local: keys(localStorage),
    session: keys(sessionStorage),
    indexeddb: bases.map(({ name }) => name ?? ''),
    cache: (await globalThis.caches?.keys().catch(() => [])) ?? [],
    run: page.ran,
    other: page.other,
    changed: page.changed,
  } as Record<What | 'changed', string[]>
}

interface Outcome {
  took: boolean
  stays: boolean
  error: string
}

async function run(rows: Row[], withTag: boolean): Promise<Map<string, Outcome>> {
  const { site, tracker, at, says } = await stage(rows, withTag)
  const page: StoryPage = await openSite(site, '/', { errors: 'expected' })
  await page.settled()
  const outcomes = new Map<string, Outcome>()
  for (const { act, name, what } of rows) {
    const given = act
      ? await page.evaluate(
          new Function(
            `return (${attempt})(${act}, ...${JSON.stringify([name, what, at(name), says(name)])})`,
          ) as () => ReturnType<typeof attempt>,
        )
      : { didTakePlace: false, error: '' }
    outcomes.set(name, { took: given.didTakePlace, stays: false, error: given.error })
  }
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 999)))
  const now = await page.evaluate(standing)
  const jar = (await page.jar()).map(({ name }) => name)
  for (const { name, what } of rows) {
    const outcome = outcomes.get(name) as Outcome
    const asked = site.requests.some((each) => each.host === tracker.name && each.path.includes(name))
    outcome.stays = what === 'request' ? asked : what === 'jar' ? jar.includes(name) : now[what].includes(name)
    outcome.took ||= outcome.stays || (what === 'cookie' && now.changed.includes(name))
  }
  return outcomes
}

const measured = ({ took, stays }: Outcome, control: Outcome): Verdict =>
  !control.took ? 'dead' : stays ? 'open' : took ? 'swept' : 'closed'

test.each([
  ['cookies', rowsOf(cookieEvasions)],
  ['partitioned cookies', rowsOf(partitionedEvasions)],
  ['storage', rowsOf(storageEvasions)],
  ['elements', rowsOf(elementEvasions)],
  ['requests', rowsOf(requestEvasions)],
  ['markup', rowsOf(markupEvasions)],
] as const)('%s: each way past the gate comes to what the table says', { timeout: 120_000 }, async (_, rows) => {
  const control = await run(rows, false)
  const outcomes = await run(rows, true)
  const results = rows.map((row) => {
    const is = measured(outcomes.get(row.name) as Outcome, control.get(row.name) as Outcome)
    const said = verdictOf(row)
    const isAsGood = is === 'closed' && (said === 'race' || said === 'swept')
    return [row.way, isAsGood || (said === 'race' && is === 'open') ? said : is]
  })
  if (process.env['VERBOSE'])
    console.log(
      engine,
      JSON.stringify(
        results.map((each) => each.join(' | ')),
        null,
        1,
      ),
    )
  expect(Object.fromEntries(results)).toEqual(Object.fromEntries(rows.map((row) => [row.way, verdictOf(row)])))
})

const { service, policy, categories } = storyConfig
const plainSite = { service, policy, categories }
const allowed = formatRecord(
  {
    id: 'aaaaaaaa',
    since: Math.floor(Date.now() / 1000),
    details: '',
    policyVersion: policy.version,
    purposes: purposesOf(siteFrom(plainSite)),
    categories: { analytics: 'allow', personalization: 'allow' },
    services: {},
  },
  siteFrom(plainSite),
)

test.each(deceits.map((each) => [each.way, each] as const))(
  'to let a write through: %s',
  async (_, { is, before, act }) => {
    const site = await createSite()
    const body = `<script>(${prelude})()</script>${before ?? ''}`
    const config = `<script type="application/json" data-dongui="config">${JSON.stringify(plainSite)}</script>`
    site.page(
      '/page',
      `<!doctype html><html><body>${body}${config}<script src="/dongui/dongui.js"></script></body></html>`,
    )
    const page = await openSite(site, '/page', { errors: 'expected' })
    const outcome = await page.evaluate(
      new Function(`return (${deceive})(${act ?? (() => null)}, ${JSON.stringify(allowed)})`) as () => ReturnType<
        typeof deceive
      >,
    )
    expect(outcome).toEqual(is)
  },
)

/** Does it, then writes what is refused; whether that is there, and still there a while later. */
async function deceive(act: (record: string, early: Try['early']) => unknown, record: string): Promise<string> {
  const { set: write, get: read } = (window as unknown as { cookies: PropertyDescriptor }).cookies
  const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
  const has = () => /(^|; )visitor=/.test(read?.call(document))
  let isWritten = has()
  await act(record, { setCookie: write } as Try['early'])
  for (let round = 0; round < 20; round++) {
    try {
      Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.set?.call(document, 'visitor=1')
    } catch {
      // As it should be.
    }
    isWritten ||= has()
    await wait(10)
  }
  isWritten ||= has()
  await wait(500)
  return has() ? 'open' : isWritten ? 'swept' : 'closed'
}

test('a subdomain plants a record: alone it counts, beside the visitor’s own it does not', async () => {
  const site = await createSite()
  const www = site.subdomain('www')
  www.page('/', '', { headers: { 'set-cookie': `dongui=${allowed}; path=/; domain=${site.name}` } })
  site.page('/', pageText('', { config: plainSite }))
  const planted = await openSite({ ...site, ...www, origin: www.origin })
  await planted.visit(`${site.origin}/`)
  // WebKit begins a record anew at once; if that makes a second one, neither counts.
  if (engine !== 'webkit') expect(await planted.evaluate(() => window.dongui?.allows('stats'))).toBe(true)
  // A choice stands in the planted one's way, and takes its place.
  await planted.choose('refuse')
  await planted.visit(`${www.origin}/`)
  await planted.visit(`${site.origin}/`)
  expect(await planted.evaluate(() => window.dongui?.allows('stats'))).toBe(false)
})

test('what is open is named in the README', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, promises = ''] = /## What is not promised([\s\S]*?)\n## /.exec(readme) ?? []
  const leads: unknown[] = [...promises.matchAll(/^- \*\*(.+?)\*\*/gm)].map(([, lead]) => lead)
  const rows = [
    ...cookieEvasions,
    ...partitionedEvasions,
    ...storageEvasions,
    ...elementEvasions,
    ...requestEvasions,
    ...markupEvasions,
    ...deceits,
  ]
  for (const { way, is, named } of rows) {
    const isOpen = [is].flat().some((each) => each === 'open' || each === 'race')
    expect([way, isOpen, !isOpen || leads.includes(named)]).toEqual([way, Boolean(named), true])
  }
})
