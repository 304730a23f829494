// My record: what was chosen and changed in place, what is stored on this device and erased from it, and what can be taken along.

import { expect, test } from 'vitest'
import { createSite, engine, openPage, openSite, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** Lines of "stored here now": name and kind, by who declared them. */
const listed = (page: StoryPage) =>
  page.inUi((root) =>
    [...root.querySelectorAll('.stored details')].map((each) => [
      each.querySelector('summary')?.firstChild?.textContent?.trim(),
      ...[...each.querySelectorAll('.line > span')].map((line) => line.textContent),
    ]),
  )
const lines = async (page: StoryPage) => (await listed(page)).flatMap(([, ...names]) => names).sort()
/** What WebKit looks for only when it is wished. */
const lookEverywhere = async (page: StoryPage) => {
  if (engine !== 'webkit') return
  await page.press('look', { view: 'record' })
  await page.shows('다시 확인', uiText, '[data-action=look]')
}
const uiText = (selector: string) =>
  document.querySelector('dongui-ui')?.shadowRoot?.querySelector(selector)?.textContent ?? null

/** Everything that a page can keep, of a service and of nobody; a cookie that no script can see. */
async function openStored() {
  const site = await createSite()
  site.page('/', pageText('', { config: storyConfig }), { headers: { 'set-cookie': 'hidden=1; HttpOnly' } })
  const page = await openSite(site)
  await page.choose('allow')
  await page.evaluate(async () => {
    document.cookie = 'visitor=secret; path=/'
    document.cookie = 'session=secret; path=/'
    document.cookie = 'theme=secret; path=/'
    localStorage.setItem('stats-queue', 'secret')
    localStorage.setItem('draft', 'secret')
    sessionStorage.setItem('stats-tab', 'secret')
    await new Promise((resolve) => {
      const request = indexedDB.open('mail-store')
      request.onsuccess = () => {
        request.result.close()
        resolve(null)
      }
    })
    await caches.open('mail-cache')
  })
  await page.open('record')
  await lookEverywhere(page)
  return page
}

test('it lists what is stored now, by who declared it, with what nobody did, and never a value', async () => {
  const page = await openStored()
  expect(await listed(page)).toEqual([
    ['내 기록', 'dongui 쿠키'],
    ['Mail · 꼭 필요한 기능', 'session 쿠키'],
    ['Example Stats · 방문 통계', 'visitor 쿠키', 'stats-queue 로컬 저장소', 'stats-tab 세션 저장소'],
    [
      '사이트가 밝히지 않은 이름',
      'theme 쿠키',
      'draft 로컬 저장소',
      'mail-store 브라우저 데이터베이스',
      'mail-cache 브라우저 캐시',
    ],
  ])
  expect(await page.inUi((root) => root.querySelector('[data-view=record]')?.textContent)).not.toContain('secret')
})

test('one name is erased on a press, and reported; everything else stays', async () => {
  const page = await openStored()
  const before = await lines(page)
  for (const name of ['theme', 'stats-queue', 'mail-store', 'mail-cache']) {
    await page.clickInUi(`[aria-label="삭제: ${name}"]`)
    await page.shows(null, uiText, `[aria-label="삭제: ${name}"]`)
  }
  const gone = ['theme 쿠키', 'stats-queue 로컬 저장소', 'mail-store 브라우저 데이터베이스', 'mail-cache 브라우저 캐시']
  expect(await lines(page)).toEqual(before.filter((each) => !gone.includes(String(each))))
  expect(await page.cookies()).not.toContain('theme')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual(['draft'])
  expect(await page.evaluate(() => window.dongui?.report().erased.map(({ name }) => name))).toEqual([
    'theme',
    'stats-queue',
    'mail-store',
    'mail-cache',
  ])
  // The heading has the focus that the button took with it.
  expect(
    await page.inUi((root) => [root.activeElement?.localName, root.querySelector('[role=status]')?.textContent]),
  ).toEqual(['h3', '1개를 지웠습니다.'])
})

test('only what is not necessary is erased, or all of it, the record too; a cookie that no script can see stays', async () => {
  const page = await openStored()
  await page.press('erase-all', { view: 'record' })
  await page.press('erase-optional', { view: 'record' })
  await page.shows(null, uiText, '[aria-label="삭제: visitor"]')
  expect((await page.cookies()).sort()).toEqual(['dongui', 'session', 'theme'])
  await page.press('erase-all', { view: 'record' })
  await page.press('erase-all', { view: 'record' })
  await page.seesView('notice')
  expect((await page.jar()).map(({ name }) => name)).toEqual(['hidden'])
  expect(await page.evaluate(() => [window.dongui?.record, localStorage.length, sessionStorage.length])).toEqual([
    null,
    0,
    0,
  ])
})

test('a database that another tab has open is not erased, and it says why', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  const other = await page.inAnotherTab()
  await other.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('mail-store')
        request.onsuccess = () => {
          ;(window as unknown as { store: unknown }).store = request.result
          resolve(null)
        }
      }),
  )
  await page.open('record')
  await lookEverywhere(page)
  await page.clickInUi('[aria-label="삭제: mail-store"]')
  await page.shows(true, () =>
    Boolean(
      document
        .querySelector('dongui-ui')
        ?.shadowRoot?.querySelector('.stored .doubt')
        ?.textContent?.includes('다른 탭에서 사용'),
    ),
  )
  expect(await page.evaluate(() => window.dongui?.report().kept.map(({ name }) => name))).toEqual(['mail-store'])
})

