// How long counterexamples of a property are looked for: `npm run fuzz` looks for longer, and repeats a run by its seed.

import fc from 'fast-check'
import { vi } from 'vitest'

/** For each property; 0: as many runs as it says. */
const LIMIT_MS = Number(process.env['FUZZ_PROPERTY_MS'] ?? 0)
const SEED = process.env['FUZZ_SEED']
const WITHOUT_END = 1e9

/** How often a property is tried in a test run, and in `npm run fuzz` until its time is over. */
export const runs = (usual: number) => (LIMIT_MS ? WITHOUT_END : usual)

fc.configureGlobal({
  ...(SEED && { seed: Number(SEED) }),
  ...(LIMIT_MS && { numRuns: WITHOUT_END, interruptAfterTimeLimit: LIMIT_MS, markInterruptAsFailure: false }),
})
// A test has two properties at most, and one run of a slow one may be long.
if (LIMIT_MS) vi.setConfig({ testTimeout: 3 * LIMIT_MS + 30_000 })
