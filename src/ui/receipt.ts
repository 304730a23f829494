// The record as a visitor may take it along: for a program, in names of ISO/IEC TS 27560:2023, and for a person, as a page.
// Nothing in either tells who the visitor is. Fetched when somebody wants it.

import type { Decision, SiteCategory } from '../core/config'
import { findPurpose } from '../core/decision'
import { readDetails } from '../core/details'
import type { ConsentRecord } from '../core/record'
import { textIn } from '../core/text'
import type { MoreWords } from '../locales/messages'
import type { PanelProps, UiContext } from './context'
import { document } from './document'
import { allWordsFor, siteName } from './words'

/** What ISO/IEC TS 27560 calls the state of an event, for each decision. `ask` gives nothing yet. */
const STATES: Readonly<Record<Decision, string>> = {
  allow: 'consent given',
  refuse: 'consent refused',
  ask: 'consent requested',
}

/** The style sheet of the page that is saved: it has nothing to load. */
const PAGE_CSS = `:root{color-scheme:light dark}
body{max-width:46em;margin:2em auto;padding:0 1em;font:1em/1.6 system-ui,sans-serif;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.3em 1.5em}dd,.row>*,p{margin:0}
.row{display:flex;justify-content:space-between;gap:1em}section{margin:1.5em 0}.service{margin:.8em 0 0 1.5em}
code{font-family:ui-monospace,monospace}summary{list-style:none;font-weight:600}h4,h5{font-size:1em}`

/**
 * A consent receipt as a JSON value. Times are ISO 8601, lengths of time ISO 8601 durations. Only what the site knows:
 * the standard's storage locations and jurisdiction are the controller's to add.
 */
export function receiptOf(record: ConsentRecord, context: UiContext, more: MoreWords, pageUrl: string) {
  const { site, language, words } = context
  // The page's own address stays out: it may name somebody.
  const policyUrl = new URL(site.policy.url || '/', pageUrl).href
  const { language: shownIn, decidedAt } = readDetails(record)
  const eventOf = (id: string, decision: Decision) => ({
    event_time: new Date((decidedAt[id] ?? record.since) * 1000).toISOString(),
    event_type: 'explicit',
    event_state: STATES[decision],
    validity_duration: `P${site.record.days}D`,
  })
  const purposeOf = (category: SiteCategory, decidedBy: string, decision: Decision, ids: readonly string[]) => ({
    purpose: allWordsFor(category, words, more, language).why || category.id,
    purpose_id: category.id,
    lawful_basis: 'consent',
    event_state: STATES[decision],
    events: [eventOf(decidedBy, decision)],
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
    // Nothing else is known of the visitor.
    pii_principal_id: record.id,
    privacy_notice: { url: policyUrl, version: record.policyVersion },
    language: shownIn || language,
    collection_method: 'notice on the website',
    purposes: Object.entries(record.categories).flatMap(([id, decision]) => {
      const category = findPurpose(site, id)?.category
      if (!category) return []
      const byThemselves = category.services.filter((one) => record.services[one.id])
      const alike = category.services.filter((one) => !record.services[one.id]).map((one) => one.id)
      return [
        purposeOf(category, id, decision, alike),
        ...byThemselves.map((one) => purposeOf(category, one.id, record.services[one.id] ?? decision, [one.id])),
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
  }
}

/** Hands the receipt to the browser as a JSON file. */
export function saveReceipt({ context, words }: PanelProps): void {
  const { record } = context.consent
  if (!record) return
  const receipt = receiptOf(record, context, words, location.href)
  save(`${JSON.stringify(receipt, null, 2)}\n`, 'application/json', 'json')
}

/**
 * Hands what the view shows to the browser as a page: an HTML file without a script, a form or anything to load, in the
 * visitor's language.
 *
 * @param body of the view
 */
export function savePage({ context, words }: PanelProps, body: Element): void {
  const { site, language } = context
  const page = document.implementation.createHTMLDocument(`${words.record.title} · ${siteName(site, language)}`)
  const heading = page.createElement('h1')
  heading.textContent = page.title
  const shown = page.importNode(body, true)
  for (const group of shown.querySelectorAll('[role=group]'))
    group.replaceWith(group.querySelector('[aria-pressed=true]')?.textContent ?? '')
  for (const each of shown.querySelectorAll('.buttons,button,[role=status]')) each.remove()
  for (const each of shown.querySelectorAll('details')) each.setAttribute('open', '')
  // Whoever reads the file is not on this page any more.
  for (const each of shown.querySelectorAll('a'))
    each.setAttribute('href', new URL(each.getAttribute('href') ?? '', location.href).href)
  const encoding = page.createElement('meta')
  encoding.setAttribute('charset', 'utf-8')
  page.head.prepend(encoding)
  page.body.append(heading, ...shown.childNodes)
  const root = page.documentElement
  root.lang = language
  root.dir = context.words.notice.direction
  // Out of its document, or the policy of the visitor's page would be asked about a sheet that it never sees.
  root.remove()
  const style = page.createElement('style')
  style.textContent = PAGE_CSS
  root.firstElementChild?.append(style)
  save(`<!doctype html>\n${root.outerHTML}\n`, 'text/html', 'html')
}

/** Hands a text to the browser as a file. */
function save(text: string, type: string, ending: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = `consent-${location.hostname}-${new Date().toISOString().slice(0, 10)}.${ending}`
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
