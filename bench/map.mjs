// `npm run bench -- map`: what each module weighs in each file that is shipped. Builds with maps, and writes MAP.md.

import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotli, TAG_FOLDER } from './machine.mjs'
import { readMap } from './source-map.mjs'

/** What the build puts in, without a module of its own. */
const OF_THE_BUILD = '(bundler, hashes of parts)'
/** What is put in as a text has no place in the source: it is known by what it says. */
const TEXTS = { '(first words)': /words\/(?:ko|en)["'`]?\s*:/, '(styles)': /^[`"'][^`]*\{[^`]*\}[`"']/ }

export function benchMap() {
  execFileSync(process.execPath, [fileURLToPath(new URL('../scripts/build.mjs', import.meta.url)), '--maps'])
  const lines = [
    '# What each module weighs',
    '',
    'Written by `npm run bench -- map`. *cost* is what the file would be smaller by without the module’s characters, in brotli',
    'bytes, as a visitor downloads it: what is written twice costs little the second time, so costs add up to less than the',
    'whole. *raw* is minified. What is not named here is data alone: words and guides.',
    '',
  ]
  for (const { name, path } of shippedFiles()) {
    const rows = weights(readFileSync(path, 'utf8'), readMap(name))
    const { length } = brotli(readFileSync(path))
    lines.push(`## ${name}.js: ${length.toLocaleString('en')} bytes`, '', '| module | cost | raw |', '|---|--:|--:|')
    for (const { module, cost, raw } of rows) lines.push(`| ${module} | ${cost} | ${raw} |`)
    lines.push('')
  }
  writeFileSync(new URL('MAP.md', import.meta.url), lines.join('\n'))
  console.log(lines.join('\n'))
}

/** Files that have a map: first what a first visit needs. */
function shippedFiles() {
  const maps = readdirSync(fileURLToPath(new URL('../.vite/maps', import.meta.url))).map((file) => file.slice(0, -5))
  const folder = readdirSync(TAG_FOLDER, { withFileTypes: true }).find((each) => each.isDirectory()).name
  const pathOf = (name) => join(TAG_FOLDER, /^(dongui|relay)$/.test(name) ? '' : folder, `${name}.js`)
  const first = ['dongui', 'ui-ko', 'ui-en', 'ui-any']
  const order = [...first, ...maps.filter((name) => !first.includes(name)).sort()]
  return order.map((name) => ({ name, path: pathOf(name) }))
}

function weights(code, places) {
  const runs = runsOf(code, places)
  const { length: whole } = brotli(code)
  return [...new Set(runs.map(({ module }) => module))]
    .map((module) => {
      const without = runs.flatMap((run) => (run.module === module ? [] : run.text)).join('')
      const raw = runs.reduce((sum, run) => sum + (run.module === module ? Buffer.byteLength(run.text) : 0), 0)
      return { module, raw, cost: whole - brotli(without).length }
    })
    .sort((a, b) => b.cost - a.cost)
}

/** The file's text in pieces, each with the module it comes from. */
function runsOf(code, places) {
  const startOf = [0]
  for (const { index } of code.matchAll(/\n/g)) startOf.push(index + 1)
  const runs = []
  let [at, module] = [0, OF_THE_BUILD]
  for (const { line, column, source } of places) {
    const from = startOf[line] + column
    const text = code.slice(at, from)
    const known = module === OF_THE_BUILD && Object.keys(TEXTS).find((name) => TEXTS[name].test(text))
    runs.push({ module: known || module, text })
    ;[at, module] = [from, source ?? OF_THE_BUILD]
  }
  // Hashes that were put to a file's end lie behind all that is mapped.
  const hashes = code.lastIndexOf(';export const hashes=')
  const end = hashes < at ? code.length : hashes
  return [...runs, { module, text: code.slice(at, end) }, { module: OF_THE_BUILD, text: code.slice(end) }]
}
