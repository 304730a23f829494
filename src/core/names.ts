// Names nobody declared: which belong together, and whose script wrote them.

import type { Decision } from './config'

/** What a visitor answered for good about names nobody declared. */
export interface UndeclaredAnswer {
  /** A name with its random parts as `*`, or the host of a script. */
  what: string
  /** A host is refused as a whole; allowed are names. */
  isHost: boolean
  /** `ask`: it was taken back on this page. */
  decision: Decision
  /** In seconds since 1970, if that was written down. */
  decidedAt?: number
  /** Whether anybody knows what would be allowed: of a host, the names that it wrote on this page. */
  canAllow: boolean
}

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi

/**
 * A name with its random parts as `*`, so that `dmn_chk_<uuid>` is one name however often it is made anew: UUIDs, five or
 * more digits, eight or more letters and digits mixed. Where nothing would be left, the name stays.
 */
export function foldName(name: string): string {
  const folded = name
    .replace(UUID, '*')
    .replace(/[a-z0-9]+/gi, (run) => (/^\d{5,}$|^(?=.*\d)(?=.*[a-z]).{8,}$/i.test(run) ? '*' : run))
    .replace(/\*(?:[-_.:]?\*)+/g, '*')
  return /[a-z0-9]/i.test(folded) ? folded : name
}

/** What is asked about together: `*` and a host, or a folded name, in letters that any cookie can have. */
export type GroupKey = `*${string}`

export const groupOf = (hostOrName: string): GroupKey => `*${encodeURIComponent(hostOrName).replace(/[~!%]/g, '.')}`

/**
 * The host of the script that a stack leads to: of the first `http` address in it that is not one of `ownAddresses` (our
 * file's and the document's; compared without query). Reads what Chromium, Firefox and WebKit print. `undefined` where no
 * host is named: bound setters, `blob:` scripts, string timers. A script can lie about its address
 * (`//# sourceURL`), so this may label and group, and never decide.
 *
 * @param stack an `Error`'s; whatever a page made of it (`Error.prepareStackTrace`, `Error.stackTraceLimit`)
 */
export function writerOf(stack: unknown, ownAddresses: readonly string[]): string | undefined {
  const own = ownAddresses.map(withoutQuery)
  return placesIn(stack).find(([address, host]) => host && !own.includes(withoutQuery(address)))?.[1]
}

/** The addresses in a stack, as they stand there: of the scripts that called each other, the last one first. */
export const addressesIn = (stack: unknown): string[] => placesIn(stack).map(([address]) => address)

/** Addresses without line and column, with their hosts. */
const placesIn = (stack: unknown): [address: string, host: string | undefined][] =>
  typeof stack === 'string'
    ? [...stack.matchAll(ADDRESS)].map(([address, host]) => [address.replace(/(?::\d+){1,2}$/, ''), host])
    : []

/** An address in a stack, up to its line and column; its host, unless it is a `blob:`. */
const ADDRESS = /blob:[^\s)]+|https?:\/\/(\[[^\]\s]*\]|[^\s)/:?#]+)[^\s)]*/g

const withoutQuery = (address: string) => address.replace(/[?#].*/, '')
