// Finds embeds that are held and puts a placeholder in the place of each: beside it, with its very box, while the embed
// itself is not displayed. So nothing moves when one comes or goes. What is too small to be looked at gets none.

import { isDecision } from '../core/config'
import { decisionOn, findPurpose } from '../core/decision'
import type { PlaceholderWords } from '../locales/messages'
import type { Answers, UiContext } from './context'
import { document, page } from './document'
import { followLanguage } from './follow'
import { createFace, type Face, type PlaceholderAction } from './Placeholder'
import { dress } from './page'
import css from './placeholder.css?inline'

/** What may be looked at. A template counts where there is such a thing in it; a link to a sheet or an icon never does. */
const EMBEDS = 'iframe,video,audio,embed,object,img,picture'
const HELD = [...EMBEDS.split(','), 'template'].map((tag) => `${tag}[data-consent]`).join()
const HOST = 'dongui-embed'
/** Where an embed keeps its address. */
const ADDRESSES = ['src', 'href', 'data', 'srcset', 'poster'] as const
/** What is smaller either way is no content: an icon, a pixel. CSS pixels. */
const SMALLEST = { width: 96, height: 32 }
/** Work between two chances for the browser to answer the visitor. */
const SLICE_MS = 8
/** Placeholders that are made and measured together. */
const AT_ONCE = 10
/** A page that takes a placeholder away again and again is let have its way. */
const MOST_RETURNS = 3
/** What of an embed's style makes its box and the place that this has. */
const BOX = [
  ...['display', 'position', 'float', 'clear', 'z-index', 'order', 'vertical-align', 'box-sizing', 'aspect-ratio'],
  ...['top', 'right', 'bottom', 'left', 'width', 'height', 'min-width', 'min-height', 'max-width', 'max-height'],
  ...['margin-top', 'margin-right', 'margin-bottom', 'margin-left'],
  ...['padding-top', 'padding-right', 'padding-bottom', 'padding-left'],
  ...['border-top-width', 'border-right-width', 'border-bottom-width', 'border-left-width'],
  ...['border-top-left-radius', 'border-top-right-radius', 'border-bottom-left-radius', 'border-bottom-right-radius'],
  ...['flex-grow', 'flex-shrink', 'flex-basis', 'align-self', 'justify-self'],
  'transform',
  ...['grid-row-start', 'grid-row-end', 'grid-column-start', 'grid-column-end'],
]
/** In a shadow tree what is important comes before all that a page says of the host; only these come through. */
const HOST_CSS = `:host{all:initial!important;${BOX.map((name) => `${name}:var(--${name})!important`).join(';')};border-style:solid!important;border-color:transparent!important}`

type Embed = HTMLElement

interface Placed {
  host: HTMLElement
  face: Face
  /** What the face was drawn for. */
  drawnFor: string
  /** The embed's own `display` and its priority, to be put back. */
  display: [value: string, priority: string]
  returns: number
}

