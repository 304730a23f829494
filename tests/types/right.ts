// What a developer may write: this file only has to compile.

import { type Config, ConfigError, type Consent, createConsent } from '../../src/index'
import { readConsent } from '../../src/server'

export const smallest: Config = { service: { name: 'Example Mail' }, policy: { url: '/privacy', version: '1' } }

export const everything: Config = {
  service: { name: { ko: '예시 메일', en: 'Example Mail' }, url: 'https://mail.example' },
  policy: { url: '/privacy', version: '2026-11-01', changes: { ko: '광고가 빠졌습니다.' } },
  contact: {
    department: 'Privacy team',
    email: 'privacy@mail.example',
    phone: '+82 2 000 0000',
    agencies: [{ name: 'Agency', url: 'https://agency.example' }],
  },
  mode: 'opt-out',
  languages: ['ko', 'zh-TW'],
  texts: { ko: { notice: { allow: '모두 좋습니다' } } },
  choices: ['refuse', 'ask', 'allow'],
  categories: [
    {
      id: 'analytics',
      title: 'Statistics',
      why: 'To count visits',
      withoutIt: 'Nothing stops working.',
      services: [
        {
          id: 'stats',
          name: 'Example Stats',
          provider: 'Example Inc.',
          policyUrl: 'https://stats.example/privacy',
          country: 'KR',
          cookies: [
            { name: '_st_*', days: 395, why: 'visitor id' },
            { name: 'tab', days: 'session' },
          ],
          storage: [{ name: 'queue', kind: 'session' }],
        },
      ],
    },
  ],
  record: { name: 'dongui', domain: 'mail.example', days: 180, endpoint: '/consent' },
  honor: 'doNotTrack',
  signals: { googleConsentMode: { ad_storage: 'ads' }, microsoft: true, meta: 'ads', dataLayer: true },
  notice: {
    layout: 'bar',
    position: 'top',
    reopen: 'button',
    theme: {
      accent: { light: '#0b57d0', dark: '#a8c7fa' },
      ink: '#111',
      radius: 8,
      density: 'roomy',
      scheme: 'system',
    },
  },
  language: 'auto',
}

export function use(): Consent {
  const consent = createConsent(everything, { nonce: 'abc' })
  const isAllowed: boolean = consent.allows('analytics')
  const stop: () => void = consent.on('change', ({ record, changed }) => [record?.categories['analytics'], changed[0]])
  consent.on('erased', ({ id, name, kind }) => [id, name, kind])
  consent.choose('ask')
  consent.choose({ analytics: 'allow', stats: 'refuse' })
  consent.withdraw()
  void consent.when('analytics').then(stop)
  void consent.open().then((isDrawn: boolean) => isDrawn || isAllowed)
  void consent.open('refusal')
  consent.report().kept.map(({ name }) => name)
  consent.destroy()
  return consent
}

export function serve(header: string | undefined): boolean {
  try {
    return readConsent(header, everything).allows('stats')
  } catch (error) {
    if (error instanceof ConfigError) error.faults.map(({ path, message }) => path + message)
    throw error
  }
}
