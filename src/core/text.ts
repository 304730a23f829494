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

/** How much of a full tag has to be the same: all of it, language and script, or the language alone. */
const LENGTHS = [99, 7, 3]

/**
 * The first of `wanted` that is among `available`: exactly, else in the same language and script (`zh-TW` is `zh-Hant`,
 * `iw` is `he`), else in the same language. `undefined` when none is; what is no BCP 47 tag is like itself alone.
 */
export function pickLanguage(wanted: readonly string[], available: readonly string[]): string | undefined {
  for (const tag of wanted)
    for (const length of LENGTHS) {
      const found = available.find((each) => fullTag(each).slice(0, length) === fullTag(tag).slice(0, length))
      if (found) return found
    }
  return undefined
}

/** Language, script and region, as browsers know them: `zh-Hant-TW` for `zh-TW`. */
function fullTag(tag: string): string {
  try {
    return new Intl.Locale(tag).maximize().baseName
  } catch {
    return tag
  }
}
