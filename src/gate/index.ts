// The page's hands: one door for holding and letting go, guarding writes and erasing. Draws nothing.

import type { Site, StoredKind } from '../core/config'
import { findPurpose } from '../core/decision'
import { compileRules, type Rules } from '../core/rules'
import { erase } from './eraser'
import { holdElements, type LoadEmbeds } from './held-elements'
import type { ElementKind } from './marked'
import { attribute } from './natives'
import { guardWrites } from './write-guards'

/** One thing that was held, let go or erased. */
export interface Action {
  /** Id of the service or category it waits for; several are joined by spaces. */
  id: string
  /** What it is: a cookie or key by its name, an element by its address or `inline`. Never a value. */
  name: string
  kind: StoredKind | ElementKind
}

export interface Gate {
  /** Decisions changed: makes the page as they are now. */
  apply(): void
  /** Erases what is refused and stored all the same. */
  sweep(): void
  /** Takes all guards and listeners off again. */
  stop(): void
}

/**
 * Guards writes and holds marked elements from this moment on. Nothing is let go before the first `apply`.
 *
 * @param allows whether a category or service may run and store now; asked anew at every write
 * @param nonce of our own tag; empty where there is none
 * @param acted told what was done; `kept`: could not be erased
 */
export function createGate(
  site: Site,
  allows: (id: string) => boolean,
  nonce: string,
  load: LoadEmbeds,
  acted: (what: 'held' | 'released' | 'erased' | 'kept', action: Action) => void,
): Gate {
  let compiled: Rules | undefined
  const rules = () => (compiled ??= compileRules(site))
  /** The service that keeps a name from being stored now, if one does. */
  const refuser = (kind: StoredKind, name: string) => {
    const id = rules().ownerOf(kind, name)
    return id === undefined || allows(id) || (kind === 'cookie' && name === site.record.name) ? undefined : id
  }

  const guards = guardWrites(
    (kind, name) => {
      const id = refuser(kind, name)
      if (id !== undefined) acted('held', { id, name, kind })
      return id === undefined
    },
    () =>
      (['local', 'session'] as const).flatMap((kind) =>
        rules()
          .namesOf(kind)
          .filter((name) => refuser(kind, name)),
      ),
  )
  const elements = holdElements(
    (id) => !!findPurpose(site, id),
    allows,
    nonce,
    load,
    (what, element, kind, id) => acted(what, { id, name: nameOf(element), kind }),
  )
  const sweep = () =>
    erase(
      rules().declares,
      (kind, name) => refuser(kind, name) !== undefined,
      (kind, name, isGone) => acted(isGone ? 'erased' : 'kept', { id: refuser(kind, name) ?? '', name, kind }),
    )

  return {
    sweep,
    apply() {
      guards.apply()
      sweep()
      elements.apply()
    },
    stop() {
      elements.stop()
      guards.stop()
    },
  }
}

/** How an element is named in reports: by its address without query and fragment, which may carry a visitor's id. */
function nameOf(element: Element): string {
  const address = attribute(element, 'src') ?? attribute(element, 'data-src') ?? attribute(element, 'data-href')
  return address?.replace(/[?#].*/s, '') ?? 'inline'
}
