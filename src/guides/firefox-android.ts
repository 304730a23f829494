// Firefox on Android.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'firefox-android',
  name: { ko: 'Firefox(Android)', en: 'Firefox (Android)' },
  actions: {
    blockAll: {
      // The first three labels are Mozilla’s own, the last two unconfirmed: a path is as sure as its least sure step.
      steps: {
        ko: ['메뉴(⋮)', '설정', '향상된 추적 방지 기능', '사용자 지정', '쿠키: 모든 쿠키'],
        en: ['Menu (⋮)', 'Settings', 'Enhanced Tracking Protection', 'Custom', 'Cookies: All cookies'],
      },
      confidence: 'unconfirmed',
    },
    deleteAll: {
      steps: {
        ko: ['메뉴(⋮)', '설정', '탐색 데이터 삭제', '쿠키 및 사이트 데이터', '탐색 데이터 삭제'],
        en: ['Menu (⋮)', 'Settings', 'Delete browsing data', 'Cookies and site data', 'Delete browsing data'],
      },
      confidence: 'unconfirmed',
    },
  },
  help: {
    ko: 'https://support.mozilla.org/ko/products/mobile',
    en: 'https://support.mozilla.org/en-US/products/mobile',
  },
  source: {
    ko: 'Mozilla의 번역 자료(mozilla-l10n/android-l10n), 아직 기기에서 확인하지 못함',
    en: 'Mozilla’s translations (mozilla-l10n/android-l10n); not yet checked on a device',
  },
  checkedOn: '2026-11-22',
}

export default guide
