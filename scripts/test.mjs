// `npm test`: everything, from a fresh clone to one line that counts. Arguments are handed on to Vitest:
// `npm test -- tests/pages/record.test.ts --project firefox`. Uses nothing but Node until it has installed.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildVendors } from '../demo/vendors.mjs'
import { ENGINES, enginesToRun, findBrowser, howToGet, installBrowser, requiredEngines } from './browsers.mjs'
import { installDependencies } from './install.mjs'
import { bundleVendors } from './vendors.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
/** What went wrong beside the tests themselves; each counts as one failure. */
const failures = []

const installed = await attempt('installing dependencies', () => {
  installDependencies()
  return true
})
if (installed) {
  for (const engine of (await attempt('the engines asked for', () => requiredEngines())) ?? [])
    await attempt(`a browser for ${engine}`, () => findBrowser(engine) ?? installBrowser(engine))
  await attempt('build', () => runScript('scripts/build.mjs'))
  await attempt('check', () => runScript('scripts/check.mjs')) // after the build: some tests are typed by what is shipped
  // Stories need vendors' scripts, made from packages.
  await attempt('vendors of the demo', buildVendors)
  await attempt('vendors', bundleVendors)
}
const counts = installed && (await attempt('tests', runVitest))
const run = (await attempt('the engines there are', () => enginesToRun())) ?? []
for (const engine of ENGINES.filter((each) => !run.includes(each)))
  console.log(
    `Not run in ${engine}. ${process.env.DONGUI_ENGINES ? 'DONGUI_ENGINES leaves it out.' : howToGet(engine)}`,
  )
for (const failure of failures) console.log(`Failed: ${failure}`)

const failed = (counts?.failed ?? 0) + failures.length
console.log(`\n${counts?.passed ?? 0} passed, ${failed} failed`)
process.exitCode = failed ? 1 : 0

/** Goes on after a failure, so that one run says everything that is wrong. */
async function attempt(what, action) {
  try {
    return await action()
  } catch (error) {
    failures.push(`${what}: ${error.message}`)
    return null
  }
}

function runScript(path, args = []) {
  const { status, signal } = spawnSync(process.execPath, [join(root, path), ...args], { cwd: root, stdio: 'inherit' })
  if (signal) throw new Error(`ended by ${signal}`)
  if (status !== 0) throw new Error(`"node ${[path, ...args].join(' ')}" ended with ${status}; it says why above`)
}

/** Runs Vitest and counts by its report. A file that could not be read, and a run without tests, are failures too. */
function runVitest() {
  const folder = mkdtempSync(join(tmpdir(), 'dongui-report-'))
  const file = join(folder, 'report.json')
  const outputs = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  let problem = null
  try {
    runScript('node_modules/vitest/vitest.mjs', ['run', ...outputs, ...process.argv.slice(2)])
  } catch (error) {
    problem = error
  }
  const report = existsSync(file) && JSON.parse(readFileSync(file, 'utf8'))
  rmSync(folder, { recursive: true })
  if (!report) throw problem ?? new Error('Vitest has left no report')

  const { numPassedTests, numFailedTests, testResults } = report
  const unread = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.length)
  failures.push(...unread.map(({ name, message }) => `${name}: ${message.split('\n')[0]}`))
  if (numPassedTests + numFailedTests === 0) failures.push('there was no test to run')
  else if (problem && !numFailedTests && !unread.length) failures.push(`tests: ${problem.message}`)
  return { passed: numPassedTests, failed: numFailedTests }
}
