// Pages that change under us: routers, hydration, and whoever opens or replaces the document. The notice stays or comes
// back by itself, what is inserted later is held, and nothing runs twice.

import { expect, test } from 'vitest'
import { libraryText, reactText } from '../support/libraries'
import { createSite, engine, openPage, openSite, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** A held script that counts how often it ran, by name, and one that nobody holds: routers show a page twice now and then. */
const counts = (name: string) =>
  `<script type="text/plain" data-consent="stats">(window.runs ??= {})['${name}'] = (runs['${name}'] || 0) + 1</script>
   <script>(window.shown ??= {})['${name}'] = (shown['${name}'] || 0) + 1</script>`
const runs = (page: StoryPage) =>
  page.evaluate(() => (window as unknown as { runs?: Record<string, number> }).runs ?? {})

/** The notice is drawn once, and answers. */
async function hasNotice(page: StoryPage): Promise<void> {
  await page.seesView('notice')
  expect(await page.evaluate(() => document.querySelectorAll('dongui-ui').length)).toBe(1)
}

/** Two pages of a service with a router; the second shows a map of another host, which is declared. */
async function openRouted(library: string, attributes = ''): Promise<StoryPage> {
  const site = await createSite()
  const maps = site.elsewhere('maps')
  maps.page('/embed', '<p>embed</p>')
  const [necessary, analytics, personalization] = storyConfig.categories ?? []
  const [stats, ...others] = analytics?.services ?? []
  const config = {
    ...storyConfig,
    categories: [necessary, { ...analytics, services: [{ ...stats, hosts: [maps.name] }, ...others] }, personalization],
  }
  site.file('/router.js', library)
  const options = { config, head: '<script src="/router.js"></script>' }
  const withBody = (body: string) => pageText(body, options).replace('<body>', `<body ${attributes}>`)
  site.page('/', withBody(`<p id="here">one</p><a id="to-two" href="/two">two</a>${counts('one')}`))
  site.page(
    '/two',
    withBody(`<p id="here">two</p><a id="to-one" href="/">one</a>${counts('two')}
    <iframe data-consent="stats" data-src="${maps.origin}/embed" title="map"></iframe>`),
  )
  return openSite(site)
}
const isAt = (page: StoryPage, text: string) =>
  page.shows(text, () => document.querySelector('#here')?.textContent ?? '')

test.each([
  ['Turbo', () => libraryText('turbo'), ''],
  ['htmx with hx-boost', () => libraryText('htmx'), 'hx-boost:inherited="true" hx-boost="true"'],
] as const)(
  '%s: the notice stays through visits, what comes is held, and runs once each time it comes',
  async (_, text, attributes) => {
    const page = await openRouted(await text(), attributes)
    await page.evaluate(() => {
      ;(window as unknown as { same: boolean }).same = true
    })
    await hasNotice(page)
    await page.click('#to-two')
    await isAt(page, 'two')
    await page.sees({ same: true }) // nobody has loaded a page
    await hasNotice(page)
    expect(await runs(page)).toEqual({})
    await page.requested('/embed', 0)
    await page.press('allow', { view: 'notice' })
    await page.sees({ runs: { two: 1 }, 'shown.one': 1 })
    await page.requested('/embed', 1)
    await page.click('#to-one')
    await isAt(page, 'one')
    await page.settled()
    const shown = (await page.evaluate(() => (window as unknown as { shown: { one: number } }).shown.one)) - 1
    const { two, one = 0 } = await runs(page)
    expect(two).toBe(1)
    // Turbo shows its copy first: what is taken away again before its turn does not run.
    expect(one).toBeGreaterThanOrEqual(1)
    expect(one).toBeLessThanOrEqual(shown)
    await page.sees({ same: true })
    await page.withdraw()
    await page.click('#to-two')
    await isAt(page, 'two')
    await page.settled()
    expect(await runs(page)).toEqual({ two: 1, one })
    expect(page.site.count('/embed')).toBe(1)
  },
)

test.each([
  ['Turbo', () => libraryText('turbo'), ''],
  ['htmx', () => libraryText('htmx'), 'hx-boost:inherited="true" hx-boost="true"'],
] as const)(
  '%s keeps pages as they were: what ran there does not run again, nor load, once it is withdrawn',
  async (_, text, attributes) => {
    const page = await openRouted(await text(), attributes)
    await page.choose('allow')
    await page.sees({ runs: { one: 1 } })
    await page.click('#to-two')
    await isAt(page, 'two')
    await page.sees({ runs: { one: 1, two: 1 } })
    await page.requested('/embed', 1)
    await page.click('#to-one')
    await isAt(page, 'one')
    await page.settled()
    const before = await runs(page)
    await page.withdraw()
    await page.evaluate(() => history.back())
    await isAt(page, 'two')
    await page.settled()
    expect(await runs(page)).toEqual(before)
    expect(page.site.count('/embed')).toBe(1)
    await page.evaluate(() => history.back())
    await isAt(page, 'one')
    await page.settled()
    expect(await runs(page)).toEqual(before)
  },
)

test('React hydrates the whole document without a mismatch, and replaces nothing of ours', async () => {
  const { createElement: h } = await import('react')
  const { renderToString } = await import('react-dom/server')
  const tag = {
    src: '/dongui/dongui.js',
    'data-service': 'x',
    'data-policy': '/p',
    'data-policy-version': '1',
  }
  const held = {
    type: 'text/plain',
    'data-consent': 'analytics',
    dangerouslySetInnerHTML: { __html: 'ran = (window.ran || 0) + 1' },
  }
  const tree = (make: typeof h) =>
    make(
      'html',
      { lang: 'ko' },
      make('head', null, make('script', tag), make('title', null, 'page')),
      make('body', null, make('main', { id: 'main' }, 'text'), make('script', held)),
    )
  const site = await createSite()
  site.file('/react.js', await reactText())
  site.page(
    '/',
    `<!doctype html>${renderToString(tree(h)).replace(
      '</body>',
      `<script src="/react.js"></script><script>
        problems = []
        start = () => {
          const make = React.createElement
          hydrateRoot(document, (${tree})(make), { onRecoverableError: (error) => problems.push(String(error)) })
        }
      </script></body>`,
    )}`,
  )
  const page = await openSite(site)
  await hasNotice(page)
  await page.evaluate(
    (source, parts) => {
      const [tag, held] = parts
      const it = window as unknown as {
        React: { createElement: unknown }
        hydrateRoot: (...args: unknown[]) => void
        problems: string[]
      }
      const tree = new Function('tag', 'held', `return ${source}`)(tag, held)
      it.hydrateRoot(document, tree(it.React.createElement), {
        onRecoverableError: (error: unknown) => it.problems.push(String(error)),
      })
    },
    `${tree}`,
    [tag, held] as const,
  )
  await page.settled()
  await page.sees({ problems: [], ran: undefined })
  await hasNotice(page)
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1, problems: [] })
  await page.seesNoView()
})

