// Where the three browser engines are on this machine, and how to get one that is not. Runs before `npm install`.

import { execFileSync, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {import('./browsers.d.mts').Engine} Engine */
/** @typedef {import('./browsers.d.mts').FoundBrowser} FoundBrowser */

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/** @type {readonly Engine[]} */
export const ENGINES = ['chromium', 'firefox', 'webkit']

/** @type {Record<Engine, string>} */
const VARIABLES = { chromium: 'DONGUI_CHROMIUM', firefox: 'DONGUI_FIREFOX', webkit: 'DONGUI_WEBKIT' }

/** @type {Record<Engine, string>} */
const NAMES = { chromium: 'Chromium', firefox: 'Firefox', webkit: 'WebKit' }

/** Debian's and Ubuntu's packages; the Korean font is for demo pages and screenshots. */
const PACKAGES = {
  chromium: ['chromium', 'fonts-noto-cjk'],
  firefox: ['firefox-esr'],
  webkit: ['webkit2gtk-driver', 'xvfb'],
}

/** What every Chromium of ours is started with, so that stories, pictures and measurements speak of the same browser. */
export const CHROMIUM_FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** @type {Record<'chromium' | 'firefox', { names: string[], paths: string[] }>} */
const USUAL = {
  chromium: {
    names: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'],
    paths: [
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      ...inProgramFiles('Google/Chrome/Application/chrome.exe'),
      ...inProgramFiles('Microsoft/Edge/Application/msedge.exe'),
    ],
  },
  firefox: {
    names: ['firefox-esr', 'firefox'],
    paths: ['/Applications/Firefox.app/Contents/MacOS/firefox', ...inProgramFiles('Mozilla Firefox/firefox.exe')],
  },
}

/**
 * The engines somebody insists on: those of `DONGUI_ENGINES` (names with commas), all three where `CI` is `true`, else
 * Chromium alone.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Engine[]}
 */
export function requiredEngines(env = process.env) {
  const named = namedEngines(env)
  if (named) return named
  return env.CI === 'true' ? [...ENGINES] : ['chromium']
}

/**
 * The engines to run: those of `DONGUI_ENGINES` and no other, else the required ones and whatever is found.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {Engine[]}
 */
export function enginesToRun(env = process.env) {
  return (
    namedEngines(env) ?? ENGINES.filter((engine) => requiredEngines(env).includes(engine) || findBrowser(engine, env))
  )
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Engine[] | null}
 */
function namedEngines(env) {
  const names = (env.DONGUI_ENGINES ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || [])
  const unknown = names.filter((name) => !ENGINES.includes(/** @type {Engine} */ (name)))
  if (unknown.length) throw new Error(`DONGUI_ENGINES: expected some of ${ENGINES.join(',')}, got "${unknown.join()}"`)
  return names.length ? ENGINES.filter((engine) => names.includes(engine)) : null
}

/**
 * Finds a browser: the environment's (`DONGUI_CHROMIUM`, `DONGUI_FIREFOX`, `DONGUI_WEBKIT`), the system's, Playwright's.
 * `null` when there is none. A path in the environment that leads nowhere is an error, never silently another browser.
 *
 * @param {Engine} engine
 * @param {NodeJS.ProcessEnv} env
 * @returns {FoundBrowser | null}
 */
export function findBrowser(engine, env = process.env) {
  const variable = VARIABLES[engine]
  const named = env[variable]
  if (named && !existsSync(named)) throw new Error(`${variable}: there is no file ${named}`)
  if (engine === 'webkit') return systemWebKit(named, env) ?? playwrightsOwn(engine)

  const { names, paths } = USUAL[engine]
  const path = named ?? names.map((name) => onPath(name, env)).find(Boolean) ?? paths.find(existsSync)
  if (path) return { engine, driver: engine === 'firefox' ? 'bidi' : 'playwright', path }
  return playwrightsOwn(engine)
}

/**
 * WebKitGTK's own driver, the little browser it drives, and a display to draw on.
 *
 * @param {string | undefined} named
 * @param {NodeJS.ProcessEnv} env
 * @returns {FoundBrowser | null}
 */
function systemWebKit(named, env) {
  const path = named ?? onPath('WebKitWebDriver', env)
  const miniBrowser = newestMiniBrowser()
  const xvfb = onPath('Xvfb', env)
  if (path && miniBrowser && xvfb) return { engine: 'webkit', driver: 'webdriver', path, miniBrowser, xvfb }
  if (!named) return null
  throw new Error(`${VARIABLES.webkit}: beside WebKitWebDriver it takes ${miniBrowser ? 'Xvfb' : 'MiniBrowser'}`)
}

function newestMiniBrowser() {
  const folders = ['/usr/lib', '/usr/libexec', ...subfolders('/usr/lib')].flatMap(subfolders)
  return folders
    .filter((folder) => /\/webkit2?gtk-[\d.]+$/.test(folder))
    .sort()
    .map((folder) => join(folder, 'MiniBrowser'))
    .findLast(isExecutable)
}

/** @param {string} folder */
function subfolders(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((each) =>
      each.isDirectory() ? join(folder, each.name) : [],
    )
  } catch {
    return [] // no such folder on this system
  }
}

