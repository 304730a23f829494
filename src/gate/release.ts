// Letting one held script go: the same node, where it stands, as the browser would have met it.

import type { Guard } from './guard'
import { runsAs } from './marked'
import { attribute, document, ended, mayBeMapped, nonceOf, putThrough, replaceWith, setAttribute } from './natives'

/** Fetches what lets go all that is no plain script. */
export type LoadSpecial = (part: 'special') => Promise<typeof import('./special')>

/** What could not be fetched is not done: what is held stays held, and the next look tries again. */
export const cannotBeHad = () => null

/** The longest a script may keep the ones behind it waiting. */
const SCRIPT_TIMEOUT_MS = 10_000

/** A held script's place in the browser's order. Its real type stands in `data-type`; without one it is a classic script. */
export function scriptKind(script: Element) {
  const has = (name: string) => attribute(script, name) !== null
  const type = attribute(script, 'data-type')
  const isModule = type === 'module'
  const isExternal = has('src') || has('data-src')
  const isAsync = (isExternal || isModule) && has('async') && !has('data-ready')
  const isCode = runsAs(type)
  return {
    isModule,
    /** Runs at all: everything else is data. */
    isCode,
    /** Waits for nobody, and nobody waits for it. */
    isAsync,
    /**
     * Does not run in the moment it is put in, and the next one has to wait for it. One that the browser passes over
     * (`nomodule`, or data) never says that it is done.
     */
    isAwaited: (isExternal || isModule) && !isAsync && !has('nomodule') && isCode,
    /** Runs when the document has been read and the others are through: `defer`, or a module. */
    isDeferred: !isAsync && (isModule || (isExternal && has('defer'))),
  }
}

/**
 * Has a script run with its real type. A clone would lose its nonce and would run what the browser had decided not to (a
 * script put in by `innerHTML`). What has run is marked as it was. Resolves when the script has run, failed or kept others
 * waiting for too long; at once for one that nobody waits for.
 */
export async function releaseScript(script: HTMLScriptElement, load: LoadSpecial, run: Run): Promise<void> {
  const { isAsync, isAwaited, isCode } = scriptKind(script)
  const address = attribute(script, 'data-src')
  const isLate = attribute(script, 'data-ready') !== null
  const callReady = isLate && (await load('special')).keepReadyListeners(script)
  setAttribute(script, 'type', attribute(script, 'data-type') ?? '')
  if (address) setAttribute(script, 'src', address)
  // The order is ours. By its own the browser would have what comes next wait for one that never comes.
  script.async = isAsync || isAwaited
  const written = run(script)
  script.async = isAsync
  if (isAwaited)
    await new Promise((resolve) => {
      void ended(script).then(resolve)
      setTimeout(resolve, SCRIPT_TIMEOUT_MS)
    })
  // Routers keep copies of a page: one that comes back is held like any other.
  if (isCode) setAttribute(script, 'type', 'text/plain')
  if (callReady) callReady()
  if (written) (await load('special')).writeBehind(script, written)
}

/** Has a script run, by putting it back where it stands; gives what it wrote with `document.write`. */
export type Run = (script: Element) => string

/**
 * Guards what writes into the document: after a page has loaded, an inline script that is let go would replace the whole
 * page with it (HTML, "document write steps"). Nothing is put on the document itself: a page may have its own functions there,
 * as libraries that catch what advertisements write do.
 */
export function catchWriting(guard: Guard): Run {
  /** `undefined`: nothing is being let go, and everybody writes as ever. */
  let written: string | undefined
  for (const name of ['open', 'write', 'writeln'])
    guard(Document.prototype, name, (self, texts) =>
      written === undefined || self !== document
        ? undefined
        : () => {
            if (name === 'open') return self
            written += texts.join('')
            return undefined
          },
    )
  return (script) => {
    try {
      written = ''
      // Putting an empty text into it would have it run as well, but not under Trusted Types in Firefox.
      replaceWith(script, script)
      return written
    } finally {
      written = undefined
    }
  }
}

/**
 * Fetches a script that is about to be let go, so that a run of them costs one wait and not one each. The link carries
 * what the request depends on, or the browser would fetch twice. A module that the page's import map could
 * come after has to wait.
 */
export function preloadScript(script: Element): void {
  const { isModule } = scriptKind(script)
  if (isModule && mayBeMapped()) return
  const attributes: Record<string, string | null> = {
    rel: isModule ? 'modulepreload' : 'preload',
    as: 'script',
    nonce: nonceOf(script),
    href: attribute(script, 'src') ?? attribute(script, 'data-src'),
  }
  for (const name of ['crossorigin', 'integrity', 'referrerpolicy']) attributes[name] = attribute(script, name)
  void putThrough('link', attributes, script)
}
