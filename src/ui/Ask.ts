// One question of "ask each time": who wants to store what, why and for how long, with three answers that are alike.
// Drawn by hand, as the notice is, for whoever is asked has not opened a view. Blocks nothing, takes no focus, and is
// made a badge by whoever would rather not be asked now. Only a question that a visitor's own press put stands beside
// the control that was pressed and takes the focus: it is the answer to that press (WCAG 3.2.2 is about changes that
// nobody asked for), and Escape gives the focus back.

import type { SiteService, StoredKind } from '../core/config'
import { findPurpose } from '../core/decision'
import { type AskedName, keyOf, type Question } from '../core/questions'
import { matchesGlob } from '../core/rules'
import { textIn } from '../core/text'
import type { QuestionWords } from '../locales/messages'
import css from './ask.css?inline'
import type { Answer, Ask, UiContext } from './context'
import { document } from './document'
import { make } from './element'
import { ANNOUNCE_AFTER_MS, dress, focused, stepAside } from './page'
import { allWordsFor, counted, declaredDuration, duration, fill, isOthers, isOwn, providerOf, storedBy } from './words'

/** In sight for so long and left alone: the visitor would rather not. */
const IGNORED_AFTER_S = 30
/** Between a card and the control it stands beside, and the edge of the viewport. Pixels. */
const GAP = 8
/** Nobody reads more names. */
const MOST_NAMES = 20
const FOCUSABLE = 'a[href],button,input,select,textarea,summary,[tabindex]'
const ANSWERS = ['allow', 'later', 'refuse'] as const

