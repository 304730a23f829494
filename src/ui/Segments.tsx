// Three choices side by side, of which one holds: native radios, so keyboards and screen readers know them.

import type { Decision } from '../core/config'
import { choicesOf } from '../core/decision'
import type { PanelProps } from './context'
import { decided } from './draft'

interface SegmentsProps extends PanelProps {
  id: string
  labelledBy: string
  decide(decision: Decision): void
}

export function Segments({ id, labelledBy, decide, ...props }: SegmentsProps) {
  const { words, context } = props
  const choices = (['allow', 'refuse', 'ask'] as const).filter(
    (each) => each !== 'ask' || choicesOf(context.site).includes(each),
  )
  return (
    <fieldset class="segments" aria-labelledby={labelledBy}>
      {choices.map((each) => (
        <label key={each}>
          <input
            type="radio"
            name={id}
            value={each}
            checked={decided(props, id) === each}
            onChange={() => decide(each)}
          />
          <span>{words.common.decisions[each]}</span>
        </label>
      ))}
    </fieldset>
  )
}
