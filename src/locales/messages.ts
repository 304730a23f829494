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
  /** Said instead of `notice.asks` where a site stores until it is refused. {purposes}. */
  informs: string
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
  /** Kept without an end of its own. */
  noEnd: string
  /** How long is not declared. */
  unknown: string
  /** Said of a service that the site runs itself, where another's provider stands. */
  own: string
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
  /** When an answer was given: {time}. */
  at: string
  /** Nothing was decided for a service by itself: its purpose's answer holds. */
  asWhole: string
  /** Opens the services of a purpose; {count} of them. */
  services: string
  /** Read out after a change: {name} is what it is about, {decision} what holds now. */
  changed: string
  until: string
  policy: string
  /** In which language the visitor was asked: {language} follows as a name. */
  language: string
  /** What the browser had sent when this was chosen; the signal's name stands beside it. */
  objection: string
  id: string
  /** What this site keeps on this device at this moment. */
  stored: string
  /** That these are names, and what a page cannot see. */
  storedLead: string
  /** Who stored what the site does not declare. */
  undeclared: string
  erase: string
  eraseAll: string
  /** Asked before everything is erased: what is necessary may be among it. The three answers follow: all of it (as above) … */
  eraseSure: string
  /** … only what the visitor is asked about … */
  eraseOptional: string
  /** … and nothing. */
  eraseNot: string
  /** {count} are gone. */
  gone: string
  /** Why one could not be erased: something has it open, or it was there again at once. */
  why: Record<'open' | 'again', string>
  /** Looks again. */
  look: string
  /** Looks for databases, which is not done without being asked where it may have a price, and which. */
  lookDatabases: string
  databasesPrice: string
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
  /** Both save the record on the visitor's device: for a program to read, and for a person. */
  download: string
  savePage: string
  forget: string
  /** Opens the settings, where nothing has been chosen. */
  choose: string
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

/** What the visitor has to know of the record: said once, when it has become so, and shown with the settings and the record. */
export type StatusWords = Record<
  /** The browser keeps no cookie; the record became too long to keep every answer by itself. */
  'unkept' | 'merged',
  { title: string; why: string }
>

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
  /**
   * How a name compares with what the site declares: the same, without a length of time, otherwise ({declared}: kind and
   * length of time), not there.
   */
  agrees: string
  silent: string
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

/** Stands where embedded content is held: a map, a video. */
export interface EmbedWords {
  /** That it is not loaded yet. */
  held: string
  /** Said instead where the visitor wants to be asked; `ask.allow`, `ask.later` and `ask.refuse` answer it. */
  question: string
  /** Loads this one, on this page, this time; nothing is recorded. As long as `always`. */
  once: string
  /** Allows {service} from now on. */
  always: string
  /** Opens the settings. */
  settings: string
  /** All that is said where there is room for one button. {service} is a service's or a category's name. */
  show: string
  /** An answer had no effect. */
  failed: string
}

/** The policy's section on cookies, drawn in the site's own page. {service} is the site's name. */
export interface PolicyWords {
  /** What a cookie is. */
  what: string
  /** Heading, and what the three choices are for. */
  choice: string
  lead: string
  /** What each of the choices does. */
  means: Record<'allow' | 'refuse' | 'ask', string>
  /** Which of them holds now. {choice} is one of the notice's choices. */
  now: string
  /** Different ones hold for different categories. */
  mixed: string
  /** Nothing has been chosen yet. */
  none: string
  /** Follows `none` where a site stores only what is allowed. */
  until: string
  settings: string
  /** Heading of the purposes and tables. */
  stored: string
  /** A service that declares nothing that it stores. */
  nothing: string
  /**
   * Heading, and heads of the table, of what the site itself collects of what visitors do. `automatic` says how, and
   * where it is kept follows in brackets; `consent` is the legal basis of what visitors are asked about.
   */
  collection: Record<'title' | 'items' | 'how' | 'automatic' | 'purpose' | 'basis' | 'consent' | 'kept', string>
  /** Said where an owner says so: nothing from which sensitive matters could be inferred, nothing to advertise to children. */
  never: Record<'sensitive' | 'children', string>
  /** The same of what others are given; how long they keep it is called as above. */
  provision: Record<'title' | 'recipient' | 'items' | 'purpose', string>
  /** Heading, and heads of the table, of tools by which other companies collect what visitors do. */
  tools: string
  tool: string
  kind: string
  company: string
  collects: string
  purpose: string
  /** Stands in a cell about which the site says nothing. */
  unsaid: string
  /** Heading, and what a browser's own settings do. */
  browser: string
  refusing: string
  record: string
  /** What visitors may ask of the site about their data; stands above whom to turn to. */
  rights: string
}

export interface Messages {
  notice: NoticeWords
  categories: Record<DefaultCategory, CategoryWords>
  common: CommonWords
  settings: SettingsWords
  refusal: RefusalWords
  record: RecordWords
  reload: ReloadWords
  status: StatusWords
  ask: AskWords
  placeholder: EmbedWords
  policy: PolicyWords
}

/** The words the notice needs. */
export type FirstWords = Pick<Messages, 'notice' | 'categories'>

/** The words that are fetched with the first view that is opened. */
export type MoreWords = Omit<Messages, 'notice' | 'categories' | 'ask' | 'record' | 'placeholder' | 'policy'>

/** The words that are fetched with the first question: whoever is asked need not have opened a view. */
export interface QuestionWords extends Pick<Messages, 'ask'> {
  common: Pick<CommonWords, 'kinds' | 'necessary' | 'why'>
  settings: Pick<SettingsWords, 'session' | 'noEnd' | 'unknown' | 'country'>
}

/** The words that are fetched with the first placeholder. */
export interface PlaceholderWords extends Pick<Messages, 'placeholder'> {
  ask: Pick<AskWords, 'allow' | 'later' | 'refuse' | 'from' | 'own'>
  common: Pick<CommonWords, 'necessary' | 'why'>
  settings: Pick<SettingsWords, 'country'>
}

/** The words that are fetched where the policy's section on cookies is drawn. */
export interface DeclarationWords extends Pick<Messages, 'policy'> {
  common: Pick<CommonWords, 'kinds' | 'necessary' | 'newWindow' | 'why'>
  settings: Omit<SettingsWords, 'title' | 'lead' | 'details' | 'save'>
  record: Pick<RecordWords, 'contact' | 'embed'>
}
