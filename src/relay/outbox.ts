// Decisions on their way to the owner's server: kept on the device until somebody has answered, in whatever page that is.

import type { Config } from '../core/config'
import { type ConsentRecord, formatRecord } from '../core/record'
import type { Consent } from '../handle'

/** One decision, as CloudEvents 1.0 in JSON (https://github.com/cloudevents/spec). Nothing in it names the visitor. */
export interface DecisionEvent {
  specversion: '1.0'
  /** The same for the same decision, from whatever tab and however often it is sent: a server may count it once. */
  id: string
  /** `forgotten`: the visitor erased the record, `data` is empty. */
  type: 'dongui.decided' | 'dongui.forgotten'
  /** Origin of the site; never the page. */
  source: string
  /** Id of the record. */
  subject: string
  /** ISO 8601. */
  time: string
  datacontenttype: 'application/json'
  data: Partial<Pick<ConsentRecord, 'policyVersion' | 'categories' | 'services'>> & {
    policyUrl?: string
    language?: string
    globalPrivacyControl?: boolean
  }
}

/** What a page has to do with the world, as far as sending goes. */
export interface OutboxPage {
  /** Resolves to the status of the answer; rejects when there is none. */
  post(url: string, event: DecisionEvent): Promise<number>
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  origin: string
  language: string
  globalPrivacyControl: boolean
  now(): number
  later(callback: () => void, ms: number): void
}

/** More are not kept: who decides so often has decided the last ones. */
const MOST_KEPT = 50
/** How long to wait after a failure, doubled each time. */
const RETRY_MS = 5_000
const MOST_RETRY_MS = 600_000

/**
 * Sends what is there from earlier pages, and each decision from now on. Gives what looks whether there is something to
 * send: to be called when the device is online again.
 */
export function createOutbox(consent: Consent, config: Config, endpoint: string, page: OutboxPage): () => void {
  const key = `${config.record?.name ?? 'dongui'}-outbox`
  let known = consent.record
  /** Where the device keeps nothing, the page does. */
  let here: DecisionEvent[] = []
  let waitMs = RETRY_MS
  let isSending = false

  const read = (): DecisionEvent[] => {
    try {
      const kept: unknown = JSON.parse(page.storage.getItem(key) ?? '[]')
      return Array.isArray(kept) ? kept.filter((each) => typeof each?.id === 'string') : []
    } catch {
      return here // blocked, or somebody else's
    }
  }
  const write = (events: DecisionEvent[]) => {
    here = events
    try {
      if (events.length) page.storage.setItem(key, JSON.stringify(events))
      else page.storage.removeItem(key)
    } catch {
      // Blocked, or full.
    }
  }
  const all = () => [...new Map([...read(), ...here].map((each) => [each.id, each])).values()]

  const send = async () => {
    if (isSending) return
    isSending = true
    try {
      for (let [event] = all(); event; [event] = all()) {
        const { id } = event
        const status = await page.post(endpoint, event)
        // The server's trouble passes; whatever else it says is an answer.
        if (status >= 500 || status === 429) throw Error(`${status}`)
        here = here.filter((each) => each.id !== id)
        write(all().filter((each) => each.id !== id))
        waitMs = RETRY_MS
      }
    } catch {
      page.later(() => void send(), waitMs)
      waitMs = Math.min(waitMs * 2, MOST_RETRY_MS)
    } finally {
      isSending = false
    }
  }

  consent.on('change', ({ record }) => {
    const about = record ?? known
    known = record
    if (!about) return
    write([...all(), eventOf(about, !record, config, page)].slice(-MOST_KEPT))
    void send()
  })
  void send()
  return () => void send()
}

function eventOf(record: ConsentRecord, isForgotten: boolean, config: Config, page: OutboxPage): DecisionEvent {
  const { id, savedAt, policyVersion, categories, services } = record
  // Ends with the sum of all before it: another decision of the same second has another.
  const sum = formatRecord(record).split('!').at(-1)
  return {
    specversion: '1.0',
    id: `${id}-${savedAt.toString(36)}-${isForgotten ? 'forgotten' : sum}`,
    type: isForgotten ? 'dongui.forgotten' : 'dongui.decided',
    source: page.origin,
    subject: id,
    time: new Date(isForgotten ? page.now() : savedAt * 1000).toISOString(),
    datacontenttype: 'application/json',
    data: isForgotten
      ? {}
      : {
          policyVersion,
          policyUrl: config.policy.url,
          language: page.language,
          globalPrivacyControl: page.globalPrivacyControl,
          categories,
          services,
        },
  }
}
