// Words with something filled in, and whose words they are: the owner's first, then ours.

import type { Category, Site } from '../core/config'
import { textIn } from '../core/text'
import type { CategoryWords, FirstWords, MoreWords } from '../locales/messages'

/** Fills `{name}`s in; an unknown one leaves nothing behind. */
export function fill(text: string, values: Readonly<Record<string, string | number | undefined>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => `${values[name] ?? ''}`)
}

/** What a category is called, its id where nobody named it, and what refusing it changes. */
export function wordsFor(category: Category, { categories }: FirstWords, language: string): CategoryWords {
  const ours: Partial<CategoryWords> | undefined = (categories as Partial<Record<string, CategoryWords>>)[category.id]
  const own = (key: keyof CategoryWords) => textIn(category[key], language) ?? ours?.[key]
  return { title: own('title') ?? category.id, withoutIt: own('withoutIt') ?? '' }
}

/** The same with what only the views in the dialog say: why the category is there, and what is necessary. */
export function allWordsFor(category: Category, first: FirstWords, { common }: MoreWords, language: string) {
  const words = wordsFor(category, first, language)
  const ours: Partial<Record<string, string>> = common.why
  return {
    ...words,
    title: category.id === 'necessary' && !category.title ? common.necessary : words.title,
    why: textIn(category.why, language) ?? ours[category.id] ?? '',
  }
}

/** The site's own name. */
export function siteName({ service }: Site, language: string): string {
  return textIn(service.name, language) ?? ''
}
