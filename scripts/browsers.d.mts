export type Engine = 'chromium' | 'firefox' | 'webkit'

/** A browser on this machine and how it is driven: by playwright-core, by WebDriver BiDi, or by classic WebDriver. */
export type FoundBrowser =
  | { engine: Engine; driver: 'playwright'; path: string }
  | { engine: Engine; driver: 'bidi'; path: string }
  | { engine: Engine; driver: 'webdriver'; path: string; miniBrowser: string; xvfb: string }

export const ENGINES: readonly Engine[]
export const CHROMIUM_FLAGS: string[]
export function requiredEngines(env?: NodeJS.ProcessEnv): Engine[]
export function enginesToRun(env?: NodeJS.ProcessEnv): Engine[]
export function findBrowser(engine: Engine, env?: NodeJS.ProcessEnv): FoundBrowser | null
export function installBrowser(engine: Engine, say?: (line: string) => void): Promise<FoundBrowser>
export function howToGet(engine: Engine): string
