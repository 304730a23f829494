// Vivaldi. Its maker’s pages are not in Korean, so only the English labels are confirmed.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'vivaldi',
  name: { ko: 'Vivaldi', en: 'Vivaldi' },
  actions: {
    blockAll: {
      steps: {
        ko: ['설정', '개인정보 보호 및 보안', '쿠키', '쿠키 허용: 안 함'],
        en: ['Settings', 'Privacy and Security', 'Cookies', 'Accept cookies: Never'],
      },
      confidence: { ko: 'unconfirmed', en: 'maker' },
      note: {
        ko: '같은 화면에서, 창을 닫을 때까지만 쿠키를 허용하도록 고르실 수도 있습니다.',
        en: 'The same list also lets you allow cookies for the session only.',
      },
    },
    blockThirdParty: {
      steps: {
        ko: ['설정', '개인정보 보호 및 보안', '쿠키', '타사 쿠키: 차단'],
        en: ['Settings', 'Privacy and Security', 'Cookies', 'Third-party cookies: Block'],
      },
      confidence: { ko: 'unconfirmed', en: 'maker' },
    },
    deleteAll: {
      steps: {
        ko: ['메뉴 > 도구', '인터넷 사용 기록 삭제', '쿠키'],
        en: ['Menu > Tools', 'Delete Browsing Data', 'Cookies'],
      },
      confidence: { ko: 'unconfirmed', en: 'maker' },
    },
  },
  help: { en: 'https://help.vivaldi.com/desktop/privacy/cookies/' },
  source: { ko: 'Vivaldi의 도움말(br.vivaldi.net/cookies)', en: 'Vivaldi’s own pages (br.vivaldi.net/cookies)' },
  checkedOn: '2026-11-22',
}

export default guide
