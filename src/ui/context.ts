// What the views are handed, what they hand each other, and what they answer to. They import nothing that holds state.

import type { ComponentChild } from 'preact'
import type { Decision, Site } from '../core/config'
import type { Question } from '../core/questions'
import type { Guide } from '../guides/guide'
import type { Consent, ConsentEvents, View } from '../handle'
import type { FirstWords, MoreWords, QuestionWords } from '../locales/messages'

/** Every view that stands in the dialog; the others lie quietly over the page. */
export type DialogView = Exclude<View, 'notice' | 'reload' | 'ask'>

/** What is fetched with the first view that needs it. Every view is a function of its props. */
export interface ViewParts {
  dialog: { createDialog(root: ShadowRoot, context: UiContext, host: DialogHost): DialogHandle }
  reload: { createReload(words: MoreWords, close: () => void): HTMLElement }
  ask: { createAsk(context: UiContext): Ask }
  settings: ViewPart
  refusal: ViewPart
  record: ViewPart
  languages: {
    wordsIn(wanted: readonly (string | undefined)[], site: Site, load: StartContext['load']): Promise<Spoken>
  }
  offer: { offeredLanguages(site: Site, language: string): [tag: string, name: string][] }
  /**
   * In the files that the tag fetches, only texts, in the order of the English ones; then the hashes of what is said in
   * the views and in a question.
   */
  [words: `words/${string}`]: { default: FirstWords | readonly string[] }
  'words/ko': { default: FirstWords }
  'words/en': { default: FirstWords }
  [more: `more/${string}`]: { default: MoreWords }
  [question: `question/${string}`]: { default: QuestionWords }
  [guides: `guides/${string}`]: { default: readonly Guide[] }
}

interface ViewPart {
  default(props: PanelProps): ComponentChild
}

/** What the gate tells the views of the page. */
export interface StartContext {
  consent: Consent
  site: Site
  /** Fetches a part; rejects when it cannot be had. `hash`: its integrity, where only the caller knows it. */
  load<Name extends keyof ViewParts & string>(part: Name, hash?: string): Promise<ViewParts[Name]>
  tellPage<Name extends keyof ConsentEvents>(event: Name, detail: ConsentEvents[Name]): void
  /** The visitor chose before, about an older version of the policy: the notice says what changed. */
  renewed?: boolean
}

/** A language, and what is said in it. */
export interface Spoken {
  /** BCP 47 tag of the words. */
  language: string
  words: FirstWords
  /** Fetches the other words of the same language, with the owner's own among them. */
  load: StartContext['load']
  /** That the browser's objection is honoured, where it objects. */
  honored?: string | undefined
}

/** Everything the views need. What is `Spoken` changes when the page's language does, or the visitor chooses another. */
export interface UiContext extends Omit<StartContext, 'tellPage'>, Spoken {
  /** The words in a language, else in the page's. Rejects only when there are none at all. */
  speak(to?: string): Promise<Spoken>
  /** Called when a view has been opened or closed, with what is now on the screen. */
  shown(view: View | null): void
}

export interface Ui {
  /** Shows a view; resolves once it is drawn. Rejects when its files cannot be had. */
  show(view: View): Promise<void>
  /**
   * Puts a question, or takes it away; it is seen while neither the notice nor a dialog is. The same question with more
   * in it is drawn over, and not announced again. Rejects when its files cannot be had.
   *
   * @param waiting how many questions wait behind it
   * @param isFolded as a badge; where it is not said, a new question is open and an old one as the visitor left it
   */
  ask(question: Question | null, waiting?: number, answer?: Answer, isFolded?: boolean): Promise<void>
  /** Takes away whatever is shown; focus goes back to where it came from. */
  hide(): void
  /** The record or the state of the page changed: draw again. */
  update(): void
  /** Leaves nothing behind. */
  unmount(): void
}

/**
 * Told what a visitor did with a question. `later`: not in this visit. `aside`: it was put away, or not touched for half
 * a minute. `unfold`: the badge was opened.
 *
 * @param key of the question, as `keyOf` gives it
 * @param isWhole the answer is one for everything in the service's category
 */
export type Answer = (what: 'allow' | 'refuse' | 'later' | 'aside' | 'unfold', key: string, isWhole: boolean) => void

/** The card that a question stands on. */
export interface Ask {
  element: HTMLElement
  /** Whether there is a question. */
  readonly isOpen: boolean
  update(question: Question | null, waiting?: number, answer?: Answer, isFolded?: boolean): void
  /** Says everything in other words: those of `context.language`. */
  speak(words: QuestionWords): void
  /** It is on the screen, or still is. */
  drawn(root: ShadowRoot): void
  /** Makes a card of the badge, as if the visitor had. */
  unfold(): void
}

/** What the dialog asks of who shows it. */
export interface DialogHost {
  /** Something changed: draw again. */
  draw(): void
  open(view: DialogView): void
  close(): void
  /** Draws everything in another language. */
  speak(to: string): void
}

/** What a visitor has done in the dialog since it was opened; gone when it is closed. */
export interface PanelState {
  /** Decided, but not saved yet: by category or service id. */
  draft: Readonly<Record<string, Decision>>
  /** Id of the browser whose guide is shown, when it is not the visitor's own. */
  browser?: string
  /** The address that was copied last, and whether the browser let us. */
  copied?: { address: string; done: boolean }
}

/** What every view in the dialog is given. */
export interface PanelProps {
  context: UiContext
  words: MoreWords
  /** Empty, but in the refusal view. */
  guides: readonly Guide[]
  /** Id of the visitor's own browser. */
  browser: string
  state: PanelState
  set(change: Partial<PanelState>): void
  open(view: DialogView): void
  /** Closes the dialog and changes nothing. */
  close(): void
}

/** What was fetched for a view. */
export interface Fetched extends Pick<PanelProps, 'words' | 'guides'> {
  /** By tag, the languages there are to choose among: none, or two and more. */
  languages: [tag: string, name: string][]
  view: DialogView
  View(props: PanelProps): ComponentChild
}

export interface DialogHandle {
  /** What is open. */
  readonly view: DialogView | null
  /** Fetches everything a view needs; the view is open once what this resolves to is called, and drawn by `draw`. */
  fetch(view: DialogView): Promise<() => void>
  close(): void
  /** @param isNew the host was taken out of the page: what stood in the top layer begins anew */
  draw(isNew: boolean): void
}
