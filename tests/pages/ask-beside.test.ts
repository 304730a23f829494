// A page asks at a press: the card stands beside the control that was pressed, and the focus goes there and back.

import { expect, test } from 'vitest'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const button = (style: string, id = 'map') =>
  `<button id="${id}" style="position:absolute;width:120px;height:44px;${style}"
     onclick="dongui.ask('assistant', { reason: 'For the way.' }).then((answer) => { answers.push(answer) })">map</button>`

async function openAsking(body = button('left:300px;top:120px'), options: Parameters<typeof openPage>[1] = {}) {
  const page = await openPage(`<script>answers = []</script><main style="height:2000px">${body}</main>`, {
    config: storyConfig,
    ...options,
  })
  await page.choose('ask')
  return page
}

/** Whether the card is within the viewport, and beside the control and not over it: below, above, or in a low window at its side. */
function whereItStands(): boolean[] | null {
  const card = document.querySelector('dongui-ui')?.shadowRoot?.querySelector('[data-view=ask]')
  const control = document.getElementById('map')
  if (!card || !control) return null
  const [a, b] = [card.getBoundingClientRect(), control.getBoundingClientRect()]
  const gap = Math.round(Math.max(a.top - b.bottom, b.top - a.bottom, a.left - b.right, b.left - a.right))
  return [a.left >= 0 && a.top >= 0 && a.right <= innerWidth && a.bottom <= innerHeight, gap >= 0 && gap <= 9]
}

const focus = (page: StoryPage) =>
  page.evaluate(() => {
    const inside = document.activeElement?.shadowRoot?.activeElement
    return inside?.id || document.activeElement?.id || 'nothing'
  })

test.each([
  ['below it, where there is room', 'left:300px;top:120px'],
  ['above it, near the lower edge', 'left:300px;top:calc(100vh - 60px)'],
  ['within the viewport, at the right edge', 'right:10px;top:120px'],
])('the card stands beside the control: %s', async (_, style) => {
  const page = await openAsking(button(style))
  await page.click('#map')
  await page.seesView('ask')
  await page.shows('ask-title', () => document.activeElement?.shadowRoot?.activeElement?.id)
  // It rises into its place.
  await page.shows([true, true], whereItStands)
})

test('the card stays beside the control while the page is scrolled', async () => {
  const page = await openAsking()
  await page.click('#map')
  await page.seesView('ask')
  await page.shows([true, true], whereItStands)
  await page.evaluate(() => scrollTo({ top: 60, behavior: 'instant' }))
  await page.shows(60, () => scrollY)
  await page.shows([true, true], whereItStands)
})

test('the focus goes to the question, and back to the control with the answer', async () => {
  const page = await openAsking()
  await page.click('#map')
  await page.shows('ask-title', () => document.activeElement?.shadowRoot?.activeElement?.id)
  await page.press('allow', { view: 'ask' })
  await page.sees({ answers: [true] })
  await page.seesNoView()
  expect(await focus(page)).toBe('map')
})

test('Escape is not now and decides nothing: the focus returns, and the next press asks again', async () => {
  const page = await openAsking()
  for (const answers of [[false], [false, false]]) {
    await page.click('#map')
    await page.shows('ask-title', () => document.activeElement?.shadowRoot?.activeElement?.id)
    await page.key('Escape')
    await page.sees({ answers })
    await page.seesNoView()
    expect(await focus(page)).toBe('map')
  }
  expect(await page.evaluate(() => window.dongui?.record?.services)).toEqual({})
})

test('before the notice is answered, a question that was asked for comes first', async () => {
  const page = await openPage(`<script>answers = []</script>${button('left:20px;top:10px')}`, { config: storyConfig })
  await page.seesView('notice')
  await page.click('#map')
  await page.seesView('ask')
  await page.key('Escape')
  await page.sees({ answers: [false] })
  await page.seesView('notice')
})

test('a page that asks by itself gets the card in the corner, and nobody’s focus is taken', async () => {
  const page = await openAsking('<input id="field">')
  await page.evaluate(() => document.getElementById('field')?.focus())
  await page.evaluate(() => void window.dongui?.ask('assistant'))
  await page.seesView('ask')
  expect(await focus(page)).toBe('field')
  expect(await page.inUi((root) => root.querySelector('[data-view=ask]')?.classList.contains('beside'))).toBe(false)
})

test('decided elsewhere while it is asked, the page is told', async () => {
  const page = await openAsking()
  await page.click('#map')
  await page.seesView('ask')
  await page.choose({ assistant: 'allow' })
  await page.sees({ answers: [true] })
  await page.seesNoView()
})
