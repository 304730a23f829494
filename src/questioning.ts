// Asks: sees what is held for services that the visitor wants to be asked about, puts one question at a time, and makes
// the answers hold. Fetched with the first thing that is held.

import { type Category, idsOf, type Site, STORED_KINDS, type StoredKind, type Text } from './core/config'
import { decisionOn, findPurpose } from './core/decision'
import { foldName, groupOf } from './core/names'
import {
  type AskedName,
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
import type { Consent, ConsentEvents } from './handle'
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
  tellPage<Name extends keyof ConsentEvents>(event: Name, detail: ConsentEvents[Name]): void
  /** A cookie's text, or `''`. */
  readText(name: string): string
  /** Writes a cookie that ends with the visit. Throws where cookies are blocked. */
  writeVisit(name: string, value: string): void
  life: AbortSignal
}

export interface Questioning {
  /** Puts a question now, for the visitor pressed something that needs the answer; resolves to whether it was allowed. */
  askNow(id: string, reason?: Text): Promise<boolean>
}

export function startQuestioning(context: QuestioningContext): Questioning {
  const { consent, site, asking, put, tellPage, readText, writeVisit, life } = context
  /** A cookie that ends with the visit, shared by its tabs: what was asked, and what was put off until the next. */
  const visit = `${site.record.name}-visit`
  const readVisit = (): Visit => {
    const [asked = [], answered = []] = readText(visit)
      .split('!')
      .map((keys) => keys.split('~').filter(Boolean))
    return { asked, answered }
  }
  let questions = questionsOf(readVisit())
  let timer: ReturnType<typeof setTimeout> | undefined
  const counted = new Map<string, number>()
  const awaited = new Map<string, (isAllowed: boolean) => void>()
  let channel: BroadcastChannel | undefined
  let remembered = '!'
  /** The question that the page was told of, with its names. */
  let toldOf = ''

  const isAskedAbout = (key: string) =>
    key[0] === '*' ? !!asking()?.listUndeclared().includes(key) : decisionOn(site, consent.record, key) === 'ask'
  const draw = () => {
    const question = current(questions)
    const names = question?.names.map(({ name }) => name) ?? []
    const next = question ? `${keyOf(question)}\n${names}` : ''
    if (question && next !== toldOf) tellPage('asked', { service: keyOf(question), names })
    toldOf = next
    void put(question, waiting(questions), answered, isFolded(questions)).catch(() => null)
  }
  const settle = (id: string, isAllowed: boolean) => {
    awaited.get(id)?.(isAllowed)
    awaited.delete(id)
  }

  /** What is held for one key: names that its write asked for, stores that could not be opened, and elements. */
  const heldFor = (key: string) => {
    const { heldSinceMs, names = [] } = asking()?.listHeld(key) ?? {}
    const mine = consent.report().held.filter((each) => each.id.split(' ').includes(key))
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
    const value = [questions.asked, questions.answered].map((keys) => keys.join('~')).join('!')
    if (value === remembered || value === '!') return
    remembered = value
    try {
      writeVisit(visit, value)
    } catch {
      // Cookies are blocked: then this page remembers it.
    }
  }

  const collect = () => {
    clearTimeout(timer)
    timer = undefined
    let nextMs = Number.POSITIVE_INFINITY
    for (const key of [...idsOf(site).filter(isAskedAbout), ...(asking()?.listUndeclared() ?? [])]) {
      const { heldSinceMs = 0, elements, names } = heldFor(key)
      const waitMs = heldSinceMs + ASK_AFTER_MS - Date.now()
      if (waitMs > 0) nextMs = Math.min(nextMs, waitMs)
      else if (names.length || elements) {
        const who = key[0] === '*' ? { id: '', ...hostOf(key, names) } : { id: key }
        questions = hold(questions, { ...who, names, elements: elements - (counted.get(key) ?? 0) })
        counted.set(key, elements)
      }
    }
    for (const question of questions.open) {
      const key = keyOf(question)
      const now = heldFor(key).names
      for (const { kind, name } of question.names)
        if (!now.some((each) => each.kind === kind && each.name === name)) questions = drop(questions, key, kind, name)
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
      if (key[0] === '*') asking()?.answerUndeclared(key, what === 'allow')
      else void consent.choose({ [isWhole && category ? category.id : key]: what })
      questions = { ...answer(questions, ...keys), answered: questions.answered }
    }
    if (what !== 'unfold') for (const each of keys) settle(each, what === 'allow')
    remember()
    if (what === 'later' || key[0] === '*') channel?.postMessage(0)
    draw()
  }

  /** Something was decided: here, in the settings, in another tab. */
  const lookAgain = () => {
    asking()?.lookAtAnswers()
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

/** Of a group of names nobody declared: the host whose script writes them, if the group is not called by its names. */
function hostOf(key: string, names: readonly AskedName[]): { host?: string } {
  return names.some(({ name }) => groupOf(foldName(name)) === key) ? {} : { host: key.slice(1) }
}
