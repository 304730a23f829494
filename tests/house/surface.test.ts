// What the package gives to the outside is compared with a committed copy, so that no change of it goes unnoticed.
// `npm test -- surface -u` writes the copy anew.

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const declarations = (file: string) => readFileSync(new URL(`../../dist/npm/${file}.d.ts`, import.meta.url), 'utf8')

test('the public types are those in the committed copy', async () => {
  const text = ['index', 'server', 'handle', 'core/config', 'core/check', 'core/record', 'gate/index']
    .map((file) => `// ${file}\n${declarations(file)}`)
    .join('\n')
  await expect(text).toMatchFileSnapshot('./surface.api.d.ts')
})

test('the package gives a handful of values', async () => {
  const index = await import('../../dist/npm/index.js' as string)
  const server = await import('../../dist/npm/server.js' as string)
  expect(Object.keys(index).sort()).toEqual(['ConfigError', 'createConsent'])
  expect(Object.keys(server).sort()).toEqual(['ConfigError', 'readConsent'])
})

test('importing the package where there is no document does nothing and throws nothing', async () => {
  expect(typeof document).toBe('undefined')
  await expect(import('../../dist/npm/index.js' as string)).resolves.toBeDefined()
})
