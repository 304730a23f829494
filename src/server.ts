// The server's door: the same answers from a request's Cookie header. Imports core/ only; runs in Node and in workers.

import { ConfigError, checkConfig } from './core/check'
import { type Config, siteFrom } from './core/config'
import { decisionOn } from './core/decision'
import { plainCopy } from './core/plain'
import { type ConsentRecord, readRecord } from './core/record'

export type { Config, ConsentRecord }
export { ConfigError }

/** What a visitor chose, as a server sees it. */
export interface ConsentOnServer {
  /** `null`: nothing that holds was chosen. */
  readonly record: ConsentRecord | null
  /** Whether a category or service may run and store. `false` for an id nobody declared. */
  allows(id: string): boolean
}

/**
 * Reads consent from a `Cookie` header. Two records of one name, or one that cannot be read or no longer holds, are no
 * consent. Throws `ConfigError` for a wrong configuration; nothing in the header ever throws.
 *
 * @param nowMs milliseconds since 1970
 */
export function readConsent(
  cookieHeader: string | null | undefined,
  config: Config,
  nowMs = Date.now(),
): ConsentOnServer {
  const faults = checkConfig(config)
  if (faults.length) throw new ConfigError(faults)
  const site = siteFrom(plainCopy(config))
  const prefix = `${site.record.name}=`
  const [text, second] = (cookieHeader ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
  const record = text && !second ? readRecord(text.slice(prefix.length), site, nowMs) : null
  return { record, allows: (id) => decisionOn(site, record, id) === 'allow' }
}
