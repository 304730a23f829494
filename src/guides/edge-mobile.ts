// Microsoft Edge on Android and iOS.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'edge-mobile',
  name: { ko: 'Microsoft Edge(모바일)', en: 'Microsoft Edge (Android/iOS)' },
  actions: {
    blockAll: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 보호 및 보안', '사이트 사용 권한', '쿠키'],
        en: ['Menu (≡)', 'Settings', 'Privacy and security', 'Site permissions', 'Cookies'],
      },
      confidence: 'unconfirmed',
      note: {
        ko: 'Android용 Edge의 경로입니다. iPhone과 iPad의 Edge에서는 이 설정을 확인하지 못했습니다.',
        en: 'This is Edge for Android. On iPhone and iPad we have not found this setting.',
      },
    },
    deleteAll: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 보호 및 보안', '검색 데이터 지우기', '쿠키 및 사이트 데이터', '삭제'],
        en: ['Menu (≡)', 'Settings', 'Privacy and security', 'Delete browsing data', 'Cookies and site data', 'Delete'],
      },
      confidence: 'unconfirmed',
    },
  },
  help: {
    ko: 'https://support.microsoft.com/ko-kr/microsoft-edge',
    en: 'https://support.microsoft.com/en-us/microsoft-edge',
  },
  source: { ko: '아직 기기에서 확인하지 못함', en: 'Not yet checked on a device' },
  checkedOn: '2026-11-22',
}

export default guide