test('a router that pushes states, in a view transition but in WebKit: the notice stays where it is', async () => {
  const page = await openPage('<main id="main">one</main>', { config: storyConfig })
  await hasNotice(page)
  await page.evaluate(async () => {
    const host = document.querySelector('dongui-ui')
    const go = (path: string, held: string) => {
      history.pushState(null, '', path)
      const main = document.createElement('main')
      main.innerHTML = `<p>${path}</p>`
      const script = document.createElement('script')
      script.type = 'text/plain'
      script.dataset['consent'] = 'stats'
      script.textContent = held
      main.append(script)
      document.querySelector('main')?.replaceWith(main)
    }
    go('/pushed', 'ran = (window.ran || 0) + 1')
    const { startViewTransition } = document as Partial<Document>
    // WebKitGTK as it is driven here, without compositing, crashes in a view transition.
    if (startViewTransition && !navigator.vendor.startsWith('Apple'))
      await startViewTransition.call(document, () => go('/moved', 'ran = (window.ran || 0) + 10')).finished
    else go('/moved', 'ran = (window.ran || 0) + 10')
    ;(window as unknown as { stayed: boolean }).stayed = host === document.querySelector('dongui-ui')
  })
  await page.sees({ stayed: true, ran: undefined })
  await hasNotice(page)
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 10 }) // what is no longer in the page does not run
})

test('a router that swaps head and body of the document, as Astro’s does, in a view transition but in WebKit', async () => {
  const page = await openPage(`<p id="here">one</p>${counts('one')}`, { config: storyConfig })
  await hasNotice(page)
  const swap = () =>
    page.evaluate(
      async (text) => {
        const next = new DOMParser().parseFromString(text, 'text/html')
        const change = () => {
          for (const { name } of [...document.documentElement.attributes])
            document.documentElement.removeAttribute(name)
          for (const { name, value } of [...next.documentElement.attributes])
            document.documentElement.setAttribute(name, value)
          for (const element of [...document.head.children]) element.remove()
          document.head.append(...next.head.children)
          document.body.replaceWith(next.body)
          // Scripts that a parser has made do not run by themselves: the router makes them anew.
          for (const old of document.querySelectorAll('body script')) {
            const script = document.createElement('script')
            for (const { name, value } of [...old.attributes]) script.setAttribute(name, value)
            script.textContent = old.textContent
            old.replaceWith(script)
          }
        }
        const { startViewTransition } = document as Partial<Document>
        if (startViewTransition && !navigator.vendor.startsWith('Apple'))
          await startViewTransition.call(document, change).finished
        else change()
      },
      pageText(`<p id="here">two</p>${counts('two')}`, { config: storyConfig }),
    )
  await swap()
  await isAt(page, 'two')
  await hasNotice(page)
  expect(await runs(page)).toEqual({})
  await page.press('allow', { view: 'notice' })
  await page.sees({ runs: { two: 1 } })
  await swap()
  await page.sees({ runs: { two: 2 } }) // the page came twice
  await page.seesNoView()
})

