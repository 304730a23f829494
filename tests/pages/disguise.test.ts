// What scripts could tell the gate by: conversions, printed functions, errors. All as without it.

import { expect, test } from 'vitest'
import { createSite, openPage, openSite, pageText, type StoryPage } from '../support/story'

const config = {
  service: { name: '예시 메일' },
  policy: { url: '/privacy', version: '2026-11-01' },
  categories: [
    {
      id: 'analytics',
      services: [
        {
          id: 'stats',
          name: 'Example Stats',
          cookies: [{ name: 'visitor' }],
          storage: [{ name: 'stats-queue' }, { name: 'stats-base', kind: 'indexeddb' }],
        },
      ],
    },
  ],
}

test('what is converted to a string is converted as the browser converts it', async () => {
  const look = (page: StoryPage) =>
    page.evaluate(async () => {
      const any = (value: unknown) => value as never
      const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as { set(text: unknown): void }
      const throwing = any({
        toString() {
          throw new RangeError('its own')
        },
      })
      const symbol = any(Symbol('visitor'))
      const bare = any(Object.create(null))
      const unreadable = any({ toString: () => ({}), valueOf: () => ({}) })
      const hinted = any({ [Symbol.toPrimitive]: (hint: string) => `visitor=${hint}` })
      const twoFaced = any({ toString: () => 'visitor=text', valueOf: () => 'visitor=value' })
      class Options {
        #name = 'visitor'
        #value = 'private'
        get name() {
          return this.#name
        }
        get value() {
          return this.#value
        }
      }
      const calls: Record<string, () => unknown> = {
        'cookie: toPrimitive is told that a string is wanted': () => (document.cookie = hinted),
        'cookie: toString, not valueOf': () => (document.cookie = twoFaced),
        'cookie: no prototype': () => (document.cookie = bare),
        'cookie: its toString gives an object': () => (document.cookie = unreadable),
        'cookie: wrong this before a toString that throws': () => set.call({}, throwing),
        'setItem: no prototype': () => localStorage.setItem(bare, 'a'),
        'setItem: wrong this before a toString that throws': () =>
          Storage.prototype.setItem.call(any({}), throwing, 'a'),
        'indexedDB.open: wrong this before a toString that throws': () =>
          IDBFactory.prototype.open.call(any({}), throwing),
        'cookieStore.set: null': () => cookieStore.set(any(null)),
        'cookieStore.set: undefined': () => cookieStore.set(any(undefined)),
        'cookieStore.set: no options': () => cookieStore.set(any({})),
        'cookieStore.set: no name': () => cookieStore.set(any({ value: 'a' })),
        'cookieStore.set: a name whose toString throws': () => cookieStore.set(any({ name: throwing, value: 'a' })),
        'cookieStore.set: a name that is a symbol': () => cookieStore.set(any({ name: symbol, value: 'a' })),
        'cookieStore.set: options of a class': () => cookieStore.set(any(new Options())),
      }
      // What cannot be converted at all is told by us, in the engine's own words, without the name of the method before.
      const said = (error: unknown) =>
        `${error}`
          .replace(/Failed to [^:]+: (?=Cannot convert object)/, '')
          .replace(/can't convert \w+ to/, "can't convert it to")
      const outcomes: Record<string, string> = {}
      for (const [what, call] of Object.entries(calls))
        try {
          const given = call()
          try {
            outcomes[what] = `gives ${typeof (await given)}, ${document.cookie.replace(/dongui=[^;]*(; )?/, '')}`
          } catch (error) {
            outcomes[what] = `rejects ${said(error)}`
          }
        } catch (error) {
          outcomes[what] = `throws ${said(error)}`
        }
      return outcomes
    })
  const plain = await look(await openPage('', { tag: false }))
  const page = await openPage('', { config })
  await page.seesView('notice')
  await page.choose('allow')
  await page.reload()
  expect(await look(page)).toEqual(plain)
})

test('functions print themselves as they did', async () => {
  const look = (page: StoryPage) =>
    page.evaluate(() => [
      `${Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.set}`,
      ...[Storage.prototype.setItem, CookieStore.prototype.set, IDBFactory.prototype.open].map(String),
    ])
  expect(await look(await openPage('', { config }))).toEqual(await look(await openPage('', { tag: false })))
})

test('a frame without an origin of its own has no error that nobody caught', async () => {
  const site = await createSite()
  site.page('/inner', pageText('', { config }))
  site.page('/', pageText('<iframe sandbox="allow-scripts" src="/inner"></iframe>', { tag: false }))
  const page = await openSite(site)
  await page.settled()
})
