// `unknown: 'ask'`: names that nobody declared are asked about too, by the host whose script writes them.

import { expect, test } from 'vitest'
import { createSite, openPage, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** What a visitor who chose to be asked meets on a page whose guest script writes names that nobody declared. */
async function openAsked(body = '') {
  const site = await createSite()
  const guest = site.elsewhere('guest')
  guest.file(
    '/guest.js',
    `addEventListener('again', () => { document.cookie = 'second=2; path=/'; seen = document.cookie.includes('second=2') })
     document.cookie = 'visitor_id=1795644845515; path=/; max-age=86400'
     localStorage.setItem('queue-01a214c5-ae2d-7f5f-a553-d6f2f03f06a0', 'held')
     seen = [document.cookie.includes('visitor_id='), localStorage.length]`,
  )
  const page = await openPage(`${body}<script src="${guest.origin}/guest.js"></script>`, {
    config: { ...storyConfig, unknown: 'ask' },
    site,
  })
  await page.choose('ask')
  await page.reload()
  return { page, host: guest.name }
}

const asked = (page: StoryPage) =>
  page.inUi((root) => {
    const card = root.querySelector<HTMLElement>('[data-view=ask]')
    return [card?.dataset.service, [...(card?.querySelectorAll('details code') ?? [])].map((each) => each.textContent)]
  })
const onDevice = async (page: StoryPage) => [
  ...(await page.jar()).map(({ name }) => name).filter((name) => !name.startsWith('dongui')),
  ...(await page.evaluate(() => Object.keys(localStorage))),
]
const NAMES = ['visitor_id', 'queue-01a214c5-ae2d-7f5f-a553-d6f2f03f06a0']

test('one question for a host, with each name; the page reads what is held, the device has nothing of it', async () => {
  const { page, host } = await openAsked()
  await page.sees({ seen: [true, 0] })
  await page.seesView('ask')
  expect(await asked(page)).toEqual([`*${host}`, NAMES])
  expect(await page.inUi((root) => root.querySelector('[data-view=ask] h2')?.textContent)).toContain(host)
  expect(await onDevice(page)).toEqual([])
})

test('to allow stores what was held; it stays on the next pages, nobody asks again, and a new name is a new question', async () => {
  const { page, host } = await openAsked()
  await page.press('allow', { view: 'ask' })
  await page.seesNoView()
  expect((await onDevice(page)).sort()).toEqual([...NAMES].sort())
  for (let visits = 0; visits < 2; visits++) {
    await page.reload()
    await page.seesNoView()
    expect((await onDevice(page)).sort()).toEqual([...NAMES].sort())
  }
  await page.evaluate(() => dispatchEvent(new Event('again')))
  await page.seesView('ask')
  expect(await asked(page)).toEqual([`*${host}`, ['second']])
})

test('never is never for the host: nothing is stored, nothing is read back, and nobody asks again', async () => {
  const { page } = await openAsked()
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  for (let visits = 0; visits < 2; visits++) {
    await page.reload()
    await page.evaluate(() => dispatchEvent(new Event('again')))
    await page.sees({ seen: false })
    await page.seesNoView()
    expect(await onDevice(page)).toEqual([])
  }
})

test('not now holds for this visit, and the next one asks again', async () => {
  const { page } = await openAsked()
  await page.press('later', { view: 'ask' })
  await page.seesNoView()
  await page.reload()
  await page.seesNoView()
  expect(await onDevice(page)).toEqual([])
  await page.endVisit()
  await page.reload()
  await page.seesView('ask')
})

test('an answer in one tab is an answer in the others, and none of them erases what was allowed', async () => {
  const { page } = await openAsked()
  const other = await page.inAnotherTab()
  await other.seesView('ask')
  await page.press('allow', { view: 'ask' })
  await other.seesNoView()
  await other.evaluate(() => window.dispatchEvent(new Event('pageshow')))
  // WebKit brings a key of local storage to another tab a moment later; what was erased would never come.
  await expect.poll(async () => (await onDevice(other)).sort(), { timeout: 10_000 }).toEqual([...NAMES].sort())
})

test('a name of the page’s own lines is asked about by itself; one with a star in it is never kept', async () => {
  const { page } = await openAsked(
    `<script>document.cookie = 'own_1795644845515=1; path=/'; document.cookie = '*=1; path=/'</script>`,
  )
  await page.seesView('ask')
  expect(await asked(page)).toEqual(['*own_*', ['own_1795644845515']])
  await page.press('allow', { view: 'ask' })
  await page.evaluate(() => {
    document.cookie = 'own_1795644845599=1; path=/'
    document.cookie = 'other=1; path=/'
    document.cookie = '*=1; path=/'
  })
  expect((await onDevice(page)).sort()).toEqual(['own_1795644845515', 'own_1795644845599'])
})

test('whoever refuses or begins anew has none of it, whatever was allowed before', async () => {
  const { page } = await openAsked()
  await page.press('allow', { view: 'ask' })
  await page.seesNoView()
  await page.choose('refuse')
  await page.reload()
  expect(await onDevice(page)).toEqual([])
  await page.choose('ask')
  await page.reload()
  await page.seesView('ask')
  expect(await onDevice(page)).toEqual([])
})

test('whoever deletes the record leaves no answer behind', async () => {
  const { page } = await openAsked()
  await page.press('later', { view: 'ask' })
  await page.seesNoView()
  await page.evaluate(() => window.dongui?.forget())
  await page.seesView('notice')
  expect((await page.jar()).map(({ name }) => name)).toEqual([])
})

/** My record's lines about such names: what it is, what can be pressed, what holds, and whether it says since when. */
const answers = (page: StoryPage) =>
  page.inUi((root) =>
    [...root.querySelectorAll('[data-view=record] .service:has(h4)')].map((each) => [
      each.querySelector('h4')?.textContent,
      [...each.querySelectorAll('button')].map((button) => button.textContent).join(' '),
      each.querySelector('[aria-pressed=true]')?.textContent,
      /^\d{4}년 .*에 고르셨습니다\.$/.test(each.querySelector('p')?.textContent ?? ''),
    ]),
  )
const seesAnswers = (page: StoryPage, expected: unknown[]) =>
  expect.poll(() => answers(page), { timeout: 10_000 }).toEqual(expected)
const change = (page: StoryPage, what: string, decision: string) =>
  page.clickInUi(`[data-view=record] [data-id="${what}"][data-decision=${decision}]`)
const ALL = '허용 거부 매번 묻기'

test('my record lists each answer with its time; a name is refused, allowed and asked about again from there', async () => {
  const { page, host } = await openAsked(
    `<script>document.cookie = 'own_1795644845515=1; path=/; max-age=86400'</script>`,
  )
  await page.press('allow', { view: 'ask' })
  await expect.poll(() => asked(page), { timeout: 10_000 }).toEqual([`*${host}`, NAMES])
  // By keyboard: a second click in the same place is taken for one of two.
  await page.inUi((root) => root.querySelector<HTMLElement>('[data-view=ask] [data-action=allow]')?.focus())
  await page.key('Enter')
  await page.seesNoView()
  await page.open('record')
  await seesAnswers(page, [
    ['own_*', ALL, '허용', true],
    ['queue-*', ALL, '허용', true],
    ['visitor_id', ALL, '허용', true],
  ])
  // What is allowed no longer is erased at once, and what is allowed stays.
  await change(page, 'visitor_id', 'refuse')
  await change(page, 'own_*', 'ask')
  await seesAnswers(page, [
    ['own_*', ALL, '매번 묻기', true],
    ['queue-*', ALL, '허용', true],
    ['visitor_id', ALL, '거부', true],
  ])
  await expect.poll(() => onDevice(page), { timeout: 10_000 }).toEqual([NAMES[1]])
  // The next page asks about the one and never about the other.
  await page.reload()
  await page.seesView('ask')
  expect(await asked(page)).toEqual(['*own_*', ['own_1795644845515']])
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  expect(await onDevice(page)).toEqual([NAMES[1]])
  await page.open('record')
  await seesAnswers(page, [
    ['own_*', ALL, '거부', true],
    ['queue-*', ALL, '허용', true],
    ['visitor_id', ALL, '거부', true],
  ])
  await change(page, 'visitor_id', 'allow')
  await seesAnswers(page, [
    ['own_*', ALL, '거부', true],
    ['queue-*', ALL, '허용', true],
    ['visitor_id', ALL, '허용', true],
  ])
  await page.reload()
  await page.seesNoView()
  expect((await onDevice(page)).sort()).toEqual([...NAMES].sort())
})

test('a host that was refused is allowed from my record by the names it writes on this page, or asked about again', async () => {
  const { page, host } = await openAsked()
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  await page.open('record')
  await seesAnswers(page, [[host, ALL, '거부', true]])
  await change(page, host, 'ask')
  await seesAnswers(page, [[host, ALL, '매번 묻기', true]])
  await page.reload()
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  await page.open('record')
  await change(page, host, 'allow')
  await seesAnswers(page, [
    ['queue-*', ALL, '허용', true],
    ['visitor_id', ALL, '허용', true],
  ])
  // What was pressed is gone: the focus is at the head of its list.
  expect(await page.inUi((root) => root.activeElement?.localName)).toBe('summary')
  await page.reload()
  await page.seesNoView()
  expect((await onDevice(page)).sort()).toEqual([...NAMES].sort())
})

test('what is changed in one tab holds in the others', async () => {
  const { page, host } = await openAsked()
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  const other = await page.inAnotherTab()
  await other.seesNoView()
  await page.open('record')
  await change(page, host, 'ask')
  await seesAnswers(page, [[host, ALL, '매번 묻기', true]])
  // Its answer is read before the next write: that is a question again.
  await expect
    .poll(
      async () => {
        await other.evaluate(() => dispatchEvent(new Event('again')))
        return other.evaluate(() => (window as unknown as { seen: unknown }).seen)
      },
      { timeout: 10_000 },
    )
    .toBe(true)
  await other.seesView('ask')
})

test('a tab that has not heard of what was allowed in another does not erase it when an answer is changed there', async () => {
  const { page, host } = await openAsked()
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  // Its channel is another's, and no cookie is told of; what is to come later does not, but for what times WebKit's commands.
  const before = `<script>
    Object.defineProperty(window, 'cookieStore', { value: undefined })
    BroadcastChannel = class extends BroadcastChannel { constructor(name) { super(name + ' of its own') } }
    const native = setTimeout
    setTimeout = (act, ms, ...rest) => ms >= 250 && ms !== 15_000 ? 0 : native(act, ms, ...rest)</script>`
  page.site.page('/deaf', pageText('', { config: { ...storyConfig, unknown: 'ask' }, before }))
  const deaf = await page.inAnotherTab('/deaf')
  await deaf.open('record')
  await page.choose({ stats: 'allow' })
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/'
    localStorage.setItem('stats-queue', '1')
  })
  const stored = () => [/visitor=1/.test(document.cookie), localStorage.getItem('stats-queue')]
  await deaf.shows([true, '1'], stored)
  await deaf.shows(false, () => window.dongui?.allows('stats'))
  await change(deaf, host, 'ask')
  await deaf.shows(true, () => window.dongui?.allows('stats'))
  expect(await deaf.evaluate(stored)).toEqual([true, '1'])
  expect(await page.evaluate(stored)).toEqual([true, '1'])
})

test('an answer of which nobody wrote down when it was given is listed without a time; of a host that wrote nothing nobody knows what to allow', async () => {
  const { page } = await openAsked()
  await page.evaluate(() => {
    document.cookie = `dongui-names=${encodeURIComponent('+visitor_id')}~-queue-*~@quiet.example~nonsense; path=/`
  })
  await page.reload()
  await page.seesNoView()
  await page.open('record')
  await seesAnswers(page, [
    ['queue-*', ALL, '거부', false],
    ['quiet.example', '거부 매번 묻기', '거부', false],
    ['visitor_id', ALL, '허용', false],
  ])
})
