// `npm run bench`: everything side by side, into RESULTS.md, results.json and results.svg. `npm run bench -- --help` says
// what else there is. Installs what is missing.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { installDependencies } from '../scripts/install.mjs'

const HELP = `npm run bench                    side by side, about half an hour: RESULTS.md, results.svg, results.json
npm run bench -- --quick         a few of them, at most a minute and a half: printed, nothing is written
npm run bench -- --only ID,ID    these and the page alone: printed, nothing is written
npm run bench -- report          RESULTS.md and results.svg once more from results.json
npm run bench -- gate            the gate against the page without it, operation by operation: GATE.md
npm run bench -- book            what held writes cost: BOOK.md
npm run bench -- map             what each module weighs: MAP.md
npm run bench -- profile         where the milliseconds go, by place in the source

--rounds N, --counts 10,3000, --slowdown 4 (of the processor, while a press is measured)`

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    counts: { type: 'string' },
    slowdown: { type: 'string' },
    help: { type: 'boolean' },
  },
})

const COMMANDS = {
  compare: compareAll,
  report: () => writeResults(JSON.parse(readFileSync(fileOf('results.json'), 'utf8'))),
  gate: async () => (await import('./gate.mjs')).benchGate(),
  book: async () => (await import('./book.mjs')).benchBook(),
  map: async () => (await import('./map.mjs')).benchMap(),
  profile: async () => (await import('./profile.mjs')).benchProfile(),
}

const [name = 'compare'] = positionals
const command = COMMANDS[name]
if (options.help || !command) console.log(HELP)
else {
  installDependencies()
  if (!existsSync(new URL('../dist/sizes.json', import.meta.url))) await import('../scripts/build.mjs')
  await command()
}
if (!command) process.exitCode = 1

async function compareAll() {
  installDependencies(fileURLToPath(new URL('.', import.meta.url)))
  const { startMachine, surroundings } = await import('./machine.mjs')
  const { planFor } = await import('./compare/plan.mjs')
  const { compare } = await import('./compare/compare.mjs')
  const { measureOwn } = await import('./compare/own.mjs')
  const plan = planFor(options)
  const machine = await startMachine()
  const say = (line) => console.log(`${new Date().toTimeString().slice(0, 8)}  ${line}`)
  try {
    const facts = surroundings(machine.version)
    const results = await compare(machine, plan, say)
    const own = await measureOwn(machine, plan, say)
    const { contestants: _, ...how } = plan
    await writeResults({ facts, plan: how, results, own }, !options.quick && !options.only)
  } finally {
    await machine.stop()
  }
}

/** Prints a run, and writes it down if everybody is in it. */
async function writeResults(run, isWhole = true) {
  const { reportOf } = await import('./compare/report.mjs')
  const { chartOf } = await import('./compare/chart.mjs')
  const report = reportOf(run)
  console.log(`\n${report}`)
  if (!isWhole) return
  writeFileSync(fileOf('RESULTS.md'), report)
  writeFileSync(fileOf('results.svg'), chartOf(run.results))
  writeFileSync(fileOf('results.json'), `${JSON.stringify(run, rounded, 1)}\n`)
}

/** Nobody needs the tenth digit. */
function rounded(_, value) {
  return typeof value === 'number' ? Math.round(value * 1000) / 1000 : value
}

function fileOf(name) {
  return new URL(name, import.meta.url)
}
