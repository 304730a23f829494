// Facebook’s own browser.

import { type BrowserGuide, BY_ANDROID } from './source'

const guide: BrowserGuide = {
  id: 'facebook',
  name: { ko: '페이스북', en: 'Facebook' },
  inApp: true,
  openOutside: { android: BY_ANDROID },
  actions: {
    deleteAll: {
      steps: {
        ko: ['앱 설정', '브라우저', '브라우저 데이터 지우기'],
        en: ['app Settings', 'Browser', 'Clear browsing data'],
      },
      confidence: 'unconfirmed',
    },
  },
  note: {
    ko: '페이스북 안에서 열린 페이지에는 쿠키를 차단하는 설정이 없습니다. 오른쪽 위의 ⋯ > ‘외부 브라우저에서 열기’를 고르신 뒤 그 브라우저의 설정에서 거부해 주십시오. 메뉴 이름은 앱의 버전에 따라 다를 수 있습니다.',
    en: 'Pages opened inside Facebook have no setting that blocks cookies. Choose ⋯ > ‘Open in external browser’, then refuse them in that browser’s settings. The menu may be worded differently in your version of the app.',
  },
  source: {
    ko: '앱을 만든 곳의 공개된 안내가 없음. 아직 기기에서 확인하지 못함',
    en: 'The app’s maker publishes no guide; not yet checked on a device',
  },
  checkedOn: '2026-11-22',
}

export default guide
