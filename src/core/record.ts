// The record: what a visitor chose, when, about which policy. Text in a cookie; strict grammar; doubt is `null`.

import { DECISIONS, type Decision, type Site } from './config'

/** One visitor's choice on one device. Holds nothing that names the visitor: `id` is random, made when it is saved. */
export interface ConsentRecord {
  /** 128 random bits in base 36. */
  id: string
  /**
   * When the oldest of its decisions on categories was made, in whole seconds since 1970-01-01 UTC. The record holds for
   * `record.days` from there: to answer one question makes the consent to nothing else last longer.
   */
  since: number
  policyVersion: string
  /** Fingerprint of the categories and services the visitor was told of. */
  purposes: string
  /** What only a reader wants to know, as it is written: see `readDetails`. */
  details: string
  categories: Readonly<Record<string, Decision>>
  /** Services decided by themselves. */
  services: Readonly<Record<string, Decision>>
}

/** A letter for each of `DECISIONS`. */
const LETTERS = 'ark'
const DAY_S = 86_400

/**
 * Writes a record as cookie text, only with octets a cookie value may have (RFC 6265 §4.1.1):
 *
 *     record    = "1" "!" id "!" since "!" policy "!" purposes "!" details "!" decisions "!" decisions "!" sum
 *     id        = up to 28 of a-z and 0-9
 *     since     = seconds since 1970, base 36
 *     policy    = the policy's version: letters, digits, "_", ".", "+", ":", "-"
 *     details   = see `formatDetails`
 *     decisions = *( ("a" / "r" / "k") place "~" ), first on categories, then on services
 *     place     = where its id stands in `askedOf`, base 36: shorter than an id, and `purposes` tells that it is the same
 *     sum       = fingerprint of all before it: a record that lost its last refusals must not pass for a whole one
 */
export function formatRecord(record: ConsentRecord, site: Site): string {
  const ids = askedOf(site).flat()
  const decisions = [record.categories, record.services].map((each) =>
    Object.entries(each)
      .map(([id, decision]) => `${LETTERS[DECISIONS.indexOf(decision)]}${ids.indexOf(id).toString(36)}~`)
      .join(''),
  )
  const { id, since, policyVersion, purposes, details } = record
  const parts = [1, id, since.toString(36), policyVersion, purposes, details, ...decisions]
  return [...parts, fingerprint(parts.join('!'))].join('!')
}

/** Whether a text looks like what `formatRecord` wrote: enough to tell that somebody has chosen before, and for no more. */
export const isRecord = (text: string): boolean => text.startsWith('1!')

/** Whether a text says, where a record does, that it is about another version of the policy than the site's. */
export const isOfOtherPolicy = (text: string, { policy: { version } }: Site): boolean =>
  (text.split('!')[3] ?? version) !== version

/**
 * Reads what `formatRecord` wrote, if it still answers for this site: about this version of the policy and these
 * purposes, not older than `site.record.days`, and not from the future by more than a day (a clock set wrong must not
 * make consent immortal). Returns `null` for anything else, never throws: an unreadable record is no consent. The sum at
 * its end makes any other text unreadable, cut, patched or glued together.
 *
 * @param nowMs milliseconds since 1970
 */
export function readRecord(text: string, site: Site, nowMs: number): ConsentRecord | null {
  const parts = text.split('!')
  const sum = parts.pop()
  // Where one is missing, `since` is no number, or the record is about no policy of this site.
  const [, id, time, policyVersion, purposes, details, ...decisions] = parts as unknown as WholeRecord
  const since = Number.parseInt(time, 36)
  const ageS = nowMs / 1000 - since
  const ids = askedOf(site).flat()
  const [categories, services] = decisions.map((text) => {
    const read: Record<string, Decision> = Object.create(null)
    for (const item of text.split('~')) {
      const decision = DECISIONS[LETTERS.indexOf(item[0] ?? '?')]
      if (decision) read[ids[Number.parseInt(item.slice(1), 36)] ?? ''] = decision
    }
    return read
  })
  return sum === fingerprint(parts.join('!')) &&
    policyVersion === site.policy.version &&
    purposes === purposesOf(site) &&
    ageS > -DAY_S &&
    ageS < site.record.days * DAY_S &&
    services
    ? { id, since, policyVersion, purposes, details, categories: categories as typeof services, services }
    : null
}

/** What `formatRecord` joined, but for the sum. */
type WholeRecord = [string, string, string, string, string, string, ...decisions: string[]]

/** What a visitor is asked about: each optional category, and its services after it; in one order, however a site writes them. */
export const askedOf = ({ categories }: Site): [category: string, ...services: string[]][] =>
  categories
    .flatMap(({ id, required, services }) =>
      required ? [] : [[id, ...services.map((one) => one.id).sort()] as [string, ...string[]]],
    )
    .sort()

/**
 * Fingerprint of what a visitor is asked about, and of what their browser objects by. Who allowed something before their
 * browser objected is asked again, and it is refused meanwhile.
 */
export const purposesOf = (site: Site): string => fingerprint([...askedOf(site), site.objection].join('/'))

/** FNV-1a, 32 bits, base 36. Two texts that differ in one character always differ in it. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193)
  return (hash >>> 0).toString(36)
}
