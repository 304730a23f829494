// Naver Whale on Windows, macOS and Linux.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'whale-desktop',
  name: { ko: '네이버 웨일(데스크톱)', en: 'Naver Whale (desktop)' },
  actions: {
    blockAll: {
      steps: {
        ko: ['메뉴(⋮)', '설정', '개인정보 보호', '쿠키 및 기타 사이트 데이터', '모든 쿠키 차단'],
        en: ['Menu (⋮)', 'Settings', 'Privacy', 'Cookies and other site data', 'Block all cookies'],
      },
      confidence: 'unconfirmed',
      note: { ko: '이 항목은 일부 버전에만 있습니다.', en: 'Only some versions have this choice.' },
    },
    blockThirdParty: {
      steps: {
        ko: ['메뉴(⋮)', '설정', '개인정보 보호', '쿠키 및 기타 사이트 데이터', '타사 쿠키 차단'],
        en: ['Menu (⋮)', 'Settings', 'Privacy', 'Cookies and other site data', 'Block third-party cookies'],
      },
      confidence: 'elsewhere',
    },
    deleteAll: {
      steps: {
        ko: [
          '메뉴(⋮)',
          '설정',
          '개인정보 보호',
          '인터넷 사용 기록 삭제',
          '기간: 전체 기간',
          '쿠키 및 기타 사이트 데이터',
          '삭제',
        ],
        en: [
          'Menu (⋮)',
          'Settings',
          'Privacy',
          'Clear browsing data',
          'Time range: All time',
          'Cookies and other site data',
          'Delete',
        ],
      },
      confidence: 'elsewhere',
      address: 'whale://settings/clearBrowserData',
    },
  },
  help: { ko: 'https://help.naver.com' },
  source: {
    ko: '네이버 웨일을 설명한 다른 사이트(삭제 방법은 3.19 버전)',
    en: 'Other sites about Naver Whale (the deletion in version 3.19)',
  },
  checkedOn: '2026-11-22',
}

export default guide
