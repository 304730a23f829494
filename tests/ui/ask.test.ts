import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { siteFrom } from '../../src/core/config'
import type { Question } from '../../src/core/questions'
import { exampleConfig, exampleRecord } from '../support/example'
import { fakeConsent, openStage } from './stage'

const DAY_S = 86_400
const stats: Question = {
  id: 'stats',
  names: [
    { name: '_st_1', kind: 'cookie', seconds: 395 * DAY_S },
    { name: 'visitor', kind: 'cookie', seconds: null },
  ],
  elements: 0,
}
const visits: Question = { id: 'visits', names: [{ name: 'visits', kind: 'cookie', seconds: 3600 }], elements: 0 }

/** What an on-screen keyboard leaves of the page; happy-dom has none. */
const viewport = Object.assign(new EventTarget(), { height: innerHeight, offsetTop: 0, scale: 1 })

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('visualViewport', Object.assign(viewport, { height: innerHeight, scale: 1 }))
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

/** A visitor who chose to be asked, on a page with a field, and what their answers were. */
async function asked(options: Parameters<typeof openStage>[0] = {}) {
  const stage = openStage({ page: '<input id="field">', consent: fakeConsent(exampleRecord), ...options })
  const told: unknown[][] = []
  const put = (question: Question | null, waiting = 0, isFolded?: boolean) =>
    stage.ui.ask(question, waiting, (...answer) => void told.push(answer), isFolded)
  const field = document.getElementById('field') as HTMLInputElement
  const card = () => stage.see('.ask')
  const text = () => card().textContent ?? ''
  const lines = () => stage.all('.ask li').map((each) => [...each.childNodes].map((node) => node.textContent))
  const inside = () => stage.host()?.shadowRoot?.activeElement
  const type = (target: EventTarget, init: KeyboardEventInit) => {
    const event = new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init })
    target.dispatchEvent(event)
    return event.defaultPrevented
  }
  return { ...stage, told, put, field, card, text, lines, inside, type }
}

test('it is a landmark named by its heading, drawn without taking the focus, and it is the view that is shown', async () => {
  const { put, field, card, see, shown } = await asked()
  field.focus()
  await put(stats)
  expect([card().tagName, card().dataset.view, card().dataset.service]).toEqual(['SECTION', 'ask', 'stats'])
  expect(see(`#${card().getAttribute('aria-labelledby')}`).textContent).toBe('A question about Example Stats')
  expect(document.activeElement).toBe(field)
  expect(shown).toEqual(['ask'])
})

test('it says who, what, how long at the longest, why, and on which page', async () => {
  const service = {
    id: 'stats',
    name: 'Example Stats',
    provider: 'Example Corp',
    country: 'US',
    hosts: ['st.example/a'],
  }
  const site = siteFrom({ ...exampleConfig, categories: [{ id: 'analytics', why: 'To count.', services: [service] }] })
  document.title = 'Inbox'
  const { put, text, see } = await asked({ site })
  await put(stats)
  expect(text()).toContain('Example Corp · Data goes to: United States · From st.example')
  expect(text()).toContain('On this page it wants to store 2 cookies for visit statistics. Kept for up to 13 months.')
  expect(see('.why').textContent).toBe('To count.')
  expect(text()).toContain('Asked for by this page: Inbox')
})

test("each name is compared with the owner's list, and a difference is said in words", async () => {
  const { put, lines } = await asked()
  await put({
    id: 'stats',
    elements: 0,
    names: [
      { name: '_st_1', kind: 'cookie', seconds: 396 * DAY_S },
      { name: '_st_2', kind: 'cookie', seconds: 800 * DAY_S },
      { name: '_st_3', kind: 'cookie', seconds: null },
      { name: '_st_4', kind: 'local', seconds: null },
      { name: 'visitor', kind: 'cookie', seconds: 1800 },
      { name: 'stats-queue', kind: 'local', seconds: null },
      { name: 'stats-tab', kind: 'session', seconds: null },
      { name: 'other', kind: 'cookie', seconds: 60 },
    ],
  })
  expect(lines()).toEqual([
    ['_st_1', 'Cookie · 13 months · as this site declares', ''],
    ['_st_2', 'Cookie · 2 years', 'This site declares otherwise: Cookie · 13 months'],
    ['_st_3', 'Cookie · Until the browser is closed', 'This site declares otherwise: Cookie · 13 months'],
    ['_st_4', 'Local storage · Until it is deleted', 'This site declares otherwise: Cookie · 13 months'],
    ['visitor', 'Cookie · 30 minutes · this site does not say how long', ''],
    ['stats-queue', 'Local storage · Until it is deleted · as this site declares', ''],
    ['stats-tab', 'Session storage · Until the browser is closed · as this site declares', ''],
    ['other', 'Cookie · 1 minute', 'This site does not declare this name.'],
  ])
})

