// Vendors' own scripts in a page, as their customers put them there: what they keep, what they ask for, how they are started.

import { readFile } from 'node:fs/promises'
import { bundleVendor, type VendorName } from '../../scripts/vendors.mjs'
import type { Service, StoredKind } from '../../src/core/config'
import type { Host } from './site'
import { createSite, openPage, type Site, type StoryPage } from './story'

/** Names on the device, sorted, by kind. */
export type StoredNames = Record<StoredKind | 'cache', string[]>

export interface Vendor {
  /** What its script asks of its own host while it runs, that carries a visitor's data. */
  dataPath: string
  /** What is on the device once it runs, in every engine, where nobody holds it back. */
  keeps: StoredNames
  /** What may be there as well, for it is written for a moment: a page that is left then leaves it behind. */
  momentary?: RegExp
  /** What its customers declare of it: what it keeps, and what it writes for a moment only to see whether it can. */
  declares: Pick<Required<Service>, 'cookies' | 'storage'>
  /** Starts it with a key that is nobody's; it sends to this origin, and at once rather than in batches. */
  start(origin: string): string
  /** Makes it send one thing more. */
  track: string
}

/** How a vendor's script got into a page. */
export type Way = 'held' | 'bundled'

export const VENDORS: Record<VendorName, Vendor> = {
  posthog: {
    dataPath: '/e/',
    keeps: {
      cookie: ['ph_phc_story_posthog'],
      local: ['ph_phc_story_posthog'],
      session: [
        'ph_phc_story_posthog',
        'ph_phc_story_primary_window_exists',
        'ph_phc_story_session_registered_properties',
        'ph_phc_story_window_id',
      ],
      indexeddb: [],
      cache: [],
    },
    declares: {
      cookies: [{ name: 'ph_*' }, { name: 'dmn_chk_*' }, { name: '__ph_*' }],
      storage: [
        { name: 'ph_*' },
        { name: '__mplssupport__' },
        { name: 'ph_*', kind: 'session' },
        { name: '__support__', kind: 'session' },
      ],
    },
    // It sends nothing from a browser that is driven, unless it is told to.
    start: (origin) =>
      `posthog.init('phc_story', { api_host: '${origin}', request_batching: false, opt_out_useragent_filter: true })`,
    track: `posthog.capture('more')`,
  },
  mixpanel: {
    dataPath: '/track/',
    keeps: {
      cookie: [],
      local: ['__mpq_story_ev', 'mp_story_mixpanel'],
      session: ['mp_gen_new_tab_id_mixpanel_story', 'mp_tab_id_mixpanel_story'],
      indexeddb: ['mixpanelBrowserDb', 'mixpanelFlagsDb'],
      cache: [],
    },
    momentary: /^__mplss_|:[XYZ]$/, // a probe before each of its locks between tabs, and the locks
    declares: {
      cookies: [{ name: 'mp_*' }, { name: '__mp_*' }],
      storage: [
        { name: 'mp_*' },
        { name: '__mp*' },
        { name: 'mp_*', kind: 'session' },
        { name: '__mp*', kind: 'session' },
        { name: 'mixpanel*', kind: 'indexeddb' },
      ],
    },
    start: (origin) => `mixpanel.init('story', {
      api_host: '${origin}', persistence: 'localStorage', track_pageview: true, autocapture: true,
      record_sessions_percent: 100, batch_size: 1, batch_flush_interval_ms: 1,
    })`,
    track: `mixpanel.track('more')`,
  },
  amplitude: {
    dataPath: '/2/httpapi',
    keeps: {
      cookie: ['AMP_MKTG_story', 'AMP_story'],
      local: ['AMP_remote_config_story', 'AMP_unsent_story'],
      session: ['AMP_PAGE_VIEW', 'AMP_URL_INFO'],
      indexeddb: ['AMP_diagnostics_story'],
      cache: [],
    },
    declares: {
      cookies: [{ name: 'AMP_*' }],
      storage: [{ name: 'AMP_*' }, { name: 'AMP_*', kind: 'session' }, { name: 'AMP_*', kind: 'indexeddb' }],
    },
    start: (origin) => `amplitude.init('story', {
      serverUrl: '${origin}/2/httpapi', remoteConfig: { serverUrl: '${origin}/config' },
      autocapture: true, flushQueueSize: 1, flushIntervalMillis: 1,
    })`,
    track: `amplitude.track('more')`,
  },
}

/** Nothing at all. */
export const NOTHING: StoredNames = { cookie: [], local: [], session: [], indexeddb: [], cache: [] }

/** A page with a vendor's script in it, and what has come of it. */
export class VendorPage {
  readonly page: StoryPage
  readonly vendor: Vendor
  #host: Host

