// Every language says everything, with the same things to fill in.

import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'

const FOLDER = new URL('../../src/locales/', import.meta.url)
const tags = readdirSync(FOLDER).flatMap((file) => (file === 'messages.ts' ? [] : [file.replace(/\.ts$/, '')]))
const languages = Object.fromEntries(
  await Promise.all(
    tags.map(async (tag) => [tag, textsOf((await import(`../../src/locales/${tag}.ts`)).default as object)] as const),
  ),
)

/** Path → text, and whatever is no text. */
function textsOf(words: object, path = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(words).flatMap(([key, each]) =>
      each && typeof each === 'object' ? Object.entries(textsOf(each, `${path}${key}.`)) : [[path + key, each]],
    ),
  )
}

const placeholders = (text: unknown) => [...new Set(String(text).match(/\{\w+\}/g))].sort()

test('there are Korean and English', () => {
  expect(tags).toEqual(expect.arrayContaining(['en', 'ko']))
})

test.each(tags)('%s says everything, and everything is plain text', (tag) => {
  const texts = languages[tag] ?? {}
  expect(Object.keys(texts).sort()).toEqual(Object.keys(languages.en ?? {}).sort())
  const wrong = Object.entries(texts).filter(
    ([, each]) => typeof each !== 'string' || !each.trim() || /[<>]/.test(each),
  )
  expect(wrong).toEqual([])
})

test.each(tags)('%s has the same things to fill in', (tag) => {
  const places = (texts: Record<string, unknown> = {}) =>
    Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, placeholders(text)]))
  expect(places(languages[tag])).toEqual(places(languages.en))
})

test('in Korean no ending hangs on what is filled in', () => {
  const endings = /\}(?:은|는|이|가|을|를|과|와|으로|로|이나|나|이라|라|아|야)(?![가-힣])/
  expect(Object.entries(languages.ko ?? {}).filter(([, text]) => endings.test(String(text)))).toEqual([])
})

test('Korean is polite throughout: every sentence ends as one speaks to a guest', () => {
  const sentences = Object.entries(languages.ko ?? {}).flatMap(([path, text]) =>
    String(text)
      .split(/(?<=\.)\s+/)
      .filter((sentence) => /[가-힣]\.$/.test(sentence))
      .map((sentence) => [path, sentence] as const),
  )
  expect(sentences.length).toBeGreaterThan(10)
  expect(sentences.filter(([, sentence]) => !/(?:니다|십시오|까)\.$/.test(sentence))).toEqual([])
})
