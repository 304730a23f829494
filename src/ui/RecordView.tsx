// What the visitor chose, when and about what, and what was done about it on this page.

import { linkTo } from '../core/address'
import type { SiteCategory } from '../core/config'
import { decisionOn } from '../core/decision'
import { textIn } from '../core/text'
import type { PanelProps } from './context'
import { Happened } from './Happened'
import { download, receiptOf } from './receipt'
import { allWordsFor, siteName } from './words'

/** Proper names, alike in every language. */
const OBJECTIONS = { globalPrivacyControl: 'Global Privacy Control', doNotTrack: 'Do Not Track' }

export default function RecordView(props: PanelProps) {
  const { context, words, open } = props
  const { consent, site, language } = context
  const { record } = consent
  const on = (seconds: number, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, style).format(new Date(seconds * 1000))
  const save = () => {
    if (!record) return
    const day = new Date(record.savedAt * 1000).toISOString().slice(0, 10)
    download(receiptOf(record, context, words, location.href), `consent-${location.hostname}-${day}.json`)
  }

  return (
    <>
      <div class="body">
        <p class="soft">{words.record.lead}</p>
        {record ? (
          <>
            <dl class="facts">
              <dt>{words.record.when}</dt>
              <dd>{on(record.savedAt, { dateStyle: 'long', timeStyle: 'short' })}</dd>
              <dt>{words.record.until}</dt>
              <dd>{on(record.savedAt + site.record.days * 86_400, { dateStyle: 'long' })}</dd>
              <dt>{words.record.policy}</dt>
              <dd>
                <a href={linkTo(site.policy.url, location.href)}>{record.policyVersion}</a>
              </dd>
              {site.objection && (
                <>
                  <dt>{words.record.objection}</dt>
                  <dd>{OBJECTIONS[site.objection]}</dd>
                </>
              )}
              <dt>{words.record.id}</dt>
              <dd>
                <code>{record.id}</code>
              </dd>
            </dl>
            <h3>{words.record.chosen}</h3>
            <dl class="facts">
              {site.categories.map((category) => (
                <Chosen key={category.id} {...props} category={category} />
              ))}
            </dl>
          </>
        ) : (
          <p>{words.record.none}</p>
        )}
        <h3>{words.record.happened}</h3>
        <Happened {...props} report={consent.report()} />
        <Contact {...props} />
      </div>
      <div class="foot">
        <button type="button" class="equal" data-action="download" disabled={!record} onClick={save}>
          {words.record.download}
        </button>
        <button type="button" class="equal" data-action="forget" disabled={!record} onClick={() => consent.forget()}>
          {words.record.forget}
        </button>
        <button type="button" class="main" data-action="settings" onClick={() => open('settings')}>
          {words.record.change}
        </button>
      </div>
    </>
  )
}

/** A category's decision, and those of its services: of all where each is asked about, else of what was decided otherwise. */
function Chosen({ context, words, category }: PanelProps & { category: SiteCategory }) {
  const { consent, site, language } = context
  const decision = decisionOn(site, consent.record, category.id)
  const shown = category.services.filter(
    ({ id }) => decision === 'ask' || decisionOn(site, consent.record, id) !== decision,
  )
  return (
    <>
      <dt>{allWordsFor(category, context.words, words, language).title}</dt>
      <dd>{category.required ? words.common.always : words.common.decisions[decision]}</dd>
      {shown.map(({ id, name }) => (
        <>
          <dt class="under">{textIn(name, language)}</dt>
          <dd>{words.common.decisions[decisionOn(site, consent.record, id)]}</dd>
        </>
      ))}
    </>
  )
}

/** Whom to turn to, as the policy names them. */
function Contact({ context: { site, language }, words }: PanelProps) {
  if (!site.contact) return null
  const { department, email, phone, agencies = [] } = site.contact
  return (
    <>
      <h3>{words.record.contact}</h3>
      <ul class="contact">
        <li>
          {[siteName(site, language), textIn(department, language)].filter(Boolean).join(', ')}{' '}
          {email && <a href={`mailto:${email}`}>{email}</a>} {phone && <a href={`tel:${phone}`}>{phone}</a>}
        </li>
        {agencies.map(({ name, url }) => (
          <li key={url}>
            <a href={linkTo(url, location.href)} target="_blank" rel="noopener noreferrer">
              {textIn(name, language)} ({words.common.newWindow})
            </a>
          </li>
        ))}
      </ul>
    </>
  )
}
