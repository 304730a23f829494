// Dependencies point one way, run in no circle, and leave no state behind: the table is the architecture.

import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const SRC = fileURLToPath(new URL('../../src', import.meta.url))

interface Import {
  to: string
  isType: boolean
  isDynamic: boolean
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
const sources = new Map(files.map((file) => [file, readFileSync(join(SRC, file), 'utf8')]))

/** What a module imports: a file of ours by its path below src/, a package by its name. */
function importsOf(file: string): Import[] {
  const code = (sources.get(file) ?? '').replace(/^\s*(?:\/\/|\*|\/\*).*$/gm, '')
  const found = [
    ...code.matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/g),
    ...code.matchAll(/(typeof\s+)?import\('([^']+)'\)/g),
  ]
  return found.map(([text, type, specifier = '']) => ({
    to: specifier.startsWith('.') ? resolve(file, specifier.replace(/\?.*$/, '')) : specifier,
    isType: Boolean(type),
    isDynamic: /^import\(/.test(text.trim()),
  }))
}

function resolve(from: string, specifier: string): string {
  const path = join(dirname(from), specifier)
  const found = [path, `${path}.ts`, `${path}.tsx`, join(path, 'index.ts'), join(path, 'index.tsx')].find((each) =>
    sources.has(each),
  )
  return found ?? path
}

const ringOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : file.replace(/\.tsx?$/, ''))

/** Ring → what it may import at run time, and what of more rings only as types. */
const ARROWS: Record<string, { may: string[]; types?: string[] }> = {
  index: { may: ['consent', 'answer', 'questioning', 'core', 'gate', 'ui', 'locales', 'guides'], types: ['handle'] },
  script: { may: ['consent', 'core', 'gate'], types: ['handle'] },
  server: { may: ['core'] },
  'relay-script': { may: ['relay'], types: ['core', 'handle'] },
  relay: { may: ['relay', 'core'], types: ['handle'] },
  consent: { may: ['core', 'gate'], types: ['answer', 'handle', 'questioning', 'ui'] },
  answer: { may: ['core', 'js-cookie'], types: ['gate', 'handle', 'questioning', 'ui'] },
  questioning: { may: ['core'], types: ['gate', 'handle', 'ui'] },
  'no-document': { may: [] },
  handle: { may: [], types: ['core', 'gate'] },
  core: { may: ['core'] },
  gate: { may: ['gate', 'core'] },
  ui: { may: ['ui', 'core', 'preact'], types: ['handle', 'locales', 'guides'] },
  locales: { may: ['locales'], types: ['core', 'guides'] },
  guides: { may: ['guides', 'core'] },
}

const edges = files.flatMap((file) => importsOf(file).map((each) => ({ file, ...each })))
const ringOfImport = (to: string) => (sources.has(to) || to.includes('.css') ? ringOf(to) : (to.split('/')[0] ?? ''))

test('every import follows the arrows', () => {
  const wrong = edges.filter(({ file, to, isType }) => {
    const { may, types = [] } = ARROWS[ringOf(file)] ?? { may: [] }
    return !may.includes(ringOfImport(to)) && !(isType && types.includes(ringOfImport(to)))
  })
  expect(wrong.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
})

test('only the npm door imports views, words and guides, and only when they are needed', () => {
  const eager = edges.filter(
    ({ file, to, isType, isDynamic }) =>
      !isType &&
      !isDynamic &&
      ['index', 'script', 'consent'].includes(ringOf(file)) &&
      /^(ui|locales|guides)\//.test(to),
  )
  expect(eager.map(({ file, to }) => `${file} → ${to}`)).toEqual([])
})

test('js-cookie is imported in one place', () => {
  expect(edges.filter(({ to }) => to === 'js-cookie').map(({ file }) => file)).toEqual(['answer.ts'])
})

test('no module imports itself in a circle, types included', () => {
  const circles: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: string[]) => {
    if (path.includes(file)) return void circles.push([...path.slice(path.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const { to } of importsOf(file)) if (sources.has(to)) visit(to, [...path, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  expect(circles).toEqual([])
})

test('no module but an entry keeps state: nothing at the top level is assigned twice', () => {
  const stateful = files.filter((file) => /^(?:export )?(?:let|var) /m.test(sources.get(file) ?? ''))
  expect(stateful).toEqual([])
})

test('no folder or file is a junk drawer', () => {
  expect(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|misc|shared|types)(?:\/|\.)/.test(file))).toEqual([])
})

test('nothing is loosely typed: no any, no non-null assertion, no silenced compiler', () => {
  const loose = [...sources].flatMap(([file, code]) =>
    code
      .split('\n')
      .filter((line) =>
        /: any\b|<any>|\bas any\b|[\w)\]]!(?:[.;,)\]]|$)|@ts-ignore|@ts-expect-error/.test(
          line.replace(/\/\/.*|\/?\*.*/, ''),
        ),
      )
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(loose).toEqual([])
})

test('this table names every ring there is', () => {
  expect([...new Set(files.map(ringOf))].sort()).toEqual(Object.keys(ARROWS).sort())
  expect(relative(SRC, join(SRC, 'core'))).toBe('core')
})
