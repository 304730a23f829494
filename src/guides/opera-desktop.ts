// Opera on Windows, macOS and Linux.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'opera-desktop',
  name: { ko: 'Opera(데스크톱)', en: 'Opera (desktop)' },
  actions: {
    blockThirdParty: {
      steps: {
        ko: ['메뉴(O)', '설정', '개인정보 보호 및 보안', '서드 파티 쿠키', '서드 파티 쿠키 차단'],
        en: ['Menu (O)', 'Settings', 'Privacy & security', 'Third-party cookies', 'Block third-party cookies'],
      },
      confidence: 'unconfirmed',
      address: 'opera://settings/cookies',
    },
    deleteAll: {
      steps: {
        ko: ['메뉴(O)', '설정', '개인정보 보호 및 보안', '인터넷 사용 기록 삭제', '쿠키 및 기타 사이트 데이터'],
        en: ['Menu (O)', 'Settings', 'Privacy & security', 'Delete browsing data', 'Cookies and other site data'],
      },
      confidence: 'unconfirmed',
      address: 'opera://settings/clearBrowserData',
    },
  },
  note: {
    ko: '모든 쿠키를 거부하는 메뉴는 아직 확인하지 못했습니다. 다른 사이트의 쿠키는 아래 방법으로 거부하실 수 있습니다.',
    en: 'We have not yet found where Opera refuses all cookies. Other sites’ cookies can be refused as described below.',
  },
  help: { en: 'https://help.opera.com/en/latest/web-preferences/#cookies' },
  source: {
    ko: '아직 기기에서 확인하지 못함. 주소는 다른 사이트에서 확인',
    en: 'Not yet checked on a device; addresses from other sites',
  },
  checkedOn: '2026-11-22',
}

export default guide
