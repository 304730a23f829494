// What the visitor has to know of the record, where it is shown or changed.

import type { PanelProps } from './context'
import { flawOf } from './flaw'

export function FlawNote({ context, words }: Pick<PanelProps, 'context' | 'words'>) {
  const flaw = flawOf(context)
  return flaw ? <p class="doubt">{words.status[flaw].why}</p> : null
}
