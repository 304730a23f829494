// What the views are handed, what they hand each other, and what they answer to. They import nothing that holds state.

import type { ComponentChild } from 'preact'
import type { Decision, Site, StoredKind } from '../core/config'
import type { UndeclaredAnswer } from '../core/names'
import type { StoredNames } from '../core/on-device'
import type { Question } from '../core/questions'
import type { Guide } from '../guides/guide'
import type { Consent, ConsentEvents, View } from '../handle'
import type { FirstWords, MoreWords, QuestionWords, RecordWords } from '../locales/messages'

/** Every view that stands in the dialog; the others lie quietly over the page. */
export type DialogView = Exclude<View, AsideView | 'notice' | 'ask'>

/** What is said aside, once a choice was made. */
export type AsideView = 'reload' | 'status'

/** What is fetched with the first view that needs it. Every view is a function of its props. */
export interface ViewParts {
  look: { wearLook(ui: Ui, context: UiContext): Ui }
  dialog: { createDialog(root: ShadowRoot, context: UiContext, host: DialogHost): DialogHandle }
  ask: { createAsk(context: UiContext): Ask }
  aside: { createAside(view: AsideView, context: UiContext, words: MoreWords, close: () => void): HTMLElement | null }
  amend: object
  asking: object
  stored: { openStored(context: UiContext): Promise<StoredNames> }
  receipt: {
    saveReceipt(props: PanelProps): void
    savePage(props: PanelProps, body: Element): void
  }
  settings: ViewPart
  refusal: ViewPart
  record: ViewPart
  special: {
    letGo(element: HTMLElement, condition: string): () => void
    /** What draws something in the page itself, once, and its words. */
    fetchInPage(
      part: InPagePart,
      context: UiContext,
    ): Promise<[start: (context: UiContext, words: never) => void, words: never]>
  }
  languages: {
    wordsIn(wanted: readonly (string | undefined)[], site: Site, load: StartContext['load']): Promise<Spoken>
  }
  offer: { offeredLanguages(site: Site, language: string): [tag: string, name: string][] }
  /** `hashes`, of what is fetched next in that language: only in the files that the tag fetches. */
  [words: `words/${string}`]: { default: FirstWords; hashes?: string }
  [more: `more/${string}`]: { default: MoreWords; hashes?: string }
  [question: `question/${string}`]: { default: QuestionWords }
  [recorded: `recorded/${string}`]: { default: RecordWords }
  [guides: `guides/${string}`]: { default: readonly Guide[] }
}

interface ViewPart {
  default(props: PanelProps): ComponentChild
}

/** What is drawn in the page itself, and not over it. */
export type InPagePart = 'placeholder' | 'declaration'

/** What stands in the page where something is held. It follows what is decided by itself, and leaves nothing behind. */
export interface Placeholders {
  /** Something was put off: draw again. */
  update(): void
  /**
   * Whether an embed that was held has to be asked about on a card, for no placeholder does.
   *
   * @param id of what it waits for, as it was reported
   * @param name its address, as it was reported
   */
  needsCard(id: string, name: string): boolean
}

/** What answers are given to, as far as placeholders and the record need it. */
export interface Answers {
  attach(placeholders: Placeholders): void
  isAnswered(id: string): boolean
  answer(what: 'allow' | 'later' | 'refuse', ids: readonly string[]): void
  /** What was answered about names that nobody declared. */
  undeclared(): UndeclaredAnswer[]
  /** Puts another answer in the place of one about such names. */
  change(answer: UndeclaredAnswer, decision: Decision): void
}

/** What the gate tells the views of the page. */
export interface StartContext {
  consent: Consent
  site: Site
  /** Fetches a part; rejects when it cannot be had. `hash`: its integrity, where only the caller knows it. */
  load<Name extends keyof ViewParts & string>(part: Name, hash?: string): Promise<ViewParts[Name]>
  tellPage<Name extends keyof ConsentEvents>(event: Name, detail: ConsentEvents[Name]): void
  /** Ends when everything is taken back. */
  life: AbortSignal
  /** `watchHeld` fetches what remembers answers, where visitors are asked each time. */
  answering?: { watchHeld(): Promise<Answers> }
  /** What is drawn in the page itself already. */
  inPage?: Set<InPagePart>
  /** Whether what the device keeps was chosen about another version of the policy: the notice says that it has changed. */
  renewed?(): boolean
  /** Whether the device keeps the record. */
  isKept?(): boolean
  /** The gate's own ways to the device, for the part that is fetched to use them. */
  hands: object
  /** Reports what was done. */
  acted(what: 'erased' | 'kept' | 'released', id: string, name: string, kind: StoredKind | 'embed'): void
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
  /** What is said of a site that stores until it is refused. */
  informs?: string | undefined
}

/** Everything the views need. What is `Spoken` changes when the page's language does, or the visitor chooses another. */
export interface UiContext extends Omit<StartContext, 'tellPage'>, Spoken {
  /** The words in a language, else in the page's. Rejects only when there are none at all. */
  speak(to?: string): Promise<Spoken>
  /** Called when a view has been opened or closed, with what is now on the screen. */
  shown(view: View | null): void
}

export interface Ui {
  /** What everything is drawn in; in the page only while something is. */
  readonly host: HTMLElement
  /** BCP 47 tag of its words. */
  readonly language: string
  /**
   * Shows a view, or begins to draw something in the page itself; resolves once it is drawn. Rejects when its files cannot
   * be had. `button` is no view: `look.ts` lets one float where the owner wants it, while no view is seen.
   */
  show(view: View | InPagePart | 'button'): Promise<void>
  /**
   * Puts a question, or takes it away; it is seen while neither the notice nor a dialog is. The same question with more
   * in it is drawn over, and not announced again. Rejects when its files cannot be had.
   *
   * @param waiting how many questions wait behind it
   * @param isFolded as a badge; where it is not said, a new question is open and an old one as the visitor left it
   * @param beside said of a question that a page put: the control that was pressed for it, where the card stands and takes
   *   the focus, or `null`. It is seen before the notice is answered, too
   */
  ask(
    question: Question | null,
    waiting?: number,
    answer?: Answer,
    isFolded?: boolean,
    beside?: Element | null,
  ): Promise<void>
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
  /** Whether there is a question, and whether it comes before the notice. */
  readonly isOpen: boolean
  readonly isWanted: boolean
  update(...put: Parameters<Ui['ask']>): void
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
  /** What was done last in the record, in words. */
  done?: string
  /** Asked whether to erase what is necessary, too. */
  isSure?: boolean
}

/** Those of the record are there in the record only. */
export type PanelWords = MoreWords & { record: RecordWords }

/** What every view in the dialog is given. */
export interface PanelProps {
  context: UiContext
  words: PanelWords
  /** Empty, but in the refusal view. */
  guides: readonly Guide[]
  /** Only in the record. */
  stored?: StoredNames | undefined
  /** Only in the record of who is asked each time. */
  answers?: Answers | null | undefined
  /** Id of the visitor's own browser. */
  browser: string
  state: PanelState
  set(change: Partial<PanelState>): void
  open(view: DialogView): void
  /** Closes the dialog and changes nothing. */
  close(): void
}

/** What was fetched for a view. */
export interface Fetched extends Pick<PanelProps, 'words' | 'guides' | 'stored' | 'answers'> {
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
