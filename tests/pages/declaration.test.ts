// The policy's section on cookies, in the page's own words and looks: drawn where the page wants it, true at every moment.

import { expect, test } from 'vitest'
import type { Config } from '../../src/core/config'
import de from '../../src/locales/de'
import en from '../../src/locales/en'
import ko from '../../src/locales/ko'
import { createSite, openPage, pageText, type StoryPage } from '../support/story'

const config: Config = {
  service: { name: { en: 'Example Mail', ko: '예시 메일' } },
  policy: { url: '/privacy', version: '2026-11-01' },
  contact: {
    department: { en: 'Cloud Team' },
    email: 'privacy@mail.example',
    agencies: [{ name: { en: 'Agency' }, url: 'https://agency.example/' }],
  },
  categories: [
    { id: 'necessary', required: true },
    {
      id: 'analytics',
      withoutIt: { en: 'visits are not counted' },
      services: [
        {
          id: 'stats',
          name: 'Example Stats',
          provider: 'Stats Inc.',
          country: 'KR',
          policyUrl: 'https://stats.example/privacy',
          collects: { en: 'pages seen' },
          cookies: [{ name: '_st', days: 395, why: { en: 'tells visitors apart' } }],
          storage: [{ name: 'queue' }, { name: 'tab', kind: 'session' }],
        },
        { id: 'own', name: 'Own counter', provider: 'Example Mail', cookies: [{ name: 'visits', days: 30 }] },
      ],
    },
  ],
}

const PLACE = '<div data-dongui="declaration"><p id="static">What we store, as text.</p></div>'

const openPolicy = (body = PLACE, options: Parameters<typeof openPage>[1] = {}) =>
  openPage(`<main><h1>Policy</h1><section><h2>Cookies</h2>${body}</section></main>`, { config, lang: 'en', ...options })

/** Each table: its caption, its heads and its rows. */
const tables = () =>
  [...document.querySelectorAll('.dongui-declaration table')].map((table) => [
    table.querySelector('caption')?.textContent ?? '',
    ...[...table.querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent).join(' | ')),
  ])
const isDrawn = (page: StoryPage) => page.shows(true, () => !!document.querySelector('.dongui-declaration'))
const pressed = () =>
  [...document.querySelectorAll('.dongui-declaration [aria-pressed]')].map((each) => [
    each.getAttribute('data-dongui'),
    each.getAttribute('aria-pressed'),
  ])

test('it says what a cookie is, why, and of every service what it stores, where and how long, in tables', async () => {
  const page = await openPolicy()
  await isDrawn(page)
  expect(await page.evaluate(tables)).toEqual([
    [
      'Example Mail · Run by this site',
      'Name | Why | How long | Kind',
      'dongui | Remembers what you chose about cookies. | 6 months | Cookie',
      'dongui-visit | Remembers what you chose about cookies. | Until the browser is closed | Cookie',
    ],
    [
      'Example Stats · Stats Inc. · Data goes to: South Korea · Privacy policy (new window)',
      'Name | Why | How long | Kind',
      '_st | tells visitors apart | 13 months | Cookie',
      'queue | – | Until it is deleted | Local storage',
      'tab | – | Until the browser is closed | Session storage',
    ],
    ['Own counter · Run by this site', 'Name | Why | How long | Kind', 'visits | – | 30 days | Cookie'],
    [
      'Tools of other companies',
      'Tool | Kind | Company that collects | What it collects of what you do | What for',
      'Example Stats | Cookie, Local storage, Session storage | Stats Inc. | pages seen | Visit statistics',
    ],
  ])
  const text = await page.evaluate(() => document.querySelector('.dongui-declaration')?.textContent)
  for (const part of [
    'Example Mail uses cookies',
    'If you refuse: visits are not counted',
    'privacy@mail.example',
    'Cloud Team',
  ])
    expect(text).toContain(part)
})

