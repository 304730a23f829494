// What the visitor has to know of the record, where it is shown or changed.

import type { PanelProps } from './context'

export function FlawNote({ context, words }: Pick<PanelProps, 'context' | 'words'>) {
  const flaw = context.flaw?.()
  return flaw ? <p class="doubt">{words.status[flaw].why}</p> : null
}
