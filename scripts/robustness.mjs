// Writes docs/robustness.md: every condition of the stories in tests/pages/robust-*.test.ts by engine, from one run of all
// of them. `npm run robustness` runs them; `node scripts/robustness.mjs report.json …` takes reports of Vitest's instead.

import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ENGINES, enginesToRun } from './browsers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = readdirSync(join(root, 'tests/pages')).filter((file) => /^(?:robust-.*|fuzz.*)\.test\.ts$/.test(file))
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
      const row = conditions.get(title) ?? {}
      row[engine] = status
      conditions.set(title, row)
    }
  }
}

const WORDS = { passed: 'yes', failed: '**no**' }
const TITLES = { agents: 'Blockers and agents', time: 'Time and tabs', fuzz: 'In any order' }
const lines = [
  '# What is withstood',
  '',
  'Each line is a story against the built files, and this table is written by a run of all of them (`npm run robustness`).',
  '“Not there”: the engine, as it is driven here, has no such thing, or cannot be brought into that state by a test.',
]
let holes = 0
for (const [file, conditions] of results) {
  const key = file.replace(/^robust-/, '').split('.')[0] ?? ''
  const isForOne = file.includes('.chromium.')
  lines.push(
    '',
    `## ${TITLES[key] ?? key[0].toUpperCase() + key.slice(1)}`,
    '',
    `[${file}](../tests/pages/${file})`,
    '',
  )
  lines.push('| condition | Chromium | Firefox | WebKit |', '|---|---|---|---|')
  for (const [title, row] of conditions) {
    const cells = ENGINES.map((engine) => {
      const isTold = told.has(`${engine} ${file}`) || (isForOne && engine !== 'chromium')
      const word = WORDS[row[engine]] ?? (isTold && !row[engine] ? 'not there' : 'NOT RUN')
      if (word === 'NOT RUN' || word === '**no**') holes++
      return word
    })
    lines.push(`| ${title.replaceAll('|', '\\|')} | ${cells.join(' | ')} |`)
  }
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
