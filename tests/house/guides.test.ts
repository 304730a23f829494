import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { guidesIn } from '../../src/guides'
import type { Guide } from '../../src/guides/guide'
import type { BrowserGuide } from '../../src/guides/source'

const folder = new URL('../../src/guides/', import.meta.url)
const files = readdirSync(folder).map((name) => name.replace(/\.ts$/, ''))
const written = files.filter((name) => !['guide', 'index', 'source'].includes(name))
const sources = await Promise.all(
  written.map(async (name): Promise<BrowserGuide> => (await import(`../../src/guides/${name}.ts`)).default),
)
const korean = guidesIn('ko')
const english = guidesIn('en')

/** Every text in a value, with where it is. */
function texts(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || !value) return []
  return Object.entries(value).flatMap(([key, each]) => texts(each, `${path}.${key}`))
}

test('each file is named after the browser it describes, and every one is handed out', () => {
  expect(sources.map(({ id }) => id)).toEqual(written)
  expect(korean.map(({ id }) => id).sort()).toEqual([...written].sort())
  expect(english.map(({ id }) => id)).toEqual(korean.map(({ id }) => id))
})

test('every browser that is recognized has a guide', () => {
  const recognized = [
    ...['chrome-desktop', 'chrome-android', 'chrome-ios', 'edge-desktop', 'edge-mobile', 'ie11'],
    ...['firefox-desktop', 'firefox-android', 'firefox-ios', 'safari-macos', 'safari-ios', 'samsung-internet'],
    ...['whale-desktop', 'whale-mobile', 'opera-desktop', 'opera-mobile', 'brave', 'vivaldi'],
    ...['kakaotalk', 'naver-app', 'instagram', 'facebook', 'line', 'other-kr', 'generic-webview'],
  ]
  expect(korean.map(({ id }) => id).sort()).toEqual(recognized.sort())
})

test.each(sources)('the guide for $id says when it was checked, not in the future', ({ checkedOn }) => {
  expect(checkedOn).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(new Date(checkedOn).toISOString().slice(0, 10)).toBe(checkedOn)
  expect(Date.parse(checkedOn)).toBeLessThanOrEqual(Date.now())
})

test.each(sources)('the guide for $id says where it was read, in words a visitor may read', ({ source }) => {
  for (const text of [source.ko, source.en]) {
    expect(text.length).toBeGreaterThan(10)
    expect(text).not.toMatch(/\/work|\.json|dump/)
  }
})

test.each(sources)('the guide for $id is complete in both languages', (source) => {
  const { name, note, source: readIn, actions } = source
  for (const both of [name, note, readIn, ...Object.values(actions).map((path) => path.note)]) {
    if (!both) continue
    expect(Object.keys(both).sort()).toEqual(['en', 'ko'])
    expect(both.en).not.toMatch(/[가-힣]/)
  }
  for (const { steps } of Object.values(actions)) {
    expect(steps.ko.length).toBeGreaterThan(0)
    expect(steps.en).toHaveLength(steps.ko.length)
    expect(steps.en.join()).not.toMatch(/[가-힣]/)
    expect(steps.ko.join()).toMatch(/[가-힣]/)
  }
})

test.each([...korean, ...english])('no text of the $language guide for $id is empty or has stray spaces', (guide) => {
  for (const [path, text] of texts(guide)) expect(`${path}: ${text}`).toBe(`${path}: ${text.trim() || '?'}`)
})

test.each([...korean, ...english])('notes of the $language guide for $id are sentences', ({ note, actions }) => {
  for (const text of [note, ...Object.values(actions).map((path) => path.note)]) {
    if (text) expect(text).toMatch(/\.$/)
  }
})

test.each(korean)('the Korean notes for $id are polite', ({ note, actions }) => {
  for (const text of [note, ...Object.values(actions).map((path) => path.note)]) {
    for (const sentence of text?.split(/(?<=[가-힣])\. ?/).filter(Boolean) ?? []) {
      expect(sentence).toMatch(/(니다|십시오|됩니다)$/)
    }
  }
})

test.each(korean)('addresses of $id open the browser’s own settings, not a page', ({ actions }) => {
  for (const { address } of Object.values(actions)) {
    if (address) expect(address).toMatch(/^(about|brave|chrome|edge|opera|vivaldi|whale):\S+$/)
  }
})

test.each([...korean, ...english])('the help page of the $language guide for $id is reached safely', (guide) => {
  const { help, helpLanguage } = guide
  if (help) expect(new URL(help).protocol).toBe('https:')
  expect(helpLanguage !== undefined).toBe(help !== undefined)
})

test('a guide says which language its labels are in: Korean for Korean, English for any other', () => {
  const languages = (guides: Guide[]) => [...new Set(guides.map(({ language }) => language))]
  for (const tag of ['ko', 'ko-KR', 'KO']) expect(languages(guidesIn(tag))).toEqual(['ko'])
  for (const tag of ['en', 'en-GB', 'fr', 'kok', '']) expect(languages(guidesIn(tag))).toEqual(['en'])
})

test('help in one language only is offered to readers of the other, and said to be in that language', () => {
  const opera = korean.find(({ id }) => id === 'opera-desktop')
  expect(opera).toMatchObject({ language: 'ko', helpLanguage: 'en', help: expect.stringContaining('/en/') })
})

test('only Internet Explorer could ask each time a cookie is stored', () => {
  expect(korean.filter(({ actions }) => actions.askEachTime).map(({ id }) => id)).toEqual(['ie11'])
})

test('every guide has a way to refuse or a note that says why there is none', () => {
  for (const { id, actions, note } of korean) expect([id, Boolean(actions.blockAll ?? note)]).toEqual([id, true])
})

test('a page inside an app is shown how to get out', () => {
  const apps = ['facebook', 'generic-webview', 'instagram', 'kakaotalk', 'line', 'naver-app', 'other-kr']
  expect(sources.filter(({ inApp }) => inApp).map(({ id }) => id)).toEqual(apps)
  for (const { note } of korean.filter(({ inApp }) => inApp))
    expect(note).toMatch(/(브라우저로|브라우저에서|앱으로) 열기/)
})