test('to open it costs nothing that is stored, in any browser', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  await page.evaluate(() => localStorage.setItem('draft', 'text'))
  await page.reload()
  await page.open('record')
  expect(await lines(page)).toContain('draft 로컬 저장소')
  await page.reload()
  await page.reload()
  expect(await page.evaluate(() => localStorage.getItem('draft'))).toBe('text')
})

test('what is only held is not listed: it is nowhere but in the page', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('ask')
  await page.reload()
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  await page.open('record')
  expect((await lines(page)).filter((each) => !String(each).startsWith('dongui'))).toEqual([])
})

test('an answer is changed where it stands, holds at once, and says since when it holds', async () => {
  const page = await openPage('<script type="text/plain" data-consent="stats">ran = true</script>', {
    config: storyConfig,
  })
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
  await page.open('record')
  await page.clickInUi('.category:nth-of-type(2) summary')
  expect(await answerOf(page, 'stats')).toEqual(['거부', '위의 목적에서 고르신 대로 따릅니다.'])
  await page.clickInUi('[data-id=stats][data-decision=allow]')
  await page.sees({ ran: true, 'dongui.record.services.stats': 'allow' })
  expect(await answerOf(page, 'stats')).toEqual(['허용', expect.stringMatching(/^\d{4}년 .*에 고르셨습니다\.$/)])
  expect(await page.evaluate(() => window.dongui?.record?.categories)).toEqual({
    analytics: 'refuse',
    personalization: 'refuse',
  })
  // By keyboard too, and what lies between is not chosen on the way.
  await page.inUi((root) => root.querySelector<HTMLElement>('[data-id=stats][data-decision=allow]')?.focus())
  await page.key('Tab')
  await page.key('Tab')
  await page.key('Enter')
  await page.sees({ 'dongui.record.services.stats': 'ask' })
})

const answerOf = (page: StoryPage, id: string) =>
  page.inUi((root, of) => {
    const service = root.querySelector(`[data-id=${of}]`)?.closest('.service')
    return [service?.querySelector('[aria-pressed=true]')?.textContent, service?.querySelector('p')?.textContent]
  }, id)

test('it is taken along as a file for programs and as a page for people, under the strictest policy', async () => {
  const page = await openPage('', {
    config: storyConfig,
    tag: 'nonce="abc"',
    headers: {
      'Content-Security-Policy':
        "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
    head: `<script nonce="abc">
      violations = []; saved = []
      document.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective))
      // What would be handed to the visitor.
      const { createObjectURL } = URL
      URL.createObjectURL = (blob) => (blob.text().then((text) => saved.push([blob.type, text])), createObjectURL(blob))
      HTMLAnchorElement.prototype.click = function () { this.download && saved.push(this.download.replace(/\\d+-\\d+-\\d+/, 'day')) }
    </script>`,
  })
  await page.choose({ analytics: 'allow', visits: 'refuse', personalization: 'ask' })
  await page.open('record')
  const saved = () => page.evaluate(() => (window as unknown as { saved: [string, string][] }).saved)
  const nextFile = async (action: string) => {
    const before = (await saved()).length
    await page.press(action, { view: 'record' })
    await page.shows(before + 2, () => (window as unknown as { saved: unknown[] }).saved.length)
    return (await saved()).slice(before).sort((one, other) => one.length - other.length)
  }
  const [[, json = ''] = [], jsonName] = await nextFile('download')
  expect(String(jsonName)).toMatch(/^consent-.*-day\.json$/)
  expect(JSON.parse(json)).toMatchObject({
    schema_version: 'ISO/IEC TS 27560:2023',
    purposes: [
      { purpose_id: 'analytics', event_state: 'consent given' },
      { purpose_id: 'analytics', event_state: 'consent refused' },
      { purpose_id: 'personalization', event_state: 'consent requested' },
    ],
  })
  const [[type, html = ''] = [], htmlName] = await nextFile('save-page')
  expect([type, String(htmlName)]).toEqual(['text/html', expect.stringMatching(/^consent-.*-day\.html$/)])
  expect(html).toMatch(/^<!doctype html>\n<html lang="ko" dir="ltr"><head><meta charset="utf-8">/)
  expect(html).not.toMatch(/<(?:script|button|input|form|link|iframe|img)|\son\w+=|style="/)
  const text = html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  for (const part of [
    '내 기록 · 예시 메일',
    '방문 통계 허용',
    'Visits 거부',
    '맞춤 서비스 매번 묻기',
    '2026-11-01',
    'dongui 쿠키',
  ])
    expect(text).toContain(part)
  expect(await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).toEqual(
    // WebKit is asked to take a script's address, for it checks no other way whether a part is what was built.
    engine === 'webkit' ? expect.arrayContaining(['require-trusted-types-for']) : [],
  )
})