/** A site that says all it can of what it collects, and one that says the least, in one. */
const collecting: Config = {
  ...config,
  policy: { ...config.policy, neverCollects: ['children', 'sensitive'] },
  categories: [
    {
      id: 'necessary',
      required: true,
      services: [
        {
          id: 'session',
          name: 'Sessions',
          collects: { en: 'signing in', ko: '로그인' },
          cookies: [{ name: 'session' }],
        },
        {
          id: 'log',
          name: 'Log',
          collects: { en: 'addresses', ko: '접속 주소' },
          basis: { en: 'a legal duty', ko: '법령상 의무' },
          kept: { en: '3 months', ko: '3개월' },
        },
      ],
    },
    {
      id: 'analytics',
      services: [
        {
          id: 'visits',
          name: 'Own counter',
          collects: { en: 'visits', ko: '방문 횟수' },
          cookies: [{ name: 'visits' }],
          storage: [{ name: 'visit-times' }],
          recipients: [
            {
              name: { en: 'Example Research', ko: '예시 연구소' },
              receives: { en: 'how many visits', ko: '방문 횟수' },
              why: { en: 'research', ko: '연구' },
              kept: { en: 'one year', ko: '1년' },
            },
            { name: 'Example Press' },
          ],
        },
        { id: 'silent', name: 'Silent', cookies: [{ name: 'silent' }] },
        { id: 'stats', name: 'Example Stats', provider: 'Stats Inc.', collects: { en: 'pages', ko: '화면' } },
      ],
    },
  ],
}
const openCollecting = (changes: Partial<Config> = {}, lang = 'en') =>
  openPolicy(PLACE, { config: { ...collecting, ...changes }, lang })
/** The tables under such a heading. */
const tablesCalled = async (page: StoryPage, ...titles: string[]) =>
  (await page.evaluate(tables)).filter(([caption = '']) => titles.includes(caption))
const textOf = (page: StoryPage) =>
  page.evaluate(() => document.querySelector('.dongui-declaration')?.textContent ?? '')

test('what the site itself collects stands in a table, and so does whom it is passed on to; what is not said is a dash', async () => {
  const page = await openCollecting()
  await isDrawn(page)
  expect((await page.evaluate(tables)).slice(-3)).toEqual([
    [
      'What this site collects of what you do',
      'What is collected | How | What for | Legal basis | Kept and used for',
      'signing in | Automatically, as you use the site (Cookie) | What is necessary | – | –',
      'addresses | Automatically, as you use the site | What is necessary | a legal duty | 3 months',
      'visits | Automatically, as you use the site (Cookie, Local storage) | Visit statistics | Your consent | –',
    ],
    [
      'What is passed on to others',
      'Who receives it | What is passed on | What it is used for | Kept and used for',
      'Example Research | how many visits | research | one year',
      'Example Press | – | – | –',
    ],
    [
      'Tools of other companies',
      'Tool | Kind | Company that collects | What it collects of what you do | What for',
      'Example Stats | Embedded content | Stats Inc. | pages | Visit statistics',
    ],
  ])
})

test('in Korean they are called as Korean policies call them', async () => {
  const page = await openCollecting({}, 'ko')
  await isDrawn(page)
  expect(await tablesCalled(page, ko.policy.collection.title, ko.policy.provision.title)).toEqual([
    [
      '직접 수집하는 행태정보',
      '수집 항목 | 수집 방법 | 수집 목적 | 법적 근거 | 보유 및 이용기간',
      '로그인 | 이용하시는 동안 자동으로 수집 (쿠키) | 꼭 필요한 기능 | – | –',
      '접속 주소 | 이용하시는 동안 자동으로 수집 | 꼭 필요한 기능 | 법령상 의무 | 3개월',
      '방문 횟수 | 이용하시는 동안 자동으로 수집 (쿠키, 로컬 저장소) | 방문 통계 | 정보주체의 동의 | –',
    ],
    [
      '제3자에게 제공하는 행태정보',
      '제공받는 자 | 제공 항목 | 이용 목적 | 보유 및 이용기간',
      '예시 연구소 | 방문 횟수 | 연구 | 1년',
      'Example Press | – | – | –',
    ],
  ])
  expect(await textOf(page)).toContain(`${ko.policy.never.sensitive}${ko.policy.never.children}`)
})

