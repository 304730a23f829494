// Per category and per service: allow, refuse, or be asked each time, with everything that is stored.

import type { Decision } from '../core/config'
import { textIn } from '../core/text'
import type { PanelProps } from './context'
import { choiceOf, decided } from './draft'
import { FlawNote } from './FlawNote'
import { withOwnRecord } from './ownRecord'
import { Segments } from './Segments'
import { Provider, StoredTable } from './StoredTable'
import { allWordsFor, counted, fill } from './words'

export default function Settings(props: PanelProps) {
  const { context, words, state, set, close } = props
  const { consent, site, language } = context
  const save = (choice: Decision | Record<string, Decision>) => {
    void consent.choose(choice).then((isDone) => isDone && close()) // What could not be recorded stays ticked.
  }
  const decide = (ids: string[], decision: Decision) =>
    set({ draft: { ...state.draft, ...Object.fromEntries(ids.map((id) => [id, decision])) } })

  return (
    <>
      <div class="body">
        <p class="soft">{words.settings.lead}</p>
        <FlawNote {...props} />
        {/* Whoever has allowed something since has not been kept to it. */}
        {site.objection && !/"allow"/.test(JSON.stringify(consent.record)) && (
          <div class="aside-note">
            <p>{words.common.objections[site.objection]}</p>
          </div>
        )}
        {withOwnRecord(site, words.settings.ownRecord).map((category) => {
          const { title, why, withoutIt } = allWordsFor(category, context.words, words, language)
          const named = `title-${category.id}`
          const count = category.services.reduce(
            (sum, { cookies, storage }) => sum + cookies.length + storage.length,
            0,
          )
          return (
            <section class="category" key={category.id}>
              <div class="row">
                <h3 id={named}>{title}</h3>
                {category.required ? (
                  <b class="always">{words.common.always}</b>
                ) : (
                  <Segments
                    {...props}
                    id={category.id}
                    labelledBy={named}
                    decide={(decision) => decide([category.id, ...category.services.map(({ id }) => id)], decision)}
                  />
                )}
              </div>
              <p dir="auto">{why}</p>
              {!category.required && withoutIt && (
                <p class="soft">{fill(words.settings.without, { list: withoutIt })}</p>
              )}
              {category.services.length > 0 && (
                <details open={category.services.some(({ id }) => consent.record?.services[id])}>
                  <summary>{counted(words.settings.details, count, language)}</summary>
                  {category.services.map((service) => (
                    <div class="service" key={service.id}>
                      <div class="row">
                        <h4 id={`title-${service.id}`}>{textIn(service.name, language)}</h4>
                        {!category.required && (
                          <Segments
                            {...props}
                            id={service.id}
                            labelledBy={`title-${service.id}`}
                            decide={(decision) => decide([service.id], decision)}
                          />
                        )}
                      </div>
                      <Provider {...props} service={service} />
                      <StoredTable {...props} service={service} />
                    </div>
                  ))}
                </details>
              )}
            </section>
          )
        })}
      </div>
      <div class="foot">
        {(['allow', 'refuse'] as const).map((choice) => (
          <button type="button" class="equal" data-action={choice} key={choice} onClick={() => save(choice)}>
            {context.words.notice[choice]}
          </button>
        ))}
        <button
          type="button"
          class="main"
          data-action="save"
          onClick={() => save(choiceOf(site, (id) => decided(props, id)))}
        >
          {words.settings.save}
        </button>
      </div>
    </>
  )
}
