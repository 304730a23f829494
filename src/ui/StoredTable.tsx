// What a service keeps on the device: name, why, how long and in which kind of store.

import { linkTo } from '../core/address'
import type { SiteService, Stored } from '../core/config'
import { textIn } from '../core/text'
import type { PanelProps } from './context'
import { fill } from './words'

/** Who stores it, and where the data goes. */
export function Provider({ context: { language }, words, service }: PanelProps & { service: SiteService }) {
  const { provider, country, policyUrl } = service
  const where = country && new Intl.DisplayNames(language, { type: 'region' }).of(country)
  if (!provider && !where && !policyUrl) return null
  return (
    <p class="soft">
      {[provider, where && fill(words.settings.country, { country: where })].filter(Boolean).join(' · ')}
      {(provider || where) && policyUrl && ' · '}
      {policyUrl && (
        <a href={linkTo(policyUrl, location.href)} target="_blank" rel="noopener noreferrer">
          {words.settings.providerPolicy} ({words.common.newWindow})
        </a>
      )}
    </p>
  )
}

export function StoredTable({ context: { language }, words, service }: PanelProps & { service: SiteService }) {
  const { name, why, howLong, kind } = words.settings
  const stored = [
    ...service.cookies.map((each) => ({ kind: 'cookie' as const, ...each })),
    ...service.storage.map((each) => ({ kind: 'local' as const, ...each })),
  ]
  if (!stored.length) return null
  return (
    <table>
      <thead>
        <tr>
          {[name, why, howLong, kind].map((each) => (
            <th scope="col" key={each}>
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {stored.map((each) => (
          <tr key={`${each.kind} ${each.name}`}>
            <th scope="row">{each.name}</th>
            <td data-label={why}>{textIn(each.why, language) ?? '–'}</td>
            <td data-label={howLong}>{duration(each, words.settings, language)}</td>
            <td data-label={kind}>{words.common.kinds[each.kind]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** `13 months`: whole days up to three months, then the nearest month. */
function duration({ days }: Stored, words: PanelProps['words']['settings'], language: string): string {
  if (days === 'session') return words.session
  if (!days) return words.unknown
  const [unit, count] = days < 90 ? ['day', days] : ['month', Math.round(days / 30.44)]
  return new Intl.NumberFormat(language, { style: 'unit', unit: `${unit}`, unitDisplay: 'long' }).format(Number(count))
}
