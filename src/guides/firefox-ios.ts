// Firefox on iPhone and iPad.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'firefox-ios',
  name: { ko: 'Firefox(iPhone·iPad)', en: 'Firefox (iOS)' },
  actions: {
    blockThirdParty: {
      steps: {
        ko: ['메뉴(≡)', '설정', '추적 방지', '엄격'],
        en: ['Menu (≡)', 'Settings', 'Tracking Protection', 'Strict'],
      },
      confidence: 'unconfirmed',
    },
    deleteAll: {
      steps: {
        ko: ['메뉴(≡)', '설정', '데이터 관리', '쿠키 선택', '개인 데이터 지우기'],
        en: ['Menu (≡)', 'Settings', 'Data Management', 'select Cookies', 'Clear Private Data'],
      },
      confidence: 'unconfirmed',
    },
  },
  note: {
    ko: 'iPhone과 iPad의 Firefox에는 모든 쿠키를 차단하는 설정이 없습니다. 추적 방지를 ‘엄격’으로 바꾸시거나, 저장된 쿠키를 아래 방법으로 지우실 수 있습니다.',
    en: 'Firefox on iPhone and iPad has no setting that blocks all cookies. You can set Tracking Protection to ‘Strict’, or delete stored cookies as described below.',
  },
  help: { ko: 'https://support.mozilla.org/ko/products/ios', en: 'https://support.mozilla.org/en-US/products/ios' },
  source: { ko: '아직 기기에서 확인하지 못함', en: 'Not yet checked on a device' },
  checkedOn: '2026-11-22',
}

export default guide
