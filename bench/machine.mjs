// What every measurement needs: a server on this machine, a real Chromium, and numbers with their spread.

import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus } from 'node:os'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import { findBrowser, howToGet } from '../scripts/browsers.mjs'

const TAG_FOLDER = fileURLToPath(new URL('../dist/tag', import.meta.url))

/** The stories' own (tests/support/drivers/playwright.ts), so that both speak of the same browser. */
const CHROMIUM_ARGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Chromium and the server; `gateText` is served in place of the built gate, for profiles with readable names. */
export async function startMachine({ gateText } = {}) {
  const found = findBrowser('chromium')
  if (!found) throw new Error(`There is no Chromium on this machine. ${howToGet('chromium')}`)
  const pages = new Map()
  const server = createServer(({ url }, response) => answer(url.replace(/[?#].*/, ''), response))
  function answer(path, response) {
    const page = pages.get(path)
    if (page !== undefined) return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
    if (gateText && path === '/dongui/dongui.js')
      return response.writeHead(200, { 'content-type': 'text/javascript' }).end(gateText)
    const file = normalize(join(TAG_FOLDER, path.replace(/^\/dongui\//, '')))
    if (!file.startsWith(TAG_FOLDER + sep) || !statSync(file, { throwIfNoEntry: false })?.isFile())
      return response.writeHead(404).end()
    const type = extname(file) === '.js' ? 'text/javascript' : 'text/plain'
    return response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache' }).end(readFileSync(file))
  }
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({
    executablePath: found.path,
    args: CHROMIUM_ARGS,
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const origin = `http://127.0.0.1:${server.address().port}`

  return {
    version: browser.version(),
    /** Puts a page on the server and returns its address. */
    serve(path, html) {
      pages.set(path, html)
      return origin + path
    },
    /** A tab with a jar and a cache of its own, whose costs are counted in thread time: other processes do not count. */
    async newTab(storageState) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, storageState })
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
      return { page, cdp, context, close: () => context.close() }
    },
    async stop() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Milliseconds the page's main thread has worked so far. */
export async function threadTime(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** Median and quartiles. */
export function spread(values) {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share) => {
    const place = (sorted.length - 1) * share
    const below = sorted[Math.floor(place)]
    return below + (sorted[Math.ceil(place)] - below) * (place % 1)
  }
  return { median: at(0.5), lower: at(0.25), upper: at(0.75), rounds: sorted.length }
}

/** What a reader has to know to judge the numbers. */
export function surroundings(version) {
  const [cpu] = cpus()
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpu?.model?.trim()}, ${cpus().length} cores`,
    chromium: version,
    node: process.version,
    pressure: cpuPressure(),
  }
}

/** Share of the last minute in which something on this machine had to wait for a core, in percent; Linux alone tells. */
function cpuPressure() {
  try {
    return Number(/avg60=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1])
  } catch {
    return null // no such file on this system
  }
}