export function createAsk(context: UiContext): Ask {
  const { site } = context
  let more: QuestionWords
  let question: Question | null = null
  let answer: Answer | undefined
  let key = ''
  /** What it asks about, as it is called. */
  let name = ''
  let isFolded = false
  /** The key of what was read out last. */
  let announced = ''
  let isDressed = false
  /** Seconds in sight without being touched. */
  let alone = 0
  let isPointedAt = false
  /** Where focus came from. */
  let before: HTMLElement | null = null
  /** What was pressed to be asked. */
  let control: Element | null = null
  /** It was pressed just now: the focus goes to the question once that is there. */
  let isCalled = false
  let isWanted = false
  let life: AbortController | undefined

  const fold = () => {
    setFolded(true)
    answer?.('aside', key, false)
  }
  const unfold = () => {
    setFolded(false)
    answer?.('unfold', key, false)
  }
  const button = (className: string, action: string, click: (event: Event) => void) =>
    make('button', { type: 'button', class: className, 'data-action': action, click })

  const status = make('p', { class: 'unseen', role: 'status' })
  const title = make('h2', { id: 'ask-title', tabindex: '-1' })
  const who = make('p', { class: 'soft' })
  const what = make('p', {})
  const why = make('p', { class: 'soft why', dir: 'auto' })
  const list = make('ul', {})
  const page = make('p', {})
  const summary = make('summary', {})
  const holds = make('p', {})
  const keys = make('p', { class: 'keys' })
  const details = make('details', {}, summary, list, page, holds, keys) as HTMLDetailsElement
  const whole = make('input', { type: 'checkbox' }) as HTMLInputElement
  const wholeText = make('span', {})
  const wholeLabel = make('label', { class: 'whole' }, whole, wholeText)
  const waits = make('span', { class: 'waits' })
  const folding = button('fold', 'minimise', fold)
  const badge = button('badge', 'open', unfold)
  const choices = ANSWERS.map((each) =>
    // The second click of two was meant for the question before this one.
    button('choice', each, (event) => (event as MouseEvent).detail < 2 && answer?.(each, key, whole.checked)),
  )
  const element = make(
    'section',
    {
      class: 'notice ask',
      'data-view': 'ask',
      popover: 'manual',
      'aria-labelledby': 'ask-title',
      'aria-keyshortcuts': 'Alt+Shift+C',
      pointerenter: () => {
        isPointedAt = true
      },
      pointerleave: () => {
        isPointedAt = false
        alone = 0
      },
      focusin: (event) => {
        const { relatedTarget } = event as FocusEvent
        if (relatedTarget instanceof HTMLElement && !element.contains(relatedTarget)) before = relatedTarget
      },
      // A field that somebody writes in keeps the focus, and a phone its keyboard, when an answer is pressed.
      mousedown: (event) => {
        if ((event.target as Element).closest('button')) event.preventDefault()
      },
      // The page's own keyboard shortcuts are not meant for what is pressed in here.
      keydown: (event) => {
        event.stopPropagation()
        if ((event as KeyboardEvent).key !== 'Escape' || isFolded) return
        fold()
        leave()
      },
    },
    status,
    make('div', { class: 'top' }, title, folding),
    who,
    what,
    why,
    make('div', { class: 'row' }, details, waits),
    wholeLabel,
    make('div', { class: 'choices' }, ...choices),
    badge,
  )
  badge.setAttribute('aria-expanded', 'false')

  const holdsFocus = () => element.contains(focused())
  /** Back to where it came from. */
  const leave = () => {
    if (before?.isConnected) before.focus({ preventScroll: true })
  }
  const setFolded = (next: boolean) => {
    if (isFolded === next) return
    const isHeld = holdsFocus()
    isFolded = next
    alone = 0
    element.classList.toggle('folded', next)
    element.dataset['view'] = next ? 'ask-badge' : 'ask'
    if (isHeld) (next ? badge : title).focus({ preventScroll: true })
  }

  const say = (put: Question, waiting: number) => {
    const { language, words } = context
    const { ask } = more
    const found = findPurpose(site, put.id)
    const { service } = found ?? {}
    const category = found && allWordsFor(found.category, words, more, language)
    const values = {
      service: textIn(service?.name, language) ?? (category?.title || put.host || ask.somebody),
      purpose: category?.title ?? ask.noPurpose,
    }
    const host = service?.hosts[0]?.split('/')[0] ?? put.host
    title.textContent = fill(ask.title, values)
    who.textContent = [
      service && providerOf(service, more, language),
      (host ? isOwn(host) : service && !isOthers(service, site))
        ? ask.own
        : host && service && fill(ask.from, { host }),
    ]
      .filter(Boolean)
      .join(' · ')
    what.textContent = sentences(put, more, language, values.purpose).join(' ')
    why.textContent = textIn(put.reason, language) ?? category?.why ?? ''
    list.replaceChildren(
      ...put.names.slice(0, MOST_NAMES).map((each) => line(each, service, more, language)),
      ...(put.names.length > MOST_NAMES
        ? [make('li', {}, counted(ask.rest, put.names.length - MOST_NAMES, language))]
        : []),
    )
    page.textContent = fill(ask.page, { page: document.title || location.pathname })
    wholeText.textContent = fill(ask.whole, values)
    wholeLabel.hidden = (found?.category.services.length ?? 0) < 2
    waits.textContent = waiting ? counted(ask.waiting, waiting, language) : ''
    badge.textContent = counted(ask.badge, waiting + 1, language)
    name = values.service
  }

  const tick = () => {
    const isIgnored = element.isConnected && !isFolded && !details.open && !isPointedAt && !holdsFocus()
    alone = isIgnored && !document.hidden ? alone + 1 : 0
    if (alone >= IGNORED_AFTER_S) fold()
  }
  const press = (event: KeyboardEvent) => {
    if (!element.isConnected || !isShortcut(event)) return
    event.preventDefault()
    if (holdsFocus()) return leave()
    before = focused()
    if (isFolded) unfold()
    title.focus({ preventScroll: true })
  }
  /** What an on-screen keyboard leaves of the page: the card stands above it, and says only what it has to. */
  const makeRoom = () => {
    const { height, offsetTop, scale } = visualViewport ?? { height: innerHeight, offsetTop: 0, scale: 1 }
    // Whoever enlarges the page moves about in it, and in the card as well.
    const hidden = scale > 1.01 ? 0 : Math.max(0, innerHeight - height - offsetTop)
    element.style.setProperty('--below', `${hidden}px`)
    element.style.setProperty('--above', `${hidden && offsetTop}px`)
    element.style.setProperty('--room', hidden ? `${height}px` : '')
    element.classList.toggle('slim', hidden > 80)
    makeWay()
  }
  /** Below the control, else above it, else at its side; in the corner where it is gone. On a phone the sheet has its place. */
  const standBeside = () => {
    const box = control?.isConnected ? control.getBoundingClientRect() : null
    const isBeside = !!box && box.width > 0
    element.classList.toggle('beside', isBeside)
    if (!isBeside) return
    const { offsetWidth: width, offsetHeight: height } = element
    const { clientWidth, clientHeight } = document.documentElement
    const within = (at: number, size: number, room: number) => Math.max(GAP, Math.min(at, room - size - GAP))
    const below = box.bottom + GAP
    const above = box.top - GAP - height
    const isAtSide = below + height + GAP > clientHeight && above < GAP
    const start = box.right - (getComputedStyle(element).direction === 'rtl' ? width : box.width)
    const side = box.right + GAP + width + GAP <= clientWidth ? box.right + GAP : box.left - GAP - width
    const top = isAtSide ? box.top : below + height + GAP > clientHeight ? above : below
    element.style.setProperty('--x', `${within(isAtSide ? side : start, width, clientWidth)}px`)
    element.style.setProperty('--y', `${within(top, height, clientHeight)}px`)
  }
  /** By a class: WebKit does not hear by `:has([open])` that they were opened. */
  const showAll = () => {
    element.classList.toggle('whole-why', details.open)
    standBeside()
  }
  const makeWay = () => {
    const { activeElement } = document
    const { host } = element.getRootNode() as ShadowRoot
    if (host && activeElement && activeElement !== document.body) stepAside(host, activeElement)
  }
  const begin = () => {
    life = new AbortController()
    const { signal } = life
    document.addEventListener('keydown', press, { capture: true, signal })
    for (const each of ['resize', 'scroll'] as const) visualViewport?.addEventListener(each, makeRoom, { signal })
    for (const each of ['resize', 'scroll'])
      addEventListener(each, standBeside, { capture: true, passive: true, signal })
    details.addEventListener('toggle', showAll, { signal })
    const clock = setInterval(tick, 1000)
    signal.addEventListener('abort', () => clearInterval(clock))
    makeRoom()
  }

  return {
    element,
    get isOpen() {
      return !!question
    },
    get isWanted() {
      return isWanted
    },
    speak(words) {
      more = words
      const { ask } = words
      summary.textContent = ask.details
      holds.textContent = ask.holds
      keys.textContent = fill(ask.keys, { key: shortcut() })
      folding.setAttribute('aria-label', ask.fold)
      for (const [index, each] of choices.entries()) each.textContent = ask[ANSWERS[index] ?? 'later']
    },
    update(next, waiting = 0, tell, shouldFold, beside) {
      answer = tell
      const isHeld = holdsFocus()
      const wasBeside = control
      question = next
      control = beside ?? null
      isWanted = !!next && beside !== undefined
      if (!next) {
        if (isHeld) leave()
        life?.abort()
        life = undefined
        before = null
        key = announced = ''
        return
      }
      if (!life) begin()
      const isNew = key !== keyOf(next)
      key = keyOf(next)
      element.dataset['service'] = key
      say(next, waiting)
      if (isNew) {
        whole.checked = details.open = false
        element.scrollTop = 0
      }
      if (isNew || shouldFold !== undefined) setFolded(shouldFold ?? false)
      standBeside()
      if (control && control !== wasBeside) {
        isCalled = true
        before = control.closest<HTMLElement>(FOCUSABLE) ?? focused()
      }
      if (!isNew) return
      alone = 0
      if (!isHeld || isFolded || isCalled) return
      // Whoever answered by keyboard reads on at the next question, but after one that they asked for where they were.
      if (wasBeside) leave()
      else title.focus({ preventScroll: true })
    },
    drawn(root) {
      if (!isDressed) dress(root, css)
      isDressed = true
      standBeside()
      if (isFolded) return
      if (isCalled) {
        isCalled = false
        announced = key
        return title.focus({ preventScroll: true })
      }
      if (announced === key) return
      announced = key
      makeWay()
      const text = `${fill(more.ask.announce, { service: name })} ${keys.textContent}`
      setTimeout(() => {
        status.textContent = text
      }, ANNOUNCE_AFTER_MS)
    },
    unfold() {
      if (isFolded) unfold()
    },
  }
}

