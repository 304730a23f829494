// Every language in its own words and direction; changed at run time; and a notice even where its words cannot be had.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { LANGUAGES } from '../../src/core/languages'
import type { Messages } from '../../src/locales/messages'
import { createSite, gateway, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const wordsOf = async (tag: string) => ((await import(`../../src/locales/${tag}.ts`)) as { default: Messages }).default
const notice = (page: StoryPage) =>
  page.inUi((root) => {
    const host = root.host as HTMLElement
    const texts = [...root.querySelectorAll('[data-view=notice] .choice')].map((each) => each.textContent)
    return { lang: host.lang, dir: host.dir, choices: texts }
  })
const inLanguage = (tag: string, { notice: { direction, allow, refuse, ask } }: Messages) => ({
  lang: tag,
  dir: direction,
  choices: [allow, refuse, ask],
})
/** Waits for the notice in a language. */
const seesNoticeIn = async (page: StoryPage, tag: string) => {
  const { notice: words } = await wordsOf(tag)
  await page.shows([tag, words.allow], () => {
    const host = document.querySelector<HTMLElement>('dongui-ui')
    return [host?.lang, host?.shadowRoot?.querySelector('[data-view=notice] .choice')?.textContent]
  })
}

test.each(LANGUAGES)('a page in %s has its notice in its own words and direction', async (tag) => {
  const page = await openPage('<p>Mail</p>', { lang: tag })
  await page.seesView('notice')
  expect(await notice(page)).toEqual(inLanguage(tag, await wordsOf(tag)))
})

test.each([
  ['zh-TW', 'zh-Hant'],
  ['zh-HK', 'zh-Hant'],
  ['zh', 'zh-Hans'],
  ['pt-PT', 'pt-BR'],
  ['iw', 'he'],
  ['in', 'id'],
  ['DE-at', 'de'],
  ['ko-KR', 'ko'],
])('a page in %s has it in %s', async (lang, tag) => {
  const page = await openPage('', { lang })
  await page.seesView('notice')
  expect((await notice(page)).lang).toBe(tag)
})

test('an owner’s sentence in another language is written in its own direction', async () => {
  const config = structuredClone(storyConfig)
  for (const category of config.categories ?? []) category.why = 'Shows the map, and nothing else.'
  const page = await openPage('<iframe data-consent="analytics" data-src="/map" width="400" height="300"></iframe>', {
    lang: 'ar',
    config,
  })
  await page.open('settings')
  const [host, sentence] = await page.inUi((root) => [
    getComputedStyle(root.host).direction,
    [...root.querySelectorAll('[data-view=settings] p')].flatMap((each) =>
      each.textContent === 'Shows the map, and nothing else.' ? getComputedStyle(each).direction : [],
    ),
  ])
  expect([host, new Set(sentence)]).toEqual(['rtl', new Set(['ltr'])])
  await page.shows('ltr', () => {
    const why = document.querySelector('dongui-embed')?.shadowRoot?.querySelector('.why')
    return why && getComputedStyle(why).direction
  })
})

test('the owner names the language, whatever the page’s is', async () => {
  const page = await openPage('', { config: { ...storyConfig, language: 'vi' } })
  await page.seesView('notice')
  expect(await notice(page)).toEqual(inLanguage('vi', await wordsOf('vi')))
})

test('of the languages an owner has, the page’s is taken, else the first', async () => {
  const languages = ['ja', 'de']
  const german = await openPage('', { lang: 'de', config: { ...storyConfig, languages } })
  await german.seesView('notice')
  expect((await notice(german)).lang).toBe('de')
  const other = await openPage('', { lang: 'th', config: { ...storyConfig, languages: ['ja'] } })
  await other.seesView('notice')
  expect((await notice(other)).lang).toBe('ja')
})

test('only the words that are needed are fetched', async () => {
  const page = await openPage('', { lang: 'de' })
  await page.seesView('notice')
  const words = () =>
    page.site.requests.flatMap(({ path }) => /(?:words|more|question|guides)-.*(?=\.js)/.exec(path) ?? [])
  expect(words()).toEqual(['words-de'])
  await page.open('settings')
  expect(words()).toEqual(['words-de', 'more-de'])
  await page.open('refusal')
  expect(words()).toEqual(['words-de', 'more-de', 'guides-en'])
})

test.each([
  ['words-de', 'de', 'en', undefined],
  ['languages', 'ko', 'ko', { ko: { notice: { allow: '좋아요' } } }],
] as const)(
  'where %s is not what was built there is a notice all the same, and it decides',
  async (part, lang, spoken, texts) => {
    const folder = readdirSync(new URL('../../dist/tag', import.meta.url)).find((name) => /^[0-9a-f]{8}$/.test(name))
    const site = await createSite()
    site.file(`/dongui/${folder}/${part}.js`, 'window.tampered = true; export default []', {
      headers: { 'access-control-allow-origin': '*' },
    })
    const page = await openPage('', { site, lang, config: { ...storyConfig, texts } })
    await page.seesView('notice')
    expect(await notice(page)).toEqual(inLanguage(spoken, await wordsOf(spoken)))
    await page.sees({ tampered: undefined })
    expect(site.count(`/dongui/${folder}/${part}.js`)).toBeGreaterThan(0)
    await page.press('refuse', { view: 'notice' })
    await page.seesNoView()
  },
)

test('when a router changes the page’s language, the notice changes with it, and keeps the focus', async () => {
  const page = await openPage('<p>Mail</p>', { config: storyConfig })
  await page.seesView('notice')
  await page.inUi((root) => root.querySelector<HTMLElement>('[data-action=refuse]')?.focus())
  for (const tag of ['de', 'ar', 'en', 'ko']) {
    await page.evaluate((lang) => document.documentElement.setAttribute('lang', lang), tag)
    await seesNoticeIn(page, tag)
    expect(await notice(page)).toEqual(inLanguage(tag, await wordsOf(tag)))
    await page.shows('refuse', () =>
      document.querySelector('dongui-ui')?.shadowRoot?.activeElement?.getAttribute('data-action'),
    )
  }
})

test('a change of language while nothing is drawn is seen by what is drawn next', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('refuse')
  await page.seesNoView()
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'fr'))
  await page.open('settings')
  const { settings } = await wordsOf('fr')
  await page.shows(
    settings.title,
    () => document.querySelector('dongui-ui')?.shadowRoot?.querySelector('h2')?.textContent,
  )
})

