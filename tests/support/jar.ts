// A browser's stores as plain lists: what tests hold the book to. Written after RFC 6265bis §5, not after our own code.

import type { Area, Device } from '../../src/gate/book'

/** The host that the jar belongs to. `example` is a public suffix, `shop.example` is not. */
const HOST = 'www.shop.example'
const DOMAINS = ['shop.example', HOST]
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

export interface Cookie {
  name: string
  value: string
  path: string
  /** Milliseconds since 1970; `Infinity`: of the session. */
  expiresAtMs: number
  /** The whole text that was written. */
  text: string
}

/** A cookie jar of one host. */
export class Jar {
  /** By identity: name, domain, path, partition. In the order in which they were made. */
  readonly #cookies = new Map<string, Cookie>()
  readonly #clock: { nowMs: number }
  readonly #isSecure: boolean

  constructor(clock: { nowMs: number }, isSecure: boolean) {
    this.#clock = clock
    this.#isSecure = isSecure
  }

  /** What is not over yet, in the order in which it was made. */
  cookies(): Cookie[] {
    for (const [key, { expiresAtMs }] of this.#cookies) if (expiresAtMs <= this.#clock.nowMs) this.#cookies.delete(key)
    return [...this.#cookies.values()]
  }

  /** `document.cookie` of a page at a path, one pair a line. */
  pairs(pathname: string): { name: string; pair: string }[] {
    return this.cookies()
      .filter(({ path }) => pathMatches(pathname, path))
      .map(({ name, value }) => ({ name, pair: name ? `${name}=${value}` : value }))
  }

  read(pathname: string): string {
    return this.pairs(pathname)
      .map(({ pair }) => pair)
      .join('; ')
  }

  /** `document.cookie = text` in a page at a path. */
  write(text: string, pathname: string): void {
    const [pair = '', ...rest] = text.split(';')
    const [name, value] = pair.includes('=') ? halves(pair) : ['', pair.trim()]
    if ((!name && !value) || name.length + value.length > 4096) return
    let path = ''
    let domain = ''
    let maxAge: number | undefined
    let expires: number | undefined
    const flags = new Set<string>()
    for (const each of rest) {
      const [word, is] = halves(each)
      const attribute = word.toLowerCase()
      if (attribute === 'path') path = is
      else if (attribute === 'domain') domain = is.replace(/^\./, '').toLowerCase()
      else if (attribute === 'max-age' && /^-?[0-9]+$/.test(is)) maxAge = Number(is)
      else if (attribute === 'expires') expires = cookieDate(is) ?? expires
      else if (attribute === 'samesite') flags.add(`samesite=${is.toLowerCase()}`)
      else flags.add(attribute)
    }
    if (!path.startsWith('/')) path = defaultPath(pathname)
    const secure = flags.has('secure')
    const prefix = /^__(secure|host)-/i.exec(name)?.[1]?.toLowerCase()
    if (domain && !DOMAINS.includes(domain)) return
    if (flags.has('httponly')) return
    if (secure && !this.#isSecure) return
    if ((flags.has('samesite=none') || flags.has('partitioned') || prefix) && !secure) return
    if (prefix === 'host' && (domain || path !== '/')) return
    const now = this.#clock.nowMs
    const expiresAtMs = maxAge === undefined ? (expires ?? Infinity) : now + maxAge * 1000
    this.cookies()
    const key = JSON.stringify([name, domain, path, flags.has('partitioned')])
    if (expiresAtMs <= now) this.#cookies.delete(key)
    else this.#cookies.set(key, { name, value, path, expiresAtMs, text })
  }

  clear(): void {
    this.#cookies.clear()
  }
}

/** Both storage areas of one tab. */
export type Areas = Record<Area, Map<string, string>>

/** A device as the book asks it, for a tab at `place.pathname`. */
export function deviceOf(jar: Jar, areas: Areas, clock: { nowMs: number }, place: { pathname: string }): Device {
  return {
    readCookies: () => jar.read(place.pathname),
    writeCookie: (text) => jar.write(text, place.pathname),
    getItem: (area, name) => areas[area].get(name) ?? null,
    setItem: (area, name, value) => void areas[area].set(name, value),
    now: () => clock.nowMs,
    pathname: () => place.pathname,
  }
}

/** Before and after the first `=`, trimmed. */
function halves(text: string): [string, string] {
  const at = text.indexOf('=')
  return at < 0 ? [text.trim(), ''] : [text.slice(0, at).trim(), text.slice(at + 1).trim()]
}

function defaultPath(pathname: string): string {
  const end = pathname.lastIndexOf('/')
  return end > 0 ? pathname.slice(0, end) : '/'
}

function pathMatches(pathname: string, path: string): boolean {
  if (pathname === path) return true
  return pathname.startsWith(path) && (path.endsWith('/') || pathname[path.length] === '/')
}

/** RFC 6265 §5.1.1: time, day, month and year in any order, whatever stands between them. */
function cookieDate(text: string): number | undefined {
  let time: number[] | undefined
  let day: number | undefined
  let month = -1
  let year: number | undefined
  for (const token of text.split(/[^\w:]+/)) {
    const clock = /^(\d{1,2}):(\d{1,2}):(\d{1,2})$/.exec(token)
    if (!time && clock) time = clock.slice(1).map(Number)
    else if (day === undefined && /^\d{1,2}$/.test(token)) day = Number(token)
    else if (month < 0 && MONTHS.includes(token.slice(0, 3).toLowerCase()))
      month = MONTHS.indexOf(token.slice(0, 3).toLowerCase())
    else if (year === undefined && /^\d{2,4}$/.test(token)) year = Number(token)
  }
  if (!time || !day || month < 0 || year === undefined) return undefined
  if (year < 70) year += 2000
  else if (year < 100) year += 1900
  return Date.UTC(year, month, day, time[0], time[1], time[2])
}
