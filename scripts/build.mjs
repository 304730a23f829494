// Builds what is shipped: dist/tag (dongui.js and its parts, each pinned by hash) and dist/npm (modules and types).
// The parts lie in a folder named by their content, so they never change under an address; the gate is built last,
// because it carries their hashes. With `--maps`, which place in the source each place in a file comes from goes to
// .vite/maps: what bench/ says of bytes and time needs it, and nobody else.

import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants } from 'node:zlib'

const root = fileURLToPath(new URL('..', import.meta.url))
const dist = join(root, 'dist')
/** Parts whose hash the gate itself carries, because a visit may need them without any other. The others' are in `ui-….js`. */
const FIRST = /^(?:ui-.*|special|asking)$/
/** Parts whose hash is in `parts.js`, of which `ui-….js` carries one: a first visit opens none of them. */
const FROM_PARTS = /^(?:dialog|ask|amend|look)$/
/** Languages with a `ui-….js` of their own, their first words in it: what most visitors need comes in one request. */
const WITH_UI = ['ko', 'en']

/** What is drawn in the page itself; each hands on the hashes of its words. */
const IN_PAGE = ['placeholder', 'declaration']
/** What is built of code, beside the gate. */
const MODES = [
  ...['ui-any', 'dialog', 'settings', 'refusal', 'record', 'stored', 'receipt', 'ask', 'aside', 'amend'],
  ...['special', 'asking', 'check', 'languages', 'offer', 'look', ...IN_PAGE],
]

/**
 * Most of what is in the gate and in `ui-….js` runs at once: V8 then compiles it in one go, and does not read every function
 * twice. Others take it for a comment. https://v8.dev/blog/explicit-compile-hints
 */
const COMPILE_ALL = '//# allFunctionsCalledOnLoad\n'

const maps = process.argv.includes('--maps') ? {} : null
process.env.NODE_ENV = 'production'
const { build, createServer } = await import('vite')

rmSync(dist, { recursive: true, force: true })

const { parts, LANGUAGES } = await dataParts()
for (const mode of MODES) Object.assign(parts, await outputOf(mode))
for (const language of WITH_UI) {
  const known = {
    [`words/${language}`]: { default: JSON.parse(parts[`words-${language}`].replace('export default ', '')) },
  }
  const __KNOWN__ = JSON.stringify([language, known])
  parts[`ui-${language}`] = (await outputOf('ui', { __KNOWN__ }, `ui-${language}`))[`ui-${language}`]
}
const drawing = ['any', ...WITH_UI].map((language) => `ui-${language}`)
for (const name of drawing) parts[name] = COMPILE_ALL + parts[name]
for (const [name, code] of Object.entries(parts)) mustFind(name, code)
const folder = digest(Object.entries(parts).sort().join(), 'hex').slice(0, 8)
const hashesOf = (wanted) =>
  Object.fromEntries(
    Object.entries(parts)
      .filter(([name]) => wanted(name))
      .map(([name, code]) => [partOf(name), `sha256-${digest(code, 'base64')}`]),
  )
/** Files are named `more-ko`, parts `more/ko`; but what draws is chosen by the gate, as it is named. */
const partOf = (name) => (FIRST.test(name) ? name : name.replace('-', '/'))
// Each hands on the hashes of what is opened from there. A first visit carries one, that of the list of what may come
// next: hashes do not compress.
const handOn = (from, wanted) => {
  parts[from] = `${parts[from] ? `${parts[from]};` : ''}export const hashes=${JSON.stringify(hashesOf(wanted))}`
}
const names = Object.keys(parts)
const firstWords = names.filter((name) => name.startsWith('words-'))
const hashOf = (name) => digest(parts[name], 'base64').replace('=', '')
for (const first of firstWords) {
  const [more, question, recorded] = ['more', 'question', 'recorded'].map((kind) => first.replace('words', kind))
  parts[more] += `;export const hashes="${hashOf(recorded)}"`
  parts[first] += `;export const hashes="${hashOf(more)}${hashOf(question)}"`
}
const wordHashes = LANGUAGES.map((language) => hashOf(`words-${language}`)).join('')
for (const name of ['languages', 'ui-any']) parts[name] += `;const wordHashes="${wordHashes}"`
const withUi = (kind) => (name) => WITH_UI.some((language) => name === `${kind}-${language}`)
handOn('ask', withUi('question'))
handOn('record', withUi('recorded'))
handOn(
  'dialog',
  (name) =>
    withUi('more')(name) || /^(?:settings|refusal|record|stored|receipt|aside|check|offer|guides-.*)$/.test(name),
)
for (const part of IN_PAGE) handOn(part, (name) => name.startsWith(`${part}-`))
handOn('special', (name) => IN_PAGE.includes(name))
handOn('parts', (name) => FROM_PARTS.test(name))
for (const name of drawing) handOn(name, (each) => each === 'parts' || (each === 'languages' && name !== 'ui-any'))
for (const name of names)
  if (!FIRST.test(name) && !Object.values(parts).some((code) => code.includes(hashOf(name))))
    throw new Error(`nobody hands on the hash of ${name}.js`)
