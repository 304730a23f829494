// Names nobody declared, of visitors who want to be asked about them: whose script wrote them, and what was answered.

import type { Decision, StoredKind } from '../core/config'
import { addressesIn, foldName, type GroupKey, groupOf, type UndeclaredAnswer, writerOf } from '../core/names'
import { matchesGlob } from '../core/rules'
import type { Device, HeldName } from './book'

export interface Undeclared {
  /**
   * Whose a name is that is being written now; `undefined` for one that is not to be asked about: no answer could be kept
   * for it, or it was refused by itself.
   */
  groupOf(kind: StoredKind, name: string): GroupKey | undefined
  /** Every group that wrote something on this page. */
  groups(): GroupKey[]
  /** What was answered about a name by itself. */
  decisionOn(name: string): Decision | undefined
  /** Whether a group was refused for good. */
  isRefused(group: string): boolean
  /** Keeps an answer: names are allowed one by one, random parts folded; a group is refused as a whole. */
  answer(group: string, isAllowed: boolean, names: readonly HeldName[]): void
  /** Reads the answers again, for another tab may have answered. */
  read(): void
  /** Every answer, the last one last, and what was taken back on this page. */
  list(): UndeclaredAnswer[]
  /** Puts another answer in the place of one. Who allows a host allows the names that it wrote on this page. */
  change(answer: UndeclaredAnswer, decision: Decision): void
}

type Answer = Omit<UndeclaredAnswer, 'canAllow'>

/** Characters of all answers: half of a cookie. The oldest go first, and are asked about again. */
const MOST_KEPT = 2000
const DAY_S = 86_400
const MINUTE_S = 60

/**
 * Answers are kept in a cookie beside the record, as long as the record. Whatever stands there that was not written so is
 * no answer:
 *
 *     answers = answer *( "~" answer )
 *     answer  = ( "+" / "-" / "@" ) what [ "!" minutes ]    a name that is allowed, one that is refused, a refused host
 *     what    = percent-encoded
 *     minutes = since 1970, base 36
 *
 * @param cookie its name
 * @param ownAddresses of our files and of the page, whose inline scripts have no host of their own
 */
export function rememberUndeclared(
  device: Pick<Device, 'readCookies' | 'writeCookie' | 'now'>,
  cookie: string,
  days: number,
  ownAddresses: readonly string[],
): Undeclared {
  const groups = new Map<string, GroupKey>()
  let answers: Answer[] = []

  const read = () => {
    const [, text = ''] = `; ${device.readCookies()}`.split(`; ${cookie}=`)
    const kept = text.replace(/;.*/, '').split('~').flatMap(readAnswer)
    const takenBack = answers.filter((each) => each.decision === 'ask' && !kept.some((one) => isAlike(one, each)))
    answers = [...kept, ...takenBack]
  }
  const keep = (what: string, isHost: boolean, decision: Decision) => {
    const answer = { what, isHost, decision, decidedAt: device.now() / 1000 }
    answers = [...answers.filter((each) => !isAlike(each, answer)), answer]
    const spelled = () => answers.flatMap(spellAnswer).join('~')
    while (spelled().length > MOST_KEPT) answers.shift()
    const secure = location.protocol === 'https:' ? ';secure' : ''
    const seconds = spelled() ? days * DAY_S : 0
    device.writeCookie(`${cookie}=${spelled()};path=/;samesite=lax;max-age=${seconds}${secure}`)
  }
  const namesOf = (group: string) =>
    [...groups].flatMap(([key, its]) => (its === group ? key.slice(key.indexOf('\n') + 1) : []))
  const decisionOn = (name: string) => {
    // It would stand for whatever it fits.
    if (name.includes('*')) return undefined
    return answers.filter(({ isHost, what }) => !isHost && matchesGlob(name, what)).at(-1)?.decision
  }
  try {
    read()
  } catch {
    // Cookies are blocked: nothing was answered.
  }

  return {
    read,
    decisionOn,
    groupOf(kind, name) {
      if (name.includes('*') || decisionOn(name) === 'refuse') return undefined
      const key = `${kind}\n${name}`
      const group = groups.get(key) ?? groupOf(writerOf(Error().stack, ownAddresses) ?? foldName(name))
      groups.set(key, group)
      return group
    },
    groups: () => [...new Set(groups.values())],
    isRefused: (group) => answers.some(({ decision, what }) => decision === 'refuse' && groupOf(what) === group),
    answer(group, isAllowed, names) {
      read()
      const name = namesOf(group)
        .map(foldName)
        .find((each) => groupOf(each) === group)
      if (isAllowed) for (const { name } of names) keep(foldName(name), false, 'allow')
      else keep(name ?? group.slice(1), name === undefined, 'refuse')
    },
    list: () => answers.map((each) => ({ ...each, canAllow: !each.isHost || namesOf(groupOf(each.what)).length > 0 })),
    change({ what, isHost }, decision) {
      read()
      if (!isHost || decision !== 'allow') return keep(what, isHost, decision)
      answers = answers.filter((each) => !isAlike(each, { what, isHost }))
      for (const name of namesOf(groupOf(what))) keep(foldName(name), false, 'allow')
    },
  }
}

/** The addresses of those who called this, and of the page. */
export const ownAddresses = () => [...addressesIn(Error().stack), location.href]

type Told = Pick<Answer, 'what' | 'isHost'>
const isAlike = (one: Told, other: Told) => one.what === other.what && one.isHost === other.isHost

function spellAnswer({ what, isHost, decision, decidedAt }: Answer): string | [] {
  if (decision === 'ask') return []
  const sign = decision === 'allow' ? '+' : isHost ? '@' : '-'
  const name = encodeURIComponent(what).replace(/[~!]/g, (mark) => (mark === '~' ? '%7E' : '%21'))
  return `${sign}${name}${decidedAt ? `!${Math.floor(decidedAt / MINUTE_S).toString(36)}` : ''}`
}

function readAnswer(text: string): Answer[] {
  const [spelled = '', minutes = ''] = text.split('!')
  const what = decoded(spelled)
  const decidedAt = Number.parseInt(minutes, 36) * MINUTE_S
  const decision = what[0] === '+' ? 'allow' : /^[-@]/.test(what) ? 'refuse' : null
  return decision
    ? [{ what: what.slice(1), isHost: what[0] === '@', decision, ...(decidedAt > 0 && { decidedAt }) }]
    : []
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return '' // not written by us
  }
}
