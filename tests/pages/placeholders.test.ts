// What stands where an embed is held: it has the embed's own box, asks, lets go, and leaves nothing behind.

import { expect, test } from 'vitest'
import type { Config } from '../../src/core/config'
import ar from '../../src/locales/ar'
import de from '../../src/locales/de'
import { createSite, engine, openPage, type Site, type StoryPage, storyIn } from '../support/story'

const config: Config = {
  service: { name: '예시 메일' },
  policy: { url: '/privacy', version: '2026-11-01' },
  language: 'en',
  categories: [
    { id: 'necessary', required: true },
    {
      id: 'media',
      title: 'maps and videos',
      why: 'Shows maps and videos inside the page.',
      services: [
        { id: 'maps', name: 'Example Maps', provider: 'Maps Inc.', country: 'FR', cookies: [{ name: 'map-view' }] },
        { id: 'clips', name: 'Example Clips' },
      ],
    },
    { id: 'analytics', services: [{ id: 'stats', name: 'Example Stats' }] },
  ],
}

const FRAME = '<iframe data-consent="maps" data-src="/map?q=1" title="Map" width="640" height="360"></iframe>'

/** The same of a visitor who has refused, and whom no notice stands in the way of. */
async function openRefused(...args: Parameters<typeof openEmbeds>): Promise<StoryPage> {
  const page = await openEmbeds(...args)
  await page.choose('refuse')
  await page.seesNoView()
  return page
}

async function openEmbeds(body = FRAME, options: Parameters<typeof openPage>[1] = {}): Promise<StoryPage> {
  const site: Site = options.site ?? (await createSite())
  site.page('/map', '<title>map</title>a map')
  return openPage(`<main><h1>Office</h1>${body}<p id="after">after</p></main>`, { config, ...options, site })
}

/** The placeholders: id of the service, and what is displayed of each. */
const placeholders = (page: StoryPage) =>
  page.evaluate(() =>
    [...document.querySelectorAll('dongui-embed')].map((host) => {
      const face = host.shadowRoot?.querySelector<HTMLElement>('[data-view=placeholder]')
      return [
        face?.dataset['service'],
        ...[...(face?.querySelectorAll('button') ?? [])]
          .filter((each) => each.checkVisibility())
          .map((each) => each.textContent),
      ]
    }),
  )

/** Presses a control of a placeholder with the mouse. */
async function press(page: StoryPage, action: string, index = 0): Promise<void> {
  await page.shows(true, findControl, action, index)
  await page.clickIn('dongui-embed', `[data-action=${action}]`, index)
}
const findControl = (action: string, index: number) =>
  !!document.querySelectorAll('dongui-embed')[index]?.shadowRoot?.querySelector(`[data-action=${action}]`)

const seesPlaceholders = (page: StoryPage, count: number) =>
  page.shows(count, () => document.querySelectorAll('dongui-embed').length)

test('it says who, where the data goes and why, and has two answers alike and a way to the settings', async () => {
  const page = await openEmbeds()
  await seesPlaceholders(page, 1)
  expect(await placeholders(page)).toEqual([['maps', 'Load once', 'Always allow', 'Cookie settings']])
  const [text, sizes, name] = await page.evaluate(() => {
    const face = document.querySelector('dongui-embed')?.shadowRoot?.querySelector('.face')
    const boxes = [...(face?.querySelectorAll('.choices button') ?? [])].map((each) => each.getBoundingClientRect())
    const label = face?.querySelector(`#${face.getAttribute('aria-labelledby')}`)
    return [
      face?.textContent,
      boxes.map(({ width, height }) => [Math.round(width), height]),
      [face?.role, label?.textContent],
    ]
  })
  for (const part of ['Maps Inc.', 'France', 'Shows maps and videos inside the page.']) expect(text).toContain(part)
  expect(name).toEqual(['group', 'Example Maps'])
  expect(sizes[0]).toEqual(sizes[1])
  expect(Number(sizes[0]?.[1])).toBeGreaterThanOrEqual(44)
  await page.requested('/map', 0)
})

