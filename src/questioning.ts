// Asks: sees what is held for services that the visitor wants to be asked about, puts one question at a time, and makes
// the answers hold. Fetched with the first thing that is held.

import { type Category, idsOf, type Site, STORED_KINDS, type StoredKind, type Text } from './core/config'
import { decisionOn, findPurpose } from './core/decision'
import {
  answer,
  askNow,
  current,
  drop,
  hold,
  isFolded,
  keyOf,
  pushAside,
  type Question,
  questionsOf,
  unfold,
  type Visit,
  waiting,
} from './core/questions'
import type { Asking } from './gate/asking'
import type { Consent } from './handle'
import type { Ui } from './ui/context'

/** Scripts try out what they can store, and clean up: what is held is looked at when it has been held so long. */
const ASK_AFTER_MS = 1000

export interface QuestioningContext {
  consent: Consent
  site: Site
  /** What keeps held writes, if it is there. */
  asking(): Asking | undefined
  /** Draws a question. */
  put: Ui['ask']
  /** What is known of this visit: a cookie that ends with it, shared by its tabs. */
  readVisit(): Visit
  writeVisit(visit: Visit): void
  life: AbortSignal
}

export interface Questioning {
  /** Puts a question now, for the visitor pressed something that needs the answer; resolves to whether it was allowed. */
  askNow(id: string, reason?: Text): Promise<boolean>
  /** Draws what is asked once more. */
  draw(): void
}

export function startQuestioning(context: QuestioningContext): Questioning {
  const { consent, site, asking, put, readVisit, writeVisit, life } = context
  let questions = questionsOf(readVisit())
  let timer: ReturnType<typeof setTimeout> | undefined
  const counted = new Map<string, number>()
  const awaited = new Map<string, (isAllowed: boolean) => void>()
  let channel: BroadcastChannel | undefined
  let remembered = '!'

  const isAskedAbout = (id: string) => decisionOn(site, consent.record, id) === 'ask'
  const draw = () => {
    void put(current(questions), waiting(questions), answered, isFolded(questions)).catch(() => null)
  }
  const settle = (id: string, isAllowed: boolean) => {
    awaited.get(id)?.(isAllowed)
    awaited.delete(id)
  }

  /** What is held for one id: names that its write asked for, stores that could not be opened, and elements. */
  const heldFor = (id: string) => {
    const { heldSinceMs, names = [] } = asking()?.listHeld(id) ?? {}
    const mine = consent.report().held.filter((each) => each.id.split(' ').includes(id))
    const stores = mine.flatMap(({ kind, name }) =>
      kind === 'indexeddb' || kind === 'cache' ? [{ kind, name, seconds: null }] : [],
    )
    const elements = mine.filter(({ kind }) => !STORED_KINDS.includes(kind as StoredKind)).length
    return {
      heldSinceMs,
      elements,
      names: [...names.map((each) => ({ ...each, seconds: each.seconds ?? null })), ...stores],
    }
  }

  const remember = () => {
    const { asked, answered } = questions
    if (remembered === `${asked}!${answered}`) return
    remembered = `${asked}!${answered}`
    writeVisit(questions)
  }

  const collect = () => {
    clearTimeout(timer)
    timer = undefined
    let nextMs = Number.POSITIVE_INFINITY
    for (const id of idsOf(site)) {
      if (!isAskedAbout(id)) continue
      const { heldSinceMs = 0, elements, names } = heldFor(id)
      const waitMs = heldSinceMs + ASK_AFTER_MS - Date.now()
      if (waitMs > 0) nextMs = Math.min(nextMs, waitMs)
      else if (names.length || elements) {
        questions = hold(questions, { id, names, elements: elements - (counted.get(id) ?? 0) })
        counted.set(id, elements)
      }
    }
    for (const { id, names } of questions.open) {
      const now = heldFor(id).names
      for (const { kind, name } of names)
        if (!now.some((each) => each.kind === kind && each.name === name)) questions = drop(questions, id, kind, name)
    }
    if (Number.isFinite(nextMs)) timer = setTimeout(collect, nextMs)
    remember()
    draw()
  }
  const collectSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined
      collect()
    }, ASK_AFTER_MS)
  }

  /** Ids that an answer is for: the question's own, or its whole category's. */
  const categoryOf = (id: string): Category | undefined => findPurpose(site, id)?.category
  const answered: Parameters<Ui['ask']>[2] = (what, key, isWhole) => {
    const category = categoryOf(key)
    const keys = isWhole && category ? [category.id, ...(category.services ?? []).map(({ id }) => id)] : [key]
    if (what === 'aside') questions = pushAside(questions)
    else if (what === 'unfold') questions = unfold(questions)
    else if (what === 'later') questions = answer(questions, ...keys)
    else {
      void consent.choose({ [isWhole && category ? category.id : key]: what })
      questions = { ...answer(questions, ...keys), answered: questions.answered }
    }
    if (what !== 'unfold') for (const each of keys) settle(each, what === 'allow')
    remember()
    if (what === 'later') channel?.postMessage(0)
    draw()
  }

  /** Something was decided: here, in the settings, in another tab. */
  const lookAgain = () => {
    const done = questions.open.map(keyOf).filter((key) => !isAskedAbout(key) && !awaited.has(key))
    questions = {
      ...answer(questions, ...done),
      answered: [...new Set([...questions.answered, ...readVisit().answered])],
    }
    questions = answer(questions, ...questions.answered)
    collect()
  }
  // Firefox tells a tab of another tab's cookie only after the channel's message.
  globalThis.cookieStore?.addEventListener('change', lookAgain, { signal: life })
  const stops = [consent.on('held', collectSoon), consent.on('change', lookAgain)]
  try {
    channel = new BroadcastChannel(`dongui:${site.record.name}`)
    channel.onmessage = lookAgain
  } catch {
    // An opaque origin has none.
  }
  life.addEventListener('abort', () => {
    for (const stop of stops) stop()
    clearTimeout(timer)
    channel?.close()
  })
  collect()

  return {
    draw,
    askNow: (id, reason) =>
      new Promise((resolve) => {
        if (consent.allows(id)) return resolve(true)
        settle(id, false)
        awaited.set(id, resolve)
        const question: Question = { id, names: heldFor(id).names, elements: heldFor(id).elements }
        questions = askNow(questions, reason === undefined ? question : { ...question, reason })
        draw()
      }),
  }
}
