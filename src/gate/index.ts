// The page's hands: one door for holding and letting go, guarding writes and erasing. Draws nothing.

import { idsOf, type Site, type StoredKind } from '../core/config'
import { compileRules } from '../core/rules'
import type { Asking, AskingContext, StartAsking } from './asking'
import { cookieNames, erase, eraseCookie, type Hands, type WhyKept } from './eraser'
import { createGuard, type Guard } from './guard'
import { holdElements } from './held-elements'
import { holdByHost } from './hosts'
import { conditionOf, type ElementKind, kindOf } from './marked'
import {
  attribute,
  baseOf,
  document,
  findAll,
  getItem,
  listen,
  readCookies,
  setItem,
  windowOf,
  writeCookie,
} from './natives'
import { guardNetwork } from './network'
import { cannotBeHad, catchWriting, type LoadSpecial } from './release'
import { guardProperties, guardWrites, kindOfArea, storageOf } from './writes'

/** The device, by functions that no page could replace. */
const device: AskingContext['device'] = {
  readCookies,
  writeCookie,
  getItem: (area, name) => getItem.call(storageOf(area), name),
  setItem: (area, name, value) => setItem.call(storageOf(area), name, value),
  now: () => Date.now(),
  pathname: () => location.pathname,
}

/** One thing that was held, let go, erased or seen. */
export interface Action {
  /** Id of the service or category it waits for; several are joined by spaces. Empty for a name that nobody declared. */
  id: string
  /** What it is: a cookie or key by its name, an element by its address or `inline`. Never a value. */
  name: string
  kind: StoredKind | ElementKind
  /** Of what is kept. */
  why?: WhyKept
}

/** What may be done: `kept` could not be erased, `late` ran before the gate, `unknown` is stored and nobody declared it. */
export type Deed = 'held' | 'released' | 'erased' | 'kept' | 'late' | 'unknown'

/** Told what was done. */
export type Acted = (what: Deed, id: string, name: string, kind: Action['kind'], why?: WhyKept) => void

export interface Gate extends Hands {
  /**
   * Decisions changed: makes the page as they are now.
   *
   * @param isFirstToAnswer they were made in this tab
   */
  apply(isFirstToAnswer?: boolean): void
  /** Erases what is refused and stored all the same. */
  sweep(): void
  /** From now on keeps the writes of services that the visitor is to be asked about. */
  startAsking(start: StartAsking): Asking
}

/**
 * Guards writes and holds elements from this moment on, until `life` ends.
 *
 * @param allows whether all categories and services of these ids, joined by spaces, may run and store now; asked anew at
 *   every write
 * @param asks whether the visitor is to be asked about a service; of `''`, about names that nobody declared
 * @param nonce of our own tag; empty where there is none
 * @param lookAgain reads the record again
 * @param attend listens to the page, at its beginning and when it was opened anew
 */
