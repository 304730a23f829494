// The held-write book against plain stores: whatever pages write, delete, wait for and answer, the device ends as that of
// a visitor who had answered first, and what pages read in between is what they would have read there.

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Area, type Book, createBook } from '../../src/gate/book'
import { type Areas, deviceOf, Jar } from '../support/jar'
import { runs } from '../support/properties'

type Answer = 'allow' | 'never' | 'later'

/** Who declared what; a nameless cookie can be anybody's. */
const SERVICES = ['stats', 'maps'] as const
type Service = (typeof SERVICES)[number]
const NAMES: Record<Service, string[]> = { stats: ['a', 'b'], maps: ['c', ''] }
const SHORT_MS = 10_000

const emptyAreas = (local = new Map<string, string>()): Areas => ({ local, session: new Map() })
const sorted = (map: ReadonlyMap<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))

/** What a page has been told of a service; nothing: its writes are held. */
type Told = Partial<Record<Service, Answer>>

/** A tab with the book in it: writes are judged as the gate judges them. */
interface RealTab {
  place: { pathname: string }
  areas: Areas
  book: Book
  told: Told
}

/**
 * The same tab without a book. While a service is not decided about, the tab has stores of its own for it, into which
 * everything is written directly, as if it had been allowed.
 */
interface ModelTab {
  place: { pathname: string }
  areas: Areas
  own: Record<Service, { jar: Jar; areas: Areas; asked: Map<string, number | undefined> }>
  told: Told
}

class Real {
  readonly clock = { nowMs: Date.UTC(2026, 10, 25) }
  readonly jar: Jar
  readonly local = new Map<string, string>()
  readonly tabs: RealTab[]

  constructor(isSecure: boolean) {
    this.jar = new Jar(this.clock, isSecure)
    this.tabs = [0, 1].map(() => this.open({ pathname: '/' }, emptyAreas(this.local)))
  }

  open(place: RealTab['place'], areas: Areas, told: Told = {}): RealTab {
    return { place, areas, told, book: createBook(deviceOf(this.jar, areas, this.clock, place)) }
  }
}

class Model {
  readonly clock = { nowMs: Date.UTC(2026, 10, 25) }
  readonly jar: Jar
  readonly local = new Map<string, string>()
  readonly tabs: ModelTab[]
  readonly isSecure: boolean
  /** What is written down for every tab. */
  record: Told = {}

  constructor(isSecure: boolean) {
    this.isSecure = isSecure
    this.jar = new Jar(this.clock, isSecure)
    this.tabs = [0, 1].map(() => this.open({ pathname: '/' }, emptyAreas(this.local)))
  }

  open(place: ModelTab['place'], areas: Areas, told: Told = {}): ModelTab {
    return { place, areas, told, own: { stats: this.#stores(), maps: this.#stores() } }
  }

  forget(tab: ModelTab, service: Service): void {
    tab.own[service] = this.#stores()
  }

  /** Whether what a tab has of its own would last. */
  lasts(expiresAtMs: number): boolean {
    return expiresAtMs > this.clock.nowMs + SHORT_MS
  }

  #stores() {
    return {
      jar: new Jar(this.clock, this.isSecure),
      areas: emptyAreas(),
      asked: new Map<string, number | undefined>(),
    }
  }
}

type Step = fc.Command<Model, Real>

/** Both tabs of one number. */
function tabOf(model: Model, real: Real, tab: number): [ModelTab, RealTab] {
  const [mine, its] = [model.tabs[tab], real.tabs[tab]]
  if (!mine || !its) throw new Error(`there is no tab ${tab}`)
  return [mine, its]
}

/** What one step does; how it prints in a counterexample. After each, both tabs read everything. */
class Act implements Step {
  readonly #text: string
  readonly #run: (model: Model, real: Real) => void

  constructor(text: string, run: (model: Model, real: Real) => void) {
    this.#text = text
    this.#run = run
  }

  check = () => true

  run(model: Model, real: Real): void {
    this.#run(model, real)
    for (const tab of [0, 1]) readEverything(model, real, tab)
  }

