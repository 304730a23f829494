// What a visitor who wants to be asked each time is asked: one question at a time, one a service, and few enough to be
// read. No clock, no page: every function gives the next state.

import type { StoredKind, Text } from './config'
import { foldName, groupOf } from './names'

/** A name that somebody wants to store. Never its value. */
export interface AskedName {
  name: string
  kind: StoredKind
  /** How long the write asked for it to be kept; `null` without an end of its own: a session cookie, a key of a storage. */
  seconds: number | null
}

/** What a service, or the code of a host that nobody declared, waits for. */
export interface Question {
  /** Of the service; `''` for names that nobody declared. */
  id: string
  names: AskedName[]
  /** How many scripts and embeds are held. */
  elements: number
  /** Why, in the words of the page that needs it now; comes before the owner's words for the purpose. */
  reason?: Text
  /** Where the script comes from that wants to store names nobody declared. */
  host?: string
}

/**
 * What one question is told from others by: the service's id, or for what nobody declared `*` and the host, or the name
 * without its random parts.
 */
export const keyOf = ({ id, host, names }: Question) => id || groupOf(host ?? foldName(names[0]?.name ?? ''))

/** More are never asked in one visit: the rest stays held. */
export const MOST_ASKED = 20
/** After so many that were pushed aside, nothing comes forward by itself until the next page. */
export const MOST_IGNORED = 3

/** What is known of a visit from its earlier pages. */
export interface Visit {
  /** Keys of every question that was put, in order. */
  asked: readonly string[]
  /** Keys of those that were answered: they are not put again, whatever the answer was. */
  answered: readonly string[]
}

export interface Questions extends Visit {
  /** Not answered yet, in order of arrival. */
  open: readonly Question[]
  /** Keys of what waits behind the badge. */
  aside: readonly string[]
  /** Keys of the questions that were pushed aside on this page, each once. */
  ignored: readonly string[]
}

/** Nothing is asked yet, on a page of this visit. */
export function questionsOf({ asked, answered }: Visit = { asked: [], answered: [] }): Questions {
  return { asked, answered, open: [], aside: [], ignored: [] }
}

/** The question that is put now: the first that was not pushed aside. */
export function current({ open, aside }: Questions): Question | null {
  return open.find((each) => !aside.includes(keyOf(each))) ?? open[0] ?? null
}

/** Whether only the badge is shown: all that is open was pushed aside. */
export function isFolded({ open, aside }: Questions): boolean {
  return open.length > 0 && open.every((each) => aside.includes(keyOf(each)))
}

/** How many wait behind the one that is put. */
export const waiting = ({ open }: Questions) => Math.max(0, open.length - 1)

/**
 * Something was held. It becomes part of its service's open question, or a new question, which comes forward unless
 * three were ignored on this page. Gives the same state when there is nothing new to say.
 */
export function hold(questions: Questions, held: Question): Questions {
  const { open, aside, asked, answered, ignored } = questions
  const key = keyOf(held)
  if (answered.includes(key)) return questions
  const before = open.find((each) => keyOf(each) === key)
  if (before) {
    const merged = merge(before, held)
    return merged === before ? questions : { ...questions, open: open.map((each) => (each === before ? merged : each)) }
  }
  const isNew = !asked.includes(key)
  if (isNew && asked.length >= MOST_ASKED) return questions
  return {
    ...questions,
    open: [...open, held],
    asked: isNew ? [...asked, key] : asked,
    aside: isFolded(questions) && ignored.length >= MOST_IGNORED ? [...aside, key] : aside,
  }
}

/** The page needs it at this moment, for the visitor pressed something: it is put first, whatever was before. */
export function askNow(questions: Questions, wanted: Question): Questions {
  const { open, aside, asked, answered } = questions
  const key = keyOf(wanted)
  const others = (keys: readonly string[]) => keys.filter((each) => each !== key)
  const before = open.find((each) => keyOf(each) === key)
  return {
    ...questions,
    open: [before ? merge(before, wanted) : wanted, ...open.filter((each) => each !== before)],
    aside: others(aside),
    asked: [...others(asked), key],
    answered: others(answered),
  }
}

/** Of what a question is about only these names are held by now. One that is left with nothing is taken back. */
export function keepOnly(questions: Questions, key: string, held: readonly AskedName[]): Questions {
  const keys = new Set(held.map(nameKey))
  const open = questions.open.flatMap((each) => {
    if (keyOf(each) !== key) return [each]
    const names = each.names.filter((one) => keys.has(nameKey(one)))
    if (names.length === each.names.length) return [each]
    return names.length || each.elements ? [{ ...each, names }] : []
  })
  return { ...questions, open }
}

/** These were answered: here, in another tab, or with their whole category. */
export function answer(questions: Questions, ...keys: string[]): Questions {
  return {
    ...questions,
    open: questions.open.filter((each) => !keys.includes(keyOf(each))),
    answered: [...new Set([...questions.answered, ...keys])],
  }
}

/** The visitor put the card away or let it be: what is open waits behind the badge. */
export function pushAside(questions: Questions): Questions {
  const put = current(questions)
  if (!put) return questions
  return {
    ...questions,
    aside: questions.open.map(keyOf),
    ignored: [...new Set([...questions.ignored, keyOf(put)])],
  }
}

/** The visitor opened the badge. */
export function unfold(questions: Questions): Questions {
  return { ...questions, aside: [] }
}

const nameKey = ({ kind, name }: AskedName) => `${kind}\n${name}`

/** The last lifetime that was asked for counts, in the place where the name stood first. */
function merge(before: Question, held: Question): Question {
  const names = new Map(before.names.map((each) => [nameKey(each), each]))
  let isNew = held.elements > 0 || (held.reason !== undefined && held.reason !== before.reason)
  for (const each of held.names) {
    const key = nameKey(each)
    if (names.get(key)?.seconds === each.seconds) continue
    isNew = true
    names.set(key, each)
  }
  const reason = held.reason ?? before.reason
  if (!isNew) return before
  const elements = before.elements + held.elements
  return { ...before, names: [...names.values()], elements, ...(reason !== undefined && { reason }) }
}
