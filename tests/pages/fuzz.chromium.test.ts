// What may be stored and what may run, after any order of things that visitors, pages and tabs do: a real Chromium, asked
// by its own protocol, against a model of a few lines. `npm run fuzz` goes on for hours; a failure prints its seed and the
// shortest order of things that shows it, which `FUZZ_SEED=… npm run fuzz` repeats.

import fc from 'fast-check'
import type { CDPSession } from 'playwright-core'
import { expect, test } from 'vitest'
import type { Config, Decision } from '../../src/core/config'
import { theBrowser } from '../support/browser'
import type { Tab } from '../support/drivers/driver'
import { createSite, pageText, type Site } from '../support/story'

const MINUTES = Number(process.env['FUZZ_MINUTES'] ?? 0)
const LIMIT_MS = MINUTES ? MINUTES * 60_000 : 30_000
const SEED = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31))

const SERVICES = ['stats', 'visits', 'ads'] as const
type Id = (typeof SERVICES)[number]
const CATEGORY: Record<Id, string> = { stats: 'analytics', visits: 'analytics', ads: 'marketing' }
const config: Config = {
  service: { name: 'Fuzz' },
  policy: { url: '/p', version: '1' },
  categories: ['analytics', 'marketing'].map((id) => ({
    id,
    services: SERVICES.filter((one) => CATEGORY[one] === id).map((one) => ({
      id: one,
      name: one,
      cookies: [{ name: `${one}-*` }],
      storage: [{ name: `${one}-*` }, { name: `${one}-*`, kind: 'session' as const }],
    })),
  })),
}

type Kind = 'cookie' | 'local' | 'session'
interface ModelTab {
  /** Elements in the page that have not been let go, by number. */
  waiting: Map<number, Id>
  /** What has to have run in this page, once each, in any order between services. */
  ran: number[]
  /** Names in the session's storage. */
  session: Set<string>
}

/** What may be, in a few lines. */
class Model {
  decisions: Record<Id, Decision> = { stats: 'refuse', visits: 'refuse', ads: 'refuse' }
  tabs: ModelTab[] = [newTab()]
  cookie = new Set<string>()
  local = new Set<string>()
  /** Names written while the visitor wants to be asked: kept in that page's memory, and stored if it is allowed there. */
  held = new Set<string>()
  numbers = 0

  allows = (id: Id) => this.decisions[id] === 'allow'

  decide(choice: Decision | Partial<Record<string, Decision>>) {
    for (const id of SERVICES)
      this.decisions[id] =
        typeof choice === 'string' ? choice : (choice[id] ?? choice[CATEGORY[id]] ?? this.decisions[id])
    const isLost = (name: string) => !this.allows(name.split('-')[0] as Id)
    for (const names of [this.cookie, this.local, ...this.tabs.map(({ session }) => session)])
      for (const name of names) if (isLost(name)) names.delete(name)
    for (const name of this.held) if (this.decisions[name.split('-')[0] as Id] === 'refuse') this.held.delete(name)
    for (const tab of this.tabs) release(tab, this)
  }
}

const newTab = (): ModelTab => ({ waiting: new Map(), ran: [], session: new Set() })
function release(tab: ModelTab, { allows }: Model) {
  for (const [number, id] of tab.waiting)
    if (allows(id)) {
      tab.waiting.delete(number)
      tab.ran.push(number)
    }
}

/** The browser. */
class Real {
  readonly site: Site
  tabs: { tab: Tab; cdp: CDPSession }[] = []
  constructor(site: Site) {
    this.site = site
  }
  async open() {
    const tab = await (await theBrowser()).newTab()
    const page = tab.playwright
    if (!page) throw new Error('only Chromium has its protocol here')
    await tab.goto(`${this.site.origin}/`)
    this.tabs.push({ tab, cdp: await page.context().newCDPSession(page) })
  }
  at(index: number) {
    const found = this.tabs[index % this.tabs.length]
    if (!found) throw new Error('no tab is open')
    return found
  }
}

const at = <Item>(items: Item[], index: number): Item => items[index % items.length] as Item
/** What a page answers, whatever its document has become. */
interface Page {
  dongui: { choose(choice: unknown): Promise<boolean>; withdraw(): unknown; allows(id: string): boolean }
  ran?: number[]
}

