// Firefox on Windows, macOS and Linux.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'firefox-desktop',
  name: { ko: 'Firefox(데스크톱)', en: 'Firefox (desktop)' },
  actions: {
    blockAll: {
      steps: {
        ko: [
          '메뉴(≡)',
          '설정',
          '개인 정보 및 보안',
          '향상된 추적 방지 기능 > 고급 설정',
          '사용자 지정',
          '추적 방지 기능 사용자 지정',
          '쿠키(켜기)',
          '모든 쿠키 차단 (웹 사이트가 깨질 수 있음)',
        ],
        en: [
          'Menu (≡)',
          'Settings',
          'Privacy and security',
          'Enhanced Tracking Protection > Advanced settings',
          'Custom',
          'Customize tracking protection',
          'Cookies (on)',
          'Block all cookies (will cause websites to break)',
        ],
      },
      confidence: 'seen',
      address: 'about:preferences#etpCustomize',
    },
    blockThirdParty: {
      steps: {
        ko: [
          '메뉴(≡)',
          '설정',
          '개인 정보 및 보안',
          '향상된 추적 방지 기능 > 고급 설정',
          '사용자 지정',
          '추적 방지 기능 사용자 지정',
          '쿠키(켜기)',
          '모든 교차 사이트 쿠키 차단 (웹 사이트가 제대로 작동 안 할 수 있음)',
        ],
        en: [
          'Menu (≡)',
          'Settings',
          'Privacy and security',
          'Enhanced Tracking Protection > Advanced settings',
          'Custom',
          'Customize tracking protection',
          'Cookies (on)',
          'Block all cross-site cookies (may cause websites to break)',
        ],
      },
      confidence: 'seen',
      address: 'about:preferences#etpCustomize',
    },
    allowAll: {
      steps: {
        ko: [
          '메뉴(≡)',
          '설정',
          '개인 정보 및 보안',
          '향상된 추적 방지 기능 > 고급 설정',
          '사용자 지정',
          '추적 방지 기능 사용자 지정',
          '쿠키(끄기) — 모든 쿠키 허용',
        ],
        en: [
          'Menu (≡)',
          'Settings',
          'Privacy and security',
          'Enhanced Tracking Protection > Advanced settings',
          'Custom',
          'Customize tracking protection',
          'Cookies (off) — Allow all cookies',
        ],
      },
      confidence: 'seen',
      address: 'about:preferences#etpCustomize',
    },
    sessionOnly: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 및 보안', 'Firefox를 닫을 때마다 쿠키와 사이트 데이터를 지움'],
        en: [
          'Menu (≡)',
          'Settings',
          'Privacy and security',
          'Clear cookies and site data every time you close Firefox',
        ],
      },
      confidence: 'seen',
      address: 'about:preferences#privacy',
    },
    deleteAll: {
      steps: {
        ko: [
          '메뉴(≡)',
          '설정',
          '개인 정보 및 보안',
          '탐색 데이터 > 탐색 데이터 지우기',
          '시간: 전체',
          '쿠키 및 사이트 데이터',
          '지우기',
        ],
        en: [
          'Menu (≡)',
          'Settings',
          'Privacy and security',
          'Browsing data > Clear browsing data',
          'When: Everything',
          'Cookies and site data',
          'Clear',
        ],
      },
      confidence: 'seen',
      address: 'about:preferences#privacy',
    },
    blockThisSite: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 및 보안', '탐색 데이터 > 예외 관리'],
        en: ['Menu (≡)', 'Settings', 'Privacy and security', 'Browsing data > Manage exceptions'],
      },
      confidence: 'seen',
      note: {
        ko: '열린 창에 이 사이트의 주소를 입력하고 차단을 고르시면 됩니다.',
        en: 'Then enter this site’s address and choose to block it.',
      },
      address: 'about:preferences#privacy',
    },
    tellSites: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 및 보안', '추가 보호 > 웹 사이트에 내 정보 판매 또는 공유 금지 요청'],
        en: [
          'Menu (≡)',
          'Settings',
          'Privacy and security',
          'Additional protections > Tell websites not to sell or share my data',
        ],
      },
      confidence: 'seen',
      note: {
        ko: '이 사이트는 이 신호를 존중합니다. 켜신 뒤에 여는 페이지부터 적용됩니다.',
        en: 'This site honours that signal, from the next page on.',
      },
      address: 'about:preferences#privacy',
    },
    deleteThisSite: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 및 보안', '탐색 데이터 > 특정 사이트에 대한 데이터 지우기'],
        en: ['Menu (≡)', 'Settings', 'Privacy and security', 'Browsing data > Clear data for specific sites'],
      },
      confidence: 'seen',
      note: {
        ko: '열린 목록에서 이 사이트를 골라 지우시면 됩니다.',
        en: 'Then choose this site in the list and remove it.',
      },
      address: 'about:preferences#privacy',
    },
  },
  note: {
    ko: '설정 화면이 새로 바뀐 버전의 경로입니다. 이전 화면에서는 [설정] > [개인 정보 및 보안] > [향상된 추적 방지 기능] > [사용자 지정] > [쿠키]에서 고르시면 되고, about:preferences#etpCustomize 주소는 열리지 않습니다.',
    en: 'These are the redesigned settings. In the earlier ones the choice is under [Settings] > [Privacy & Security] > [Enhanced Tracking Protection] > [Custom] > [Cookies], and the address about:preferences#etpCustomize does not open.',
  },
  help: {
    ko: 'https://support.mozilla.org/ko/kb/enhanced-tracking-protection-firefox-desktop',
    en: 'https://support.mozilla.org/en-US/kb/block-websites-storing-cookies-site-data-firefox',
  },
  source: {
    ko: 'Firefox ESR 153.7.0의 한국어와 영어 설정 화면',
    en: 'The settings of Firefox ESR 153.7.0 in Korean and English',
  },
  version: 'ESR 153',
  checkedOn: '2026-11-22',
}

export default guide
