// What the visitor chose, when and about what, what was done about it on this page, and what is stored on this device.

import type { TargetedEvent } from 'preact'
import { linkTo } from '../core/address'
import type { Decision, SiteCategory } from '../core/config'
import { type Details, readDetails } from '../core/details'
import type { UndeclaredAnswer } from '../core/names'
import { textIn } from '../core/text'
import type { PanelProps, ViewParts } from './context'
import { FlawNote } from './FlawNote'
import { Happened } from './Happened'
import { Pressed } from './Pressed'
import { StoredNow } from './StoredNow'
import { allWordsFor, fill, siteName } from './words'

/** Proper names, alike in every language. */
const OBJECTIONS = { globalPrivacyControl: 'Global Privacy Control', doNotTrack: 'Do Not Track' }

export default function RecordView(props: PanelProps) {
  const { context, words, state, set, stored, open } = props
  const { consent, site, language } = context
  const { record } = consent
  const details = record && readDetails(record)
  const on = (seconds: number, style: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, style).format(new Date(seconds * 1000))
  const withReceipt = (use: (receipt: ViewParts['receipt']) => void) =>
    void context
      .load('receipt')
      .then(use)
      .catch(() => set({ done: context.words.notice.failed }))
  const button = (action: string, text: string, click: (event: TargetedEvent<HTMLElement>) => void) => (
    <button type="button" class="equal" data-action={action} onClick={click}>
      {text}
    </button>
  )

  return (
    <>
      <div class="body">
        <p class="soft">{words.record.lead}</p>
        <FlawNote {...props} />
        {/* Read out; what it tells of is in sight. */}
        <p class="unseen" role="status">
          {state.done}
        </p>
        {record ? (
          <>
            <dl class="facts">
              <dt>{words.record.until}</dt>
              <dd>{on(record.since + site.record.days * 86_400, { dateStyle: 'long' })}</dd>
              <dt>{words.record.policy}</dt>
              <dd>
                <a href={linkTo(site.policy.url, location.href)}>{record.policyVersion}</a>
              </dd>
              {details?.language && (
                <>
                  <dt>{words.record.language}</dt>
                  <dd>{new Intl.DisplayNames(language, { type: 'language' }).of(details.language)}</dd>
                </>
              )}
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
            {site.categories.map((category) => (
              <Chosen key={category.id} {...props} category={category} details={details} on={on} />
            ))}
            <Undeclared {...props} on={on} />
          </>
        ) : (
          <p>{words.record.none}</p>
        )}
        {stored && <StoredNow {...props} stored={stored} />}
        <h3>{words.record.happened}</h3>
        <Happened {...props} report={consent.report()} />
        <Contact {...props} />
      </div>
      <div class="foot">
        {record ? (
          <>
            {button('download', words.record.download, () => withReceipt(({ saveReceipt }) => saveReceipt(props)))}
            {button('save-page', words.record.savePage, ({ currentTarget }) => {
              const body = currentTarget.closest('dialog')?.querySelector('.body')
              if (body) withReceipt(({ savePage }) => savePage(props, body))
            })}
            {button('forget', words.record.forget, () => consent.forget())}
          </>
        ) : (
          <button type="button" class="main" data-action="settings" onClick={() => open('settings')}>
            {words.record.choose}
          </button>
        )}
      </div>
    </>
  )
}

interface DatedProps extends PanelProps {
  on(seconds: number, style: Intl.DateTimeFormatOptions): string
}

interface ChosenProps extends DatedProps {
  category: SiteCategory
  details: Details | null
}

/** What was chosen for a category and for each of its services, when, and a way to choose otherwise. */
function Chosen({ category, details, on, ...props }: ChosenProps) {
  const { context, words, set, stored } = props
  const { consent, language } = context
  const { title } = allWordsFor(category, context.words, words, language)
  const { id, required, services } = category
  const time = (of: string) =>
    fill(words.record.at, { time: on(details?.decidedAt[of] ?? 0, { dateStyle: 'long', timeStyle: 'short' }) })
  const choose = async (of: string, name: string, decision: Decision) => {
    const isDone = await consent.choose({ [of]: decision })
    await stored?.look(false)
    const done = fill(words.record.changed, { name, decision: words.common.decisions[decision] })
    set({ done: isDone ? done : context.words.notice.failed })
  }
  return (
    <section class="category">
      <div class="row">
        <h4 id={`chosen-${id}`}>{title}</h4>
        {required ? (
          <b class="always">{words.common.always}</b>
        ) : (
          <Pressed {...props} id={id} labelledBy={`chosen-${id}`} decide={(each) => void choose(id, title, each)} />
        )}
      </div>
      {!required && <p class="soft">{time(id)}</p>}
      {!required && services.length > 0 && (
        <details open={services.some((one) => details?.decidedAt[one.id])}>
          <summary>{fill(words.record.services, { count: services.length })}</summary>
          {services.map((one) => {
            const name = textIn(one.name, language) ?? one.id
            return (
              <div class="service" key={one.id}>
                <div class="row">
                  <h5 id={`chosen-${one.id}`}>{name}</h5>
                  <Pressed
                    {...props}
                    id={one.id}
                    labelledBy={`chosen-${one.id}`}
                    decide={(each) => void choose(one.id, name, each)}
                  />
                </div>
                <p class="soft">{details?.decidedAt[one.id] ? time(one.id) : words.record.asWhole}</p>
              </div>
            )
          })}
        </details>
      )}
    </section>
  )
}

/** What was answered about names that nobody declared, and about hosts whose scripts write them. */
function Undeclared({ on, ...props }: DatedProps) {
  const { words, set, stored, answers } = props
  // Each stays where it is, whatever is answered.
  const those = (answers?.undeclared() ?? []).sort((one, other) => (one.what < other.what ? -1 : 1))
  let summary: HTMLElement | null = null
  const change = async (answer: UndeclaredAnswer, decision: Decision) => {
    // In the place of a host that is allowed come its names: what was pressed goes.
    if (answer.isHost && decision === 'allow') summary?.focus()
    answers?.change(answer, decision)
    await stored?.look(false)
    set({ done: fill(words.record.changed, { name: answer.what, decision: words.common.decisions[decision] }) })
  }
  if (!those[0]) return null
  return (
    <section class="category">
      <details open>
        <summary
          ref={(element) => {
            summary = element
          }}
        >
          {words.record.undeclared} <b>{fill(words.record.count, { count: those.length })}</b>
        </summary>
        {those.map((each, index) => {
          const { what, isHost, decision, decidedAt, canAllow } = each
          return (
            <div class="service" key={`${isHost} ${what}`}>
              <div class="row">
                <h4 id={`undeclared-${index}`}>
                  <code>{what}</code>
                </h4>
                <Pressed
                  {...props}
                  id={what}
                  labelledBy={`undeclared-${index}`}
                  held={decision}
                  offered={canAllow ? ['allow', 'refuse', 'ask'] : ['refuse', 'ask']}
                  decide={(one) => void change(each, one)}
                />
              </div>
              {decidedAt && (
                <p class="soft">
                  {fill(words.record.at, { time: on(decidedAt, { dateStyle: 'long', timeStyle: 'short' }) })}
                </p>
              )}
            </div>
          )
        })}
      </details>
    </section>
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
