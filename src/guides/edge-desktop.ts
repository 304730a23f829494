// Microsoft Edge on Windows, macOS and Linux.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'edge-desktop',
  name: { ko: 'Microsoft Edge(데스크톱)', en: 'Microsoft Edge (desktop)' },
  actions: {
    blockAll: {
      steps: {
        ko: [
          '설정 및 기타(…)',
          '설정',
          '개인 정보, 검색 및 서비스',
          '쿠키',
          "'사이트에서 쿠키 데이터를 저장하고 읽을 수 있도록 허용(권장)' 끄기",
        ],
        en: [
          'Settings and more (…)',
          'Settings',
          'Privacy, search, and services',
          'Cookies',
          "turn off 'Allow sites to save and read cookie data (recommended)'",
        ],
      },
      confidence: 'elsewhere',
      address: 'edge://settings/privacy/cookies',
    },
    blockThirdParty: {
      steps: {
        ko: ['설정 및 기타(…)', '설정', '개인 정보, 검색 및 서비스', '쿠키', '타사 쿠키 차단'],
        en: [
          'Settings and more (…)',
          'Settings',
          'Privacy, search, and services',
          'Cookies',
          'Block third-party cookies',
        ],
      },
      confidence: { ko: 'elsewhere', en: 'maker' },
      address: 'edge://settings/privacy/cookies',
    },
    allowAll: {
      steps: {
        ko: [
          '설정 및 기타(…)',
          '설정',
          '개인 정보, 검색 및 서비스',
          '쿠키',
          "'사이트에서 쿠키 데이터를 저장하고 읽을 수 있도록 허용(권장)' 켜기",
        ],
        en: [
          'Settings and more (…)',
          'Settings',
          'Privacy, search, and services',
          'Cookies',
          "turn on 'Allow sites to save and read cookie data (recommended)'",
        ],
      },
      confidence: 'elsewhere',
      address: 'edge://settings/privacy/cookies',
    },
    deleteAll: {
      steps: {
        ko: [
          '설정 및 기타(…)',
          '설정',
          '개인 정보, 검색 및 서비스',
          '검색 데이터 지우기',
          '지울 항목 선택',
          '시간 범위: 모든 시간',
          '쿠키 및 기타 사이트 데이터',
          '지금 지우기',
        ],
        en: [
          'Settings and more (…)',
          'Settings',
          'Privacy, search, and services',
          'Clear browsing data',
          'Choose what to clear',
          'Time range: All time',
          'Cookies and other site data',
          'Clear now',
        ],
      },
      confidence: 'elsewhere',
      address: 'edge://settings/clearBrowserData',
    },
    deleteThisSite: {
      steps: {
        ko: [
          '설정 및 기타(…)',
          '설정',
          '개인 정보, 검색 및 서비스',
          '쿠키',
          '모든 쿠키 및 사이트 데이터 보기',
          '모두 제거 또는 사이트별 삭제',
        ],
        en: [
          'Settings and more (…)',
          'Settings',
          'Privacy, search, and services',
          'Cookies',
          'See all cookies and site data',
          'Remove all, or the bin per site',
        ],
      },
      confidence: 'elsewhere',
      address: 'edge://settings/privacy/cookies/AllCookies',
    },
  },
  note: {
    ko: '2025년에 설정 화면이 바뀌었습니다. 개인정보 처리방침에 흔히 나오는 [설정] > [쿠키 및 사이트 권한]은 이제 [설정] > [개인 정보, 검색 및 서비스] > [쿠키]에 있습니다.',
    en: 'The settings were rearranged in 2025. What many policies call [Settings] > [Cookies and site permissions] is now [Settings] > [Privacy, search, and services] > [Cookies].',
  },
  help: {
    ko: 'https://support.microsoft.com/ko-kr/edge/manage-cookies-in-microsoft-edge-view-allow-block-delete-and-use',
    en: 'https://support.microsoft.com/en-us/microsoft-edge/manage-cookies-in-microsoft-edge-168dab11-0753-043d-7c16-ede5947fc64d',
  },
  source: {
    ko: 'Microsoft Edge 개발자 문서(2026년 2월), Microsoft의 한국어 도움말을 인용한 다른 사이트(2026년 9월)',
    en: 'Microsoft Edge developer documentation (February 2026); another site that cites Microsoft’s Korean help (September 2026)',
  },
  checkedOn: '2026-11-22',
}

export default guide
