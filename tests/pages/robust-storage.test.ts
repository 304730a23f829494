// Storage that is not there, is full, or is lied about: the choice then lives in the page's memory, everything optional is
// refused before it, nothing loops, and nothing is thrown at the page.

import { expect, test } from 'vitest'
import { lives, livesInMemory } from '../support/in-memory'
import { createSite, openPage, openSite, pageText, storyIn } from '../support/story'
import { storyConfig } from '../support/story-config'

const held = '<script type="text/plain" data-consent="stats">ran = (window.ran || 0) + 1</script>'

// What a page finds where a visitor has switched cookies off or blocked everything, made by a script, so that it is there in
// every engine, and `navigator` can say otherwise. A browser that really blocks: robust-storage.chromium.test.ts.
const COOKIES_OFF = `<script>
  Object.defineProperty(Document.prototype, 'cookie', { configurable: true, enumerable: true, get: () => '', set: () => undefined })
  Object.defineProperty(Navigator.prototype, 'cookieEnabled', { configurable: true, get: () => true })
  if (window.CookieStore) for (const name of ['get', 'getAll', 'set', 'delete'])
    CookieStore.prototype[name] = () => Promise.reject(new TypeError('off'))
</script>`
const STORAGE_BLOCKED = `<script>
  const blocked = () => { throw new DOMException('The operation is insecure.', 'SecurityError') }
  for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches'])
    Object.defineProperty(window, name, { configurable: true, get: blocked })
  Object.defineProperty(Document.prototype, 'cookie', { configurable: true, enumerable: true, get: blocked, set: blocked })
</script>`

test.each([
  ['a jar that takes nothing, though navigator.cookieEnabled says that it does', COOKIES_OFF],
  ['every store throws when it is asked for', STORAGE_BLOCKED],
])('%s: the choice lives as long as the page', async (_, before) => {
  const site = await createSite()
  site.page(
    '/',
    pageText(held, { config: storyConfig }).replace('<head>', () => `<head>${before}`),
  )
  await livesInMemory(await openSite(site))
})

test('a page without an origin (sandboxed by its policy): the same, and no error that nobody caught', async () => {
  const page = await openPage(held, {
    config: storyConfig,
    headers: { 'Content-Security-Policy': 'sandbox allow-scripts' },
  })
  expect(await page.evaluate(() => origin)).toBe('null')
  await livesInMemory(page)
})

test('a frame without an origin: everything optional is held, and its page is usable', async () => {
  const site = await createSite()
  site.page('/frame', pageText(`${held}<script>alive = true</script>`, { config: storyConfig }))
  const page = await openPage(
    `<script>said = []; addEventListener('message', ({ data }) => said.push(data))</script>
     <iframe sandbox="allow-scripts" src="/relay" width="800" height="500" title="x"></iframe>`,
    { site, tag: false },
  )
  site.page(
    '/relay',
    pageText(
      `${held}<script>addEventListener('load', () => setTimeout(() => parent.postMessage([origin, 'ran' in window, dongui.allows('stats')].join(), '*'), 300))</script>`,
      { config: storyConfig },
    ),
  )
  await page.reload()
  await page.sees({ said: ['null,false,false'] })
})

test('a frame of another site, where browsers keep its cookies from it: refused until the frame is asked', async () => {
  const site = await createSite()
  const other = site.elsewhere('widget')
  other.page(
    '/frame',
    pageText(
      `${held}<script>
        const tell = () => parent.postMessage([String(window.ran), dongui.allows('stats')].join(), '*')
        addEventListener('load', tell)
        addEventListener('message', async () => { await dongui.choose('allow'); setTimeout(tell, 200) })
      </script>`,
      { config: storyConfig },
    ),
  )
  const page = await openPage(
    `<script>said = []; addEventListener('message', ({ data }) => said.push(data))</script>
     <iframe src="${other.origin}/frame" width="800" height="500" title="x"></iframe>`,
    { site, tag: false },
  )
  await page.sees({ said: ['undefined,false'] })
  await page.evaluate(() => window.frames[0]?.postMessage(0, '*'))
  await page.sees({ said: ['undefined,false', '1,true'] })
})

test('no room left in local storage: the record does not need it, and what is allowed fails as without us', async () => {
  const page = await openPage(held, { config: storyConfig })
  const fails = await page.evaluate(async () => {
    let size = 1 << 20
    for (let name = 0; size > 1; name++)
      try {
        localStorage.setItem(`fill${name}`, 'x'.repeat(size))
      } catch {
        size >>= 1
      }
    await window.dongui?.choose('allow')
    try {
      localStorage.setItem('stats-queue', 'x'.repeat(100_000))
      return 'stored'
    } catch (error) {
      return (error as DOMException).name
    }
  })
  expect(fails).toBe('QuotaExceededError')
  await page.sees({ ran: 1 })
  await page.reload()
  await page.sees({ ran: 1 })
  await page.withdraw()
  await page.evaluate(() => localStorage.clear())
})

test('a jar full of other cookies: the record is among them, or asked for again, and never taken for granted', async () => {
  const page = await openPage(held, { config: storyConfig })
  await page.evaluate(() => {
    for (let index = 0; index < 200; index++) document.cookie = `full${index}=${'x'.repeat(20)}; path=/`
  })
  await page.choose('refuse')
  await page.reload()
  await page.sees({ ran: undefined, 'dongui.record.categories.analytics': 'refuse' })
  await page.evaluate(() => {
    for (let index = 0; index < 400; index++) document.cookie = `more${index}=1; path=/`
  })
  await page.reload()
  await page.sees({ ran: undefined })
  expect(await page.evaluate(() => window.dongui?.allows('stats'))).toBe(false)
})

test('a choice that the device does not keep makes no loop of writes', async () => {
  const site = await createSite()
  const counted = COOKIES_OFF.replace('set: () => undefined', 'set() { writes = (window.writes || 0) + 1 }')
  site.page(
    '/',
    pageText(held, { config: storyConfig }).replace('<head>', () => `<head>${counted}`),
  )
  const page = await openSite(site)
  await page.seesView('notice')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
  await page.settled()
  const writes = () => page.evaluate(() => (window as unknown as { writes: number }).writes)
  const before = await writes()
  await lives(page, 'allow')
  expect(await writes()).toBe(before)
})

test('a database and a cache that cannot be opened, listed or deleted keep nothing else from being erased', async () => {
  const site = await createSite()
  const before = `<script>
    IDBFactory.prototype.databases = () => Promise.reject(new Error('broken'))
    if (window.CacheStorage) CacheStorage.prototype.keys = () => Promise.reject(new Error('broken'))
    document.cookie = 'visitor=1; path=/'; localStorage.setItem('stats-queue', '1'); sessionStorage.setItem('stats-tab', '1')
  </script>`
  site.page(
    '/',
    pageText(held, { config: storyConfig }).replace('<head>', () => `<head>${before}`),
  )
  const page = await openSite(site)
  await page.shows([0, 0], () => [localStorage.length, sessionStorage.length])
  expect(await page.cookies()).toEqual([])
})

storyIn('chromium')('a private window: the choice is kept as long as it is open', async () => {
  const page = await openPage(held, { config: storyConfig, context: {} })
  await page.choose('refuse')
  await page.reload()
  await page.seesNoView()
  await page.sees({ ran: undefined, 'dongui.record.categories.analytics': 'refuse' })
})
