// Safari on iPhone and iPad.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'safari-ios',
  name: { ko: 'Safari(iPhone·iPad)', en: 'Safari (iOS/iPadOS)' },
  actions: {
    blockAll: {
      steps: {
        ko: ['설정 앱', '앱', 'Safari', '고급', '모든 쿠키 차단'],
        en: ['Settings app', 'Apps', 'Safari', 'Advanced', 'Block All Cookies'],
      },
      confidence: 'elsewhere',
    },
    blockThirdParty: {
      steps: {
        ko: ['설정 앱', '앱', 'Safari', '크로스 사이트 추적 방지'],
        en: ['Settings app', 'Apps', 'Safari', 'Prevent Cross-Site Tracking'],
      },
      confidence: 'elsewhere',
    },
    deleteAll: {
      // The Korean label is unconfirmed.
      steps: {
        ko: ['설정 앱', '앱', 'Safari', '방문 기록 및 웹 사이트 데이터 지우기'],
        en: ['Settings app', 'Apps', 'Safari', 'Clear History and Website Data'],
      },
      confidence: { ko: 'unconfirmed', en: 'elsewhere' },
      note: { ko: '방문 기록도 함께 지워집니다.', en: 'This deletes the browsing history, too.' },
    },
    deleteThisSite: {
      steps: {
        ko: ['설정 앱', '앱', 'Safari', '고급', '웹 사이트 데이터'],
        en: ['Settings app', 'Apps', 'Safari', 'Advanced', 'Website Data'],
      },
      confidence: 'elsewhere',
      note: { ko: '목록에서 이 사이트를 찾아 지우시면 됩니다.', en: 'Then find this site in the list and remove it.' },
    },
  },
  note: {
    ko: 'iOS 17 이하에서는 ‘앱’ 단계 없이 [설정] > [Safari]로 들어가시면 됩니다. 쿠키는 브라우저와 앱마다 따로 저장되므로, Safari에서 지우셔도 Chrome이나 카카오톡, 네이버 앱의 쿠키는 그대로 남습니다.',
    en: 'In iOS 17 and earlier there is no ‘Apps’ step: go to [Settings] > [Safari]. Every browser and app keeps its own cookies, so deleting them in Safari leaves those of Chrome, KakaoTalk or the NAVER app as they are.',
  },
  help: { ko: 'https://support.apple.com/ko-kr/105082', en: 'https://support.apple.com/105082' },
  source: {
    ko: 'Apple의 안내(support.apple.com/105082, iOS 18 이상)를 인용한 다른 사이트(2026년 9월)',
    en: 'Another site that cites Apple (support.apple.com/105082, iOS 18 and later; September 2026)',
  },
  checkedOn: '2026-11-22',
}

export default guide
