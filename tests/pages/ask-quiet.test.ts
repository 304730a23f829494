// "Ask me each time" stays quiet: one card, few questions, a badge for whoever would rather not be asked, and no cost that
// a visitor would feel.

import { expect, test } from 'vitest'
import type { Config } from '../../src/core/config'
import { createSite, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** A site whose services `s0` … write one cookie each. */
function configWith(services: number): Config {
  return {
    ...storyConfig,
    categories: [
      {
        id: 'analytics',
        services: Array.from({ length: services }, (_, index) => ({
          id: `s${index}`,
          name: `Service ${index}`,
          cookies: [{ name: `s${index}_*` }],
        })),
      },
    ],
  }
}

async function openAsked(config: Config, body = '') {
  const site = await createSite()
  const page = await openPage(body, { config, site })
  await page.choose('ask')
  await page.reload()
  return page
}

const service = (page: StoryPage) =>
  page.inUi((root) => root.querySelector<HTMLElement>('[data-view=ask],[data-view=ask-badge]')?.dataset['service'])
const badge = (page: StoryPage) =>
  page.inUi((root) => root.querySelector('[data-view=ask-badge] [data-action=open]')?.textContent)
const uiIsThere = (page: StoryPage) => page.evaluate(() => !!document.querySelector('dongui-ui'))

test('a page that writes five hundred names has one card with twenty lines, and reads all that is held', async () => {
  const page = await openAsked(
    configWith(1),
    `<script>for (let i = 0; i < 500; i++) document.cookie = 's0_' + i + '=1; path=/'
     seen = document.cookie.match(/s0_/g)?.length</script>`,
  )
  await page.sees({ seen: 500 })
  await page.seesView('ask')
  expect(await page.inUi((root) => root.querySelectorAll('[data-view=ask]').length)).toBe(1)
  expect(await page.inUi((root) => root.querySelectorAll('[data-view=ask] details code').length)).toBe(20)
  expect(
    await page.inUi(
      (root) => root.querySelector('[data-view=ask] .what, [data-view=ask] p:not(.soft,.unseen)')?.textContent,
    ),
  ).toContain('500')
  expect((await page.jar()).map(({ name }) => name)).toEqual(['dongui', 'dongui-visit'])
})

test('no more than twenty questions a visit, whatever wants to be stored', async () => {
  const page = await openAsked(
    configWith(25),
    `<script>for (let i = 0; i < 25; i++) document.cookie = 's' + i + '_a=1; path=/'</script>`,
  )
  const asked: unknown[] = []
  for (let index = 0; index < 20; index++) {
    await page.seesView('ask')
    asked.push(await service(page))
    // Not by a mouse: a second click that comes so soon after the first is not taken for an answer.
    await page.inUi((root) => root.querySelector<HTMLElement>('[data-view=ask] [data-action=later]')?.click())
    await page.shows(
      true,
      (before) => {
        const card = document.querySelector('dongui-ui')?.shadowRoot?.querySelector<HTMLElement>('[data-view=ask]')
        return card?.dataset['service'] !== before
      },
      asked.at(-1) as string,
    )
  }
  expect(new Set(asked).size).toBe(20)
  await page.seesNoView()
  await page.reload()
  await page.seesNoView()
  expect((await page.jar()).map(({ name }) => name)).toEqual(['dongui', 'dongui-visit'])
})

test('put aside three times, what comes is behind the badge, until the next page', async () => {
  const page = await openAsked(
    configWith(5),
    `<script>write = (i) => { document.cookie = 's' + i + '_a=1; path=/' }; write(0)</script>`,
  )
  const write = (index: number) =>
    page.evaluate((i) => (window as unknown as { write(i: number): void }).write(i), index)
  await page.seesView('ask')
  for (const [index, text] of [
    [1, '1'],
    [2, '2'],
    [3, '3'],
  ] as const) {
    await page.press('minimise', { view: 'ask' })
    await page.shows(
      true,
      (count) =>
        !!document
          .querySelector('dongui-ui')
          ?.shadowRoot?.querySelector('[data-view=ask-badge] [data-action=open]')
          ?.textContent?.includes(count),
      text,
    )
    await write(index)
    if (index < 3) await page.seesView('ask')
  }
  await page.shows(
    true,
    () =>
      !!document
        .querySelector('dongui-ui')
        ?.shadowRoot?.querySelector('[data-view=ask-badge] [data-action=open]')
        ?.textContent?.includes('4'),
  )
  expect(await badge(page)).toContain('4')
  await page.reload()
  await page.seesView('ask')
  expect(await service(page)).toBe('s0')
})

test('the card takes no focus, covers no field that has it, and moves nothing on the page', async () => {
  const page = await openAsked(
    configWith(1),
    `<style>body{margin:0} .low{position:fixed;inset-block-end:20px;inset-inline:20px}</style>
     <p id="first">mail</p><input class="low" id="field">
     <script>shifts = 0; document.querySelector('#field').focus()
       if (PerformanceObserver.supportedEntryTypes.includes('layout-shift'))
         new PerformanceObserver((list) => { for (const each of list.getEntries()) shifts += each.value }).observe({ type: 'layout-shift', buffered: true })
       document.cookie = 's0_a=1; path=/'</script>`,
  )
  const before = await page.evaluate(() => document.querySelector('#first')?.getBoundingClientRect().top)
  await page.seesView('ask')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field')
  await page.shows(true, () => {
    const field = document.querySelector('#field') as HTMLElement
    const { left, top, right, bottom } = field.getBoundingClientRect()
    return document.elementFromPoint((left + right) / 2, (top + bottom) / 2) === field
  })
  expect(await page.evaluate(() => document.querySelector('#first')?.getBoundingClientRect().top)).toBe(before)
  await page.sees({ shifts: 0 })
})

test('nothing is drawn, and nothing asked, where nothing is held', async () => {
  const page = await openAsked(configWith(3), '<p>mail</p>')
  await page.seesNoView()
  expect(await uiIsThere(page)).toBe(false)
})
