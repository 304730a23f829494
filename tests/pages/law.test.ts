// Law and guidance as behaviour: a story a row of docs/law.md, by the row's number.

import { expect, test } from 'vitest'
import type { Config } from '../../src/core/config'
import { readConsent } from '../../src/server'
import { createSite, type OpenOptions, openPage, openSite, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const optOut: Config = { ...storyConfig, mode: 'opt-out' }
/** What the browser says, as one whose visitor has switched it on. */
const saying = (name: 'globalPrivacyControl' | 'doNotTrack', value: boolean | string): Pick<OpenOptions, 'before'> => ({
  before: `<script>Object.defineProperty(Navigator.prototype, '${name}', { configurable: true, get: () => ${JSON.stringify(value)} })</script>`,
})
const objecting = saying('globalPrivacyControl', true)

const open = (body = '', options: OpenOptions = {}) => openPage(body, { config: storyConfig, ...options })
const decided = (page: StoryPage) => page.evaluate(() => window.dongui?.record?.categories ?? null)
const textOf = (page: StoryPage, view: string) =>
  page.inUi((root, view) => root.querySelector(`[data-view=${view}]`)?.textContent ?? '', view)
/** Statistics that run, load and store all they can. */
const statistics = `<script type="text/plain" data-consent="stats" src="/stats.js"></script>
  <img data-consent="stats" data-src="/pixel.gif" alt="">
  <script>
    document.cookie = 'visitor=1'
    localStorage.setItem('stats-queue', '1')
    sessionStorage.setItem('stats-tab', '1')
  </script>`
async function siteWithStatistics(options: OpenOptions = {}) {
  const site = await createSite()
  site.file('/stats.js', 'ran = true')
  site.page('/', pageText(statistics, { config: storyConfig, ...options }))
  const page = await openSite(site)
  return page
}
const stored = (page: StoryPage) => page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])

test('B1, B15: before a choice nothing optional is requested, run or stored, in any store', async () => {
  const page = await siteWithStatistics()
  await page.seesView('notice')
  await page.requested('/stats.js', 0)
  await page.requested('/pixel.gif', 0)
  await page.sees({ ran: undefined })
  expect(await stored(page)).toEqual(['', 0, 0])
})

test('B2: refusing is one press on the first layer, as allowing is, and looks the same', async () => {
  const page = await open()
  await page.seesView('notice')
  const looks = await page.inUi((root) =>
    ['allow', 'refuse'].map((choice) => {
      const button = root.querySelector<HTMLElement>(`[data-view=notice] [data-action=${choice}]`)
      if (!button) return null
      const { font, color, backgroundColor, borderRadius, opacity } = getComputedStyle(button)
      const { width, height } = button.getBoundingClientRect()
      return [
        button.tagName,
        Math.round(width),
        Math.round(height),
        font,
        color,
        backgroundColor,
        borderRadius,
        opacity,
      ]
    }),
  )
  expect(looks[0]).toEqual(looks[1])
  expect(looks[0]).not.toBeNull()
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
})

test.each([{ ...storyConfig, mode: 'opt-in' as const }, optOut])(
  'B3: nothing optional is ticked as allowed before the visitor does ($mode)',
  async (config) => {
    const page = await open('', { config })
    await page.open('settings')
    const ticked = () =>
      page.inUi((root) => [...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value))
    expect(await ticked()).not.toContain('allow')
    await page.press('save', { view: 'settings' })
    await page.seesNoView()
    expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
  },
)

test('B4: scrolling, Escape, pressing elsewhere, closing and waiting decide nothing', async () => {
  const page = await open('<main style="height:5000px"><p id="elsewhere">mail</p></main>', {
    // Whatever would happen later happens when the story says so, too.
    before: `<script>
      later = []
      const wait = setTimeout
      setTimeout = (callback, ms, ...given) => {
        if (ms > 100) later.push(() => callback(...given))
        return wait(callback, ms, ...given)
      }
      addEventListener('load', () => { setTimeout = wait }) // Later ones may be of who runs this story.
    </script>`,
  })
  await page.seesView('notice')
  await page.key('Escape')
  await page.click('#elsewhere')
  await page.evaluate(() => scrollTo(0, 3000))
  await page.press('settings', { view: 'notice' })
  await page.press('close', { view: 'settings' })
  const passed = await page.evaluate(() => {
    const { later } = window as unknown as { later: (() => void)[] }
    return later.splice(0).map((each) => each()).length
  })
  expect(passed).toBeGreaterThan(0)
  await page.seesView('notice')
  expect(await decided(page)).toBeNull()
})