/** What it wants, for how long at the longest, and whether code or content is held as well. */
function sentences({ names, elements }: Question, { ask }: QuestionWords, language: string, purpose: string): string[] {
  const count = names.length
  if (!count) return [fill(ask.loads, { purpose })]
  const isCookies = names.every(({ kind }) => kind === 'cookie')
  const longest = Math.max(
    ...names.map((each) => each.seconds ?? (endsWithBrowser(each.kind) ? 0 : Number.POSITIVE_INFINITY)),
  )
  return [
    fill(counted(isCookies ? ask.cookies : ask.items, count, language), { purpose }),
    longest === 0
      ? ask.keptSession
      : longest === Number.POSITIVE_INFINITY
        ? ask.keptAlways
        : fill(ask.kept, { howLong: duration(longest, language) }),
    ...(elements ? [ask.alsoLoads] : []),
  ]
}

/** A name, its kind and lifetime as it was asked for, and what the owner declared. */
function line(asked: AskedName, service: SiteService | undefined, more: QuestionWords, language: string): HTMLElement {
  const { ask, common, settings } = more
  const { name, kind, seconds } = asked
  const noEnd = endsWithBrowser(kind) ? settings.session : settings.noEnd
  const howLong = seconds === null ? noEnd : duration(seconds, language)
  const declared = service && declarationOf(service, kind, name)
  const isKind = declared?.kind === kind
  const isUndated = isKind && declared.days === undefined
  // A storage keeps what has no end of its own: nobody has to declare that.
  const its = isUndated && kind !== 'cookie' ? noEnd : declaredDuration(declared?.days, more, language)
  const comparison = isKind && its === howLong ? ask.agrees : isUndated ? ask.silent : ''
  return make(
    'li',
    {},
    make('code', {}, name),
    make('span', { class: 'soft' }, [common.kinds[kind], howLong, comparison].filter(Boolean).join(' · ')),
    comparison
      ? ''
      : make(
          'b',
          {},
          declared ? fill(ask.differs, { declared: [common.kinds[declared.kind], its].join(' · ') }) : ask.undeclared,
        ),
  )
}

