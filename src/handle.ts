// What a page holds: the handle's shape, its events, and what it is told. Types only.

import type { Decision, Text } from './core/config'
import type { ConsentRecord } from './core/record'
import type { Action } from './gate'

/** The views a page can open. */
export type View = 'notice' | 'settings' | 'refusal' | 'record' | 'reload' | 'status' | 'ask'

/** One decision for everything optional, or one per category or service id. */
export type Choice = Decision | Readonly<Record<string, Decision>>

/** What was done on this page, by name and service; never a value. */
export interface Report {
  /** Elements and names kept from running or being stored since the page was opened. */
  held: Action[]
  released: Action[]
  erased: Action[]
  /** Names that could not be erased, each with the reason. */
  kept: Action[]
  /** What ran before the gate could hold it. */
  late: Action[]
  /** Names that no service declares, and that were let through. */
  unknown: Action[]
}

export interface ConsentEvents {
  /** Once the record has been read. Somebody who listens later is told at once. */
  ready: { record: ConsentRecord | null }
  /**
   * The visitor decided, here or in another tab. `changed`: what is allowed now and was not, or the other way round.
   * `running`: what is no longer allowed and has code in this page, which only a reload can end.
   */
  change: { record: ConsentRecord | null; changed: string[]; running: string[] }
  held: Action
  released: Action
  erased: Action
  kept: Action
  late: Action
  unknown: Action
  /**
   * A question is put, or has grown: about a service, or `*` and the host or name of what nobody declared; `names` is
   * what it wants to store.
   */
  asked: { service: string; names: string[] }
  open: { view: View }
  close: { view: View }
}

/** What a page holds: `window.dongui`, or the result of `createConsent`. */
export interface Consent {
  /** What was chosen, or `null` before a choice. */
  readonly record: ConsentRecord | null
  /** Whether a category or service may run and store now. `false` for an id nobody declared. */
  allows(id: string): boolean
  /**
   * Decides, records it, tells other tabs, and makes it so; resolves to `true` when that is done: what is to be asked about is
   * held from then on. To refuse everything takes effect at once. Resolves to `false` when the file that writes records cannot be had: then nothing is allowed
   * that was not before. Rejects with `TypeError`, and decides nothing, for a word that is no decision or an id that
   * nobody declared.
   */
  choose(choice: Choice): Promise<boolean>
  /** Refuses everything optional and erases what it stored, at once. Resolves to whether the refusal is recorded. */
  withdraw(): Promise<boolean>
  /** Erases the record too, as if the visitor had never been here; the notice asks again. */
  forget(): void
  /**
   * Puts the question about a service or category at the moment it is needed, from a click; resolves to whether it was
   * allowed, at once if it is. Rejects with `TypeError` for an id that nobody declared.
   *
   * @param options.reason why it is needed now, in place of the owner's words for the purpose
   */
  ask(id: string, options?: { reason?: Text }): Promise<boolean>
  /** Resolves once `id` is allowed; never rejects. */
  when(id: string): Promise<void>
  /** Calls `listener` at every `event`; returns what stops it. */
  on<Name extends keyof ConsentEvents>(event: Name, listener: (detail: ConsentEvents[Name]) => void): () => void
  /** Opens a view; resolves once it is drawn, or to `false` when its files cannot be had. @default 'settings' */
  open(view?: View): Promise<boolean>
  report(): Report
  /** Takes everything back: guards, listeners, views. What has been released stays released. */
  destroy(): void
}
