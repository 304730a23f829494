// WebKitGTK by classic WebDriver: WebKitWebDriver drives MiniBrowser on a display of its own.

import { createServer } from 'node:net'
import {
  type Browser,
  COMMAND_MS,
  clickActions,
  evaluateBy,
  type FoundBrowser,
  Hang,
  type JarCookie,
  keyActions,
  type Tab,
  untilTrue,
  VIEWPORT,
  within,
} from './driver'
import { startProgram } from './process'

/** Draws in software, without accessibility bus or sandbox: there is no screen, no session, and we may be root. */
const ENVIRONMENT = {
  WEBKIT_DISABLE_COMPOSITING_MODE: '1',
  WEBKIT_DISABLE_DMABUF_RENDERER: '1',
  WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  LIBGL_ALWAYS_SOFTWARE: '1',
  NO_AT_BRIDGE: '1',
  GTK_A11Y: 'none',
  GDK_BACKEND: 'x11',
}

/** Closing a session hangs now and then; the processes are ended all the same. */
const CLOSE_MS = 2000

/** Scripts are asked again after a while; that is safe, see `evaluateBy`. */
const SCRIPT_PATH = '/execute/sync'
const SCRIPT_MS = 1000

export async function startWebKit(found: FoundBrowser): Promise<Browser> {
  if (found.driver !== 'webdriver') throw new Error(`${found.path} is not driven by WebDriver`)
  const display = startProgram(found.xvfb, ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'])
  const number = await display.prints(/^\s*(\d+)\s*$/m)
  const port = await freePort()
  const driver = startProgram(found.path, [`--port=${port}`], { env: { ...ENVIRONMENT, DISPLAY: `:${number}` } })
  const address = `http://127.0.0.1:${port}`
  await untilTrue('WebKitWebDriver', () => {
    if (!driver.isRunning()) throw new Error('WebKitWebDriver ended at once')
    return call('GET', `${address}/status`).then(
      () => true,
      () => false, // not listening yet
    )
  })
  const { sessionId } = await call<{ sessionId: string }>('POST', `${address}/session`, {
    capabilities: {
      alwaysMatch: {
        timeouts: { script: COMMAND_MS / 2, pageLoad: COMMAND_MS },
        'webkitgtk:browserOptions': { binary: found.miniBrowser, args: ['--automation'] },
      },
    },
  })
  const session = new Session(`${address}/session/${sessionId}`)
  const first = await session.ask<string>(null, 'GET', '/window')
  await resize(session, first)
  const spareWindows = [first]

  return {
    engine: 'webkit',
    isAlive: () => driver.isRunning() && display.isRunning() && !session.hangs,
    newTab: () => openTab(session, spareWindows),
    async close() {
      await within(CLOSE_MS, 'closing WebKit', session.ask(null, 'DELETE', '')).catch(() => null) // killed below all the same
      driver.kill()
      display.kill()
    },
  }
}

type Method = 'GET' | 'POST' | 'DELETE'

/** WebDriver speaks to one window at a time, so commands queue up here and switch to theirs first. */
class Session {
  /** Whether a command was never answered: then no later one is either. */
  hangs = false
  #current: string | null = null
  #turn: Promise<unknown> = Promise.resolve()
  #address: string

  constructor(address: string) {
    this.#address = address
  }

  ask<T = unknown>(handle: string | null, method: Method, path: string, body?: object): Promise<T> {
    const answer = this.#turn.then(async () => {
      if (this.hangs) throw new Error('WebKit hangs')
      if (handle && handle !== this.#current) {
        await this.#call('POST', '/window', { handle })
        this.#current = handle
      }
      if (method === 'DELETE' && path === '/window') this.#current = null
      return await this.#call<T>(method, path, body)
    })
    this.#turn = answer.catch(() => null) // who asked is told
    return answer
  }

  async #call<T>(method: string, path: string, body?: object): Promise<T> {
    try {
      return await call<T>(method, this.#address + path, body)
    } catch (error) {
      if (error instanceof Hang && path !== SCRIPT_PATH) this.hangs = true
      throw error
    }
  }
}

/**
 * A window rather than a tab: a tab behind another is hidden, and there no animation frame ever comes. One that is closed
 * is kept for the next story.
 */
