// The <script> door: finds its own address and configuration, starts, and answers the calls queued before it ran.

import { type Load, startConsent } from './consent'
import { type Site, siteFrom } from './core/config'
import { appendToRoot, create, currentScript, findAll, listen, document as page, setAttribute } from './gate/natives'
import type { Consent } from './handle'

/** Put in by the build: the folder of this version's parts, their integrity hashes, and the languages there are. */
declare const __FOLDER__: string
declare const __HASHES__: Readonly<Record<string, string>>
declare const __LANGUAGES__: readonly string[]

declare global {
  interface Window {
    dongui?: Consent
    donguiQueue?: { push(...calls: ((consent: Consent) => void)[]): unknown }
  }
}

const tag = currentScript(page) as HTMLScriptElement | null
/** Attributes of the tag: `data-service`, `data-policy`, `data-policy-version`, `data-language`, `data-base`, `data-check`. */
const own: Partial<DOMStringMap> = tag?.dataset ?? {}
const nonce = tag?.nonce ?? ''
const base = new URL(own['base'] ?? '.', tag?.src || location.href)

const config = ownersConfig()
const site = read()
start(site ?? fallback())
// What only the views use is not looked at here. `data-check` has everything looked at: for development.
if (!site || own['check'] !== undefined) check().catch(console.error)

function start(on: Site) {
  const consent = startConsent(on, load as Load, __LANGUAGES__, nonce)
  window.dongui = consent
  const queued = window.donguiQueue
  // A late listener of 'ready' is called at once, and what it throws is its own affair.
  const push = (...calls: ((consent: Consent) => void)[]) => {
    for (const call of calls) consent.on('ready', () => call(consent))
  }
  window.donguiQueue = { push }
  if (Array.isArray(queued)) push(...queued)
}

/** Attributes of the tag, then the JSON block, whose keys win. A block that is not JSON stands for itself. */
function ownersConfig(): unknown {
  const [block] = findAll(page, 'script[type="application/json"][data-dongui="config"]')
  const { service: name, policy: url, policyVersion: version, language } = own
  const fromTag = {
    ...(name && { service: { name } }),
    ...(url && { policy: { url, version } }),
    ...(language && { language }),
  }
  try {
    return block ? { ...fromTag, ...JSON.parse(block.textContent) } : fromTag
  } catch (error) {
    return `${error}`
  }
}

function read(): Site | undefined {
  try {
    return siteFrom(config)
  } catch {
    return undefined // check() says what is wrong
  }
}

/** With a wrong configuration everything marked is held, and the notice speaks for the host. */
function fallback(): Site {
  return siteFrom({ service: { name: location.host || '/' }, policy: { url: '', version: '0' } })
}

/** Lists the owner's mistakes, and starts over without that configuration where the gate had taken it. */
async function check() {
  const { reportFaults } = (await load('check')) as typeof import('./core/check')
  if (reportFaults(config) && site) {
    window.dongui?.destroy()
    start(fallback())
  }
}

/** The gate carries the hashes of what a first visit needs, `ui` that of `dialog`, and `dialog` all the others'. */
async function load(part: string): Promise<unknown> {
  const { hashes = __HASHES__ } = __HASHES__[part]
    ? {}
    : ((await load(part === 'dialog' ? 'ui' : 'dialog')) as Partial<Hashed>)
  return importPinned(new URL(`${__FOLDER__}/${part.replace('/', '-')}.js`, base).href, hashes[part] ?? '')
}

interface Hashed {
  hashes: Readonly<Record<string, string>>
}

/**
 * Imports a module only if it is the file that was built. Chromium and Firefox check the hash of a preloaded module;
 * WebKit does not, but checks a module script's. `import` then takes what was fetched. Only WebKit under Trusted Types,
 * which refuse the script its address, imports unchecked.
 */
async function importPinned(url: string, integrity: string): Promise<unknown> {
  const isWebKit = navigator.vendor.startsWith('Apple')
  const pin = create(page, isWebKit ? 'script' : 'link')
  const attributes = isWebKit ? { type: 'module', src: url } : { rel: 'modulepreload', href: url }
  try {
    for (const [name, value] of Object.entries({ integrity, crossorigin: '', nonce, ...attributes }))
      setAttribute(pin, name, value)
  } catch {
    return import(/* @vite-ignore */ url)
  }
  // Nothing is rejected here: in a page that is being left Firefox would report it as an error of the page's.
  const isGood = await new Promise((resolve) => {
    listen(pin, 'load', () => resolve(true))
    listen(pin, 'error', resolve)
    appendToRoot(pin)
  })
  pin.remove()
  if (isGood !== true) throw Error(url)
  return import(/* @vite-ignore */ url)
}
