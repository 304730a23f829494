// Runs a program for somebody who may die without a word: `node keeper.mjs FOLDER PROGRAM ARGUMENT…`. When our standard
// input closes, which it does however its other end dies, the program ends with everything it started, and so does
// FOLDER; the same when the program ends by itself.

import { spawn, spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

/** How long programs have to leave in order: Xvfb removes its lock. */
const LEAVE_MS = 1000

const [folder, command, ...args] = process.argv.slice(2)
const isWindows = process.platform === 'win32'
const program = spawn(command, args, { detached: !isWindows, stdio: ['ignore', 'inherit', 'inherit', 3] })
let isLeaving = false

program.on('error', (error) => {
  console.error(String(error))
  clean()
})
program.on('exit', clean)
process.stdin.on('close', leave).resume()

function leave() {
  if (isLeaving) return
  isLeaving = true
  signal('SIGTERM')
  setTimeout(clean, LEAVE_MS)
}

function clean() {
  signal('SIGKILL')
  if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  process.exit()
}

/** To the program and all it started: they share a process group. */
function signal(name) {
  if (isWindows) spawnSync('taskkill', ['/pid', String(program.pid), '/t', '/f'])
  else
    try {
      process.kill(-program.pid, name)
    } catch {
      // none of them is left
    }
}
