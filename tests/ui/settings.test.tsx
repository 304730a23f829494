import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import type { Decision } from '../../src/core/config'
import { siteFrom } from '../../src/core/config'
import { choiceOf } from '../../src/ui/draft'
import Settings from '../../src/ui/Settings'
import { exampleConfig, exampleRecord, exampleSite } from '../support/example'
import { type FakeConsent, fakeConsent, panelProps } from './stage'

afterEach(cleanup)

const button = (action: string) => document.querySelector<HTMLElement>(`[data-action=${action}]`) as HTMLElement
const ticked = () =>
  [...document.querySelectorAll<HTMLInputElement>('input:checked')].map((each) => `${each.name}=${each.value}`)
const told = (props: ReturnType<typeof panelProps>) => (props.context.consent as FakeConsent).told

test('before a choice everything optional stands on refuse', () => {
  render(<Settings {...panelProps()} />)
  expect(ticked()).toEqual([
    'analytics=refuse',
    'stats=refuse',
    'visits=refuse',
    'personalization=refuse',
    'assistant=refuse',
  ])
})

test('before a choice nothing is ticked as allowed, not even where a site stores until it is refused', () => {
  render(<Settings {...panelProps({ site: { ...exampleSite, mode: 'opt-out' } })} />)
  expect(ticked()).toEqual([])
})

test('afterwards it stands on what was chosen', () => {
  render(<Settings {...panelProps({ consent: fakeConsent(exampleRecord) })} />)
  expect(ticked()).toEqual(['analytics=allow', 'stats=allow', 'visits=refuse', 'personalization=ask', 'assistant=ask'])
})

test('saving decides each category, and each service that differs from its category', async () => {
  const props = panelProps({ consent: fakeConsent(exampleRecord), state: { draft: { assistant: 'allow' } } })
  render(<Settings {...props} />)
  fireEvent.click(button('save'))
  expect(told(props)).toEqual([{ analytics: 'allow', visits: 'refuse', personalization: 'ask', assistant: 'allow' }])
  await vi.waitFor(() => expect(props.close).toHaveBeenCalledOnce())
})

test('what nobody ticked is refused', () => {
  const nothing = (): Decision | undefined => undefined
  expect(choiceOf(exampleSite, nothing)).toEqual({ analytics: 'refuse', personalization: 'refuse' })
})

test('saving without touching anything refuses', () => {
  const props = panelProps({ site: { ...exampleSite, mode: 'opt-out' } })
  render(<Settings {...props} />)
  fireEvent.click(button('save'))
  expect(told(props)).toEqual([{ analytics: 'refuse', personalization: 'refuse' }])
})

test('a decision about a category is one about its services; one about a service is about that alone', () => {
  const props = panelProps()
  render(<Settings {...props} />)
  const [category, service] = ['analytics', 'visits'].map(
    (name) => document.querySelector(`input[name=${name}][value=allow]`) as HTMLElement,
  )
  fireEvent.click(category as HTMLElement)
  expect(props.set).toHaveBeenLastCalledWith({ draft: { analytics: 'allow', stats: 'allow', visits: 'allow' } })
  fireEvent.click(service as HTMLElement)
  expect(props.set).toHaveBeenLastCalledWith({ draft: { visits: 'allow' } })
  expect(told(props)).toEqual([])
})

test.each(['allow', 'refuse'])('"%s all" is one press', (choice) => {
  const props = panelProps()
  render(<Settings {...props} />)
  fireEvent.click(button(choice))
  expect(told(props)).toEqual([choice])
})

test('allow all and refuse all look the same', () => {
  render(<Settings {...panelProps()} />)
  const [allow, refuse] = [button('allow'), button('refuse')]
  expect([allow.className, allow.tagName]).toEqual([refuse.className, refuse.tagName])
})

test('what is necessary has nothing to decide, and says so', () => {
  render(<Settings {...panelProps()} />)
  const necessary = screen.getByText('what is necessary').closest('section') as HTMLElement
  expect(within(necessary).queryAllByRole('radio')).toEqual([])
  expect(within(necessary).getByText('Always on')).toBeDefined()
})

test('each group of choices is named by what it decides', () => {
  render(<Settings {...panelProps()} />)
  const names = screen.getAllByRole('group', { hidden: true }).flatMap((each) => {
    const id = each.getAttribute('aria-labelledby')
    return id ? [document.getElementById(id)?.textContent] : []
  })
  expect(names).toEqual(['visit statistics', 'Example Stats', 'Visits', 'personalization', 'Assistant'])
})

test('being asked is not offered where the owner left it out', () => {
  const site = siteFrom({ ...exampleConfig, choices: ['allow', 'refuse'] })
  render(<Settings {...panelProps({ site })} />)
  expect(document.querySelectorAll('input[value=ask]')).toHaveLength(0)
  expect(document.querySelectorAll('input[value=refuse]').length).toBeGreaterThan(0)
})

test('everything that is stored is listed: name, why, how long, kind, and by whom', () => {
  const site = siteFrom({
    ...exampleConfig,
    categories: [
      {
        id: 'analytics',
        services: [
          {
            id: 'stats',
            name: 'Example Stats',
            provider: 'Example Inc.',
            country: 'US',
            policyUrl: 'https://stats.example/privacy',
            cookies: [{ name: '_st_*', why: 'Counts visits.', days: 395 }],
            storage: [{ name: 'queue', days: 'session', kind: 'session' }, { name: 'cache' }],
          },
        ],
      },
    ],
  })
  render(<Settings {...panelProps({ site })} />)
  const service = screen.getByText('Example Stats').closest('.service') as HTMLElement
  expect(service.querySelector('.soft')?.textContent).toBe(
    'Example Inc. · Data goes to: United States · Privacy policy (new window)',
  )
  expect(
    [...service.querySelectorAll('tbody tr')].map((row) => [...row.children].map((cell) => cell.textContent)),
  ).toEqual([
    ['_st_*', 'Counts visits.', '13 months', 'Cookie'],
    ['queue', '–', 'Until the browser is closed', 'Session storage'],
    ['cache', '–', 'Until it is deleted', 'Local storage'],
  ])
})

test('the record of the choice is listed among what is necessary, unless the owner did it', () => {
  const { container, unmount } = render(<Settings {...panelProps()} />)
  expect([...container.querySelectorAll('tbody th')][0]?.textContent).toBe('dongui')
  unmount()
  const cookies = [{ name: 'dongui' }]
  const site = siteFrom({
    ...exampleConfig,
    categories: [{ id: 'basics', required: true, services: [{ id: 'own', name: 'Own', cookies }] }],
  })
  render(<Settings {...panelProps({ site })} />)
  expect(screen.getAllByText('dongui')).toHaveLength(1)
})

test('what was answered for one service is in sight, and can be changed alone', () => {
  const record = { ...exampleRecord, categories: { analytics: 'ask', personalization: 'ask' } as const }
  const props = panelProps({ consent: fakeConsent({ ...record, services: { visits: 'refuse' } }) })
  render(<Settings {...props} />)
  expect(ticked()).toEqual(['analytics=ask', 'stats=ask', 'visits=refuse', 'personalization=ask', 'assistant=ask'])
  expect([...document.querySelectorAll('details')].map(({ open }) => open)).toEqual([false, true, false])
  fireEvent.click(document.querySelector('input[name=visits][value=ask]') as HTMLElement)
  expect(props.set).toHaveBeenLastCalledWith({ draft: { visits: 'ask' } })
})
