// Puts the dependencies in place before anything that needs them runs. Uses nothing but Node itself.

import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

/**
 * Runs `npm ci` in a folder when its `node_modules` is absent or was filled before `package-lock.json` changed, says so,
 * and says nothing otherwise. Throws when npm does. npm writes `node_modules/.package-lock.json` last, so a broken install
 * counts as none.
 */
export function installDependencies(folder = root) {
  const changedAt = (path) => statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0
  if (changedAt('node_modules/.package-lock.json') >= changedAt('package-lock.json')) return
  console.log('Installing what is needed (npm ci) …')
  execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: 'inherit',
    shell: process.platform === 'win32', // npm is npm.cmd there, which only a shell can start
  })
}
