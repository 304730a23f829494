// The languages there are words in, and those of them that a site has.

import type { Site } from './config'
import { pickLanguage } from './text'

/** BCP 47 tags, each a file of `locales/`; last those that come with what draws the notice. */
export const LANGUAGES: readonly string[] =
  'ja,zh-Hans,zh-Hant,vi,th,id,hi,de,fr,es,pt-BR,it,nl,pl,tr,uk,ar,he,ko,en'.split(',')

/** The languages an owner wants the views in, else all; what is no language of ours is none. */
export function languagesOf({ languages }: Pick<Site, 'languages'>): readonly string[] {
  const tags = [languages].flat().flatMap((tag) => pickLanguage([`${tag}`], LANGUAGES) ?? [])
  return tags.length ? [...new Set(tags)] : LANGUAGES
}
