// Asks: sees what is held for services that the visitor wants to be asked about, puts one question at a time, and makes
// the answers hold. Fetched with the first thing that is held.

import { type Category, type Decision, idsOf, type Site, STORED_KINDS, type StoredKind, type Text } from './core/config'
import { decisionOn, findPurpose } from './core/decision'
import { foldName, groupOf, type UndeclaredAnswer } from './core/names'
import {
  type AskedName,
  answer,
  askNow,
  current,
  hold,
  isFolded,
  keepOnly,
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
import type { Answer, Placeholders, Ui } from './ui/context'

/** Scripts try out what they can store, and clean up: what is held is looked at when it has been held so long. */
const ASK_AFTER_MS = 1000

export interface QuestioningContext {
  consent: Consent
  site: Site
  /** What keeps held writes, if it is there. */
  asking(): Asking | undefined
  /** What draws; another one after the page was opened anew. */
  drawn(): Promise<Ui>
  tellPage<Name extends keyof ConsentEvents>(event: Name, detail: ConsentEvents[Name]): void
  /** A cookie's text, or `''`. */
  readText(name: string): string
  /** Writes a cookie that ends with the visit. Throws where cookies are blocked. */
  writeVisit(name: string, value: string): void
  life: AbortSignal
}

export interface Questioning {
  /**
   * Puts a question now, for the visitor pressed something that needs the answer; resolves to whether it was allowed.
   * Rejects with `TypeError` for an id that nobody declared.
   *
   * @param pressed what was pressed last: where the card stands
   */
  askNow(id: string, reason?: Text, pressed?: EventTarget | null): Promise<boolean>
  /** Draws what is asked once more. */
  draw(): void
  /** Placeholders ask about embeds. Until they do, nobody does: they are on their way, or cannot be had. */
  attach(placeholders: Placeholders): void
  /** Whether an id was answered in this visit. */
  isAnswered(id: string): boolean
  /** The visitor answered outside of the card. */
  answer(what: 'allow' | 'later' | 'refuse', ids: readonly string[]): void
  /** What was answered about names that nobody declared; nothing where nobody is asked. */
  undeclared(): UndeclaredAnswer[]
  /** Puts another answer in the place of one about such names. */
  change(answer: UndeclaredAnswer, decision: Decision): void
}

export function startQuestioning(context: QuestioningContext): Questioning {
  const { consent, site, asking, drawn, tellPage, readText, writeVisit, life } = context
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
  /** What was pressed to be asked, by id. */
  const pressed = new Map<string, Element>()
  let placeholders: Placeholders | undefined
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
    const key = question && keyOf(question)
    const beside = key && awaited.has(key) ? (pressed.get(key) ?? null) : undefined
    void drawn()
      .then((ui) => ui.ask(question, waiting(questions), answered, isFolded(questions), beside))
      .catch(() => null)
    placeholders?.update()
  }
  const settle = (id: string, isAllowed: boolean) => {
    awaited.get(id)?.(isAllowed)
    awaited.delete(id)
    pressed.delete(id)
  }

  /** Whoever looks at a page is asked about an embed where it would stand. */
  const needsCard = (id: string, name: string) => !!placeholders?.needsCard(id, name)

  /** What is held for one key: names that its write asked for, stores that could not be opened, and elements. */
  const heldFor = (key: string, { held } = consent.report()) => {
    const { heldSinceMs, names = [] } = asking()?.listHeld(key) ?? {}
    const mine = held.filter((each) => each.id.split(' ').includes(key))
    const stores = mine.flatMap(({ kind, name }) =>
      kind === 'indexeddb' || kind === 'cache' ? [{ kind, name, seconds: null }] : [],
    )
    const elements = mine.filter(({ kind, id, name }) =>
      kind === 'embed' ? needsCard(id, name) : !STORED_KINDS.includes(kind as StoredKind),
    ).length
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
    const report = consent.report()
    for (const key of [...idsOf(site).filter(isAskedAbout), ...(asking()?.listUndeclared() ?? [])]) {
      const { heldSinceMs = 0, elements, names } = heldFor(key, report)
      const waitMs = heldSinceMs + ASK_AFTER_MS - Date.now()
      if (waitMs > 0) nextMs = Math.min(nextMs, waitMs)
      else if (names.length || elements) {
        const who = key[0] === '*' ? { id: '', ...hostOf(key, names) } : { id: key }
        const more = Math.max(0, elements - (counted.get(key) ?? 0))
        questions = hold(questions, { ...who, names, elements: more })
        counted.set(key, elements)
      }
    }
    for (const key of questions.open.map(keyOf)) questions = keepOnly(questions, key, heldFor(key, report).names)
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
  const answered: Answer = (what, key, isWhole) => {
    const category = categoryOf(key)
    const keys = isWhole && category ? [category.id, ...(category.services ?? []).map(({ id }) => id)] : [key]
    if (what === 'allow' || what === 'refuse') decide(what, isWhole && category ? [category.id] : [key], keys)
    else if (what === 'later') putOff(keys)
    else {
      questions = what === 'unfold' ? unfold(questions) : putAside(key)
      if (what === 'aside') settle(key, false)
      remember()
      draw()
    }
  }
  const decide = (decision: 'allow' | 'refuse', ids: readonly string[], keys: readonly string[]) => {
    const [key = ''] = keys
    const isUndeclared = key[0] === '*'
    if (isUndeclared) asking()?.answerUndeclared(key, decision === 'allow')
    else void consent.choose(Object.fromEntries(ids.map((id) => [id, decision])))
    questions = { ...answer(questions, ...keys), answered: questions.answered }
    for (const each of keys) settle(each, decision === 'allow')
    remember()
    if (isUndeclared) channel?.postMessage(0)
    draw()
  }
  const putOff = (keys: readonly string[]) => {
    questions = answer(questions, ...keys)
    for (const each of keys) settle(each, false)
    remember()
    channel?.postMessage(0)
    draw()
  }
  /** What was asked at a press, and about nothing that is held, is not asked again by a badge. */
  const putAside = (key: string) => {
    const question = questions.open.find((each) => keyOf(each) === key)
    const isHeld = !!question && (question.names.length > 0 || question.elements > 0)
    return awaited.has(key) && !isHeld
      ? { ...answer(questions, key), answered: questions.answered }
      : pushAside(questions)
  }

  /** Something was decided: here, in the settings, in another tab. */
  const lookAgain = () => {
    asking()?.lookAtAnswers()
    for (const key of [...awaited.keys()]) if (consent.allows(key)) settle(key, true)
    const done = questions.open.map(keyOf).filter((key) => !isAskedAbout(key) && !awaited.has(key))
    // What is asked at a press is asked, though it was put off before.
    const all = [...new Set([...questions.answered, ...readVisit().answered])].filter((key) => !awaited.has(key))
    questions = answer({ ...answer(questions, ...done), answered: all }, ...all)
    collect()
  }
  // Firefox tells a tab of another tab's cookie only after the channel's message.
  globalThis.cookieStore?.addEventListener('change', lookAgain, { signal: life })
  const stops = [consent.on('held', collectSoon), consent.on('change', lookAgain)]
  try {
    channel = new BroadcastChannel(`dongui:${site.record.name}`)
    // WebKit tells of another tab's message before it shows that tab's cookie.
    channel.onmessage = () => {
      lookAgain()
      setTimeout(lookAgain, ASK_AFTER_MS)
    }
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
    attach(those) {
      placeholders = those
      lookAgain()
    },
    isAnswered: (id) => questions.answered.includes(id),
    answer(what, ids) {
      if (what === 'later') putOff(ids)
      else decide(what, ids, ids)
    },
    undeclared: () => asking()?.listAnswers() ?? [],
    change(undeclared, decision) {
      asking()?.changeAnswer(undeclared, decision)
      // This page's gate hears it as well: it reads the record again, for another tab may have allowed something, and then
      // erases. Where there is no channel, nothing is stored.
      channel?.postMessage(0)
      collect()
    },
    askNow: (id, reason, target) =>
      new Promise((resolve) => {
        if (!idsOf(site).includes(id)) throw TypeError(id)
        if (consent.allows(id)) return resolve(true)
        settle(id, false)
        awaited.set(id, resolve)
        // A page that asks by itself, long after a press, has no control for the card to stand beside.
        if (target instanceof Element && target.isConnected && navigator.userActivation?.isActive !== false)
          pressed.set(id, target)
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
