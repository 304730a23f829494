// How to refuse cookies in one browser, in that browser's own menu words.

/** What a visitor may want to do in the browser's settings. */
export type GuideAction =
  | 'blockAll'
  | 'blockThirdParty'
  | 'blockThisSite'
  | 'allowAll'
  | 'sessionOnly'
  | 'askEachTime'
  | 'deleteAll'
  | 'deleteThisSite'
  | 'tellSites'

/** How sure we are of a path: seen in the running browser, in its maker's own pages, elsewhere, or not confirmed. */
export type Confidence = 'seen' | 'maker' | 'elsewhere' | 'unconfirmed'

/** How a page in an app opens itself in the visitor's own browser. None of it is documented by the apps' makers. */
export interface WaysOut {
  /** Address of the app's own: `{url}` stands for the page's, `encodeURIComponent`ed. */
  app?: string
  /** What the app understands when it stands in the page's own query. */
  parameter?: string
  /** Address that Android understands, whatever the app: `{rest}` stands for the page's without its scheme and fragment. */
  android?: string
}

/** One browser's guide, in one language. */
export interface Guide {
  /** As `whichBrowser` names it: `chrome-desktop`, `safari-ios`, `kakaotalk` … */
  id: string
  /** BCP 47 tag of the labels, which the words around them need not share. */
  language?: 'en' | 'ko'
  name: string
  /** Pages shown inside an app: nothing can be blocked there, and `note` says how to open the page outside. */
  inApp?: true
  openOutside?: WaysOut
  /** Menu labels in the order they are pressed; an action that the browser does not have is left out. */
  actions: Partial<Record<GuideAction, { steps: string[]; confidence: Confidence; note?: string; address?: string }>>
  /** What to know first: a browser without such a setting, what an old path became. */
  note?: string
  /** The maker's own help page. */
  help?: string
  /** BCP 47 tag of the help page: some makers explain it in one language only. */
  helpLanguage?: 'en' | 'ko'
  /** Where the paths were read. */
  source: string
  /** Version they were read in, where known. */
  version?: string
  /** ISO date. */
  checkedOn: string
}
