// The languages that a visitor may choose among.

import type { Site } from '../core/config'
import { LANGUAGES, languagesOf } from '../core/languages'
import { pickLanguage } from '../core/text'

/**
 * Each by its name in itself: the owner's, else the one that is spoken and the browser's own, so that only those who may
 * need it find a list.
 *
 * @param language what is spoken: is always among them
 */
export function offeredLanguages(site: Site, language: string): [tag: string, name: string][] {
  const own = pickLanguage([navigator.language], LANGUAGES) ?? language
  const tags = new Set(site.languages ? languagesOf(site) : [language, own])
  return [...tags.add(language)].map((tag) => {
    const name = new Intl.DisplayNames(tag, { type: 'language' }).of(tag) ?? tag
    return [tag, name.charAt(0).toLocaleUpperCase(tag) + name.slice(1)]
  })
}
