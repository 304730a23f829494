// A button that floats in a lower corner and opens the settings again, while no view is seen. It has its corner on every
// page, gives it up to what the page itself lets float there, and is not there for as long as it would lie on something
// that can be pressed.

import { make } from './element'
import { dress, isDark } from './page'
import css from './reopen.css?inline'

export interface Reopen {
  /** It is gone for good. */
  stop(): void
}

/** What somebody may want to press, or to write in. A frame may hold anything. */
const CONTROLS =
  'a[href],button,input,select,textarea,label,summary,iframe,video,audio,object,embed,[role=button],[role=link],[tabindex]:not([tabindex^="-"]),[contenteditable],[onclick]'
/** A cookie, bitten into. */
const ICON = 'M21 12.4A9 9 0 1 1 11.6 3a3.6 3.6 0 0 0 4.2 4.6A3.8 3.8 0 0 0 21 12.4M8.5 9v.01M9 15v.01M14.5 14.5v.01'
const MOST_RETURNS = 100
/** After so long without scrolling and the like the page stands still. */
const AT_REST_MS = 100

/**
 * @param views what the views are drawn in: the button is not there while that is
 * @param name what it is called now
 * @param isAtEnd its corner is the one where lines end
 * @param paint gives its root the owner's colours
 * @param expect somebody is about to press it
 */
export function createReopen(
  views: HTMLElement,
  name: () => string,
  isAtEnd: boolean,
  paint: (root: ShadowRoot) => void,
  open: () => void,
  expect: () => void,
): Reopen {
  const host = document.createElement('dongui-ui')
  const root = host.attachShadow({ mode: 'open' })
  const button = make('button', {
    type: 'button',
    class: 'away',
    'data-action': 'reopen',
    click: open,
    pointerenter: expect,
    focus: expect,
  })
  button.append(picture())
  root.append(button)
  dress(root, css)
  paint(root)

  /** Only what floats itself makes it change places: a button that jumps about while a page is scrolled is found nowhere. */
  const findPlace = () => {
    host.classList.toggle('dark', isDark(host))
    button.classList.toggle('end', isAtEnd)
    if (controlUnder(host, button, floats)) button.classList.toggle('end', !isAtEnd)
    button.classList.toggle('away', !button.matches(':focus') && controlUnder(host, button))
  }
  let timer: ReturnType<typeof setTimeout> | undefined
  const findPlaceSoon = () => {
    clearTimeout(timer)
    if (host.isConnected) timer = setTimeout(findPlace, AT_REST_MS)
  }
  let returns = 0
  const watch = new MutationObserver(() => {
    if (!host.isConnected && returns++ < MOST_RETURNS) draw()
    // Most things that float are put at the end of the body, sooner or later.
    findPlaceSoon()
  })
  const draw = () => {
    watch.disconnect()
    if (views.isConnected) return host.remove()
    host.lang = views.lang
    host.dir = views.dir
    for (const attribute of ['title', 'aria-label']) button.setAttribute(attribute, name())
    if (!host.isConnected) document.body.append(host)
    for (const above of [document, document.documentElement, document.body]) watch.observe(above, { childList: true })
    findPlaceSoon()
  }

  const life = new AbortController()
  const { signal } = life
  for (const event of ['dongui:open', 'dongui:close']) document.addEventListener(event, draw, { signal })
  for (const event of ['scroll', 'resize', 'load', 'click', 'focusin', 'transitionend'])
    addEventListener(event, findPlaceSoon, { capture: true, passive: true, signal })
  draw()
  return {
    stop() {
      life.abort()
      clearTimeout(timer)
      watch.disconnect()
      host.remove()
    },
  }
}

/** Whether something of the page that can be pressed, and is `wanted`, is where the button is. */
function controlUnder(host: Element, button: Element, wanted: (control: Element) => boolean = () => true): boolean {
  const { left, top, right, bottom } = button.getBoundingClientRect()
  return [left, (left + right) / 2, right].some((x) =>
    [top, (top + bottom) / 2, bottom].some((y) => {
      const under = document.elementsFromPoint(x, y).find((each) => each !== host)
      const control = under?.closest(CONTROLS)
      // The whole of a page may be one, to close a menu by.
      return control && control !== document.body && wanted(control)
    }),
  )
}

/** Whether something stays where it is on the screen when the page is scrolled. */
function floats(element: Element): boolean {
  for (let each: Element | null = element; each; each = each.parentElement)
    if (/fixed|sticky/.test(getComputedStyle(each).position)) return true
  return false
}

function picture(): SVGElement {
  const drawn = (tag: string, attributes: Record<string, string>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    return element
  }
  const svg = drawn('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' })
  svg.append(drawn('path', { d: ICON }))
  return svg
}