test('where nobody is asked before it runs, nothing is said of consent', async () => {
  const page = await openCollecting({ mode: 'opt-out' })
  await isDrawn(page)
  const [table = []] = await tablesCalled(page, en.policy.collection.title)
  expect(table.at(-1)).toBe(
    'visits | Automatically, as you use the site (Cookie, Local storage) | Visit statistics | – | –',
  )
})

test('what is never collected is said where the owner says so, one by one, and nowhere else', async () => {
  const { sensitive, children } = en.policy.never
  for (const [neverCollects, said] of [
    [undefined, []],
    [[], []],
    [['children'], [children]],
    [['sensitive'], [sensitive]],
  ] as const) {
    const page = await openCollecting({
      policy: { ...config.policy, ...(neverCollects && { neverCollects: [...neverCollects] }) },
    })
    await isDrawn(page)
    const text = await textOf(page)
    expect([sensitive, children].filter((each) => text.includes(each))).toEqual(said)
  }
})

test('where nothing is said of collecting there is no heading for it, and the facts may stand alone', async () => {
  const headings = () => [...document.querySelectorAll('.dongui-declaration h3')].map((each) => each.textContent)
  const silent = await openPolicy()
  await isDrawn(silent)
  expect(await silent.evaluate(headings)).toEqual([
    en.policy.choice,
    en.policy.stored,
    en.policy.tools,
    en.policy.browser,
    en.record.contact,
  ])
  const page = await openCollecting({ categories: [] })
  await isDrawn(page)
  expect(await page.evaluate(headings)).toEqual([
    en.policy.choice,
    en.policy.stored,
    en.policy.collection.title,
    en.policy.browser,
    en.record.contact,
  ])
  expect(await tablesCalled(page, en.policy.collection.title)).toEqual([])
})

test.each(['de', 'ko'])('on the narrowest phone nothing makes the page wider than it is, in %s', async (lang) => {
  const page = await openPage('', { tag: false, path: '/outside' })
  // The page's own tables keep their cells on one line.
  const head = '<style>body{margin:8px} :is(th, td){white-space:nowrap}</style>'
  page.site.page('/', pageText(PLACE, { config: collecting, lang, head }))
  await page.evaluate(() => {
    const frame = Object.assign(document.createElement('iframe'), { src: '/' })
    frame.style.cssText = 'width:320px;height:640px;border:0'
    document.body.append(frame)
  })
  await page.shows(0, () => {
    const inside = document.querySelector('iframe')?.contentDocument
    if (!inside?.querySelector('.dongui-declaration table')) return null
    const { clientWidth, scrollWidth } = inside.documentElement
    return scrollWidth - clientWidth
  })
})

test.each([
  ['en', en],
  ['ko', ko],
] as const)('what visitors may ask for stands above whom to turn to, and not without it (%s)', async (lang, words) => {
  const page = await openPolicy(PLACE, { lang })
  await isDrawn(page)
  expect(await textOf(page)).toContain(`${words.record.contact}${words.policy.rights}`)
  const { contact: _, ...nobody } = config
  const without = await openPolicy(PLACE, { config: nobody, lang })
  await isDrawn(without)
  expect(await textOf(without)).not.toContain(words.policy.rights)
})

test('its headings follow the one above it, its tables have heads, and its language is said', async () => {
  const page = await openPolicy()
  await isDrawn(page)
  expect(
    await page.evaluate(() => {
      const root = document.querySelector<HTMLElement>('.dongui-declaration')
      return [
        [...new Set([...(root?.querySelectorAll('h1,h2,h3,h4') ?? [])].map(({ localName }) => localName))],
        root?.querySelectorAll('thead th:not([scope=col]), tbody th:not([scope=row]), table:not(:has(caption))').length,
        root?.lang,
      ]
    }),
  ).toEqual([['h3', 'h4'], 0, 'en'])
})

