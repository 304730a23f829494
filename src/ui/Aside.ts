// What is said aside once a choice was made: that code which was withdrawn runs on, for no browser can unload it, and what
// the visitor has to know of the record.

import type { MoreWords } from '../locales/messages'
import type { AsideView, Flaw } from './context'
import { make } from './element'

/** Lies quietly over the page, as the notice does. `close` puts it away for as long as the page is open. */
export function createAside(
  view: AsideView,
  { common, reload, status }: MoreWords,
  flaw: Flaw | undefined,
  close: () => void,
): HTMLElement {
  const choice = (action: string, text: string, click: () => void) =>
    make('button', { type: 'button', class: 'choice', 'data-action': action, click }, text)
  const isOffer = view === 'reload'
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
