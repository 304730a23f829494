// Stage directions: what a visitor and a page's owner do and see, in the same words for every engine.

import { expect, onTestFinished, test } from 'vitest'
import type { Consent, View } from '../../src/handle'
import { engine, theBrowser } from './browser'
import type { JarCookie, Key, Tab, TabOptions } from './drivers/driver'
import { createSite, PING_PATH, type Site } from './site'

export { engine } from './browser'
export { createSite, gateway, type Site } from './site'

/** A story of what only some engines have, or can be brought to by a test: in the others it is not told. */
export const storyIn =
  (...engines: readonly (typeof engine)[]) =>
  (name: string, story: () => Promise<void>) => {
    if (engines.includes(engine)) test(name, story)
  }

/** How long a story waits for what it wants to see, in milliseconds. Only a failing one waits so long. */
const PATIENCE_MS = 10_000

const DEFAULT_TAG = {
  src: '/dongui/dongui.js',
  'data-service': '예시 메일',
  'data-policy': '/privacy',
  'data-policy-version': '2026-11-01',
}

/** What may be said about a page beside what stands in its body. */
export interface PageOptions {
  /** Attributes of the tag, over the usual ones: `'defer nonce="a"'`, `'data-service="X"'`. `false`: no tag. */
  tag?: string | false
  /** The JSON block that stands before the tag. */
  config?: object
  /** More of the head, before the tag. */
  before?: string
  /** More of the head, after the tag. */
  head?: string
  /** @default 'ko' */
  lang?: string
}

export interface OpenOptions extends PageOptions, TabOptions {
  headers?: Record<string, string>
  /** @default '/' */
  path?: string
  /** A site made before, when its files have to be there first. @default a new one */
  site?: Site
  /** `'expected'`: the story makes errors on purpose. Otherwise one that nobody caught fails the test. */
  errors?: 'expected'
}

/** The text of a page: the configuration, the tag, then what is given. */
export function pageText(
  body: string,
  { tag = '', config, before = '', head = '', lang = 'ko' }: PageOptions = {},
): string {
  const block = config && `<script type="application/json" data-dongui="config">${jsonInHtml(config)}</script>`
  return `<!doctype html>
<html lang="${lang}"><head><meta charset="utf-8">${before}${block ?? ''}${tag === false ? '' : tagText(tag)}
<title>예시 메일</title>${head}</head>
<body>${body}</body></html>`
}

function tagText(attributes: string): string {
  const usual = Object.entries(DEFAULT_TAG).flatMap(([name, value]) =>
    new RegExp(`(?:^|\\s)${name}\\s*=`).test(attributes) ? [] : `${name}="${value}"`,
  )
  return `<script ${[...usual, attributes].join(' ').trim()}></script>`
}

/** No text in a JSON block may end it. */
function jsonInHtml(value: object): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}

/**
 * Opens a page with the widget's tag first in its head and `body` in its body, on an origin of its own. Resolves at its
 * load event. At the end of the test its tabs are closed, and errors that nobody caught fail it.
 */
export async function openPage(body = '', options: OpenOptions = {}): Promise<StoryPage> {
  const { headers, path = '/', site = await createSite(), context } = options
  site.page(path, pageText(body, options), { ...(headers && { headers }) })
  return openAt(site, path, options, context)
}

/** Opens what already lies at a path of a site. */
export async function openSite(
  site: Site,
  path = '/',
  options: Pick<OpenOptions, 'errors' | 'context'> = {},
): Promise<StoryPage> {
  return openAt(site, path, options, options.context)
}

async function openAt(
  site: Site,
  path: string,
  { errors }: Pick<OpenOptions, 'errors'>,
  context: TabOptions['context'],
): Promise<StoryPage> {
  const browser = await theBrowser()
  const tab = await browser.newTab(context && { context })
  const page = new StoryPage(site, tab, errors === 'expected')
  await tab.goto(site.origin + path)
  return page
}

/** A page as a story sees it. */
export class StoryPage {
  readonly site: Site
  readonly tab: Tab
  #errorsExpected: boolean