test('the choices are buttons that decide, and show what holds now', async () => {
  const page = await openPolicy()
  await isDrawn(page)
  const status = () => document.querySelector('.dongui-declaration [role=status]')?.textContent
  await page.shows('You have not chosen yet. Until then only what is necessary is stored.', status)
  await page.press('refuse', { view: 'notice' })
  for (const [choice, words] of [
    ['ask', 'Ask each time'],
    ['allow', 'Allow all'],
    ['refuse', 'Refuse all'],
  ] as const) {
    await page.click(`.dongui-declaration [data-dongui=${choice}]`)
    await page.shows(`Your choice now: ${words}`, status)
    expect(await page.evaluate(pressed)).toEqual(
      ['allow', 'refuse', 'ask'].map((each) => [each, String(each === choice)]),
    )
    await page.sees({ 'dongui.record.categories.analytics': choice })
  }
  await page.choose({ stats: 'allow' })
  await page.shows('You chose differently for different purposes.', status)
})

test('a choice made in another tab is shown here', async () => {
  const page = await openPolicy()
  await isDrawn(page)
  const other = await page.inAnotherTab()
  await other.choose('refuse')
  await page.shows(
    'Your choice now: Refuse all',
    () => document.querySelector('.dongui-declaration [role=status]')?.textContent,
  )
})

test('its other buttons open the settings, the guide and the record', async () => {
  const page = await openPolicy()
  await page.choose('refuse')
  await isDrawn(page)
  for (const [wish, view] of [
    ['preferences', 'settings'],
    ['refusal', 'refusal'],
    ['record', 'record'],
  ] as const) {
    await page.click(`.dongui-declaration [data-dongui=${wish}]`)
    await page.seesView(view)
    await page.press('close')
    await page.seesNoView()
  }
})

test('it is part of the page: its type, its colours and its rules for tables are the page’s', async () => {
  const page = await openPolicy(PLACE, {
    head: '<style>main{font:20px serif;color:rgb(1, 2, 3)} td{padding:3px;color:rgb(4, 5, 6)} button{background:rgb(7, 8, 9)}</style>',
  })
  await isDrawn(page)
  await page.shows(['20px', 'rgb(1, 2, 3)', '3px', 'rgb(4, 5, 6)', 'rgb(7, 8, 9)'], () => {
    const style = (selector: string) =>
      getComputedStyle(document.querySelector(`.dongui-declaration ${selector}`) ?? document.body)
    return [
      style('p').fontSize,
      style('p').color,
      style('td').paddingTop,
      style('td').color,
      style('button').backgroundColor,
    ]
  })
})

test('what the owner put inside stands there until ours is drawn, and again when everything is taken back', async () => {
  const page = await openPolicy()
  await isDrawn(page)
  expect(await page.evaluate(() => !!document.getElementById('static'))).toBe(false)
  const sheets = await page.evaluate(() => document.adoptedStyleSheets.length)
  await page.evaluate(() => window.dongui?.destroy())
  expect(
    await page.evaluate(() => [
      document.querySelector('[data-dongui=declaration]')?.innerHTML,
      document.adoptedStyleSheets.length,
    ]),
  ).toEqual(['<p id="static">What we store, as text.</p>', sheets - 1])
})

test('where its file cannot be had, the owner’s own words stay', async () => {
  const page = await openPolicy()
  await isDrawn(page)
  const { path = '' } = page.site.requests.find((each) => each.path.includes('/declaration.js')) ?? {}
  page.site.file(path, 'tampered')
  await page.reload()
  await page.settled()
  expect(await page.evaluate(() => document.querySelector('[data-dongui=declaration]')?.textContent)).toBe(
    'What we store, as text.',
  )
})

