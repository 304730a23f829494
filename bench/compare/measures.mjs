// One measurement each: what a visit loads, what it costs, when the notice is there, what a press costs. Every one has a
// tab of its own with an empty cache.

import { setTimeout as pause } from 'node:timers/promises'
import { brotli, metricsOf, PHONE, threadTime, usedHeap } from '../machine.mjs'
import { articleWith } from './article.mjs'
import { PROBES } from './probe.mjs'

/** After `load`, until everything a tool does at its start is done; the slowest shows its notice 500 ms late. */
const SETTLED_MS = 1200
/** One tool listens to its buttons only so long after they are drawn. */
const HEARS_MS = 700
/** CSS motion is so much quicker while a press is measured: whoever fades out slowly is not slow. */
const MOTION = 10_000
/** A tool that has not done its work by now never will. */
const TIMEOUT_MS = 60_000
/** What a phone is to this machine. */
const PHONE_SLOWDOWN = 4
const ON_LOAD = 10

/** Puts a contestant's files and pages on the server, and measures visits to them. */
export async function measuresOf(machine, contestant) {
  const { id, notice, allow } = contestant
  const base = `/files/${id}`
  const files = (await contestant.files?.()) ?? {}
  for (const [name, body] of Object.entries(files)) machine.serve(`${base}/${name}`, body)
  const urls = new Map()
  const urlOf = (count) => {
    if (!urls.has(count)) urls.set(count, machine.serve(`/${id}-${count}`, articleWith(contestant, base, count)))
    return urls.get(count)
  }
  let jar

  /** The jar of a visitor who has allowed everything. */
  const allowedJar = async () => {
    if (!notice || jar) return jar
    const tab = await machine.newTab()
    try {
      await begin(tab, [PROBES.look], urlOf(ON_LOAD))
      await until(tab, `__probe.isSeen(${JSON.stringify(notice)})`)
      await pause(HEARS_MS)
      await press(tab, allow)
      await until(tab, `__runs.length === ${ON_LOAD}`)
      await pause(300)
      jar = await tab.context.storageState()
      return jar
    } finally {
      await tab.close()
    }
  }

  return {
    /** What a visit loads: files with their brotli bytes, and what the page's own text became heavier by. */
    async bytes(visit) {
      const tab = await machine.newTab(visit === 'first' ? undefined : await allowedJar())
      const before = machine.requested.length
      try {
        await tab.page.goto(urlOf(ON_LOAD))
        await pause(SETTLED_MS)
      } finally {
        await tab.close()
      }
      const [, ...paths] = machine.requested.slice(before)
      const its = paths.map((path) => {
        const name = path.replace(`${base}/`, '')
        if (files[name] === undefined) throw new Error(`${id} loads ${path}, which is not among its files`)
        return { name, bytes: brotli(files[name]).length }
      })
      const weight = (one) => brotli(articleWith(one, base, ON_LOAD)).length
      const bare = { held: ({ code }) => `<script type="text/plain">${code}</script>` }
      const inPage = weight(contestant) - weight(bare)
      const inFiles = its.reduce((sum, { bytes }) => sum + bytes, 0)
      return { files: its, requests: its.length, inFiles, inPage }
    },

    /** The main thread's work for one load, in thread time, and the heap after it. Nothing of ours runs in the page. */
    async load(visit) {
      const tab = await machine.newTab(visit === 'first' ? undefined : await allowedJar())
      try {
        await tab.page.goto(urlOf(ON_LOAD), { waitUntil: 'load' })
        await pause(SETTLED_MS)
        const { TaskDuration, ScriptDuration, LayoutDuration, RecalcStyleDuration } = await metricsOf(tab.cdp)
        await tab.page.evaluate(PROBES.look)
        const isDone =
          notice && (visit === 'first' ? `__probe.isSeen(${JSON.stringify(notice)})` : `__runs.length === ${ON_LOAD}`)
        if (isDone && !(await tab.page.evaluate(isDone))) throw new Error('not done in time')
        return {
          threadMs: 1000 * TaskDuration,
          scriptMs: 1000 * ScriptDuration,
          drawMs: 1000 * (LayoutDuration + RecalcStyleDuration),
          heapKB: (await usedHeap(tab.cdp)) / 1000,
        }
      } finally {
        await tab.close()
      }
    },

    /** When the page and the notice are there, on a slow phone by slow 4G. */
    async notice() {
      const tab = await machine.newTab(undefined, { slowdown: PHONE_SLOWDOWN, isSlow4G: true, viewport: PHONE })
      try {
        await begin(tab, [PROBES.look, PROBES.observe, ...(notice ? [PROBES.watchFor(notice)] : [])], urlOf(ON_LOAD))
        if (notice) await until(tab, '__probe.readableAtMs')
        await pause(400)
        return await tab.page.evaluate((selector) => {
          const probe = window.__probe
          return {
            firstPaintMs: probe.firstPaint(),
            seenMs: probe.seenAtMs,
            readableMs: probe.readableAtMs,
            shift: probe.shiftOf(),
            isLargest: Number(probe.largestIsIn(selector)),
            runs: window.__runs.length,
          }
        }, notice ?? '')
      } finally {
        await tab.close()
      }
    },

    /** A press of "allow all" with so many scripts waiting. */
    async press(count, slowdown) {
      const tab = await machine.newTab(undefined, { slowdown })
      try {
        const probes = [PROBES.look, PROBES.observe, PROBES.watchFor(notice), PROBES.watchPress(notice)]
        await begin(tab, probes, urlOf(count))
        await until(tab, '__probe.readableAtMs')
        await pause(HEARS_MS)
        await tab.cdp.send('Animation.enable')
        await tab.cdp.send('Animation.setPlaybackRate', { playbackRate: MOTION })
        const early = await tab.page.evaluate('__runs.length')
        const before = await threadTime(tab.cdp)
        await press(tab, allow)
        await until(tab, `__probe.goneAtMs && __runs.length >= ${count}`)
        await pause(300)
        const after = await threadTime(tab.cdp)
        const seen = await tab.page.evaluate(() => {
          const probe = window.__probe
          const runs = window.__runs
          return {
            events: probe.eventsSince(probe.pressedAtMs),
            tasks: probe.longTasksSince(probe.pressedAtMs),
            nextPaintMs: probe.nextPaintAtMs - probe.pressedAtMs,
            goneMs: probe.goneAtMs - probe.pressedAtMs,
            allRanMs: window.__ranAtMs - probe.pressedAtMs,
            runs: runs.length,
            isInOrder: runs.every((index, place) => index === place),
          }
        })
        const { events, tasks, runs, isInOrder, ...times } = seen
        return {
          ...times,
          // Nothing is reported of less than 16 ms, and now and then nothing of what is very long: then the next frame tells.
          eventMs: Math.max(16, ...(events.length ? events : [times.nextPaintMs])),
          // Nothing is reported of less than 50 ms.
          longestTaskMs: Math.max(50, ...tasks),
          threadMs: after - before,
          isRight: Number(!early && runs === count),
          isInOrder: Number(isInOrder),
        }
      } finally {
        await tab.close()
      }
    },
  }
}

async function begin({ page }, probes, url) {
  await page.addInitScript(probes.join('\n'))
  await page.goto(url, { waitUntil: 'load', timeout: 2 * TIMEOUT_MS })
}

/** Asks from outside, so that nothing of ours runs in the page between. */
async function until({ cdp }, expression) {
  for (const end = Date.now() + TIMEOUT_MS; Date.now() < end; await pause(50)) {
    const { result } = await cdp.send('Runtime.evaluate', { expression: `!!(${expression})`, returnByValue: true })
    if (result.value) return
  }
  throw new Error(`never: ${expression}`)
}

async function press({ page }, selector) {
  const { x, y } = await page.evaluate((which) => {
    const { left, top, width, height } = window.__probe.find(which).getBoundingClientRect()
    return { x: left + width / 2, y: top + height / 2 }
  }, selector)
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.up()
}
