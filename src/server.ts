// The server's door: the same answers from a request's Cookie header. Imports core/ only; runs in Node and in workers.

import { ConfigError, checkConfig } from './core/check'
import { type Config, type Objection, siteFrom } from './core/config'
import { decisionOn } from './core/decision'
import { plainCopy } from './core/plain'
import { type ConsentRecord, isCurrent, parseRecord } from './core/record'

export type { Config, ConsentRecord }
export { ConfigError }

/** What a visitor chose, as a server sees it. */
export interface ConsentOnServer {
  /** `null`: nothing that holds was chosen. */
  readonly record: ConsentRecord | null
  /** Whether a category or service may run and store. `false` for an id nobody declared. */
  allows(id: string): boolean
}

/** The headers of a request: a `Headers`, or what Node's `http` gives, by lower-case name. */
export type RequestHeaders =
  | { get(name: string): string | null }
  | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Reads consent from a request: from its headers, so that Global Privacy Control is honoured as in the page, or from its
 * `Cookie` header alone. Two records of one name, or one that cannot be read or no longer holds, are no consent. Throws
 * `ConfigError` for a wrong configuration; nothing in the headers ever throws.
 *
 * @param nowMs milliseconds since 1970
 */
export function readConsent(
  headers: RequestHeaders | string | null | undefined,
  config: Config,
  nowMs = Date.now(),
): ConsentOnServer {
  const faults = checkConfig(config)
  if (faults.length) throw new ConfigError(faults)
  const site = siteFrom(plainCopy(config))
  const header = headerOf(typeof headers === 'string' ? { cookie: headers } : headers)
  for (const each of [site.honor, 'globalPrivacyControl'] as Objection[])
    if (header({ doNotTrack: 'dnt', globalPrivacyControl: 'sec-gpc' }[each]) === '1') {
      site.objection = each
      site.mode = 'opt-in'
    }
  const prefix = `${site.record.name}=`
  const [text, second] = header('cookie')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
  const read = text && !second ? parseRecord(text.slice(prefix.length)) : null
  // A browser tells a page of its objection where its headers were lost on the way: what was decided then, holds.
  const known = site.objection ? [site.objection] : ([undefined, 'globalPrivacyControl', 'doNotTrack'] as const)
  const record = read && known.some((objection) => isCurrent(read, { ...site, objection }, nowMs)) ? read : null
  return { record, allows: (id) => decisionOn(site, record, id) === 'allow' }
}

function headerOf(headers: RequestHeaders | null | undefined): (name: string) => string {
  return (name) => {
    if (!headers) return ''
    const value = typeof headers.get === 'function' ? headers.get(name) : (headers as Record<string, unknown>)[name]
    return Array.isArray(value) ? value.join('; ') : `${value ?? ''}`
  }
}
