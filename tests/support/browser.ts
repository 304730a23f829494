// The one browser that all stories of a run share: started once, and again when it has died.

import { inject } from 'vitest'
import { findBrowser, howToGet } from '../../scripts/browsers.mjs'
import { type Browser, COMMAND_MS, type Engine, within } from './drivers/driver'
import { startFirefox } from './drivers/firefox'
import { startByPlaywright } from './drivers/playwright'
import { startWebKit } from './drivers/webkit'

declare module 'vitest' {
  interface ProvidedContext {
    /** Which engine the stories of this project run in. */
    engine: Engine
  }
}

const START_MS = 4 * COMMAND_MS

let running: Promise<Browser> | null = null

/** The engine this run is for. */
export const engine: Engine = inject('engine')

/** The browser, started if it is not running, started again if it has died. Rejects with how to get it when there is none. */
export async function theBrowser(): Promise<Browser> {
  const current = await running?.catch(() => null)
  if (current?.isAlive()) return current
  if (current) current.close().catch(() => null) // what is left of it
  running = within(START_MS, `starting ${engine}`, start())
  return running
}

function start(): Promise<Browser> {
  const found = findBrowser(engine)
  if (!found) throw new Error(`There is no browser for ${engine} on this machine. ${howToGet(engine)}`)
  if (found.driver === 'bidi') return startFirefox(found)
  if (found.driver === 'webdriver') return startWebKit(found)
  return startByPlaywright(found)
}
