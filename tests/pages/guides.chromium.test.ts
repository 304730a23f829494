// The guide for the visitor's own browser, and the way out of an app: in Chromium, which can say it is any of them.

import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'
import { PUBLISHED } from '../support/user-agents'

const kakao = PUBLISHED['kakaotalk']?.[1] ?? ''
const naver = PUBLISHED['naver-app']?.at(-1) ?? ''
const galaxy = kakao.replace(/;KAKAOTALK.*/, '')

test.each<[string, string, string, (address: URL) => string | null]>([
  ['KakaoTalk', kakao, 'kakaotalk', ({ href }) => `kakaotalk://web/openExternal?url=${encodeURIComponent(href)}`],
  ['LINE', `${galaxy} Line/14.10.0/IAB`, 'line', ({ href }) => `${href}&openExternalBrowser=1`],
  [
    'the NAVER app',
    naver,
    'naver-app',
    ({ host, pathname, search }) =>
      `intent://${host}${pathname}${search}#Intent;scheme=https;package=com.android.chrome;end`,
  ],
  ['Instagram on an iPhone', PUBLISHED['instagram']?.[1] ?? '', 'instagram', () => null],
])('in %s the visitor is shown how to get out, to this very page', async (_, userAgent, id, wanted) => {
  const page = await openPage('', { context: { userAgent }, path: '/mail?folder=inbox' })
  await page.press('refusal', { view: 'notice' })
  await page.seesView('refusal')
  const shown = await page.inUi((root) => ({
    guide: root.querySelector('select')?.value,
    outside: root.querySelector('[data-action=outside]')?.getAttribute('href') ?? null,
    copy: root.querySelector('.address code')?.textContent,
  }))
  const address = new URL(await page.tab.url())
  expect(shown).toEqual({ guide: id, outside: wanted(address), copy: address.href })
})

test('somebody in a browser is shown its paths, and no way out of an app', async () => {
  const page = await openPage('', { context: { userAgent: PUBLISHED['whale-desktop']?.at(-1) ?? '' } })
  await page.seesView('notice')
  expect(await page.inUi((root) => root.querySelector('[data-action=refusal]')?.textContent)).toBe(
    '네이버 웨일에서 거부하는 법',
  )
  await page.press('refusal', { view: 'notice' })
  await page.seesView('refusal')
  expect(
    await page.inUi((root) => [root.querySelector('select')?.value, root.querySelector('[data-action=outside]')]),
  ).toEqual(['whale-desktop', null])
})

test.each([
  ['light', 'ko'],
  ['dark', 'en'],
] as const)(
  'axe finds nothing in a guide inside an app, nor where a signal is honoured, in %s and %s',
  async (colorScheme, lang) => {
    const page = await openPage('<main style="min-height:100vh"><h1>Mail</h1></main>', {
      config: storyConfig,
      lang,
      context: { userAgent: kakao, colorScheme, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } },
      before: `<script>Object.defineProperty(Navigator.prototype, 'globalPrivacyControl', { configurable: true, get: () => true })</script>`,
      head: '<style>:root { color-scheme: light dark }</style>',
    })
    await page.seesView('notice')
    expect(await axeViolations(page)).toEqual([])
    for (const view of ['refusal', 'settings'] as const) {
      await page.open(view)
      expect(await axeViolations(page)).toEqual([])
    }
  },
)
