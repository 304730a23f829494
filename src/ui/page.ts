// The page as a host: where our element stands in it, whether it is dark, and how a sheet reaches our element.

import type { BrowserHints } from '../core/browser'
import { document } from './document'

/**
 * Puts `host` into the page's modal dialog, if one is open, for that makes everything outside of itself inert, whatever
 * lies in the top layer; else first in the body, but after a skip link (the page's first link, if it leads to a place on
 * the page and stands in something small): that one has to stay the first thing a keyboard reaches. WCAG 2.4.1, KWCAG
 * 2.2 §6.4.1.
 *
 * @returns whether it was put there now; `null`: there is no body, or the page is still being read and has nothing to show
 *   yet, so nobody knows what comes first
 */
export function place(host: Element): boolean | null {
  const { body } = document
  // `:is()` forgives browsers that do not know `:modal`.
  const modal = [...document.querySelectorAll('dialog:is(:modal)')].at(-1) ?? null
  if (host.isConnected && host.closest('dialog') === modal) return false
  if (!body || (!body.firstElementChild && document.readyState === 'loading')) return null
  const skip = body.querySelector('a,button,input')?.closest('a[href^="#"]')?.closest('body>*')
  if (modal) modal.append(host)
  else if (skip && skip.querySelectorAll('*').length < 9) skip.after(host)
  else body.prepend(host)
  return true
}

/**
 * Whether the page is dark, told by the text around `host`, for light text lies on a dark ground whatever made it so:
 * `color-scheme`, a class, a media query. Browsers answer in `rgb()`, or in the space the page used, nearly always with
 * lightness first.
 */
export function isDark(host: Element): boolean {
  const { color } = getComputedStyle(host)
  const isRgb = color[0] === 'r'
  // Of red, green and blue, green comes nearest to how light a colour looks.
  return Number(color.match(/[\d.]+/g)?.[isRgb ? 1 : 0]) > (isRgb ? 127 : 0.5)
}

/** A screen reader tells of a status that changes, not of one that comes filled: it is filled so much later. */
export const ANNOUNCE_AFTER_MS = 400

/**
 * Keeps what lies over the page out of a keyboard's way: where it would hide what has the focus, it goes to the screen's
 * other end. WCAG 2.4.11. A frame later, for the browser scrolls to what was focused after it has told us.
 */
export function stepAside(host: Element, target: Element): void {
  requestAnimationFrame(() => {
    const { left, top, width, height } = target.getBoundingClientRect()
    if (target !== host && document.elementFromPoint(left + width / 2, top + height / 2) === host)
      host.classList.toggle('aside')
  })
}

/** What has the focus, however deep in shadow roots. */
export function focused(): HTMLElement | null {
  let { activeElement } = document
  while (activeElement?.shadowRoot?.activeElement) activeElement = activeElement.shadowRoot.activeElement
  return activeElement instanceof HTMLElement ? activeElement : null
}

/** Gives a shadow root a sheet of its own: no markup, so neither CSP nor Trusted Types has anything to refuse. */
export function dress(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(css)
    root.adoptedStyleSheets.push(sheet)
  } catch {
    // Safari before 16.4 cannot build sheets. Where its page forbids inline styles too, the words are there unstyled.
    const style = document.createElement('style')
    style.textContent = css
    root.append(style)
  }
}

/** What `navigator` and its client hints say of the browser. Only Brave has `brave`. */
export function browserHints(): BrowserHints {
  const { userAgent, maxTouchPoints, userAgentData, brave } = navigator as Navigator & {
    userAgentData?: { brands: { brand: string }[]; mobile: boolean; platform: string }
    brave?: object
  }
  const brands = userAgentData?.brands.map(({ brand }) => brand) ?? []
  return { ...userAgentData, brands, userAgent, maxTouchPoints, brave: !!brave }
}

/**
 * What browsers are called, by a word each has for itself; the first that is found. Many others call themselves Chrome
 * (`… Chrome/1.2 Mobile Safari/3.4`) or Safari, and say who they are at the end or in between; so do apps, which have no
 * settings of their own; the first line is of those that look like a browser all the same.
 */
const BROWSERS = {
  '': /; wv|NAVER/,
  'Naver Whale': /Whale/,
  'Samsung Internet': /Samsung/,
  Edge: /Edg/,
  Opera: /OP[RTX]/,
  Firefox: /Fire|FxiOS/,
  Chrome: /(Chrome|CriOS)\S+( M\S+)? S\S+$/,
  Safari: /Version\S+( M\S+)? S\S+$/,
}

/**
 * What the visitor's browser is called; `''` if that is not known. Only a name, for the notice has to be small: which
 * guide fits is found out when somebody wants to read it (`whichBrowser`).
 */
export function browserName(): string {
  const { userAgent } = navigator
  if ('brave' in navigator) return 'Brave'
  return Object.entries(BROWSERS).find(([, sign]) => sign.test(userAgent))?.[0] ?? ''
}