test('B5: the page can be used under the notice, and after everything was refused', async () => {
  const page = await open('<button id="read" onclick="times = (window.times ?? 0) + 1">read</button>')
  await page.seesView('notice')
  await page.click('#read')
  await page.sees({ times: 1 })
  expect(await page.evaluate(() => [document.body.inert, getComputedStyle(document.body).overflow])).toEqual([
    false,
    'visible',
  ])
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.click('#read')
  await page.sees({ times: 2 })
})

test('B6: withdrawing takes as few presses as allowing, from a link on the page or by the settings, and erases', async () => {
  const links =
    '<a id="allow" href="#" data-dongui="allow">allow</a> <a id="refuse" href="#" data-dongui="refuse">refuse</a>'
  const page = await open(`${links} <a id="settings" href="#" data-dongui="preferences">cookies</a>`)
  const store = () =>
    page.evaluate(() => {
      document.cookie = 'visitor=1'
      return document.cookie.includes('visitor')
    })
  await page.click('#allow')
  await page.shows(true, () => window.dongui?.allows('stats'))
  expect(await store()).toBe(true)
  await page.click('#refuse')
  await page.shows([false, false], () => [window.dongui?.allows('stats'), document.cookie.includes('visitor')])
  for (const choice of ['allow', 'refuse'] as const) {
    await page.click('#settings')
    await page.press(choice, { view: 'settings' })
    await page.seesNoView()
    expect(await store()).toBe(choice === 'allow')
  }
})

test('B7: purposes are named before the buttons, and each is decided by itself, with its description', async () => {
  const page = await open()
  await page.seesView('notice')
  const notice = await textOf(page, 'notice')
  for (const purpose of ['방문 통계', '맞춤 서비스'])
    expect(notice.indexOf(purpose)).toBeLessThan(notice.indexOf('모두 허용'))
  expect(notice).toContain('방문 통계 및 맞춤 서비스')
  await page.open('settings')
  const settings = await textOf(page, 'settings')
  for (const why of ['접속 빈도와 방문 시간, 방문 횟수', '자주 쓰시는 기능과 화면을 기억해'])
    expect(settings).toContain(why)
  await page.clickInUi('[data-view=settings] label:has(input[name=analytics][value=allow])')
  await page.press('save', { view: 'settings' })
  await page.seesNoView()
  expect(await decided(page)).toEqual({ analytics: 'allow', personalization: 'refuse' })
})

test('B8: of each thing stored the settings tell name, purpose, length of time, kind, provider and country', async () => {
  const cookies = [{ name: '_st_*', days: 395, why: '방문자를 구별합니다.' }]
  const service = { id: 'stats', name: '예시 통계', provider: '예시 주식회사', country: 'US', cookies }
  const page = await open('', { config: { ...storyConfig, categories: [{ id: 'analytics', services: [service] }] } })
  await page.open('settings')
  const settings = await textOf(page, 'settings')
  for (const fact of ['_st_*', '방문자를 구별합니다.', '13개월', '쿠키', '예시 통계', '예시 주식회사', '미국'])
    expect(settings).toContain(fact)
})

test('B9: what is stored without consent is what is necessary: the record of the choice, named in the settings', async () => {
  const page = await siteWithStatistics()
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await page.cookies()).toEqual(['dongui'])
  await page.open('settings')
  expect(await textOf(page, 'settings')).toMatch(/dongui.*쿠키에 대해 고르신 내용을 기억합니다/)
})

test('B10: after refusing nothing of it runs or is stored on this page or the next, and what was there is gone', async () => {
  const site = await createSite()
  site.file('/stats.js', 'ran = true')
  site.page('/', pageText(statistics, { config: storyConfig }), { headers: { 'set-cookie': ['visitor=0', '_st_1=0'] } })
  const page = await openSite(site)
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  expect(await page.cookies()).toEqual(['dongui'])
  await page.reload()
  await page.sees({ ran: undefined })
  expect(await page.cookies()).toEqual(['dongui'])
  await page.requested('/stats.js', 0)
})

