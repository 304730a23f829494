// How a guide is written down: every word in Korean and English, side by side.

import type { Confidence, GuideAction, WaysOut } from './guide'

/** The same thing for readers of Korean and of English. */
export interface Bilingual<Value = string> {
  ko: Value
  en: Value
}

/** The way to one setting. */
export interface Path {
  /** Labels as the browser shows them, in the order they are pressed; as many in one language as in the other. */
  steps: Bilingual<readonly string[]>
  /** As sure as the least sure label; where one language was read somewhere better, each has its own. */
  confidence: Confidence | Bilingual<Confidence>
  note?: Bilingual
  /** The browser's own address of that setting; left out where it is less sure than the labels. */
  address?: string
}

/** Android hands a page to Chrome when asked so, by a press of the visitor's. */
export const BY_ANDROID = 'intent://{rest}#Intent;scheme=https;package=com.android.chrome;end'

/** One browser's guide, in both languages. */
export interface BrowserGuide {
  /** As `whichBrowser` names it. */
  id: string
  name: Bilingual
  /** Pages shown inside an app: what counts is how to get out. */
  inApp?: true
  /** See `Guide`. */
  openOutside?: WaysOut
  actions: Partial<Record<GuideAction, Path>>
  note?: Bilingual
  /** Some makers explain it in one language only. */
  help?: Partial<Bilingual>
  source: Bilingual
  version?: string
  /** ISO date. */
  checkedOn: string
}
