import { afterEach, expect, test, vi } from 'vitest'
import { exampleRecord } from '../support/example'
import { fakeConsent, loadParts, openStage } from './stage'

afterEach(() => {
  vi.useRealTimers()
})

const order = () => [...document.body.children].map((each) => each.id || each.localName)

test('our element is the first thing on the page', () => {
  const { ui } = openStage({ page: '<header id="top"><a href="/">Home</a></header>' })
  void ui.show('notice')
  expect(order()).toEqual(['dongui-ui', 'top'])
})

test.each([
  ['a link alone', '<a id="skip" href="#main">Skip</a><main id="main"></main>'],
  [
    'a list of links',
    '<div id="skip"><ul><li><a href="#main">본문</a><li><a href="#menu">메뉴</a></ul></div><main id="main"></main>',
  ],
])('a skip link stays before it: %s', (_, page) => {
  const { ui } = openStage({ page })
  void ui.show('notice')
  expect(order()).toEqual(['skip', 'dongui-ui', 'main'])
})

test('a page whose first link leads to a place on it is not taken for a skip link', () => {
  const { ui } = openStage({ page: `<div id="app"><a href="#top">Logo</a>${'<p>text</p>'.repeat(20)}</div>` })
  void ui.show('notice')
  expect(order()).toEqual(['dongui-ui', 'app'])
})

test('showing it twice draws it once, and it comes back when the page throws it away', () => {
  const { ui, all, host, see } = openStage()
  void ui.show('notice')
  void ui.show('notice')
  expect(all('[data-view]')).toHaveLength(1)
  host()?.remove()
  void ui.show('notice')
  expect(see('[data-view=notice]').isConnected).toBe(true)
  expect(document.querySelectorAll('dongui-ui')).toHaveLength(1)
})

test('it comes back into a body that took the place of the old one', () => {
  const { ui, see } = openStage()
  void ui.show('notice')
  document.body.replaceWith(document.createElement('body'))
  ui.update()
  expect(see('[data-view=notice]').isConnected).toBe(true)
})

test('a screen reader is told once, after the notice is there', () => {
  vi.useFakeTimers()
  const { ui, see } = openStage()
  void ui.show('notice')
  expect(see('[role=status]').textContent).toBe('')
  vi.advanceTimersByTime(500)
  expect(see('[role=status]').textContent).toBe('There is a notice about cookies at the start of this page.')
  expect(see('[role=status]').className).toBe('unseen')
})

test('light text tells a dark page', () => {
  document.body.style.color = 'rgb(230, 230, 230)'
  const { ui, host } = openStage()
  void ui.show('notice')
  expect(host()?.className).toBe('dark')
  document.body.style.color = 'rgb(20, 20, 20)'
  ui.update()
  expect(host()?.className).toBe('')
})

test('the words have their language and direction on our element', () => {
  const { ui, host } = openStage({ language: 'ko' })
  void ui.show('notice')
  expect([host()?.lang, host()?.dir]).toEqual(['ko', 'ltr'])
})

test('closing a view without having chosen returns to the notice, and is no choice', async () => {
  const { ui, consent, press, see, all, shown } = openStage()
  void ui.show('notice')
  await ui.show('settings')
  expect(see('dialog').dataset.view).toBe('settings')
  press('close')
  expect(all('dialog')).toEqual([])
  expect(see('[data-view=notice]').className).toBe('notice')
  expect(consent.told).toEqual([])
  expect(shown).toEqual(['notice', 'settings', 'notice'])
})

test('Escape closes a view and changes nothing', async () => {
  const { ui, consent, see, all } = openStage()
  await ui.show('settings')
  const dialog = see('dialog')
  if (dialog instanceof HTMLDialogElement) dialog.close() // What a browser does at Escape.
  dialog.dispatchEvent(new Event('close'))
  expect(all('dialog')).toEqual([])
  expect(consent.told).toEqual([])
})

test('once there is a choice, closing a view leaves nothing behind', async () => {
  const { ui, press, host, shown } = openStage({ consent: fakeConsent(exampleRecord) })
  await ui.show('record')
  press('close')
  expect(host()).toBeNull()
  expect(shown).toEqual(['record', null])
})

test('focus goes into a view and returns to where it came from', async () => {
  const { ui, press, host } = openStage({ page: '<button id="here"></button>', consent: fakeConsent(exampleRecord) })
  document.getElementById('here')?.focus()
  await ui.show('settings')
  expect(host()?.shadowRoot?.activeElement?.id).toBe('panel-title')
  press('close')
  expect(document.activeElement?.id).toBe('here')
})

test('one view leads to another, and what was decided meanwhile is kept until the dialog is closed', async () => {
  const { ui, press, see } = openStage()
  await ui.show('settings')
  see('input[name=analytics][value=ask]').click()
  press('record')
  await vi.waitFor(() => expect(see('dialog').dataset.view).toBe('record'))
  await ui.show('settings')
  expect((see('input[name=analytics][value=ask]') as HTMLInputElement).checked).toBe(true)
  press('close')
  await ui.show('settings')
  expect((see('input[name=analytics][value=ask]') as HTMLInputElement).checked).toBe(false)
})

test('a choice made elsewhere takes the notice away', () => {
  const { ui, consent, host } = openStage()
  void ui.show('notice')
  consent.record = exampleRecord
  ui.update()
  expect(host()).toBeNull()
})

test('what comes after everything was hidden is not shown', async () => {
  const { ui, host } = openStage()
  const coming = ui.show('settings')
  ui.hide()
  await coming
  expect(host()).toBeNull()
})

test('a view that cannot be had rejects, and the notice says so when the visitor asked for it', async () => {
  const { ui, press, see, consent } = openStage({ missing: ['settings'] })
  void ui.show('notice')
  await expect(ui.show('settings')).rejects.toThrow('settings cannot be had')
  press('settings')
  await vi.waitFor(() => expect(see('[role=status]').textContent).toBe('That could not be opened. Please try again.'))
  expect(see('[role=status]').className).toBe('')
  expect(consent.told).toEqual([])
})

test('whoever is about to open a view has its files fetched', async () => {
  const asked: string[] = []
  const { ui, see } = openStage({
    load: (async (part: string) => {
      asked.push(part)
      throw new Error('offline')
    }) as never,
  })
  void ui.show('notice')
  see('[data-action=refusal]').dispatchEvent(new Event('pointerenter'))
  await Promise.resolve()
  expect(asked).toEqual(['dialog'])
})

test('whoever points at a tab of the dialog, or comes to it by keyboard, has the view behind it fetched', async () => {
  const asked = new Set<string>()
  const { ui, see } = openStage({
    load: ((part: never) => {
      asked.add(part)
      return loadParts()(part)
    }) as never,
  })
  await ui.show('settings')
  expect(asked).not.toContain('refusal')
  see('nav [data-action=refusal]').dispatchEvent(new Event('pointerenter'))
  expect(asked).toContain('refusal')
  see('nav [data-action=record]').dispatchEvent(new Event('focus'))
  expect(asked).toContain('record')
  expect(asked).toContain('stored')
})

test('unmounting leaves nothing behind', async () => {
  const { ui, host } = openStage()
  void ui.show('notice')
  ui.unmount()
  expect(host()).toBeNull()
})
