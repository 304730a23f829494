import { cleanup, fireEvent, render, screen } from '@testing-library/preact'
import { afterEach, expect, test } from 'vitest'
import { siteFrom } from '../../src/core/config'
import RecordView from '../../src/ui/RecordView'
import { receiptOf } from '../../src/ui/receipt'
import { exampleConfig, exampleRecord } from '../support/example'
import { type FakeConsent, fakeConsent, panelProps } from './stage'

afterEach(cleanup)

const facts = () =>
  [...document.querySelectorAll('dt')].map((term) => [term.textContent, term.nextElementSibling?.textContent])

test('without a choice there is nothing to download or delete', () => {
  render(<RecordView {...panelProps()} />)
  expect(screen.getByText('You have not chosen yet.')).toBeDefined()
  expect(document.querySelectorAll(':disabled')).toHaveLength(2)
})

test('it says what was chosen, when, about which policy, and until when it holds', () => {
  render(<RecordView {...panelProps({ consent: fakeConsent(exampleRecord) })} />)
  const [when, until, ...rest] = facts()
  expect(when?.[1]).toMatch(/^November 2[23], 2026 at /)
  expect(until?.[1]).toMatch(/^May 2[12], 2027$/)
  expect(rest).toEqual([
    ['Policy version', '2026-11-01'],
    ['Record number', 'aaaaaaaaaaaaaaaaaaaaaa'],
    ['what is necessary', 'Always on'],
    ['visit statistics', 'Allow'],
    ['Visits', 'Refuse'],
    ['personalization', 'Ask each time'],
    ['Assistant', 'Ask each time'],
  ])
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
  expect([...document.querySelectorAll('summary, .none')].map((each) => each.textContent)).toEqual([
    'Kept out 2',
    'Allowed and run: nothing',
    'Erased 1',
    'Could not be erased: nothing',
  ])
  expect([...document.querySelectorAll('details li')].map((each) => each.textContent)).toEqual([
    '_st_1 Example Stats · Cookie',
    'https://stats.example/a.js Example Stats · Script',
    'old Local storage',
  ])
})

test('the record can be deleted, and changed', () => {
  const props = panelProps({ consent: fakeConsent(exampleRecord) })
  render(<RecordView {...props} />)
  fireEvent.click(screen.getByText('Delete record'))
  expect((props.context.consent as FakeConsent).told).toEqual(['forget'])
  fireEvent.click(screen.getByText('Change my choices'))
  expect(props.open).toHaveBeenCalledWith('settings')
})

test('it says whom to turn to, if the owner did', () => {
  const contact = {
    department: 'Privacy team',
    email: 'privacy@mail.example',
    agencies: [{ name: 'Agency', url: 'https://agency.example' }],
  }
  render(<RecordView {...panelProps({ site: siteFrom({ ...exampleConfig, contact }) })} />)
  expect([...document.querySelectorAll('.contact a')].map((each) => each.getAttribute('href'))).toEqual([
    'mailto:privacy@mail.example',
    'https://agency.example',
  ])
})

test('the receipt tells each purpose apart, in the terms of ISO/IEC TS 27560', () => {
  const { context, words } = panelProps({ consent: fakeConsent(exampleRecord) })
  const receipt = receiptOf(exampleRecord, context, words, 'https://mail.example/inbox?to=somebody#letter')
  expect(receipt).toMatchObject({
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: exampleRecord.id,
    privacy_notice: { url: 'https://mail.example/privacy', version: '2026-11-01' },
    language: 'en',
    events: [{ event_time: '2026-11-23T00:00:00.000Z', event_type: 'explicit', validity_duration: 'P180D' }],
    party_identification: [{ party_name: 'Example Mail', party_url: 'https://mail.example' }],
  })
  expect(
    receipt.purposes.map((each) => [
      each.purpose_id,
      each.event_state,
      each.pii_information.map((one) => one.pii_type),
    ]),
  ).toEqual([
    ['analytics', 'consent given', ['_st_*', 'visitor', 'stats-queue', 'stats-tab']],
    ['analytics', 'consent refused', ['visits']],
    ['personalization', 'consent requested', ['folder']],
  ])
})

test('the receipt holds nothing of where the visitor was or what they use', () => {
  const { context, words } = panelProps({ consent: fakeConsent(exampleRecord) })
  const text = JSON.stringify(receiptOf(exampleRecord, context, words, 'https://mail.example/inbox?to=somebody#letter'))
  expect(text).not.toMatch(/somebody|inbox|letter|Mozilla/)
})

test('where each service is asked about, it says of each what was answered', () => {
  const record = { ...exampleRecord, categories: { analytics: 'ask', personalization: 'refuse' } as const }
  render(<RecordView {...panelProps({ consent: fakeConsent({ ...record, services: { stats: 'allow' } }) })} />)
  expect(facts().slice(5)).toEqual([
    ['visit statistics', 'Ask each time'],
    ['Example Stats', 'Allow'],
    ['Visits', 'Ask each time'],
    ['personalization', 'Refuse'],
  ])
})
