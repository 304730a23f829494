// Bytes are promises: what each file and each journey may weigh, compressed as a server would (brotli 11).

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8')
const sizes: Record<string, number> = JSON.parse(read('dist/sizes.json'))
const languages = Object.keys(sizes).flatMap((name) => (name.startsWith('more-') ? [name.slice(5)] : []))
/** Korean and English come with what draws the notice; the others' words come after it. */
const drawn = (language: string) => (sizes[`ui-${language}`] ? [`ui-${language}`] : ['ui-any', `words-${language}`])
const sum = (...names: string[]) => names.reduce((total, name) => total + (sizes[name] ?? Number.NaN), 0)

/**
 * Bytes. They are only ever lowered, but where another one is lowered by more, a page would break without, or a visitor is told
 * more. Hashes are other ones in every build, and the dialog has twenty: it weighs up to 60 bytes more or less by chance.
 * `others`: neither Korean nor English.
 */
const BUDGETS = {
  gate: 7_680,
  firstVisit: 13_420,
  others: 14_580,
  settings: 13_040,
  ask: 8_040,
  refusal: 16_010,
  record: 16_900,
  placeholder: 7_000,
  declaration: 7_000,
}

test('the gate, which is all that a returning visitor downloads', () => {
  expect(sum('dongui')).toBeLessThanOrEqual(BUDGETS.gate)
})

test.each(languages)('a first visit in %s: the gate, what draws the notice, and its words', (language) => {
  expect(sum('dongui', ...drawn(language))).toBeLessThanOrEqual(
    sizes[`ui-${language}`] ? BUDGETS.firstVisit : BUDGETS.others,
  )
})

test('what passes decisions on, for sites that want it', () => {
  expect(sum('relay')).toBeLessThanOrEqual(1_920)
})

test.each(languages)('opening a view in %s', (language) => {
  expect(sum('dialog', 'settings', `more-${language}`)).toBeLessThanOrEqual(BUDGETS.settings)
  expect(sum('dialog', 'record', 'stored', `more-${language}`, `recorded-${language}`)).toBeLessThanOrEqual(
    BUDGETS.record,
  )
  expect(sum('ask', `question-${language}`)).toBeLessThanOrEqual(BUDGETS.ask)
  expect(
    sum('dialog', 'refusal', `more-${language}`, language === 'ko' ? 'guides-ko' : 'guides-en'),
  ).toBeLessThanOrEqual(BUDGETS.refusal)
})

test.each(languages)('what is drawn in the page in %s', (language) => {
  for (const part of ['placeholder', 'declaration'] as const)
    expect(sum(part, `${part}-${language}`)).toBeLessThanOrEqual(BUDGETS[part])
})
