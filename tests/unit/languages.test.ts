import { expect, test, vi } from 'vitest'
import { checkConfig, reportFaults } from '../../src/core/check'
import { siteFrom } from '../../src/core/config'
import { LANGUAGES, languagesOf } from '../../src/core/languages'
import { pickLanguage, textIn } from '../../src/core/text'
import ar from '../../src/locales/ar'
import en from '../../src/locales/en'
import ko from '../../src/locales/ko'
import pl from '../../src/locales/pl'
import uk from '../../src/locales/uk'
import type { StartContext } from '../../src/ui/context'
import { wordsIn } from '../../src/ui/languages'
import { counted, fill, providerOf } from '../../src/ui/words'
import { exampleConfig } from '../support/example'

const faultsOf = (more: object) =>
  checkConfig({ ...exampleConfig, ...more }, en).map(({ path, message }) => `${path} ${message}`)

test.each([
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh-MO', 'zh-Hant'],
  ['zh-CN', 'zh-Hans'],
  ['zh-SG', 'zh-Hans'],
  ['zh', 'zh-Hans'],
  ['pt', 'pt-BR'],
  ['pt-PT', 'pt-BR'],
  ['iw', 'he'],
  ['in', 'id'],
  ['EN-gb', 'en'],
  ['hi-Latn', 'hi'],
  ['fil', undefined],
  ['sv', undefined],
  ['zh_TW', undefined],
  ['auto', undefined],
  ['', undefined],
])('who wants %s reads %s', (wanted, tag) => {
  expect(pickLanguage([wanted], LANGUAGES)).toBe(tag)
})

test('what is wanted first counts, not what is listed first', () => {
  expect(pickLanguage(['sv', 'de-CH', 'ko'], LANGUAGES)).toBe('de')
})

test('an owner’s texts are found by their script, too', () => {
  const text = { 'zh-CN': '统计', 'zh-TW': '統計', en: 'Statistics' }
  expect([textIn(text, 'zh-Hant'), textIn(text, 'zh-Hans')]).toEqual(['統計', '统计'])
  expect(textIn({ 'pt-PT': 'a', 'pt-BR': 'b' }, 'pt-BR')).toBe('b')
})

test('the languages of a site are the owner’s, in their order and each once', () => {
  expect(languagesOf({ languages: ['zh-TW', 'ko', 'ko-KR', 'xx'] })).toEqual(['zh-Hant', 'ko'])
  for (const nothing of [undefined, [], ['xx'], 3]) expect(languagesOf({ languages: nothing as never })).toBe(LANGUAGES)
})

test('numbers are said in the forms of each language', () => {
  const say = (words: typeof pl.ask.badge, tag: string) => [1, 2, 5, 22, 112].map((n) => counted(words, n, tag))
  expect(say(pl.ask.badge, 'pl')).toEqual([
    '1 pytanie o pliki cookie',
    '2 pytania o pliki cookie',
    '5 pytań o pliki cookie',
    '22 pytania o pliki cookie',
    '112 pytań o pliki cookie',
  ])
  expect([1, 3, 11, 21].map((n) => counted(uk.ask.badge, n, 'uk'))).toEqual([
    '1 запитання про cookie',
    '3 запитання про cookie',
    '11 запитань про cookie',
    '21 запитання про cookie',
  ])
  expect(counted(ar.ask.badge, 2, 'ar')).toBe('سؤالان بشأن ملفات تعريف الارتباط')
  expect(counted(ar.ask.badge, 3, 'ar')).toMatch(/^3 أسئلة/)
  expect(counted(ar.ask.badge, 11, 'ar')).toMatch(/^11 سؤالًا/)
  expect(counted(ko.ask.badge, 1234, 'ko')).toBe('쿠키 질문 1,234건')
  expect(counted('{count}', 1234, 'de')).toBe('1.234')
  // A form that our words do not have.
  expect(counted({ other: '{count} Fragen' }, 1, 'de')).toBe('1 Fragen')
})

test.each(['네이버', '다음', '카카오톡', 'Gmail', 'Hotjar', 'KT1', 'S3', '11번가', '구글 (Google)', 'A&B!'])(
  'Korean reads the same whatever a service is called: %s',
  (service) => {
    const said = [ko.notice.title, ko.ask.title, ko.ask.announce].map((text) => fill(text, { service }))
    expect(said).toEqual([
      `${service} 쿠키 안내`,
      `${service}에 대해 여쭙니다`,
      `페이지 맨 앞에 ${service}에 대한 질문이 있습니다.`,
    ])
  },
)

test('a provider keeps its dot where what follows is written from the right', () => {
  expect(providerOf({ id: 'x', name: 'X', provider: 'X Inc.', country: 'KR' }, ar, 'ar')).toBe(
    '\u2068X Inc.\u2069 · تُرسل البيانات إلى: كوريا الجنوبية',
  )
})