test('where only a category is named, it speaks of the category', async () => {
  const page = await openEmbeds(
    '<iframe data-consent="media" data-src="/map" title="Map" width="640" height="360"></iframe>',
  )
  await page.shows(
    'maps and videos',
    () => document.querySelector('dongui-embed')?.shadowRoot?.querySelector('#title')?.textContent,
  )
})

test('load once loads this one, records nothing, and the next page holds it again', async () => {
  const page = await openEmbeds(FRAME + FRAME)
  await page.choose('refuse')
  await seesPlaceholders(page, 2)
  await press(page, 'once')
  await page.requested('/map', 1)
  await seesPlaceholders(page, 1)
  expect(await page.evaluate(() => [window.dongui?.allows('maps'), window.dongui?.report().released])).toEqual([
    false,
    [{ id: 'maps', name: '/map', kind: 'embed' }],
  ])
  await page.reload()
  await seesPlaceholders(page, 2)
  expect(page.site.count('/map')).toBe(1)
})

test('what was loaded once goes when it is refused afterwards, and stays while another thing is decided', async () => {
  const page = await openEmbeds()
  await page.choose({ media: 'ask', analytics: 'ask' })
  await press(page, 'later')
  await press(page, 'once')
  await page.requested('/map', 1)
  await page.choose({ analytics: 'refuse' })
  await seesPlaceholders(page, 0)
  await page.withdraw()
  await seesPlaceholders(page, 1)
  expect(await page.evaluate(() => document.querySelector('iframe')?.getAttribute('src'))).toBe(null)
})

test('what was loaded once is not loaded anew when it is then allowed', async () => {
  const page = await openRefused()
  await press(page, 'once')
  await page.requested('/map', 1)
  await page.choose({ maps: 'allow' })
  await page.settled()
  expect(page.site.count('/map')).toBe(1)
})

test('always allow is recorded for the service, and everything of it is loaded', async () => {
  const page = await openRefused(FRAME + FRAME)
  await press(page, 'allow')
  await page.requested('/map', 2)
  await page.sees({ 'dongui.record.services.maps': 'allow' })
  await seesPlaceholders(page, 0)
  await page.reload()
  await page.requested('/map', 4)
  await seesPlaceholders(page, 0)
})

test('a frame held by its host can be loaded once, though the host stays refused', async () => {
  const site = await createSite()
  const other = site.elsewhere('maps')
  other.page('/embed', 'a map')
  const page = await openRefused('', {
    site,
    config: {
      ...config,
      categories: [{ id: 'media', services: [{ id: 'maps', name: 'Example Maps', hosts: [other.name] }] }],
    },
  })
  await page.evaluate((address) => {
    const frame = document.createElement('iframe')
    frame.src = address
    frame.title = 'Map'
    frame.width = '640'
    frame.height = '360'
    document.querySelector('main')?.append(frame)
  }, `${other.origin}/embed`)
  await seesPlaceholders(page, 1)
  await page.requested('/embed', 0)
  expect(
    await page.evaluate(() => document.querySelector('dongui-embed')?.shadowRoot?.querySelector('.who')?.textContent),
  ).toContain(other.name)
  await press(page, 'once')
  await page.requested('/embed', 1)
  expect(await page.evaluate(() => window.dongui?.allows('maps'))).toBe(false)
})

