// What is said to visitors: one file a language satisfies this type.
//
// For translators. `{braces}` stand for something filled in; keep them, put them where the sentence wants them, and do
// not let an ending, an article or a case depend on what stands there: a name may be any word. Write as to a guest:
// polite, plain, no jargon, no persuasion: allowing and refusing are said in the same tone and at the same length.
// Plain text only, no markup.

import type { Objection } from '../core/config'

/** The categories a site has when its owner names none, but the necessary one. */
export type DefaultCategory = 'analytics' | 'personalization' | 'marketing'

/** How a default category is called, and what refusing it changes. An owner's own words come before these. */
export interface CategoryWords {
  /** Stands in a list within a sentence and, with its first letter made large, as a heading: `visit statistics`. */
  title: string
  /** Stands in a list within a sentence, without a full stop: `visits are not counted`. */
  withoutIt: string
}

/** The first layer: at most 40 % of a phone's screen, so every word has to earn its place. */
export interface NoticeWords {
  /** Which way the language is written. */
  direction: 'ltr' | 'rtl'
  /** Heading; {service} is the site's name. */
  title: string
  /** Between the items of a list, and before its last; with their spaces. */
  comma: string
  and: string
  /** Nothing optional is stored yet. {purposes} is a list of category titles. */
  asks: string
  /** Said instead of `asks` where a site stores until it is refused. {purposes}. */
  informs: string
  /** That the site can be used after refusing. */
  goesOn: string
  /** What refusing changes; {list} is the `withoutIt` of each category, with commas. Follows `goesOn`. */
  changes: string
  /** Said to somebody who chose under an older policy; {changes} is what the owner says is new. */
  renewed: string
  /** The three choices, short enough to stand side by side in a third of a phone's width each. */
  allow: string
  refuse: string
  ask: string
  /** Opens the settings, by category and service. */
  settings: string
  /** Opens the instructions for the visitor's browser; {browser} is its name. */
  guide: string
  /** Stands for {browser} where its name is not known. */
  thisBrowser: string
  /** Stands for {browser} where a browser is called otherwise in its own country. Korean only. */
  browsers?: Record<'Samsung Internet' | 'Naver Whale', string>
  /** Leads to the site's privacy policy. */
  policy: string
  /** Read out once by screen readers when the notice has come; it is the first thing on the page. */
  announce: string
  /** A view could not be fetched. */
  failed: string
}

/** Said in more than one of the views that are opened from the notice. */
export interface CommonWords {
  close: string
  /** Title of the category that is strictly necessary. */
  necessary: string
  /** For each default category, one sentence: what is done with it. */
  why: Record<'necessary' | DefaultCategory, string>
  /** What holds for one category or service. */
  decisions: Record<'allow' | 'refuse' | 'ask', string>
  /** What holds for a category that is strictly necessary. */
  always: string
  /** The views' names, side by side in each view's head. */
  views: { settings: string; refusal: string; record: string }
  /** That what the visitor's browser objects by is honoured. Stands before `asks`, which says what that means. */
  objections: Record<Objection, string>
  /** Names the list of languages. */
  language: string
  /** Follows a link that opens a new window. */
  newWindow: string
  /** Where something is kept. */
  kinds: Record<'cookie' | 'local' | 'session' | 'indexeddb' | 'cache', string>
}

export interface SettingsWords {
  title: string
  lead: string
  /** {list} is the category's `withoutIt`. */
  without: string
  /** Opens the services and what they store; {count} is how many things are stored. */
  details: string
  /** Heads of the table. */
  name: string
  why: string
  howLong: string
  kind: string
  /** Kept until the browser is closed. */
  session: string
  /** How long is not declared. */
  unknown: string
  /** {country} is where the data goes. */
  country: string
  /** Leads to the provider's own policy. */
  providerPolicy: string
  /** Why the visitor's own choice is stored. */
  ownRecord: string
  save: string
}

