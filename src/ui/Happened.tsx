// What was kept out, let run and erased on this page: names and services, never values.

import { findPurpose } from '../core/decision'
import { textIn } from '../core/text'
import type { Report } from '../handle'
import type { PanelProps } from './context'
import { allWordsFor, counted } from './words'

export function Happened({ context, words, report }: PanelProps & { report: Report }) {
  const { site, language } = context
  const kinds = {
    ...words.common.kinds,
    script: words.record.script,
    embed: words.record.embed,
  }
  const nameOf = (id: string) => {
    const found = findPurpose(site, id)
    if (!found) return []
    const { category, service } = found
    return textIn(service?.name, language) ?? allWordsFor(category, context.words, words, language).title
  }
  const line = ({ id, kind }: Report['held'][number]) => [...id.split(' ').flatMap(nameOf), kinds[kind]].join(' · ')
  return (
    <>
      {(['held', 'released', 'erased', 'kept', 'late', 'unknown'] as const).map((what) =>
        report[what].length ? (
          <details key={what}>
            <summary>
              {words.record[what]} <b>{counted(words.record.count, report[what].length, language)}</b>
            </summary>
            <ul>
              {report[what].map((action) => (
                <li key={`${action.kind} ${action.id} ${action.name}`}>
                  <code>{action.name}</code> <span class="soft">{line(action)}</span>
                </li>
              ))}
            </ul>
          </details>
        ) : ['late', 'unknown'].includes(what) ? null : (
          <p class="none" key={what}>
            {words.record[what]}: {words.record.nothing}
          </p>
        ),
      )}
    </>
  )
}
