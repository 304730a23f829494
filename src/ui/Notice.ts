// The first layer: who asks, what for, what refusing changes, and the choices. Blocks nothing and takes no focus.
// Drawn by hand, not by Preact: it never changes but for one line, and most visitors never see another view. So a first
// visit does without what weighs more than all of this file, its styles and its words together.

import { linkTo } from '../core/address'
import { choicesOf } from '../core/decision'
import { textIn } from '../core/text'
import type { DialogView, UiContext } from './context'
import { make } from './element'
import { browserName } from './page'
import { fill, siteName, wordsFor } from './words'

export interface Notice {
  element: HTMLElement
  /** Has a screen reader read something out; shows it, too, if something failed. */
  say(text: string): void
}

/**
 * @param open opens a view
 * @param expect somebody is about to open a view
 */
export function createNotice(
  { consent, site, language, words, renewed, honored = '', informs = '' }: UiContext,
  open: (view: DialogView) => void,
  expect: (view: DialogView) => void,
): Notice {
  const { notice } = words
  const names: Partial<Record<string, string>> | undefined = notice.browsers
  const name = browserName()
  const browser = (names?.[name] ?? name) || notice.thisBrowser
  const optional = site.categories.filter((each) => !each.required).map((each) => wordsFor(each, words, language))
  // Intl.ListFormat would say it in every language, and takes longer than all of the notice.
  const last = optional.at(-1)?.title ?? ''
  const others = optional.slice(0, -1).map(({ title }) => title)
  const purposes = others.length ? others.join(notice.comma) + notice.and + last : last
  // Owners write sentences where we write clauses.
  const list = optional.flatMap(({ withoutIt }) => withoutIt.replace(/[.。।]$/, '') || []).join(notice.comma)

  const link = (view: DialogView, text: string) =>
    make(
      'button',
      {
        type: 'button',
        class: 'link',
        'data-action': view,
        click: () => open(view),
        pointerenter: () => expect(view),
        focus: () => expect(view),
      },
      text,
    )

  const status = make('p', { class: 'unseen', role: 'status' })
  const element = make(
    'section',
    { class: 'notice', 'data-view': 'notice', popover: 'manual', 'aria-labelledby': 'notice-title' },
    status,
    make('h2', { id: 'notice-title' }, fill(notice.title, { service: siteName(site, language) })),
    renewed?.() ? make('p', {}, fill(notice.renewed, { changes: textIn(site.policy.changes, language) })) : '',
    make('p', {}, honored, ' ', fill(site.mode === 'opt-out' ? informs : notice.asks, { purposes })),
    make('p', { class: 'soft' }, notice.goesOn, list && ` ${fill(notice.changes, { list })}`),
    make(
      'div',
      { class: 'choices' },
      ...choicesOf(site).map((choice) =>
        make(
          'button',
          {
            type: 'button',
            class: 'choice',
            'data-action': choice,
            click: () => void consent.choose(choice).then((isDone) => isDone || say(notice.failed)),
          },
          notice[choice],
        ),
      ),
    ),
    make(
      'div',
      { class: 'links' },
      link('settings', notice.settings),
      link('refusal', fill(notice.guide, { browser })),
      make(
        'a',
        { class: 'link', 'data-action': 'policy', href: linkTo(site.policy.url, location.href) ?? '' },
        notice.policy,
      ),
    ),
  )

  const say = (text: string) => {
    status.textContent = text
    status.className = text === notice.failed ? '' : 'unseen'
  }
  return { element, say }
}
