// What we store ourselves, said where all that is stored is said.

import type { Site, SiteCategory, SiteService } from '../core/config'
import { choicesOf } from '../core/decision'

/**
 * The site's categories; the record of the choice stands first among what is necessary, if the owner did not name it.
 *
 * @param why it is stored
 */
export function withOwnRecord(site: Site, why: string): SiteCategory[] {
  const { name, days, endpoint } = site.record
  const isNamed = site.categories.some(({ services }) =>
    services.some(({ cookies }) => cookies.some((each) => each.name === name)),
  )
  // What was put off until the next visit, where visitors can be asked.
  const visit = choicesOf(site).includes('ask') ? [{ name: `${name}-visit`, why, days: 'session' as const }] : []
  const own: SiteService = {
    id: '',
    name: site.service.name,
    cookies: [{ name, why, days }, ...visit],
    // On its way to the owner's server.
    storage: endpoint ? [{ name: `${name}-outbox`, why }] : [],
    hosts: [],
  }
  const first = site.categories.find((each) => each.required)
  return site.categories.map((each) =>
    each === first && !isNamed ? { ...each, services: [own, ...each.services] } : each,
  )
}