  constructor(site: Site, tab: Tab, errorsExpected: boolean) {
    this.site = site
    this.tab = tab
    this.#errorsExpected = errorsExpected
    onTestFinished(async ({ task }) => {
      if (task.result?.state === 'fail') console.error(await this.#describe())
      const errors = this.#errorsExpected ? [] : await tab.errors()
      await tab.close()
      expect(errors, 'errors in the page that nobody caught').toEqual([])
    })
  }

  /** Chromium's Playwright page, in `*.chromium.test.ts` only. */
  get playwright(): NonNullable<Tab['playwright']> {
    if (!this.tab.playwright) throw new Error(`only Chromium is driven by Playwright, this is ${engine}`)
    return this.tab.playwright
  }

  // — the page —

  /** Runs a function in the page and hands over its result, as JSON both ways. */
  evaluate<T, Args extends readonly unknown[]>(fn: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T> {
    return this.tab.evaluate(fn, ...args)
  }

  /**
   * Waits until page globals, by name or dotted path, equal what is given. One that should be `undefined` is a "never":
   * the page has to settle first. Fails with what was there instead.
   */
  async sees(expected: Record<string, unknown>): Promise<void> {
    if (Object.values(expected).includes(undefined)) await this.settled()
    const names = Object.keys(expected)
    await this.#eventually(async () => {
      expect(await this.tab.evaluate(readGlobals, names)).toEqual(definedOf(expected))
    })
  }

