// `npm run bench -- profile`: where the milliseconds go, by place in the source: in a first visit, in a returning one with 1 and
// with 1,000 names, and in the release of 10,000 scripts. Runs the files that are shipped, and looks places up in their maps.

import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { pause, startMachine } from './machine.mjs'
import { ASKED_CONFIG, configWith, pageText, RECORDER, scripts, writeNames } from './pages.mjs'
import { readMap } from './source-map.mjs'

const SAMPLED_EVERY_US = 100
const TOP = 30
const root = fileURLToPath(new URL('..', import.meta.url))

export async function benchProfile() {
  execFileSync(process.execPath, [`${root}scripts/build.mjs`, '--maps'])
  const machine = await startMachine()
  try {
    await profileFirst(machine)
    await profileStart(machine, 1)
    await profileStart(machine, 1000)
    await profileRelease(machine)
    await profileAsked(machine)
  } finally {
    await machine.stop()
  }
}

async function profileFirst(machine) {
  const url = machine.serve('/first', pageText(configWith(1)))
  await profileLoads(machine, url, undefined, 'first visit: ms a load')
}

async function profileStart(machine, rules) {
  const url = machine.serve(`/start-${rules}`, pageText(configWith(rules)))
  const first = await machine.newTab()
  await first.page.goto(url)
  await first.page.evaluate(() => window.dongui.choose('refuse'))
  const jar = await first.context.storageState()
  await first.close()
  await profileLoads(machine, url, jar, `start of a returning visitor, all refused, ${rules} names: ms a load`)
}

async function profileLoads(machine, url, jar, title) {
  const profiles = []
  for (let round = 0; round < 10; round++) {
    const tab = await machine.newTab(jar)
    profiles.push(
      await profiled(tab, async () => {
        await tab.page.goto(url)
        await pause(600)
      }),
    )
    await tab.close()
  }
  print(title, profiles)
}

async function profileRelease(machine) {
  const held = scripts(10_000, 'type="text/plain" data-consent="analytics"')
  const url = machine.serve('/release', pageText(configWith(1), held, RECORDER))
  const profiles = []
  for (let round = 0; round < 2; round++) {
    const tab = await machine.newTab()
    await tab.page.goto(url)
    await tab.page.locator('[data-view=notice] [data-action=allow]').waitFor()
    await pause(300)
    profiles.push(
      await profiled(tab, async () => {
        await tab.page.evaluate(() => window.dongui.choose('allow'))
        await tab.page.waitForFunction(() => window.__runs.length === 10_000, null, { polling: 500, timeout: 120_000 })
      }),
    )
    await tab.close()
  }
  print('release of 10,000 inline scripts: ms a release', profiles)
}

/** Whoever is asked each time opens a page that writes 500 names. */
async function profileAsked(machine) {
  const url = machine.serve('/asked', pageText(ASKED_CONFIG, `<script>(${writeNames})(['name', 500, 500])</script>`))
  const profiles = []
  for (let round = 0; round < 5; round++) {
    const tab = await machine.newTab()
    await tab.page.goto(machine.serve('/before', pageText(ASKED_CONFIG)))
    await tab.page.evaluate(() => window.dongui.choose('ask'))
    await tab.page.goto('about:blank')
    profiles.push(
      await profiled(tab, async () => {
        await tab.page.goto(url)
        await pause(2500)
      }),
    )
    await tab.close()
  }
  print('a page of 500 names, asked each time: ms a load', profiles)
}

async function profiled({ cdp }, act) {
  await cdp.send('Profiler.enable')
  await cdp.send('Profiler.setSamplingInterval', { interval: SAMPLED_EVERY_US })
  await cdp.send('Profiler.start')
  await act()
  return (await cdp.send('Profiler.stop')).profile
}

/** Own time and time with everything called from there, in milliseconds, mean of all profiles. */
function print(title, profiles) {
  const own = new Map()
  const whole = new Map()
  const add = (times, name, us) => times.set(name, (times.get(name) ?? 0) + us / 1000 / profiles.length)
  for (const { nodes, samples, timeDeltas } of profiles) {
    const nameBy = new Map(nodes.map((node) => [node.id, nameOf(node)]))
    const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
    samples.forEach((id, index) => {
      add(own, nameBy.get(id), timeDeltas[index])
      const names = new Set()
      for (let at = id; at !== undefined; at = parentOf.get(at)) names.add(nameBy.get(at))
      for (const name of names) add(whole, name, timeDeltas[index])
    })
  }
  console.log(`\n${title}\n     own    whole`)
  const rows = [...own].filter(([name]) => !/^\((idle|root)\)/.test(name)).sort(([, a], [, b]) => b - a)
  for (const [name, ms] of rows.slice(0, TOP))
    console.log(`${ms.toFixed(2).padStart(8)} ${whole.get(name).toFixed(2).padStart(8)}  ${name}`)
}

const maps = new Map()

/** A function by the place in the source where it begins, and what stands there; else by its own name. */
function nameOf({ callFrame: { functionName, url, lineNumber, columnNumber } }) {
  const file = url.split('/').at(-1).replace(/\.js$/, '')
  if (!existsSync(`${root}.vite/maps/${file}.json`)) return `${functionName || '(anonymous)'} ${file}`
  if (!maps.has(file)) maps.set(file, readMap(file))
  const place = maps
    .get(file)
    .findLast(({ line, column }) => line < lineNumber || (line === lineNumber && column <= columnNumber))
  if (!place?.source) return `${functionName || '(whole)'} ${file}`
  const path = `${root}src/${place.source}`
  const text = existsSync(path) ? readFileSync(path, 'utf8').split('\n')[place.sourceLine].trim().slice(0, 70) : ''
  return `${place.source}:${place.sourceLine + 1}  ${text}`
}
