// The record: what a visitor chose, when, about which policy. Text in a cookie; strict grammar; doubt is `null`.

import { DECISIONS, type Decision, type Site } from './config'

/** One visitor's choice on one device. Holds nothing that names the visitor: `id` is random, made when it is saved. */
export interface ConsentRecord {
  /** 128 random bits in base 36. */
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

/** As long as a cookie may be. */
const MAX_LENGTH = 4096
/** A letter for each of `DECISIONS`. */
const LETTERS = 'ark'
const DAY_S = 86_400

/**
 * Writes a record as cookie text, only with octets a cookie value may have (RFC 6265 §4.1.1):
 *
 *     record    = "1" "!" id "!" time "!" policy "!" purposes "!" decisions "!" decisions "!" sum
 *     id        = 4 to 28 of a-z and 0-9
 *     time      = seconds since 1970, base 36
 *     policy    = the policy's version: letters, digits, "_", ".", "+", ":", "-"
 *     decisions = *( ("a" / "r" / "k") id-of-category-or-service "~" )
 *     sum       = fingerprint of all before it: a record that lost its last refusals must not pass for a whole one
 */
export function formatRecord(record: ConsentRecord): string {
  const decisions = [record.categories, record.services].map((each) =>
    Object.entries(each)
      .map(([id, decision]) => `${LETTERS[DECISIONS.indexOf(decision)]}${id}~`)
      .join(''),
  )
  const parts = [1, record.id, record.savedAt.toString(36), record.policyVersion, record.purposes, ...decisions]
  return [...parts, fingerprint(parts.join('!'))].join('!')
}

/** Whether a text looks like what `formatRecord` wrote: enough to tell that somebody has chosen before, and for no more. */
export const isRecord = (text: string): boolean => text.startsWith('1!')

/**
 * Reads what `formatRecord` wrote. Returns `null` for anything else, never throws: an unreadable record is no consent.
 * The sum at its end makes any other text unreadable, cut, patched or glued together.
 */
export function parseRecord(text: string): ConsentRecord | null {
  const parts = text.split('!')
  const sum = parts.pop()
  // Where one is missing, `savedAt` is no number, or the record is about no policy of this site.
  const [version, id, time, policyVersion, purposes, categories, services] = parts as unknown as WholeRecord
  const savedAt = Number.parseInt(time, 36)
  return version === '1' && text.length <= MAX_LENGTH && sum === fingerprint(parts.join('!')) && savedAt >= 0
    ? {
        id,
        savedAt,
        policyVersion,
        purposes,
        categories: parseDecisions(categories),
        services: parseDecisions(services),
      }
    : null
}

/** What `formatRecord` joined, but for the sum. */
type WholeRecord = [string, string, string, string, string, string, string]

function parseDecisions(text = ''): Record<string, Decision> {
  const decisions: Record<string, Decision> = Object.create(null)
  for (const item of text.split('~')) {
    const decision = DECISIONS[LETTERS.indexOf(item[0] ?? '?')]
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
    ageS > -DAY_S &&
    ageS < site.record.days * DAY_S
  )
}

/**
 * Fingerprint of what a visitor is asked about: optional categories and their services, and of what their browser objects
 * by. Who allowed something before their browser objected is asked again, and it is refused meanwhile.
 */
export function purposesOf(site: Site): string {
  const ids = site.categories.map(
    ({ id, required, services }) => required || [id, ...services.map((one) => one.id).sort()],
  )
  return fingerprint([...ids.sort(), site.objection].join('/'))
}

/** FNV-1a, 32 bits, base 36. Two texts that differ in one character always differ in it. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return (hash >>> 0).toString(36)
}