const BOXES: Record<string, string> = {
  attributes: FRAME,
  'a frame without any size': '<iframe data-consent="maps" data-src="/map" title="Map"></iframe>',
  'a width in percent and a ratio':
    '<iframe data-consent="maps" data-src="/map" title="Map" style="width:100%;height:auto;aspect-ratio:16/9;border:0"></iframe>',
  'a box that keeps its ratio by padding':
    '<div style="position:relative;padding-top:56.25%"><iframe data-consent="maps" data-src="/map" title="Map" style="position:absolute;inset:0;width:100%;height:100%;border:0"></iframe></div>',
  'a grid':
    '<div style="display:grid;grid-template-columns:1fr 2fr;gap:20px"><p>a</p><iframe data-consent="maps" data-src="/map" title="Map" style="width:100%;height:300px;border:0"></iframe></div>',
  'a row that stretches':
    '<div style="display:flex;gap:10px;height:280px"><iframe data-consent="maps" data-src="/map" title="Map" style="flex:1"></iframe><p>b</p></div>',
  'margins, padding, a float':
    '<iframe data-consent="maps" data-src="/map" title="Map" style="float:right;margin:10px 20px;padding:5px;border:3px solid red;width:50%;height:250px"></iframe>',
  'a centred block':
    '<iframe data-consent="maps" data-src="/map" title="Map" style="display:block;margin:20px auto;max-width:80%;width:560px;height:315px"></iframe>',
  'a video': '<video data-consent="maps" data-src="/v.mp4" controls width="560" height="315"></video>',
  'a line of text':
    '<p>text <iframe data-consent="maps" data-src="/map" title="Map" width="300" height="200"></iframe> more</p>',
  'a box moved by half its size':
    '<div style="position:relative;height:320px"><iframe data-consent="maps" data-src="/map" title="Map" style="position:absolute;left:50%;transform:translateX(-50%);width:400px;height:300px"></iframe></div>',
}

test.each(Object.entries(BOXES))('it has the very box of its embed: %s', async (_, body) => {
  const page = await openEmbeds(body, { tag: false })
  const boxes = () =>
    page.evaluate(() =>
      ['[data-consent]', '#after'].map((selector) => {
        const element =
          document.querySelector('dongui-embed') && selector !== '#after'
            ? document.querySelector('dongui-embed')
            : document.querySelector(selector)
        const { x, y, width, height } = element?.getBoundingClientRect() ?? new DOMRect()
        return [x, y, width, height].map((each) => Math.round(each * 2) / 2)
      }),
    )
  const before = await boxes()
  const held = await openEmbeds(body, { site: page.site })
  await seesPlaceholders(held, 1)
  const heldBoxes = await held.evaluate(() =>
    ['dongui-embed', '#after'].map((selector) => {
      const { x, y, width, height } = document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
      return [x, y, width, height].map((each) => Math.round(each * 2) / 2)
    }),
  )
  expect(heldBoxes).toEqual(before)
})

test('its box follows the width of the page', async () => {
  const page = await openEmbeds(
    '<div id="column" style="width:600px"><iframe data-consent="maps" data-src="/map" title="Map" style="width:100%;height:auto;aspect-ratio:2;border:0;display:block"></iframe></div>',
  )
  await seesPlaceholders(page, 1)
  await page.evaluate(() => document.getElementById('column')?.style.setProperty('width', '400px'))
  await page.shows([400, 200], () => {
    const { width, height } = document.querySelector('dongui-embed')?.getBoundingClientRect() ?? new DOMRect()
    return [width, height]
  })
})

// The other engines do not measure layout shifts.
storyIn('chromium')('neither its coming nor its going moves anything in the page', async () => {
  const page = await openEmbeds(Object.values(BOXES).slice(0, 6).join('<p>text</p>'), {
    head: `<script>shifts = []; new PerformanceObserver((list) => shifts.push(...list.getEntries().map((each) => each.value)))
      .observe({ type: 'layout-shift', buffered: true })</script>`,
  })
  await seesPlaceholders(page, 6)
  await page.evaluate(() => window.dongui?.choose({ maps: 'allow' }).then(() => null))
  await page.requested('/map', 6)
  await page.settled()
  expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([])
})

