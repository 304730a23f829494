// Hundreds of elements nobody would write: while everything is refused none of them loads or runs what waits, and with
// everything allowed those without a mark do exactly what they do in a page without us.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSite, openPage, type StoryPage } from '../support/story'

/** The same each time, but in `npm run fuzz`. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261127)
/** In place of its own number, the refused host, and the page's. */
const [NUMBER, REFUSED, HERE] = ['{number}', '{refused}', '{here}']
const LATER = `/later-${NUMBER}.js`

const ids = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom('analytics', 'tracker', ' ANALYTICS\t', 'analytics,tracker') },
  fc.constantFrom('nobody', '', '__proto__', 'toString'),
)
const anything = fc.constantFrom(
  '',
  '0',
  'text/plain',
  'cookie',
  'getAttribute',
  '\0',
  '쿠키',
  '"><b>',
  'javascript:0',
  '{"a":1}',
)
const address = fc.constantFrom(
  `http://${REFUSED}/t-${NUMBER}.js`,
  `//${REFUSED}/t-${NUMBER}.js`,
  ` HTTP://${REFUSED}\\t-${NUMBER}.js#x`,
  `http:\t//a:b@${REFUSED}/x/../t-${NUMBER}.js?${HERE}`,
  `/own-${NUMBER}.js`,
  `http://${HERE}/own-${NUMBER}.js?${REFUSED}`,
)
const type = fc.oneof(
  { weight: 3, arbitrary: fc.constant('text/plain') },
  fc.constantFrom('TEXT/PLAIN', 'text/plain ', 'text/javascript', 'module', 'importmap', 'application/json', ''),
)
const pair = (name: string, value: fc.Arbitrary<string>) => fc.tuple(fc.constant(name), value)
const attribute = fc.oneof(
  { weight: 6, arbitrary: pair('data-consent', ids) },
  { weight: 2, arbitrary: pair('data-type', type) },
  { weight: 3, arbitrary: pair('data-src', fc.constantFrom(LATER, ` ${LATER}`, 'javascript:throw 0', 'data:,0')) },
  ...['data-category', 'data-cookieconsent', 'data-name'].map((name) => pair(name, ids)),
  pair('class', fc.constantFrom('optanon-category-C0002', 'optanon-category-', 'dark')),
  ...['data-srcset', 'data-href', 'data-poster', 'data-data'].map((name) => pair(name, fc.constant(LATER))),
  ...['async', 'defer', 'nomodule', 'data-ready', 'id', 'name', 'nonce', 'for', 'event', 'language', 'is', 'title'].map(
    (name) => pair(name, anything),
  ),
  pair('crossorigin', anything),
)
const tag = fc.oneof(
  { weight: 12, arbitrary: fc.constant('script') },
  { weight: 3, arbitrary: fc.constantFrom('iframe', 'img') },
  fc.constantFrom('video', 'audio', 'embed', 'object', 'link', 'template', 'b'),
  // As in a drawing, in a formula, and of no language at all.
  fc.constantFrom('svg script', 'svg iframe', 'svg img', 'svg video', 'math script', 'none script', 'none iframe'),
)
interface Made {
  number: number
  tag: string
  way: string
  attributes: (readonly [name: string, value: string])[]
}
const has = (each: Made, wanted: RegExp, value = /^/) =>
  each.attributes.some(([name, its]) => wanted.test(name) && value.test(its))
const isHeldScript = (each: Made) => /script$/.test(each.tag) && isMarked(each) && has(each, /^type$/, /^text\/plain$/)
/**
 * A held script that the browser passes over once it is let go, by itself or because it came as markup: nobody tells that it is
 * done, and those behind it wait for the time limit.
 */
const isPassedOver = (each: Made) =>
  isHeldScript(each) &&
  (has(each, /^(for|event)$/) || ((each.way === 'as markup' || each.tag !== 'script') && has(each, /src$/)))
const isMarked = (each: Made) =>
  has(each, /^data-(consent|category|cookieconsent|name)$/) || has(each, /^class$/, /^optanon/)
const element = fc.record({
  tag,
  attributes: fc.uniqueArray(attribute, { selector: ([name]) => name, maxLength: 5 }),
  type: fc.option(type),
  src: fc.option(address, { freq: 2 }),
  way: fc.constantFrom('put in', 'put in, then dressed', 'as markup', 'cloned'),
})
const elements = fc
  .sample(element, { numRuns: 800, seed: SEED })
  .map(({ tag, attributes, type, src, way }, number) => ({
    number,
    tag,
    way,
    attributes: [
      // First, or an address that comes before it is loaded at once.
      ...(type !== null && /(script|link|object|embed)$/.test(tag) ? [['type', type] as const] : []),
      ...attributes,
      // Others are not held by their host.
      ...(src !== null && /(script|iframe|img)$/.test(tag) ? [['src', src] as const] : []),
    ],
  }))
  .filter((each) => !isPassedOver(each))
const numbersOf = (wanted: (each: Made) => boolean) => elements.filter(wanted).map(({ number }) => number)