const opened = `<!doctype html><html lang="ko"><head></head><body><p>another page</p>
  <a id="settings" href="#x" data-dongui="preferences">settings</a>${counts('opened')}
  <script type="text/plain" data-consent="stats" defer src="/deferred.js"></script></body></html>`

test('document.open after load: the notice returns and decides, links work, what is written is held', async () => {
  const site = await createSite()
  site.file('/deferred.js', `(window.runs ??= {}).deferred = 1`)
  const page = await openPage('<p>one page</p>', { config: storyConfig, site })
  await hasNotice(page)
  await page.evaluate(() => {
    const it = window as unknown as { changes: number }
    it.changes = 0
    window.dongui?.on('change', () => it.changes++)
  })
  const write = (text: string) =>
    page.evaluate((html) => {
      document.open()
      document.write(html)
      document.close()
    }, text)
  await write(opened)
  await hasNotice(page)
  expect(await runs(page)).toEqual({})
  await page.click('#settings')
  await page.seesView('settings')
  await page.key('Escape')
  await page.press('allow', { view: 'notice' })
  await page.sees({ runs: { opened: 1, deferred: 1 }, changes: 1 })
  await page.seesNoView()
  // Once more, by document.write alone, with the choice made.
  await page.evaluate((html) => {
    document.write(html)
    document.close()
  }, opened)
  await page.sees({ runs: { opened: 2, deferred: 1 } })
  await page.click('#settings')
  await page.seesView('settings')
  await page.press('close')
  await page.seesNoView()
  await page.withdraw()
  await page.sees({ changes: 2 })
})

test('document.open while a question stands: it is put once more, and the answer holds', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('ask')
  await page.reload()
  await page.evaluate(() => {
    document.cookie = 'visitor=1; path=/'
  })
  await page.seesView('ask')
  await page.evaluate(() => {
    document.open()
    document.write('<!doctype html><html lang="ko"><body><p>another page</p></body></html>')
    document.close()
  })
  await page.seesView('ask')
  await page.press('allow', { view: 'ask' })
  await page.seesNoView()
  expect(await page.cookies()).toContain('visitor')
})

test('a body that goes and comes back later, and a root that is replaced', async () => {
  const page = await openPage('<p>one</p>', { config: storyConfig })
  await hasNotice(page)
  await page.evaluate(async () => {
    document.body.remove()
    await new Promise((resolve) => setTimeout(resolve, 50))
    document.documentElement.append(document.createElement('body'))
  })
  await hasNotice(page)
  await page.evaluate(() => {
    const root = document.createElement('html')
    root.append(document.createElement('head'), document.createElement('body'))
    document.documentElement.replaceWith(root)
  })
  await hasNotice(page)
  await page.press('refuse', { view: 'notice' })
  await page.seesNoView()
})

test('a page that comes back from the back/forward cache has its notice, and one gate', async () => {
  const page = await openPage(counts('one'), { config: storyConfig })
  page.site.page('/elsewhere', '<p>elsewhere</p>')
  await hasNotice(page)
  await page.visit('/elsewhere')
  await page.goBack()
  await hasNotice(page)
  await page.press('allow', { view: 'notice' })
  await page.sees({ runs: { one: 1 } })
})

test('tabs of one site in twenty windows, in WebKit in six, agree', { timeout: 120_000 }, async () => {
  const many = engine === 'webkit' ? 6 : 20
  const page = await openPage(counts('one'), { config: storyConfig })
  const others: StoryPage[] = []
  for (let index = 1; index < many; index++) others.push(await page.inAnotherTab())
  await page.choose('allow')
  for (const each of others) await each.sees({ runs: { one: 1 } })
  await (others.at(-1) ?? page).withdraw()
  for (const each of [page, ...others]) await each.shows(false, () => window.dongui?.allows('stats'))
})
