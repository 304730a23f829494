// The configuration that stories share: one service in each optional category, with names of every kind.

import type { Config } from '../../src/core/config'

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