test('settings that are open change with the page, and what was decided in them stays', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.open('settings')
  await page.clickInUi('[data-view=settings] .category:nth-of-type(2) input[value=allow]')
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ar'))
  const { settings } = await wordsOf('ar')
  await page.shows([settings.title, 'rtl', true, 'allow'], () => {
    const host = document.querySelector<HTMLElement>('dongui-ui')
    const root = host?.shadowRoot
    const input = root?.querySelector<HTMLInputElement>('.category:nth-of-type(2) input[value=allow]')
    return [
      root?.querySelector('[data-view=settings] h2')?.textContent,
      host?.dir,
      input?.checked,
      (root?.activeElement as HTMLInputElement | null)?.value,
    ]
  })
  expect(await page.evaluate(() => window.dongui?.record)).toBeNull()
})

test('a question changes with the page, and stays the badge it was made', async () => {
  const page = await openPage('<script type="text/plain" data-consent="stats">ran = true</script>', {
    config: storyConfig,
  })
  await page.choose('ask')
  await page.seesView('ask')
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ar'))
  const { ask } = await wordsOf('ar')
  const said = () => {
    const card = document.querySelector('dongui-ui')?.shadowRoot?.querySelector('.ask')
    return [card?.querySelector('[data-action=allow]')?.textContent, card?.querySelector('h2')?.textContent]
  }
  await page.shows([ask.allow, ask.title.replace('{service}', 'Example Stats')], said)
  await page.press('minimise')
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ko'))
  const korean = (await wordsOf('ko')).ask
  await page.shows([korean.allow, korean.title.replace('{service}', 'Example Stats')], said)
  await page.shows(true, () =>
    Boolean(document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=ask-badge]')),
  )
})

/** Chooses from the list of languages, as a visitor does. */
const choose = (page: StoryPage, tag: string) =>
  page.inUi((root, value) => {
    const list = root.querySelector<HTMLSelectElement>('select[data-action=language]')
    if (!list) throw new Error('there is no list of languages')
    list.focus()
    list.value = value
    list.dispatchEvent(new Event('change', { bubbles: true }))
  }, tag)
const offered = (page: StoryPage) =>
  page.inUi((root) =>
    [...root.querySelectorAll<HTMLOptionElement>('select[data-action=language] option')].map(({ lang, text }) => [
      lang,
      text,
    ]),
  )

