// Elements that wait for consent: found wherever and whenever they stand in the page, and let go in document order.

import { conditionsOf, type ElementKind, kindOf, MARKED } from './marked'
import { document, findAll, findIn, isConnected, listen, nodeType, nonceOf, readyState, unlisten } from './natives'
import { preloadScript, releaseScript, scriptKind } from './release'

/** Work between two chances for the browser to answer the visitor. */
const SLICE_MS = 8
/** Scripts fetched ahead of their turn. */
const PRELOADED_AHEAD = 6

/** Fetches what lets go embeds and templates. */
export type LoadEmbeds = (part: 'embeds') => Promise<typeof import('./embeds')>

export interface HeldElements {
  /** Decisions changed: lets go what is now allowed, and holds embeds again that no longer are. */
  apply(): void
  stop(): void
}

/**
 * Watches the page for marked elements from now on. Nothing is let go before the first `apply`.
 *
 * @param nonce of our own tag. With one, only scripts that carry it too are ever let go: under `'strict-dynamic'` a
 *   script that we put in runs without a nonce, so whoever can inject inert markup could run code at "allow".
 */
export function holdElements(
  isKnown: (id: string) => boolean,
  allows: (id: string) => boolean,
  nonce: string,
  load: LoadEmbeds,
  acted: (what: 'held' | 'released', element: Element, kind: ElementKind, condition: string) => void,
): HeldElements {
  const reported = new WeakSet<Element>()
  const taken = new WeakSet<Element>()
  const preloaded = new WeakSet<Element>()
  /** Embeds and templates in the page that were let go, with what holds them again. */
  const shown = new Map<Element, () => void>()
  /** Classic scripts and embeds in document order, then what the browser would have deferred. */
  const queue: Element[] = []
  const deferred: Element[] = []
  let isApplied = false
  let isWorking = false
  let isStopped = false

  const waitingKind = (element: Element) => (taken.has(element) ? null : kindOf(element))
  const isAllowed = (element: Element) => {
    const ids = conditionsOf(element, isKnown)
    return ids.length > 0 && ids.every(allows)
  }
  const mayRun = (script: Element) => !nonce || nonceOf(script) === nonce

  /** Takes what is allowed into a queue, and reports once what is held. */
  const consider = (elements: Iterable<Element>) => {
    for (const element of elements) {
      const kind = waitingKind(element)
      if (kind && isApplied && isAllowed(element)) {
        taken.add(element)
        ;(kind === 'script' && scriptKind(element).isDeferred ? deferred : queue).push(element)
      } else if (kind && !reported.has(element)) {
        reported.add(element)
        const condition = conditionsOf(element, isKnown).join(' ')
        if (condition) acted('held', element, kind, condition)
      }
    }
    void work()
  }

  const work = async () => {
    if (isWorking) return
    isWorking = true
    for (let startedAt = -SLICE_MS; !isStopped; ) {
      const element = queue.shift() ?? (readyState(document) === 'loading' ? undefined : deferred.shift())
      if (!element) break
      if (performance.now() - startedAt > SLICE_MS) {
        await nextTask()
        startedAt = performance.now()
      }
      try {
        await letGo(element)
      } catch (error) {
        console.error('dongui:', element, error)
      }
    }
    isWorking = false
  }

  const letGo = async (element: Element) => {
    const kind = kindOf(element)
    if (kind === 'script' && !mayRun(element)) return
    if (!kind || !isConnected(element) || !isAllowed(element)) {
      taken.delete(element)
      return
    }
    const condition = conditionsOf(element, isKnown).join(' ')
    acted('released', element, kind, condition)
    if (kind === 'script') {
      preloadBehind(element)
      await releaseScript(element as HTMLScriptElement)
    } else {
      const embeds = await load('embeds')
      // The visitor may have thought again while it was fetched.
      if (isAllowed(element)) shown.set(element, embeds.letGo(element as HTMLElement, condition))
      else taken.delete(element)
    }
  }

  const isAwaited = (element: Element) => kindOf(element) === 'script' && scriptKind(element).isAwaited
  const preloadBehind = (script: Element) => {
    if (isAwaited(script))
      for (const next of (queue.length ? queue : deferred).slice(0, PRELOADED_AHEAD))
        if (isAwaited(next) && isAllowed(next) && mayRun(next) && !preloaded.has(next)) {
          preloaded.add(next)
          preloadScript(next)
        }
  }

  // Only what was added is looked at: a page of ten thousand elements arrives in a thousand pieces.
  const observer = new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes as NodeListOf<Element>) {
        if (nodeType(node) !== 1) continue
        if (kindOf(node)) consider([node])
        consider(findIn(node, MARKED))
      }
  })
  observer.observe(document, { childList: true, subtree: true })
  listen(document, 'readystatechange', work)

  return {
    apply() {
      isApplied = true
      for (const [element, hold] of shown)
        if (!isConnected(element) || !isAllowed(element)) {
          shown.delete(element)
          taken.delete(element)
          hold()
        }
      consider(findAll(document, MARKED))
    },
    stop() {
      isStopped = true
      observer.disconnect()
      unlisten(document, 'readystatechange', work)
    },
  }
}

/** Resolves in a task of its own, so that the browser may answer input and paint in between. */
function nextTask(): Promise<unknown> {
  const { port1, port2 } = new MessageChannel()
  return new Promise((resolve) => {
    port1.onmessage = resolve
    port2.postMessage(0)
  }).then(() => port1.close())
}
