// Three choices side by side that hold as soon as one is pressed. Buttons, not radios: with those, whoever moves from one
// to the next by an arrow key would have allowed what lies between.

import type { Decision } from '../core/config'
import { choicesOf, decisionOn } from '../core/decision'
import type { PanelProps } from './context'

interface PressedProps extends PanelProps {
  id: string
  labelledBy: string
  /** What holds. @default what the record says */
  held?: Decision
  /** What there is to choose. @default what the owner offers, and what holds */
  offered?: readonly Decision[]
  decide(decision: Decision): void
}

export function Pressed({ context, words, id, labelledBy, decide, ...given }: PressedProps) {
  const { site, consent } = context
  const { held = decisionOn(site, consent.record, id), offered = ['allow', 'refuse', held, ...choicesOf(site)] } = given
  const choices = (['allow', 'refuse', 'ask'] as const).filter((each) => offered.includes(each))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields, and these are buttons.
    <div class="segments" role="group" aria-labelledby={labelledBy}>
      {choices.map((each) => (
        <button
          type="button"
          key={each}
          data-id={id}
          data-decision={each}
          aria-pressed={each === held}
          onClick={() => each !== held && decide(each)}
        >
          {words.common.decisions[each]}
        </button>
      ))}
    </div>
  )
}
