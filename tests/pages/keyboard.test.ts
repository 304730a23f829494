// Without a mouse: every view is reached, used and left by real keys, as a visitor's keyboard makes them.

import { expect, test } from 'vitest'
import { engine, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const MAIL = '<main><h1>Mail</h1><a id="first" href="#x">a link</a><input id="field" aria-label="Search"></main>'
const open = () => openPage(MAIL, { config: storyConfig, lang: 'en' })

/** What has the focus: what it does, or which it is. */
function focusNow(): string {
  let { activeElement } = document
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement
  if (activeElement instanceof HTMLInputElement && activeElement.type === 'radio')
    return `${activeElement.name} ${activeElement.value}`
  return activeElement?.getAttribute('data-action') || activeElement?.id || activeElement?.localName || ''
}

/** Presses Tab until something has the focus; fails with what had it on the way. */
async function tabTo(page: StoryPage, wanted: string): Promise<void> {
  const stops: string[] = []
  while (stops.at(-1) !== wanted && stops.length < 60) {
    await page.key('Tab')
    stops.push(await page.evaluate(focusNow))
  }
  expect(stops).toContain(wanted)
}

/** From the notice, as everybody comes to a view; its heading has the focus then. */
async function openByKeys(view: 'settings' | 'refusal'): Promise<StoryPage> {
  const page = await open()
  await page.seesView('notice')
  await tabTo(page, view)
  await page.key('Enter')
  await page.seesView(view)
  await page.shows('panel-title', focusNow)
  return page
}

/** Alt+Shift+C. Only Chromium is told of chords; to the others the page says what the browser would. */
async function pressShortcut(page: StoryPage): Promise<void> {
  if (engine === 'chromium') return page.key('Alt+Shift+C')
  await page.evaluate(() => {
    const chord = { key: 'C', code: 'KeyC', altKey: true, shiftKey: true }
    const target = document.activeElement ?? document.body
    target.dispatchEvent(new KeyboardEvent('keydown', { ...chord, bubbles: true, composed: true, cancelable: true }))
  })
}

test.each(['allow', 'refuse', 'ask'] as const)('on the notice %s is chosen by Tab and Enter', async (choice) => {
  const page = await open()
  await page.seesView('notice')
  await tabTo(page, choice)
  await page.key('Enter')
  await page.seesNoView()
  expect(await page.evaluate(() => window.dongui?.record?.categories)).toEqual({
    analytics: choice,
    personalization: choice,
  })
})

test('the settings open by Enter, a choice is changed by an arrow, and saved by Enter', async () => {
  const page = await openByKeys('settings')
  await tabTo(page, 'analytics refuse')
  await page.key('ArrowLeft')
  await page.shows('analytics allow', focusNow)
  await tabTo(page, 'personalization refuse')
  await page.key('ArrowRight')
  await page.shows('personalization ask', focusNow)
  await tabTo(page, 'save')
  await page.key('Enter')
  await page.seesNoView()
  expect(await page.evaluate(() => window.dongui?.record?.categories)).toEqual({
    analytics: 'allow',
    personalization: 'ask',
  })
})

test('in the guide another browser is found and an address copied by keys; Escape closes it, and the focus returns', async () => {
  const page = await openByKeys('refusal')
  await tabTo(page, 'browser')
  // By its first letter: arrows open the list in some browsers, and choose at once in others.
  await page.key('M')
  await page.shows('edge-desktop', () => {
    const list = document.querySelector('dongui-ui')?.shadowRoot?.querySelector<HTMLSelectElement>('.field select')
    return list?.value
  })
  await tabTo(page, 'copy')
  await page.key('Enter')
  await page.shows(true, () => {
    const status = document.querySelector('dongui-ui')?.shadowRoot?.querySelector('.address [role=status]')
    return !!status?.textContent?.trim()
  })
  await page.key('Escape')
  await page.seesView('notice')
  await page.seesNoView('refusal')
  await page.shows('refusal', focusNow)
})

test.each(['allow', 'later', 'refuse'] as const)(
  'a question is answered with %s by keys: Alt+Shift+C leads to it, and the focus goes back to the field',
  async (answer) => {
    const page = await open()
    await page.choose('ask')
    await page.evaluate(() => {
      document.getElementById('field')?.focus()
      document.cookie = 'visitor=1; path=/; max-age=86400'
    })
    await page.seesView('ask')
    expect(await page.evaluate(focusNow)).toBe('field')
    await pressShortcut(page)
    await page.shows('ask-title', focusNow)
    await tabTo(page, answer)
    await page.key('Enter')
    await page.seesNoView('ask')
    await page.shows('field', focusNow)
    await page.sees({ 'dongui.record.services.stats': answer === 'later' ? undefined : answer })
  },
)

test('Escape makes a badge of the question and gives the focus back; the same keys open it again', async () => {
  const page = await open()
  await page.choose('ask')
  await page.evaluate(() => {
    document.getElementById('field')?.focus()
    document.cookie = 'visitor=1; path=/; max-age=86400'
  })
  await page.seesView('ask')
  await pressShortcut(page)
  await page.shows('ask-title', focusNow)
  await page.key('Escape')
  await page.shows('field', focusNow)
  await page.seesNoView('ask')
  await pressShortcut(page)
  await page.seesView('ask')
  await page.shows('ask-title', focusNow)
})
