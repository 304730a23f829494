// Elements that nobody marked, held by the host they load from: however they come into the page, they are turned into
// marked ones before the browser looks at their address.

import type { Guard } from './guard'
import { runsAs } from './marked'
import { attribute, findIn, is, isConnected, nodeType, removeAttribute, replaceWith, setAttribute } from './natives'

/** Every way of putting nodes into a page, on whichever prototype a browser has it, now or later. */
const INSERTS = /^(append|prepend|insert|replace|before$|after$|moveB)/

/** What loads from its `src`, and is held. */
const LOADS = 'script,iframe,img'

/**
 * Guards the setters and methods by which a page's scripts make elements load.
 *
 * @param refuser id of the service that keeps an element from loading an address now, if one does
 * @param consider told of an element that is held and not in the page: nobody who watches the page sees it
 * @param guard where no service has hosts there is none: then only what comes in by the parser has to be looked at
 * @returns holds an element that came in by the parser, if it has to be
 */
export function holdByHost(
  refuser: (element: Element, address?: string) => string | undefined,
  consider: (elements: Element[]) => void,
  guard: Guard | undefined,
): (element: Element) => unknown {
  /** Keeps an element from loading; gives what is done instead of setting its address, if it has to lose it. */
  const hold = (element: Element, given?: unknown) => {
    let address: string
    try {
      if (!is(element, LOADS)) return undefined
      address = given === undefined ? (attribute(element, 'src') ?? '') : `${given}`
    } catch {
      return undefined // No element, or no address: the browser has an exception for it.
    }
    const id = refuser(element, address)
    if (!id) return undefined
    const isScript = element.localName === 'script'
    const type = attribute(element, 'type') ?? ''
    // Held already; or data, as a map of imports.
    if (isScript && !runsAs(type)) return undefined
    setAttribute(element, 'data-consent', id)
    if (isScript) {
      // It keeps its address: under Trusted Types nobody could give it back.
      setAttribute(element, 'data-type', type)
      setAttribute(element, 'type', 'text/plain')
      return undefined
    }
    setAttribute(element, 'data-src', address)
    removeAttribute(element, 'src')
    // A frame that has begun to load goes on without its address, but not if it is put in anew.
    if (isConnected(element)) replaceWith(element, element)
    else consider([element])
    return () => undefined
  }

  const look = (node: unknown) => {
    try {
      const element = node as Element
      // A fragment has the method from another type, and no markup in it can shadow that.
      const inside = nodeType(element) === 11 ? element.querySelectorAll(LOADS) : findIn(element, LOADS)
      for (const each of [element, ...inside]) hold(each)
    } catch {
      // A text, or something that the browser has an exception for.
    }
  }
  if (!guard) return hold
  for (const { prototype } of [HTMLScriptElement, HTMLIFrameElement, HTMLImageElement])
    guard(prototype, 'src', (self: Element, [address]) => hold(self, address), 'set')
  guard(Element.prototype, 'setAttribute', (self: Element, [name, address]) =>
    /^src$/i.test(name as string) ? hold(self, address) : undefined,
  )
  for (const { prototype } of [Node, Element, Document, DocumentFragment, CharacterData, Range])
    for (const key of Object.getOwnPropertyNames(prototype))
      if (INSERTS.test(key))
        guard(prototype, key, (_, nodes) => {
          nodes.forEach(look)
          return undefined
        })
  return hold
}
