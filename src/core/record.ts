// The record: what a visitor chose, when, about which policy. Text in a cookie; strict grammar; doubt is `null`.

import type { Decision, Site } from './config'

/** One visitor's choice on one device. Holds nothing that names the visitor: `id` is random, made when it is saved. */
export interface ConsentRecord {
  /** 22 characters of base64url: 128 random bits. */
  id: string
  /** Whole seconds since 1970-01-01 UTC. */
  savedAt: number
  policyVersion: string
  /** Fingerprint of the categories and services the visitor was told of. */
  purposes: string
  categories: Readonly<Record<string, Decision>>
  /** Services decided otherwise than their category. */
  services: Readonly<Record<string, Decision>>
}

const LETTERS = { allow: 'a', refuse: 'r', ask: 'k' } as const
const DECISIONS = new Map<string, Decision>([
  ['a', 'allow'],
  ['r', 'refuse'],
  ['k', 'ask'],
])
const MAX_LENGTH = 4096
const CLOCK_TOLERANCE_S = 86_400

/**
 * Writes a record as cookie text, only with octets a cookie value may have (RFC 6265 §4.1.1):
 *
 *     record    = "1" "." id "." time "." policy "." purposes "." decisions "." decisions
 *     id        = 22 base64url characters
 *     time      = seconds since 1970, base 36
 *     policy    = the policy's version, "." as "!" and ":" or "+" percent-encoded
 *     decisions = *( ("a" / "r" / "k") id-of-category-or-service "~" )
 */
export function formatRecord(record: ConsentRecord): string {
  return [
    1,
    record.id,
    record.savedAt.toString(36),
    encodeURIComponent(record.policyVersion).replaceAll('.', '!'),
    record.purposes,
    formatDecisions(record.categories),
    formatDecisions(record.services),
  ].join('.')
}

function formatDecisions(decisions: Readonly<Record<string, Decision>>): string {
  return Object.entries(decisions)
    .map(([id, decision]) => `${LETTERS[decision]}${id}~`)
    .join('')
}

/**
 * Reads what `formatRecord` wrote. Returns `null` for anything else, never throws: an unreadable record is no consent.
 * What it accepts it would write again letter by letter, so no two texts mean the same record.
 */
export function parseRecord(text: string): ConsentRecord | null {
  const parts = text.length > MAX_LENGTH ? [] : text.split('.')
  const [version, id = '', time = '', policy = '', purposes = '', categories = '', services = ''] = parts
  if (parts.length !== 7 || version !== '1' || !/^[\w-]{22}$/.test(id) || !/^[0-9a-z]{1,7}$/.test(purposes)) return null
  try {
    const record: ConsentRecord = {
      id,
      savedAt: Number.parseInt(time, 36),
      policyVersion: decodeURIComponent(policy.replaceAll('!', '.')),
      purposes,
      categories: parseDecisions(categories),
      services: parseDecisions(services),
    }
    return formatRecord(record) === text ? record : null
  } catch {
    return null // malformed percent-encoding: not ours
  }
}

function parseDecisions(text: string): Record<string, Decision> {
  const decisions = Object.create(null) as Record<string, Decision>
  for (const item of text.split('~')) {
    const decision = DECISIONS.get(item[0] ?? '')
    if (decision) decisions[item.slice(1)] = decision
  }
  return decisions
}

/**
 * Whether a record still answers for this site: about this version of the policy and these purposes, not older than
 * `site.record.days`, and not from the future by more than a day (a clock set wrong must not make consent immortal).
 *
 * @param nowMs milliseconds since 1970
 */
export function isCurrent(record: ConsentRecord, site: Site, nowMs: number): boolean {
  const ageS = nowMs / 1000 - record.savedAt
  return (
    record.policyVersion === site.policy.version &&
    record.purposes === purposesOf(site) &&
    ageS > -CLOCK_TOLERANCE_S &&
    ageS < site.record.days * 86_400
  )
}

/** Fingerprint of what a visitor is asked about: optional categories and their services (FNV-1a, 32 bits, base 36). */
export function purposesOf(site: Site): string {
  let hash = 0x811c9dc5
  const ids = site.categories
    .filter((each) => !each.required)
    .flatMap((each) => [each.id, ...each.services.map((one) => `${each.id}/${one.id}`)])
  for (const character of ids.sort().join()) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return (hash >>> 0).toString(36)
}
