// The held-write book: what a page wrote while a question is open. The page reads it back; the device has nothing of it.

/** What a page can read back: cookies, and the two storage areas. */
export type Area = 'local' | 'session'
export type HeldKind = 'cookie' | Area

/** The visitor's device as a page's scripts would have it without us: the browser's own functions. */
export interface Device {
  readCookies(): string
  /** Takes a whole cookie text, `name=value; path=/`. What the browser does not like it ignores. */
  writeCookie(text: string): void
  getItem(area: Area, name: string): string | null
  /** May throw, as where an area is full. */
  setItem(area: Area, name: string, value: string): void
  /** Milliseconds since 1970. */
  now(): number
  /** Of the page's address as it is now. */
  pathname(): string
}

/** One name in a question. Never a value. */
export interface HeldName {
  kind: HeldKind
  name: string
  /** The life that the write asked for; `null` where it named no end: a cookie of the session, or a key. */
  seconds: number | null
}

export interface Book {
  /**
   * Holds a cookie text as it was given, if the browser would take one with such attributes; a text that deletes takes
   * the held cookie away. The last write of a cookie counts, in the place of its first.
   *
   * @param service whose question it waits for; any id
   * @param knownName the cookie's name, where the caller keeps it too: then one string is kept, not two
   */
  holdCookie(service: string, text: string, knownName?: string): void
  holdItem(service: string, area: Area, name: string, value: string): void
  /** The page removed a key, or all of them. */
  deleteItem(area: Area, name: string): void
  clear(area: Area): void
  /** What the page reads in place of the browser's own `document.cookie`. */
  cookies(nativeText: string): string
  /** What the page reads in place of `getItem`'s own result. */
  item(area: Area, name: string, nativeValue: string | null): string | null
  /**
   * What a question would be about now: each name once, in first-held order, with the longest life that was asked for.
   * What has ten seconds or less to live is left out. Scripts try out what a browser takes, and clean up: ask no sooner
   * than a second after `heldSinceMs`, the time of the service's first held write, for then only what matters is left. A
   * look that finds nothing lets that second begin anew.
   */
  list(service: string): { heldSinceMs: number | undefined; names: HeldName[] }
  /**
   * Writes what is held and `isOwned` says, by its service and its name, as it was given and in first-held order, but for what has ten
   * seconds or less to live. The page reads it from the device from then on.
   *
   * @param isFirstToAnswer `false` in a tab that only hears of the answer: a name that is there already stays as it is,
   * or this tab's visitor id would replace the one that was just stored
   */
  allow(isOwned: (service: string, name: string) => boolean, isFirstToAnswer: boolean): void
  /** Forgets what is held and `isOwned` says. */
  drop(isOwned: (service: string, name: string) => boolean): void
}

/** What a cookie's attributes ask for. Scripts write theirs with the same ones, so one is read for many. */
interface Terms {
  /** What they were read from; `null` where the page's address counts as well. */
  from: string | null
  maxAge: number | undefined
  /** `NaN` without a date. */
  dateMs: number
  path: string
  /** Cookies of one name live side by side: of the host and of its domain, of paths, partitioned and not. Mostly `''`. */
  place: string
  isTaken: boolean
}

interface Held extends HeldName {
  /** 0: no end was named. */
  seconds: number
  service: string
  /** The whole cookie text, or a key's value. */
  text: string
  /** Where `document.cookie` shows a cookie. */
  path: string
  /** `NaN`: it has no end. */
  untilMs: number
}

/** Written, read and taken away in one call, without a value. */
const TEST = 'dongui-t'
/** Characters; what is written beyond that is ignored, as by a browser whose storage is full. */
const MOST_HELD = 1e6
/** Less is no life that a visitor would care about: a probe, or a lock between tabs. Milliseconds. */
const SHORT_MS = 10_000

/** Of the host, its root, unpartitioned. */
const USUAL_PLACE = '\n/\n\nfalse'

/** A cookie's is its name, and then its place: no name of a cookie begins with a break, and no place with an area. */
const keyOf = (area: Area, name: string) => `\n${area}\n${name}`

