// What is refused and stored all the same is erased when it is seen.

import { expect, test } from 'vitest'
import { createSite, openPage, openSite, pageText } from '../support/story'
import { storyConfig } from '../support/story-config'

test('cookies that the server sets for a refused service are gone when the page has loaded', async () => {
  const site = await createSite()
  const html = pageText('', { config: storyConfig })
  site.page('/deep/page/', html, {
    headers: {
      'set-cookie': [
        'visitor=1',
        '_st_a=1; path=/deep',
        '_st_b=1; path=/deep/page/',
        'session=1',
        'visits=1; max-age=99999',
      ],
    },
  })
  const page = await openSite(site, '/deep/page/')
  expect(await page.cookies()).toEqual(['session'])
})

test('a cookie on the parent domain is found and erased', async () => {
  const site = await createSite()
  const www = site.subdomain('www')
  www.page('/', pageText('', { config: storyConfig }), { headers: { 'set-cookie': `visitor=1; domain=${site.name}` } })
  const page = await openSite({ ...site, ...www, origin: www.origin })
  expect(await page.cookies()).toEqual([])
})

test('withdrawing erases what was stored while it was allowed, and says so by name', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  await page.evaluate(() => {
    document.cookie = 'visitor=secret; path=/'
    localStorage.setItem('stats-queue', 'secret')
    sessionStorage.setItem('stats-tab', 'secret')
    localStorage.setItem('own', '1')
  })
  await page.withdraw()
  expect(await page.cookies()).toEqual(['dongui'])
  expect(await page.evaluate(() => [Object.keys(localStorage), Object.keys(sessionStorage)])).toEqual([['own'], []])
  const report = await page.evaluate(() => window.dongui?.report())
  expect(report?.erased).toEqual([
    { id: 'stats', name: 'visitor', kind: 'cookie' },
    { id: 'stats', name: 'stats-queue', kind: 'local' },
    { id: 'stats', name: 'stats-tab', kind: 'session' },
  ])
  expect(JSON.stringify(report)).not.toContain('secret')
})

test('what a script stored before the gate is erased when the gate starts', async () => {
  const page = await openPage('', { config: storyConfig, tag: false })
  await page.evaluate(() => {
    document.cookie = 'visitor=1'
    localStorage.setItem('stats-other', '1')
  })
  page.site.page('/', pageText('', { config: storyConfig }))
  await page.reload()
  await page.shows(['', 0], () => [document.cookie, localStorage.length])
})

test('a cookie that comes back behind our back is erased again', async () => {
  const site = await createSite()
  site.file('/track', '', { headers: { 'set-cookie': 'visitor=1; path=/' } })
  const page = await openPage('', { config: storyConfig, site })
  await page.choose('refuse')
  await page.evaluate(() => fetch('/track').then(() => null))
  await page.requested('/track')
  await page.shows(false, () => document.cookie.includes('visitor'))
})

test('partitioned cookies, and such with a prefix, are erased as well', async () => {
  const site = await createSite()
  site.page(
    '/',
    pageText('', {
      config: {
        ...storyConfig,
        categories: [
          {
            id: 'analytics',
            services: [
              { id: 'stats', name: 'S', cookies: [{ name: 'p' }, { name: '__Secure-p' }, { name: '__Host-p' }] },
            ],
          },
        ],
      },
    }),
    {
      headers: {
        'set-cookie': [
          'p=1; secure; samesite=none; partitioned; path=/',
          '__Secure-p=1; secure; path=/',
          '__Host-p=1; secure; path=/',
        ],
      },
    },
  )
  const page = await openSite(site)
  await page.settled()
  await page.shows('', () => document.cookie)
  expect((await page.jar()).map(({ name }) => name)).toEqual([])
})

test('a cache of a refused service is emptied into nothing, and erased when it is withdrawn', async () => {
  const page = await openPage('', {
    config: {
      ...storyConfig,
      categories: [
        { id: 'analytics', services: [{ id: 'stats', name: 'S', storage: [{ name: 'stats-*', kind: 'cache' }] }] },
      ],
    },
  })
  const put = () =>
    page.evaluate(async () => {
      const cache = await caches.open('stats-files')
      await cache.put('/a', new Response('a'))
      await (await caches.open('own')).put('/b', new Response('b'))
      return (await caches.keys()).sort()
    })
  expect(await put()).toEqual(['own'])
  await page.choose('allow')
  expect(await put()).toEqual(['own', 'stats-files'])
  await page.withdraw()
  await page.shows(['own'], () => caches.keys())
})