test.each([
  [[['cookie', null]], 'store 1 cookie for visit statistics. Kept until the browser is closed.'],
  [[['cookie', 7200]], 'store 1 cookie for visit statistics. Kept for up to 2 hours.'],
  [[['session', null]], 'store 1 item for visit statistics. Kept until the browser is closed.'],
  [
    [
      ['cookie', 60],
      ['local', null],
    ],
    'store 2 items for visit statistics. Kept until it is deleted.',
  ],
] as const)('the longest lifetime is said: %j', async (names, said) => {
  const { put, text } = await asked()
  const list = names.map(([kind, seconds], index) => ({ name: `n${index}`, kind, seconds }))
  await put({ id: 'stats', names: list, elements: 0 })
  expect(text()).toContain(said)
})

test('code and content that are held are said, too', async () => {
  const { put, text } = await asked()
  await put({ ...stats, elements: 2 })
  expect(text()).toContain('It would load its own code or content, too.')
  await put({ id: 'assistant', names: [], elements: 1, reason: { en: 'Drafts your reply.', ko: '답장 초안' } })
  expect(text()).toContain('it wants to load content for personalization.')
  expect(text()).toContain('Drafts your reply.')
})

test('what nobody declared is asked about by its host, with no purpose and no category', async () => {
  const { put, text, see, told, press } = await asked()
  await put({ id: '', host: 'cdn.example', names: [{ name: 'uid', kind: 'cookie', seconds: 60 }], elements: 0 })
  expect(see('h2').textContent).toBe('A question about cdn.example')
  expect(text()).toContain('1 cookie for a purpose this site does not name')
  expect(see('.whole').hidden).toBe(true)
  press('allow')
  await put({ id: '', names: [{ name: 'uid', kind: 'cookie', seconds: 60 }], elements: 0 })
  expect(see('h2').textContent).toBe('A question about code that nobody declared')
  press('refuse')
  expect(told).toEqual([
    ['allow', '*cdn.example', false],
    ['refuse', '*uid', false],
  ])
})

test('five hundred names are twenty lines and a number', async () => {
  const { put, lines } = await asked()
  const names = Array.from({ length: 500 }, (_, index) => ({ name: `n${index}`, kind: 'cookie' as const, seconds: 60 }))
  await put({ ...stats, names })
  expect(lines()).toHaveLength(21)
  expect(lines().at(-1)).toEqual(['and 480 more'])
})

test('nothing of a page or an owner becomes markup', async () => {
  const { put, all, lines } = await asked()
  await put({ ...stats, names: [{ name: '<img src=x>', kind: 'cookie', seconds: 60 }], reason: '<b>{purpose}' })
  expect(all('img')).toEqual([])
  expect(lines()[0]?.[0]).toBe('<img src=x>')
  expect(all('.why')[0]?.textContent).toBe('<b>{purpose}')
})

test('the answers cannot be told apart but by their words', async () => {
  const { put, all } = await asked()
  await put(stats)
  const answers = all('.ask .choice')
  expect(answers.map((each) => [each.dataset.action, each.textContent])).toEqual([
    ['allow', 'Allow'],
    ['later', 'Not now'],
    ['refuse', 'Never'],
  ])
  for (const each of answers) {
    expect(each.getAttributeNames().sort()).toEqual(['class', 'data-action', 'type'])
    expect(each.parentElement).toBe(answers[0]?.parentElement)
  }
})

test.each(['allow', 'later', 'refuse'])('"%s" answers this question, or the whole category', async (action) => {
  const { put, told, press, see } = await asked()
  await put(stats)
  press(action)
  see('.whole input').click()
  press(action)
  expect(told).toEqual([
    [action, 'stats', false],
    [action, 'stats', true],
  ])
})

test('the second click of a double click does not answer the question that came in between', async () => {
  const { put, told, see } = await asked()
  await put(stats)
  see('[data-action=allow]').dispatchEvent(new MouseEvent('click', { detail: 1 }))
  await put(visits)
  see('[data-action=allow]').dispatchEvent(new MouseEvent('click', { detail: 2 }))
  expect(told).toEqual([['allow', 'stats', false]])
})

test('the next question takes its place: its own words, nothing ticked, nothing unfolded', async () => {
  const { put, see, card, text, all } = await asked()
  await put(stats, 2)
  expect(text()).toContain('2 more waiting')
  see('.whole input').click()
  see('details').setAttribute('open', '')
  await put(visits, 0)
  expect(all('.ask')).toHaveLength(1)
  expect(card().dataset.service).toBe('visits')
  expect(text()).not.toContain('more waiting')
  expect((see('.whole input') as HTMLInputElement).checked).toBe(false)
  expect(see('details').hasAttribute('open')).toBe(false)
})

