// Puts the dependencies in place before anything that needs them runs. Uses nothing but Node itself.

import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs `npm ci` when `node_modules` is absent or was filled before `package-lock.json` changed, says so, and says
 * nothing otherwise. Throws when npm does. npm writes `node_modules/.package-lock.json` last, so a broken install counts
 * as none.
 */
export function installDependencies() {
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return
  console.log('Installing what is needed (npm ci) …')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32', // npm is npm.cmd there, which only a shell can start
  })
}

/** When a file was last written, in milliseconds; 0 when there is none. */
function changedAt(path) {
  return statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
}
