import { expect, test } from 'vitest'
import { siteFrom } from '../../src/core/config'
import en from '../../src/locales/en'
import { exampleConfig } from '../support/example'
import { openStage } from './stage'

const CHOICES = ['allow', 'refuse', 'ask']
const actions = (elements: HTMLElement[]) => elements.map((each) => each.dataset.action)
const plainSite = siteFrom({ service: { name: 'Example Mail' }, policy: { url: '/privacy', version: '1' } })

test('the notice is drawn at once, is a named landmark, and takes no focus', () => {
  const { ui, see } = openStage({ page: '<input id="here">' })
  document.getElementById('here')?.focus()
  void ui.show('notice')
  const notice = see('[data-view=notice]')
  expect(notice.tagName).toBe('SECTION')
  expect(see(`#${notice.getAttribute('aria-labelledby')}`).textContent).toBe('Cookies on Example Mail')
  expect(document.activeElement?.id).toBe('here')
})

test('it says what for, that one can refuse, and what refusing changes, before the choices', () => {
  const { ui, see } = openStage({ site: plainSite })
  void ui.show('notice')
  const text = see('[data-view=notice]').textContent ?? ''
  expect(text).toContain(
    'cookies for visit statistics, personalization and marketing are stored only if you allow them',
  )
  expect(text).toContain('You can refuse and carry on. What changes: visits are not counted, ')
  expect(text.indexOf('What changes')).toBeLessThan(text.indexOf('Allow all'))
})

test('the choices cannot be told apart but by their words: one element, one class, nothing of their own', () => {
  const { ui, all } = openStage()
  void ui.show('notice')
  const choices = all('.choice')
  expect(actions(choices)).toEqual(CHOICES)
  for (const each of choices) {
    expect(each.tagName).toBe('BUTTON')
    expect(each.getAttributeNames().sort()).toEqual(['class', 'data-action', 'type'])
    expect(each.className).toBe('choice')
    expect(each.parentElement).toBe(choices[0]?.parentElement)
  }
})

test.each(CHOICES)('pressing "%s" decides that, once', (choice) => {
  const { ui, consent, press } = openStage()
  void ui.show('notice')
  press(choice)
  expect(consent.told).toEqual([choice])
})

test('the owner says which choices there are, and in which order', () => {
  const { ui, all } = openStage({ site: siteFrom({ ...exampleConfig, choices: ['refuse', 'allow'] }) })
  void ui.show('notice')
  expect(actions(all('.choice'))).toEqual(['refuse', 'allow'])
})

test('after the choices come the settings, the guide for this browser, and the policy', () => {
  const { ui, all, see } = openStage()
  void ui.show('notice')
  expect(actions(all('.link'))).toEqual(['settings', 'refusal', 'policy'])
  expect(see('[data-action=refusal]').textContent).toMatch(/^How to refuse in ./)
  expect(see('[data-action=policy]').getAttribute('href')).toBe('/privacy')
})

test.each([
  [
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    'Chrome에서',
  ],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0', 'Edge에서'],
  ['Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/156.0 Whale/4.0 Safari/537.36', '네이버 웨일에서'],
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/29.0 Chrome/136.0 Mobile Safari/537.36',
    '삼성 인터넷에서',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0', 'Firefox에서'],
  [
    'Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/156.0 Mobile/15E148 Safari/604.1',
    'Chrome에서',
  ],
  ['Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/27.2 Safari/605.1.15', 'Safari에서'],
  ['Mozilla/5.0 (iPhone) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 KAKAOTALK 10.3.1', '이 브라우저에서'],
  ['SomethingNew/1.0', '이 브라우저에서'],
])('the link to the guide names the browser: %s', (userAgent, start) => {
  const own = Object.getOwnPropertyDescriptor(navigator, 'userAgent')
  Object.defineProperty(navigator, 'userAgent', { value: userAgent, configurable: true })
  try {
    const { ui, see } = openStage({ language: 'ko' })
    void ui.show('notice')
    expect(see('[data-action=refusal]').textContent).toBe(`${start} 거부하는 법`)
  } finally {
    if (own) Object.defineProperty(navigator, 'userAgent', own)
    else Reflect.deleteProperty(navigator, 'userAgent')
  }
})

test('where a site stores until it is refused, the notice says so', () => {
  const { informs } = en.common
  const { ui, see } = openStage({ site: { ...plainSite, mode: 'opt-out' }, informs })
  void ui.show('notice')
  expect(see('[data-view=notice]').textContent).toContain('are stored until you refuse them')
})

test("the owner's words come before ours, and their sentences become part of ours", () => {
  const site = siteFrom({
    ...exampleConfig,
    categories: [
      { id: 'analytics', title: { ko: '이용 분석' }, withoutIt: { ko: '오류를 늦게 알게 됩니다.' } },
      { id: 'chat' },
    ],
  })
  const { ui, see } = openStage({ site, language: 'ko' })
  void ui.show('notice')
  const text = see('[data-view=notice]').textContent
  expect(text).toContain('이용 분석 및 chat 목적의 쿠키는')
  expect(text).toContain('달라지는 점: 오류를 늦게 알게 됩니다.')
})

test('who chose under an older policy is told what is new, and nobody else', () => {
  const site = siteFrom({ ...exampleConfig, policy: { url: '/p', version: '2', changes: 'Marketing was added.' } })
  const first = openStage({ site })
  void first.ui.show('notice')
  expect(first.see('[data-view=notice]').textContent).not.toContain('Marketing was added.')
  const again = openStage({ site, renewed: () => true })
  void again.ui.show('notice')
  expect(again.see('[data-view=notice]').textContent).toContain('we ask again. Marketing was added.')
})

test('nothing of an owner becomes markup', () => {
  const { ui, all, see } = openStage({
    site: siteFrom({ ...exampleConfig, service: { name: '<img src=x>{purposes}' } }),
  })
  void ui.show('notice')
  expect(all('img')).toEqual([])
  expect(see('h2').textContent).toBe('Cookies on <img src=x>{purposes}')
})
