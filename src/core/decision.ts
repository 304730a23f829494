// Who may do what: a record and a site give one answer for every category and service.

import { DECISIONS, type Decision, type Site, type SiteCategory, type SiteService } from './config'
import type { ConsentRecord } from './record'

/** A category of the site, or a service with the category it belongs to; `null` for an id nobody declared. */
export function findPurpose(site: Site, id: string): { category: SiteCategory; service?: SiteService } | null {
  for (const category of site.categories) {
    if (category.id === id) return { category }
    for (const service of category.services) if (service.id === id) return { category, service }
  }
  return null
}

/**
 * What holds for a category or service: what the visitor decided for it, else for its category, else what the site's
 * mode says before a choice. An id nobody declared is refused.
 */
export function decisionOn(site: Site, record: ConsentRecord | null, id: string): Decision {
  const category = site.categories.find((each) => each.id === id || each.services.some((one) => one.id === id))
  if (!category) return 'refuse'
  if (category.required) return 'allow'
  if (!record) return site.mode === 'opt-out' ? 'allow' : 'refuse'
  return record.services[id] ?? record.categories[category.id] ?? 'refuse'
}

/** The notice's buttons: what the owner wants of the three, in that order. Refusing cannot be left out. */
export function choicesOf(site: Site): Decision[] {
  const wanted = [...new Set([...(site.choices ?? DECISIONS), 'refuse'])]
  return wanted.flatMap((each) => DECISIONS.filter((known) => known === each))
}