async function openTab(session: Session, spareWindows: string[]): Promise<Tab> {
  const handle = spareWindows.pop() ?? (await openWindow(session))
  const ask = <T = unknown>(method: Method, path: string, body?: object) => session.ask<T>(handle, method, path, body)
  const run = async (expression: string): Promise<unknown> => {
    const end = performance.now() + COMMAND_MS
    for (;;)
      try {
        return await ask('POST', SCRIPT_PATH, { script: `return ${expression}`, args: [] })
      } catch (error) {
        // A script that meets a page on its way into the back/forward cache is never answered; the next one is.
        if (error instanceof Hang && performance.now() < end) continue
        if (error instanceof Hang) session.hangs = true
        throw error
      }
  }
  let earlierErrors: string[] = []

  const tab: Tab = {
    async goto(url) {
      earlierErrors = await tab.errors()
      await ask('POST', '/url', { url })
    },
    async reload() {
      earlierErrors = await tab.errors()
      await ask('POST', '/refresh')
    },
    async back() {
      earlierErrors = await tab.errors()
      await ask('POST', '/back')
    },
    async forward() {
      earlierErrors = await tab.errors()
      await ask('POST', '/forward')
    },
    evaluate: (fn, ...args) => evaluateBy(run, fn, args),
    url: () => ask('GET', '/url'),
    async errors() {
      const here = await tab.evaluate(takeErrors).catch(() => []) // no document to ask
      earlierErrors.push(...here)
      return [...earlierErrors]
    },
    jar: () => ask<JarCookie[]>('GET', '/cookie'),
    async press(key) {
      await ask('POST', '/actions', { actions: keyActions(key) })
    },
    async click(x, y) {
      await ask('POST', '/actions', { actions: clickActions(x, y) })
    },
    async close() {
      if (session.hangs) return
      if (spareWindows.length) {
        await ask('DELETE', '/window')
        return
      }
      await ask('POST', '/url', { url: 'about:blank' })
      spareWindows.push(handle)
    },
  }
  return tab
}

async function openWindow(session: Session): Promise<string> {
  const { handle } = await session.ask<{ handle: string }>(null, 'POST', '/window/new', { type: 'window' })
  await resize(session, handle)
  return handle
}

/** Makes a window so large that its page has `VIEWPORT` to itself; the window's own bars come on top. */
async function resize(session: Session, handle: string): Promise<void> {
  const outer = await session.ask<{ width: number; height: number }>(handle, 'GET', '/window/rect')
  const script = 'return [innerWidth, innerHeight]'
  const [width, height] = await session.ask<[number, number]>(handle, 'POST', SCRIPT_PATH, { script, args: [] })
  await session.ask(handle, 'POST', '/window/rect', {
    x: 0,
    y: 0,
    width: outer.width + VIEWPORT.width - width,
    height: outer.height + VIEWPORT.height - height,
  })
}

/**
 * WebKitWebDriver tells nothing of a page's errors, so the page has to keep them: `site.ts` puts this first into the
 * head of pages served to WebKit. It takes itself out of the document again.
 */
export const ERROR_RECORDER = `(() => {
  document.currentScript.remove()
  const errors = []
  // A router may bring the script a second time.
  if (!Reflect.defineProperty(window, Symbol.for('errors of this page'), { value: errors })) return
  const keep = (error) => errors.push(String(error && error.stack ? error + '\\n' + error.stack : error))
  // Without a message: a file that did not load. A ResizeObserver that could not keep up threw nothing.
  const isThrown = ({ message }) => message && !message.startsWith('ResizeObserver loop')
  addEventListener('error', (event) => isThrown(event) && keep(event.error ?? event.message), true)
  addEventListener('unhandledrejection', (event) => keep(event.reason))
})()`

function takeErrors(): string[] {
  const errors = (window as unknown as Record<symbol, string[] | undefined>)[Symbol.for('errors of this page')]
  return errors?.splice(0) ?? []
}

/** One WebDriver command (https://www.w3.org/TR/webdriver2/#endpoints). */
async function call<T = unknown>(method: string, address: string, body: object = {}): Promise<T> {
  const asked = fetch(address, { method, ...(method === 'POST' && { body: JSON.stringify(body) }) })
  const patience = address.endsWith(SCRIPT_PATH) ? SCRIPT_MS : COMMAND_MS
  const response = await within(patience, `${method} ${address}`, asked)
  const { value } = (await response.json()) as { value: T & { error?: string; message?: string } }
  if (!response.ok) throw new Error(`WebKit: ${value.error}: ${value.message}`)
  return value
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
