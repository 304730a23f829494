// `node bench/profile.mjs`: where the time goes, by function, in the start at 1 and 1,000 names and in the release of 10,000
// scripts. Uses a gate that is built as ever but not minified, so that functions have their names.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { pause, startMachine } from './machine.mjs'
import { configWith, pageText, RECORDER, scripts } from './pages.mjs'

const SAMPLED_EVERY_US = 100
const TOP = 25
const root = fileURLToPath(new URL('..', import.meta.url))

if (!existsSync(`${root}dist/sizes.json`)) await import('../scripts/build.mjs')
const gateText = await readableGate()
if (process.argv[2]) writeFileSync(process.argv[2], gateText) // to look up what the lines say
const machine = await startMachine({ gateText })
try {
  await profileStart(1)
  await profileStart(1000)
  await profileRelease()
} finally {
  await machine.stop()
}

async function profileStart(rules) {
  const url = machine.serve(`/start-${rules}`, pageText(configWith(rules)))
  const first = await machine.newTab()
  await first.page.goto(url)
  await first.page.evaluate(() => window.dongui.choose('refuse'))
  const jar = await first.context.storageState()
  await first.close()
  const profiles = []
  for (let round = 0; round < 10; round++) {
    const tab = await machine.newTab(jar)
    profiles.push(
      await profiled(tab, async () => {
        await tab.page.goto(url)
        await pause(400)
      }),
    )
    await tab.close()
  }
  print(`start of a returning visitor, all refused, ${rules} names: ms a load`, profiles)
}

async function profileRelease() {
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
    const byId = new Map(nodes.map((node) => [node.id, node]))
    const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])))
    samples.forEach((id, index) => {
      add(own, nameOf(byId.get(id)), timeDeltas[index])
      const names = new Set()
      for (let at = id; at !== undefined; at = parentOf.get(at)) names.add(nameOf(byId.get(at)))
      for (const name of names) add(whole, name, timeDeltas[index])
    })
  }
  console.log(`\n${title}\n     own    whole`)
  const rows = [...own].filter(([name]) => !/^\((idle|root)\)/.test(name)).sort(([, a], [, b]) => b - a)
  for (const [name, ms] of rows.slice(0, TOP))
    console.log(`${ms.toFixed(2).padStart(8)} ${whole.get(name).toFixed(2).padStart(8)}  ${name}`)
}

function nameOf({ callFrame: { functionName, url, lineNumber } }) {
  const file = url.split('/').at(-1)
  return `${functionName || '(anonymous)'}${file ? ` ${file}:${lineNumber + 1}` : ''}`
}

/** The gate as `scripts/build.mjs` builds it, with the parts that are in dist, but not minified. */
async function readableGate() {
  const tag = `${root}dist/tag`
  const folder = readdirSync(tag, { withFileTypes: true }).find((each) => each.isDirectory()).name
  const hashes = {}
  const languages = []
  for (const file of readdirSync(`${tag}/${folder}`)) {
    const name = file.replace(/\.js$/, '')
    if (!/^(?:ui|embeds|words-.*)$/.test(name)) continue
    const hash = createHash('sha256')
      .update(readFileSync(`${tag}/${folder}/${file}`))
      .digest('base64')
    hashes[name.replace('-', '/')] = `sha256-${hash}`
    if (name.startsWith('words-')) languages.push(name.slice(6))
  }
  const define = {
    __FOLDER__: JSON.stringify(folder),
    __HASHES__: JSON.stringify(hashes),
    __LANGUAGES__: JSON.stringify(languages),
  }
  const { output } = [await build({ mode: 'gate', root, define, build: { minify: false } })].flat()[0]
  return output[0].code
}