test('what is an icon or a pixel, or hidden, gets none; what is hidden with its surroundings gets one when they are shown', async () => {
  const page = await openEmbeds(
    `<iframe data-consent="maps" data-src="/map" title="a" width="1" height="1"></iframe>
     <iframe data-consent="maps" data-src="/map" title="b" style="display:none"></iframe>
     <img data-consent="maps" data-src="/i.png" alt="" width="24" height="24"><img data-consent="maps" data-src="/p.png" alt="">
     <link rel="stylesheet" data-consent="maps" data-href="/map.css">
     <div id="tab" hidden>${FRAME}</div>
     <iframe data-consent="maps" data-placeholder="none" data-src="/map" title="c" width="640" height="360"></iframe>
     <iframe data-consent="nobody" data-src="/map" title="d" width="640" height="360"></iframe>`,
  )
  await page.settled()
  await seesPlaceholders(page, 0)
  await page.evaluate(() => document.getElementById('tab')?.removeAttribute('hidden'))
  await seesPlaceholders(page, 1)
})

test('a small one has a button, which asks beside it', async () => {
  const page = await openRefused(
    '<iframe data-consent="maps" data-src="/map" title="Map" width="200" height="60"></iframe>',
  )
  await seesPlaceholders(page, 1)
  expect(await placeholders(page)).toEqual([['maps', 'Load Example Maps']])
  await press(page, 'show')
  await page.seesView('ask')
  await page.press('allow', { view: 'ask' })
  await page.requested('/map', 1)
  await seesPlaceholders(page, 0)
})

test('a template with an embed in it gets one; it can be loaded once if it brings no script', async () => {
  const page = await openRefused(
    `<template data-consent="maps"><iframe src="/map" title="Map" width="300" height="200"></iframe></template>
     <template data-consent="maps"><blockquote>post</blockquote><script>ran = true</script></template>
     <template data-consent="maps"><p>only text</p></template>`,
  )
  await seesPlaceholders(page, 2)
  expect(await placeholders(page)).toEqual([
    ['maps', 'Load once', 'Always allow', 'Cookie settings'],
    ['maps', 'Always allow', 'Cookie settings'],
  ])
  await press(page, 'once')
  await page.requested('/map', 1)
  await page.choose({ maps: 'allow' })
  await page.sees({ ran: true })
  await seesPlaceholders(page, 0)
  expect(await page.evaluate(() => document.querySelectorAll('main iframe').length)).toBe(1)
})

test('a video whose address stands in its sources is loaded when it is allowed', async () => {
  const page = await openRefused(
    '<video data-consent="maps" controls width="320" height="240"><source data-src="/film.mp4" type="video/mp4"></video>',
    { config: { ...config } },
  )
  await seesPlaceholders(page, 1)
  await page.requested('/film.mp4', 0)
  await press(page, 'once')
  if (await page.evaluate(() => document.createElement('video').canPlayType('video/mp4') !== ''))
    await page.requested('/film.mp4')
  await seesPlaceholders(page, 0)
})

test('by keyboard: reached in the order of the page, and whoever allowed is at what was loaded', async () => {
  const page = await openEmbeds(`<button id="first">first</button>${FRAME}`)
  await page.choose('refuse')
  await seesPlaceholders(page, 1)
  await page.evaluate(() => document.getElementById('first')?.focus())
  const action = () =>
    (document.activeElement?.shadowRoot?.activeElement as HTMLElement | null | undefined)?.dataset['action'] ?? 'none'
  if (engine === 'webkit')
    await page.evaluate(() =>
      document.querySelector('dongui-embed')?.shadowRoot?.querySelector<HTMLElement>('[data-action=once]')?.focus(),
    )
  else await page.key('Tab')
  await page.shows('once', action)
  await page.key('Enter')
  await page.requested('/map', 1)
  await page.shows('IFRAME', () => document.activeElement?.tagName)
})

