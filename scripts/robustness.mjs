// Writes docs/robustness.md: every condition of the stories in tests/pages/robust-*.test.ts, and of some in other files, by
// engine, from one run of all of them. `npm run robustness` runs them; `node scripts/robustness.mjs report.json …` takes reports of Vitest's instead.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ENGINES, enginesToRun } from './browsers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** Stories of other files that are about conditions, too: what of each is told here. */
const ALSO = {
  'api.test.ts': /twice|two tags|second tag/i,
  'held-elements.test.ts': /integrity|never answers/,
  'law.test.ts': /Global Privacy Control/,
  'record.test.ts': /planted|there twice/,
  'red-team.test.ts': /plants a record/,
  'tabs.test.ts': /has not heard|reports no cookies/,
}
/** Why a story is not told in an engine, by what it is about. */
const WHY = [
  [/prerender/, 'neither Firefox nor WebKitGTK makes a page before somebody wants it'],
  [/crash/, 'no driver of theirs can make a page crash'],
  [/private window/, 'one run has one jar there: Chromium alone opens another beside it'],
  [
    /keeps no cookies|blocked all/,
    'a setting that cannot be changed while it runs; what a page then finds is under Storage',
  ],
  [/^offline/, 'no driver of theirs takes the network away; a connection that breaks off is under Loading'],
  [
    /whatever is done, in whatever order/,
    'it asks the browser’s own protocol what is stored, which theirs do not tell',
  ],
  [/XHTML/, 'in WebKit such a page has no notice: everything optional stays refused'],
]
const all = readdirSync(join(root, 'tests/pages'))
const files = [
  ...all.filter((file) => /^(?:robust-.*|fuzz.*)\.test\.ts$/.test(file)),
  ...all.filter((file) => file in ALSO),
]
const reports = process.argv.slice(2).length ? process.argv.slice(2) : enginesToRun().map(run)

/** Which files were run in which engine. */
const told = new Set()
/** file → condition → engine → what came of it */
const results = new Map(files.map((file) => [file, new Map()]))
for (const report of reports) {
  const { testResults } = JSON.parse(readFileSync(report, 'utf8'))
  const engine = ENGINES.find((each) => basename(report).includes(each))
  if (!engine) throw new Error(`${report}: its name has to say which engine it is from`)
  for (const { name, assertionResults } of testResults) {
    const conditions = results.get(basename(name))
    if (!conditions) continue
    told.add(`${engine} ${basename(name)}`)
    for (const { title, status } of assertionResults) {
      if (!(ALSO[basename(name)]?.test(title) ?? true)) continue
      const row = conditions.get(title) ?? {}
      row[engine] = status
      conditions.set(title, row)
    }
  }
}

const WORDS = { passed: 'yes', failed: '**no**' }
const TITLES = {
  agents: 'Blockers and agents',
  api: 'The tag, twice',
  fuzz: 'In any order',
  'held-elements': 'Scripts that do not come as they should',
  law: 'The browser’s own objection',
  record: 'The record',
  'red-team': 'Subdomains',
  tabs: 'Tabs that are not told',
  time: 'Time and tabs',
}
const lines = [
  '# What is withstood',
  '',
  'Each line is a story against the built files, and this table is written by a run of all of them (`npm run robustness`).',
  '“Not there”: the engine, as it is driven here, has no such thing, or cannot be brought into that state by a test; why is',
  'said below each table.',
]
let holes = 0
for (const [file, conditions] of results) {
  const [key = ''] = file.replace(/^robust-/, '').split('.')
  const isForOne = file.includes('.chromium.')
  lines.push(
    '',
    `## ${TITLES[key] ?? key[0].toUpperCase() + key.slice(1)}${isForOne ? ', in Chromium alone' : ''}`,
    '',
    `[${file}](../tests/pages/${file})`,
    '',
  )
  const reasons = new Set()
  lines.push('| condition | Chromium | Firefox | WebKit |', '|---|---|---|---|')
  for (const [title, row] of conditions) {
    const cells = ENGINES.map((engine) => {
      const isTold = told.has(`${engine} ${file}`) || (isForOne && engine !== 'chromium')
      const word = WORDS[row[engine]] ?? (isTold && !row[engine] ? 'not there' : 'NOT RUN')
      if (word === 'NOT RUN' || word === '**no**') holes++
      if (word !== 'not there') return word
      const [, why] = WHY.find(([about]) => about.test(title)) ?? []
      if (!why) holes++
      reasons.add(why ?? `nobody has said why: ${title}`)
      return `${word} (${[...reasons].indexOf(why) + 1})`
    })
    lines.push(`| ${title.replaceAll('|', '\\|')} | ${cells.join(' | ')} |`)
  }
  if (reasons.size) lines.push('', 'Not there:', '', ...[...reasons].map((why, index) => `${index + 1}. ${why}`))
  if (!conditions.size) holes++
}
writeFileSync(join(root, 'docs/robustness.md'), `${lines.join('\n')}\n`)
console.log(
  `docs/robustness.md: ${[...results.values()].reduce((sum, each) => sum + each.size, 0)} conditions, ${holes} holes`,
)
process.exitCode = holes ? 1 : 0

/** Runs the stories in one engine and gives the path of the report. */
function run(engine) {
  const report = join(mkdtempSync(join(tmpdir(), 'dongui-robust-')), `${engine}.json`)
  const args = ['run', '--project', engine, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', ...args, ...files.map((file) => `tests/pages/${file}`)],
    { cwd: root, stdio: 'inherit' },
  )
  return report
}