test('a visitor chooses among the owner’s languages, and the choice holds for the page', async () => {
  const languages = ['ko', 'de', 'zh-TW']
  const page = await openPage('', { config: { ...storyConfig, languages } })
  await page.open('settings')
  expect(await offered(page)).toEqual([
    ['ko', '한국어'],
    ['de', 'Deutsch'],
    ['zh-Hant', '繁體中文'],
  ])
  await choose(page, 'de')
  const { settings } = await wordsOf('de')
  const title = () =>
    document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=settings] h2')?.textContent
  await page.shows(settings.title, title)
  await page.shows('language', () =>
    document.querySelector('dongui-ui')?.shadowRoot?.activeElement?.getAttribute('data-action'),
  )
  await page.press('close', { view: 'settings' })
  await seesNoticeIn(page, 'de')
  await page.open('settings')
  expect((await offered(page)).map(([tag]) => tag)).toEqual(['ko', 'de', 'zh-Hant'])
  expect(await page.cookies()).toEqual([])
})

test('a view that is closed while its words in another language are on their way stays closed', async () => {
  const folder = readdirSync(new URL('../../dist/tag', import.meta.url)).find((name) => /^[0-9a-f]{8}$/.test(name))
  const file = `/dongui/${folder}/more-de.js`
  const site = await createSite()
  const { release, open } = gateway()
  site.file(file, readFileSync(new URL(`../../dist/tag/${folder}/more-de.js`, import.meta.url), 'utf8'), {
    headers: { 'access-control-allow-origin': '*' },
    release,
  })
  const page = await openPage('', { site, config: { ...storyConfig, languages: ['ko', 'de'] } })
  await page.open('settings')
  await choose(page, 'de')
  await expect.poll(() => site.count(file)).toBe(1)
  await page.key('Escape')
  await page.shows(null, () => document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=settings]'))
  open()
  await seesNoticeIn(page, 'de')
  await page.seesNoView('settings')
})

test('without a list of the owner’s, only who may need another language finds one', async () => {
  const browserSpeaks = (tag: string) =>
    openPage(`<script>Object.defineProperty(navigator, 'language', { value: '${tag}' })</script>`, {
      lang: 'vi',
      config: storyConfig,
    })
  for (const [own, tags] of [
    ['de-AT', ['vi', 'de']],
    ['vi-VN', []],
    ['sv', []],
    ['C', []],
  ] as const) {
    const page = await browserSpeaks(own)
    await page.open('settings')
    expect([own, (await offered(page)).map(([tag]) => tag)]).toEqual([own, tags])
  }
})

test('the owner’s own words come before ours, in that language alone, as plain text', async () => {
  const texts = {
    ko: { notice: { allow: '<b>다 좋아요</b>', title: '{service}의 쿠키' }, settings: { title: '내 쿠키' } },
    de: { ask: { allow: 'Gern' } },
  }
  const page = await openPage('', { config: { ...storyConfig, texts } })
  await page.seesView('notice')
  expect((await notice(page)).choices[0]).toBe('<b>다 좋아요</b>')
  expect(await page.inUi((root) => root.querySelector('h2')?.textContent)).toBe('예시 메일의 쿠키')
  await page.open('settings')
  expect(await page.inUi((root) => root.querySelector('[data-view=settings] h2')?.textContent)).toBe('내 쿠키')
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'en'))
  await page.shows(
    'Cookie settings',
    () => document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=settings] h2')?.textContent,
  )
})

test('a mistake in the owner’s languages costs nobody the notice', async () => {
  for (const wrong of [
    { languages: 3 },
    { languages: ['xx'] },
    { texts: 'no' },
    { texts: { ko: 3 } },
    { language: 'tlh' },
  ]) {
    const page = await openPage('', { config: { ...storyConfig, ...wrong } })
    await page.seesView('notice')
  }
})

test('names of cookies are written from the left in a page that is written from the right', async () => {
  const page = await openPage('', { lang: 'ar', config: storyConfig })
  await page.open('settings')
  const sides = await page.inUi((root) => {
    for (const each of root.querySelectorAll('details')) each.open = true
    return [...root.querySelectorAll('th bdi')].map((each) => getComputedStyle(each).direction)
  })
  expect(sides.length).toBeGreaterThan(3)
  expect(new Set(sides)).toEqual(new Set(['ltr']))
})
