// The views' one door: draws in one host element what it is told to show.

import type { Consent, Load, Site, View } from '../consent'
import type { Messages } from '../locales/messages'

/** Everything the views need; they import nothing that holds state. */
export interface UiContext {
  consent: Consent
  site: Site
  /** BCP 47 tag of the words that were loaded. */
  language: string
  words: Pick<Messages, 'notice' | 'categories'>
  load: Load
  /** Called when a view has been opened or closed, with what is now on the screen. */
  shown(view: View | null): void
}

export interface Ui {
  /** Shows a view; resolves once it is drawn. Rejects when its files cannot be had. */
  show(view: View): Promise<void>
  /** Takes away whatever is shown; focus goes back to where it came from. */
  hide(): void
  /** The record or the state of the page changed: draw again. */
  update(): void
  /** Leaves nothing behind. */
  unmount(): void
}

export function mount(_context: UiContext): Ui {
  throw new Error('not yet')
}
