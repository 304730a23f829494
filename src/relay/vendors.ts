// Vendors' own consent calls: told before their code runs, and again when something else is allowed.

import type { GoogleConsentType, Signals } from '../core/config'

/** What vendors put into a page, or find there: most take an array for a queue that their code will empty. */
export interface VendorsPage {
  dataLayer?: unknown[]
  uetq?: { push(...words: unknown[]): unknown }
  clarity?: { (...words: unknown[]): void; q?: unknown[] }
  _paq?: { push(call: unknown[]): unknown }
  fbq?: { (...words: unknown[]): void; queue?: unknown }
  ttq?: { push(call: unknown[]): unknown; grantConsent?(): void; revokeConsent?(): void }
}

/** Tells a vendor what holds now; the first time comes before anything is allowed. */
type Tell = (allows: (id: string) => boolean) => void

const GOOGLE: Record<GoogleConsentType, string> = {
  ad_storage: 'marketing',
  ad_user_data: 'marketing',
  ad_personalization: 'marketing',
  analytics_storage: 'analytics',
  functionality_storage: 'personalization',
  personalization_storage: 'personalization',
}
const MICROSOFT = { ad_storage: 'marketing', analytics_storage: 'analytics' }

/**
 * Makes everything refused for every vendor that the owner named. Gives what tells them what holds; it tells nobody twice,
 * and one vendor's exception keeps no other from being told.
 *
 * @param ids of the categories that a tag manager is told of
 */
export function tellVendors(signals: Signals, ids: readonly string[], page: VendorsPage): Tell {
  const { googleConsentMode, microsoft, matomo, meta, tiktok, dataLayer } = signals
  const tells = [
    googleConsentMode && google({ ...GOOGLE, ...own(googleConsentMode) }, page),
    microsoft && uetAndClarity({ ...MICROSOFT, ...own(microsoft) }, page),
    matomo && matomoFor(ownId(matomo, 'analytics'), page),
    meta && metaFor(ownId(meta, 'marketing'), page),
    tiktok && tiktokFor(ownId(tiktok, 'marketing'), page),
    dataLayer && tagManager(ids, page),
  ].filter((each) => !!each)
  return (allows) => {
    for (const tell of tells)
      try {
        tell(allows)
      } catch (error) {
        console.error('dongui: a vendor could not be told', error)
      }
  }
}

const own = <Value>(value: true | Value) => (value === true ? {} : value)
const ownId = (value: true | string, usual: string) => (value === true ? usual : value)
const word = (isGranted: boolean) => (isGranted ? 'granted' : 'denied')

/** Calls `tell` with what is granted when it is not what was told last; before the first time nothing was. */
function onChange<State extends Record<string, unknown>>(
  first: State,
  now: (allows: (id: string) => boolean) => State,
  tell: (state: State) => void,
): Tell {
  let told = JSON.stringify(first)
  return (allows) => {
    const state = now(allows)
    const text = JSON.stringify(state)
    if (text === told) return
    told = text
    tell(state)
  }
}

const granted = (types: Record<string, string>) => (allows: (id: string) => boolean) =>
  Object.fromEntries(Object.entries(types).map(([type, id]) => [type, word(allows(id))]))

/** https://developers.google.com/tag-platform/security/guides/consent: the words have to be an `Arguments`, not an array. */
function google(types: Record<string, string>, page: VendorsPage): Tell {
  function gtag(..._words: unknown[]) {
    page.dataLayer ??= []
    // biome-ignore lint/complexity/noArguments: Google's code takes nothing else.
    page.dataLayer.push(arguments)
  }
  const denied = granted(types)(() => false)
  gtag('consent', 'default', { ...denied, security_storage: 'granted' })
  return onChange(denied, granted(types), (state) => gtag('consent', 'update', state))
}

/**
 * UET: https://help.ads.microsoft.com/apex/index/3/en/60119; Clarity, whose names begin otherwise:
 * https://learn.microsoft.com/clarity/setup-and-installation/clarity-consent-api-v2
 */
function uetAndClarity(types: { ad_storage: string; analytics_storage: string }, page: VendorsPage): Tell {
  const clarity = ({ ad_storage, analytics_storage }: Record<string, string>) => {
    page.clarity ??= function queue(..._words: unknown[]) {
      const stub = page.clarity as NonNullable<VendorsPage['clarity']>
      stub.q ??= []
      // biome-ignore lint/complexity/noArguments: as Clarity's own snippet keeps them.
      stub.q.push(arguments)
    }
    page.clarity('consentv2', { ad_Storage: ad_storage, analytics_Storage: analytics_storage })
  }
  const uet = (what: string, { ad_storage }: Record<string, string>) => {
    page.uetq ??= []
    page.uetq.push('consent', what, { ad_storage })
  }
  const denied = granted(types)(() => false)
  uet('default', denied)
  clarity(denied)
  return onChange(denied, granted(types), (state) => {
    uet('update', state)
    clarity(state)
  })
}

/** https://developer.matomo.org/guides/tracking-consent: nothing is stored or sent before it is given. */
function matomoFor(id: string, page: VendorsPage): Tell {
  const push = (call: string) => {
    page._paq ??= []
    page._paq.push([call])
  }
  push('requireConsent')
  return onChange(
    { is: false },
    (allows) => ({ is: allows(id) }),
    ({ is }) => push(is ? 'setConsentGiven' : 'forgetConsentGiven'),
  )
}

/**
 * https://developers.facebook.com/docs/meta-pixel/implementation/gdpr: `revoke` has to come before `init`. Meta's snippet
 * loads nothing where there is an `fbq`, so none can be there before; the first who looks for the snippet's own finds
 * that it was told.
 */
function metaFor(id: string, page: VendorsPage): Tell {
  let own = page.fbq
  let isGranted = false
  let isTold = false
  const tell = () => {
    isTold = true
    own?.('consent', isGranted ? 'grant' : 'revoke')
  }
  if (own) tell()
  else
    Object.defineProperty(page, 'fbq', {
      configurable: true,
      enumerable: true,
      get() {
        if (own?.queue && !isTold) tell()
        return own
      },
      set(next: typeof own) {
        own = next
        isTold = false
      },
    })
  return onChange(
    { is: false },
    (allows) => ({ is: allows(id) }),
    ({ is }) => {
      isGranted = is
      if (isTold) tell()
    },
  )
}

/** TikTok's snippet takes the array it finds as its queue, and has these among its methods. */
function tiktokFor(id: string, page: VendorsPage): Tell {
  const call = (what: 'holdConsent' | 'grantConsent' | 'revokeConsent') => {
    page.ttq ??= []
    const { ttq } = page
    if (what !== 'holdConsent' && ttq[what]) ttq[what]()
    else ttq.push([what])
  }
  call('holdConsent')
  return onChange(
    { is: false },
    (allows) => ({ is: allows(id) }),
    ({ is }) => call(is ? 'grantConsent' : 'revokeConsent'),
  )
}

/** An event that a tag manager's triggers can wait for, with every category's answer. */
function tagManager(ids: readonly string[], page: VendorsPage): Tell {
  return onChange(
    {},
    (allows) => Object.fromEntries(ids.map((id) => [id, allows(id)])),
    (state) => {
      page.dataLayer ??= []
      page.dataLayer.push({ event: 'dongui', dongui: state })
    },
  )
}
