// What a service keeps on the device: name, why, how long and in which kind of store.

import { linkTo } from '../core/address'
import type { SiteService } from '../core/config'
import { textIn } from '../core/text'
import type { PanelProps } from './context'
import { howLongIs, storedBy, whoseIs } from './words'

/** Who stores it, and where the data goes. */
export function Provider({ context: { site, language }, words, service }: PanelProps & { service: SiteService }) {
  const { policyUrl } = service
  return (
    <p class="soft">
      {whoseIs(service, site, words, language)}
      {policyUrl && (
        <>
          {' · '}
          <a href={linkTo(policyUrl, location.href)} target="_blank" rel="noopener noreferrer">
            {words.settings.providerPolicy} ({words.common.newWindow})
          </a>
        </>
      )}
    </p>
  )
}

export function StoredTable({ context: { language }, words, service }: PanelProps & { service: SiteService }) {
  const { name, why, howLong, kind } = words.settings
  const stored = storedBy(service)
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
            <th scope="row">
              <bdi>{each.name}</bdi>
            </th>
            <td data-label={why}>{textIn(each.why, language) ?? '–'}</td>
            <td data-label={howLong}>{howLongIs(each, words, language)}</td>
            <td data-label={kind}>{words.common.kinds[each.kind]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
