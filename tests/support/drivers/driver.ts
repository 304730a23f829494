// What a story asks of a browser, whichever engine it is, and what all three drivers share.

import type { Page } from 'playwright-core'
import type { Engine } from '../../../scripts/browsers.mjs'

export type { Engine, FoundBrowser } from '../../../scripts/browsers.mjs'

/** What a tab shows when a story begins, in CSS pixels. */
export const VIEWPORT = { width: 1280, height: 800 } as const

/** How long one command may take, in milliseconds: far beyond what a loaded machine needs, so only a hang gets there. */
export const COMMAND_MS = 30_000

/** Keys a visitor presses. Any other is a single character. */
export type Key =
  | 'Tab'
  | 'Shift+Tab'
  | 'Enter'
  | 'Escape'
  | 'Space'
  | 'ArrowUp'
  | 'ArrowDown'
  | 'ArrowLeft'
  | 'ArrowRight'

/** One running browser. All its tabs share one jar of cookies; stories are kept apart by origin. */
export interface Browser {
  readonly engine: Engine
  /** Whether it still answers. After a crash or a hang a new one has to be started. */
  isAlive(): boolean
  /** A visible tab of `VIEWPORT` size with the keyboard's focus, on `about:blank`. */
  newTab(options?: TabOptions): Promise<Tab>
  close(): Promise<void>
}

export interface TabOptions {
  /** Chromium alone: a jar and a cache of its own, and Playwright's settings (`locale`, `colorScheme`, `hasTouch` …). */
  context?: import('playwright-core').BrowserContextOptions
}

/** A cookie as the browser's own jar has it. */
export interface JarCookie {
  name: string
  value: string
  domain: string
  path: string
  httpOnly: boolean
}

/** One page of a browser. Every method rejects after `COMMAND_MS` rather than hang. */
export interface Tab {
  /** Opens an address as if it had been typed; resolves at its load event. */
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** One step back in the history, out of the back/forward cache where the engine keeps the page there. */
  back(): Promise<void>
  /** One step forward again. */
  forward(): Promise<void>
  /** Runs `fn` in the page, awaits it, and hands over its result. Arguments and result travel as JSON. */
  evaluate<T, Args extends readonly unknown[]>(fn: (...args: Args) => T | Promise<T>, ...args: Args): Promise<T>
  url(): Promise<string>
  /** Errors nobody caught and rejections nobody handled, since the tab was opened. */
  errors(): Promise<string[]>
  /** The jar's cookies for this address, HttpOnly ones too. */
  jar(): Promise<JarCookie[]>
  /** A real key event, trusted by the page. */
  press(key: Key | string): Promise<void>
  /** A real press of the mouse at a point of the viewport. */
  click(x: number, y: number): Promise<void>
  close(): Promise<void>
  /** Chromium's page for what only it can do: screenshots, axe, emulation, offline, CDP. */
  readonly playwright?: Page
}

/**
 * Runs `fn` in a page by expressions that end at once. What is still going on there when the page is left for the
 * back/forward cache is frozen, and neither Firefox nor WebKit ever answer for it; so answers are kept in the page and
 * asked for, and a page that is left is an error.
 *
 * @param run evaluates an expression in the page, without awaiting its result; the same one again has no effect again
 */
export async function evaluateBy<T>(
  run: (expression: string) => Promise<unknown>,
  fn: (...args: never[]) => unknown,
  args: readonly unknown[],
): Promise<T> {
  const id = ++lastAnswer
  let answer = await run(`((answers, answer, fail) => {
  if (${id} in answers) return answers[${id}]
  try {
    const given = (${fn})(...${JSON.stringify(args)})
    answers[${id}] = typeof given?.then === 'function' ? false : answer(given)
    if (!answers[${id}]) given.then(answer).then(null, fail).then((json) => { answers[${id}] = json })
  } catch (error) { answers[${id}] = fail(error) }
  return answers[${id}]
})(
  window[${ANSWERS}] ??= {},
  (value) => {
    try { return JSON.stringify({ value }) }
    catch { throw new TypeError('what the story asked for does not fit into JSON') }
  },
  (error) => JSON.stringify({ error: String(error?.stack?.includes(error) ? error.stack : error) }),
)`)
  if (answer === false)
    await untilTrue('an answer of the page', async () => {
      answer = await run(`window[${ANSWERS}]?.[${id}] ?? null`)
      return answer !== false
    })
  if (typeof answer !== 'string') throw new Error('the page was left before it had answered')
  const { value, error } = JSON.parse(answer) as { value: T; error?: string }
  if (error !== undefined) throw new Error(`in the page: ${error}`)
  return value
}

/** Where a page keeps its answers, JSON by number, `false` until it comes: a symbol, so nobody who looks at `window` meets it. */
const ANSWERS = `Symbol.for('answers to the harness')`
let lastAnswer = 0

/** Goes through the history from inside the page: the one way that all engines' back/forward caches take part in. */
export async function traverse(tab: Pick<Tab, 'evaluate'>, delta: number): Promise<void> {
  const identity = () => [performance.timeOrigin, location.href, document.readyState].join(' ')
  const before = await tab.evaluate(identity)
  await tab.evaluate((by) => {
    setTimeout(() => history.go(by))
  }, delta)
  await untilTrue(`another page after history.go(${delta})`, async () => {
    // Between two documents there is nobody to ask.
    const now = await tab.evaluate(identity).catch(() => '')
    return now.endsWith('complete') && now !== before
  })
}

/**
 * Asks until the answer is yes, less often the longer it takes: Firefox's socket closes after some ten thousand
 * questions. Rejects after `COMMAND_MS` with what was awaited.
 */
export async function untilTrue(what: string, ask: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + COMMAND_MS
  for (let pause = 5; !(await ask()); pause = Math.min(pause * 1.2, 50)) {
    if (performance.now() > end) throw new Error(`waited ${COMMAND_MS / 1000} s for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}

/** Something that should long have been answered was not. */
export class Hang extends Error {}

/** Rejects with a `Hang` when `promise` takes longer than `ms`: every call to a browser may. */
export function within<T>(ms: number, what: string, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Hang(`${what}: no answer within ${ms / 1000} s`)), ms)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

/** A key by its WebDriver code point (WebDriver §17.4.2), and whether Shift is held. */
export function keyCode(key: string): { value: string; shift: boolean } {
  const shift = key.startsWith('Shift+')
  const name = shift ? key.slice(6) : key
  return { value: KEYS.get(name) ?? name, shift }
}

const KEYS = new Map([
  ['Tab', '\uE004'],
  ['Enter', '\uE007'],
  ['Escape', '\uE00C'],
  ['Space', ' '],
  ['ArrowLeft', '\uE012'],
  ['ArrowUp', '\uE013'],
  ['ArrowRight', '\uE014'],
  ['ArrowDown', '\uE015'],
])

/** WebDriver's and BiDi's actions for one press of a key: both take the same. */
export function keyActions(key: string): object[] {
  const { value, shift } = keyCode(key)
  const actions = [
    { type: 'keyDown', value },
    { type: 'keyUp', value },
  ]
  if (shift) {
    actions.unshift({ type: 'keyDown', value: SHIFT })
    actions.push({ type: 'keyUp', value: SHIFT })
  }
  return [{ type: 'key', id: 'keyboard', actions }]
}

const SHIFT = '\uE008'

/** WebDriver's and BiDi's actions for one press of the mouse. */
export function clickActions(x: number, y: number): object[] {
  return [
    {
      type: 'pointer',
      id: 'mouse',
      parameters: { pointerType: 'mouse' },
      actions: [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    },
  ]
}