  /** Waits until a function in the page gives what is expected. */
  async shows<T, Args extends readonly unknown[]>(
    expected: T,
    fn: (...args: Args) => T | Promise<T>,
    ...args: Args
  ): Promise<void> {
    await this.#eventually(async () => {
      expect(await this.tab.evaluate(fn, ...args)).toEqual(expected)
    })
  }

  /** Waits until the server has had so many requests for paths that begin so. For 0, the page has to settle first. */
  async requested(pathPrefix: string, times = 1): Promise<void> {
    if (times === 0) await this.settled()
    await this.#eventually(async () => {
      expect(this.site.count(pathPrefix), `requests for ${pathPrefix}`).toBe(times)
    })
  }

  /**
   * Waits until nothing more happens in the page by itself. What a page has set going is driven by its load, tasks,
   * animation frames, idle time and answers of the server. One round lets each of these have its turn: load event, two
   * frames, a task of each kind behind all that are queued, idle time, and a request to the server and back, before
   * which the browser has sent what it had to send. A round is calm when no request was on its way at its beginning or
   * its end, none was new, and document and storage are as after the round before. After two calm rounds in a row there
   * is nobody left to do anything, but for timers set to go off later: those a story has to trigger or await by name.
   */
  async settled(): Promise<void> {
    const server = () => [this.site.requests.length, this.site.pending()]
    let before = ''
    let calmRounds = 0
    await this.#eventually(async () => {
      const quietAtStart = this.site.pending() === 0
      const after = JSON.stringify([
        await this.tab.evaluate(oneRound, [PING_PATH, ...(this.site.polls ?? [])]),
        server(),
      ])
      const isCalm = quietAtStart && this.site.pending() === 0 && after === before
      before = after
      calmRounds = isCalm ? calmRounds + 1 : 0
      if (calmRounds < 2) throw new Error('the page does not come to rest')
    })
  }

  // — the visitor's decisions by the API —

  /** `dongui.choose(…)`. */
  async choose(choice: Parameters<Consent['choose']>[0]): Promise<void> {
    await this.#awaitDongui()
    await this.tab.evaluate((what) => (window as unknown as WithDongui).dongui.choose(what), choice)
  }

  /** `dongui.withdraw()`. */
  async withdraw(): Promise<void> {
    await this.#awaitDongui()
    await this.tab.evaluate(() => (window as unknown as WithDongui).dongui.withdraw())
  }

  /** `dongui.open(view)`, and sees it. */
  async open(view: View): Promise<void> {
    await this.#awaitDongui()
    await this.tab.evaluate((which) => (window as unknown as WithDongui).dongui.open(which).then(() => null), view)
    await this.seesView(view)
  }

  /** The browser is closed and opened again: what ends with a visit is gone. */
  async endVisit(): Promise<void> {
    await this.tab.evaluate(() => {
      document.cookie = 'dongui-visit=; path=/; max-age=0'
    })
  }

  #awaitDongui(): Promise<void> {
    return this.shows('object', () => typeof (window as unknown as Partial<WithDongui>).dongui)
  }

  // — what is drawn —

  /** Waits until a view is drawn: it has a box and is not hidden. */
  seesView(view: View | 'ask'): Promise<void> {
    return this.#eventually(async () => {
      expect(await this.tab.evaluate(drawnViews), 'views that are drawn').toContain(view)
    })
  }

  /** Waits until the page has settled, then until this view, or any, is not drawn. */
  async seesNoView(view?: View | 'ask'): Promise<void> {
    await this.settled()
    await this.#eventually(async () => {
      const drawn = await this.tab.evaluate(drawnViews)
      if (view) expect(drawn, 'views that are drawn').not.toContain(view)
      else expect(drawn, 'views that are drawn').toEqual([])
    })
  }

  /** Runs a function in the page with the views' shadow root. */
  inUi<T, Args extends readonly unknown[]>(fn: (root: ShadowRoot, ...args: Args) => T, ...args: Args): Promise<T> {
    return this.tab.evaluate(
      new Function(
        '...args',
        `const root = document.querySelector('dongui-ui')?.shadowRoot
         if (!root) throw new Error('no view has been drawn: there is no <dongui-ui>')
         return (${fn})(root, ...args)`,
      ) as (...args: Args) => T,
      ...args,
    )
  }

  /** Presses a control of a view, `[data-action=…]`, with the mouse, once it is there, at rest and not covered. */
  press(action: string, { view }: { view?: View | 'ask' } = {}): Promise<void> {
    return this.clickInUi(`${view ? `[data-view="${view}"] ` : ''}[data-action="${action}"]`)
  }

  /** The same for anything in the views' shadow root. */
  clickInUi(selector: string): Promise<void> {
    return this.#click(selector, 'dongui-ui')
  }

  /** The same for anything in the page itself. */
  click(selector: string): Promise<void> {
    return this.#click(selector)
  }

  /** The same for anything in the shadow root of an element of ours in the page, of several the one at `index`. */
  clickIn(host: string, selector: string, index = 0): Promise<void> {
    return this.#click(selector, host, index)
  }

  /** Presses a key where the focus is, or a character: a real event, as a visitor's keyboard makes it. */
  key(key: Key | (string & {})): Promise<void> {
    return this.tab.press(key)
  }

  async #click(selector: string, host = '', index = 0): Promise<void> {
    let last = ''
    const at = await this.#eventually(async () => {
      const spot = await this.tab.evaluate(spotOf, selector, host, index)
      const here = JSON.stringify(spot)
      const isAtRest = here === last
      last = here
      if (!('x' in spot)) throw new Error(`${selector}: ${spot.problem}`)
      if (!isAtRest) throw new Error(`${selector}: it keeps moving`)
      return spot
    })
    await this.tab.click(at.x, at.y)
  }

  // — cookies —

  /** Names in `document.cookie`. */
  async cookies(): Promise<string[]> {
    const text = await this.tab.evaluate(() => document.cookie)
    return text.split('; ').flatMap((pair) => pair.split('=')[0] || [])
  }

  /** The browser's own jar for this address, HttpOnly cookies too. */
  jar(): Promise<JarCookie[]> {
    return this.tab.jar()
  }

  // — going places —

  async reload(): Promise<void> {
    await this.tab.reload()
  }

  /** Another page of the site, or an address elsewhere, in this tab. */
  async visit(path: string): Promise<void> {
    await this.tab.goto(new URL(path, this.site.origin).href)
  }

  async goBack(): Promise<void> {
    await this.tab.back()
  }

  async goForward(): Promise<void> {
    await this.tab.forward()
  }

  /** The same page, or another of the site, in a second tab of the same browser; both are visible. */
  async inAnotherTab(path?: string): Promise<StoryPage> {
    const url = path === undefined ? await this.tab.url() : new URL(path, this.site.origin).href
    const browser = await theBrowser()
    const page = new StoryPage(this.site, await browser.newTab(), this.#errorsExpected)
    await page.tab.goto(url)
    return page
  }

  /** Errors that nobody caught, so far. For stories that expect some. */
  errors(): Promise<string[]> {
    return this.tab.errors()
  }

  /** Tries until it does not throw; then throws what it threw last. */
  async #eventually<T>(attempt: () => Promise<T>): Promise<T> {
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      try {
        return await attempt()
      } catch (error) {
        if (performance.now() > end) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }

  /** For a test that failed: where the page was, what it threw, what was asked of the server. */
  async #describe(): Promise<string> {
    const [url, errors] = await Promise.all([
      this.tab.url().catch(String),
      this.tab.errors().catch((error) => [String(error)]),
    ])
    const requests = this.site.requests.map(({ status, method, host, path }) => `  ${status} ${method} ${host}${path}`)
    return [`${engine} at ${url}`, ...errors.map((error) => `  threw ${error}`), 'requests:', ...requests].join('\n')
  }
}