mkdirSync(join(dist, 'tag', folder), { recursive: true })
for (const [name, code] of Object.entries(parts)) writeFileSync(join(dist, 'tag', folder, `${name}.js`), code)

const gate = await outputOf('gate', {
  __FOLDER__: JSON.stringify(folder),
  __HASHES__: JSON.stringify(hashesOf((name) => FIRST.test(name))),
})
const script = COMPILE_ALL + gate.script
writeFileSync(join(dist, 'tag', 'dongui.js'), script)
const { 'relay-script': relay } = await outputOf('relay')
writeFileSync(join(dist, 'tag', 'relay.js'), relay)
writeFileSync(join(dist, 'tag', 'LICENSES.txt'), licences())

await build({ mode: 'npm', root })
execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'src')], {
  stdio: 'inherit',
})
nameFilesInDeclarations(join(dist, 'npm'))

const sizes = Object.fromEntries(
  [['dongui', script], ['relay', relay], ...Object.entries(parts)].map(([name, code]) => [name, brotli(code)]),
)
if (maps) writeMaps()
writeFileSync(join(dist, 'sizes.json'), `${JSON.stringify(sizes, null, 2)}\n`)
console.log('brotli bytes:', sizes)
sayInReadme({
  'The gate is ': sizes.dongui,
  'a first visit is ': sizes.dongui + sizes['ui-ko'],
  'file of its own (': sizes.look,
})
for (const name of drawing) console.log(`${name.slice(3)}: ${preloadOf(name)}`)
for (const [name, code] of [
  ['dongui', script],
  ['relay', relay],
])
  console.log(`dist/tag/${name}.js  integrity="sha384-${createHash('sha384').update(code).digest('base64')}"`)

function writeMaps() {
  mkdirSync(join(root, '.vite/maps'), { recursive: true })
  for (const [built, map] of Object.entries(maps)) {
    const name = { script: 'dongui', 'relay-script': 'relay' }[built] ?? built
    if (/^(dongui|ui-.*)$/.test(name)) map.mappings = `;${map.mappings}`
    writeFileSync(join(root, '.vite/maps', `${name}.json`), JSON.stringify(map))
  }
}

/** What a page may name so that a first visit fetches it beside the gate. */
function preloadOf(name) {
  const integrity = `sha256-${digest(parts[name], 'base64')}`
  return `<link rel="modulepreload" href="…/${folder}/${name}.js" integrity="${integrity}" crossorigin>`
}

/** The README's figures are those of this build. */
function sayInReadme(figures) {
  const path = join(root, 'README.md')
  const before = readFileSync(path, 'utf8')
  let text = before
  for (const [words, bytes] of Object.entries(figures))
    text = text.replace(new RegExp(`(?<=${words.replace('(', '\\(')})[\\d.]+ kB`), `${(bytes / 1000).toFixed(1)} kB`)
  if (text !== before) writeFileSync(path, text)
}

/** Builds in memory: names of the chunks without their ending, and their code. */
async function outputOf(mode, define = {}, as = '') {
  const { output } = [await build({ mode, root, define, ...(maps && { build: { sourcemap: 'hidden' } }) })].flat()[0]
  const chunks = output.filter(({ type }) => type === 'chunk')
  const nameOf = ({ fileName }) => as || fileName.replace(/\.js$/, '')
  for (const chunk of chunks) if (maps) maps[nameOf(chunk)] = chunk.map
  return Object.fromEntries(chunks.map((chunk) => [nameOf(chunk), chunk.code]))
}

