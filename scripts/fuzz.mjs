// `npm run fuzz`: random orders of what visitors, pages and tabs do, in Chromium, for hours: `npm run fuzz -- --minutes 600`.
// The seed is printed; `FUZZ_SEED=… npm run fuzz` repeats a run.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = process.argv.indexOf('--minutes')
const minutes = at < 0 ? '60' : process.argv[at + 1]
const { status } = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--project', 'chromium', 'tests/pages/fuzz.chromium.test.ts'],
  { cwd: root, stdio: 'inherit', env: { ...process.env, FUZZ_MINUTES: minutes } },
)
process.exitCode = status ?? 1
