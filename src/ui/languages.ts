// Words in the languages that do not come with what draws the notice, and an owner's own words in place of ours.

import type { Site, Texts } from '../core/config'
import { LANGUAGES } from '../core/languages'
import { pickLanguage } from '../core/text'
import type { Spoken, StartContext } from './context'

/** Put behind this file by the build: SHA-256 of each language's first words, one after the other, in `LANGUAGES`' order. */
declare const wordHashes: string
/** Base64 of 32 bytes, without the sign at its end. */
const HASH_LENGTH = 43
const integrityAt = (hashes: string, at: number) => `sha256-${hashes.substr(at * HASH_LENGTH, HASH_LENGTH)}=`

/** The integrity of a language's first words; only what the tag fetches asks for it. */
export const hashOf = (language: string) => integrityAt(wordHashes, LANGUAGES.indexOf(language))

/**
 * The words in the first of `wanted` that the site has, else in the site's first, else in English. Rejects when they
 * cannot be had.
 *
 * @param wanted BCP 47 tags; what is none is passed over
 */
export async function wordsIn(
  wanted: readonly (string | undefined)[],
  site: Site,
  load: StartContext['load'],
): Promise<Spoken> {
  const its = pickLanguage(wanted.map(String), site.languages ?? LANGUAGES) ?? site.languages?.[0]
  const language = pickLanguage([`${its}`], LANGUAGES) ?? 'en'
  const own = site.texts?.[pickLanguage([language], Object.keys(site.texts)) ?? '']
  const { default: words, hashes } = await load(`words/${language}`)
  const further: StartContext['load'] = async (part, hash) => {
    const [kind = '', its] = part.split('/')
    const at = ['more', 'question'].indexOf(kind)
    // Nobody sees the record's words who has not fetched the dialog's: those carry their hash, and not a first visit.
    const from = kind === 'recorded' ? hashes && (await further(`more/${language}`)).hashes : at >= 0 && hashes
    const loaded = await load(part, hash ?? (from ? integrityAt(from, Math.max(at, 0)) : hash))
    const owns = kind === 'recorded' ? (own as Texts | undefined)?.['record'] : own
    return its && kind !== 'guides'
      ? { ...loaded, default: said((loaded as { default: object }).default, owns as typeof own) }
      : loaded
  }
  const { objection } = site
  // Few visits need more than the first words before they are asked.
  const common = objection || site.mode === 'opt-out' ? (await further(`more/${language}`)).default.common : undefined
  const honored = objection && common?.objections[objection]
  return { language, words: said(words, own), load: further, honored, informs: common?.informs }
}

/** Words with the owner's in place of ours. */
function said<Words extends object>(ours: Words, own: Texts[string] | undefined): Words {
  return Object.fromEntries(
    Object.entries(ours).map(([key, text]) => {
      const owns = (own as Texts | null | undefined)?.[key]
      if (typeof text === 'object') return [key, said(text, owns)]
      return [key, typeof owns === 'string' ? owns : text]
    }),
  ) as Words
}
