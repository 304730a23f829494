// `npm run mutate -- --gate`: changes what holds, lets go, refuses and erases, one condition or call at a time, builds the
// parts that it is in, and sees whether a story in Chromium notices. Then the faults of scripts/faults.json, made by hand.
// `--file gate/hosts.ts` runs one file, `--faults` the faults alone, `--minutes 30` stops after so long; what was killed is
// not run again while its file is as it was (`--anew` forgets that), what survived is with `--survivors`. Works on a copy of
// what was built (`npm run build`), in which stories wait for less long. On a machine that has other things to do a story
// may fail for want of time, and a mutant then counts as killed that is not: run it on a quiet one.

import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, runnerImport } from 'vite'
import { createVitest } from 'vitest/node'
import { CHROMIUM_FLAGS, findBrowser } from './browsers.mjs'
import { failureIn, isNoticed, keepFault, mutantsOf, root, runMutants, STORIES } from './mutants.mjs'

/** Slow, and about speed or many browsers' ways: no fault of the gate is seen there first. */
const ALL_BUT_SLOW =
  /^(?!.*(?:ten thousand|five hundred|two hundred|twenty questions|megabyte|not without end|natives still look))/

const option = (name) => process.argv.includes(name) && process.argv[process.argv.indexOf(name) + 1]
const onlyFile = option('--file')
const untilMs = Date.now() + Number(option('--minutes') || 600) * 60_000

