// Marked elements: which they are, and what they wait for.

import { attribute } from './natives'

const MARKS = ['data-consent', 'data-category', 'data-cookieconsent', 'data-name'] as const

/** Every element that may be held. Other tools' marks count only where `kindOf` says that the element cannot load yet. */
export const MARKED = `${MARKS.map((name) => `[${name}]`).join()},[class*=optanon-category-]`

/** Cookiebot's and OneTrust's own category names in ours; each counts only where the site has no category of that name. */
const ALIASES: Readonly<Record<string, string>> = {
  statistics: 'analytics',
  preferences: 'personalization',
  c0002: 'analytics',
  c0003: 'personalization',
  c0004: 'marketing',
}

/** A script, or an embed: a template, or whatever keeps its address, or its sources', in `data-src` and the like. */
export type ElementKind = 'script' | 'embed'

/** How an element is held, or `null` for one that is not: a script that the browser has already met as such, say. */
export function kindOf(element: Element): ElementKind | null {
  if (element.localName === 'script') return attribute(element, 'type') === 'text/plain' ? 'script' : null
  const waits = ['src', 'srcset', 'href', 'poster', 'data'].some((name) => attribute(element, `data-${name}`))
  return waits || /^(template|video|audio|picture)$/.test(element.localName) ? 'embed' : null
}

/** What an element waits for: ids of categories or services, all of which must be allowed. Empty: not marked. */
export function conditionsOf(element: Element, isKnown: (id: string) => boolean): string[] {
  let marks = /optanon-category-(\S+)/.exec(attribute(element, 'class') ?? '')?.[1]
  for (const name of MARKS) marks ??= attribute(element, name) ?? undefined
  return (marks?.toLowerCase().match(/[^\s,]+/g) ?? []).map((id) => (isKnown(id) ? id : (ALIASES[id] ?? id)))
}
