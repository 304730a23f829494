// The package as npm would publish it: whoever installs it finds every file its exports name, in the form they expect.

import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { expect, test } from 'vitest'
import manifest from '../../package.json'

test('publint finds nothing to say of the package', async () => {
  const { messages, pkg } = await publint({ pkgDir: fileURLToPath(new URL('../..', import.meta.url)), pack: false })
  expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
})

test.each(['nodenext', 'bundler'])('its types are there for whoever resolves modules the %s way', (resolution) => {
  const root = fileURLToPath(new URL('../..', import.meta.url))
  const tsc = spawnSync(
    process.execPath,
    [`${root}node_modules/typescript/bin/tsc`, '-p', `${root}tests/types/project/${resolution}.json`],
    { encoding: 'utf8' },
  )
  expect(tsc.stdout).toBe('')
  expect(tsc.status).toBe(0)
})

test('two packages at run time, and every version pinned', () => {
  expect(Object.keys(manifest.dependencies)).toEqual(['js-cookie', 'preact'])
  for (const version of Object.values({ ...manifest.dependencies, ...manifest.devDependencies }))
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
})
