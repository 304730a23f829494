// Every language says everything, with the same things to fill in, whatever they are, and in its own quotation marks.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/core/languages'

/** What is said by a number: its forms, by `Intl.PluralRules`. */
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

const isForms = (value: unknown): value is Forms => typeof value === 'object' && !!value && 'other' in value

const FOLDER = new URL('../../src/locales/', import.meta.url)
const tags = readdirSync(FOLDER).flatMap((file) => (file === 'messages.ts' ? [] : [file.replace(/\.ts$/, '')]))
const languages = Object.fromEntries(
  await Promise.all(
    tags.map(async (tag) => [tag, textsOf((await import(`../../src/locales/${tag}.ts`)).default as object)] as const),
  ),
)

/** Path → text, or the forms that go with a number, and whatever is neither. */
function textsOf(words: object, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, each]) =>
      each && typeof each === 'object' && !isForms(each)
        ? Object.entries(textsOf(each, `${path}${key}.`))
        : [[path + key, each]],
    ),
  )
}

/** Path → text; each form of what goes with a number by itself. */
const everyText = (tag: string) =>
  Object.entries(languages[tag] ?? {}).flatMap(([path, each]) =>
    isForms(each)
      ? Object.entries(each).map(([form, text]) => [`${path}.${form}`, text] as const)
      : [[path, each] as const],
  )
const matching = (tag: string, wrong: RegExp) => everyText(tag).filter(([, text]) => wrong.test(String(text)))
const placeholders = (text: unknown) => [...new Set(String(text).match(/\{\w+\}/g))].sort()

test('there is a file for every language that visitors are offered, and no other', () => {
  expect([...LANGUAGES].sort()).toEqual(tags.sort())
})

test.each(tags)('%s says everything, and everything is plain text', (tag) => {
  const said = Object.keys(languages[tag] ?? {}).filter((path) => tag !== 'ko' || !path.startsWith('notice.browsers.'))
  expect(said.sort()).toEqual(Object.keys(languages.en ?? {}).sort())
  const wrong = everyText(tag).filter(([, each]) => typeof each !== 'string' || !each.trim() || /[<>]/.test(each))
  expect(wrong).toEqual([])
})

test.each(tags)('%s has the same things to fill in', (tag) => {
  const rules = new Intl.PluralRules(tag)
  /** A form that stands for one number alone may say it in a word. */
  const isOneNumber = (form: string) =>
    Array.from({ length: 201 }, (_, n) => n).filter((n) => rules.select(n) === form).length === 1
  for (const [path, english] of Object.entries(languages.en ?? {})) {
    const text = languages[tag]?.[path]
    if (!isForms(english)) {
      expect([path, placeholders(text)]).toEqual([path, placeholders(english)])
      continue
    }
    const all = placeholders(english.other)
    for (const [form, each] of Object.entries(text as Forms)) {
      const filled = placeholders(each)
      expect([path, form, isOneNumber(form) ? [...new Set([...filled, '{count}'])].sort() : filled]).toEqual([
        path,
        form,
        all,
      ])
    }
  }
})

test.each(tags)('%s has the forms for numbers that the language has, and no others', (tag) => {
  const forms = new Intl.PluralRules(tag).resolvedOptions().pluralCategories
  const counted = Object.entries(languages[tag] ?? {}).filter(([, each]) => isForms(each))
  expect(counted.length).toBeGreaterThan(0)
  for (const [path, each] of counted)
    expect([path, Object.keys(each as Forms).sort()]).toEqual([path, [...forms].sort()])
})

test.each(tags)('%s writes its own quotation marks and apostrophes, not a typewriter’s', (tag) => {
  expect(matching(tag, /["'`]/)).toEqual([])
})

test.each(tags)('%s calls the three answers by the same words where it explains them', (tag) => {
  const texts = languages[tag] ?? {}
  for (const answer of ['allow', 'later', 'refuse']) expect(texts['ask.holds']).toContain(texts[`ask.${answer}`])
})

test.each(tags)('%s is written in its own direction', (tag) => {
  expect(languages[tag]?.['notice.direction']).toBe(['ar', 'he'].includes(tag) ? 'rtl' : 'ltr')
})

test.each([
  ['tr', /\}['’]?\p{L}/u, 'no ending is put to what is filled in, for it would have to sound like it'],
  [
    'fr',
    /\b(?:de|du|d’|que|qu’|le|la|l’|au|à) ?\{(?!date|version)/,
    'nothing before it is elided or bends to its gender',
  ],
  ['it', /(?:\b(?:di|del|della|il|la|lo|al|a|nel)|[ld]’) ?\{(?!date|version)/, 'no article stands before it'],
  ['de', /\b(?:der|die|das|des|dem|den|im|vom|zum|zur) \{(?!date|version)/i, 'no article stands before it'],
  ['pl', /\b(?:w|z|o|do|na|od|przez) \{(?!count|howLong)/, 'no preposition asks for a case of it'],
  ['uk', /(?:^|\s)(?:в|у|з|із|про|до|на|від) \{(?!count|howLong)/, 'no preposition asks for a case of it'],
])('in %s any name fits (%s): %s', (tag, wrong) => {
  expect(matching(tag, wrong)).toEqual([])
})

test('in Korean no ending hangs on what is filled in', () => {
  expect(matching('ko', /\}(?:은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라|이란|란|아|야)(?![가-힣])/)).toEqual([])
})

test('Korean is polite throughout: every sentence ends as one speaks to a guest', () => {
  const sentences = everyText('ko').flatMap(([path, text]) =>
    String(text)
      .split(/(?<=\.)\s+/)
      .filter((sentence) => /[가-힣]\.$/.test(sentence))
      .map((sentence) => [path, sentence] as const),
  )
  expect(sentences.length).toBeGreaterThan(10)
  expect(sentences.filter(([, sentence]) => !/(?:니다|십시오|까)\.$/.test(sentence))).toEqual([])
})
