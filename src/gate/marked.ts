// Marked elements: which they are, and what they wait for.

import { attribute, is } from './natives'

/** Whether a browser runs a script of such a type; everything else is data, as JSON or a map of imports. */
export const runsAs = (type: string | null) => !type || /script|module/i.test(type)

/** Our own mark. */
const MARK = 'data-consent'

/**
 * Every element that may be held, and where the policy's section on cookies is to be drawn. Those with other tools' marks
 * only are translated before they are let go.
 */
export const MARKED = `[${MARK}],[data-category],[data-cookieconsent],[data-name],[class*=optanon-category-],[data-dongui=declaration]`

/** A script, or an embed: a template, or whatever keeps its address, or its sources', in `data-src` and the like. */
export type ElementKind = 'script' | 'embed'

const EMBEDS =
  '[data-src],[data-srcset],[data-href],[data-poster],[data-data],[data-dongui],template,video,audio,picture'

/**
 * How an element is held, or `null` for one that is not: a script that the browser has already met as such, say. What asks
 * something of us counts, for it may have to be drawn.
 */
export function kindOf(element: Element): ElementKind | null {
  if (element.localName === 'script') return attribute(element, 'type') === 'text/plain' ? 'script' : null
  return is(element, EMBEDS) ? 'embed' : null
}

/**
 * What an element waits for: ids of categories or services, joined by spaces, all of which must be allowed. Empty: it is
 * marked, but with nothing. `undefined`: not by us.
 */
export function conditionOf(element: Element): string | undefined {
  return attribute(element, MARK)
    ?.toLowerCase()
    .replace(/[\s,]+/g, ' ')
    .trim()
}
