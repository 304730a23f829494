// Words in the languages that do not come with `ui.js`, and an owner's own words in place of ours.

import type { Site, Texts } from '../core/config'
import { LANGUAGES } from '../core/languages'
import { pickLanguage } from '../core/text'
import type { Spoken, StartContext } from './context'

/** Put behind this file by the build: SHA-256 of each language's first words, one after the other, in `LANGUAGES`' order. */
declare const hashes: string | undefined
/** Base64 of 32 bytes, without the sign at its end. */
const HASH_LENGTH = 43
const integrityOf = (hash: string | undefined) => hash && `sha256-${hash}=`

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
  const at = LANGUAGES.indexOf(language) * HASH_LENGTH
  const hash = typeof hashes === 'string' ? hashes.slice(at, at + HASH_LENGTH) : ''
  const { default: words } = await load(`words/${language}`, integrityOf(hash))
  const texts = 'notice' in words ? [] : [...words]
  const first = 'notice' in words ? said(words, own) : said((await load('words/en')).default, own, texts)
  const further: StartContext['load'] = async (part) => {
    // `more/…` and `question/…` are of this language: their hashes are left after its texts.
    const at = 'mq'.indexOf(part.charAt(0))
    const loaded = await load(part, integrityOf(texts[at]))
    return at < 0 ? loaded : { ...loaded, default: said((loaded as { default: object }).default, own) }
  }
  const { objection } = site
  const honored = objection && (await further(`more/${language}`)).default.common.objections[objection]
  return { language, words: first, load: further, honored }
}

/**
 * Words with the owner's in place of ours.
 *
 * @param ours what there is to say, by its keys
 * @param texts what is said, in the order of the keys, where that is not `ours`: without its keys a file is smaller
 */
function said<Words extends object>(ours: Words, own: Texts[string] | undefined, texts?: string[]): Words {
  return Object.fromEntries(
    Object.entries(ours).map(([key, text]) => {
      const owns = (own as Texts | null | undefined)?.[key]
      if (typeof text === 'object') return [key, said(text, owns, texts)]
      const its = texts ? texts.shift() : text
      return [key, typeof owns === 'string' ? owns : its]
    }),
  ) as Words
}