  constructor(page: StoryPage, vendor: Vendor, host: Host) {
    this.page = page
    this.vendor = vendor
    this.#host = host
  }

  /** What has reached the vendor's host, in order: `'POST /e/'`. */
  arrived(): string[] {
    return this.page.site.requests
      .filter(({ host }) => host === this.#host.name)
      .map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`)
  }

  /** How often its script has tried to send data from this page, whatever came of it. */
  attempts(): Promise<number> {
    return this.page.evaluate(
      (path) => (window as unknown as WithAttempts).attempts.filter((url) => url.includes(path)).length,
      this.vendor.dataPath,
    )
  }

  /** What the vendor keeps by now: `stored()` without what is there for a moment. */
  async kept(): Promise<StoredNames> {
    const { momentary } = this.vendor
    const names = await this.stored()
    return { ...names, local: names.local.filter((name) => !momentary?.test(name)) }
  }

  /** Everybody's names in the jar and in the page, but for our own record. */
  async stored(): Promise<StoredNames> {
    const inPage = await this.page.evaluate(async () => ({
      local: Object.keys(localStorage).sort(),
      session: Object.keys(sessionStorage).sort(),
      indexeddb: (await indexedDB.databases()).map(({ name = '' }) => name).sort(),
      cache: await (window.caches?.keys() ?? []), // WebKit has none where the connection is not secure
    }))
    // Allowed while it runs, Amplitude writes its cookie for this host and, from the next page on, for the whole domain.
    const cookie = new Set((await this.page.jar()).map(({ name }) => name))
    for (const own of ['dongui', 'dongui-visit']) cookie.delete(own)
    return { cookie: [...cookie].sort(), ...inPage }
  }
}

interface WithAttempts {
  attempts: string[]
}

/**
 * Opens a page with a vendor in it. The vendor's script and all that it asks for lie on a host of its own, which takes
 * and logs whatever comes. Without the tag it is the same page as it would be without us: nothing is marked, nothing held.
 */
export async function openVendorPage(name: VendorName, way: Way, { tag = true } = {}): Promise<VendorPage> {
  const vendor = VENDORS[name]
  const site = await createSite()
  const host = site.elsewhere('tracker')
  takeEverything(host, site)
  const code = await readFile(await bundleVendor(name), 'utf8')
  if (way === 'held') host.file('/vendor.js', code)
  else site.file('/app.js', `${code};${vendor.start(host.origin)}`)
  const mark = tag ? 'type="text/plain" data-consent="vendor"' : ''
  const body =
    way === 'held'
      ? `<script ${mark} src="${host.origin}/vendor.js"></script><script ${mark}>${vendor.start(host.origin)}</script>`
      : '<script src="/app.js"></script>'
  const page = await openPage(body, {
    site,
    head: `<script>(${logAttempts})(${JSON.stringify(host.origin)})</script>`,
    ...(tag ? { config: configFor(vendor, host) } : { tag: false }),
  })
  return new VendorPage(page, vendor, host)
}

/** Answers as these vendors' servers answer when all is well; a script of theirs is empty. */
function takeEverything(host: Host, site: Site): void {
  host.rest(({ path }) => (/\.js\b/.test(path) ? '' : '{"code":200,"status":1}'), {
    headers: {
      'access-control-allow-origin': site.origin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'accept, authorization, content-type',
    },
  })
}

const configFor = ({ declares }: Vendor, host: Host) => ({
  service: { name: '예시 메일' },
  policy: { url: '/privacy', version: '1' },
  guard: { network: true },
  categories: [{ id: 'analytics', services: [{ id: 'vendor', name: 'Vendor', hosts: [host.name], ...declares }] }],
})

/**
 * Notes in `window.attempts` what a page tries to send to an origin. It comes after the tag, as a page's own script would:
 * what it sees is what the vendor tried, before the gate has had its say.
 */
function logAttempts(origin: string): void {
  const attempts: string[] = []
  ;(window as unknown as WithAttempts).attempts = attempts
  const note = (target: unknown) => {
    const url = target instanceof Request ? target.url : `${target}`
    if (url.startsWith(origin)) attempts.push(url)
  }
  const { fetch } = window
  const { sendBeacon } = navigator
  const { open } = XMLHttpRequest.prototype
  window.fetch = function (this: unknown, ...args) {
    note(args[0])
    return fetch.apply(window, args)
  }
  navigator.sendBeacon = (...args) => {
    note(args[0])
    return sendBeacon.apply(navigator, args)
  }
  XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]) {
    note(args[1])
    return Reflect.apply(open, this, args)
  }
}
