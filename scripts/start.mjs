// `npm start`: the demo, from a fresh clone to a page in the browser. Uses nothing but Node until it has installed.

import { spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { installDependencies } from './install.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const FIRST_PORT = 4173
const PORTS_TRIED = 20
const BUILT_FROM = ['src', 'scripts/build.mjs', 'vite.config.ts', 'package-lock.json']

installDependencies()
if (newest('dist/tag/dongui.js') < Math.max(...BUILT_FROM.map(newest))) {
  console.log('Building Dongui …')
  await run(process.execPath, [join(root, 'scripts/build.mjs')])
}
const { buildVendors } = await import('../demo/vendors.mjs')
await buildVendors()

const { url } = await startOnFreePort()
console.log(`\n  Nurimail, a mail service that uses Dongui:  ${url}\n  Ctrl+C ends it.\n`)
if (process.stdout.isTTY && !process.env.CI) openInBrowser(url)

/** When a file, or the newest file in a folder, was last written, in milliseconds; 0 when there is none. */
function newest(path) {
  const stats = statSync(join(root, path), { throwIfNoEntry: false })
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0
  return Math.max(stats.mtimeMs, ...readdirSync(join(root, path)).map((name) => newest(join(path, name))))
}

async function startOnFreePort() {
  const { startDemo } = await import('../demo/server.mjs')
  for (let port = FIRST_PORT; ; port++)
    try {
      const demo = await startDemo({ port })
      if (port > FIRST_PORT) console.log(`Port ${FIRST_PORT} is taken; using ${port}.`)
      return demo
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || port >= FIRST_PORT + PORTS_TRIED) throw error
    }
}

/** Runs a program to its end, its output shown; a failure ends us with its code, for it has said why itself. */
async function run(program, args) {
  const code = await new Promise((done, failed) => {
    spawn(program, args, { cwd: root, stdio: 'inherit' }).on('error', failed).on('exit', done)
  })
  if (code !== 0) process.exit(code ?? 1)
}

/** Best effort: where no browser can be opened, the address is on the screen. */
function openInBrowser(address) {
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', address]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', address]
        : ['xdg-open', address]
  spawn(program, args, { stdio: 'ignore', detached: true })
    .on('error', () => console.log('  (open the address yourself)'))
    .unref()
}
