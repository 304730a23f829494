// What is said aside once a choice was made: that code which was withdrawn runs on, for no browser can unload it, and what
// the visitor has to know of the record.

import type { MoreWords } from '../locales/messages'
import type { AsideView, UiContext } from './context'
import { make } from './element'
import { flawOf } from './flaw'

/** Lies quietly over the page, as the notice does. `null`: there is nothing to say. `close` puts it away. */
export function createAside(
  view: AsideView,
  context: UiContext,
  { common, reload, status }: MoreWords,
  close: () => void,
): HTMLElement | null {
  const flaw = flawOf(context)
  const choice = (action: string, text: string, click: () => void) =>
    make('button', { type: 'button', class: 'choice', 'data-action': action, click }, text)
  const isOffer = view === 'reload'
  if (!isOffer && !flaw) return null
  return make(
    'section',
    { class: 'notice', 'data-view': view, popover: 'manual', 'aria-labelledby': 'aside-title' },
    make('h2', { id: 'aside-title' }, isOffer ? reload.title : flaw ? status[flaw].title : ''),
    make('p', { role: 'status' }, [isOffer && reload.why, flaw && status[flaw].why].filter(Boolean).join(' ')),
    make(
      'div',
      { class: 'choices' },
      ...(isOffer
        ? [choice('reload', reload.now, () => location.reload()), choice('close', reload.later, close)]
        : [choice('close', common.close, close)]),
    ),
  )
}
