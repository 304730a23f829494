// Opera on Android and iOS.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'opera-mobile',
  name: { ko: 'Opera(모바일)', en: 'Opera (mobile)' },
  actions: {
    blockAll: {
      steps: {
        ko: ['메뉴', '설정', '사이트 설정', '쿠키'],
        en: ['Menu', 'Settings', 'Site settings', 'Cookies'],
      },
      confidence: 'unconfirmed',
    },
    deleteAll: {
      steps: {
        ko: ['메뉴', '설정', '데이터 지우기', '쿠키 및 사이트 데이터'],
        en: ['Menu', 'Settings', 'Clear browsing data', 'Cookies and site data'],
      },
      confidence: 'unconfirmed',
    },
  },
  help: { en: 'https://help.opera.com/en/' },
  source: { ko: '아직 기기에서 확인하지 못함', en: 'Not yet checked on a device' },
  checkedOn: '2026-11-22',
}

export default guide
