// The README tells the truth: its figures are the build's, its configuration is right, its pictures and commands are there.

import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkConfig, checkLook } from '../../src/core/check'
import type { Config } from '../../src/core/config'

const file = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => readFileSync(file(path), 'utf8')
const readme = read('README.md')
const sizes: Record<string, number> = JSON.parse(read('dist/sizes.json'))
const kB = (...names: string[]) => (names.reduce((sum, name) => sum + (sizes[name] ?? Number.NaN), 0) / 1000).toFixed(1)

test('the sizes are those of the build', () => {
  expect(readme).toContain(`The gate is ${kB('dongui')} kB`)
  expect(readme).toContain(`a first visit is ${kB('dongui', 'ui-ko')} kB`)
})

test('the configuration it shows has no mistake', () => {
  const [, json = ''] =
    /<script type="application\/json" data-dongui="config">\n([\s\S]*?)<\/script>/.exec(readme) ?? []
  expect(checkConfig(JSON.parse(json))).toEqual([])
})

test('the look it shows has no mistake and can be read, and its file is as large as it says', () => {
  const [, json = ''] = /```json\n("notice": [\s\S]*?)```/.exec(readme) ?? []
  const config: Config = {
    service: { name: 'Example Mail' },
    policy: { url: '/privacy', version: '1' },
    ...JSON.parse(`{${json}}`),
  }
  expect(config.notice?.theme).toBeDefined()
  expect([...checkConfig(config), ...checkLook(config)]).toEqual([])
  expect(readme).toContain(`file of its own (${kB('look')} kB)`)
})

test('every key of the configuration is in its table, and none that is not there', () => {
  const keys = /## Configuration([\s\S]*?)## API/.exec(readme)?.[1]?.match(/^\| (`\w+`(?:, `\w+`)*) \|/gm) ?? []
  const named = keys.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map(([, key]) => key))
  expect(named).toEqual([
    'service',
    'policy',
    'categories',
    'services',
    'recipients',
    'hosts',
    'cookies',
    'storage',
    'contact',
    'mode',
    'honor',
    'unknown',
    'guard',
    'choices',
    'record',
    'notice',
    'signals',
    'language',
    'languages',
    'texts',
  ])
})

test('the pictures it shows and the commands it names are there', () => {
  for (const [, path = ''] of readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g))
    expect([path, existsSync(file(path))]).toEqual([path, true])
  const { scripts } = JSON.parse(read('package.json'))
  for (const [, name = ''] of readme.matchAll(/`npm (?:run )?(\w+)`/g)) expect(Object.keys(scripts)).toContain(name)
})

test('what is said of the handle is what it has', () => {
  const handle = read('src/handle.ts')
  for (const [, name = ''] of readme.matchAll(/^(?:await |const stop = )?dongui\.(\w+)/gm))
    expect(handle).toMatch(new RegExp(`^  (?:readonly )?${name}\\b`, 'm'))
})

test.each(['law', 'access'])('docs/%s.md names only stories that there are', (name) => {
  const table = read(`docs/${name}.md`)
  const files = [...table.matchAll(/`(?:tests\/pages\/)?([\w.-]+\.test\.ts)`/g)].map(([, each]) => each)
  expect(files.length).toBeGreaterThan(0)
  for (const each of files) expect(existsSync(file(`tests/pages/${each}`)), each).toBe(true)
  const own = read(`tests/pages/${name === 'law' ? 'law' : 'access-rows'}.test.ts`)
  const rows = [...table.matchAll(/\| ([BC]\d+)[ :,;|]/g)].map(([, row = '']) => row)
  expect(rows.length).toBeGreaterThan(15)
  for (const [, , shown = ''] of table.matchAll(/^\| ([BC]\d+) \|.*\| ([^|]+) \|$/gm))
    for (const [row] of shown.split('`')[0]?.matchAll(/\b[BC]\d+\b/g) ?? [])
      if (row.startsWith(name === 'law' ? 'B' : 'C')) expect(own).toMatch(new RegExp(`'(?:[BC]\\d+, )*${row}[:,]`))
})