test('a router may take away, move and replace what is held, and nothing of ours is left', async () => {
  const page = await openEmbeds(`<div id="a">${FRAME}</div><div id="b"></div>`)
  await seesPlaceholders(page, 1)
  await page.evaluate(() => document.getElementById('b')?.append(...document.querySelectorAll('#a iframe')))
  await page.shows(['b', 1], () => [
    document.querySelector('dongui-embed')?.parentElement?.id,
    document.querySelectorAll('dongui-embed').length,
  ])
  await page.evaluate(() => document.querySelector('iframe')?.remove())
  await seesPlaceholders(page, 0)
  await page.evaluate((html) => {
    const main = document.querySelector('main')
    if (main) main.innerHTML = `<section>${html}</section>`
  }, FRAME)
  await seesPlaceholders(page, 1)
  // A router's copy of a page has our elements in it, but not what they hold.
  await page.evaluate(() => {
    const main = document.querySelector('main')
    main?.replaceWith(main.cloneNode(true))
  })
  await page.shows([1, true], () => [
    document.querySelectorAll('dongui-embed').length,
    !!document.querySelector('dongui-embed')?.shadowRoot,
  ])
  await page.evaluate(() => window.dongui?.destroy())
  await page.shows(['', 0], () => [
    document.querySelector('iframe')?.getAttribute('style') ?? '',
    document.querySelectorAll('dongui-embed').length,
  ])
})

test('two hundred on one page: all are there, and all are gone once their service is allowed', async () => {
  const page = await openEmbeds(FRAME.repeat(200))
  await seesPlaceholders(page, 200)
  await page.choose({ maps: 'allow' })
  await seesPlaceholders(page, 0)
})

test('rules of the page for all its elements do not reach it, and its type and colour are the page’s', async () => {
  const page = await openEmbeds(`<article style="color:rgb(1, 2, 3);font:italic 20px serif">${FRAME}</article>`, {
    head: '<style>* { border: 9px solid red !important; padding: 50px !important } button { display: none !important } dongui-embed { display: none !important; color: red !important }</style>',
  })
  await seesPlaceholders(page, 1)
  await page.shows(['rgb(1, 2, 3)', 'italic', '20px', true, '0px'], () => {
    const face = document.querySelector('dongui-embed')?.shadowRoot?.querySelector<HTMLElement>('.face')
    if (!face) return null
    const { color, fontStyle, fontSize } = getComputedStyle(face)
    const button = face.querySelector('button')
    return [
      color,
      fontStyle,
      fontSize,
      !!button?.checkVisibility(),
      getComputedStyle(face.querySelector('p') ?? face).paddingTop,
    ]
  })
})

test('under a strict policy, with a nonce and Trusted Types, it is drawn and loads once', async () => {
  const page = await openRefused(FRAME, {
    tag: 'nonce="abc"',
    headers: {
      'Content-Security-Policy':
        "default-src 'self'; script-src 'nonce-abc' 'strict-dynamic'; style-src 'nonce-abc'; require-trusted-types-for 'script'; trusted-types 'none'",
    },
  })
  await seesPlaceholders(page, 1)
  await page.shows('absolute', () => {
    const face = document.querySelector('dongui-embed')?.shadowRoot?.querySelector('.face')
    return face && getComputedStyle(face).position
  })
  await press(page, 'once')
  await page.requested('/map', 1)
})

test('a page on which everything is allowed fetches none of it', async () => {
  const page = await openEmbeds()
  await page.choose('allow')
  await page.requested('/map', 1)
  await page.settled() // What draws it may still be on its way to the page on which it was chosen.
  const before = page.site.requests.length
  await page.reload()
  await page.requested('/map', 2)
  await page.settled()
  expect(page.site.requests.slice(before).filter(({ path }) => /\/(?:placeholder|ui)/.test(path))).toEqual([])
})

// — asked each time —

test('asked each time: the placeholder is the question, and no card is put about it', async () => {
  const page = await openEmbeds(FRAME + FRAME)
  await page.choose('ask')
  await page.shows(
    [
      ['maps', 'Allow', 'Not now', 'Never', 'Cookie settings'],
      ['maps', 'Allow', 'Not now', 'Never', 'Cookie settings'],
    ],
    () =>
      [...document.querySelectorAll('dongui-embed')].map((host) => [
        host.shadowRoot?.querySelector<HTMLElement>('.face')?.dataset['service'],
        ...[...(host.shadowRoot?.querySelectorAll('button') ?? [])]
          .filter((each) => each.checkVisibility())
          .map((each) => each.textContent),
      ]),
  )
  await page.reload()
  await seesPlaceholders(page, 2)
  await page.seesNoView()
})

