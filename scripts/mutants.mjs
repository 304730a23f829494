// What both kinds of mutation have in common: the places that can be changed, what is said of those nobody can notice, and
// what has been found so far, from which docs/mutation.md is written.

import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

export const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Unit tests that should notice a change of a file. Not among them: core/compact.ts, of whose loops a mutant may never end,
 * which nothing here can stop.
 */
export const TESTS = {
  'core/decision.ts': ['decision', 'config'],
  'core/record.ts': ['record', 'server', 'decision'],
  'core/rules.ts': ['rules'],
  'core/config.ts': ['config', 'decision', 'record'],
  'core/amend.ts': ['amend', 'record'],
  'core/details.ts': ['record', 'amend'],
  'core/names.ts': ['names', 'questions'],
  'core/plain.ts': ['config'],
  'gate/book.ts': ['book', '../fuzz/book'],
}

/** Stories that should, the likeliest first. */
export const STORIES = {
  'gate/marked.ts': ['held-elements'],
  'gate/network.ts': ['network'],
  'gate/index.ts': ['writes', 'hosts', 'unknown', 'erasing', 'frames', 'ask-unknown', 'network', 'held-elements'],
  'gate/hosts.ts': ['hosts', 'held-elements'],
  'gate/writes.ts': ['writes', 'erasing', 'ask', 'disguise', 'cookie-strings'],
  'gate/eraser.ts': ['erasing', 'record'],
  'gate/undeclared.ts': ['ask-unknown'],
  'consent.ts': ['api', 'record', 'tabs', 'withdrawal', 'ask', 'erasing', 'law', 'robust-time'],
  'answer.ts': ['record', 'api', 'ask', 'robust-time', 'robust-storage'],
  'gate/guard.ts': ['writes', 'disguise', 'network', 'api'],
  'gate/tabs.ts': ['tabs', 'erasing'],
  'gate/release.ts': ['held-elements', 'ready', 'robust-policies'],
  'gate/held-elements.ts': ['held-elements', 'hosts', 'robust-pages'],
  'gate/asking.ts': ['ask', 'ask-unknown'],
}
/** Mutants that nobody can notice, or that only make us more careful: the text around, what it became, and why. */
const EXPLAINED = JSON.parse(readFileSync(join(root, 'scripts/mutants.json'), 'utf8'))
/** What was found by earlier runs, on whichever machine: a mutant is not run again while its file is as it was, a survivor with `--survivors`. */
const FOUND = join(root, 'docs/mutation.json')
const read = () => (existsSync(FOUND) ? JSON.parse(readFileSync(FOUND, 'utf8')) : {})

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

/**
 * Every place that can be changed, and what it becomes. Types are left out.
 *
 * @param {boolean} isBrief where each mutant costs seconds: conditions, and calls that are left out
 * @returns {{ start: number, end: number, text: string }[]}
 */
export function mutantsOf(code, isBrief = false) {
  const mutants = []
  const add = (start, end, text) => mutants.push({ start, end, text })
  const walk = (node, isTest = false) => {
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
      const others = OTHER[node.operator] ?? []
      // What is a whole condition is made true and false already.
      const isWanted = !isBrief || type === 'LogicalExpression' || (!isTest && /^[<>=!]/.test(node.operator))
      if (isWanted) for (const other of isBrief ? others.slice(0, 1) : others) add(at, at + node.operator.length, other)
    }
    if (type === 'UnaryExpression' && node.operator === '!' && !(isBrief && isTest)) add(start, start + 1, '')
    if (type === 'ConditionalExpression' || type === 'IfStatement')
      for (const text of ['true', 'false']) add(node.test.start, node.test.end, text)
    if (type === 'Literal' && !isBrief) {
      if (typeof node.value === 'boolean') add(start, end, `${!node.value}`)
      if (typeof node.value === 'number') add(start, end, `${node.value + 1}`)
      if (typeof node.value === 'string') add(start, end, node.value ? "''" : "'x'")
    }
    if (type === 'MemberExpression' && !node.computed && OTHER_METHOD[node.property.name])
      add(node.property.start, node.property.end, OTHER_METHOD[node.property.name])
    if (isBrief && type === 'ExpressionStatement' && /^(?:Call|Unary|Await)Expression$/.test(node.expression.type))
      add(start, end, ';')
    for (const [key, value] of Object.entries(node))
      if (key !== 'typeAnnotation' && key !== 'typeArguments') walk(value, key === 'test' && /^(?:If|Cond)/.test(type))
  }
  walk(parseSync('code.ts', code).program)
  return mutants
}

/** The line of code itself: numbers change with every edit. */
export function lineAt(code, at) {
  const from = code.lastIndexOf('\n', at - 1) + 1
  const to = code.indexOf('\n', at)
  return code.slice(from, to < 0 ? undefined : to).trim()
}

/** Why nobody can notice a mutant, if that has been said. It may be said after it was run. */
const whyOf = (file, { line, becomes }) =>
  EXPLAINED.find((each) => each.file === file && each.line === line && each.becomes === becomes)?.why

/**
 * Runs the mutants of one file that were not killed before, keeps what comes of each at once, and says which are left.
 *
 * @param {string} file below `src`
 * @param {(mutated: string) => Promise<string | undefined>} killerOf what noticed it, if somebody did
 * @param {number} untilMs when to stop beginning new ones
 */
