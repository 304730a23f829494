// Brave.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'brave',
  name: { ko: 'Brave', en: 'Brave' },
  actions: {
    blockAll: {
      steps: {
        ko: ['메뉴(≡)', '설정', 'Shields', '쿠키 차단: 모든 쿠키 차단'],
        en: ['Menu (≡)', 'Settings', 'Shields', 'Block cookies: Block all cookies'],
      },
      confidence: 'unconfirmed',
      address: 'brave://settings/shields',
    },
    blockThisSite: {
      steps: {
        ko: ['주소창의 사자 아이콘', '고급 컨트롤', '쿠키 차단'],
        en: ['lion icon in the address bar', 'Advanced controls', 'Block cookies'],
      },
      confidence: 'unconfirmed',
    },
    deleteAll: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인 정보 보호 및 보안', '인터넷 사용 기록 삭제', '쿠키 및 기타 사이트 데이터'],
        en: ['Menu (≡)', 'Settings', 'Privacy and security', 'Delete browsing data', 'Cookies and other site data'],
      },
      confidence: 'unconfirmed',
      address: 'brave://settings/clearBrowserData',
    },
  },
  note: {
    ko: '컴퓨터 화면을 기준으로 한 경로입니다. Brave는 다른 사이트의 쿠키를 처음부터 차단합니다. 개인 정보를 팔거나 공유하지 말라는 신호(GPC)도 처음부터 보냅니다.',
    en: 'These paths are for computers. Brave blocks other sites’ cookies from the start. It also sends the signal not to sell or share data (GPC) from the start.',
  },
  help: { en: 'https://support.brave.com/hc/en-us/articles/360022806212-How-do-I-use-Shields-while-browsing' },
  source: {
    ko: '아직 기기에서 확인하지 못함. 주소는 다른 사이트에서 확인',
    en: 'Not yet checked on a device; addresses from other sites',
  },
  checkedOn: '2026-11-22',
}

export default guide
