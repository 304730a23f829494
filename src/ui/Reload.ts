// The offer to load the page anew: what was withdrawn has code in this page, and no browser can unload code that runs.

import type { MoreWords } from '../locales/messages'
import { make } from './element'

/** Lies quietly over the page, as the notice does. `close` puts it away for as long as the page is open. */
export function createReload({ reload }: MoreWords, close: () => void): HTMLElement {
  const choice = (action: string, text: string, click: () => void) =>
    make('button', { type: 'button', class: 'choice', 'data-action': action, click }, text)
  return make(
    'section',
    { class: 'notice', 'data-view': 'reload', popover: 'manual', 'aria-labelledby': 'reload-title' },
    make('h2', { id: 'reload-title' }, reload.title),
    make('p', { role: 'status' }, reload.why),
    make(
      'div',
      { class: 'choices' },
      choice('reload', reload.now, () => location.reload()),
      choice('close', reload.later, close),
    ),
  )
}
