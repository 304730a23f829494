// What a record says beside its decisions, for who reads it: in which language the visitor was asked, and when each answer
// was given. The gate hands it on as it is.

import type { ConsentRecord } from './record'

export interface Details {
  /** BCP 47 tag of the words in which the visitor was asked last; `''` if that was by the page alone. */
  language: string
  /** How many answers about services were given up to keep the record short: their category's decision holds for them. */
  merged: number
  /** When each category, and each service that was decided by itself, was: in seconds since 1970. */
  decidedAt: Readonly<Record<string, number>>
}

type Decisions = Pick<ConsentRecord, 'since' | 'categories' | 'services'>

const idsOf = ({ categories, services }: Decisions) => [...Object.keys(categories), ...Object.keys(services)]

/**
 *     details = language [ "+" merged ] *( "." seconds )
 *     merged  = a number, base 36
 *     seconds = after `since`, base 36, of each decision in its order; none is 0, and 0s at the end are left out
 */
export function formatDetails({ language, merged, decidedAt }: Details, record: Decisions): string {
  const seconds = idsOf(record).map((id) => Math.max(0, (decidedAt[id] ?? 0) - record.since))
  const head = merged ? `${language}+${merged.toString(36)}` : language
  return [head, ...seconds.map((each) => (each ? each.toString(36) : ''))].join('.').replace(/\.+$/, '')
}

/** Whether answers were given up. */
export const isMerged = (details: string): boolean => details.includes('+')

/** Reads what `formatDetails` wrote. */
export function readDetails(record: Decisions & Pick<ConsentRecord, 'details'>): Details {
  const [head = '', ...seconds] = record.details.split('.')
  const [language = '', merged = '0'] = head.split('+')
  const decidedAt: Record<string, number> = Object.create(null)
  for (const [index, id] of idsOf(record).entries())
    decidedAt[id] = record.since + Number.parseInt(seconds[index] || '0', 36)
  return { language, merged: Number.parseInt(merged, 36), decidedAt }
}