/** Whether what has no end of its own goes when the browser is closed. */
const endsWithBrowser = (kind: StoredKind) => kind === 'cookie' || kind === 'session'

/** What the owner says of a name: of its kind before others, exact names before globs. */
function declarationOf(service: SiteService, kind: StoredKind, name: string) {
  const rank = (each: { kind: StoredKind; name: string }) => Number(each.kind !== kind) * 2 + Number(each.name !== name)
  return storedBy(service)
    .filter((each) => matchesGlob(name, each.name))
    .sort((a, b) => rank(a) - rank(b))[0]
}

/**
 * Alt+Shift+C, for "cookies": no browser and no screen reader uses it. On a Mac it writes a letter, so there it does
 * nothing in a field; elsewhere it writes none. By the key's place where a layout has no C.
 */
function isShortcut(event: KeyboardEvent): boolean {
  const { altKey, shiftKey, ctrlKey, metaKey, isComposing, code } = event
  if (!altKey || !shiftKey || ctrlKey || metaKey || isComposing) return false
  const key = event.key.toLowerCase()
  if (key === 'c') return true
  const [target] = event.composedPath()
  const isField =
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  return code === 'KeyC' && !/^[a-z]$/.test(key) && !isField
}

/** What the keys are called on this keyboard. */
const shortcut = () => `${/Mac/.test(navigator.platform) ? 'Option' : 'Alt'}+Shift+C`
