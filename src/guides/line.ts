// LINE’s own browser.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'line',
  name: { ko: '라인', en: 'LINE' },
  inApp: true,
  // Not documented for pages outside LIFF, but in wide use.
  openOutside: { parameter: 'openExternalBrowser=1' },
  actions: {},
  note: {
    ko: '라인 안에서 열린 페이지에는 쿠키를 차단하는 설정이 없습니다. ⋯ > ‘다른 앱으로 열기’에서 브라우저를 고르신 뒤 그 브라우저의 설정에서 거부해 주십시오. 메뉴 이름은 앱의 버전에 따라 다를 수 있습니다.',
    en: 'Pages opened inside LINE have no setting that blocks cookies. Choose ⋯ > ‘open in another app’ and a browser, then refuse them in that browser’s settings. The menu may be worded differently in your version of the app.',
  },
  source: {
    ko: '앱을 만든 곳의 공개된 안내가 없음. 아직 기기에서 확인하지 못함',
    en: 'The app’s maker publishes no guide; not yet checked on a device',
  },
  checkedOn: '2026-11-22',
}

export default guide
