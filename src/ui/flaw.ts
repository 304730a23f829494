// What the visitor has to know of the record, if something is amiss.

import { isMerged } from '../core/details'
import type { UiContext } from './context'

/** `unkept`: the device keeps no record. `merged`: it became too long to keep every answer by itself. */
export type Flaw = 'unkept' | 'merged'

export function flawOf({ consent, isKept }: UiContext): Flaw | undefined {
  if (isKept?.() === false) return 'unkept'
  return consent.record && isMerged(consent.record.details) ? 'merged' : undefined
}