test('B11: a refusal is remembered as long as consent is, and is not asked about on the next page', async () => {
  const page = await open('', {
    before: `<script>
      writes = []
      const { set, ...rest } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
      Object.defineProperty(Document.prototype, 'cookie', { ...rest, set(text) { writes.push(text); set.call(this, text) } })
    </script>`,
  })
  const days = async (choice: 'allow' | 'refuse') => {
    await page.evaluate(() => void Object.assign(window, { writes: [] }))
    await page.choose(choice)
    const text = await page.evaluate(() =>
      (window as unknown as { writes: string[] }).writes.find((each) => /^dongui=1!/.test(each)),
    )
    const [, until = ''] = /expires=([^;]+)/i.exec(text ?? '') ?? []
    return Math.round((Date.parse(until) - Date.now()) / 86_400_000)
  }
  expect([await days('allow'), await days('refuse')]).toEqual([180, 180])
  await page.reload()
  await page.seesNoView()
  expect(await decided(page)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
})

const { categories = [] } = storyConfig
test.each<[string, Config, string]>([
  [
    'a new version of the policy, and says what changed',
    { ...storyConfig, policy: { url: '/privacy', version: '2026-12-01', changes: '지도를 새로 씁니다.' } },
    '방침이 바뀌어 다시 여쭙니다. 지도를 새로 씁니다.',
  ],
  ['a new purpose', { ...storyConfig, categories: [...categories, { id: 'marketing' }] }, '마케팅'],
  [
    'a new vendor',
    {
      ...storyConfig,
      categories: [...categories.slice(0, 2), { id: 'personalization', services: [{ id: 'maps', name: 'Maps' }] }],
    },
    '방문 통계',
  ],
])('B12: asks again after %s, and what was allowed waits', async (_, config, said) => {
  const page = await siteWithStatistics()
  await page.choose('allow')
  await page.sees({ ran: true })
  page.site.page('/', pageText(statistics, { config }))
  await page.reload()
  await page.seesView('notice')
  expect(await textOf(page, 'notice')).toContain(said)
  await page.sees({ ran: undefined })
  expect(await page.cookies()).not.toContain('visitor')
})

test('B13: what the owner marks necessary runs unasked and is not refused with the rest, and the settings name all of it', async () => {
  const audience = storyConfig.categories?.map((each) => (each.id === 'analytics' ? { ...each, required: true } : each))
  const page = await siteWithStatistics({ config: { ...storyConfig, ...(audience && { categories: audience }) } })
  await page.sees({ ran: true })
  await page.seesView('notice')
  expect(await textOf(page, 'notice')).not.toContain('통계')
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.reload()
  await page.sees({ ran: true })
  expect((await page.cookies()).sort()).toEqual(['dongui', 'visitor'])
  await page.open('settings')
  expect(await textOf(page, 'settings')).toMatch(/통계.*항상 사용.*Example Stats.*visitor/s)
})

test('B14: where the owner chose opt-out, that is said before anything else, and objecting is one press and free', async () => {
  const page = await siteWithStatistics({ config: optOut })
  await page.sees({ ran: true })
  await page.seesView('notice')
  expect(await textOf(page, 'notice')).toContain('거부하실 때까지 저장합니다')
  await page.press('refuse', { view: 'notice' })
  await page.seesView('reload') // Running code cannot be unloaded.
  expect(await page.cookies()).toEqual(['dongui'])
  await page.reload()
  await page.sees({ ran: undefined })
})

test('B16: in opt-out mode nothing optional is allowed over Global Privacy Control, without any press', async () => {
  const page = await siteWithStatistics({ config: optOut, ...objecting })
  await page.sees({ ran: undefined })
  expect(await stored(page)).toEqual(['', 0, 0])
  await page.requested('/stats.js', 0)
})

test.each([{ ...storyConfig, mode: 'opt-in' as const }, optOut])(
  'B16: it is shown that the signal was honoured, in notice, settings and record ($mode)',
  async (config) => {
    const page = await open('', { config, ...objecting })
    await page.seesView('notice')
    const notice = await textOf(page, 'notice')
    expect(notice).toContain('신호(GPC)를 존중합니다')
    expect(notice).not.toContain('거부하실 때까지 저장합니다')
    await page.open('settings')
    expect(await textOf(page, 'settings')).toContain('신호(GPC)를 존중합니다')
    expect(
      await page.inUi((root) =>
        [...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({ value }) => value),
      ),
    ).toEqual(['refuse', 'refuse', 'refuse', 'refuse', 'refuse'])
    await page.press('refuse', { view: 'settings' })
    await page.seesNoView()
    await page.open('record')
    expect(await textOf(page, 'record')).toContain('Global Privacy Control')
  },
)

test('B16: who allows something knowing that their browser objects has it, on the next page too', async () => {
  const page = await siteWithStatistics({ config: optOut, ...objecting })
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: true })
  await page.reload()
  await page.sees({ ran: true })
  await page.seesNoView()
  // What does not hold is not said; from the next refusal on it holds again.
  const honored = async () => {
    await page.open('settings')
    const text = await textOf(page, 'settings')
    await page.press('close', { view: 'settings' })
    return text.includes('신호(GPC)를 존중합니다')
  }
  expect(await honored()).toBe(false)
  await page.choose({ analytics: 'refuse' })
  expect(await honored()).toBe(false)
  await page.choose('refuse')
  await page.press('close', { view: 'reload' })
  expect(await honored()).toBe(true)
})