test('one that a router puts in later is drawn, and so is the one after it; without one nothing is fetched', async () => {
  const page = await openPolicy('<div id="app"></div>')
  await page.choose('refuse')
  await page.settled()
  expect(page.site.count('/dongui/') > 0 && page.site.requests.some(({ path }) => path.includes('declaration'))).toBe(
    false,
  )
  for (const turn of [1, 2]) {
    await page.evaluate((html) => {
      const app = document.getElementById('app')
      if (app) app.innerHTML = `<article>${html}</article>`
    }, PLACE)
    await page.shows(1, () => document.querySelectorAll('.dongui-declaration').length)
    expect(turn).toBeGreaterThan(0)
  }
  // A router's copy of a page has ours in it.
  await page.evaluate(() => {
    const app = document.getElementById('app')
    app?.replaceWith(app.cloneNode(true))
  })
  await page.shows(1, () => document.querySelectorAll('.dongui-declaration').length)
  await page.click('.dongui-declaration [data-dongui=allow]')
  await page.shows('true', () =>
    document.querySelector('.dongui-declaration [data-dongui=allow]')?.getAttribute('aria-pressed'),
  )
})

test('who runs a service that names no provider is told by where it comes from', async () => {
  const site = await createSite()
  const services = [
    { id: 'ours', name: 'Ours', hosts: [site.subdomain('count').name] },
    { id: 'theirs', name: 'Theirs', hosts: ['tracker.example'] },
    { id: 'none', name: 'None' },
  ]
  const page = await openPolicy(PLACE, { site, config: { ...config, categories: [{ id: 'analytics', services }] } })
  await isDrawn(page)
  const said = () =>
    [...document.querySelectorAll('.dongui-declaration strong')].map((each) => each.parentElement?.textContent ?? '')
  const lines = await page.evaluate(said)
  const isOwn = (name: string) => lines.find((each) => each.startsWith(name))?.includes(en.settings.own)
  expect([isOwn('Ours'), isOwn('Theirs'), isOwn('None')]).toEqual([true, false, true])
})

test('under a strict policy it is drawn and dressed', async () => {
  const page = await openPolicy(PLACE, {
    tag: 'nonce="abc"',
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  })
  await isDrawn(page)
  await page.shows('grid', () => getComputedStyle(document.querySelector('.dongui-choices') ?? document.body).display)
})

test('it follows the page’s language and the visitor’s own choice; what holds, the focus and what the owner put inside stay', async () => {
  const page = await openPolicy(PLACE, { config: { ...config, languages: ['en', 'ko', 'de'] } })
  await isDrawn(page)
  await page.choose('refuse')
  const said = () => {
    const drawn = document.querySelector('.dongui-declaration')
    return [
      drawn?.getAttribute('lang'),
      drawn?.querySelector('h3')?.textContent,
      drawn?.querySelector('[aria-pressed=true]')?.textContent,
      document.activeElement?.getAttribute('data-dongui'),
    ]
  }
  await page.shows(['en', en.policy.choice, en.notice.refuse, null], said)
  await page.evaluate(() => document.querySelector<HTMLElement>('.dongui-declaration [data-dongui=record]')?.focus())
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ko'))
  await page.shows(['ko', ko.policy.choice, ko.notice.refuse, 'record'], said)
  await page.click('.dongui-declaration [data-dongui=preferences]')
  await page.seesView('settings')
  await page.inUi((root) => {
    const list = root.querySelector<HTMLSelectElement>('select[data-action=language]')
    if (list) list.value = 'de'
    list?.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.shows('de', () => document.querySelector('.dongui-declaration')?.getAttribute('lang'))
  await page.key('Escape')
  await page.shows(['de', de.policy.choice, de.notice.refuse, 'preferences'], said)
  await page.evaluate(() => window.dongui?.destroy())
  await page.shows('What we store, as text.', () => document.querySelector('#static')?.textContent)
})
