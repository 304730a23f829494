// `npm run fuzz`: properties of configurations, records, cookie texts, addresses and held writes for a tenth of the time, cookie
// texts in a page, then random orders of what visitors, pages and tabs do, in Chromium, for hours:
// `npm run fuzz -- --minutes 600`. The seed is printed; `FUZZ_SEED=… npm run fuzz` repeats a run.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = process.argv.indexOf('--minutes')
const minutes = Number(at < 0 ? 60 : process.argv[at + 1])
const seed = process.env.FUZZ_SEED ?? String(Math.floor(Math.random() * 2 ** 31))
/** There are some twenty properties; one asks that something rare came up. */
const propertyMs = Math.max(3000, Math.ceil((minutes * 60_000) / 10 / 20))
console.log(`fuzz: FUZZ_SEED=${seed}, ${propertyMs} ms a property, ${minutes} minutes of any order`)

const parts = [
  ['unit', 'tests/fuzz'],
  [
    'chromium',
    'tests/pages/cookie-strings.test.ts',
    'tests/pages/element-attributes.test.ts',
    'tests/pages/fuzz.chromium.test.ts',
  ],
]
for (const [project, ...files] of parts) {
  const { status } = spawnSync(
    process.execPath,
    ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...files],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, FUZZ_SEED: seed, FUZZ_MINUTES: String(minutes), FUZZ_PROPERTY_MS: String(propertyMs) },
    },
  )
  if (status !== 0) process.exitCode = status ?? 1
}