/** Begins an empty book for one page. */
export function createBook(device: Device): Book {
  const held = new Map<string, Held>()
  const since = new Map<string, number>()
  /** Attributes of cookies, and whether the browser takes one with them. */
  const taken = new Map<string, boolean>()
  let size = 0
  /** What was read last, from what, and for how long it holds. */
  let shown = ''
  let shownFor: string | undefined
  let shownUntilMs = 0

  const lives = ({ untilMs }: Held, forMs = 0) => !(untilMs <= device.now() + forMs)
  const lengthOf = (key: string) => held.get(key)?.text.length ?? 0
  const remove = (key: string) => {
    size -= lengthOf(key)
    held.delete(key)
    shownFor = undefined
  }
  const hold = (key: string, service: string, kind: HeldKind, name: string, text: string, seconds = NaN, path = '') => {
    const grown = text.length - lengthOf(key)
    if (size + grown > MOST_HELD) return
    size += grown
    const old = held.get(key)
    if (old && !lives(old)) held.delete(key)
    const now = device.now()
    // One string for a name, however often it is written.
    const its = old?.name ?? name
    held.set(key, { service, kind, name: its, text, seconds: seconds || 0, path, untilMs: now + seconds * 1000 })
    since.set(service, since.get(service) ?? now)
    shownFor = undefined
  }

  /** Asks the browser: it alone knows public suffixes, its rules for `Secure`, and whether it takes cookies at all. */
  const isTaken = (attributes: string) => {
    let answer = taken.get(attributes)
    if (answer === undefined) {
      const test = `${TEST}=;path=/${attributes}`
      device.writeCookie(test)
      answer = device.readCookies().includes(`${TEST}=`)
      device.writeCookie(`${test};max-age=0`)
      taken.set(attributes, answer)
    }
    return answer
  }

  let terms: Terms | undefined
  const termsOf = (from: string): Terms => {
    let path = ''
    let domain = ''
    let asked = ''
    let maxAge: number | undefined
    let date = ''
    for (const attribute of from.split(';')) {
      const [word, is] = halves(attribute)
      const key = word.toLowerCase()
      if (key === 'path') path = is
      else if (key === 'max-age') maxAge = /^-?\d+$/.test(is) ? +is : maxAge
      // No date without a month's name and a time (RFC 6265 §5.1.1), while `Date.parse` makes one of `0`.
      else if (key === 'expires') date = /[a-z]{3}.*:/i.test(is) ? is : date
      else if (attribute) {
        asked += `;${attribute}`
        if (key === 'domain') domain = is.replace(/^\./, '').toLowerCase()
      }
    }
    const isSaid = path[0] === '/'
    if (!isSaid) path = device.pathname().replace(/\/[^/]*$/, '') || '/'
    const place = `\n${path}\n${domain}\n${/partitioned/i.test(asked)}`
    return {
      from: isSaid ? from : null,
      maxAge,
      dateMs: Date.parse(date),
      path,
      place: place === USUAL_PLACE ? '' : place,
      isTaken: isTaken(asked),
    }
  }

  /** Takes out of the book what `isOwned` says, and gives what of it is worth keeping. */
  const take = (isOwned: (service: string, name: string) => boolean) =>
    [...held].flatMap(([key, one]) => {
      if (!isOwned(one.service, one.name)) return []
      remove(key)
      since.delete(one.service)
      return lives(one, SHORT_MS) ? one : []
    })

  return {
    holdCookie(service, text, knownName) {
      const [pair, from] = split(text, ';')
      const [own, value] = pairOf(pair)
      const name = own === knownName ? knownName : own
      if (!(name || value) || name.length + value.length > 4096) return
      if (terms?.from !== from) terms = termsOf(from)
      if (!terms.isTaken) return
      const key = name + terms.place
      const seconds = terms.maxAge ?? (terms.dateMs - device.now()) / 1000
      if (seconds <= 0) return remove(key)
      hold(key, service, 'cookie', name, text, seconds, terms.path)
    },
    holdItem(service, area, name, value) {
      hold(keyOf(area, name), service, area, name, value)
    },
    deleteItem: (area, name) => remove(keyOf(area, name)),
    clear(area) {
      for (const [key, { kind }] of held) if (kind === area) remove(key)
    },

    cookies(native) {
      if (!held.size) return native
      const pathname = device.pathname()
      const from = `${pathname}\n${native}`
      if (from !== shownFor || !(shownUntilMs > device.now())) {
        shownFor = from
        shownUntilMs = Infinity
        const names = new Set<string>()
        const pairs: string[] = []
        for (const one of held.values()) {
          const { kind, name, text, path, untilMs } = one
          const isHere = path === pathname || pathname.startsWith(path.endsWith('/') ? path : `${path}/`)
          if (kind !== 'cookie' || !isHere || !lives(one)) continue
          names.add(name)
          const [, value] = pairOf(split(text, ';')[0])
          pairs.push(name ? `${name}=${value}` : value)
          if (untilMs < shownUntilMs) shownUntilMs = untilMs
        }
        const others = native.split('; ').filter((pair) => pair && !names.has(pairOf(pair)[0]))
        shown = [...others, ...pairs].join('; ')
      }
      return shown
    },
    item: (area, name, native) => held.get(keyOf(area, name))?.text ?? native,

    list(service) {
      const names = new Map<string, HeldName>()
      for (const one of held.values()) {
        const { kind, name, seconds } = one
        const key = `${kind}\n${name}`
        if (one.service === service && lives(one, SHORT_MS))
          names.set(key, { kind, name, seconds: Math.max(seconds, names.get(key)?.seconds ?? 0) || null })
      }
      if (!names.size) since.delete(service)
      return { heldSinceMs: since.get(service), names: [...names.values()] }
    },
    allow(isOwned, isFirstToAnswer) {
      const there = `; ${isFirstToAnswer || device.readCookies()}`
      for (const { kind, name, text } of take(isOwned))
        try {
          if (kind !== 'cookie') {
            if (isFirstToAnswer || device.getItem(kind, name) === null) device.setItem(kind, name, text)
          } else if (!there.includes(`; ${name}=`)) device.writeCookie(text)
        } catch {
          // Full or blocked: the rest is written all the same.
        }
    },
    drop: take,
  }
}

/** Before and after the first `sign`, or all of it before. */
function split(text: string, sign: string): [string, string] {
  const at = text.indexOf(sign)
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** Before and after the first `=`, trimmed. */
function halves(text: string): [string, string] {
  const [before, after] = split(text, '=')
  return [before.trim(), after.trim()]
}

/** Name and value of a cookie; without a `=` it has no name (RFC 6265bis §5.6). */
const pairOf = (text: string) => halves(text.includes('=') ? text : `=${text}`)
