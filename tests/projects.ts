// How tests run: `unit` in Node, `ui` in happy-dom, and stories once in each engine there is on this machine.

import type { ViteUserConfig } from 'vitest/config'
import { enginesToRun } from '../scripts/browsers.mjs'
import type { Engine } from './support/drivers/driver'

type Project = Extract<NonNullable<NonNullable<ViteUserConfig['test']>['projects']>[number], { test?: unknown }>

const ROOT = new URL('..', import.meta.url).pathname

const unit: Project = {
  root: ROOT,
  test: {
    name: 'unit',
    environment: 'node',
    include: ['tests/{unit,house,fuzz,types}/**/*.test.ts'],
    testTimeout: 30_000,
  },
}

const ui: Project = {
  root: ROOT,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: { name: 'ui', environment: 'happy-dom', include: ['tests/ui/**/*.test.{ts,tsx}'] },
}

/**
 * One process and in it one browser for all stories of an engine: no files side by side, no fresh process a file. The
 * engines take turns, so no story has to share the machine with another.
 */
const stories = (engine: Engine, turn: number): Project => ({
  root: ROOT,
  test: {
    name: engine,
    environment: 'node',
    include: ['tests/pages/**/*.test.ts'],
    exclude: engine === 'chromium' ? [] : ['**/*.chromium.test.ts'],
    setupFiles: ['tests/support/start.ts'],
    provide: { engine },
    pool: 'forks',
    isolate: false,
    fileParallelism: false,
    maxWorkers: 1,
    sequence: { groupOrder: turn },
    retry: 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // As long as a story waits elsewhere: only a failing one does.
    expect: { poll: { timeout: 10_000 } },
  },
})

/** What `vite.config.ts` hands to Vitest. */
export const test: NonNullable<ViteUserConfig['test']> = {
  projects: [unit, ui, ...enginesToRun().map((engine, index) => stories(engine, index + 1))],
}
