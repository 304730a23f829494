// Naver Whale on Android and iOS.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'whale-mobile',
  name: { ko: '네이버 웨일(모바일)', en: 'Naver Whale (mobile)' },
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
        ko: ['메뉴', '설정', '개인정보 보호', '인터넷 사용 기록 삭제', '쿠키 및 사이트 데이터'],
        en: ['Menu', 'Settings', 'Privacy', 'Clear browsing data', 'Cookies and site data'],
      },
      confidence: 'unconfirmed',
    },
  },
  help: { ko: 'https://help.naver.com' },
  source: { ko: '아직 기기에서 확인하지 못함', en: 'Not yet checked on a device' },
  checkedOn: '2026-11-22',
}

export default guide
