// Firefox as the system has it, by WebDriver BiDi over its own socket.

import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
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
  traverse,
  VIEWPORT,
  within,
} from './driver'
import { startProgram } from './process'

/** What keeps a fresh profile from asking, updating and calling home. The rest Firefox sets itself when it is driven. */
const PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'browser.aboutwelcome.enabled': false,
  // A page left while its icon is on its way is kept out of the back/forward cache, now and then.
  'browser.chrome.site_icons': false,
  // So is one that the machine has little memory for: its share is said here, and nobody watches how much is left.
  'browser.sessionhistory.max_total_viewers': 8,
  'browser.low_commit_space_threshold_mb': 0,
  'browser.low_commit_space_threshold_percent': 0,
  'browser.safebrowsing.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,#remote-settings-dummy/v1',
  'toolkit.telemetry.enabled': false,
}

interface Evaluated {
  result?: { value?: unknown }
  exceptionDetails?: { text: string }
}

interface BidiCookie extends Omit<JarCookie, 'value'> {
  value: { type: string; value: string }
}

export async function startFirefox(found: FoundBrowser): Promise<Browser> {
  const profile = mkdtempSync(join(tmpdir(), 'dongui-firefox-'))
  const lines = Object.entries(PREFERENCES).map((entry) => `user_pref(${entry.map((each) => JSON.stringify(each))});`)
  writeFileSync(join(profile, 'user.js'), lines.join('\n'))

  const program = startProgram(
    found.path,
    ['--headless', '--remote-debugging-port=0', '--no-remote', '--profile', profile, 'about:blank'],
    { env: { MOZ_CRASHREPORTER_DISABLE: '1' }, folder: profile },
  )
  const socket = await connect(await program.prints(/WebDriver BiDi listening on (ws:\S+)/))
  await socket.send('session.new', { capabilities: {} })
  await socket.send('session.subscribe', { events: ['log.entryAdded', 'browsingContext.load'] })
  const spareWindows: string[] = []

  return {
    engine: 'firefox',
    isAlive: () => program.isRunning() && socket.isOpen(),
    newTab: () => openTab(socket, spareWindows),
    close: async () => program.kill(),
  }
}

/**
 * A window rather than a tab: a tab behind another is hidden, and there animation frames come once a second. Opening one
 * takes 300 ms, so one that is closed is kept for the next story. The window Firefox starts with never gets the focus.
 */
async function openTab(socket: BidiSocket, spareWindows: string[]): Promise<Tab> {
  const context = spareWindows.pop() ?? (await openWindow(socket))
  await socket.send('browsingContext.activate', { context })
  const errors: string[] = []
  const stopListening = socket.on('log.entryAdded', (entry: LogEntry) => {
    if (entry.source.context === context && isUncaught(entry)) errors.push(describe(entry))
  })

  const go = async (url: string) => {
    let stop = (): void => undefined
    const loaded = new Promise<void>((resolve) => {
      stop = socket.on('browsingContext.load', (event: { context: string }) => {
        if (event.context === context) resolve()
      })
    })
    try {
      await socket.send('browsingContext.navigate', { context, url, wait: 'complete' })
    } catch (error) {
      // Of a page with two hundred frames Firefox 153 says so now and then, and loads it: then its load event counts.
      if (!/NS_BINDING_ABORTED/.test(`${error}`)) throw error
      await within(COMMAND_MS, 'load', loaded)
    } finally {
      stop()
    }
  }
  const act = async (actions: object[]) => {
    await socket.send('browsingContext.activate', { context }) // keys of a window without focus press no buttons
    await socket.send('input.performActions', { context, actions })
  }

  const run = async (expression: string) => {
    const { result, exceptionDetails } = await socket.send<Evaluated>('script.evaluate', {
      expression,
      target: { context },
      awaitPromise: false,
    })
    if (exceptionDetails) throw new Error(`in the page: ${exceptionDetails.text}`)
    return result?.value
  }

  const tab: Tab = {
    async goto(url) {
      await go(url)
    },
    async reload() {
      await socket.send('browsingContext.reload', { context, wait: 'complete' })
    },
    back: () => traverse(tab, -1),
    forward: () => traverse(tab, 1),
    evaluate: (fn, ...args) => evaluateBy(run, fn, args),
    url: () => tab.evaluate(() => location.href),
    errors: async () => [...errors],
    async jar() {
      const { hostname } = new URL(await tab.url())
      const { cookies } = await socket.send<{ cookies: BidiCookie[] }>('storage.getCookies', {
        partition: { type: 'context', context },
      })
      return cookies.flatMap(({ name, value, domain, path, httpOnly }) =>
        hostname === domain || (domain.startsWith('.') && `.${hostname}`.endsWith(domain))
          ? [{ name, value: value.value, domain, path, httpOnly }]
          : [],
      )
    },
    press: (key) => act(keyActions(key)),
    click: (x, y) => act(clickActions(x, y)),
    async close() {
      stopListening()
      if (!socket.isOpen()) return
      if (spareWindows.length) {
        await socket.send('browsingContext.close', { context })
        return
      }
      await go('about:blank')
      spareWindows.push(context)
    },
  }
  return tab
}