test('the owner’s words stand where ours did, and what comes next is asked for by its own hash', async () => {
  const site = siteFrom({
    ...exampleConfig,
    texts: { pl: { notice: { allow: 'Dobrze' }, settings: { title: 'Ciastka' } } },
  })
  const asked: unknown[] = []
  const { notice, categories, ...more } = pl
  const hashes = ['a', 'b', 'c'].map((letter) => letter.repeat(43))
  const load = (async (part: string, hash?: string) => {
    asked.push([part, hash])
    if (part === 'words/pl') return { default: { notice, categories }, hashes: hashes.slice(0, 2).join('') }
    return { default: more, ...(part === 'more/pl' && { hashes: hashes[2] }) }
  }) as StartContext['load']
  const spoken = await wordsIn(['pl-PL'], site, load)
  expect(spoken.language).toBe('pl')
  expect(spoken.words).toEqual({ notice: { ...notice, allow: 'Dobrze' }, categories })
  expect((await spoken.load('more/pl')).default.settings).toEqual({ ...pl.settings, title: 'Ciastka' })
  await spoken.load('question/pl')
  await spoken.load('recorded/pl')
  await spoken.load('dialog')
  await spoken.load('settings', 'sha256-its own')
  const furtherWords = ['more/pl', `sha256-${hashes[0]}=`]
  expect(asked).toEqual([
    ['words/pl', undefined],
    furtherWords,
    ['question/pl', `sha256-${hashes[1]}=`],
    // What these carry is the hash of the next: `load` has kept them.
    furtherWords,
    ['recorded/pl', `sha256-${hashes[2]}=`],
    ['dialog', undefined],
    ['settings', 'sha256-its own'],
  ])
})

test('a language there are no words in is told of, wherever it is named', () => {
  const list = LANGUAGES.join(', ')
  expect(faultsOf({ language: 'auto', languages: ['ko', 'zh-TW', 'pt-PT'], texts: { 'en-GB': {} } })).toEqual([])
  expect(faultsOf({ language: 'sv', languages: ['ko', 'xx'], texts: { tlh: {} } })).toEqual([
    `language expected a language there are words in (${list}), got "sv"`,
    `languages[1] expected a language there are words in (${list}), got "xx"`,
    `texts.tlh expected a language there are words in (${list}), got "tlh"`,
  ])
})

test('words of the owner’s that stand nowhere are told of, and so is what cannot be filled in', () => {
  const texts = {
    ko: {
      notice: { allowed: '좋아요', title: '{service} 쿠키', asks: '{purpose}' },
      ask: { badge: { other: '{count}', few: '{count}' }, cookies: 'x', allow: { a: 'b' } },
      more: {},
    },
    en: 3,
  }
  expect(faultsOf({ texts })).toEqual([
    'texts.ko.notice.allowed is not a key here; did you mean "allow"?',
    'texts.ko.notice.asks has no {purpose} to fill in; there is {purposes}',
    'texts.ko.ask.cookies expected an object { … }, got "x"',
    'texts.ko.ask.allow expected a text, got {"a":"b"}',
    expect.stringMatching(/^texts\.ko\.more is not a key here/),
    'texts.en expected an object { … }, got 3',
  ])
  expect(faultsOf({ texts: { ko: { notice: { title: '{service}의 쿠키' } } } })).toEqual([])
})

test('without our own words at hand only the shape of the owner’s is looked at, however deep it goes', () => {
  const circle: Record<string, unknown> = {}
  circle['again'] = circle
  expect(checkConfig({ ...exampleConfig, texts: { ko: { nowhere: { a: 'b' } } } })).toEqual([])
  expect(checkConfig({ ...exampleConfig, texts: { ko: circle } })).toHaveLength(1)
})

test('our words are fetched to compare with when the owner has some', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { notice, categories, ask, ...more } = en
  const parts: Record<string, object> = { 'words/en': { notice, categories }, 'more/en': more, 'question/en': { ask } }
  const asked: string[] = []
  const load = async (part: string) => {
    asked.push(part)
    return { default: parts[part] ?? {} }
  }
  expect(await reportFaults(exampleConfig, load)).toBe(false)
  expect(asked).toEqual([])
  expect(await reportFaults({ ...exampleConfig, texts: { ko: { ask: { allowed: '' } } } }, load)).toBe(true)
  expect(said.mock.lastCall?.[0]).toContain('texts.ko.ask.allowed  is not a key here; did you mean "allow"?')
  expect(await reportFaults({ ...exampleConfig, texts: { ko: {} } }, () => Promise.reject(Error('offline')))).toBe(
    false,
  )
  said.mockRestore()
})
