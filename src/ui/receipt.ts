// The record as a visitor may take it along: names of ISO/IEC TS 27560:2023, nothing that tells who the visitor is.

import type { Decision, SiteCategory } from '../core/config'
import { findPurpose } from '../core/decision'
import type { ConsentRecord } from '../core/record'
import { textIn } from '../core/text'
import type { MoreWords } from '../locales/messages'
import type { UiContext } from './context'
import { allWordsFor, siteName } from './words'

/** What ISO/IEC TS 27560 calls the state of an event, for each decision. `ask` gives nothing yet. */
const STATES: Readonly<Record<Decision, string>> = {
  allow: 'consent given',
  refuse: 'consent refused',
  ask: 'consent requested',
}

/**
 * A consent receipt as a JSON value. Times are ISO 8601, lengths of time ISO 8601 durations. Only what the site knows:
 * the standard's storage locations and jurisdiction are the controller's to add.
 */
export function receiptOf(record: ConsentRecord, context: UiContext, more: MoreWords, pageUrl: string) {
  const { site, language, words } = context
  // The page's own address stays out: it may name somebody.
  const policyUrl = new URL(site.policy.url || '/', pageUrl).href
  const at = new Date(record.savedAt * 1000).toISOString()
  const purposeOf = (category: SiteCategory, decision: Decision, ids: readonly string[]) => ({
    purpose: allWordsFor(category, words, more, language).why || category.id,
    purpose_id: category.id,
    lawful_basis: 'consent',
    event_state: STATES[decision],
    pii_information: category.services
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ id, cookies, storage }) =>
        [...cookies, ...storage].map(({ name, days, why }) => ({
          pii_type: name,
          service: id,
          ...(why && { description: textIn(why, language) }),
          ...(typeof days === 'number' && { retention_period: `P${days}D` }),
        })),
      ),
    recipient_third_parties: category.services.flatMap(({ id, provider }) =>
      ids.includes(id) && provider ? [provider] : [],
    ),
    withdrawal_method: policyUrl,
  })
  return {
    schema_version: 'ISO/IEC TS 27560:2023',
    record_id: record.id,
    privacy_notice: { url: policyUrl, version: record.policyVersion },
    language,
    collection_method: 'notice on the website',
    purposes: Object.entries(record.categories).flatMap(([id, decision]) => {
      const category = findPurpose(site, id)?.category
      if (!category) return []
      const otherwise = category.services.filter((one) => record.services[one.id])
      const alike = category.services.filter((one) => !record.services[one.id]).map((one) => one.id)
      return [
        purposeOf(category, decision, alike),
        ...otherwise.map((one) => purposeOf(category, record.services[one.id] ?? decision, [one.id])),
      ]
    }),
    pii_controllers: ['party:1'],
    party_identification: [
      {
        party_id: 'party:1',
        party_name: siteName(site, language),
        party_type: 'controller',
        party_url: site.service.url ?? new URL(pageUrl).origin,
        ...(site.contact?.department && { party_contact: textIn(site.contact.department, language) }),
        ...(site.contact?.email && { party_email: site.contact.email }),
        ...(site.contact?.phone && { party_phone: site.contact.phone }),
      },
    ],
    // A record made before the browser objected would be no record now.
    context: { globalPrivacyControl: false, ...(site.objection && { [site.objection]: true }) },
    events: [{ event_time: at, event_type: 'explicit', validity_duration: `P${site.record.days}D` }],
  }
}

/** Hands a receipt to the browser as a file. */
export function download(receipt: object, name: string): void {
  const url = URL.createObjectURL(new Blob([`${JSON.stringify(receipt, null, 2)}\n`], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
