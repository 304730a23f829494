// Samsung Internet on Android.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'samsung-internet',
  name: { ko: '삼성 인터넷', en: 'Samsung Internet' },
  actions: {
    blockAll: {
      // Read on one English page; the Korean labels are a translation.
      steps: {
        ko: ['메뉴(≡)', '설정', '사이트 및 다운로드', '쿠키'],
        en: ['Menu (≡)', 'Settings', 'Sites and downloads', 'Cookies'],
      },
      confidence: { ko: 'unconfirmed', en: 'elsewhere' },
    },
    blockThirdParty: {
      steps: {
        ko: ['메뉴(≡)', '설정', '개인정보 보호 및 보안', '스마트 추적 방지'],
        en: ['Menu (≡)', 'Settings', 'Privacy and security', 'Smart anti-tracking'],
      },
      confidence: 'elsewhere',
    },
    deleteAll: {
      steps: {
        ko: ['메뉴(≡)', '설정', '인터넷 사용 기록', '인터넷 사용 기록 삭제', '쿠키 및 사이트 데이터'],
        en: ['Menu (≡)', 'Settings', 'Personal browsing data', 'Delete browsing data', 'Cookies and site data'],
      },
      confidence: 'elsewhere',
    },
  },
  note: {
    ko: '개인정보 처리방침에 흔히 나오는 ‘인터넷 사용 기록 삭제’는 저장된 쿠키를 지울 뿐 차단하지는 않습니다. 쿠키를 남기지 않으시려면 탭 아이콘을 누르고 ‘비밀 모드 켜기’를 이용하실 수도 있습니다.',
    en: '‘Delete browsing data’, which many policies name, deletes stored cookies but blocks none. To leave none behind you can also press the Tabs icon and choose ‘Turn on Secret mode’.',
  },
  help: { en: 'https://privacy.samsunginter.net' },
  source: { ko: '국내 개인정보 처리방침들과 다른 사이트', en: 'Korean privacy policies and other sites' },
  checkedOn: '2026-11-22',
}

export default guide
