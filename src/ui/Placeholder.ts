// What stands where an embed is held: who would load, why, and the choices. In ask mode it is the question itself. It has
// the page's own type and colour, in a shadow root, so that the page's rules for its elements do not reach inside.

import { findPurpose } from '../core/decision'
import { textIn } from '../core/text'
import type { PlaceholderWords } from '../locales/messages'
import type { UiContext } from './context'
import { make } from './element'
import { expectSettings } from './expect'
import { allWordsFor, fill, isOthers, providerOf } from './words'

/** `once`: this embed, on this page view, and nothing is recorded. `show`: ask, for there is no room to do it here. */
export type PlaceholderAction = 'once' | 'allow' | 'later' | 'refuse' | 'show'

export interface Face {
  element: HTMLElement
  /** Has a screen reader read out, and shows, that an answer had no effect. */
  fail(): void
}

/**
 * @param ids of what the embed waits for and is not allowed: services, or categories
 * @param address where it would load from, or empty
 * @param isQuestion the visitor wants to be asked, and has not been in this visit
 * @param canOnce it can be let go by itself
 */
export function createFace(
  context: UiContext,
  more: PlaceholderWords,
  ids: readonly string[],
  address: string,
  isQuestion: boolean,
  canOnce: boolean,
  act: (action: PlaceholderAction) => void,
): Face {
  const { site, language, words } = context
  const { placeholder, ask } = more
  const purposes = ids.flatMap((id) => findPurpose(site, id) ?? [])
  const categories = purposes.map(({ category }) => allWordsFor(category, words, more, language))
  const join = (texts: (string | false | undefined)[]) => [...new Set(texts.filter(Boolean))].join(words.notice.comma)
  const name = join(purposes.map(({ service }, index) => textIn(service?.name, language) ?? categories[index]?.title))
  const who = purposes.map(({ service }) => service && isOthers(service, site) && providerOf(service, more, language))
  const host = hostOf(address)
  const expect = expectSettings(context)
  const texts = {
    once: placeholder.once,
    allow: isQuestion ? ask.allow : placeholder.always,
    later: ask.later,
    refuse: ask.refuse,
    show: fill(placeholder.show, { service: name }),
  }
  const button = (action: PlaceholderAction) =>
    make(
      'button',
      {
        type: 'button',
        'data-action': action,
        class: action,
        // The second click of two was meant for what stood here before.
        click: (event) => (event as MouseEvent).detail < 2 && act(action),
      },
      texts[action],
    )
  const actions: PlaceholderAction[] = isQuestion
    ? ['allow', 'later', 'refuse']
    : canOnce
      ? ['once', 'allow']
      : ['allow']
  const status = make('p', { role: 'status' })
  const element = make(
    'div',
    {
      class: 'face',
      role: 'group',
      'data-view': 'placeholder',
      'data-service': ids.join(' '),
      'aria-labelledby': 'title',
      lang: language,
      dir: words.notice.direction,
      // The page's own keyboard shortcuts are not meant for what is pressed in here.
      keydown: (event) => event.stopPropagation(),
    },
    make(
      'div',
      { class: 'inside' },
      make('p', { id: 'title', class: 'title' }, name),
      make('p', { class: 'who' }, join([...who, host ? fill(ask.from, { host }) : address && ask.own])),
      make('p', { class: 'why', dir: 'auto' }, join(categories.map(({ why }) => why))),
      make('p', { class: 'held' }, isQuestion ? placeholder.question : placeholder.held),
      make('div', { class: 'choices' }, ...actions.map(button)),
      make(
        'button',
        {
          type: 'button',
          class: 'link',
          'data-action': 'settings',
          'data-dongui': 'preferences',
          pointerenter: expect,
          focus: expect,
        },
        placeholder.settings,
      ),
      status,
    ),
    button('show'),
  )
  return {
    element,
    fail() {
      status.textContent = placeholder.failed
    },
  }
}

/** The host that an address would load from; empty for this page's own. */
function hostOf(address: string): string {
  try {
    const { host, protocol } = new URL(address, location.href)
    return host !== location.host && /^http/.test(protocol) ? host : ''
  } catch {
    return '' // not an address
  }
}