test('more of the same question is drawn in it, and leaves what the visitor did', async () => {
  const { put, see, text, inside } = await asked()
  await put(visits)
  see('.whole input').click()
  see('[data-action=later]').focus()
  await put({ ...visits, names: [...visits.names, ...stats.names] }, 1, false)
  expect(text()).toContain('3 cookies')
  expect((see('.whole input') as HTMLInputElement).checked).toBe(true)
  expect(inside()).toBe(see('[data-action=later]'))
})

test('a screen reader is told once of each question, and how to reach it', async () => {
  const { put, see } = await asked()
  await put(stats)
  const status = see('.ask [role=status]')
  expect(status.textContent).toBe('')
  vi.advanceTimersByTime(500)
  expect(status.textContent).toBe(
    'There is a question about Example Stats at the start of this page. Press Alt+Shift+C to reach it.',
  )
  status.textContent = ''
  await put({ ...stats, elements: 1 }, 1)
  vi.advanceTimersByTime(500)
  expect(status.textContent).toBe('')
  await put(visits)
  vi.advanceTimersByTime(500)
  expect(status.textContent).toContain('a question about Visits')
})

test('it is not seen beside the notice or a dialog, and comes when they go', async () => {
  const { ui, put, all, press, consent, shown } = await asked({ consent: fakeConsent() })
  await ui.show('notice')
  await put(stats)
  expect(all('.ask')).toEqual([])
  consent.record = exampleRecord
  ui.update()
  expect(all('.ask')).toHaveLength(1)
  await ui.show('settings')
  expect(all('.ask')).toEqual([])
  press('close')
  expect(all('.ask')).toHaveLength(1)
  await put(null)
  expect(all('.ask')).toEqual([])
  expect(shown).toEqual(['notice', 'ask', 'settings', 'ask', null])
})

test('minimised, it is a badge with the number of questions; pressed, it is the card again', async () => {
  const { put, see, card, told, press, all } = await asked()
  await put(stats, 2)
  press('minimise')
  expect(card().dataset.view).toBe('ask-badge')
  expect(see('.badge').textContent).toBe('3 cookie questions')
  await put(stats, 0, true)
  expect(see('.badge').textContent).toBe('1 cookie question')
  press('open')
  expect(card().dataset.view).toBe('ask')
  expect(all('.folded')).toEqual([])
  expect(told).toEqual([
    ['aside', 'stats', false],
    ['unfold', 'stats', false],
  ])
})

test('left alone for half a minute, it becomes a badge, and answers nothing', async () => {
  const { put, card, told } = await asked()
  await put(stats)
  vi.advanceTimersByTime(29_000)
  expect(card().dataset.view).toBe('ask')
  vi.advanceTimersByTime(2_000)
  expect(card().dataset.view).toBe('ask-badge')
  vi.advanceTimersByTime(60_000)
  expect(told).toEqual([['aside', 'stats', false]])
})

test.each([
  ['is pointed at', (card: HTMLElement) => card.dispatchEvent(new Event('pointerenter'))],
  ['has the focus', (card: HTMLElement) => card.querySelector('h2')?.focus()],
  ['has its details open', (card: HTMLElement) => card.querySelector('details')?.setAttribute('open', '')],
])('it stays while it %s', async (_, touch) => {
  const { put, card, told } = await asked()
  await put(stats)
  touch(card())
  vi.advanceTimersByTime(90_000)
  expect(told).toEqual([])
})

test('time does not count while a dialog hides it', async () => {
  const { ui, put, press, told } = await asked()
  await put(stats)
  await ui.show('settings')
  vi.advanceTimersByTime(90_000)
  press('close')
  vi.advanceTimersByTime(10_000)
  expect(told).toEqual([])
})

test('the key leads to the heading and back to the field', async () => {
  const { put, field, inside, see, type } = await asked()
  await put(stats)
  field.focus()
  expect(type(field, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true })).toBe(true)
  expect(inside()).toBe(see('h2'))
  type(see('h2'), { key: 'C', code: 'KeyC', altKey: true, shiftKey: true })
  expect(document.activeElement).toBe(field)
})

test('the key opens the badge', async () => {
  const { put, card, inside, see, type, told } = await asked()
  await put(stats, 0, true)
  expect(card().dataset.view).toBe('ask-badge')
  type(document.body, { key: 'Ç', code: 'KeyC', altKey: true, shiftKey: true }) // as a Mac has it
  expect(card().dataset.view).toBe('ask')
  expect(inside()).toBe(see('h2'))
  expect(told).toEqual([['unfold', 'stats', false]])
})

