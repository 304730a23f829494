// How to refuse in the visitor's own browser, in its own menu words, and what this page can do that no browser does.

import type { TargetedEvent } from 'preact'
import { choicesOf } from '../core/decision'
import type { Guide, GuideAction, WaysOut } from '../guides/guide'
import type { PanelProps } from './context'
import { fill } from './words'

/** Refusing comes first, for that is what somebody came for. */
const ORDER: readonly GuideAction[] = [
  'blockAll',
  'blockThirdParty',
  'blockThisSite',
  'tellSites',
  'askEachTime',
  'sessionOnly',
  'deleteThisSite',
  'deleteAll',
  'allowAll',
]

export default function Refusal(props: PanelProps) {
  const { context, words, guides, state, set, close } = props
  const wanted = state.browser ?? props.browser
  const guide = guides.find(({ id }) => id === wanted)
  const ask = () => {
    context.consent.choose('ask')
    close()
  }

  return (
    <div class="body">
      <div class="aside-note">
        <p>{words.refusal.lead}</p>
        {choicesOf(context.site).includes('ask') && (
          <button type="button" class="equal" data-action="ask" onClick={ask}>
            {words.refusal.here}
          </button>
        )}
      </div>
      <label class="field">
        {words.refusal.browser}
        <select
          data-action="browser"
          value={guide?.id ?? ''}
          onChange={({ currentTarget }: TargetedEvent<HTMLSelectElement>) => set({ browser: currentTarget.value })}
        >
          {!guide && <option value="">–</option>}
          {guides.map(({ id, name }) => (
            <option value={id} lang={guide?.language} key={id}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {guide ? <Paths {...props} guide={guide} /> : <p>{words.refusal.none}</p>}
    </div>
  )
}

function Paths({ guide, ...props }: PanelProps & { guide: Guide }) {
  const { context, words } = props
  const { id, inApp, actions, note, help, helpLanguage, openOutside, language, source, checkedOn, version } = guide
  const date = new Intl.DateTimeFormat(context.language, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(checkedOn),
  )
  /** The visitor is in this very app: elsewhere its way out leads nowhere. */
  const isHere = inApp && props.browser === id
  const outside = isHere && wayOut(openOutside ?? {}, location, /Android/.test(navigator.userAgent))
  const hasAddress = Object.values(actions).some(({ address }) => address)
  return (
    <>
      {note && (
        <p lang={language} dir="auto">
          {note}
        </p>
      )}
      {outside && (
        <a class="equal outside" data-action="outside" href={outside}>
          {words.refusal.openOutside}
        </a>
      )}
      {isHere && (
        <>
          <p class="soft">{words.refusal.copyPage}</p>
          <Address {...props} address={location.href} />
        </>
      )}
      {hasAddress && <p class="soft">{words.refusal.address}</p>}
      {ORDER.map((name) => {
        const action = actions[name]
        if (!action) return null
        return (
          <section class="path" key={name}>
            <h3>{words.refusal.actions[name]}</h3>
            <ol class="steps" lang={language} dir="ltr">
              {action.steps.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
            {action.note && (
              <p class="soft" lang={language} dir="auto">
                {action.note}
              </p>
            )}
            {(action.confidence === 'elsewhere' || action.confidence === 'unconfirmed') && (
              <p class="doubt">{words.refusal.confidence[action.confidence]}</p>
            )}
            {action.address && <Address {...props} address={action.address} />}
          </section>
        )
      })}
      <p class="soft">
        {fill(version ? words.refusal.checkedIn : words.refusal.checked, { date, version })}{' '}
        <span lang={language}>{fill(words.refusal.source, { source })}</span>{' '}
        {help && (
          <a href={help} hreflang={helpLanguage} target="_blank" rel="noopener noreferrer">
            {words.refusal.help} ({words.common.newWindow})
          </a>
        )}
      </p>
    </>
  )
}

/** The address that opens this page outside the app, if there is one here. */
function wayOut({ app, parameter, android }: WaysOut, { href, search, hash }: Location, isAndroid: boolean) {
  const page = href.slice(0, href.length - hash.length)
  if (app) return app.replace('{url}', encodeURIComponent(href))
  if (parameter) return `${page}${search ? '&' : '?'}${parameter}${hash}`
  return isAndroid && android?.replace('{rest}', page.replace(/^https?:\/\//, ''))
}

/** A page may not open a browser's settings, so the address is there to be copied. */
function Address({ address, words: { refusal }, state, set }: PanelProps & { address: string }) {
  const copy = async ({ currentTarget }: TargetedEvent<HTMLElement>) => {
    const code = currentTarget.parentElement?.querySelector('code')
    try {
      await navigator.clipboard.writeText(address)
      set({ copied: { address, done: true } })
    } catch {
      // No clipboard in this frame or without https: the visitor copies what we select.
      if (code) getSelection()?.selectAllChildren(code)
      set({ copied: { address, done: false } })
    }
  }
  const copied = state.copied?.address === address ? state.copied : null
  return (
    <div class="address">
      <code>{address}</code>
      <button type="button" class="equal" data-action="copy" onClick={copy}>
        {refusal.copy}
      </button>
      <p class="soft" role="status">
        {copied && (copied.done ? refusal.copied : refusal.selected)}
      </p>
    </div>
  )
}