const folder = mkdtempSync(join(tmpdir(), 'dongui-mutants-'))
const copied = ['src', 'dist', 'tests', 'scripts', 'demo', 'package.json', 'vite.config.ts', 'tsconfig.json']
for (const each of copied) cpSync(join(root, each), join(folder, each), { recursive: true })
symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
// A story that passes sees what it waits for at once; one that fails waits to the end. One browser serves all runs.
replace('tests/support/story.ts', /(?<=PATIENCE_MS = )10_000/, '2500')
replace('tests/projects.ts', /(?<=testTimeout: )60_000/, '30_000')
replace('tests/projects.ts', /(?<=pool: ')forks/, 'threads')
replace('tests/support/drivers/driver.ts', /(?<=COMMAND_MS = )[\d_]+/, '8000')
const launch = 'await type.launch('
replace(
  'tests/support/drivers/playwright.ts',
  launch,
  `process.env.DONGUI_RUNNING ? await type.connect(process.env.DONGUI_RUNNING) : ${launch}`,
)
process.chdir(folder)
process.env.NODE_ENV = 'production'

const tag = join(folder, 'dist/tag')
const [partsFolder = ''] = readdirSync(tag).filter((each) => /^[0-9a-f]{8}$/.test(each))
const pathOf = (name) => join(tag, ...(name === 'script' ? ['dongui.js'] : [partsFolder, `${name}.js`]))
const built = Object.fromEntries(
  ['script', ...readdirSync(join(tag, partsFolder)).map((file) => file.replace(/\.js$/, ''))].map((name) => [
    name,
    readFileSync(pathOf(name), 'utf8'),
  ]),
)
const { FIRST_HASHES, KNOWN } = await whatTheBuildPutsIn()
/** Which parts each file of the source is in. */
const modesOf = new Map()
const configText = readFileSync('vite.config.ts', 'utf8')
const modes = [...configText.matchAll(/^ {2}'?([\w-]+)'?: tagBuild/gm)].map(([, mode]) => mode)
for (const mode of modes.flatMap((each) => (each === 'ui' ? Object.keys(KNOWN) : each)))
  if (mode !== 'relay')
    for (const { moduleIds } of await chunksOf(mode))
      for (const id of moduleIds) {
        const file = id.replace(/\?.*/, '').replace(`${join(folder, 'src')}/`, '')
        modesOf.set(file, [...(modesOf.get(file) ?? []), mode])
      }

const found = findBrowser('chromium')
if (!found) throw new Error('there is no Chromium')
const server = await chromium.launchServer({
  executablePath: found.path,
  args: CHROMIUM_FLAGS,
  ignoreDefaultArgs: ['--disable-back-forward-cache'],
})
process.env.DONGUI_RUNNING = server.wsEndpoint()
process.env.DONGUI_ENGINES = 'chromium'
process.env.NODE_ENV = 'test'
class AsGiven {
  sort = async (files) => files
  shard = async (files) => files
}
const vitest = await createVitest('test', {
  root: folder,
  watch: false,
  project: ['chromium', 'unit'],
  reporters: [{}],
  bail: 1,
  sequence: { sequencer: AsGiven },
})

try {
  if (!process.argv.includes('--faults'))
    for (const [file, stories] of Object.entries(STORIES)) {
      if ((onlyFile && file !== onlyFile) || Date.now() > untilMs) continue
      const code = readFileSync(join(folder, 'src', file), 'utf8')
      const before = await failureAmong(stories)
      if (before) throw new Error(`without a mutant: ${before}`)
      const kill = (mutated) => withCode(file, mutated, () => failureAmong(stories))
      await runMutants(file, code, mutantsOf(code, true), 'stories', kill, untilMs)
    }
  if (!onlyFile && Date.now() < untilMs) await runFaults()
} finally {
  await vitest.close()
  await server.close()
  process.chdir(root)
  rmSync(folder, { recursive: true })
}

/** Faults somebody might make, each of which a story or a test has to notice. */
async function runFaults() {
  const faults = JSON.parse(readFileSync(join(root, 'scripts/faults.json'), 'utf8'))
  for (const { what, file, was, becomes, stories, named } of faults) {
    const code = readFileSync(join(folder, 'src', file), 'utf8')
    if (isNoticed(what, code)) continue
    if (code.split(was).length !== 2) throw new Error(`${file} does not have once: ${was}`)
    const noticed = () => failureAmong(stories, new RegExp(named ?? ''))
    const before = await noticed()
    if (before) throw new Error(`without the fault: ${before}`)
    const faulty = code.replace(was, () => becomes)
    const killer = await withCode(file, faulty, noticed)
    console.log(killer ? `noticed: ${what}: ${killer}` : `survived: ${what}`)
    keepFault(what, code, killer)
  }
}

/** Does something while a file is other than it was, and every part that it is in. */
async function withCode(file, code, use) {
  const path = join(folder, 'src', file)
  const before = readFileSync(path, 'utf8')
  writeFileSync(path, code)
  const parts = { ...built }
  try {
    for (const mode of modesOf.get(file) ?? [])
      for (const { name, code } of await chunksOf(mode)) put(parts, name, code)
    write(parts)
    return await use()
  } catch (error) {
    return `it is not built: ${`${error}`.split('\n')[0]}`
  } finally {
    writeFileSync(path, before)
    write(built)
  }
}

/** Puts a part in the place of another, and its hash wherever that is handed on. */
function put(parts, name, code) {
  const before = parts[name]
  const handedOn = /;?(?:const wordHashes|export const hashes)=.*$/s.exec(built[name])?.[0] ?? ''
  parts[name] = code.includes('export const hashes=') ? code : code + handedOn
  for (const other of Object.keys(parts))
    if (other !== name && parts[other].includes(hashOf(before)))
      put(parts, other, parts[other].replaceAll(hashOf(before), hashOf(parts[name])))
}

function write(parts) {
  for (const [name, code] of Object.entries(parts))
    if (readFileSync(pathOf(name), 'utf8') !== code) writeFileSync(pathOf(name), code)
}

/** As scripts/build.mjs has it, but for Terser, which takes seconds. */
async function chunksOf(mode) {
  const known = KNOWN[mode]
  const define = { __FOLDER__: JSON.stringify(partsFolder), __HASHES__: FIRST_HASHES, __KNOWN__: known ?? '[]' }
  const { output } = [
    await build({ mode: known ? 'ui' : mode, root: folder, define, logLevel: 'silent', build: { minify: false } }),
  ].flat()[0]
  return output.flatMap((chunk) =>
    chunk.type === 'chunk'
      ? { name: known ? mode : chunk.fileName.replace(/\.js$/, ''), code: chunk.code, moduleIds: chunk.moduleIds }
      : [],
  )
}

async function whatTheBuildPutsIn() {
  const firsts = ['ui-ko', 'ui-en', 'ui-any', 'special', 'asking'].map((name) => [
    name,
    `sha256-${hashOf(built[name])}=`,
  ])
  const known = {}
  for (const language of ['ko', 'en']) {
    const { module } = await runnerImport(join(folder, `src/locales/${language}.ts`), { configFile: false })
    const { notice, categories } = module.default
    known[`ui-${language}`] = JSON.stringify([language, { [`words/${language}`]: { default: { notice, categories } } }])
  }
  return { FIRST_HASHES: JSON.stringify(Object.fromEntries(firsts)), KNOWN: known }
}

function hashOf(code) {
  return createHash('sha256').update(code).digest('base64').replace('=', '')
}

/** What fails first in some files of stories; `undefined`: nothing. */
async function failureAmong(stories, named = ALL_BUT_SLOW) {
  const path = (name) => join(folder, 'tests', `${name.includes('/') ? name : `pages/${name}`}.test.ts`)
  const paths = stories.map(path)
  const specs = (await vitest.globTestSpecifications(paths)).filter(({ moduleId }) => paths.includes(moduleId))
  specs.sort((a, b) => paths.indexOf(a.moduleId) - paths.indexOf(b.moduleId))
  if (specs.length !== stories.length) throw new Error(`no such stories: ${stories}`)
  vitest.setGlobalTestNamePattern(named)
  return failureIn(vitest, specs)
}

function replace(file, was, becomes) {
  const path = join(folder, file)
  const code = readFileSync(path, 'utf8')
  const next = code.replace(was, () => becomes)
  if (next === code) throw new Error(`${file} does not have ${was}`)
  writeFileSync(path, next)
}