/** A page, with our tag or without, in which all are put in; what ran, by number, and what was asked for. */
async function pageWithAll(hasTag: boolean, nonce = '') {
  const site = await createSite()
  const tracker = site.elsewhere('tracker')
  const hosts = {
    [NUMBER as string]: '',
    [REFUSED as string]: new URL(tracker.origin).host,
    [HERE as string]: new URL(site.origin).host,
  }
  for (const { number } of elements)
    for (const [host, name] of [
      [tracker, 't'],
      [site, 'own'],
      [site, 'later'],
    ] as const)
      host.file(`/${name}-${number}.js`, `(top.ran ??= []).push(${number})`, {
        headers: { 'access-control-allow-origin': '*' },
      })
  const config = {
    service: { name: 'Mail' },
    policy: { url: '/privacy', version: '1' },
    categories: [{ id: 'analytics', services: [{ id: 'tracker', name: 'Tracker', hosts: [tracker.name] }] }],
  }
  const page = await openPage('', { site, ...(hasTag ? { config, tag: `nonce="${nonce}"` } : { tag: false }) })
  const all = elements.map((each) => ({
    ...each,
    attributes: each.attributes.map(([name, value]) => [
      name,
      value.replaceAll(/\{\w+\}/g, (word) => hosts[word] || String(each.number)),
    ]),
  }))
  return { page, site, tracker, all }
}

const putIn = (page: StoryPage, all: Awaited<ReturnType<typeof pageWithAll>>['all']) =>
  page.evaluate((those) => {
    const thrown: string[] = []
    for (const { number, tag, way, attributes } of those) {
      const isData = attributes.some(([name, value = '']) => /type$/.test(name ?? '') && /json|map/.test(value))
      const code = isData ? '{}' : `(top.ran ??= []).push(${number})`
      const dress = (element: Element) => {
        for (const [name = '', value = ''] of attributes) element.setAttribute(name, value)
      }
      try {
        const [space, name] = tag.split(' ')
        const made = name
          ? document.createElementNS(
              { svg: 'http://www.w3.org/2000/svg', math: 'http://www.w3.org/1998/Math/MathML' }[space as string] ??
                null,
              name,
            )
          : document.createElement(tag)
        if (way === 'put in, then dressed') document.body.append(made)
        dress(made)
        if (/script$/.test(tag) && !made.hasAttribute('src')) made.textContent = code
        if (way === 'put in') document.body.append(made)
        else if (way === 'as markup') document.body.insertAdjacentHTML('beforeend', made.outerHTML)
        else if (way === 'cloned') document.body.append(made.cloneNode(true))
      } catch (error) {
        thrown.push(`${number}: ${error}`)
      }
    }
    return thrown
  }, all)

const ranIn = (page: StoryPage) =>
  page.evaluate(() => ((window as unknown as { ran?: number[] }).ran ?? []).toSorted((a, b) => a - b))

test('while everything is refused, nothing that waits is asked for or runs, and nothing is thrown', async () => {
  const { page, site, tracker, all } = await pageWithAll(true)
  expect(await putIn(page, all)).toEqual([])
  await page.settled()
  expect(
    site.requests
      .filter(({ host, path }) => host === tracker.name || path.startsWith('/later'))
      .map(({ path }) => path),
  ).toEqual([])
  const waits = new Set(numbersOf(isHeldScript))
  expect((await ranIn(page)).filter((number) => waits.has(number))).toEqual([])
  expect(waits.size).toBeGreaterThan(20)
})

test('with everything allowed, what has no mark does what it does without us, and what has one runs once', async () => {
  const { page, site, tracker, all } = await pageWithAll(true)
  await page.choose('allow')
  expect(await putIn(page, all)).toEqual([])
  await page.settled()
  const plain = await pageWithAll(false)
  await putIn(plain.page, plain.all)
  await plain.page.settled()
  const unmarked = new Set(numbersOf((each) => !isMarked(each)))
  const numberOf = (path: string) => Number(/-(\d+)\.js/.exec(path)?.[1])
  const asked = (those: typeof site, host: string) =>
    those.requests
      .filter((each) => each.host === host && unmarked.has(numberOf(each.path)))
      .map(({ path }) => path.replace(/\?.*/, ''))
      .sort()
  const [ours, without] = [await ranIn(page), await ranIn(plain.page)]
  expect(ours.filter((number) => unmarked.has(number))).toEqual(without.filter((number) => unmarked.has(number)))
  expect(without.length).toBeGreaterThan(20)
  expect(asked(site, tracker.name)).toEqual(asked(plain.site, plain.tracker.name))
  expect(asked(site, tracker.name).length).toBeGreaterThan(20)
  const held = numbersOf(
    (each) =>
      isHeldScript(each) &&
      each.tag === 'script' &&
      each.way !== 'as markup' &&
      has(each, /^data-consent$/, /^\s*(analytics|tracker)/i) &&
      !has(each, /^(src|data-src|data-type|for|event|nomodule|language)$/),
  )
  expect(held.map((number) => ours.filter((each) => each === number).length)).toEqual(held.map(() => 1))
  expect(held.length).toBeGreaterThan(5)
})

test('with a nonce on the tag none runs without it, and one that has it runs behind all of them', async () => {
  const { page, all } = await pageWithAll(true, 'abc')
  await page.choose('allow')
  expect(await putIn(page, all)).toEqual([])
  await page.evaluate(() => {
    const spaces = ['http://www.w3.org/2000/svg', 'http://www.w3.org/1998/Math/MathML', null]
    const html = 'http://www.w3.org/1999/xhtml'
    for (const space of [...spaces, html]) {
      const script = document.createElementNS(space, 'script') as HTMLScriptElement
      script.setAttribute('type', 'text/plain')
      script.setAttribute('data-consent', 'analytics')
      if (space === html) script.nonce = 'abc'
      script.textContent = space === html ? 'last = true' : 'foreign = true'
      document.body.append(script)
    }
  })
  await page.sees({ last: true, foreign: undefined })
  const waits = new Set(numbersOf(isHeldScript))
  expect((await ranIn(page)).filter((number) => waits.has(number))).toEqual([])
})
