// What every measurement needs: a server on this machine, a real Chromium, and numbers with their spread.

import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import { cpus } from 'node:os'
import { extname, join, normalize, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS, findBrowser, howToGet } from '../scripts/browsers.mjs'

export const TAG_FOLDER = fileURLToPath(new URL('../dist/tag', import.meta.url))
/** A page must not see that it is driven: some tools show nothing to a robot. */
const AS_A_VISITOR = '--disable-blink-features=AutomationControlled'
const HTML = 'text/html; charset=utf-8'
const TYPES = { '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8' }
/** As Lighthouse has it for a phone: 1.44 Mbit/s, and every request waits so long for its first byte. */
const SLOW_4G = { latency: 562.5, downloadThroughput: (1474.56 * 1024) / 8, uploadThroughput: (675 * 1024) / 8 }

export const DESKTOP = { width: 1280, height: 800 }
export const PHONE = { width: 390, height: 844 }

/** Starts Chromium and the server; `gateText` is served in place of the built gate, for profiles with readable names. */
export async function startMachine({ gateText } = {}) {
  const found = findBrowser('chromium')
  if (!found) throw new Error(`There is no Chromium on this machine. ${howToGet('chromium')}`)
  const served = new Map()
  const compressed = new Map()
  const requested = []
  const server = createServer(({ url, headers }, response) => {
    const path = url.replace(/[?#].*/, '')
    requested.push(path)
    const file = served.get(path) ?? builtFile(path, gateText)
    if (!file) return response.writeHead(404).end()
    const isPacked = /\bbr\b/.test(headers['accept-encoding'])
    if (isPacked && !compressed.has(file.body))
      compressed.set(file.body, brotli(file.body, file.type === HTML ? 5 : 11))
    const body = isPacked ? compressed.get(file.body) : Buffer.from(file.body)
    return response
      .writeHead(200, {
        'content-type': file.type,
        'content-length': body.length,
        'cache-control': 'max-age=3600',
        ...(isPacked && { 'content-encoding': 'br' }),
      })
      .end(body)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await chromium.launch({
    executablePath: found.path,
    args: [...CHROMIUM_FLAGS, AS_A_VISITOR],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  })
  const origin = `http://127.0.0.1:${server.address().port}`

  return {
    /** Every path that was asked for so far, in order. */
    requested,
    version: browser.version(),
    /** Puts a page, or a file by what its name ends in, on the server and returns its address. */
    serve(path, body) {
      served.set(path, { body, type: TYPES[extname(path)] ?? HTML })
      return origin + path
    },
    /**
     * A tab with a jar and a cache of its own, whose costs are counted in thread time: other processes do not count.
     *
     * @param slowdown how many times slower the processor seems
     */
    async newTab(storageState, { slowdown = 1, isSlow4G = false, viewport = DESKTOP } = {}) {
      const context = await browser.newContext({ viewport, storageState, locale: 'en-GB' })
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
      if (slowdown > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
      if (isSlow4G) {
        await cdp.send('Network.enable')
        await cdp.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G })
      }
      return { page, cdp, context, close: () => context.close() }
    },
    async stop() {
      await browser.close()
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What `/dongui/…` is: the files of the build. */
function builtFile(path, gateText) {
  if (gateText && path === '/dongui/dongui.js') return { body: gateText, type: TYPES['.js'] }
  const file = normalize(join(TAG_FOLDER, path.replace(/^\/dongui\//, '')))
  const isFile = file.startsWith(TAG_FOLDER + sep) && statSync(file, { throwIfNoEntry: false })?.isFile()
  return isFile ? { body: readFileSync(file, 'utf8'), type: TYPES[extname(file)] ?? 'text/plain' } : null
}

/** What a server would send. */
export function brotli(body, quality = 11) {
  return brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
}

/** What Chromium has counted on the page's main thread so far; times are in seconds. */
export async function metricsOf(cdp) {
  const { metrics } = await cdp.send('Performance.getMetrics')
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value]))
}

/** Milliseconds the page's main thread has worked so far. */
export async function threadTime(cdp) {
  return 1000 * (await metricsOf(cdp)).TaskDuration
}

/** The heap in use, in bytes, once everything that can go is gone. */
export async function usedHeap(cdp) {
  await cdp.send('HeapProfiler.enable')
  for (let i = 0; i < 3; i++) await cdp.send('HeapProfiler.collectGarbage')
  return (await cdp.send('Runtime.getHeapUsage')).usedSize
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))

/** There and back: nobody is always the first. */
export function turn(subjects, round) {
  return round % 2 ? [...subjects].reverse() : subjects
}

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

/** The same as a sentence. */
export function surroundingsText({ date, machine, chromium, node, pressure }) {
  const waited = pressure === null ? '' : `; ${pressure} % of the minute before, something waited for a core`
  return `${date}, Chromium ${chromium}, ${machine}, Node ${node}${waited}.`
}

/** Share of the last minute in which something on this machine had to wait for a core, in percent; Linux alone tells. */
function cpuPressure() {
  try {
    return Number(/avg60=([\d.]+)/.exec(readFileSync('/proc/pressure/cpu', 'utf8'))?.[1])
  } catch {
    return null // no such file on this system
  }
}