/** Starts at once; ends with `context.life`. */
export function start(context: UiContext, words: PlaceholderWords): void {
  const { consent, site, life, load, acted, answering } = context
  context.inPage ??= new Set()
  if (life.aborted || context.inPage.has('placeholder')) return
  context.inPage.add('placeholder')
  /** Held embeds that have a box to stand in for, and those that wait for one. */
  const placed = new Map<Embed, Placed>()
  const waiting = new Set<Embed>()
  const hosts = new WeakSet<Embed>()
  /** Let go by themselves, on this page view only, with what holds them again. */
  const once = new Map<Embed, { hold: () => void; wasRefused: boolean }>()
  /** Id and address of every embed that was in the page: of others nobody sees where they would stand. */
  const known = new Set<string>()
  let answers: Answers | undefined
  let isFetching = false
  /** The same in the language that faces are drawn in, and its words. */
  let its = { ...context }
  let more = words
  /** One for all. */
  let sheet: CSSStyleSheet | undefined

  const conditionOf = (embed: Embed) =>
    (embed.dataset['consent'] ?? '')
      .toLowerCase()
      .replace(/[\s,]+/g, ' ')
      .trim()
  const idsOf = (embed: Embed) => conditionOf(embed).split(' ')
  const missing = (embed: Embed) => idsOf(embed).filter((id) => !consent.allows(id))
  const decided = (id: string) => decisionOn(site, consent.record, id)
  const isHeld = (embed: Embed) =>
    embed.isConnected &&
    (embed instanceof HTMLTemplateElement || /^(?:video|audio|picture)$/.test(embed.localName) || !!addressOf(embed)) &&
    idsOf(embed).every((id) => findPurpose(site, id)) &&
    missing(embed).length > 0
  /** Whether what asks has been had, where it is needed: nobody reads one thing and then another. */
  const isClear = (embed: Embed) => !isFetching || !missing(embed).some((id) => decided(id) === 'ask')
  const isQuestion = (embed: Embed) =>
    missing(embed).every((id) => decided(id) === 'ask' && answers && !answers.isAnswered(id))

  /** Looks at embeds that came, or about which something was decided. */
  const consider = (embeds: Iterable<Embed>) => {
    for (const embed of embeds) {
      // In a drawing, or in a language of its own, there are elements of the same names that embed nothing.
      if (once.has(embed) || !embed.namespaceURI?.endsWith('xhtml')) continue
      if (embed.isConnected) known.add(keyOf(conditionOf(embed), reportedName(embed)))
      if (!isHeld(embed) || isUnwanted(embed)) release(embed)
      else if (placed.has(embed)) draw(embed)
      else if (!waiting.has(embed)) {
        waiting.add(embed)
        // Tells when there is something to stand in for, now or when what it stands in is shown, before anybody has seen it.
        sizes.observe(measured(embed))
      }
    }
  }

  const sizes = new ResizeObserver(() => placeSome())
  /** Widths of what placeholders stand in: a box whose size had to be copied follows them. */
  const widths = new Map<Element, number>()
  const columns = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) {
      if (contentRect.width !== (widths.get(target) ?? contentRect.width)) takeBoxesSoon()
      widths.set(target, contentRect.width)
    }
  })
  const placeSome = () => {
    const startedAt = performance.now()
    for (const embed of waiting) if (!embed.isConnected) forget(embed)
    const ready = [...waiting].filter((embed) => mayBeSeen(embed) && isRendered(embed) && isClear(embed))
    while (ready[0] && performance.now() - startedAt < SLICE_MS) place(ready.splice(0, AT_ONCE))
    if (ready[0]) requestAnimationFrame(placeSome)
  }
  const forget = (embed: Embed) => {
    waiting.delete(embed)
    sizes.unobserve(measured(embed))
  }

  const place = (embeds: readonly Embed[]) => {
    for (const embed of embeds) {
      forget(embed)
      const host = document.createElement(HOST)
      hosts.add(host)
      const root = host.attachShadow({ mode: 'open' })
      if (sheet) root.adoptedStyleSheets.push(sheet)
      else dress(root, HOST_CSS + css)
      sheet ??= root.adoptedStyleSheets?.[0]
      const own: Placed = {
        host,
        face: { element: host, fail: () => undefined },
        drawnFor: '',
        display: [embed.style.getPropertyValue('display'), embed.style.getPropertyPriority('display')],
        returns: 0,
      }
      placed.set(embed, own)
      draw(embed)
    }
    takeBoxes(embeds)
  }

  /** Gives placeholders their embeds' boxes: all are measured, then all are changed, so the page is laid out thrice and no more. */
  const takeBoxes = (embeds: readonly Embed[]) => {
    const those = embeds.flatMap((embed) => {
      const own = placed.get(embed)
      return own ? [{ embed, ...own, style: getComputedStyle(pictured(embed)) }] : []
    })
    for (const { embed, host, display } of those) {
      setDisplay(embed, display)
      if (host.isConnected) host.style.setProperty('display', 'none', 'important')
    }
    const boxes = those.map(({ embed, style }) => {
      const { display, transform } = style
      return { ...sizeOf(embed), display, transform, isFree: embed instanceof HTMLTemplateElement }
    })
    for (const { embed } of those) setDisplay(embed, ['none', 'important'])
    // A box that is not displayed tells what was asked for (`100%`), not what came of it: so it follows the page's width.
    const asked = those.map(({ style }) => BOX.map((name) => style.getPropertyValue(name)))
    for (const [index, { embed, host, face }] of those.entries()) {
      const { display = 'block', transform = 'none', isFree = false } = boxes[index] ?? {}
      const set = (name: string, value: string) => host.style.setProperty(`--${name}`, value, 'important')
      for (const [at, name] of BOX.entries()) set(name, asked[index]?.[at] ?? '')
      set('transform', transform)
      if (asked[index]?.[BOX.indexOf('position')] === 'static') {
        set('position', 'relative')
        for (const side of ['top', 'right', 'bottom', 'left']) set(side, 'auto')
      }
      set('display', isFree || !/^inline/.test(display) ? 'block' : 'inline-block')
      face.element.classList.toggle('free', isFree)
      if (isFree) for (const name of ['width', 'height']) set(name, 'auto')
      host.style.removeProperty('display')
      if (host.nextSibling !== embed) embed.before(host)
      if (embed.parentElement) columns.observe(embed.parentElement)
    }
    const results = those.map(({ host }) => host.getBoundingClientRect())
    for (const [index, { host }] of those.entries()) {
      const { width = 0, height = 0, isFree = true } = boxes[index] ?? {}
      const box = results[index]
      if (isFree || !box || (Math.abs(box.width - width) < 0.5 && Math.abs(box.height - height) < 0.5)) continue
      // An embed has a size of its own (300 × 150) or of its content, where a box of ours would have none.
      const exact = { width: `${width}px`, height: `${height}px`, 'box-sizing': 'border-box', 'flex-basis': 'auto' }
      const none = { 'min-width': '0', 'min-height': '0', 'max-width': 'none', 'max-height': 'none' }
      for (const [name, value] of Object.entries({ ...exact, ...none, 'aspect-ratio': 'auto' }))
        host.style.setProperty(`--${name}`, value, 'important')
    }
  }

  const draw = (embed: Embed) => {
    const own = placed.get(embed)
    const ids = missing(embed)
    const asks = isQuestion(embed)
    const drawnFor = [...ids, asks, its.language].join()
    if (!own || own.drawnFor === drawnFor) return
    const focused = own.host.shadowRoot?.activeElement?.getAttribute('data-action')
    const face = createFace(its, more, ids, addressOf(embed), asks, canOnce(embed), (action) => act(embed, action))
    face.element.classList.toggle('free', own.face.element.classList.contains('free'))
    // It opens a dialog, which gives the focus back to it.
    const [before, after] = [own.face, face].map((each) => each.element.querySelector('[data-action=settings]'))
    if (before && after) {
      before.textContent = after.textContent
      after.replaceWith(before)
    }
    own.host.shadowRoot?.querySelector('.face')?.remove()
    own.host.shadowRoot?.append(face.element)
    placed.set(embed, { ...own, face, drawnFor })
    if (!focused) return
    const same = face.element.querySelector<HTMLElement>(`[data-action=${focused}]`)
    const next = same ?? face.element.querySelector('button')
    next?.focus({ preventScroll: true })
  }

  /** The embed is itself again. Whoever pressed a button in its placeholder is now at the embed. */
  const release = (embed: Embed) => {
    forget(embed)
    const own = placed.get(embed)
    if (!own) return
    const hadFocus = own.host === document.activeElement
    placed.delete(embed)
    own.host.remove()
    setDisplay(embed, own.display)
    if (hadFocus && embed.isConnected) embed.focus({ preventScroll: true })
  }

  const act = async (embed: Embed, action: PlaceholderAction) => {
    const ids = missing(embed)
    const fail = () => placed.get(embed)?.face.fail()
    try {
      if (action === 'show') await Promise.all(ids.map((id) => consent.ask(id)))
      else if (action === 'once') await loadOnce(embed)
      else if (isQuestion(embed)) answers?.answer(action as 'allow' | 'later' | 'refuse', ids)
      else if (isDecision(action) && !(await consent.choose(Object.fromEntries(ids.map((id) => [id, action]))))) fail()
    } catch (error) {
      console.error('dongui:', error)
      fail()
    }
  }
  const loadOnce = async (embed: Embed) => {
    const { letGo } = await load('special')
    if (!isHeld(embed) || once.has(embed)) return
    const name = reportedName(embed)
    const wasRefused = missing(embed).some((id) => decided(id) === 'refuse')
    once.set(embed, { hold: letGo(embed, conditionOf(embed)), wasRefused })
    release(embed)
    acted('released', conditionOf(embed), name, 'embed')
  }
  /** A refusal that comes after an embed was loaded once takes it back; another decision about something else does not. */
  const holdAgain = () => {
    const isAllRefused = site.categories.every(({ id, required }) => required || decided(id) === 'refuse')
    for (const [embed, { hold, wasRefused }] of once) {
      const isAllowed = !missing(embed).length
      const isRefused = missing(embed).some((id) => decided(id) === 'refuse')
      if (!isAllowed && embed.isConnected && !(isRefused && (isAllRefused || !wasRefused))) continue
      once.delete(embed)
      // What is allowed goes on as it is; a template is about to be opened anew.
      if (!isAllowed || embed instanceof HTMLTemplateElement) hold()
    }
  }

  const update = () => {
    holdAgain()
    // Whether one was answered in this visit is known by what asks.
    if (
      !answers &&
      !isFetching &&
      site.categories.some(({ id, services }) =>
        [id, ...services.map((one) => one.id)].some((each) => decided(each) === 'ask'),
      )
    ) {
      isFetching = true
      void answering
        ?.watchHeld()
        .then((those) => {
          answers = those
          those.attach({ update: updateAll, needsCard })
        })
        .catch(() => null) // Told of by the gate, which asked for it as well.
        .then(() => {
          isFetching = false
          updateAll()
          placeSome()
        })
    }
    updateAll()
  }
  const updateAll = () => consider([...document.querySelectorAll<Embed>(HELD), ...placed.keys()])

  const needsCard = (id: string, name: string) => {
    const those = [...document.querySelectorAll<Embed>(HELD)].filter(
      (embed) => conditionOf(embed) === id && reportedName(embed) === name,
    )
    const isUnseen = (embed: Embed) => isUnwanted(embed) || (!placed.has(embed) && !mayBeSeen(embed))
    return those.length
      ? those.some((embed) => isHeld(embed) && !once.has(embed) && isUnseen(embed))
      : !known.has(keyOf(id, name))
  }

  /** A page that keeps a copy of itself has ours in it: what stands there, and nothing in it. */
  const clearCopy = (host: Embed) => {
    const { nextElementSibling: embed } = host
    if (hosts.has(host)) return
    host.remove()
    if (embed instanceof HTMLElement && embed.matches(HELD)) setDisplay(embed, ['', ''])
  }
  const watch = new MutationObserver((changes) => {
    const found = new Set<Embed>()
    for (const { type, target, addedNodes } of changes)
      for (const node of type === 'attributes' ? [target] : addedNodes)
        if (node instanceof HTMLElement)
          for (const each of [node, ...(type === 'attributes' ? [] : node.querySelectorAll<Embed>(`${HELD},${HOST}`))])
            if (each.localName === HOST) clearCopy(each)
            else found.add(each)
    for (const embed of [...waiting, ...placed.keys()]) if (!embed.isConnected) release(embed)
    const lost: Embed[] = []
    for (const [embed, own] of placed)
      if (own.host.nextSibling !== embed) {
        // A page moved one without the other, or took ours away.
        if (own.returns++ < MOST_RETURNS) lost.push(embed)
        else release(embed)
      }
    takeBoxes(lost)
    for (const embed of once.keys()) if (!embed.isConnected) once.delete(embed)
    consider([...found].filter((each) => each.matches(HELD) || placed.has(each)))
  })

  let isResized = false
  const takeBoxesSoon = () => {
    if (isResized) return
    isResized = true
    requestAnimationFrame(() => {
      isResized = false
      takeBoxes([...placed.keys()])
    })
  }
  addEventListener('resize', takeBoxesSoon, { signal: life })
  watch.observe(page, { childList: true, subtree: true, attributeFilter: ['data-consent', 'data-src'] })
  const stopListening = consent.on('change', update)
  followLanguage<PlaceholderWords>('placeholder', context, (next, said) => {
    its = next
    more = said
    updateAll()
  })
  life.addEventListener('abort', () => {
    watch.disconnect()
    sizes.disconnect()
    columns.disconnect()
    stopListening()
    for (const embed of [...waiting, ...placed.keys()]) release(embed)
  })
  for (const each of document.querySelectorAll<Embed>(HOST)) clearCopy(each)
  update()
}

