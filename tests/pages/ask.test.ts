// "Ask me each time": one question a service, and what it allows is stored as it was written.

import { expect, test } from 'vitest'
import { createSite, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** A page of a visitor who has chosen to be asked each time, whose own code writes for the services at once. */
async function openAsked(body = '', head = '') {
  const site = await createSite()
  const page = await openPage(body, { config: storyConfig, site, head })
  await page.choose('ask')
  await page.reload()
  return page
}

const WRITES = `<script>
  document.cookie = 'visitor=first; path=/; max-age=86400'
  document.cookie = 'probe=1; path=/'
  document.cookie = '_st_probe=1; path=/'
  document.cookie = '_st_probe=; path=/; max-age=0'
  document.cookie = 'visitor=second; path=/; max-age=86400'
  localStorage.setItem('stats-queue', 'held')
  seen = [document.cookie.includes('visitor=second'), localStorage.getItem('stats-queue'), document.cookie.includes('_st_')]
</script>`

const asked = (page: StoryPage) =>
  page.inUi((root) => {
    const card = root.querySelector<HTMLElement>('[data-view=ask]')
    return [card?.dataset.service, [...(card?.querySelectorAll('details code') ?? [])].map((each) => each.textContent)]
  })
const onDevice = (page: StoryPage) => page.jar().then((jar) => jar.map(({ name }) => name).sort())

test('a page reads what is held, the device has nothing of it, and one question is put about it', async () => {
  const page = await openAsked(WRITES)
  await page.sees({ seen: [true, 'held', false] })
  expect(await onDevice(page)).toEqual(['dongui', 'probe'])
  await page.seesView('ask')
  expect(await asked(page)).toEqual(['stats', ['visitor', 'stats-queue']])
})

test('what is written is set beside what the owner declares: alike, silent on how long, otherwise', async () => {
  const page = await openAsked(
    `<script>
       document.cookie = '_st_short=1; path=/; max-age=3600'
       document.cookie = 'visitor=1; path=/; max-age=86400'
       localStorage.setItem('stats-queue', 'held')
     </script>`,
  )
  await page.seesView('ask')
  const lines = await page.inUi((root) =>
    [...root.querySelectorAll('[data-view=ask] details li')].map((each) =>
      [...each.children].map(({ textContent }) => textContent).join(' | '),
    ),
  )
  expect(lines).toEqual([
    '_st_short | 쿠키 · 1시간 | 사이트가 밝힌 내용과 다릅니다: 쿠키 · 13개월',
    'visitor | 쿠키 · 1일 · 사이트가 보관 기간은 밝히지 않음',
    'stats-queue | 로컬 저장소 · 삭제할 때까지 · 사이트가 밝힌 대로',
  ])
})

test('once somebody has chosen to be asked, what the page writes in the next moment is held, without a reload', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.seesView('notice')
  const read = await page.evaluate(async () => {
    await window.dongui?.choose({ analytics: 'ask' })
    document.cookie = 'visitor=first; path=/; max-age=86400'
    localStorage.setItem('stats-queue', 'held')
    return [document.cookie.includes('visitor=first'), localStorage.getItem('stats-queue')]
  })
  expect(read).toEqual([true, 'held'])
  expect(await onDevice(page)).toEqual(['dongui'])
  await page.seesView('ask')
  expect(await asked(page)).toEqual(['stats', ['visitor', 'stats-queue']])
  await page.press('allow', { view: 'ask' })
  await page.sees({ 'dongui.record.services.stats': 'allow' })
  expect(await page.jar()).toContainEqual(expect.objectContaining({ name: 'visitor', value: 'first' }))
})

test('to allow writes what was held, as it was asked for, and the question is gone for good', async () => {
  const page = await openAsked(WRITES)
  await page.press('allow', { view: 'ask' })
  await page.sees({ 'dongui.record.services.stats': 'allow' })
  await page.seesNoView()
  expect(await page.jar()).toContainEqual(expect.objectContaining({ name: 'visitor', value: 'second' }))
  expect(await page.evaluate(() => ({ ...localStorage }))).toEqual({ 'stats-queue': 'held' })
  await page.reload()
  await page.seesNoView()
  expect(await page.evaluate(() => document.cookie.includes('visitor=second'))).toBe(true)
})

