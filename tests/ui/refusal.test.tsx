import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { siteFrom } from '../../src/core/config'
import type { WaysOut } from '../../src/guides/guide'
import Refusal from '../../src/ui/Refusal'
import { exampleConfig } from '../support/example'
import { type FakeConsent, panelProps } from './stage'

afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const steps = () =>
  [...document.querySelectorAll('.steps')].map((each) => [...each.children].map((one) => one.textContent))

const outside = () => document.querySelector('[data-action=outside]')?.getAttribute('href') ?? undefined
/** In an app that has this way out. */
const inApp = (openOutside: WaysOut) =>
  panelProps({
    browser: 'line',
    guides: [
      { id: 'line', name: 'LINE', inApp: true, openOutside, actions: {}, source: 'an app', checkedOn: '2026-11-22' },
    ],
  })

test("the visitor's own browser is shown, with its paths in the order they are pressed", () => {
  render(<Refusal {...panelProps()} />)
  expect((screen.getByRole('combobox') as HTMLSelectElement).value).toBe('chrome-desktop')
  expect(screen.getAllByRole('heading').map((each) => each.textContent)).toEqual([
    'Refuse all cookies',
    'Delete all stored cookies',
  ])
  expect(steps()).toEqual([
    ['More', 'Settings', 'Block'],
    ['More', 'Delete'],
  ])
})

test('it says when and where a path was read, and what is not confirmed', () => {
  render(<Refusal {...panelProps()} />)
  expect(document.body.textContent).toContain('Checked on November 22, 2026 in version 156.')
  expect(document.body.textContent).toContain('Source: the running browser.')
  expect(document.querySelectorAll('.doubt')).toHaveLength(1)
})

test('any other browser is one step away', () => {
  const props = panelProps()
  render(<Refusal {...props} />)
  fireEvent.change(screen.getByRole('combobox'), { target: { value: 'kakaotalk' } })
  expect(props.set).toHaveBeenCalledWith({ browser: 'kakaotalk' })
})

test('inside an app there is a way out, to this very page', () => {
  render(<Refusal {...panelProps({ browser: 'kakaotalk' })} />)
  expect(document.body.textContent).toContain('Nothing can be blocked in here.')
  expect(outside()).toBe(`kakaotalk://web/openExternal?url=${encodeURIComponent(location.href)}`)
  expect(document.querySelector('.address code')?.textContent).toBe(location.href)
})

test('an app that reads the page’s query is told there, and the page keeps its own query and place', () => {
  history.replaceState(null, '', '/mail?folder=inbox#2')
  const { rerender } = render(<Refusal {...inApp({ parameter: 'external=1' })} />)
  expect(outside()).toMatch(/\/mail\?folder=inbox&external=1#2$/)
  history.replaceState(null, '', '/mail')
  rerender(<Refusal {...inApp({ parameter: 'external=1' })} />)
  expect(outside()).toMatch(/\/mail\?external=1$/)
})

test('Android opens the page outside of any app, and nothing else understands its address', () => {
  history.replaceState(null, '', '/mail?folder=inbox#2')
  const said = vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 (iPhone) Instagram')
  const { rerender } = render(<Refusal {...inApp({ android: 'intent://{rest}#Intent;end' })} />)
  expect(outside()).toBeUndefined()
  expect(document.querySelector('.address code')?.textContent).toBe(location.href)
  said.mockReturnValue('Mozilla/5.0 (Linux; Android 15) Instagram')
  rerender(<Refusal {...inApp({ android: 'intent://{rest}#Intent;end' })} />)
  expect(outside()).toBe(`intent://${location.host}/mail?folder=inbox#Intent;end`)
})

test('who only reads about an app is not offered its way out, which would lead nowhere', () => {
  render(<Refusal {...panelProps({ state: { draft: {}, browser: 'kakaotalk' } })} />)
  expect(document.body.textContent).toContain('Nothing can be blocked in here.')
  expect(outside()).toBeUndefined()
  expect(document.querySelector('.address')).toBeNull()
})

test('a browser nobody wrote a guide for gets the list, not a wrong guide', () => {
  render(<Refusal {...panelProps({ browser: 'unknown' })} />)
  expect(document.body.textContent).toContain('There is no guide for this browser yet.')
  expect(steps()).toEqual([])
})

test('what no browser offers is offered here', () => {
  const props = panelProps()
  render(<Refusal {...props} />)
  fireEvent.click(screen.getByText('Ask me each time on this site'))
  expect((props.context.consent as FakeConsent).told).toEqual(['ask'])
  expect(props.close).toHaveBeenCalledOnce()
})

test('but not where the owner left it out', () => {
  render(<Refusal {...panelProps({ site: siteFrom({ ...exampleConfig, choices: ['refuse', 'allow'] }) })} />)
  expect(document.querySelector('[data-action=ask]')).toBeNull()
})

test('an address is copied, and the visitor is told', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const props = panelProps()
  const { rerender } = render(<Refusal {...props} />)
  fireEvent.click(screen.getByText('Copy address'))
  const copied = { address: 'chrome://settings/content/siteData', done: true }
  await vi.waitFor(() => expect(props.set).toHaveBeenCalledWith({ copied }))
  expect(writeText).toHaveBeenCalledWith(copied.address)
  rerender(<Refusal {...props} state={{ draft: {}, copied }} />)
  expect(screen.getByRole('status').textContent).toBe('Copied')
})

test('where a page may not copy, the address is selected for the visitor to do it', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
  const props = panelProps()
  render(<Refusal {...props} />)
  fireEvent.click(screen.getByText('Copy address'))
  await vi.waitFor(() =>
    expect(props.set).toHaveBeenCalledWith({ copied: { address: 'chrome://settings/content/siteData', done: false } }),
  )
})