test('one answer is for all of the service: not now holds for this visit, in every tab, and never for good', async () => {
  const page = await openEmbeds(FRAME + FRAME)
  await page.choose('ask')
  const other = await page.inAnotherTab()
  await press(other, 'later', 1)
  const first = () => document.querySelector('dongui-embed')?.shadowRoot?.querySelector('button')?.textContent
  for (const tab of [other, page]) await tab.shows('Load once', first)
  await page.reload()
  await page.shows('Load once', first)
  await page.endVisit()
  await page.reload()
  await page.shows('Allow', first)
  await press(page, 'refuse')
  await page.sees({ 'dongui.record.services.maps': 'refuse' })
  await page.shows('Load once', first)
  await page.requested('/map', 0)
})

test('allowed where it is asked: recorded, loaded everywhere on the page, and the card for other things goes on', async () => {
  const page = await openEmbeds(
    `${FRAME}<script type="text/plain" data-consent="stats">stats = true</script>
     <iframe data-consent="clips" data-src="/clip" title="Clip" width="640" height="360"></iframe>`,
  )
  await page.choose('ask')
  await page.seesView('ask')
  expect(await page.inUi((root) => root.querySelector<HTMLElement>('[data-view=ask]')?.dataset['service'])).toBe(
    'stats',
  )
  await page.press('minimise', { view: 'ask' })
  await press(page, 'allow')
  await page.requested('/map', 1)
  await page.sees({ 'dongui.record.services.maps': 'allow', 'dongui.record.categories.media': 'ask' })
  await seesPlaceholders(page, 1)
  await page.press('open')
  await page.press('refuse', { view: 'ask' })
  await page.seesNoView('ask')
})

test.each([
  ['a pixel', '<img data-consent="maps" data-src="/pixel.gif" width="1" height="1" alt="">'],
  ['a script', '<script type="text/plain" data-consent="maps">maps = true</script>'],
  ['one whose owner wants none', FRAME.replace('<iframe', '<iframe data-placeholder="none"')],
])('what has no placeholder is asked about on the card: %s', async (_, body) => {
  const page = await openEmbeds(body)
  await page.choose('ask')
  await page.seesView('ask')
  expect(await page.inUi((root) => root.querySelector<HTMLElement>('[data-view=ask]')?.dataset['service'])).toBe('maps')
})

test('its words follow the page’s language and the visitor’s own choice, and the focus stays where it was', async () => {
  const { language, ...its } = config
  const page = await openRefused(FRAME, { config: { ...its, languages: ['en', 'ko', 'de', 'ar'] }, lang: 'en' })
  const said = () => {
    const [host] = document.querySelectorAll('dongui-embed')
    const face = host?.shadowRoot?.querySelector('.face')
    return [
      face?.getAttribute('lang'),
      face?.getAttribute('dir'),
      face?.querySelector('[data-action=once]')?.textContent,
      host?.shadowRoot?.activeElement?.getAttribute('data-action') ?? null,
    ]
  }
  await page.shows(['en', 'ltr', 'Load once', null], said)
  await page.evaluate(() =>
    document.querySelector('dongui-embed')?.shadowRoot?.querySelector<HTMLElement>('[data-action=allow]')?.focus(),
  )
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ar'))
  await page.shows(['ar', 'rtl', ar.placeholder.once, 'allow'], said)
  await press(page, 'settings')
  await page.seesView('settings')
  await page.inUi((root) => {
    const list = root.querySelector<HTMLSelectElement>('select[data-action=language]')
    if (list) list.value = 'de'
    list?.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await page.shows(['de', 'ltr', de.placeholder.once, null], said)
  await page.key('Escape')
  await page.shows(['de', 'ltr', de.placeholder.once, 'settings'], said)
  // The visitor's own choice counts for more than the page's.
  await page.evaluate(() => document.documentElement.setAttribute('lang', 'ko'))
  await page.settled()
  expect(await page.evaluate(said)).toEqual(['de', 'ltr', de.placeholder.once, 'settings'])
})