/** A part takes what it shares from `dialog.js`: what that does not hand on would only be missed when it is opened. */
function mustFind(name, code) {
  const [, imported = ''] = /import\s*\{([^}]*)\}\s*from\s*["']\.\/dialog\.js["']/.exec(code) ?? []
  const exported = [...parts.dialog.matchAll(/export\s*\{([^}]*)\}/g)].map(([, names]) => names).join()
  for (const each of imported.split(',').filter(Boolean)) {
    const wanted = each.split(/\sas\s/)[0].trim()
    if (!new RegExp(`(?:^|[\\s,])${wanted}\\s*(?:,|$)`).test(exported))
      throw new Error(`${name}.js needs ${wanted}, which dialog.js does not hand on`)
  }
}

/** Words and guides, one module a language: the part a first visit needs, the rest, and the guides. */
async function dataParts() {
  const server = await createServer({
    configFile: false,
    root,
    logLevel: 'error',
    server: { middlewareMode: true, ws: false },
    optimizeDeps: { noDiscovery: true },
  })
  const data = {}
  let LANGUAGES
  const asModule = (value) => `export default ${JSON.stringify(value)}`
  try {
    const { guidesIn } = await server.ssrLoadModule('/src/guides/index.ts')
    ;({ LANGUAGES } = await server.ssrLoadModule('/src/core/languages.ts'))
    for (const file of readdirSync(join(root, 'src/locales'))) {
      const language = file.replace(/\.ts$/, '')
      if (language === 'messages') continue
      const { notice, categories, ask, record, placeholder, policy, ...more } = (
        await server.ssrLoadModule(`/src/locales/${file}`)
      ).default
      data[`words-${language}`] = asModule({ notice, categories })
      data[`more-${language}`] = asModule(more)
      data[`recorded-${language}`] = asModule(record)
      data[`question-${language}`] = asModule(questionWords(ask, more))
      data[`placeholder-${language}`] = asModule(placeholderWords(placeholder, ask, more))
      data[`declaration-${language}`] = asModule(declarationWords(policy, record, more))
      if (WITH_UI.includes(language)) data[`guides-${language}`] = asModule(guidesIn(language))
    }
  } finally {
    await server.close()
  }
  return { parts: data, LANGUAGES }
}

/** What one question says, with what it shares with the views: whoever is asked has not opened one. */
function questionWords(ask, { common: { kinds, necessary, why }, settings: { session, noEnd, unknown, country } }) {
  return { ask, common: { kinds, necessary, why }, settings: { session, noEnd, unknown, country } }
}

/** What a placeholder says: fetched with the first one. */
function placeholderWords(placeholder, { allow, later, refuse, from, own }, { common: { necessary, why }, settings }) {
  const { country } = settings
  return { placeholder, ask: { allow, later, refuse, from, own }, common: { necessary, why }, settings: { country } }
}

/** What the policy's section on cookies says: fetched where there is one. */
function declarationWords(policy, { contact, embed }, { common, settings }) {
  const { kinds, necessary, newWindow, why } = common
  const { title, lead, details, save, ...rest } = settings
  return {
    policy,
    common: { kinds, necessary, newWindow, why },
    settings: rest,
    record: { contact, embed },
  }
}

/** Node's way of resolving wants `./config.js` where a bundler takes `./config`; declarations have to serve both. */
function nameFilesInDeclarations(folder) {
  for (const file of readdirSync(folder, { recursive: true }).filter((each) => each.endsWith('.d.ts'))) {
    const path = join(folder, file)
    const named = readFileSync(path, 'utf8').replace(
      /(from |import\()(['"])(\.[^'"]*)\2/g,
      (_, before, quote, target) => {
        const isFolder = existsSync(join(dirname(path), target, 'index.d.ts'))
        return `${before}${quote}${target}${isFolder ? '/index' : ''}.js${quote}`
      },
    )
    writeFileSync(path, named)
  }
}

/** Ours, and those of the two packages whose code is in the files; comments in the files would be downloaded by everyone. */
function licences() {
  const of = (title, path) => `${title}\n\n${readFileSync(join(root, path), 'utf8').trim()}\n`
  return [
    of('Dongui', 'LICENSE'),
    of('js-cookie', 'node_modules/js-cookie/LICENSE'),
    of('Preact', 'node_modules/preact/LICENSE'),
  ].join('\n---\n\n')
}

function digest(text, encoding) {
  return createHash('sha256').update(text).digest(encoding)
}

function brotli(code) {
  return brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length
}
