// The owner's texts: one string, or one per language.

import type { Text } from './config'

/**
 * The text in `language` (BCP 47), else in a language that shares its first subtag, else in English, else the first
 * there is. `undefined` only for no text at all.
 */
export function textIn(text: Text | undefined, language: string): string | undefined {
  if (typeof text !== 'object') return text
  const tags = Object.keys(text)
  return text[pickLanguage([language, 'en'], tags) ?? tags[0] ?? '']
}

/**
 * The first of `wanted` that is among `available`, exactly or by its first subtag (RFC 4647 §3.4 lookup, shortened);
 * `undefined` when none is.
 */
export function pickLanguage(wanted: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wanted) {
    const lower = tag.toLowerCase()
    const found =
      available.find((each) => each.toLowerCase() === lower) ??
      available.find((each) => each.toLowerCase().split('-')[0] === lower.split('-')[0])
    if (found) return found
  }
  return undefined
}