class Step implements fc.AsyncCommand<Model, Real> {
  readonly #text: string
  readonly #change: (model: Model) => void
  readonly #act: (real: Real, model: Model) => Promise<unknown>
  constructor(text: string, change: (model: Model) => void, act: (real: Real, model: Model) => Promise<unknown>) {
    this.#text = text
    this.#change = change
    this.#act = act
  }
  check = () => true
  toString = () => this.#text
  async run(model: Model, real: Real) {
    await this.#act(real, model)
    this.#change(model)
    await agree(model, real)
  }
}

const decision = fc.constantFrom<Decision>('allow', 'refuse', 'ask')
const number = fc.nat(5)
const service = fc.constantFrom(...SERVICES)
const choice = fc.oneof(
  decision,
  fc.record({ analytics: decision, marketing: decision }, { requiredKeys: [] }),
  fc.record({ stats: decision, ads: decision }, { requiredKeys: [] }),
)
const choose = (index: number, what: Decision | Partial<Record<string, Decision>>) =>
  new Step(
    `choose(${index}, ${JSON.stringify(what)})`,
    (model) => model.decide(what),
    (real) => real.at(index).tab.evaluate((it) => (window as unknown as Page).dongui.choose(it), what),
  )
const withdraw = (index: number) =>
  new Step(
    `withdraw(${index})`,
    (model) => model.decide('refuse'),
    (real) => real.at(index).tab.evaluate(() => (window as unknown as Page).dongui.withdraw()),
  )
const write = (index: number, id: Id, kind: Kind, which: number) => {
  const name = `${id}-${which}`
  return new Step(
    `write(${index}, ${kind} ${name})`,
    (model) => {
      if (model.decisions[id] === 'ask') model.held.add(name)
      if (!model.allows(id)) return
      if (kind === 'session') at(model.tabs, index).session.add(name)
      else model[kind].add(name)
    },
    (real) =>
      real.at(index).tab.evaluate(
        (to, key) => {
          if (to === 'cookie') document.cookie = `${key}=1; path=/; max-age=9999`
          else window[`${to}Storage`].setItem(key, '1')
        },
        kind,
        name,
      ),
  )
}
const insert = (index: number, id: Id) =>
  new Step(
    `insert(${index}, ${id})`,
    (model) => {
      const tab = at(model.tabs, index)
      tab.waiting.set(model.numbers++, id)
      release(tab, model)
    },
    (real, { numbers }) =>
      real.at(index).tab.evaluate(
        (whose, mine) => {
          const script = document.createElement('script')
          script.type = 'text/plain'
          script.dataset['consent'] = whose
          script.textContent = `(window.ran ??= []).push(${mine})`
          document.body.append(script)
        },
        id,
        numbers,
      ),
  )
const remove = (index: number) =>
  new Step(
    `remove(${index})`,
    (model) => at(model.tabs, index).waiting.clear(),
    (real) =>
      real.at(index).tab.evaluate(() => {
        for (const each of document.querySelectorAll('body script[data-consent]')) each.remove()
      }),
  )
const reload = (index: number) =>
  new Step(
    `reload(${index})`,
    (model) => {
      const tab = at(model.tabs, index)
      tab.waiting.clear()
      tab.ran = []
    },
    (real) => real.at(index).tab.reload(),
  )
const swapBody = (index: number) =>
  new Step(
    `swapBody(${index})`,
    (model) => at(model.tabs, index).waiting.clear(),
    (real) => real.at(index).tab.evaluate(() => document.body.replaceWith(document.createElement('body'))),
  )
const reopen = (index: number) =>
  new Step(
    `document.open(${index})`,
    (model) => at(model.tabs, index).waiting.clear(),
    (real) =>
      real.at(index).tab.evaluate(() => {
        document.open()
        document.write('<!doctype html><html lang="ko"><body><p>anew</p></body></html>')
        document.close()
      }),
  )
const openTab = () =>
  new Step(
    'openTab()',
    (model) => {
      if (model.tabs.length < 3) model.tabs.push(newTab())
    },
    (real) => (real.tabs.length < 3 ? real.open() : Promise.resolve()),
  )
const closeTab = (index: number) =>
  new Step(
    `closeTab(${index})`,
    ({ tabs }) => {
      if (tabs.length > 1) tabs.splice(index % tabs.length, 1)
    },
    async ({ tabs }) => {
      if (tabs.length > 1) await tabs.splice(index % tabs.length, 1)[0]?.tab.close()
    },
  )

