// The configuration that stories share: one service in each optional category, with names of every kind.

import { type Config, siteFrom } from '../../src/core/config'
import { type ConsentRecord, formatRecord, purposesOf } from '../../src/core/record'

export const storyConfig: Config = {
  service: { name: '예시 메일' },
  policy: { url: '/privacy', version: '2026-11-01' },
  categories: [
    { id: 'necessary', required: true, services: [{ id: 'mail', name: 'Mail', cookies: [{ name: 'session' }] }] },
    {
      id: 'analytics',
      services: [
        {
          id: 'stats',
          name: 'Example Stats',
          cookies: [{ name: '_st_*', days: 395 }, { name: 'visitor' }],
          storage: [{ name: 'stats-queue' }, { name: 'stats-*' }, { name: 'stats-tab', kind: 'session' }],
        },
        { id: 'visits', name: 'Visits', cookies: [{ name: 'visits' }] },
      ],
    },
    { id: 'personalization', services: [{ id: 'assistant', name: 'Assistant', cookies: [{ name: 'folder' }] }] },
  ],
}

const A_MINUTE_AGO_S = Math.floor(Date.now() / 1000) - 60

/** The cookie's text of somebody who allowed everything a minute ago, but for what is said otherwise. */
export const recordText = (changes: Partial<ConsentRecord> = {}) =>
  formatRecord(
    {
      id: 'a'.repeat(22),
      since: A_MINUTE_AGO_S,
      policyVersion: storyConfig.policy.version,
      purposes: purposesOf(siteFrom(storyConfig)),
      categories: { analytics: 'allow', personalization: 'allow' },
      services: {},
      details: 'ko',
      ...changes,
    },
    siteFrom(storyConfig),
  )
