// What is stored on this device now, by who declared it, and a way to erase it: names, never values.

import type { TargetedEvent } from 'preact'
import { findPurpose } from '../core/decision'
import type { StoredItem, StoredNames } from '../core/on-device'
import { textIn } from '../core/text'
import type { PanelProps } from './context'
import { allWordsFor, fill } from './words'

/** More lines are folded, by who declared them. */
const MOST_OPEN = 12

export function StoredNow(props: PanelProps & { stored: StoredNames }) {
  const { context, words, state, set, stored } = props
  const { consent, site } = context
  const { items, hasDatabases } = stored
  const { name: recordName } = site.record
  const isOwn = ({ kind, name }: StoredItem) => kind === 'cookie' && name.replace(/-(visit|names)$/, '') === recordName
  const isOptional = ({ id }: StoredItem) => findPurpose(site, id)?.category.required === false

  const look = async (withDatabases: boolean) => {
    await stored.look(withDatabases)
    set({ isSure: false, done: '' })
  }
  const erase = async (wanted: readonly StoredItem[], { currentTarget }: TargetedEvent<HTMLElement>) => {
    // What is pressed goes with its line.
    currentTarget.closest('section')?.querySelector('h3')?.focus()
    const count = await stored.erase(wanted)
    set({ isSure: false, done: fill(words.record.gone, { count }) })
    // With the record goes what it decided: the notice asks again.
    if (wanted.some((each) => isOwn(each) && each.name === recordName)) consent.forget()
  }
  const button = (action: string, text: string, click: (event: TargetedEvent<HTMLElement>) => void, label?: string) => (
    <button type="button" class="equal" data-action={action} aria-label={label} onClick={click}>
      {text}
    </button>
  )

  const groups = new Map<string, StoredItem[]>()
  const keyOf = (item: StoredItem) => (isOwn(item) ? 'own' : item.id)
  const order = ['own', ...site.categories.flatMap(({ services }) => services.map(({ id }) => id)), '']
  for (const key of order) {
    const mine = items.filter((each) => keyOf(each) === key)
    if (mine.length) groups.set(key, mine)
  }

  return (
    <section class="stored">
      <h3 tabIndex={-1}>{words.record.stored}</h3>
      <p class="soft">{words.record.storedLead}</p>
      {[...groups].map(([key, mine]) => (
        <details key={key} open={items.length <= MOST_OPEN}>
          <summary>
            {key === 'own' ? words.record.title : titleOf(props, key)}{' '}
            <b>{fill(words.record.count, { count: mine.length })}</b>
          </summary>
          <ul>
            {mine.map((each) => (
              <li class="line" key={`${each.kind} ${each.name}`}>
                <span>
                  <code>{each.name}</code> <span class="soft">{words.common.kinds[each.kind]}</span>
                </span>
                {button(
                  'erase',
                  words.record.erase,
                  (event) => void erase([each], event),
                  `${words.record.erase}: ${each.name}`,
                )}
                {each.why && <p class="doubt across">{words.record.why[each.why]}</p>}
              </li>
            ))}
          </ul>
        </details>
      ))}
      {!items.length && <p class="none">{words.record.nothing}</p>}
      <div class="buttons">
        {state.isSure && <p class="across">{words.record.eraseSure}</p>}
        {!hasDatabases && !state.isSure && <p class="soft across">{words.record.databasesPrice}</p>}
        {state.isSure ? (
          <>
            {button('erase-all', words.record.eraseAll, (event) => void erase(items, event))}
            {button(
              'erase-optional',
              words.record.eraseOptional,
              (event) => void erase(items.filter(isOptional), event),
            )}
            {button('erase-not', words.record.eraseNot, () => set({ isSure: false }))}
          </>
        ) : (
          <>
            {items.length > 0 &&
              button('erase-all', words.record.eraseAll, (event) =>
                items.every(isOptional) ? void erase(items, event) : set({ isSure: true }),
              )}
            {button('look', hasDatabases ? words.record.look : words.record.lookDatabases, () => void look(true))}
          </>
        )}
      </div>
    </section>
  )
}

/** Who declared it, and what for. */
function titleOf({ context, words }: PanelProps, id: string): string {
  const { site, language } = context
  const found = findPurpose(site, id)
  if (!found) return words.record.undeclared
  const { title } = allWordsFor(found.category, context.words, words, language)
  return [textIn(found.service?.name, language), title].filter(Boolean).join(' · ')
}