export function createGate(
  site: Site,
  allows: (id: string) => boolean,
  asks: (id: string) => boolean,
  nonce: string,
  load: LoadSpecial,
  lookAgain: () => void,
  attend: (isAnew?: boolean) => void,
  acted: Acted,
  life: AbortSignal,
): Gate {
  const rules = compileRules(site)
  const ids = idsOf(site)
  /** What nobody declared may be stored when all of these are allowed. */
  const forUnknown = site.unknown === 'allow' ? '' : ids.join(' ')

  /** Gives the ids back if one of them keeps from doing something now. */
  const refuserOf = (condition = '') => (condition && !life.aborted && !allows(condition) ? condition : '')
  const isRefused = (kind: StoredKind, name: string, id = rules.ownerOf(kind, name) ?? '') =>
    !!refuserOf(id || forUnknown) &&
    !(kind === 'cookie' && name.replace(/-(visit|names)$/, '') === site.record.name) &&
    !(!id && asking?.isKnown(name))
  /** As long as nobody can have read what was answered about names that nobody declared, they are let be. */
  const isLeftOver = (kind: StoredKind, name: string) =>
    isRefused(kind, name) && (!asks('') || !!rules.ownerOf(kind, name) || !!asking?.isOld(name))
  const mayStore = (kind: StoredKind, name: string) => {
    const id = rules.ownerOf(kind, name) ?? ''
    const isHeld = isRefused(kind, name, id)
    if (isHeld || !id) acted(isHeld ? 'held' : 'unknown', id, name, kind)
    return !isHeld
  }

  /** The service that keeps an address from being loaded now, if one does. */
  const hostRefuser = (address: string) => refuserOf(rules.hostOwner(address, baseOf(document)))
  /**
   * The same of an element; a script's mark counts too, though its owner forgot the type that holds it, and that of an
   * embed which was let go once: routers keep copies of a page.
   */
  const loadRefuser = (element: Element, address = attribute(element, 'src') ?? '') => {
    const condition =
      (element.localName === 'script' || (attribute(element, 'src') && kindOf(element))) && conditionOf(element)
    return condition ? refuserOf(condition) : hostRefuser(address)
  }
  const tell = (what: Deed, element: Element, kind: ElementKind, id: string) => {
    // Query and fragment may carry a visitor's id.
    const address = attribute(element, 'src') ?? attribute(element, 'data-src') ?? attribute(element, 'data-href')
    acted(what, id, address?.split(/[?#]/)[0] ?? 'inline', kind)
  }

  const realms = new WeakSet<object>()
  const behind = new WeakMap<object, object>()
  const opened: IDBOpenDBRequest[] = []
  const hands = { cookieNames, eraseCookie, opened }
  let asking: Asking | undefined
  /** Guards a window's own functions. A frame that goes elsewhere gets new ones. */
  const guardRealm = (realm: typeof globalThis, end?: AbortSignal): Guard | undefined => {
    if (realms.has(realm.Document)) return undefined
    realms.add(realm.Document)
    const guard = createGuard(realm, behind, end)
    guardWrites(realm, guard, mayStore, (...write) => asking?.keepWrite(...write), opened)
    if (site.guard?.network) guardNetwork(realm, guard, hostRefuser)
    return guard
  }
  const guardFrame = (inside: unknown) => {
    try {
      const { defaultView } = inside as Document
      guardRealm((defaultView ?? inside) as typeof globalThis)
    } catch {
      // Nothing, or another origin's.
    }
    return inside
  }

  const guard = guardRealm(globalThis, life)
  const guardKeys = guardProperties(rules.names, (name) => isRefused('local', name) || isRefused('session', name), life)
  for (const { prototype } of [HTMLIFrameElement, HTMLObjectElement])
    for (const key of ['contentWindow', 'contentDocument'])
      guard?.(prototype, key, (_, __, native) => () => guardFrame(native()), 'get')

  const hold = holdByHost(loadRefuser, (those) => elements.consider(those), rules.hasHosts ? guard : undefined)
  const elements = holdElements(
    ids,
    allows,
    nonce,
    load,
    catchWriting(guard as Guard),
    tell,
    (element) => {
      hold(element)
      if (element.localName === 'iframe') {
        const watch = () => guardFrame(windowOf(element))
        watch()
        listen(element, 'load', watch)
      }
    },
    attend,
    life,
  )
  // What stands in the page already may have run.
  const late = [...findAll(document, 'script,iframe,img')].filter(
    (each) => attribute(each, 'type') !== 'text/plain' && loadRefuser(each),
  )
  if (late[0])
    load('special')
      .then(({ tellLate }) => tellLate(late, (each) => tell('late', each, 'script', loadRefuser(each))))
      .catch(cannotBeHad)

  let isErasing = false
  const sweep = () => {
    const erased = (kind: StoredKind, name: string, why?: WhyKept) =>
      acted(why ? 'kept' : 'erased', rules.ownerOf(kind, name) ?? '', name, kind, why)
    // A store in which nothing can be refused is not opened: that takes milliseconds, and in WebKitGTK a page that asked
    // for its databases has lost what it wrote to local storage by the next page.
    const mayHoldRefused = (kind: StoredKind) => !!refuserOf(rules.declarersOf(kind)) || !!refuserOf(forUnknown)
    asking?.lookAtAnswers()
    const isLeft = erase(mayHoldRefused, isLeftOver, erased)
    // It looks again itself, which must not begin it anew.
    if (!isLeft || isErasing) return
    isErasing = true
    load('special')
      .then(({ eraseRest }) =>
        eraseRest(isLeftOver, erased, lookAgain, hands, refuserOf(rules.declarersOf('indexeddb'))),
      )
      .catch(cannotBeHad)
      .then(() => {
        isErasing = false
      })
  }

  return {
    ...hands,
    sweep,
    startAsking(start) {
      asking ??= start({
        guard: guard as Guard,
        device,
        kindOfArea,
        ownerOf: rules.ownerOf,
        asks,
        allows,
        site,
      })
      return asking
    },
    apply(isFirstToAnswer = false) {
      asking?.answerHeld(isFirstToAnswer)
      guardKeys()
      sweep()
      elements.apply()
    },
  }
}