  toString = () => this.#text
}

function readEverything(model: Model, real: Real, tab: number): void {
  const [mine, its] = tabOf(model, real, tab)
  const { pathname } = mine.place
  const own = SERVICES.flatMap((service) => mine.own[service].jar.pairs(pathname))
  const others = model.jar.pairs(pathname).filter(({ name }) => !own.some((one) => one.name === name))
  const items = (read: (service: Service, area: Area, name: string) => string | null | undefined) =>
    SERVICES.flatMap((service) =>
      NAMES[service].flatMap((name) =>
        (['local', 'session'] as const).map((area) => `${area} ${name}: ${read(service, area, name) ?? null}`),
      ),
    )
  const read = {
    cookies: its.book.cookies(real.jar.read(pathname)).split('; ').sort(),
    items: items((_, area, name) => its.book.item(area, name, its.areas[area].get(name) ?? null)),
  }
  const wouldRead = {
    cookies: pairsOf([...others, ...own]),
    items: items((service, area, name) => mine.own[service].areas[area].get(name) ?? mine.areas[area].get(name)),
  }
  if (!isDeepStrictEqual(read, wouldRead)) expect(read).toEqual(wouldRead)
}

function pairsOf(pairs: { pair: string }[]): string[] {
  return pairs
    .map(({ pair }) => pair)
    .join('; ')
    .split('; ')
    .sort()
}

function writeCookie(tab: number, service: Service, text: string): Act {
  return new Act(`tab ${tab} (${service}): document.cookie = ${JSON.stringify(text)}`, (model, real) => {
    const [mine, its] = tabOf(model, real, tab)
    const { pathname } = mine.place
    const told = mine.told[service]
    if (told === 'allow') {
      model.jar.write(text, pathname)
      real.jar.write(text, pathname)
    } else if (!told) {
      mine.own[service].jar.write(text, pathname)
      its.book.holdCookie(service, text)
    }
  })
}

function setItem(tab: number, service: Service, area: Area, name: string, value: string): Act {
  return new Act(`tab ${tab} (${service}): ${area}.setItem(${name}, ${value})`, (model, real) => {
    const [mine, its] = tabOf(model, real, tab)
    const told = mine.told[service]
    if (told === 'allow') {
      mine.areas[area].set(name, value)
      its.areas[area].set(name, value)
    } else if (!told) {
      mine.own[service].areas[area].set(name, value)
      its.book.holdItem(service, area, name, value)
    }
  })
}

function removeItem(tab: number, service: Service, area: Area, name: string): Act {
  return new Act(`tab ${tab}: ${area}.removeItem(${name})`, (model, real) => {
    const [mine, its] = tabOf(model, real, tab)
    mine.areas[area].delete(name)
    mine.own[service].areas[area].delete(name)
    its.areas[area].delete(name)
    its.book.deleteItem(area, name)
  })
}

function clear(tab: number, area: Area): Act {
  return new Act(`tab ${tab}: ${area}.clear()`, (model, real) => {
    const [mine, its] = tabOf(model, real, tab)
    mine.areas[area].clear()
    for (const service of SERVICES) mine.own[service].areas[area].clear()
    its.areas[area].clear()
    its.book.clear(area)
  })
}

function wait(ms: number): Act {
  return new Act(`wait ${ms} ms`, (model, real) => {
    model.clock.nowMs += ms
    real.clock.nowMs += ms
  })
}

function go(tab: number, pathname: string): Act {
  return new Act(`tab ${tab}: history.pushState to ${pathname}`, (model, real) => {
    for (const { place } of tabOf(model, real, tab)) place.pathname = pathname
  })
}

/** What a tab does when it is told: what it has of its own moves to the device, or goes. */
function tell(model: Model, real: Real, tab: number, service: Service, answer: Answer, isFirst: boolean): void {
  const [mine, its] = tabOf(model, real, tab)
  if (mine.told[service]) return
  const { jar, areas } = mine.own[service]
  const { pathname } = mine.place
  mine.told[service] = answer
  its.told[service] = answer
  if (answer === 'allow') {
    const there = new Set(isFirst ? [] : model.jar.pairs(pathname).map(({ name }) => name))
    for (const { name, text, expiresAtMs } of jar.cookies())
      if (model.lasts(expiresAtMs) && !(name && there.has(name))) model.jar.write(text, pathname)
    for (const area of ['local', 'session'] as const)
      for (const [name, value] of areas[area])
        if (isFirst || !mine.areas[area].has(name)) mine.areas[area].set(name, value)
    its.book.allow((one) => one === service, isFirst)
  } else its.book.drop((one) => one === service)
  model.forget(mine, service)
}

function answer(tab: number, service: Service, what: Answer): Act {
  return new Act(`tab ${tab}: the visitor answers ${what} for ${service}`, (model, real) => {
    if (model.record[service]) return
    model.record[service] = what
    tell(model, real, tab, service, what, true)
  })
}

function hear(tab: number): Act {
  return new Act(`tab ${tab} hears of what was answered`, (model, real) => {
    for (const service of SERVICES) {
      const what = model.record[service]
      if (what) tell(model, real, tab, service, what, false)
    }
  })
}

/** The page is left, and with it all that it held; the next one knows what was answered. */
function visit(tab: number, pathname: string): Act {
  return new Act(`tab ${tab}: visits ${pathname}`, (model, real) => {
    const [mine, its] = tabOf(model, real, tab)
    model.tabs[tab] = model.open({ pathname }, mine.areas, { ...model.record })
    real.tabs[tab] = real.open({ pathname }, its.areas, { ...model.record })
  })
}

function look(tab: number, service: Service): Act {
  return new Act(`tab ${tab}: what would be asked about ${service}`, (model, real) => {
    const [mine, its] = tabOf(model, real, tab)
    const { jar, areas } = mine.own[service]
    const wanted = new Set(
      jar
        .cookies()
        .filter(({ expiresAtMs }) => model.lasts(expiresAtMs))
        .map(({ name }) => `cookie ${name}`),
    )
    for (const area of ['local', 'session'] as const)
      for (const name of areas[area].keys()) wanted.add(`${area} ${name}`)
    const { heldSinceMs, names } = its.book.list(service)
    expect(names.map(({ kind, name }) => `${kind} ${name}`).sort()).toEqual([...wanted].sort())
    expect(heldSinceMs === undefined).toBe(names.length === 0)
  })
}

const tab = fc.nat(1)
const area = fc.constantFrom<Area>('local', 'session')
const pathname = fc.constantFrom('/', '/mail', '/mail/', '/mail/read', '/mailbox')
const value = fc.constantFrom('1', '2', '', 'x=y', ' z ', '한글')
const named = fc.constantFrom(...SERVICES.flatMap((service) => NAMES[service].map((name) => ({ service, name }))))
const seconds = fc.constantFrom('0', '-1', '1', '5', '11', '30', '600', '31536000', '', 'soon', '1.5')
const date = fc.oneof(
  fc.constantFrom(-1, 1, 5, 30, 600, 31_536_000).chain((inSeconds) => {
    const at = new Date(Date.UTC(2026, 10, 25) + inSeconds * 1000)
    return fc.constantFrom(at.toUTCString(), at.toUTCString().replace(/ (\w{3}) /, '-$1-'))
  }),
  fc.constantFrom('Thu, 01 Jan 1970 00:00:00 GMT', 'Thu, 01-Jan-70 00:00:01 GMT', '0', '-1', 'never', '1990-01-01', ''),
)
const attribute = fc.oneof(
  fc.constantFrom('path=/', 'Path=/mail', 'path=/mail/', 'path=', 'path=mail', ' PATH = / '),
  seconds.map((is) => `max-age=${is}`),
  date.map((is) => `Expires=${is}`),
  fc.constantFrom(
    'domain=shop.example',
    'Domain=.Shop.Example',
    'domain=www.shop.example',
    'domain=example',
    'domain=',
  ),
  fc.constantFrom('secure', ' Secure', 'samesite=lax', 'SameSite=None', 'partitioned', 'httponly', 'priority=high', ''),
)
/** Vendors write and delete a name with the same attributes, most of the time. */
const usual = fc
  .tuple(
    fc.constantFrom('', '; path=/', '; path=/', '; path=/; domain=.shop.example', '; path=/; secure; partitioned'),
    fc.constantFrom('', '', '; max-age=600', '; max-age=11', '; max-age=0', '; expires=Thu, 01 Jan 1970 00:00:00 GMT'),
  )
  .map((both) => both.join(''))
const attributes = fc.oneof(
  { weight: 2, arbitrary: usual },
  { weight: 1, arbitrary: fc.array(attribute, { maxLength: 4 }).map((all) => all.map((each) => `;${each}`).join('')) },
)
const pair = fc.tuple(named, value).map(([{ service, name }, is]) => ({ service, pair: name ? `${name}=${is}` : is }))
const spaced = fc.constantFrom(
  (text: string) => text,
  (text: string) => ` ${text.replace('=', ' = ')} `,
)
const service = fc.constantFrom(...SERVICES)

const cookie = fc
  .tuple(tab, pair, spaced, attributes)
  .map(([one, { service, pair }, space, rest]) => writeCookie(one, service, space(pair) + rest))
const steps = [
  cookie,
  cookie,
  cookie,
  fc
    .tuple(tab, named, area, value)
    .map(([one, { service, name }, where, is]) => setItem(one, service, where, name, is)),
  fc.tuple(tab, named, area).map(([one, { service, name }, where]) => removeItem(one, service, where, name)),
  fc.tuple(tab, area).map(([one, where]) => clear(one, where)),
  fc.constantFrom(1, 999, 1000, 5000, 10_000, 30_000, 600_000).map(wait),
  fc.tuple(tab, pathname).map(([one, to]) => go(one, to)),
  fc.tuple(tab, pathname).map(([one, to]) => visit(one, to)),
  fc.tuple(tab, service, fc.constantFrom<Answer>('allow', 'allow', 'never', 'later')).map(([...all]) => answer(...all)),
  tab.map(hear),
  fc.tuple(tab, service).map(([one, whose]) => look(one, whose)),
]

test('the device ends as that of a visitor who had answered first, and pages read what they would have read', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.commands(steps, { size: '+1', maxCommands: 60 }), (isSecure, all) => {
      const model = new Model(isSecure)
      const real = new Real(isSecure)
      fc.modelRun(() => ({ model, real }), all)
      const stored = ({ jar, local, tabs }: Model | Real) => ({
        cookies: jar.cookies(),
        local: sorted(local),
        session: tabs.map(({ areas }) => sorted(areas.session)),
      })
      expect(stored(real)).toEqual(stored(model))
    }),
    { numRuns: runs(700) },
  )
})
