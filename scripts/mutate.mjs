// `npm run mutate`: changes the code that decides what is granted, one place at a time, and sees whether a test notices.
// Works on a copy. A mutant that survives is a missing test, or makes no difference: those are in EXPLAINED, each with why.
// `npm run mutate -- --file record.ts` looks at one file.

import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'
import { createVitest } from 'vitest/node'

const root = fileURLToPath(new URL('..', import.meta.url))
const only = process.argv[process.argv.indexOf('--file') + 1]
const FILES = ['decision.ts', 'record.ts', 'rules.ts', 'config.ts'].filter(
  (file) => !process.argv.includes('--file') || file === only,
)
const TESTS = ['decision', 'record', 'rules', 'config', 'server', 'names'].map((name) => `tests/unit/${name}.test.ts`)

/** Mutants that nobody can notice, or that only make us more careful: the text around, what it became, and why. */
const EXPLAINED = JSON.parse(readFileSync(join(root, 'scripts/mutants.json'), 'utf8'))

const OTHER = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '>': ['>=', '<='],
  '<=': ['<', '>'],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '^': ['|'],
  '>>>': ['<<'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
}
const OTHER_METHOD = {
  every: 'some',
  some: 'every',
  startsWith: 'endsWith',
  lastIndexOf: 'indexOf',
  shift: 'pop',
  pop: 'shift',
}

const folder = mkdtempSync(join(tmpdir(), 'dongui-mutants-'))
for (const each of ['src', 'tests', 'scripts', 'package.json', 'vite.config.ts', 'tsconfig.json'])
  cpSync(join(root, each), join(folder, each), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
process.chdir(folder)

const quiet = {}
const vitest = await createVitest('test', {
  root: folder,
  watch: false,
  project: ['unit'],
  reporters: [quiet],
  bail: 1,
})
const specs = (await vitest.globTestSpecifications(TESTS)).filter(({ moduleId }) =>
  TESTS.some((file) => moduleId.endsWith(file)),
)

const survivors = []
let killed = 0
let explained = 0
try {
  if (!(await pass())) throw new Error('the tests fail without a mutant')
  for (const file of FILES) {
    const path = join(folder, 'src/core', file)
    const code = readFileSync(path, 'utf8')
    const mutants = mutantsOf(code, file)
    for (const { start, end, text } of mutants) {
      writeFileSync(path, code.slice(0, start) + text + code.slice(end))
      vitest.invalidateFile(path)
      const lived = await pass()
      if (!lived) killed++
      else if (
        EXPLAINED.some((each) => each.file === file && each.line === lineAt(code, start) && each.becomes === text)
      )
        explained++
      else survivors.push({ file, line: lineAt(code, start), was: code.slice(start, end), becomes: text })
    }
    writeFileSync(path, code)
    vitest.invalidateFile(path)
    console.log(`${file}: ${mutants.length} mutants`)
  }
} finally {
  await vitest.close()
  process.chdir(root)
  rmSync(folder, { recursive: true })
}
for (const each of survivors) console.log(`survived: ${JSON.stringify(each)}`)
console.log(`${killed} killed, ${explained} explained, ${survivors.length} survived`)
process.exitCode = survivors.length ? 1 : 0

/** Whether every test passes. A run that finds no test is no pass. */
async function pass() {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs)
  return testModules.length === specs.length && !unhandledErrors.length && testModules.every((each) => each.ok())
}

/** The line of code itself: numbers change with every edit. */
function lineAt(code, at) {
  const from = code.lastIndexOf('\n', at - 1) + 1
  const to = code.indexOf('\n', at)
  return code.slice(from, to < 0 ? undefined : to).trim()
}

/** Every place that can be changed, and what it becomes. Types are left out. */
function mutantsOf(code, file) {
  const mutants = []
  const add = (start, end, text) => mutants.push({ start, end, text })
  const walk = (node) => {
    if (!node || typeof node !== 'object') return
    if (Array.isArray(node)) {
      for (const each of node) walk(each)
      return
    }
    const { type, start, end } = node
    if (
      typeof type === 'string' &&
      (type.startsWith('TS') ? !/^TS(?:As|Satisfies|NonNull)/.test(type) : type === 'ImportDeclaration')
    )
      return
    if (type === 'BinaryExpression' || type === 'LogicalExpression') {
      const between = code.slice(node.left.end, node.right.start)
      const at = node.left.end + between.indexOf(node.operator)
      for (const other of OTHER[node.operator] ?? []) add(at, at + node.operator.length, other)
    }
    if (type === 'UnaryExpression' && node.operator === '!') add(start, start + 1, '')
    if (type === 'ConditionalExpression' || type === 'IfStatement')
      for (const text of ['true', 'false']) add(node.test.start, node.test.end, text)
    if (type === 'Literal') {
      if (typeof node.value === 'boolean') add(start, end, `${!node.value}`)
      if (typeof node.value === 'number') add(start, end, `${node.value + 1}`)
      if (typeof node.value === 'string') add(start, end, node.value ? "''" : "'x'")
    }
    if (type === 'MemberExpression' && !node.computed && OTHER_METHOD[node.property.name])
      add(node.property.start, node.property.end, OTHER_METHOD[node.property.name])
    for (const [key, value] of Object.entries(node))
      if (key !== 'typeAnnotation' && key !== 'typeArguments') walk(value)
  }
  walk(parseSync(file, code).program)
  return mutants
}
