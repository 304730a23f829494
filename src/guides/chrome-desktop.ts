// Chrome on Windows, macOS, Linux and ChromeOS.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'chrome-desktop',
  name: { ko: 'Chrome(데스크톱)', en: 'Chrome (desktop)' },
  actions: {
    blockAll: {
      steps: {
        ko: [
          '더보기(⋮)',
          '설정',
          '개인 정보 보호 및 보안',
          '사이트 설정',
          '추가 콘텐츠 설정',
          '기기 내 사이트 데이터',
          '사이트에서 기기에 데이터를 저장하도록 허용하지 않음(권장하지 않음)',
        ],
        en: [
          'More (⋮)',
          'Settings',
          'Privacy and security',
          'Site settings',
          'Additional content settings',
          'On-device site data',
          "Don't allow sites to save data on your device (not recommended)",
        ],
      },
      confidence: 'seen',
      note: {
        ko: '‘추가 콘텐츠 설정’은 접혀 있으니 눌러서 펼쳐 주십시오. 예전에 쿠키 화면에 있던 ‘모든 쿠키 차단’은 이곳으로 옮겨졌습니다.',
        en: '‘Additional content settings’ is folded: press it to open it. ‘Block all cookies’, which used to be on the cookies page, has moved here.',
      },
      address: 'chrome://settings/content/siteData',
    },
    blockThirdParty: {
      steps: {
        ko: ['더보기(⋮)', '설정', '개인 정보 보호 및 보안', '서드 파티 쿠키', '서드 파티 쿠키 차단'],
        en: ['More (⋮)', 'Settings', 'Privacy and security', 'Third-party cookies', 'Block third-party cookies'],
      },
      confidence: 'seen',
      address: 'chrome://settings/cookies',
    },
    blockThisSite: {
      steps: {
        ko: [
          '더보기(⋮)',
          '설정',
          '개인 정보 보호 및 보안',
          '사이트 설정',
          '추가 콘텐츠 설정',
          '기기 내 사이트 데이터',
          '기기에 데이터를 저장하도록 허용되지 않음',
          '추가',
        ],
        en: [
          'More (⋮)',
          'Settings',
          'Privacy and security',
          'Site settings',
          'Additional content settings',
          'On-device site data',
          'Not allowed to save data on your device',
          'Add',
        ],
      },
      confidence: 'seen',
      note: {
        ko: '‘추가’를 누르신 뒤 이 사이트의 주소를 입력하시면 됩니다.',
        en: 'After ‘Add’, enter this site’s address.',
      },
      address: 'chrome://settings/content/siteData',
    },
    allowAll: {
      steps: {
        ko: [
          '더보기(⋮)',
          '설정',
          '개인 정보 보호 및 보안',
          '사이트 설정',
          '추가 콘텐츠 설정',
          '기기 내 사이트 데이터',
          '사이트에서 기기에 데이터를 저장하도록 허용',
        ],
        en: [
          'More (⋮)',
          'Settings',
          'Privacy and security',
          'Site settings',
          'Additional content settings',
          'On-device site data',
          'Allow sites to save data on your device',
        ],
      },
      confidence: 'seen',
      note: {
        ko: '다른 사이트의 쿠키는 ‘서드 파티 쿠키’ 화면에서 따로 허용합니다.',
        en: 'Other sites’ cookies are allowed separately, on the ‘Third-party cookies’ page.',
      },
      address: 'chrome://settings/content/siteData',
    },
    sessionOnly: {
      steps: {
        ko: [
          '더보기(⋮)',
          '설정',
          '개인 정보 보호 및 보안',
          '사이트 설정',
          '추가 콘텐츠 설정',
          '기기 내 사이트 데이터',
          '창을 전부 닫으면 사이트에서 기기에 저장한 데이터 삭제',
        ],
        en: [
          'More (⋮)',
          'Settings',
          'Privacy and security',
          'Site settings',
          'Additional content settings',
          'On-device site data',
          'Delete data sites have saved to your device when you close all windows',
        ],
      },
      confidence: 'seen',
      address: 'chrome://settings/content/siteData',
    },
    deleteAll: {
      steps: {
        ko: [
          '더보기(⋮)',
          '인터넷 사용 기록 삭제…',
          '더보기 → 전체 기간',
          '쿠키 및 기타 사이트 데이터',
          '이 기기에서 삭제',
        ],
        en: [
          'More (⋮)',
          'Delete browsing data…',
          'More → All time',
          'Cookies and other site data',
          'Delete from this device',
        ],
      },
      confidence: 'seen',
      note: {
        ko: '예전 버전에서는 ‘기간’을 목록에서 고르고 ‘데이터 삭제’를 누릅니다.',
        en: 'In older versions, choose the time range from a list, then press the button that deletes the data.',
      },
      address: 'chrome://settings/clearBrowserData',
    },
    deleteThisSite: {
      steps: {
        ko: [
          '더보기(⋮)',
          '설정',
          '개인 정보 보호 및 보안',
          '사이트 설정',
          '사이트 전체에 저장된 권한 및 데이터 보기',
          '사이트 옆 휴지통',
        ],
        en: [
          'More (⋮)',
          'Settings',
          'Privacy and security',
          'Site settings',
          'View permissions and data stored across sites',
          'bin icon beside the site',
        ],
      },
      confidence: 'seen',
      address: 'chrome://settings/content/all',
    },
  },
  note: {
    ko: '개인정보 처리방침에 흔히 나오는 [설정] > [고급 설정] > [개인정보] > [콘텐츠 설정]은 오래전 화면의 경로이며, 지금의 Chrome에는 없습니다. 아래 경로를 이용해 주십시오.',
    en: 'The path many policies still print, [Settings] > [Advanced settings] > [Privacy] > [Content settings], belongs to a screen that Chrome no longer has. Please use the paths below.',
  },
  help: {
    ko: 'https://support.google.com/chrome/answer/95647?hl=ko&co=GENIE.Platform%3DDesktop',
    en: 'https://support.google.com/chrome/answer/95647?hl=en&co=GENIE.Platform%3DDesktop',
  },
  source: {
    ko: 'Chromium 156.0.8078.79의 한국어와 영어 설정 화면, Chrome 고객센터(support.google.com/chrome/answer/95647)',
    en: 'The settings of Chromium 156.0.8078.79 in Korean and English; Google Chrome Help (support.google.com/chrome/answer/95647)',
  },
  version: '156',
  checkedOn: '2026-11-22',
}

export default guide