export interface RefusalWords {
  title: string
  /** That no browser asks each time any more, and that this page does. */
  lead: string
  /** Refusing, asked each time, on this page: no browser setting needed. */
  here: string
  browser: string
  /** Heading of one path. */
  actions: Record<
    | 'blockAll'
    | 'blockThirdParty'
    | 'blockThisSite'
    | 'allowAll'
    | 'sessionOnly'
    | 'askEachTime'
    | 'deleteAll'
    | 'deleteThisSite'
    | 'tellSites',
    string
  >
  /** What to do with the addresses below: pages may not open a browser's settings. */
  address: string
  copy: string
  copied: string
  /** Copying failed; the address has been selected instead. */
  selected: string
  /** Opens this page in the visitor's own browser: an app's has no such setting. */
  openOutside: string
  /** The same by hand: this page's address stands below. */
  copyPage: string
  /** {source}: where the paths were read. */
  source: string
  /** The browser's maker explains it. */
  help: string
  /** {date}: when the paths were read. */
  checked: string
  /** {date}; {version} of the browser they were read in. */
  checkedIn: string
  confidence: Record<'elsewhere' | 'unconfirmed', string>
  /** There is no guide for this browser. */
  none: string
}

export interface RecordWords {
  title: string
  /** Where the record is, and that it names nobody. */
  lead: string
  /** No choice has been made. */
  none: string
  chosen: string
  when: string
  until: string
  policy: string
  /** What the browser had sent when this was chosen; the signal's name stands beside it. */
  objection: string
  id: string
  /** What was done on this device since the page was opened. */
  happened: string
  held: string
  released: string
  erased: string
  /** Could not be erased: HttpOnly, or another site's. */
  kept: string
  /** Ran before it could be held. */
  late: string
  /** Names that the site does not declare, stored all the same. */
  unknown: string
  /** {count} of one of the six above. */
  count: string
  nothing: string
  script: string
  embed: string
  download: string
  forget: string
  change: string
  contact: string
}

/** Offered to somebody who withdrew what already runs. */
export interface ReloadWords {
  title: string
  /** Why: running code cannot be unloaded; it stores nothing any more. */
  why: string
  now: string
  later: string
}

/**
 * Said by the number it goes with: the forms that `Intl.PluralRules` has for the language, no more and no fewer. A form
 * that stands for one number alone may say it in a word and leave {count} out.
 */
export interface Counted extends Partial<Record<'zero' | 'one' | 'two' | 'few' | 'many', string>> {
  other: string
}

/** One question of "ask each time". {service} is who wants to store, {purpose} a category's title. */
export interface AskWords {
  /** Heading, and the name of the landmark. */
  title: string
  /** Stands for {service} where nobody knows who it is. */
  somebody: string
  /** Stands for {purpose} where nobody declared one. */
  noPurpose: string
  /** What it wants: only cookies; things of other kinds too; only code or content. {purpose}. */
  cookies: Counted
  items: Counted
  loads: string
  /** Follows `cookies` and `items`: code or content is held as well. */
  alsoLoads: string
  /** How long, at the longest: {howLong} is a length of time. */
  kept: string
  keptSession: string
  keptAlways: string
  /** Whose code it is: this site's, or that of {host}. */
  own: string
  from: string
  /** Opens the names, one by one. */
  details: string
  /** {page} is its title, or its address. */
  page: string
  /** Kept without an end of its own, in a list. */
  noEnd: string
  /** How a name compares with what the site declares: the same, otherwise ({declared}: kind and length of time), not there. */
  agrees: string
  differs: string
  undeclared: string
  /** {count} names that are not shown. */
  rest: string
  /** The three answers, alike in length. `later` holds for this visit. */
  allow: string
  later: string
  refuse: string
  /** Ticked: the answer is one for the whole category. {purpose}. */
  whole: string
  /** {count} questions behind this one. */
  waiting: string
  /** How long an answer holds. */
  holds: string
  /** Makes the card a badge. */
  fold: string
  /** On the badge: {count} questions. */
  badge: Counted
  /** Read out once by screen readers when a question has come; it is the first thing on the page. */
  announce: string
  /** How a keyboard gets there; {key} is a combination of keys. */
  keys: string
}

export interface Messages {
  notice: NoticeWords
  categories: Record<DefaultCategory, CategoryWords>
  common: CommonWords
  settings: SettingsWords
  refusal: RefusalWords
  record: RecordWords
  reload: ReloadWords
  ask: AskWords
}

/** The words the notice needs. */
export type FirstWords = Pick<Messages, 'notice' | 'categories'>

/** The words that are fetched with the first view that is opened. */
export type MoreWords = Omit<Messages, 'notice' | 'categories' | 'ask'>

/** The words that are fetched with the first question: whoever is asked need not have opened a view. */
export interface QuestionWords extends Pick<Messages, 'ask'> {
  common: Pick<CommonWords, 'kinds' | 'necessary' | 'why'>
  settings: Pick<SettingsWords, 'session' | 'unknown' | 'country'>
}
