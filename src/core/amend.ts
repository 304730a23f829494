// A choice about a part of the whole: what else was chosen before stays, with its time. Fetched by who opens the settings,
// answers a question or calls for it: what the notice offers needs none of it.

import { compact } from './compact'
import { type Decision, idsOf, isDecision, type Site } from './config'
import { decisionOn } from './decision'
import { formatDetails, isMerged, readDetails } from './details'
import type { ConsentRecord } from './record'

/** Twenty services decided by themselves, whatever they are called and whenever it was, take less. */
export const MOST_CHARACTERS = 400

/** Whether answers were given up for the first time: once a record is full, each new one takes the place of an old one. */
export const hasMerged = (before: ConsentRecord | null, next: ConsentRecord): boolean =>
  isMerged(next.details) && !isMerged(before?.details ?? '')

/**
 * The record that a choice makes of the one before. Throws `TypeError` for a word that is no decision and for an id that
 * nobody declared.
 *
 * @param choice by category or service id; what it says of a category goes for the services it does not name
 * @param now a record made now, for all else
 */
export function amend(
  site: Site,
  before: ConsentRecord | null,
  choice: Readonly<Record<string, Decision>>,
  now: ConsentRecord,
): ConsentRecord {
  const ids = idsOf(site)
  for (const [id, decision] of Object.entries(choice))
    if (!ids.includes(id) || !isDecision(decision)) throw TypeError(`${id}: ${decision}`)
  const old = before && readDetails(before)
  // Without a prototype: what somebody put into `Object.prototype` is no decision.
  const categories: Record<string, Decision> = Object.create(null)
  const services: Record<string, Decision> = Object.create(null)
  const decidedAt: Record<string, number> = Object.create(null)
  const chosen = (id: string) => (Object.hasOwn(choice, id) ? choice[id] : undefined)
  const timeOf = (id: string) => (!chosen(id) && old?.decidedAt[id]) || now.since
  for (const category of site.categories) {
    if (category.required) continue
    const whole = chosen(category.id)
    categories[category.id] = whole ?? decisionOn(site, before, category.id)
    decidedAt[category.id] = timeOf(category.id)
    for (const { id } of category.services) {
      const own = chosen(id)
      // Decided with its category, and as that: then it has no answer of its own. By itself it has, also where it is alike.
      const decision = whole ? (own === whole ? undefined : own) : (own ?? before?.services[id])
      if (!decision) continue
      services[id] = decision
      decidedAt[id] = timeOf(id)
    }
  }
  const times = Object.keys(categories).map((id) => decidedAt[id] as number)
  const since = times.length ? Math.min(...times) : now.since
  const decisions = { since, categories, services }
  const details = { language: now.details || (old?.language ?? ''), merged: old?.merged ?? 0, decidedAt }
  const record = { ...now, ...decisions, details: formatDetails(details, decisions) }
  return compact(record, site, MOST_CHARACTERS, (id) => !!chosen(id))
}
