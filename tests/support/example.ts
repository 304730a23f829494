// Small literals that tests share: a site, a configuration and a record that answers for it.

import { type Config, siteFrom } from '../../src/core/config'
import { type ConsentRecord, purposesOf } from '../../src/core/record'

export const exampleConfig: Config = {
  service: { name: { ko: '예시 메일', en: 'Example Mail' } },
  policy: { url: '/privacy', version: '2026-11-01' },
  categories: [
    {
      id: 'necessary',
      required: true,
      services: [{ id: 'mail', name: 'Mail', cookies: [{ name: 'session', days: 'session' }] }],
    },
    {
      id: 'analytics',
      services: [
        {
          id: 'stats',
          name: 'Example Stats',
          cookies: [{ name: '_st_*', days: 395 }, { name: 'visitor' }],
          storage: [{ name: 'stats-queue' }, { name: 'stats-tab', kind: 'session' }],
        },
        { id: 'visits', name: 'Visits', cookies: [{ name: 'visits' }] },
      ],
    },
    { id: 'personalization', services: [{ id: 'assistant', name: 'Assistant', cookies: [{ name: 'folder' }] }] },
  ],
}

export const exampleSite = siteFrom(exampleConfig)

/** 2026-11-23 00:00 UTC, in seconds. */
export const TODAY_S = 1_795_392_000

export const exampleRecord: ConsentRecord = {
  id: 'aaaaaaaaaaaaaaaaaaaaaa',
  since: TODAY_S,
  policyVersion: '2026-11-01',
  purposes: purposesOf(exampleSite),
  // In English, and of the three answers below the last an hour later.
  details: 'en...2s0',
  categories: { analytics: 'allow', personalization: 'ask' },
  services: { visits: 'refuse' },
}
