// Safari on the Mac.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'safari-macos',
  name: { ko: 'Safari(macOS)', en: 'Safari (macOS)' },
  actions: {
    blockAll: {
      steps: {
        ko: ['Safari 메뉴', '설정…(Ventura 이전: 환경설정…)', '고급', '모든 쿠키 차단'],
        en: ['Safari menu', 'Settings… (before Ventura: Preferences…)', 'Advanced', 'Block all cookies'],
      },
      confidence: 'unconfirmed',
      note: {
        ko: 'Safari 16 이하에서는 ‘개인정보 보호’에 있습니다.',
        en: 'In Safari 16 and earlier it is under ‘Privacy’.',
      },
    },
    blockThirdParty: {
      steps: {
        ko: ['Safari 메뉴', '설정…(Ventura 이전: 환경설정…)', '개인정보 보호', '크로스 사이트 추적 방지'],
        en: ['Safari menu', 'Settings… (before Ventura: Preferences…)', 'Privacy', 'Prevent cross-site tracking'],
      },
      confidence: 'elsewhere',
      note: { ko: '처음부터 켜져 있는 설정입니다.', en: 'This is on unless you turned it off.' },
    },
    deleteAll: {
      steps: {
        ko: [
          'Safari 메뉴',
          '설정…(Ventura 이전: 환경설정…)',
          '개인정보 보호',
          '웹 사이트 데이터 관리…',
          '모두 제거',
          '완료',
        ],
        en: [
          'Safari menu',
          'Settings… (before Ventura: Preferences…)',
          'Privacy',
          'Manage Website Data…',
          'Remove All',
          'Done',
        ],
      },
      confidence: 'elsewhere',
    },
  },
  help: {
    ko: 'https://support.apple.com/ko-kr/guide/safari/sfri11471/mac',
    en: 'https://support.apple.com/guide/safari/manage-cookies-sfri11471/mac',
  },
  source: { ko: 'Apple의 안내를 인용한 다른 사이트', en: 'Other sites that cite Apple’s guide' },
  checkedOn: '2026-11-22',
}

export default guide
