import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test, vi } from 'vitest'
import { siteFrom } from '../../src/core/config'
import RecordView from '../../src/ui/RecordView'
import { receiptOf } from '../../src/ui/receipt'
import { exampleConfig, exampleRecord } from '../support/example'
import { type FakeConsent, fakeConsent, fakeStored, panelProps } from './stage'

afterEach(cleanup)

const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
const texts = (selector: string) => all(selector).map((each) => each.textContent)
const press = (selector: string) => {
  const [found] = all(selector)
  if (!found) throw new Error(`${selector} is not there`)
  fireEvent.click(found)
}
/** Title, what is pressed, and when. */
const chosen = () =>
  all('.row').map((row) => [
    row.querySelector('h4,h5')?.textContent,
    row.querySelector('[aria-pressed=true]')?.textContent ?? row.querySelector('.always')?.textContent,
    row.nextElementSibling?.textContent,
  ])

test('without a choice there is nothing to save or delete, and the settings are one step away', () => {
  const props = panelProps()
  render(<RecordView {...props} />)
  expect(screen.getByText('You have not chosen yet.')).toBeDefined()
  expect(texts('.foot button')).toEqual(['Choose now'])
  fireEvent.click(screen.getByText('Choose now'))
  expect(props.open).toHaveBeenCalledWith('settings')
})

test('it says until when the choice holds, about which policy, and in which language it was asked', () => {
  render(<RecordView {...panelProps({ consent: fakeConsent(exampleRecord) })} />)
  const [until, ...rest] = all('dt').map((term) => [term.textContent, term.nextElementSibling?.textContent])
  expect(until?.[1]).toMatch(/^May 2[12], 2027$/)
  expect(rest).toEqual([
    ['Policy version', '2026-11-01'],
    ['Language', 'English'],
    ['Record number', 'aaaaaaaaaaaaaaaaaaaaaa'],
  ])
})

test('it says of each purpose and service what was chosen, and when', () => {
  render(<RecordView {...panelProps({ consent: fakeConsent(exampleRecord) })} />)
  const at = expect.stringMatching(/^Chosen on November 2[23], 2026 at \d+:00.[AP]M$/)
  expect(chosen()).toEqual([
    ['what is necessary', 'Always on', undefined],
    ['visit statistics', 'Allow', at],
    ['Example Stats', 'Allow', 'As you chose for the purpose above'],
    ['Visits', 'Refuse', at],
    ['personalization', 'Ask each time', at],
    ['Assistant', 'Ask each time', 'As you chose for the purpose above'],
  ])
  // An hour later than its purpose.
  expect(chosen()[3]?.[2]).not.toBe(chosen()[1]?.[2])
})

test('each answer can be changed where it stands, and what came of it is read out', async () => {
  const consent = fakeConsent(exampleRecord)
  const stored = fakeStored()
  const props = panelProps({ consent, stored })
  render(<RecordView {...props} />)
  press('[data-id=visits][data-decision=allow]')
  press('[data-id=visits][data-decision=refuse]')
  expect(consent.told).toEqual([{ visits: 'allow' }])
  await vi.waitFor(() => expect(props.set).toHaveBeenCalledWith({ done: 'Visits: Allow. Saved.' }))
  // What is stored may have changed with it.
  expect(stored.told).toEqual([['look', false]])
})

test('it says what was kept out, run and erased on this page, by name and service', () => {
  const consent = fakeConsent(exampleRecord, {
    held: [
      { id: 'stats', name: '_st_1', kind: 'cookie' },
      { id: 'stats', name: 'https://stats.example/a.js', kind: 'script' },
    ],
    erased: [{ id: '', name: 'old', kind: 'local' }],
  })
  render(<RecordView {...panelProps({ consent })} />)
  expect(texts('.body > details > summary, .none')).toEqual([
    'Kept out 2',
    'Allowed and run: nothing',
    'Erased 1',
    'Could not be erased: nothing',
  ])
  expect(texts('.body > details li')).toEqual([
    '_st_1 Example Stats · Cookie',
    'https://stats.example/a.js Example Stats · Script',
    'old Local storage',
  ])
})

const onDevice = () =>
  fakeStored(
    { id: '', name: 'dongui', kind: 'cookie' },
    { id: 'mail', name: 'session', kind: 'cookie' },
    { id: 'stats', name: '_st_1', kind: 'cookie' },
    { id: 'stats', name: 'open', kind: 'indexeddb', why: 'open' },
    { id: '', name: 'theme', kind: 'local' },
  )

test('it says what is stored on this device, by who declared it, and why something could not be erased', () => {
  render(<RecordView {...panelProps({ consent: fakeConsent(exampleRecord), stored: onDevice() })} />)
  expect(texts('.stored summary')).toEqual([
    'My record 1',
    'Mail · what is necessary 1',
    'Example Stats · visit statistics 2',
    'Not declared by this site 1',
  ])
  expect(texts('.stored .line span:first-child')).toEqual([
    'dongui Cookie',
    'session Cookie',
    '_st_1 Cookie',
    'open Browser database',
    'theme Local storage',
  ])
  expect(texts('.stored .doubt')).toEqual([
    'Could not be erased: this page or another tab is using it. Please close all tabs of this site and try again.',
  ])
})