async function openWindow(socket: BidiSocket): Promise<string> {
  const { context } = await socket.send<{ context: string }>('browsingContext.create', { type: 'window' })
  await socket.send('browsingContext.setViewport', { context, viewport: VIEWPORT })
  return context
}

interface LogEntry {
  level: string
  type: string
  text: string
  source: { context?: string }
  stackTrace?: { callFrames: { url: string; lineNumber: number }[] }
}

/** Firefox logs refused cookies, modules and whatever a policy forbids as errors of the page; nobody threw those. */
function isUncaught({ level, type, text, stackTrace }: LogEntry): boolean {
  if (level !== 'error' || type !== 'javascript' || text.startsWith('Content-Security-Policy')) return false
  return !!stackTrace?.callFrames.length || /^(?:uncaught exception|\w*Error)\b/.test(text)
}

function describe({ text, stackTrace }: LogEntry): string {
  const [frame] = stackTrace?.callFrames ?? []
  return frame ? `${text} (${frame.url}:${frame.lineNumber + 1})` : text
}

interface BidiSocket {
  send<T = unknown>(method: string, params?: object): Promise<T>
  on<T>(event: string, listener: (params: T) => void): () => void
  isOpen(): boolean
}

interface Message {
  type: 'success' | 'error' | 'event'
  id?: number
  result?: unknown
  method?: string
  params?: unknown
  error?: string
  message?: string
}

/** Commands with an answer each, and events (https://www.w3.org/TR/webdriver-bidi/#transport). */
async function connect(address: string): Promise<BidiSocket> {
  // Node 20's own closes now and then in the middle (1006), as if Firefox had gone.
  const socket = new WebSocket(`${address}/session`, { perMessageDeflate: false })
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = () => reject(new Error(`Firefox does not answer at ${address}`))
  })
  let lastId = 0
  const waiting = new Map<number, { method: string; resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, Set<(params: never) => void>>()

  socket.onmessage = ({ data }) => {
    const message = JSON.parse(String(data)) as Message
    if (message.type === 'event')
      for (const listener of listeners.get(message.method ?? '') ?? []) listener(message.params as never)
    const asked = waiting.get(message.id ?? -1)
    if (!asked) return
    waiting.delete(message.id ?? -1)
    if (message.type === 'success') asked.resolve(message.result)
    else asked.reject(new Error(`Firefox: ${asked.method}: ${message.error}: ${message.message}`))
  }
  socket.onclose = () => {
    for (const { reject } of waiting.values()) reject(new Error('Firefox has gone'))
    waiting.clear()
  }

  return {
    isOpen: () => socket.readyState === WebSocket.OPEN,
    on(event, listener) {
      const all = listeners.get(event) ?? new Set()
      listeners.set(event, all.add(listener))
      return () => all.delete(listener)
    },
    send<T>(method: string, params = {}) {
      if (socket.readyState !== WebSocket.OPEN) return Promise.reject(new Error('Firefox has gone'))
      const id = ++lastId
      const answer = new Promise<unknown>((resolve, reject) => waiting.set(id, { method, resolve, reject }))
      socket.send(JSON.stringify({ id, method, params }))
      return within(COMMAND_MS, method, answer as Promise<T>).catch((error) => {
        // A page that hangs takes its whole process along: better a new browser than a minute for every command.
        if (error instanceof Hang) socket.close()
        throw error
      })
    },
  }
}