test('B16: who allowed before their browser objected is refused from then on, and asked', async () => {
  const page = await siteWithStatistics()
  await page.choose('allow')
  await page.sees({ ran: true })
  page.site.page('/', pageText(statistics, { config: storyConfig, ...objecting }))
  await page.reload()
  await page.seesView('notice')
  await page.sees({ ran: undefined })
  expect(await page.cookies()).not.toContain('visitor')
})

test('B16: a server told of the signal in the request answers as the page does', async () => {
  const page = await open('', { config: optOut, ...objecting })
  await page.seesView('notice')
  const read = async (gpc: string | undefined) =>
    readConsent({ cookie: await page.evaluate(() => document.cookie), 'sec-gpc': gpc }, optOut).allows('stats')
  expect([await read('1'), await read(undefined)]).toEqual([false, true])
  await page.choose({ analytics: 'allow' })
  expect([await read('1'), await read(undefined)]).toEqual([true, true])
  await page.choose('refuse')
  expect([await read('1'), await read(undefined)]).toEqual([false, false])
})

test.each<[string, Config, boolean]>([
  ['counts where the owner says so', { ...optOut, honor: 'doNotTrack' }, false],
  ['does not elsewhere', optOut, true],
])('B16: Do Not Track %s', async (_, config, ran) => {
  const page = await siteWithStatistics({ config, ...saying('doNotTrack', '1') })
  await page.sees({ ran: ran || undefined })
  await page.seesView('notice')
  expect((await textOf(page, 'notice')).includes('신호(DNT)를 존중합니다')).toBe(!ran)
})

test.each([
  ['globalPrivacyControl', false],
  ['doNotTrack', '0'],
  ['doNotTrack', 'unspecified'],
] as const)('B16: %s as %j is no objection', async (name, value) => {
  const page = await siteWithStatistics({ config: { ...optOut, honor: 'doNotTrack' }, ...saying(name, value) })
  await page.sees({ ran: true })
})

test('B17: there is a way to opt out that is not the notice: a link on the page, at any time', async () => {
  const page = await open('<a id="out" href="#" data-dongui="refuse">do not sell or share</a>', { config: optOut })
  await page.press('allow', { view: 'notice' })
  await page.seesNoView()
  await page.click('#out')
  await page.shows('refuse', () => window.dongui?.record?.categories['analytics'])
})

test('B18: the site has its own mechanism: what it holds does not hang on the browser’s settings', async () => {
  const page = await siteWithStatistics()
  expect(await page.evaluate(() => navigator.cookieEnabled)).toBe(true)
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.sees({ ran: undefined })
})

test('B20: who refuses is told what exactly changes, how to refuse in their own browser, and whom to turn to', async () => {
  const page = await open('', {
    config: { ...storyConfig, contact: { department: '개인정보 보호팀', email: 'privacy@example.kr' } },
  })
  await page.seesView('notice')
  expect(await textOf(page, 'notice')).toContain('달라지는 점: 방문이 통계에 반영되지 않음, 맞춤 화면이 제공되지 않음')
  await page.press('refusal', { view: 'notice' })
  await page.seesView('refusal')
  await page.inUi((root) => {
    const browsers = root.querySelector('select')
    if (browsers) browsers.value = 'safari-ios'
    browsers?.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.shows(true, () =>
    document.querySelector('dongui-ui')?.shadowRoot?.querySelector('.steps')?.textContent?.includes('모든 쿠키 차단'),
  )
  await page.open('record')
  expect(await textOf(page, 'record')).toContain('privacy@example.kr')
})

test('B20: the policy says what is collected of behaviour, on which basis and for how long, who else is given it, and what visitors may ask for', async () => {
  const page = await open('<div data-dongui="declaration"></div>', {
    config: {
      ...storyConfig,
      policy: { ...storyConfig.policy, neverCollects: ['sensitive', 'children'] },
      contact: { email: 'privacy@example.kr' },
      categories: [
        {
          id: 'analytics',
          services: [
            {
              id: 'visits',
              name: '방문 기록',
              collects: '방문 횟수',
              kept: '1년',
              recipients: [{ name: '예시 연구소', receives: '방문 횟수', why: '통계 연구', kept: '3개월' }],
            },
          ],
        },
      ],
    },
  })
  await page.shows(true, () => !!document.querySelector('.dongui-declaration'))
  const said = await page.evaluate(() => document.querySelector('.dongui-declaration')?.textContent ?? '')
  for (const part of ['법적 근거', '정보주체의 동의', '1년', '제공받는 자', '예시 연구소', '통계 연구', '3개월'])
    expect(said).toContain(part)
  expect(said).toContain('민감한 행태정보는 수집하지 않습니다')
  expect(said).toContain('만 14세 미만 아동에게 광고하기 위한 행태정보는 수집하지 않습니다')
  expect(said).toContain('열람, 정정, 삭제, 처리정지, 전송을 요구하시거나 동의를 철회하실 수 있습니다')
})
