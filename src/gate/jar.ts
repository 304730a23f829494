// The record's cookie: the only place where js-cookie is used.

import Cookies from 'js-cookie'
import type { Site } from '../core/config'
import { eraseCookie } from './eraser'
import { document, readCookies } from './natives'

/** Keeps the record's text on the visitor's device. */
export interface Jar {
  /** The text, or `null`: no such cookie, two of the same name (one may be planted by a subdomain), or cookies blocked. */
  read(): string | null
  /** Whether the text is on the device afterwards. Kept until `endsAtMs`, milliseconds since 1970; 0 takes it away. */
  write(text: string, endsAtMs: number): boolean
}

/**
 * Never throws: storage that is blocked keeps nothing. A record has only characters that js-cookie leaves as they are.
 */
export function createJar({ name, domain }: Site['record']): Jar {
  const read = () => {
    try {
      const [, text = null, second] = `; ${readCookies(document)}`.split(`; ${name}=`)
      return second === undefined && text ? (text.split(';')[0] ?? null) : null
    } catch {
      return null // cookies are blocked in this frame: same as never asked
    }
  }
  return {
    read,
    write(text, endsAtMs) {
      const set = () => {
        Cookies.set(name, text, {
          expires: new Date(endsAtMs),
          sameSite: 'lax',
          secure: location.protocol === 'https:',
          domain: domain ?? '',
        })
        return read() === text
      }
      try {
        if (set()) return true
        // Another of its name stands in the way: planted by a subdomain, or left from before the owner set a domain.
        eraseCookie(name)
        return set()
      } catch {
        return false // blocked
      }
    },
  }
}
