// Chrome on iPhone and iPad.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'chrome-ios',
  name: { ko: 'Chrome(iPhone·iPad)', en: 'Chrome (iOS/iPadOS)' },
  actions: {
    deleteAll: {
      steps: {
        ko: [
          '더보기(⋯)',
          '설정',
          '개인 정보 보호 및 보안',
          '인터넷 사용 기록 삭제',
          '쿠키, 사이트 데이터',
          '인터넷 사용 기록 삭제',
        ],
        en: [
          'More (⋯)',
          'Settings',
          'Privacy and security',
          'Delete browsing data',
          'Cookies, Site data',
          'Delete browsing data',
        ],
      },
      confidence: 'elsewhere',
    },
  },
  note: {
    ko: 'iPhone과 iPad의 Chrome에는 쿠키를 차단하는 설정이 없습니다. 쿠키를 남기지 않으시려면 시크릿 탭이나 다른 브라우저를 이용해 주십시오. 이미 저장된 쿠키는 아래 방법으로 지우실 수 있습니다.',
    en: 'Chrome on iPhone and iPad has no setting that blocks cookies. To leave none behind, use an Incognito tab or another browser. Cookies that are already stored can be deleted as described below.',
  },
  help: {
    ko: 'https://support.google.com/chrome/answer/95647?hl=ko&co=GENIE.Platform%3DiOS',
    en: 'https://support.google.com/chrome/answer/95647?hl=en&co=GENIE.Platform%3DiOS',
  },
  source: { ko: 'Chrome 고객센터를 인용한 다른 사이트', en: 'Other sites that cite Google Chrome Help' },
  checkedOn: '2026-11-22',
}

export default guide
