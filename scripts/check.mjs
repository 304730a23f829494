// `npm run check`: types, lint and format, and the house rules, side by side. The rules compare what was built with what is
// said of it, so there is a build first where there is none.

import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

const checks = [
  { name: 'types', command: ['node_modules/typescript/bin/tsc', '-p', '.'] },
  { name: 'house rules', command: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'tests/house'] },
  { name: 'lint and format', command: ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
]

if (!existsSync(join(root, 'dist/sizes.json'))) await import('./build.mjs')
const results = await Promise.all(checks.map(run))
for (const { name, ok, output } of results) console.log(ok ? `${name}: good` : `${name}:\n${output.trim()}\n`)
process.exitCode = results.every(({ ok }) => ok) ? 0 : 1

/** Runs one check to its end; its output is shown only if it fails, so two at once do not mix. */
function run({ name, command: [file, ...args] }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, file), ...args], { cwd: root })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text
      })
    child.on('error', (error) => resolve({ name, ok: false, output: String(error) }))
    child.on('close', (code) => resolve({ name, ok: code === 0, output }))
  })
}
