// Tabs, and pages that come back, agree.

import { expect, test } from 'vitest'
import { engine, openPage, pageText, storyIn } from '../support/story'
import { storyConfig } from '../support/story-config'

const script = '<script type="text/plain" data-consent="stats">ran = true</script>'

test('what is allowed in one tab runs in the other, and its notice goes', async () => {
  const one = await openPage(script, { config: storyConfig })
  const other = await one.inAnotherTab()
  await one.seesView('notice')
  await other.seesView('notice')
  await one.press('allow', { view: 'notice' })
  await other.sees({ ran: true, 'dongui.record.categories.analytics': 'allow' })
  await other.seesNoView()
})

test('a withdrawal in one tab closes the other, and erases what it stores', async () => {
  const one = await openPage('', { config: storyConfig })
  await one.choose('allow')
  const other = await one.inAnotherTab()
  await other.evaluate(() => {
    document.cookie = 'visitor=1; path=/'
  })
  await one.withdraw()
  await other.shows(false, () => window.dongui?.allows('stats'))
  await other.evaluate(() => {
    document.cookie = 'visitor=2; path=/'
  })
  expect(await one.cookies()).toEqual(['dongui'])
})

test('a record deleted in one tab is asked for in the other', async () => {
  const one = await openPage('', { config: storyConfig })
  await one.choose('allow')
  const other = await one.inAnotherTab()
  await one.evaluate(() => window.dongui?.forget())
  await other.seesView('notice')
  expect(await other.evaluate(() => window.dongui?.allows('stats'))).toBe(false)
})

/** The looks that a page takes by itself, after a while and when it comes to the front, would do as well: there are none. */
const WITHOUT_LOOKS = `<script>{
  const { setTimeout } = window
  window.setTimeout = (act, ms, ...more) => ms >= 250 && ms !== 15_000 ? 0 : setTimeout(act, ms, ...more)
  for (const type of ['visibilitychange', 'pageshow', 'focus']) addEventListener(type, (event) => event.stopImmediatePropagation(), true)
}</script>`
const without = (name: string) => `<script>Object.defineProperty(window, '${name}', { value: undefined })</script>`

/** Firefox shows a tab another's cookie a moment after the message, and nobody can say how long a moment is. */
const LOOKS_ONCE = engine === 'firefox' ? '' : WITHOUT_LOOKS

/** Two tabs with this in their heads: what is allowed in one runs in the other. */
async function hears(before: string, missing: string): Promise<void> {
  const one = await openPage(script, { config: storyConfig, before })
  const other = await one.inAnotherTab()
  await one.seesView('notice')
  await other.seesView('notice')
  await one.choose('allow')
  await other.sees({ ran: true, [missing]: undefined })
}

test('a tab whose browser reports no cookies hears of another’s decision all the same', () =>
  hears(without('cookieStore') + LOOKS_ONCE, 'cookieStore'))

storyIn('chromium', 'firefox')('so does one that no other tab can speak to, by the cookie', () =>
  hears(without('BroadcastChannel') + WITHOUT_LOOKS, 'BroadcastChannel'),
)

/** Its channel is another's, no cookie is told of, and its later looks do not come by themselves. */
const DEAF = `<script>
  Object.defineProperty(window, 'cookieStore', { value: undefined })
  BroadcastChannel = class extends BroadcastChannel { constructor(name) { super(name + ' of its own') } }
  later = []; const native = setTimeout
  setTimeout = (act, ms, ...rest) => ms >= 250 && ms !== 15_000 ? later.push(act) : native(act, ms, ...rest)</script>`

test('a tab that has not heard of it reads the record again before it erases anything', async () => {
  const one = await openPage('', { config: storyConfig })
  await one.choose('refuse')
  one.site.page('/deaf', pageText('', { config: storyConfig, before: DEAF }))
  const WAYS = {
    'it comes to the front': () => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
    'it is shown again': () => void dispatchEvent(new Event('pageshow')),
    'it is left': () => void dispatchEvent(new Event('pagehide')),
    'a moment is over': () => (window as unknown as { later: (() => void)[] }).later.at(0)?.(),
  }
  for (const [way, look] of Object.entries(WAYS)) {
    await one.choose('refuse')
    const deaf = await one.inAnotherTab('/deaf')
    await deaf.settled()
    await one.choose('allow')
    await one.evaluate(() => {
      document.cookie = 'visitor=1; path=/'
      localStorage.setItem('stats-queue', '1')
    })
    await deaf.shows([true, '1'], () => [document.cookie.includes('visitor=1'), localStorage.getItem('stats-queue')])
    expect([way, await deaf.evaluate(() => window.dongui?.allows('stats'))]).toEqual([way, false])
    await deaf.evaluate(look)
    expect([
      way,
      await deaf.evaluate(() => [
        document.cookie.includes('visitor=1'),
        localStorage.getItem('stats-queue'),
        window.dongui?.allows('stats'),
      ]),
    ]).toEqual([way, [true, '1', true]])
    expect([way, (await one.cookies()).sort()]).toEqual([way, ['dongui', 'visitor']])
  }
})

test('a page that returns with the Back button obeys what was decided meanwhile', async () => {
  const page = await openPage(script, { config: storyConfig })
  await page.choose('allow')
  page.site.page('/elsewhere', '<p>elsewhere</p>')
  await page.visit('/elsewhere')
  const other = await page.inAnotherTab('/')
  await other.withdraw()
  await page.goBack()
  await page.shows(false, () => window.dongui?.allows('stats'))
})

test.each(['refuse', 'ask', 'allow'] as const)('after %s a page is kept in the back/forward cache', async (choice) => {
  const page = await openPage(
    `${script}<script>shown = []; addEventListener('pageshow', (event) => shown.push(event.persisted))</script>`,
    { config: storyConfig },
  )
  page.site.page('/elsewhere', '<script>where = "elsewhere"</script>')
  await page.choose(choice)
  await page.reload()
  await page.settled()
  await page.visit('/elsewhere')
  await page.sees({ where: 'elsewhere' })
  await page.goBack()
  await page.sees({ shown: [false, true] })
})

test('a tab that has not heard of a withdrawal does not take it back by answering a part', async () => {
  const one = await openPage('', { config: storyConfig })
  one.site.page('/deaf', pageText('', { config: storyConfig, before: DEAF }))
  await one.choose('allow')
  const deaf = await one.inAnotherTab('/deaf')
  await deaf.settled()
  await one.choose('refuse')
  const text = await one.evaluate(() => document.cookie)
  await deaf.shows(text, () => document.cookie)
  expect(await deaf.evaluate(() => window.dongui?.allows('stats'))).toBe(true)
  await deaf.choose({ personalization: 'allow' })
  const decisions = () => ({ ...window.dongui?.record?.categories })
  expect(await deaf.evaluate(decisions)).toEqual({ analytics: 'refuse', personalization: 'allow' })
  await one.shows({ analytics: 'refuse', personalization: 'allow' }, decisions)
})