/** Waits until all tabs and the device are as the model says; fails with what they are instead. */
async function agree(model: Model, real: Real): Promise<void> {
  const expected = {
    cookie: [...model.cookie].sort(),
    local: [...model.local].sort(),
    tabs: model.tabs.map(({ ran, session }) => ({
      allows: SERVICES.map(model.allows),
      ran: [...ran].sort(),
      session: [...session].sort(),
    })),
  }
  const end = performance.now() + 8000
  for (;;) {
    const seen = await look(real)
    // What was held may be there by now; nothing else may, and what was written has to be.
    const only = (names: string[], must: Set<string>) =>
      names.filter((name) => must.has(name) || !model.held.has(name) || !model.allows(name.split('-')[0] as Id))
    const compared = {
      cookie: only(seen.cookie, model.cookie),
      local: only(seen.local, model.local),
      tabs: seen.tabs.map((tab, index) => ({ ...tab, session: only(tab.session, at(model.tabs, index).session) })),
    }
    try {
      expect(compared).toEqual(expected)
      return
    } catch (error) {
      if (performance.now() > end) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/** What there is, storage by the browser's protocol: a page reads what is held, too. */
async function look({ site, tabs }: Real) {
  const [first] = tabs
  if (!first) throw new Error('no tab is open')
  const { cookies } = await first.cdp.send('Network.getCookies', { urls: [`${site.origin}/`] })
  const keys = async (cdp: CDPSession, isLocalStorage: boolean) => {
    const { entries } = await cdp.send('DOMStorage.getDOMStorageItems', {
      storageId: { securityOrigin: site.origin, isLocalStorage },
    })
    return entries.map(([key = '']) => key).sort()
  }
  const seen = []
  for (const { tab, cdp } of tabs) {
    const { allows, ran } = await tab.evaluate(
      (ids) => {
        const { dongui, ran } = window as unknown as Page
        return { allows: ids.map((id) => dongui.allows(id)), ran: ran ?? [] }
      },
      [...SERVICES],
    )
    expect(await tab.errors()).toEqual([])
    seen.push({ allows, ran: ran.sort(), session: await keys(cdp, false) })
  }
  return {
    cookie: cookies.flatMap(({ name }) => (name.startsWith('dongui') ? [] : name)).sort(),
    local: await keys(first.cdp, true),
    tabs: seen,
  }
}

const steps = [
  fc.tuple(number, choice).map(([...all]) => choose(...all)),
  number.map(withdraw),
  fc
    .tuple(number, service, fc.constantFrom<Kind>('cookie', 'local', 'session'), fc.nat(3))
    .map(([...all]) => write(...all)),
  fc
    .tuple(number, service, fc.constantFrom<Kind>('cookie', 'local', 'session'), fc.nat(3))
    .map(([...all]) => write(...all)),
  fc.tuple(number, service).map(([...all]) => insert(...all)),
  fc.tuple(number, service).map(([...all]) => insert(...all)),
  number.map(remove),
  number.map(reload),
  number.map(swapBody),
  number.map(reopen),
  fc.constant(null).map(openTab),
  number.map(closeTab),
]

test('whatever is done, in whatever order, only what is allowed is stored and runs', {
  timeout: LIMIT_MS * 2 + 120_000,
}, async () => {
  console.log(`fuzz: FUZZ_SEED=${SEED}`)
  let runs = 0
  let done = 0
  await fc.assert(
    fc.asyncProperty(fc.commands(steps, { maxCommands: 60, size: 'max' }), async (all) => {
      const site = await createSite()
      site.page('/', pageText('<p>page</p>', { config }))
      const real = new Real(site)
      await real.open()
      try {
        await fc.asyncModelRun(() => ({ model: new Model(), real }), all)
      } finally {
        for (const { tab } of real.tabs) await tab.close()
      }
      runs++
      done += [...all].length
    }),
    { seed: SEED, numRuns: MINUTES ? 1_000_000 : 40, interruptAfterTimeLimit: LIMIT_MS, markInterruptAsFailure: false },
  )
  console.log(`fuzz: ${runs} pages, at most ${done} steps`)
  expect(runs).toBeGreaterThan(0)
})