test('never is never: nothing is stored, and nobody asks again', async () => {
  const page = await openAsked(WRITES)
  await page.press('refuse', { view: 'ask' })
  await page.sees({ 'dongui.record.services.stats': 'refuse' })
  await page.seesNoView()
  for (let visits = 0; visits < 2; visits++) {
    expect(await page.evaluate(() => [document.cookie.includes('visitor'), localStorage.length])).toEqual([false, 0])
    await page.reload()
    await page.seesNoView()
  }
})

test('not now holds for this visit, in every tab, and the next one asks again', async () => {
  const page = await openAsked(WRITES)
  const other = await page.inAnotherTab()
  await other.seesView('ask')
  await page.press('later', { view: 'ask' })
  await other.seesNoView()
  await page.reload()
  await page.seesNoView()
  expect(await page.evaluate(() => localStorage.length)).toBe(0)
  await page.endVisit()
  await page.reload()
  await page.seesView('ask')
})

test('elements are asked about too: held, one question for its service, released in order when it is allowed', async () => {
  const site = await createSite()
  site.file('/a.js', 'log.push("external")')
  const page = await openPage(
    `<script>log = []</script>
     <script type="text/plain" data-consent="stats" src="/a.js"></script>
     <script type="text/plain" data-consent="stats">document.cookie = 'visitor=1; path=/'; log.push('inline')</script>`,
    { config: storyConfig, site },
  )
  await page.choose('ask')
  await page.seesView('ask')
  await page.requested('/a.js', 0)
  await page.press('allow', { view: 'ask' })
  await page.sees({ log: ['external', 'inline'] })
  await page.seesNoView()
})

test('what was held is on the device before what waited for it runs', async () => {
  const page = await openPage(
    `<script type="text/plain" data-consent="stats">found = [...Object.keys(localStorage), /visitor=first/.test(document.cookie)]</script>`,
    { config: storyConfig },
  )
  await page.choose('ask')
  await page.evaluate(() => {
    localStorage.setItem('stats-queue', 'held')
    document.cookie = 'visitor=first; path=/; max-age=86400'
  })
  // Names of keys are not read back from what is held: they are the device's.
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  await page.press('allow', { view: 'ask' })
  await page.sees({ found: ['stats-queue', true] })
})

test('questions come one at a time, and the same answer can be given for a whole purpose', async () => {
  const page = await openAsked(
    `${WRITES}<script>document.cookie = 'visits=1; path=/'; document.cookie = 'folder=1; path=/'</script>`,
  )
  await page.seesView('ask')
  expect((await asked(page))[0]).toBe('stats')
  await page.clickInUi('[data-view=ask] .whole input')
  await page.press('allow', { view: 'ask' })
  await page.sees({ 'dongui.record.categories.analytics': 'allow' })
  await page.shows(
    'assistant',
    () =>
      document.querySelector('dongui-ui')?.shadowRoot?.querySelector<HTMLElement>('[data-view=ask]')?.dataset.service,
  )
  expect(
    await page.evaluate(() => document.cookie.includes('visits=1') && !document.cookie.includes('folder=1; ')),
  ).toBe(true)
})

test('an answer in one tab is an answer in the others, and the first tab’s id stays', async () => {
  const page = await openAsked(
    '<script>document.cookie = "visitor=" + Math.random() + "; path=/"; mine = document.cookie.match(/visitor=([^;]*)/)?.[1]</script>',
  )
  const other = await page.inAnotherTab()
  await other.seesView('ask')
  await page.press('allow', { view: 'ask' })
  await other.seesNoView()
  const mine = await page.evaluate(() => (window as unknown as { mine: string }).mine)
  await other.shows(true, (id) => document.cookie.includes(`visitor=${id}`), mine)
})

