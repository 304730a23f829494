// `npm run mutate`: changes the code that decides what is granted, one place at a time, and sees whether a test notices.
// Works on a copy. A mutant that survives is a missing test, or makes no difference: those are in mutants.json, each with why.
// `npm run mutate -- --file core/record.ts` looks at one file; `npm run mutate -- --gate` at what runs in browsers only;
// `npm run mutate -- --page` writes docs/mutation.md of what was found by both.

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createVitest } from 'vitest/node'
import { failureIn, mutantsOf, root, runMutants, TESTS, writePage } from './mutants.mjs'

if (process.argv.includes('--gate')) await import('./mutate-gate.mjs')
else if (!process.argv.includes('--page')) await mutateUnits()
process.exitCode = writePage() ? 1 : 0

async function mutateUnits() {
  const only = process.argv.includes('--file') && process.argv[process.argv.indexOf('--file') + 1]
  const folder = mkdtempSync(join(tmpdir(), 'dongui-mutants-'))
  for (const each of ['src', 'tests', 'scripts', 'package.json', 'vite.config.ts', 'tsconfig.json'])
    cpSync(join(root, each), join(folder, each), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  process.chdir(folder)

  const vitest = await createVitest('test', {
    root: folder,
    watch: false,
    project: ['unit'],
    reporters: [{}],
    bail: 1,
  })
  try {
    for (const [file, names] of Object.entries(TESTS)) {
      if (only && file !== only) continue
      const tests = names.map((name) => join('tests/unit', `${name}.test.ts`))
      const specs = (await vitest.globTestSpecifications(tests)).filter(({ moduleId }) =>
        tests.some((test) => moduleId.endsWith(test)),
      )
      const failure = await failureIn(vitest, specs)
      if (failure) throw new Error(`without a mutant: ${failure}`)
      const path = join(folder, 'src', file)
      const code = readFileSync(path, 'utf8')
      await runMutants(file, code, mutantsOf(code), 'unit tests', async (mutated) => {
        writeFileSync(path, mutated)
        vitest.invalidateFile(path)
        return failureIn(vitest, specs)
      })
      writeFileSync(path, code)
      vitest.invalidateFile(path)
    }
  } finally {
    await vitest.close()
    process.chdir(root)
    rmSync(folder, { recursive: true })
  }
}