/**
 * What `playwright-core install` has put on this machine. `null` also where the libraries it needs are missing.
 *
 * @param {Engine} engine
 * @returns {FoundBrowser | null}
 */
function playwrightsOwn(engine) {
  try {
    const path = createRequire(import.meta.url)('playwright-core')[engine].executablePath()
    if (!existsSync(path)) return null
    if (engine !== 'webkit' && process.platform === 'linux') execFileSync(path, ['--version'], { stdio: 'ignore' })
    return { engine, driver: 'playwright', path }
  } catch {
    return null // playwright-core is not installed yet, or its browser does not start here
  }
}

/**
 * Gets a browser: Playwright's own; where that cannot be downloaded, Debian's by apt-get. Says what it does.
 * Rejects with what to install by hand when neither works.
 *
 * @param {Engine} engine
 * @param {(line: string) => void} say
 * @returns {Promise<FoundBrowser>}
 */
export async function installBrowser(engine, say = console.log) {
  const cli = join(ROOT, 'node_modules/playwright-core/cli.js')
  const asRoot = process.getuid?.() === 0
  say(`${NAMES[engine]} is not here: trying Playwright's own`)
  if (run(process.execPath, [cli, 'install', engine], say)) {
    // The libraries come second: without a browser that needs them they would be 100 MB for nothing.
    if (process.platform === 'linux' && asRoot) run(process.execPath, [cli, 'install-deps', engine], say)
    const found = findBrowser(engine)
    if (found) return found
  }
  if (asRoot && onPath('apt-get')) {
    const names = PACKAGES[engine]
    say(`${NAMES[engine]}: apt-get install ${names.join(' ')}`)
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    run('apt-get', ['update', '-qq'], say, quiet)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], say, quiet)
    const found = findBrowser(engine)
    if (found) return found
  }
  throw new Error(`${NAMES[engine]} could not be installed. ${howToGet(engine)}`)
}

/**
 * One sentence for somebody who has to do it by hand.
 *
 * @param {Engine} engine
 */
export function howToGet(engine) {
  const byApt = `sudo apt-get install ${PACKAGES[engine].join(' ')}`
  const byPlaywright = `npx playwright-core install --with-deps ${engine}`
  const path = engine === 'webkit' ? 'the path of WebKitWebDriver' : 'a path'
  return `To get ${NAMES[engine]}: "${byPlaywright}", on Debian "${byApt}", or ${path} in ${VARIABLES[engine]}.`
}

/**
 * Runs a command without showing its output, unless it fails: then its last line says why.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {(line: string) => void} say
 * @param {Record<string, string>} env
 */
function run(command, args, say, env = {}) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status === 0) return true
  const lines = `${stdout}\n${stderr}`.split('\n')
  const why = lines.find((line) => /^(E|Error): /.test(line)) ?? lines.findLast((line) => line.trim()) ?? ''
  say(`  failed: ${error?.message ?? why.trim().replace(/, caused by$/, '')}`)
  return false
}

/**
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 */
function onPath(name, env = process.env) {
  const file = process.platform === 'win32' ? `${name}.exe` : name
  return (env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, file))
    .find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not there, or not to be run
  }
}

/** @param {string} path */
function inProgramFiles(path) {
  const { ProgramFiles, LOCALAPPDATA } = process.env
  return [ProgramFiles, process.env['ProgramFiles(x86)'], LOCALAPPDATA].flatMap((folder) =>
    folder ? join(folder, path) : [],
  )
}