export async function runMutants(file, code, mutants, by, killerOf, untilMs = Number.POSITIVE_INFINITY) {
  const version = versionOf(code)
  const before = process.argv.includes('--anew') ? null : read()[file]
  const isSame = before?.version === version && before.all === mutants.length
  const results = isSame ? before.results : {}
  const kept = { version, by, all: mutants.length, date: today(), results }
  for (const mutant of mutants) {
    const { start, end, text } = mutant
    const key = `${start}-${end} ${text}`
    if (results[key] && (results[key].killer || !process.argv.includes('--survivors'))) continue
    if (Date.now() > untilMs) break
    const killer = await killerOf(code.slice(0, start) + text + code.slice(end))
    results[key] = { line: lineAt(code, start), was: code.slice(start, end), becomes: text, killer }
    keep(file, kept)
    if (!killer && !whyOf(file, results[key])) console.log(`survived: ${JSON.stringify({ file, ...results[key] })}`)
  }
  const { killed, explained, survived, notRun } = countsOf(file, kept)
  console.log(`${file}: ${mutants.length} mutants, ${killed} killed, ${explained} explained, ${survived} survived`)
  if (notRun) console.log(`${file}: ${notRun} not run yet`)
}

/**
 * Runs tests, up to the first that fails, and gives what did. A run that finds no test is no pass.
 *
 * @param {import('vitest/node').Vitest} vitest
 * @param {import('vitest/node').TestSpecification[]} specs in the order to run in
 */
export async function failureIn(vitest, specs) {
  // What an earlier run has left would be told of once more.
  vitest.state.filesMap.clear()
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specs)
  for (const each of testModules) {
    const [failed] = each.children.allTests('failed')
    if (failed) return `${each.relativeModuleId.replace(/^tests\//, '')}: ${failed.name}`
    if (!each.ok()) return each.relativeModuleId
  }
  if (unhandledErrors.length) return `${unhandledErrors[0]}`
  const hasRun =
    testModules.length === specs.length && testModules.some((each) => [...each.children.allTests('passed')][0])
  return hasRun ? undefined : 'it does not end'
}

/** Whether a fault made by hand was noticed before, in a file that is as it was. */
export function isNoticed(what, code) {
  const { killer, version } = read().faults?.[what] ?? {}
  return !!killer && version === versionOf(code) && !process.argv.includes('--anew')
}

/** Keeps what became of a fault that was made by hand. */
export const keepFault = (what, code, killer) =>
  keep('faults', { ...read().faults, [what]: { killer, version: versionOf(code), date: today() } })

/** Read again before: the other kind of mutation may run beside this one. */
function keep(name, what) {
  mkdirSync(dirname(FOUND), { recursive: true })
  writeFileSync(`${FOUND}.new`, JSON.stringify({ ...read(), [name]: what }, null, 1))
  renameSync(`${FOUND}.new`, FOUND)
}

const versionOf = (code) => createHash('sha256').update(code).digest('hex').slice(0, 12)
const today = () => new Date().toISOString().slice(0, 10)

function countsOf(file, { all, results }) {
  const run = Object.values(results)
  const killed = run.filter(({ killer }) => killer).length
  const explained = run.filter((each) => !each.killer && whyOf(file, each)).length
  return { killed, explained, survived: run.length - killed - explained, notRun: all - run.length }
}

/** Writes docs/mutation.md. Gives how many mutants and faults were noticed by nobody, and are not explained. */
export function writePage() {
  const { faults, ...files } = read()
  const lines = [
    '# What a change of the code is noticed by',
    '',
    'Written by `npm run mutate` (unit tests, every operator and literal) and `npm run mutate -- --gate` (stories in Chromium,',
    'every condition, and every call left out). A mutant is one place changed; it is killed when a test fails.',
    '',
    '| file | mutants | by | killed | explained | survived | not run | on |',
    '|---|---|---|---|---|---|---|---|',
  ]
  let survivors = 0
  const rows = Object.entries(files).sort()
  for (const [file, each] of rows) {
    const { killed, explained, survived, notRun } = countsOf(file, each)
    survivors += survived
    const isSame = each.version === versionOf(readFileSync(join(root, 'src', file), 'utf8'))
    const when = isSame ? each.date : `${each.date}, and changed since`
    const cells = [`\`${file}\``, each.all, each.by, killed, explained, survived, notRun, when]
    lines.push(`| ${cells.join(' | ')} |`)
  }
  const waiting = Object.keys({ ...TESTS, ...STORIES }).filter((file) => !files[file])
  if (waiting[0]) lines.push('', `Not run yet: ${waiting.map((file) => `\`${file}\``).join(', ')}.`)
  const left = rows.flatMap(([file, { results }]) =>
    Object.values(results).flatMap((each) => (each.killer ? [] : { file, ...each, why: whyOf(file, each) })),
  )
  const list = (title, those, last) => {
    if (!those[0]) return
    lines.push('', `## ${title}`, '', `| where | was | became | ${last} |`, '|---|---|---|---|')
    for (const { file, line, was, becomes, why } of those)
      lines.push(
        `| \`${file}\`: ${inCode(line)} | ${inCode(was)} | ${inCode(becomes)} | ${why ?? 'unit tests or stories'} |`,
      )
  }
  if (faults) {
    lines.push('', '## Faults made by hand', '', 'Each is one that somebody might make.', '')
    lines.push('| fault | noticed by | on |', '|---|---|---|')
    for (const [what, { killer, date }] of Object.entries(faults)) {
      if (!killer) survivors++
      lines.push(`| ${what} | ${killer ? cell(killer) : '**nobody**'} | ${date} |`)
    }
  }
  list(
    'Explained',
    left.filter(({ why }) => why),
    'why nobody can notice',
  )
  list(
    'Survived',
    left.filter(({ why }) => !why),
    'noticed by none of the',
  )
  writeFileSync(join(root, 'docs/mutation.md'), `${lines.join('\n')}\n`)
  return survivors
}

const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
const inCode = (text) =>
  text.replace(';', '') ? `\`${cell(text.length > 90 ? `${text.slice(0, 90)} …` : text)}\`` : 'nothing'
