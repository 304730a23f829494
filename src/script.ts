// The <script> door: finds its own address and configuration, starts, and answers the calls queued before it ran.

import { type Load, startConsent } from './consent'
import { type Config, siteFrom } from './core/config'
import { plain } from './core/plain'
import {
  currentScript,
  findAll,
  isWebKit,
  mayBeMapped,
  document as page,
  putThrough,
  readyState,
  write,
} from './gate/natives'
import type { Consent } from './handle'

/** Put in by the build: the folder of this version's parts and their integrity hashes. */
declare const __FOLDER__: string
declare const __HASHES__: Readonly<Record<string, string>>

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

const parts: Record<string, Promise<unknown>> = {}
const config = ownersConfig()
/** What draws the notice comes with the words of one of these, or with what fetches any others: it looks closer itself. */
const [, language = 'any'] =
  /^(?:auto|,)*(ko|en)\b/.exec(
    `${[(config as Partial<Config>).language, page.documentElement.lang, navigator.languages]}`,
  ) ?? []
try {
  start(config, 'check' in own)
} catch {
  // Everything marked is held, and the notice speaks for the host.
  start({ service: { name: location.host || '/' }, policy: { url: '', version: '0' } }, true)
}

/**
 * @param isDoubtful has everything looked at, for what only the views use is not looked at here. `data-check` asks for
 *   it: in development
 */
function start(from: unknown, isDoubtful: boolean) {
  const consent = startConsent(siteFrom(from), load as Load, nonce)
  window.dongui = consent
  const queued = window.donguiQueue
  // A late listener of 'ready' is called at once, and what it throws is its own affair.
  const push = (...calls: ((consent: Consent) => void)[]) => {
    for (const call of calls) consent.on('ready', () => call(consent))
  }
  window.donguiQueue = { push }
  if (Array.isArray(queued)) push(...queued)
  if (isDoubtful)
    load('ui')
      .then((ui) => (ui as { reportFaults(input: unknown, load: unknown): unknown }).reportFaults(config, load))
      .catch(console.error)
}

/** Attributes of the tag, then the JSON block, whose keys win. A block that is not JSON stands for itself. */
function ownersConfig(): unknown {
  const [block] = findAll(page, 'script[type="application/json"][data-dongui="config"]')
  const { service: name, policy: url, policyVersion: version, language } = own
  try {
    const own = block && JSON.parse(block.textContent, plain)
    return plain('', { service: name && { name }, policy: url && { url, version }, language, ...own })
  } catch (error) {
    return `${error}`
  }
}

/** The gate carries the hashes of what a visit needs first; `ui` knows those of all the others. */
function load(wanted: string, integrity?: string): Promise<unknown> {
  const part = wanted === 'ui' ? `ui-${language}` : wanted
  const url = new URL(`${__FOLDER__}/${part}.js`, base).href
  const hash = integrity ?? __HASHES__[part]
  // A page's own scripts must not come before it: the parser waits for it, unless Trusted Types take no text from us. Only
  // while our tag itself runs: at any other time `write` opens the page anew, and nothing of it is left.
  if (part === 'asking' && readyState(page) === 'loading' && tag && !tag.async && currentScript(page) === tag)
    try {
      write(page, `<script src="${url}" integrity="${hash}" crossorigin nonce="${nonce}"></script>`)
    } catch {
      // Then it comes a moment later.
    }
  parts[part] ??= importPinned(url, hash as string)
  const imported = parts[part]
  imported.catch(() => delete parts[part])
  return imported
}

/**
 * Imports a module only if it is the file that was built. Chromium and Firefox check the hash of a preloaded module;
 * WebKit does not, but checks a module script's. `import` then takes what was fetched. Only WebKit under Trusted Types,
 * which refuse the script its address, imports unchecked.
 */
async function importPinned(url: string, integrity: string): Promise<unknown> {
  // Where one module keeps the page's import map from counting, the parser has to have met that first. No event tells of
  // it for certain: `document.open` takes every listener.
  while (mayBeMapped()) await new Promise((resolve) => setTimeout(resolve, 20))
  const [tag, address] = isWebKit ? ['script', 'src'] : ['link', 'href']
  const attributes = { type: 'module', rel: 'modulepreload', crossorigin: '', integrity, nonce, [address]: url }
  const end = await putThrough(tag, attributes).catch(() => null)
  if (end?.type === 'error') throw Error(url)
  return import(/* @vite-ignore */ url)
}