test('what stands in place of a refused database or cache takes nobody’s own away, whatever it is called', async () => {
  const storage = [
    { name: 'stats-base', kind: 'indexeddb' },
    { name: 'stats-cache', kind: 'cache' },
  ] as const
  const categories = [{ id: 'analytics', services: [{ id: 'stats', name: 'S', storage: [...storage] }] }]
  const page = await openPage('', { config: { ...storyConfig, categories } })
  await page.choose('refuse')
  const open = (name: string) =>
    page.evaluate(
      (its) =>
        new Promise((resolve) => {
          const request = indexedDB.open(its)
          request.onsuccess = () => resolve(request.result.close())
          request.onerror = resolve
        }),
      name,
    )
  for (const name of ['dongui', 'stats-base']) await open(name)
  const caches = await page.evaluate(async () => {
    const store = globalThis.caches
    for (const name of store ? ['dongui', 'stats-cache'] : []) await store.open(name)
    return store ? await store.keys() : ['dongui']
  })
  expect(caches).toEqual(['dongui'])
  await page.shows(['dongui'], async () => (await indexedDB.databases()).map(({ name }) => name))
})

test('a database that is open all the time is closed and erased when it is withdrawn', async () => {
  const page = await openPage('', {
    config: {
      ...storyConfig,
      categories: [
        {
          id: 'analytics',
          services: [{ id: 'stats', name: 'S', storage: [{ name: 'stats-base', kind: 'indexeddb' }] }],
        },
      ],
    },
  })
  await page.choose('allow')
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        const request = indexedDB.open('stats-base')
        request.onsuccess = () => resolve(null)
      }),
  )
  await page.withdraw()
  await page.shows([], async () => (await indexedDB.databases()).map(({ name }) => name))
})

test('what cannot be erased is told of by name and with the reason, and never said to be erased', async () => {
  const page = await openPage('', {
    config: {
      ...storyConfig,
      categories: [
        {
          id: 'analytics',
          services: [{ id: 'stats', name: 'S', storage: [{ name: 'stats-base', kind: 'indexeddb' }] }],
        },
      ],
    },
  })
  await page.choose('allow')
  const other = await page.inAnotherTab('/other')
  // The other tab knows nothing of us and keeps the database open.
  await other.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.open('stats-base').onsuccess = () => resolve(null)
      }),
  )
  await page.withdraw()
  await page.shows([[], [{ id: 'stats', name: 'stats-base', kind: 'indexeddb', why: 'open' }]], () => {
    const { erased, kept } = window.dongui?.report() ?? { erased: [], kept: [] }
    return [erased, kept]
  })
})

test('a key written behind the gate’s back is gone when the page is left', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('refuse')
  page.site.page('/elsewhere', '<p>elsewhere</p>')
  await page.evaluate(() => {
    Object.defineProperty(localStorage, 'stats-other', {
      value: '1',
      configurable: true,
      enumerable: true,
      writable: true,
    })
    localStorage['stats-more'] = '1' // only a glob covers it
  })
  await page.visit('/elsewhere')
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})

/** A key that is written by a way that nobody can see beforehand: by property, and only a glob covers it. */
const writeUnseen = () => {
  localStorage['stats-more'] = '1'
  return localStorage.getItem('stats-more')
}

test('a key that gets in unseen is gone by itself a moment later, though no cookie changes and nobody decides', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.settled()
  expect(await page.evaluate(writeUnseen)).toBe('1')
  await page.shows(null, () => localStorage.getItem('stats-more'))
})

test('for half a minute it is looked again, less and less often, after the page has begun and after a choice', async () => {
  // What is set to go off later waits for the story, but for what times WebKit's commands: 15 seconds.
  const before = `<script>later = []; const native = setTimeout
    setTimeout = (act, ms, ...rest) =>
      ms >= 250 && ms !== 15_000 ? later.push([ms, act]) : native(act, ms, ...rest)</script>`
  const page = await openPage('', { config: storyConfig, before })
  /** Writes before each look, lets it come, and gives after how many seconds what was written is erased. */
  const erasedAfterS = () =>
    page.evaluate(() => {
      const { later } = window as unknown as { later: [number, () => void][] }
      return later.splice(0).flatMap(([ms, look]) => {
        localStorage['stats-more'] = '1'
        look()
        return localStorage.getItem('stats-more') ? [] : ms / 1000
      })
    })
  await page.seesView('notice')
  expect(await erasedAfterS()).toEqual([0.25, 1, 5, 30])
  await page.choose({ personalization: 'allow' })
  await page.seesNoView()
  expect(await erasedAfterS()).toEqual([0.25, 1, 5, 30])
})

test('databases and caches are looked for now and then, not without end', async () => {
  const site = await createSite()
  const config = {
    ...storyConfig,
    categories: [
      {
        id: 'analytics',
        services: [{ id: 'stats', name: 'S', storage: [{ name: 'stats-base', kind: 'indexeddb' as const }] }],
      },
    ],
  }
  const count = `<script>looks = 0; const { databases } = IDBFactory.prototype
    IDBFactory.prototype.databases = function () { looks++; return databases.call(this) }</script>`
  site.page('/', count + pageText('', { config }))
  const page = await openSite(site)
  await page.choose('refuse')
  await page.settled()
  const looks = await page.evaluate(
    () => new Promise((resolve) => setTimeout(() => resolve((window as unknown as { looks: number }).looks), 500)),
  )
  // At the start, at the choice, and after 250 ms and a second of each.
  expect(looks).toBeLessThanOrEqual(8)
})
