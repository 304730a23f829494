// The dialog that every view but the notice stands in, fetched with the first of them; the only place that moves focus.

import { render, type TargetedEvent, type TargetedKeyboardEvent } from 'preact'
import { whichBrowser } from '../core/browser'
import type {
  DialogHandle,
  DialogHost,
  DialogView,
  Fetched,
  PanelProps,
  PanelState,
  PanelWords,
  UiContext,
} from './context'
import { document } from './document'
import { browserHints, dress, focused } from './page'
import css from './panel.css?inline'

/** Draws beside the notice, in the same host. `draw`, `open` and `close` are the host's. */
export function createDialog(
  root: ShadowRoot,
  context: UiContext,
  { draw, open, close, speak }: DialogHost,
): DialogHandle {
  const box = document.createElement('div')
  const browser = whichBrowser(browserHints())
  let fetched: Fetched | null = null
  let state: PanelState = { draft: {} }
  let languages: Fetched['languages'] = []
  let isChosen = false
  /** Where focus came from. */
  let before: HTMLElement | null = null
  let headed: DialogView | null = null

  const set = (change: Partial<PanelState>) => {
    state = { ...state, ...change }
    draw()
  }
  const choose = (tag: string) => {
    isChosen = true
    speak(tag)
  }
  /** Somebody is about to open another view. */
  const expect = (view: DialogView) => {
    for (const part of partsOf(view, context.language)) void context.load(part).catch(() => null)
  }
  const openModally = (dialog: HTMLDialogElement | null) => {
    if (!dialog) return
    headed = null
    dialog.showModal()
    // Where a blocker hides us, a page would be kept from being pressed by what nobody sees.
    if (dialog.checkVisibility?.({ visibilityProperty: true }) === false) dialog.close()
    return () => {
      dialog.close()
      before?.focus({ preventScroll: true })
    }
  }

  dress(root, css)
  root.append(box)
  return {
    get view() {
      return fetched?.view ?? null
    },
    async fetch(view) {
      const { load, language, site, consent, answering } = context
      // Whoever opens a view may change an answer: what records it is fetched meanwhile.
      void load('amend').catch(() => null)
      const isForeign = navigator.language.slice(0, 2) !== language.slice(0, 2)
      const [{ default: View }, { default: more }, guides, offered, stored, recorded, answers] = await Promise.all([
        load(view),
        load(`more/${language}`),
        // Menu words are those of a browser in Korean or in English.
        view === 'refusal' ? load(guidesIn(language)) : null,
        // Without the list everything else is there.
        (site.languages || isForeign) && !isChosen ? load('offer').catch(() => null) : null,
        view === 'record' ? load('stored').then(({ openStored }) => openStored(context)) : undefined,
        view === 'record' ? load(`recorded/${language}`) : null,
        // Of names that nobody declared whoever asks knows the answers. Without them everything else is there.
        view === 'record' && /"ask"/.test(JSON.stringify(consent.record))
          ? answering?.watchHeld().catch(() => null)
          : null,
      ])
      if (offered) languages = offered.offeredLanguages(site, language)
      return () => {
        if (!fetched) {
          state = { draft: {} }
          before = focused()
        }
        const words = { ...more, ...(recorded && { record: recorded.default }) } as PanelWords
        fetched = { view, View, words, guides: guides?.default ?? [], stored, answers, languages }
        draw()
        if (box.querySelector('dialog')?.open === false) throw new Error('hidden by the browser or a blocker')
      }
    },
    close() {
      fetched = null
    },
    draw(isNew) {
      if (isNew) render(null, box)
      render(
        fetched && (
          <Dialog {...fetched} {...{ context, browser, state, set, open, close, openModally, choose, expect }} />
        ),
        box,
      )
      // Reading begins at the heading: of the dialog, and of every view that takes another's place.
      if (fetched && headed !== fetched.view) box.querySelector('h2')?.focus({ preventScroll: true })
      headed = fetched?.view ?? null
    },
  }
}

const guidesIn = (language: string) => `guides/${language === 'ko' ? 'ko' : 'en'}` as const
/** What a view needs beside the words that are there with the first one. */
const partsOf = (view: DialogView, language: string) =>
  view === 'refusal'
    ? [view, guidesIn(language)]
    : view === 'record'
      ? [view, 'stored' as const, `recorded/${language}` as const]
      : [view]

const VIEWS: readonly DialogView[] = ['settings', 'refusal', 'record']

interface DialogProps extends PanelProps, Fetched {
  openModally(dialog: HTMLDialogElement | null): (() => void) | undefined
  expect(view: DialogView): void
  /** The visitor wants another language. */
  choose(tag: string): void
}

/** Modal, named by its heading. Escape and the cross close it and change nothing. */
function Dialog({ View, openModally, languages, choose, expect, ...props }: DialogProps) {
  const { view, words, open, close, context } = props
  return (
    <dialog
      class="panel"
      data-view={view}
      aria-labelledby="panel-title"
      ref={openModally}
      // A dialog that was taken away tells so afterwards, when another may stand there.
      onClose={({ currentTarget }: TargetedEvent<HTMLDialogElement>) => currentTarget.isConnected && close()}
      // The page's own keyboard shortcuts are not meant for what is pressed in here.
      onKeyDown={(event: TargetedKeyboardEvent<HTMLDialogElement>) => event.stopPropagation()}
    >
      <div class="head">
        <h2 id="panel-title" tabIndex={-1}>
          {words[view].title}
        </h2>
        <button type="button" class="close" data-action="close" aria-label={words.common.close} onClick={close}>
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="m3 3 10 10M13 3 3 13" />
          </svg>
        </button>
        <nav aria-labelledby="panel-title">
          {VIEWS.map((each) => (
            <button
              type="button"
              data-action={each}
              aria-current={each === view ? 'page' : undefined}
              onClick={() => open(each)}
              onPointerEnter={() => expect(each)}
              onFocus={() => expect(each)}
              key={each}
            >
              {words.common.views[each]}
            </button>
          ))}
        </nav>
      </div>
      <View key={view} {...props} />
      {languages.length > 1 && (
        <label class="tongue">
          <svg viewBox="0 0 16 16" aria-hidden="true">
            <path d="M8 1a7 7 0 1 0 0 14A7 7 0 1 0 8 1M1 8h14M8 1c-5 4-5 10 0 14 5-4 5-10 0-14" />
          </svg>
          <select
            aria-label={words.common.language}
            data-action="language"
            value={context.language}
            onChange={({ currentTarget }: TargetedEvent<HTMLSelectElement>) => choose(currentTarget.value)}
          >
            {languages.map(([tag, name]) => (
              <option value={tag} lang={tag} key={tag}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
    </dialog>
  )
}
