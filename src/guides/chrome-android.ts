// Chrome on Android phones and tablets.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'chrome-android',
  name: { ko: 'Chrome(Android)', en: 'Chrome (Android)' },
  actions: {
    blockAll: {
      steps: {
        ko: ['더보기(⋮)', '설정', '사이트 설정', '기기 내 사이트 데이터', '스위치 끄기'],
        en: ['More (⋮)', 'Settings', 'Site settings', 'On-device site data', 'turn the switch off'],
      },
      confidence: 'unconfirmed',
    },
    blockThirdParty: {
      steps: {
        ko: ['더보기(⋮)', '설정', '사이트 설정', '서드 파티 쿠키', '서드 파티 쿠키 차단'],
        en: ['More (⋮)', 'Settings', 'Site settings', 'Third-party cookies', 'Block third-party cookies'],
      },
      confidence: 'maker',
    },
    deleteAll: {
      steps: {
        ko: [
          '더보기(⋮)',
          '설정',
          '개인 정보 보호 및 보안',
          '인터넷 사용 기록 삭제',
          '전체 기간',
          '쿠키 및 사이트 데이터',
          '데이터 삭제',
        ],
        en: [
          'More (⋮)',
          'Settings',
          'Privacy and security',
          'Delete browsing data',
          'All time',
          'Cookies and site data',
          'Delete data',
        ],
      },
      confidence: 'maker',
    },
    deleteThisSite: {
      steps: {
        ko: ['주소창 왼쪽 페이지 정보', '쿠키 및 사이트 데이터', '삭제'],
        en: ['page info icon left of the address', 'Cookies and site data', 'Delete'],
      },
      confidence: 'maker',
    },
  },
  help: {
    ko: 'https://support.google.com/chrome/answer/95647?hl=ko&co=GENIE.Platform%3DAndroid',
    en: 'https://support.google.com/chrome/answer/95647?hl=en&co=GENIE.Platform%3DAndroid',
  },
  source: {
    ko: 'Chrome 고객센터(support.google.com/chrome/answer/95647), Chromium 156의 메뉴 이름',
    en: 'Google Chrome Help (support.google.com/chrome/answer/95647); menu words of Chromium 156',
  },
  checkedOn: '2026-11-22',
}

export default guide
