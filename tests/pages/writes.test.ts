// Writes by name: what is refused is not stored, what is allowed or nobody's business is stored as ever.

import { expect, test } from 'vitest'
import { engine, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const open = () => openPage('', { config: storyConfig })

/** Everything on the device, by name. */
const stored = (page: StoryPage) =>
  page.evaluate(() => ({
    cookies: document.cookie
      .split('; ')
      .map((pair) => pair.split('=')[0])
      .filter((name) => name && name !== 'dongui')
      .sort(),
    local: Object.keys(localStorage).sort(),
    session: Object.keys(sessionStorage).sort(),
  }))

function writeEverything() {
  document.cookie = '_st_1=a; path=/; max-age=1000'
  document.cookie = 'visitor=b'
  document.cookie = 'visits=c'
  document.cookie = ' folder = d'
  document.cookie = 'session=e'
  document.cookie = 'nobodys=f'
  localStorage.setItem('stats-queue', 'g')
  localStorage.setItem('stats-other', 'h')
  localStorage.setItem('own', 'i')
  sessionStorage.setItem('stats-tab', 'j')
  sessionStorage.setItem('own', 'k')
}

test('before a choice only what is necessary or nobody declared is stored', async () => {
  const page = await open()
  await page.evaluate(writeEverything)
  expect(await stored(page)).toEqual({ cookies: ['nobodys', 'session'], local: ['own'], session: ['own'] })
})

test('when all is allowed, everything is stored as it was written', async () => {
  const page = await open()
  await page.choose('allow')
  await page.evaluate(writeEverything)
  expect(await stored(page)).toEqual({
    cookies: ['_st_1', 'folder', 'nobodys', 'session', 'visitor', 'visits'],
    local: ['own', 'stats-other', 'stats-queue'],
    session: ['own', 'stats-tab'],
  })
})

test('a refused service is held while the rest of its category stores', async () => {
  const page = await open()
  await page.choose({ analytics: 'allow', stats: 'refuse' })
  await page.evaluate(writeEverything)
  expect(await stored(page)).toEqual({ cookies: ['nobodys', 'session', 'visits'], local: ['own'], session: ['own'] })
})

test('choosing to be asked holds everything optional', async () => {
  const page = await open()
  await page.choose('ask')
  await page.evaluate(writeEverything)
  // The page may read what it wrote; the device has nothing of it.
  expect((await page.jar()).map(({ name }) => name).sort()).toEqual(['dongui', 'nobodys', 'session'])
  expect(await stored(page)).toMatchObject({ local: ['own'], session: ['own'] })
})

test('no way of writing a cookie gets past its name', async () => {
  const page = await open()
  await page.evaluate(() => {
    const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as { set(text: string): void }
    let asked = 0
    const shifty = { toString: () => (asked++ ? 'visitor=x' : 'nobodys=x') }
    for (const text of [
      '=visitor=a',
      '==visitor=a',
      '\tvisitor\t=a',
      'visitor',
      'visitor;path=/',
      'visitor=a\0',
      'visitor\n=a',
      'visitor\x01=a', // WebKit stores `visitor` …
      'x=1\nvisitor=a', // … and here both
      ';\nvisitor=a',
    ])
      document.cookie = text
    Reflect.set(document, 'cookie', 'visitor=b')
    set.call(document, 'visitor=c')
    document.cookie = shifty as unknown as string
  })
  expect((await stored(page)).cookies.filter((name) => name?.includes('visitor'))).toEqual([])
})

test('a storage key cannot be written by property either, while it is refused', async () => {
  const page = await open()
  await page.evaluate(() => {
    Object.assign(localStorage, { 'stats-queue': 'a' })
    localStorage['stats-queue'] = 'b'
    Reflect.set(sessionStorage, 'stats-tab', 'c')
  })
  expect(await stored(page)).toMatchObject({ local: [], session: [] })
  expect(await page.evaluate(() => [localStorage['stats-queue'], 'stats-queue' in localStorage])).toEqual([null, true])
  await page.choose('allow')
  expect(await page.evaluate(() => 'stats-queue' in localStorage)).toBe(false)
  await page.evaluate(() => {
    localStorage['stats-queue'] = 'b'
  })
  expect(await stored(page)).toMatchObject({ local: ['stats-queue'] })
})

test('natives still look and fail as natives', async () => {
  const page = await open()
  const look = () => {
    const { get, set, ...rest } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as PropertyDescriptor
    const fails = (act: () => void) => {
      try {
        act()
        return 'no error'
      } catch (error) {
        return (error as Error).name
      }
    }
    return [
      JSON.stringify(rest),
      set?.name,
      set?.length,
      /native code/.test(Function.prototype.toString.call(set)),
      Storage.prototype.setItem.name,
      Storage.prototype.setItem.length,
      fails(() => set?.call({} as Document, 'visitor=1')),
      fails(() => (document.cookie = Symbol('visitor') as unknown as string)),
      fails(() => (localStorage.setItem as (name: string) => void)('stats-queue')),
      fails(() => Storage.prototype.setItem.call({} as Storage, 'own', '1')),
      typeof get,
    ]
  }
  const guarded = await page.evaluate(look)
  const plain = await openPage('', { tag: false })
  expect(guarded).toEqual(await plain.evaluate(look))
})

test('an image named cookie changes nothing', async () => {
  const page = await openPage(
    '<img name="cookie" alt=""><form name="querySelectorAll"></form><img name="head" alt="">',
    {
      config: storyConfig,
    },
  )
  await page.choose({ analytics: 'allow' })
  await page.reload()
  expect(await page.evaluate(() => window.dongui?.allows('analytics'))).toBe(true)
})

test.each(['refuse', 'ask'] as const)(
  'who chose to %s keeps the record and every other cookie, whatever is written for what is not allowed',
  async (choice) => {
    const page = await open()
    await page.choose(choice)
    await page.evaluate(async () => {
      document.cookie = 'nobodys=1; path=/'
      document.cookie = 'visitor=1; path=/; max-age=9'
      // An engine without a cookie store has nothing to write with.
      await window.cookieStore?.set('visitor', '1')
      await window.cookieStore?.set({ name: 'visits', value: '1', expires: 1 })
    })
    await page.settled()
    expect((await page.jar()).map(({ name }) => name).sort()).toEqual(['dongui', 'nobodys'])
    await page.sees({ 'dongui.record.categories.analytics': choice })
  },
)

test('cookieStore and IndexedDB are guarded as well, and their calls end as a browser without storage would end them', async () => {
  const page = await openPage('', {
    config: {
      service: { name: 'Mail' },
      policy: { url: '/privacy', version: '1' },
      categories: [
        {
          id: 'analytics',
          services: [
            {
              id: 'stats',
              name: 'Stats',
              cookies: [{ name: 'visitor' }],
              storage: [{ name: 'stats-*', kind: 'indexeddb' }],
            },
          ],
        },
      ],
    },
  })
  const store = () =>
    page.evaluate(async () => {
      let asked = 0
      const shifty = {
        value: 'a',
        get name() {
          return asked++ ? 'visitor' : 'nobodys'
        },
      }
      await cookieStore.set('visitor', 'a')
      await cookieStore.set({ name: 'visitor', value: 'b' })
      await cookieStore.set(shifty)
      const open = (name: string) =>
        new Promise((resolve) => {
          const request = indexedDB.open(name, 3)
          request.onupgradeneeded = () => void request.result.createObjectStore('x')
          request.onsuccess = () => {
            request.result.close()
            resolve('opened')
          }
          request.onerror = () => resolve(request.error?.name)
        })
      const opened = [await open('stats-queue'), await open('own')]
      const names = (await indexedDB.databases())
        .map(({ name }) => name)
        .filter((name) => name !== 'dongui')
        .sort()
      return [document.cookie.includes('visitor'), ...opened, ...names]
    })
  expect(await store()).toEqual([false, 'AbortError', 'opened', 'own'])
  await page.shows(['own'], async () => (await indexedDB.databases()).map(({ name }) => name)) // nothing of ours stays
  await page.choose('allow')
  // WebKitGTK's own cookieStore.set resolves and stores nothing, without us as well.
  expect(await store()).toEqual([engine !== 'webkit', 'opened', 'opened', 'own', 'stats-queue'])
  await page.withdraw()
  await page.shows(['own'], async () => (await indexedDB.databases()).map(({ name }) => name))
  await page.shows(true, () => Boolean(window.dongui?.report().erased.some(({ kind }) => kind === 'indexeddb')))
})
