// How to refuse cookies in one browser, in that browser's own menu words.

/** What a visitor may want to do in the browser's settings. */
export type GuideAction =
  | 'blockAll'
  | 'blockThirdParty'
  | 'allowAll'
  | 'sessionOnly'
  | 'askEachTime'
  | 'deleteAll'
  | 'deleteThisSite'

/** How sure we are of a path: seen in the running browser, in its maker's own pages, elsewhere, or not confirmed. */
export type Confidence = 'seen' | 'maker' | 'elsewhere' | 'unconfirmed'

/** One browser's guide, in one language. */
export interface Guide {
  /** As `whichBrowser` names it: `chrome-desktop`, `safari-ios`, `kakaotalk` … */
  id: string
  name: string
  /** Menu labels in the order they are pressed; an action that the browser does not have is left out. */
  actions: Partial<Record<GuideAction, { steps: string[]; confidence: Confidence; note?: string; address?: string }>>
  /** What to know first: a browser without such a setting, what an old path became. */
  note?: string
  /** The maker's own help page. */
  help?: string
  /** Where the paths were read. */
  source: string
  /** Version they were read in, where known. */
  version?: string
  /** ISO date. */
  checkedOn: string
}