test('a page may ask at the moment it needs the answer', async () => {
  const page = await openPage(
    "<button onclick=\"dongui.ask('assistant', { reason: '지도를 보여 드리려면 필요합니다.' }).then(a => { answer = a })\">map</button>",
    {
      config: storyConfig,
    },
  )
  await page.choose('ask')
  for (const [action, answer] of [
    ['later', false],
    ['allow', true],
  ] as const) {
    await page.click('button')
    await page.seesView('ask')
    expect(await page.inUi((root) => root.querySelector('[data-view=ask]')?.textContent)).toContain('지도를 보여')
    await page.press(action, { view: 'ask' })
    await page.sees({ answer })
  }
  await page.evaluate(() => void Object.assign(window, { answer: null }))
  await page.click('button')
  await page.sees({ answer: true })
  await page.seesNoView()
})

test('what is held after an answer is asked about as well', async () => {
  const page = await openAsked(WRITES)
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView()
  await page.evaluate(() => {
    document.cookie = 'folder=1; path=/'
  })
  await page.seesView('ask')
  expect((await asked(page))[0]).toBe('assistant')
})

test('the cookie store reads what is held as well, and lets go of it', async () => {
  const page = await openAsked('<script>told = []; dongui.on("asked", (e) => told.push(e))</script>')
  const read = await page.evaluate(async () => {
    const { cookieStore } = window
    if (!cookieStore) return null
    document.cookie = 'visitor=held=1; path=/; max-age=86400'
    document.cookie = 'probe=1; path=/'
    document.cookie = '_st_x=1; path=/'
    const names = async () => (await cookieStore.getAll()).map(({ name }) => name).filter((name) => name !== 'dongui')
    const before = [
      await names(),
      (await cookieStore.get('visitor'))?.value,
      (await cookieStore.getAll('_st_x')).length,
    ]
    await cookieStore.delete('_st_x')
    return [before, await names(), await cookieStore.get('nobody')]
  })
  // An engine without a cookie store has nothing to read it with.
  if (read) expect(read).toEqual([[['probe', 'visitor', '_st_x'], 'held=1', 1], ['probe', 'visitor'], null])
  else
    await page.evaluate(() => {
      document.cookie = 'visitor=held=1; path=/; max-age=86400'
    })
  expect(await onDevice(page)).not.toContain('visitor')
  await page.seesView('ask')
  await page.sees({ told: [{ service: 'stats', names: ['visitor'] }] })
})

test('what the cookie store is to set is held, its promise kept, and it is stored where and for how long it said', async () => {
  const site = await createSite()
  const page = await openPage('', { config: storyConfig, site, path: '/deep/page' })
  await page.choose('ask')
  const held = await page.evaluate(async () => {
    // An engine without a cookie store has nothing to write with.
    if (!window.cookieStore) return null
    const inDays = (days: number) => Date.now() + days * 86_400_000
    const told = [
      await cookieStore.set({ name: 'visitor', value: 'kept', path: '/deep', expires: inDays(2), sameSite: 'lax' }),
      await cookieStore.set({ name: '_st_over', value: 'over', expires: inDays(-1) }),
      await cookieStore.set('_st_plain', 'plain'),
    ]
    return [told.every((each) => each === undefined), (await cookieStore.get('visitor'))?.value ?? null]
  })
  if (!held) return
  expect(held).toEqual([true, 'kept'])
  expect(await onDevice(page)).toEqual(['dongui'])
  await page.press('allow', { view: 'ask' })
  await page.sees({ 'dongui.record.services.stats': 'allow' })
  await page.seesNoView()
  const stored = (await page.jar()).map(({ name, value, path }) => [name, value, path])
  expect(stored.filter(([name]) => !name?.startsWith('dongui')).sort()).toEqual([
    ['_st_plain', 'plain', '/'],
    ['visitor', 'kept', '/deep'],
  ])
})

test('what a frame of the page writes is asked about in its own kind', async () => {
  const page = await openAsked('<iframe srcdoc="<p>inside</p>"></iframe>')
  await page.evaluate(() => {
    const inside = document.querySelector('iframe')?.contentWindow as typeof window
    inside.sessionStorage.setItem('stats-tab', '1')
  })
  await page.press('allow', { view: 'ask' })
  await page.seesNoView()
  expect(await page.evaluate(() => [sessionStorage.getItem('stats-tab'), localStorage.length])).toEqual(['1', 0])
})
