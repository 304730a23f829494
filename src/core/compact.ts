// A record that is too long: what is given up is the oldest, and nothing that keeps something out.

import type { Decision, Site } from './config'
import { decisionOn } from './decision'
import { formatDetails, readDetails } from './details'
import { askedOf, type ConsentRecord, formatRecord } from './record'

/**
 * Gives up answers about services, the oldest first, until the record is short enough: their category's decision holds for
 * them. Where that would allow what was not allowed, the category itself is refused first, and what it allowed is listed
 * instead. So nothing becomes allowed by it: the worst is to be refused, or asked again.
 *
 * @param isNewest whether an answer was given just now
 * @returns with the count of answers that now read otherwise among its details
 */
export function compact(
  record: ConsentRecord,
  site: Site,
  mostCharacters: number,
  isNewest: (id: string) => boolean,
): ConsentRecord {
  const asked = askedOf(site)
  const { language, merged, decidedAt } = readDetails(record)
  const timeOf = (id: string) => decidedAt[id] ?? record.since
  let short = record

  /** Puts decisions in the place of others. */
  const change = (categories: Decisions, services: Decisions) => {
    const next = { since: record.since, categories, services }
    const lost = asked
      .flat()
      .filter((id) => decisionOn(site, { ...record, ...next }, id) !== decisionOn(site, record, id))
    // What a refused category allowed was allowed when it was.
    const times = Object.fromEntries(
      asked.flatMap(([category, ...ids]) => [category, ...ids].map((id) => [id, decidedAt[id] ?? timeOf(category)])),
    )
    const details = formatDetails({ language, merged: merged + lost.length, decidedAt: times }, next)
    short = { ...record, details, ...next }
  }
  const fits = () => formatRecord(short, site).length <= mostCharacters
  /** Makes services decided as their category, the oldest first, as long as that is needed. */
  const give = (mayGive: (decision: Decision, category: Decision) => boolean) => {
    const ids = asked.flatMap(([category, ...ids]) =>
      ids.filter((id) => {
        const own = short.services[id]
        return own && mayGive(own, short.categories[category] ?? 'refuse')
      }),
    )
    // Two answers may come in one second.
    ids.sort((a, b) => timeOf(a) - timeOf(b) || Number(isNewest(a)) - Number(isNewest(b)))
    const { categories, services } = short
    const giveFirst = (count: number) => change(categories, without(services, ids.slice(0, count)))
    // As few as will do: halving, for there may be hundreds.
    let [fewest, most] = [0, ids.length]
    while (fewest < most) {
      const count = Math.floor((fewest + most) / 2)
      giveFirst(count)
      if (fits()) most = count
      else fewest = count + 1
    }
    giveFirst(fewest)
  }
  const giveAll = () => {
    // Where it only repeats the category, nothing but its time is lost.
    give((own, category) => own === category)
    give((_, category) => category !== 'allow')
  }

  if (fits()) return record
  giveAll()
  while (!fits()) {
    const countOf = ([, ...ids]: string[]) => ids.filter((id) => short.services[id]).length
    const [[whole, ...ids] = ['']] = asked
      .filter((each) => short.categories[each[0]] === 'allow' && countOf(each))
      .sort((a, b) => countOf(b) - countOf(a))
    if (!whole) break
    const decisions = Object.fromEntries(ids.map((id) => [id, decisionOn(site, short, id)]))
    change({ ...short.categories, [whole]: 'refuse' }, { ...short.services, ...decisions })
    giveAll()
  }
  return short
}

type Decisions = Readonly<Record<string, Decision>>

function without(from: Decisions, ids: readonly string[]): Decisions {
  const left: Record<string, Decision> = Object.create(null)
  for (const [id, decision] of Object.entries(from)) if (!ids.includes(id)) left[id] = decision
  return left
}