interface WithDongui {
  dongui: Consent
}

/** Without what should be `undefined`, since JSON has no such value: `toEqual` treats it as absent on both sides. */
function definedOf(values: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

// What runs in the page: each function stands for itself, nothing around it comes along.

function readGlobals(names: string[]): Record<string, unknown> {
  const read = (name: string) =>
    name
      .split('.')
      .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], window)
  return Object.fromEntries(names.map((name) => [name, read(name)]))
}

async function oneRound(ignored: string[]): Promise<unknown> {
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve))
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const timer = () => new Promise((resolve) => setTimeout(resolve))
  const message = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = resolve
      port2.postMessage(null)
    })
  const idle = () => new Promise((resolve) => (window.requestIdleCallback ?? setTimeout)(resolve))
  const readCookies = () => {
    try {
      return document.cookie
    } catch {
      return '' // blocked
    }
  }
  // A hidden page has no frames; its tabs are visible, but a story may hide one.
  if (document.visibilityState === 'visible') await frame().then(frame)
  await Promise.all([timer().then(timer), message().then(message), idle()])
  // Where the page's policy forbids it, the server's own count of what is on its way has to do.
  await fetch(ignored[0] ?? '', { cache: 'no-store' }).catch(() => null)
  await message()
  return [
    document.documentElement.outerHTML.length,
    document.querySelector('dongui-ui')?.shadowRoot?.innerHTML.length,
    performance.getEntriesByType('resource').filter(({ name }) => !ignored.some((each) => name.includes(each))).length,
    readCookies(),
  ]
}

function drawnViews(): string[] {
  const views = document.querySelector('dongui-ui')?.shadowRoot?.querySelectorAll<HTMLElement>('[data-view]') ?? []
  return [...views].flatMap((view) => (view.checkVisibility() && view.dataset.view) || [])
}

/** The middle of an element in the viewport, or why it cannot be pressed there. */
function spotOf(selector: string, host: string, index: number): { x: number; y: number } | { problem: string } {
  const root = host ? document.querySelectorAll(host)[index]?.shadowRoot : document
  const element = root?.querySelector(selector)
  if (!element) return { problem: 'it is not there' }
  if (!element.checkVisibility({ visibilityProperty: true })) return { problem: 'it is not visible' }
  if (element.matches(':disabled')) return { problem: 'it is disabled' }
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
  const { left, top, width, height } = element.getBoundingClientRect()
  if (!width || !height) return { problem: 'it has no size' }
  const [x, y] = [left + width / 2, top + height / 2]
  let hit = document.elementFromPoint(x, y)
  while (hit?.shadowRoot && hit !== element) {
    const deeper = hit.shadowRoot.elementFromPoint(x, y)
    if (!deeper || deeper === hit) break
    hit = deeper
  }
  if (
    hit &&
    (element.contains(hit) || [...((element as HTMLInputElement).labels ?? [])].some((label) => label.contains(hit)))
  )
    return { x, y }
  return { problem: `it is covered by ${hit?.outerHTML.slice(0, 100) ?? 'the edge of the viewport'}` }
}
