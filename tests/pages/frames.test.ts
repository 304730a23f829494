// Same-origin frames: what a refused service may not store here it may not store through a frame of the page either.

import { expect, test } from 'vitest'
import { createSite, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const open = () => openPage('<div id="here"></div>', { config: storyConfig })

/** Ways for a script to come by another window's own functions. */
const ways: Record<string, (frame: HTMLIFrameElement) => unknown> = {
  contentWindow: (frame) => frame.contentWindow,
  contentDocument: (frame) => frame.contentDocument?.defaultView,
  'the getter, borrowed': (frame) =>
    Object.getOwnPropertyDescriptor(HTMLIFrameElement.prototype, 'contentWindow')?.get?.call(frame),
}

test.each(Object.keys(ways))('through a frame’s %s nothing is stored, in the moment it is put in', async (way) => {
  const page = await open()
  const stored = await page.evaluate(
    new Function(`return (${storeThroughFrame})(${ways[way]})`) as () => ReturnType<typeof storeThroughFrame>,
  )
  expect(stored).toEqual({ cookies: '', local: null, databases: [], native: true })
})

async function storeThroughFrame(windowOf: (frame: HTMLIFrameElement) => unknown) {
  const frame = document.createElement('iframe')
  document.querySelector('#here')?.append(frame)
  const inner = windowOf(frame) as typeof globalThis
  inner.document.cookie = 'visitor=frame'
  Object.getOwnPropertyDescriptor(inner.Document.prototype, 'cookie')?.set?.call(document, 'visitor=borrowed')
  inner.Storage.prototype.setItem.call(localStorage, 'stats-queue', '1')
  inner.localStorage?.setItem('stats-queue', '2')
  await inner.cookieStore?.set('visitor', 'store')
  const opened = new Promise((resolve) => {
    const request = inner.indexedDB.open('stats-queue')
    request.onsuccess = resolve
    request.onerror = resolve
  })
  await opened
  return {
    cookies: document.cookie,
    local: localStorage.getItem('stats-queue'),
    databases: (await indexedDB.databases()).map(({ name }) => name).filter((name) => name !== 'dongui'),
    native: /native code/.test(`${inner.Document.prototype.constructor}`),
  }
}

test('a frame that has gone to another page of the site is guarded there as well', async () => {
  const site = await createSite()
  site.page('/inner', '<p>no tag in here</p>')
  const page = await openPage('<iframe id="frame" src="/inner"></iframe>', { site, config: storyConfig })
  await page.evaluate(() => {
    const inner = (document.querySelector('#frame') as HTMLIFrameElement).contentWindow as typeof window
    inner.document.cookie = 'visitor=1; path=/'
    inner.document.cookie = 'own=1; path=/'
  })
  expect(await page.cookies()).toEqual(['own'])
})

test('by the number of a frame, too, once the browser has told of it', async () => {
  const page = await open()
  await page.evaluate(async () => {
    document.querySelector('#here')?.append(document.createElement('iframe'))
    await null
    const inner = window[0] as typeof window
    inner.document.cookie = 'visitor=1'
  })
  expect(await page.cookies()).toEqual([])
})

test('a frame of another origin is let alone, and what it throws is what it threw', async () => {
  const site = await createSite()
  const other = site.elsewhere('other')
  other.page('/', '<p>other</p>')
  const look = (page: StoryPage) =>
    page.evaluate(() => {
      const frame = document.querySelector('iframe') as HTMLIFrameElement
      try {
        return [frame.contentDocument, Boolean(frame.contentWindow), frame.contentWindow?.document.title]
      } catch (error) {
        return (error as Error).name
      }
    })
  const body = `<iframe src="${other.origin}/" title="other"></iframe>`
  const plain = await look(await openPage(body, { site, tag: false, path: '/plain' }))
  expect(await look(await openPage(body, { site, config: storyConfig }))).toEqual(plain)
})
