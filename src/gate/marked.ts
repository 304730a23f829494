// Marked elements: which they are, and what they wait for.

import { attribute } from './natives'

/** Every element that may be held. Other tools' marks count only where `kindOf` says that the element cannot load yet. */
export const MARKED = '[data-consent],[data-category],[data-cookieconsent],[data-name],[class*=optanon-category-]'

/** Embeds keep what they will load in `data-src` and so on. */
export const DELAYED = ['src', 'srcset', 'href', 'poster', 'data'] as const

/** Cookiebot's and OneTrust's own category names in ours; each counts only where the site has no category of that name. */
const ALIASES: Readonly<Record<string, string>> = {
  statistics: 'analytics',
  preferences: 'personalization',
  c0001: 'necessary',
  c0002: 'analytics',
  c0003: 'personalization',
  c0004: 'marketing',
}

export type ElementKind = 'script' | 'embed' | 'template'

/** How an element is held, or `null` for one that is not: a script that the browser has already met as such, say. */
export function kindOf(element: Element): ElementKind | null {
  const { localName } = element
  if (localName === 'script') return attribute(element, 'type') === 'text/plain' ? 'script' : null
  if (localName === 'template') return attribute(element, 'data-consent') ? 'template' : null
  return DELAYED.some((name) => attribute(element, `data-${name}`) !== null) ? 'embed' : null
}

/** What an element waits for: ids of categories or services, all of which must be allowed. Empty: not marked. */
export function conditionsOf(element: Element, isKnown: (id: string) => boolean): string[] {
  const marks =
    attribute(element, 'data-consent') ??
    attribute(element, 'data-category') ??
    attribute(element, 'data-cookieconsent') ??
    attribute(element, 'data-name') ??
    /optanon-category-(\S+)/.exec(attribute(element, 'class') ?? '')?.[1]
  return (marks?.toLowerCase().match(/[^\s,]+/g) ?? []).map((id) => (isKnown(id) ? id : (ALIASES[id] ?? id)))
}