test('in a field the key does nothing where it writes a letter, and nowhere with other keys', async () => {
  const { put, field, type } = await asked()
  await put(stats)
  field.focus()
  expect(type(field, { key: 'Ç', code: 'KeyC', altKey: true, shiftKey: true })).toBe(false)
  expect(type(field, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true, ctrlKey: true })).toBe(false)
  expect(type(field, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true, isComposing: true })).toBe(false)
  expect(type(document.body, { key: 'C', code: 'KeyC', shiftKey: true })).toBe(false)
  expect(type(document.body, { key: 'J', code: 'KeyC', altKey: true, shiftKey: true })).toBe(false) // Dvorak's J
  expect(document.activeElement).toBe(field)
})

test('once nothing is asked, the key is the page’s own', async () => {
  const { put, type } = await asked()
  await put(stats)
  await put(null)
  expect(type(document.body, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true })).toBe(false)
})

test('Escape minimises, answers nothing, gives the focus back, and is not the page’s', async () => {
  const { put, field, card, see, type, told } = await asked()
  const heard: string[] = []
  document.addEventListener('keydown', ({ key }) => heard.push(key), { once: true })
  await put(stats)
  field.focus()
  see('[data-action=refuse]').dispatchEvent(new FocusEvent('focusin', { bubbles: true, relatedTarget: field }))
  see('[data-action=refuse]').focus()
  type(see('[data-action=refuse]'), { key: 'Escape' })
  expect(card().dataset.view).toBe('ask-badge')
  expect(told).toEqual([['aside', 'stats', false]])
  expect(document.activeElement).toBe(field)
  expect(heard).toEqual([])
})

test('whoever answers by keyboard reads on at the next question, and after the last is back where they were', async () => {
  const { put, field, see, inside, type } = await asked()
  await put(stats, 1)
  field.focus()
  type(field, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true })
  see('[data-action=allow]').focus()
  await put(visits, 0)
  expect(inside()).toBe(see('h2'))
  see('[data-action=later]').focus()
  await put(null)
  expect(document.activeElement).toBe(field)
})

test('a mouse takes the focus from no field', async () => {
  const { put, see } = await asked()
  await put(stats)
  const down = () => new MouseEvent('mousedown', { bubbles: true, cancelable: true })
  expect(see('[data-action=allow]').dispatchEvent(down())).toBe(false)
  expect(see('.whole input').dispatchEvent(down())).toBe(true)
})

test('it goes to the other end where it would cover the field that has the focus', async () => {
  const { put, field, host } = await asked()
  field.focus()
  vi.advanceTimersByTime(50)
  const elementFromPoint = vi.fn(() => host())
  // Of the type: what stands on the document itself may be an image of that name.
  Object.assign(Document.prototype, { elementFromPoint })
  await put(stats)
  vi.advanceTimersByTime(50)
  expect(elementFromPoint).toHaveBeenCalled()
  expect(host()?.className).toBe('aside')
})

test('above an on-screen keyboard it is slim', async () => {
  const { put, card } = await asked()
  await put(stats)
  expect(card().classList.contains('slim')).toBe(false)
  viewport.height -= 300
  viewport.dispatchEvent(new Event('resize'))
  expect(card().classList.contains('slim')).toBe(true)
  expect(card().style.getPropertyValue('--below')).toBe('300px')
  viewport.scale = 2 // enlarged by hand
  viewport.dispatchEvent(new Event('resize'))
  expect(card().style.getPropertyValue('--below')).toBe('0px')
})

test('in Korean, too', async () => {
  const { put, see, text } = await asked({ language: 'ko' })
  await put(stats, 1)
  expect(see('h2').textContent).toBe('Example Stats에 대해 여쭙니다')
  expect(text()).toContain('방문 통계 목적의 쿠키 2개를 저장하려고 합니다. 최대 13개월 동안 보관합니다.')
  expect(see('.choices').textContent).toBe('허용나중에거부')
})

test('what was put last is shown, though its files came late', async () => {
  const { put, all, card } = await asked()
  const [first, second] = [put(stats), put(visits)]
  await Promise.all([first, second])
  expect(card().dataset.service).toBe('visits')
  await Promise.all([put(stats), put(null)])
  expect(all('.ask')).toEqual([])
})

test('it rejects where its files cannot be had, and works when they can', async () => {
  const { put, all } = await asked({ missing: ['ask'] })
  await expect(put(stats)).rejects.toThrow('ask cannot be had')
  expect(all('.ask')).toEqual([])
})

test('opened by the page, the badge is the card; hidden or unmounted, nothing is left', async () => {
  const { ui, put, card, all, host, type } = await asked()
  await put(stats, 0, true)
  await ui.show('ask')
  expect(card().dataset.view).toBe('ask')
  ui.hide()
  expect(all('.ask')).toEqual([])
  await put(stats)
  ui.unmount()
  expect(host()).toBeNull()
  expect(type(document.body, { key: 'C', code: 'KeyC', altKey: true, shiftKey: true })).toBe(false)
})