test('one name can be erased; all of them only after it was said what that means', async () => {
  const consent = fakeConsent(exampleRecord)
  const stored = onDevice()
  const props = panelProps({ consent, stored })
  const { rerender } = render(<RecordView {...props} />)
  press('[aria-label="Erase: _st_1"]')
  await vi.waitFor(() => expect(props.set).toHaveBeenLastCalledWith({ isSure: false, done: 'Erased: 1.' }))
  press('[data-action=erase-all]')
  expect(props.set).toHaveBeenLastCalledWith({ isSure: true })
  rerender(<RecordView {...props} state={{ draft: {}, isSure: true }} />)
  expect(texts('.buttons > *')).toEqual([
    'If what is necessary is erased too, you may have to sign in or choose again.',
    'Erase all',
    'Only what is not necessary',
    'Cancel',
  ])
  press('[data-action=erase-optional]')
  press('[data-action=erase-all]')
  await vi.waitFor(() =>
    expect(stored.told).toEqual([
      ['erase', '_st_1'],
      ['erase', 'open'],
      ['erase', 'dongui', 'session', 'open', 'theme'],
    ]),
  )
  // With the record goes what it decided.
  await vi.waitFor(() => expect(consent.told).toEqual(['forget']))
})

test('where nothing but what is optional is stored, all of it is erased at once', () => {
  const stored = fakeStored({ id: 'stats', name: '_st_1', kind: 'cookie' })
  render(<RecordView {...panelProps({ stored })} />)
  press('[data-action=erase-all]')
  expect(stored.told).toEqual([['erase', '_st_1']])
})

test('databases are looked for when it is wished, where that has a price', () => {
  const stored = { ...fakeStored(), hasDatabases: false }
  render(<RecordView {...panelProps({ stored })} />)
  expect(texts('.buttons > *')).toEqual([
    'Some browsers lose what is in local storage when a page looks for databases, so that is done only if you want it.',
    'Look for databases too',
  ])
  press('[data-action=look]')
  expect(stored.told).toEqual([['look', true]])
})

test('the record can be deleted', () => {
  const consent = fakeConsent(exampleRecord)
  render(<RecordView {...panelProps({ consent })} />)
  fireEvent.click(screen.getByText('Delete record'))
  expect((consent as FakeConsent).told).toEqual(['forget'])
})

test('it says whom to turn to, if the owner did', () => {
  const contact = {
    department: 'Privacy team',
    email: 'privacy@mail.example',
    agencies: [{ name: 'Agency', url: 'https://agency.example' }],
  }
  render(<RecordView {...panelProps({ site: siteFrom({ ...exampleConfig, contact }) })} />)
  expect(all('.contact a').map((each) => each.getAttribute('href'))).toEqual([
    'mailto:privacy@mail.example',
    'https://agency.example',
  ])
})

test.each([
  ['unkept', 'This browser stores no cookies, so your choice holds for this page only. The next page will ask again.'],
  [
    'merged',
    'There are so many answers that the oldest are kept by purpose instead of by service. Nothing more is allowed by that; you may be asked again.',
  ],
] as const)('it says what is amiss with the record: %s', (flaw, words) => {
  const props = panelProps({ consent: fakeConsent({ ...exampleRecord, details: flaw === 'merged' ? 'en+3' : 'en' }) })
  render(<RecordView {...props} context={{ ...props.context, isKept: () => flaw !== 'unkept' }} />)
  expect(screen.getByText(words)).toBeDefined()
})

test('the receipt tells each purpose apart and when it was decided, in the terms of ISO/IEC TS 27560', () => {
  const { context, words } = panelProps({ consent: fakeConsent(exampleRecord) })
  const receipt = receiptOf(exampleRecord, context, words, 'https://mail.example/inbox?to=somebody#letter')
  expect(receipt).toMatchObject({
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: exampleRecord.id,
    privacy_notice: { url: 'https://mail.example/privacy', version: '2026-11-01' },
    language: 'en',
    party_identification: [{ party_name: 'Example Mail', party_url: 'https://mail.example' }],
  })
  expect(
    receipt.purposes.map((each) => [
      each.purpose_id,
      each.event_state,
      each.events,
      each.pii_information.map((one) => one.pii_type),
    ]),
  ).toEqual([
    ['analytics', 'consent given', [event('00', 'consent given')], ['_st_*', 'visitor', 'stats-queue', 'stats-tab']],
    ['analytics', 'consent refused', [event('01', 'consent refused')], ['visits']],
    ['personalization', 'consent requested', [event('00', 'consent requested')], ['folder']],
  ])
})

const event = (hour: string, state: string) => ({
  event_time: `2026-11-23T${hour}:00:00.000Z`,
  event_type: 'explicit',
  event_state: state,
  validity_duration: 'P180D',
})

test('the receipt holds nothing of where the visitor was or what they use', () => {
  const { context, words } = panelProps({ consent: fakeConsent(exampleRecord) })
  const text = JSON.stringify(receiptOf(exampleRecord, context, words, 'https://mail.example/inbox?to=somebody#letter'))
  expect(text).not.toMatch(/somebody|inbox|letter|Mozilla/)
})
