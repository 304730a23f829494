// Bytes are promises: what each file and each journey may weigh, compressed as a server would (brotli 11).

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const sizes: Record<string, number> = JSON.parse(read('dist/sizes.json'))
const languages = Object.keys(sizes).flatMap((name) => (name.startsWith('more-') ? [name.slice(5)] : []))
/** Korean and English come with what draws the notice. */
const wordsIn = (language: string) => (sizes[`words-${language}`] ? [`words-${language}`] : [])
const sum = (...names: string[]) => names.reduce((total, name) => total + (sizes[name] ?? Number.NaN), 0)

/** Bytes. They are only ever lowered. */
const BUDGETS = { gate: 7_170, firstVisit: 12_740, settings: 11_470, ask: 6_900, refusal: 14_700, record: 11_750 }

test('the gate, which is all that a returning visitor downloads', () => {
  expect(sum('dongui')).toBeLessThanOrEqual(BUDGETS.gate)
})

test.each(languages)('a first visit in %s: the gate, what draws the notice, and its words', (language) => {
  expect(sum('dongui', 'ui', ...wordsIn(language))).toBeLessThanOrEqual(BUDGETS.firstVisit)
})

test.each(languages)('opening a view in %s', (language) => {
  expect(sum('dialog', 'settings', `more-${language}`)).toBeLessThanOrEqual(BUDGETS.settings)
  expect(sum('dialog', 'record', `more-${language}`)).toBeLessThanOrEqual(BUDGETS.record)
  expect(sum('ask', `question-${language}`)).toBeLessThanOrEqual(BUDGETS.ask)
  expect(sum('dialog', 'refusal', `more-${language}`, `guides-${language}`)).toBeLessThanOrEqual(BUDGETS.refusal)
})
