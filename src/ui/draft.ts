// What is ticked in the settings, and what saving it would choose.

import type { Decision, Site } from '../core/config'
import { decisionOn } from '../core/decision'
import type { PanelProps } from './context'

/** What is ticked: the draft, else what holds. Before a choice nothing is ever ticked as allowed. */
export function decided({ context: { consent, site }, state }: Pick<PanelProps, 'context' | 'state'>, id: string) {
  return (
    state.draft[id] ?? (consent.record || site.mode !== 'opt-out' ? decisionOn(site, consent.record, id) : undefined)
  )
}

/** One decision a category, and one for each service that differs from its category. What nobody ticked is refused. */
export function choiceOf(site: Site, decided: (id: string) => Decision | undefined): Record<string, Decision> {
  const choice: Record<string, Decision> = {}
  for (const category of site.categories.filter((each) => !each.required)) {
    const decision = decided(category.id) ?? 'refuse'
    choice[category.id] = decision
    for (const { id } of category.services) {
      const own = decided(id) ?? 'refuse'
      if (own !== decision) choice[id] = own
    }
  }
  return choice
}
