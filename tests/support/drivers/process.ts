// Starts programs that must not outlive us, however we end.

import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { within } from './driver'

/** A running program with everything it started. */
export interface Program {
  /** Resolves to the first group of `pattern` in what it prints; rejects when it ends before, or after a minute. */
  prints(pattern: RegExp): Promise<string>
  isRunning(): boolean
  /** Ends it and everything it started. */
  kill(): void
}

export interface ProgramOptions {
  /** Added to our own environment. */
  env?: Record<string, string>
  /** A folder of the program's own, removed when it has ended. */
  folder?: string
}

const START_MS = 60_000
const KEEPER = fileURLToPath(new URL('keeper.mjs', import.meta.url))

/** Starts a program under a keeper, which ends it when we are gone. What it writes to descriptor 3 counts as printed. */
export function startProgram(
  command: string,
  args: readonly string[],
  { env = {}, folder = '' }: ProgramOptions = {},
): Program {
  const child = spawn(process.execPath, [KEEPER, folder, command, ...args], {
    detached: true, // a Ctrl+C is for us; the keeper sees that we are gone
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  })
  const outputs = child.stdio.slice(1).filter((stream) => stream != null)
  let printed = ''
  for (const stream of outputs)
    stream.on('data', (text) => {
      printed = (printed + text).slice(-20_000)
    })
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject)
    child.once('exit', () => reject(new Error(`${command} ended:\n${printed.slice(-2000)}`)))
  })
  ended.catch(() => null) // only who waits for output wants to know

  const matching = (pattern: RegExp) =>
    new Promise<string>((resolve) => {
      const look = () => {
        const found = pattern.exec(printed)?.[1]
        if (found !== undefined) resolve(found)
      }
      for (const stream of outputs) stream.on('data', look)
      look()
    })

  return {
    prints: (pattern) => Promise.race([within(START_MS, `${command} to start`, matching(pattern)), ended]),
    isRunning: () => child.exitCode === null && child.signalCode === null,
    kill: () => void child.stdin?.destroy(),
  }
}