/** Where it would load from; empty where its sources say that. */
function addressOf(embed: Embed): string {
  return ADDRESSES.map((name) => embed.getAttribute(`data-${name}`)).find(Boolean) ?? ''
}

/** What a report calls it: without query and fragment. */
function reportedName(embed: Embed): string {
  const [address = ''] = ['src', 'data-src', 'data-href'].flatMap((name) => embed.getAttribute(name) ?? [])
  return address.split(/[?#]/)[0] || 'inline'
}

const keyOf = (id: string, name: string) => `${id} ${name}`

/** What has an embed's box: a picture's image; a template has none, and is seen where its parent is. */
function pictured(embed: Embed): Embed {
  return (embed.localName === 'picture' && embed.querySelector('img')) || embed
}
function measured(embed: Embed): Embed {
  return embed instanceof HTMLTemplateElement ? (embed.parentElement ?? embed) : pictured(embed)
}

/** Whether the owner wants no placeholder for it. */
const isUnwanted = (embed: Embed) => embed.dataset['placeholder'] === 'none'

/** Whether what it stands in is displayed. */
function isRendered(embed: Embed): boolean {
  return (embed.parentElement ?? embed).getClientRects().length > 0
}

/** The size of its box, in CSS pixels; what has none before it is loaded may say its size by attributes. */
function sizeOf(embed: Embed): { width: number; height: number } {
  const image = pictured(embed)
  const { width, height } = image.getBoundingClientRect()
  const said = (name: string) => Number.parseFloat(image.getAttribute(name) ?? '') || 0
  return width && height ? { width, height } : { width: said('width'), height: said('height') }
}

/** Scripts that a template brings wait for the decision themselves: such a template cannot be let go alone. */
function canOnce(embed: Embed): boolean {
  return !(embed instanceof HTMLTemplateElement && embed.content.querySelector('script'))
}

/** Whether an embed is there to be looked at: not a pixel, and not hidden by a rule of its own. What it stands in may be. */
function mayBeSeen(embed: Embed): boolean {
  if (embed instanceof HTMLTemplateElement)
    return [...embed.content.querySelectorAll<Embed>(`${EMBEDS},blockquote`)].some(
      (each) => !/^[01](?:px)?$/.test(each.getAttribute('width') ?? ''),
    )
  const { display } = getComputedStyle(embed)
  if (display === 'none') return false
  const { width, height } = sizeOf(embed)
  if (isRendered(embed)) return width >= SMALLEST.width && height >= SMALLEST.height
  // A box that is not displayed tells what was asked for.
  const style = getComputedStyle(pictured(embed))
  const isLarge = (size: string, smallest: number) => !size.endsWith('px') || Number.parseFloat(size) >= smallest
  return isLarge(style.width, SMALLEST.width) && isLarge(style.height, SMALLEST.height)
}

function setDisplay({ style }: Embed, [value, priority]: Placed['display']): void {
  if (value) style.setProperty('display', value, priority)
  else style.removeProperty('display')
}
