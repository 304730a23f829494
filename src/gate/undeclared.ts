// Names nobody declared, of visitors who want to be asked about them: whose script wrote them, and what was answered.

import type { StoredKind } from '../core/config'
import { addressesIn, foldName, type GroupKey, groupOf, writerOf } from '../core/names'
import { matchesGlob } from '../core/rules'
import type { Device, HeldName } from './book'

export interface Undeclared {
  /** Whose a name is that is being written now; `undefined` for one that an answer could not be kept for. */
  groupOf(kind: StoredKind, name: string): GroupKey | undefined
  /** Every group that wrote something on this page. */
  groups(): GroupKey[]
  /** Whether a name was allowed. */
  isAllowed(name: string): boolean
  /** Whether a group was refused for good. */
  isRefused(group: string): boolean
  /** Keeps an answer: names are allowed one by one, random parts folded; a group is refused as a whole. */
  answer(group: string, isAllowed: boolean, names: readonly HeldName[]): void
  /** Reads the answers again, for another tab may have answered. */
  read(): void
}

/** Characters of all answers: half of a cookie. The oldest go first, and are asked about again. */
const MOST_KEPT = 2000
const DAY_S = 86_400

/**
 * Answers are kept in a cookie beside the record, `+name~-group~…`, percent-encoded, as long as the record. Whatever
 * stands there that was not written so is no answer.
 *
 * @param cookie its name
 * @param ownAddresses of our files and of the page, whose inline scripts have no host of their own
 */
export function rememberUndeclared(
  device: Pick<Device, 'readCookies' | 'writeCookie'>,
  cookie: string,
  days: number,
  ownAddresses: readonly string[],
): Undeclared {
  const groups = new Map<string, GroupKey>()
  let answers: string[] = []

  const read = () => {
    const [, text = ''] = `; ${device.readCookies()}`.split(`; ${cookie}=`)
    answers = text.replace(/;.*/, '').split('~').map(decoded)
  }
  const keep = (answer: string) => {
    answers = [...answers.filter((each) => each && each !== answer), answer]
    const spelled = () => answers.map((each) => encodeURIComponent(each).replaceAll('~', '%7E')).join('~')
    while (spelled().length > MOST_KEPT) answers.shift()
    const secure = location.protocol === 'https:' ? ';secure' : ''
    device.writeCookie(`${cookie}=${spelled()};path=/;samesite=lax;max-age=${days * DAY_S}${secure}`)
  }
  try {
    read()
  } catch {
    // Cookies are blocked: nothing was answered.
  }

  return {
    read,
    groupOf(kind, name) {
      // It would allow whatever it fits.
      if (name.includes('*')) return undefined
      const key = `${kind}\n${name}`
      const group = groups.get(key) ?? groupOf(writerOf(Error().stack, ownAddresses) ?? foldName(name))
      groups.set(key, group)
      return group
    },
    groups: () => [...new Set(groups.values())],
    isAllowed: (name) =>
      !name.includes('*') && answers.some((each) => each[0] === '+' && matchesGlob(name, each.slice(1))),
    isRefused: (group) => answers.includes(`-${group.slice(1)}`),
    answer(group, isAllowed, names) {
      read()
      if (isAllowed) for (const { name } of names) keep(`+${foldName(name)}`)
      else keep(`-${group.slice(1)}`)
    },
  }
}

/** The addresses of those who called this, and of the page. */
export const ownAddresses = () => [...addressesIn(Error().stack), location.href]

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return '' // not written by us
  }
}
