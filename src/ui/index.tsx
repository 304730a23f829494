// The views' one door: draws in one host element what it is told to show.

import type { View } from '../handle'
import type { AsideView, Ask, DialogHandle, DialogView, InPagePart, Ui, UiContext } from './context'
import { document, page } from './document'
import { createNotice, type Notice } from './Notice'
import css from './notice.css?inline'
import { ANNOUNCE_AFTER_MS, dress, isDark, place, stepAside } from './page'

export type { Ui, UiContext } from './context'

const MOST_RETURNS = 100

export function mount(context: UiContext): Ui {
  const { consent } = context
  const host = document.createElement('dongui-ui')
  const root = host.attachShadow({ mode: 'open' })
  // A router may replace the body and our element with it; whoever takes it away again and again is let have their way.
  // What the page opens modally, or closes, may be where it has to stand.
  const watch = new MutationObserver((changes) => {
    const isChanged = changes.some(({ attributeName }) => attributeName)
    if (isChanged) void speak()
    if ((isChanged || !host.isConnected) && returns++ < MOST_RETURNS) draw()
  })
  let returns = 0
  let isGone = false
  let isAsking = false
  /** What is said aside, while it stands. */
  let aside: HTMLElement | null = null
  let card: Ask | undefined
  /** What was asked last. */
  let put: Parameters<Ui['ask']> = [null]
  /** Which of these two is drawn. */
  let quiet: HTMLElement | null | undefined
  let dialog: DialogHandle | undefined
  let shown: View | null = null
  // Who asked last is shown; what comes late, or after `hide`, is not.
  let turn = 0

  /** Also called when somebody is about to open a view: then it is there at once. */
  const fetch = async (view: DialogView) => {
    const { createDialog } = await context.load('dialog')
    dialog ??= createDialog(root, context, { draw, open, close, speak })
    return dialog.fetch(view)
  }
  const open = (view: View) => void show(view).catch(() => notice?.say(context.words.notice.failed))
  const close = () => {
    turn++
    dialog?.close()
    isAsking = !consent.record
    draw()
  }

  let notice: Notice | undefined
  dress(root, css)
  // The page's text has another colour.
  host.ontransitionend = () => draw()

  const draw = () => {
    const now =
      dialog?.view ??
      (isAsking && !card?.isWanted
        ? 'notice'
        : aside
          ? (aside.dataset['view'] as AsideView)
          : card?.isOpen
            ? 'ask'
            : null)
    watch.disconnect()
    if (isGone) return // A dialog tells that it was closed a moment later.
    host.lang = context.language // Before the page is watched: for us it would be a change of language.
    host.dir = context.words.notice.direction
    let isNew: boolean | null = false
    if (now) {
      isNew = place(host)
      watch.observe(page, { childList: true, subtree: true, attributeFilter: ['open', 'lang'] })
      if (isNew === null) return
      host.classList.toggle('dark', isDark(host))
    }
    if (isAsking) {
      if (!notice?.element.parentNode) {
        notice = createNotice(context, open, (view) => void fetch(view).catch(() => null)) // Told of when it is opened.
        root.append(notice.element)
        setTimeout(notice.say, ANNOUNCE_AFTER_MS, context.words.notice.announce)
      }
      notice.element.classList.toggle('covered', now !== 'notice')
      raise(notice.element)
    } else notice?.element.remove()
    const wanted = now === 'ask' ? card?.element : now && now === aside?.dataset['view'] ? aside : null
    if (quiet !== wanted) quiet?.remove()
    quiet = wanted
    if (quiet) {
      if (!quiet.parentNode) root.append(quiet)
      raise(quiet)
    }
    if (now === 'ask') card?.drawn(root)
    dialog?.draw(isNew)
    if (!now) host.remove()
    if (now !== shown) {
      shown = now
      context.shown(now)
      void speak()
    }
  }
  /** Has everything said in another language, if it is another: the one that is asked for, or the page's by now. */
  const speak = async (to?: string) => {
    const spoken = await context.speak(to)
    if (spoken.language === context.language) return
    const held = root.activeElement?.getAttribute('data-action')
    Object.assign(context, spoken)
    notice?.element.remove()
    if (shown && shown !== 'ask') open(shown)
    ask(...put).catch(draw) // Its words cannot be had: it stays as it is.
    root.querySelector<HTMLElement>(`[data-action=${held}]`)?.focus()
  }

  const onFocus = ({ target }: Event) => stepAside(host, target as Element)
  document.addEventListener('focusin', onFocus)

  const show: Ui['show'] = async (view) => {
    const mine = ++turn
    if (view === 'notice') {
      isAsking = true
      dialog?.close()
    } else if (view === 'reload' || view === 'status') {
      const [{ createAside }, { default: more }] = await Promise.all([
        context.load('aside'),
        context.load(`more/${context.language}`),
      ])
      // The offer to load the page anew says it as well.
      if (view === 'reload' || !aside) aside = createAside(view, context, more, putAway)
    } else if (view === 'ask') card?.unfold()
    else if (isInPage(view)) {
      const [start, words] = await (await context.load('special')).fetchInPage(view, context)
      start(context, words)
    } else {
      // `button` comes here only where what draws it could not be had: then it cannot be had here, either.
      const openView = await fetch(view as DialogView)
      if (mine !== turn) return
      openView()
    }
    draw()
  }
  const putAway = () => {
    aside = null
    draw()
  }
  const ask: Ui['ask'] = async (...next) => {
    put = next
    if (put[0]) {
      const [{ createAsk }, { default: words }] = await Promise.all([
        context.load('ask'),
        context.load(`question/${context.language}`),
      ])
      card ??= createAsk(context)
      card.speak(words)
    }
    card?.update(...put)
    draw()
  }
  const hide = () => {
    turn++
    aside = null
    isAsking = false
    dialog?.close()
    void ask(null) // Draws, too.
  }
  return {
    host,
    get language() {
      return context.language
    },
    show,
    ask,
    hide,
    update() {
      // A choice made elsewhere answers the notice too.
      if (consent.record) isAsking = false
      draw()
    },
    unmount() {
      document.removeEventListener('focusin', onFocus)
      hide()
      isGone = true
    },
  }
}

/** Whether something is drawn in the page itself, and not over it: by its first letter, which no view shares. */
const isInPage = (view: View | InPagePart | 'button'): view is InPagePart => /^[dp]/.test(view)

/** Lifts an element into the top layer, over whatever the page stacks. */
function raise(element: HTMLElement) {
  try {
    element.showPopover()
  } catch {
    // It is there already; or there is none, before Safari 17: then it is fixed, and stacked as high as can be.
  }
}
