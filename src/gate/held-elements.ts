// Elements that wait for consent: found wherever and whenever they stand in the page, and let go in document order.

import { conditionOf, type ElementKind, kindOf, MARKED } from './marked'
import { document, findAll, findIn, is, isConnected, listen, nodeType, nonceOf, readyState } from './natives'
import { cannotBeHad, type LoadSpecial, preloadScript, type Run, releaseScript, scriptKind } from './release'

/** Work between two chances for the browser to answer the visitor. */
const SLICE_MS = 8
/** Scripts fetched ahead of their turn. */
const PRELOADED_AHEAD = 6
/** What is looked at when it comes into the page. */
const WATCHED = `${MARKED},script,iframe,img`
/** Elements outside of the page that are kept for later: pixels, mostly. */
const MOST_DETACHED = 100

export interface HeldElements {
  /** Decisions changed: lets go what is now allowed, and holds embeds again that no longer are. */
  apply(): void
  /** Takes notice of elements that may have to be held, in the page or not. */
  consider(elements: Iterable<Element>): void
}

/**
 * Watches the page for marked elements until `life` ends.
 *
 * @param allows whether all of the ids, joined by spaces, are allowed
 * @param ids of every category and service
 * @param nonce of our own tag. With one, only scripts that carry it too are ever let go: under `'strict-dynamic'` a
 *   script that we put in runs without a nonce, so whoever can inject inert markup could run code at "allow".
 * @param arrived told of what came into the page and may have to be held, before it is looked at here
 * @param attend listens to the page, at its beginning and when it was opened anew
 */
export function holdElements(
  ids: readonly string[],
  allows: (id: string) => boolean,
  nonce: string,
  load: LoadSpecial,
  run: Run,
  acted: (what: 'held' | 'released', element: Element, kind: ElementKind, condition: string) => void,
  arrived: (element: Element) => void,
  attend: (isAnew?: boolean) => void,
  life: AbortSignal,
): HeldElements {
  const detached = new Set<Element>()
  /** What is about to be let go, and embeds and templates that were, with what holds those again. */
  const taken = new Map<Element, (() => void) | undefined>()
  /** Classic scripts and embeds in document order, then what the browser would have deferred. */
  const queue: Element[] = []
  const deferred: Element[] = []
  /** To be looked at, in the order they came. */
  const arrivals: Element[] = []
  let isWorking = false
  let startedAt = 0

  /** Lets the browser answer the visitor when we have worked for a while. */
  const pause = async () => {
    if (performance.now() - startedAt <= SLICE_MS) return
    await nextTask()
    startedAt = performance.now()
  }
  const isAllowed = (element: Element) =>
    allows(conditionOf(element) ?? '') && (!nonce || kindOf(element) !== 'script' || nonceOf(element) === nonce)

  const consider = (elements: Iterable<Element>) => {
    const isIdle = !arrivals[0]
    for (const each of elements) arrivals.push(each)
    if (isIdle) void lookAtArrivals()
  }

  const lookAtArrivals = async () => {
    for (const each of arrivals) {
      lookAt(each)
      await pause()
    }
    arrivals.length = 0
    void work()
  }

  /** Takes what is allowed into a queue, and tells of what is held. */
  const lookAt = (element: Element) => {
    const kind = kindOf(element)
    if (!kind || taken.has(element) || life.aborted) return
    const condition = conditionOf(element)
    if (isAllowed(element)) {
      taken.set(element, undefined)
      const line = kind === 'script' && scriptKind(element).isDeferred ? deferred : queue
      // The first is about to be let go; those close behind it are fetched meanwhile.
      if (line.push(element) > 1 && line.length <= PRELOADED_AHEAD) preload(element)
    } else if (condition) {
      acted('held', element, kind, condition)
      if (kind === 'embed' && !isConnected(element) && detached.size < MOST_DETACHED) detached.add(element)
    } else if (condition === undefined && is(element, MARKED))
      load('special')
        .then(({ translateMark }) => {
          if (translateMark(element, ids)) consider([element])
        })
        .catch(cannotBeHad)
  }

  const work = async () => {
    if (isWorking) return
    isWorking = true
    while (!life.aborted) {
      const line = queue[0] || readyState(document) === 'loading' ? queue : deferred
      const element = line.shift()
      if (!element) break
      preload(line[PRELOADED_AHEAD - 1])
      await pause()
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
    const condition = conditionOf(element) ?? ''
    if (kind && (isConnected(element) || detached.delete(element)) && isAllowed(element)) {
      acted('released', element, kind, condition)
      const special =
        kind === 'script' ? await releaseScript(element as HTMLScriptElement, load, runAndHear) : await load('special')
      // The visitor may have thought again while it was fetched.
      if (special && isAllowed(element)) {
        taken.set(element, special.letGo(element as HTMLElement, condition))
        return
      }
    }
    taken.delete(element)
  }

  const preload = (element?: Element) => {
    if (element && kindOf(element) === 'script' && scriptKind(element).isAwaited && isAllowed(element))
      preloadScript(element)
  }

  const hear = (isAnew?: boolean) => {
    listen(document, 'readystatechange', work, { signal: life })
    attend(isAnew)
  }

  // Only what was added is looked at, and once: a page of ten thousand elements arrives in a thousand pieces, and the parser
  // tells of an element and of each that it then puts into it.
  const heard = (changes: MutationRecord[], own?: unknown) => {
    const all: Element[] = []
    const added = new Set<Node>()
    for (const { target, addedNodes } of changes)
      for (const node of addedNodes as NodeListOf<Element>)
        if (node !== own && nodeType(node) === 1) {
          if (!added.has(target)) {
            all.push(node)
            for (const each of findIn(node, WATCHED)) all.push(each)
          }
          added.add(node)
        }
    // `document.open` has taken every listener from the page.
    if (all[0]?.localName === 'html') hear(true)
    all.forEach(arrived)
    consider(all)
  }
  const observer = new MutationObserver(heard)
  // Taken at once, and our own change not looked at: being called back for every script costs more than most of them do.
  const runAndHear: Run = (script) => {
    const written = run(script)
    heard(observer.takeRecords(), script)
    return written
  }
  observer.observe(document, { childList: true, subtree: true })
  listen(life, 'abort', () => observer.disconnect())
  hear()

  return {
    apply() {
      for (const [element, hold] of taken)
        if (hold && !(isConnected(element) && isAllowed(element))) {
          taken.delete(element)
          hold()
        }
      consider([...findAll(document, MARKED), ...detached])
    },
    consider,
  }
}

/** Resolves in a task of its own, so that the browser may answer input and paint in between. */
function nextTask(): Promise<unknown> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(port1.close())
    port2.postMessage(0)
  })
}
