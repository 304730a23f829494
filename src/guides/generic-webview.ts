// A browser inside an app we do not know by name.

import { type BrowserGuide, BY_ANDROID } from './source'

const guide: BrowserGuide = {
  id: 'generic-webview',
  name: { ko: '기타 앱 내 브라우저', en: 'other WebViews' },
  inApp: true,
  openOutside: { android: BY_ANDROID },
  actions: {},
  note: {
    ko: '앱 안에서 열린 페이지에는 쿠키를 차단하는 설정이 없습니다. 메뉴에서 ‘기본 브라우저로 열기’를 고르신 뒤 그 브라우저의 설정에서 거부해 주십시오. 메뉴 이름은 앱의 버전에 따라 다를 수 있습니다.',
    en: 'Pages opened inside an app have no setting that blocks cookies. Choose ‘open in the default browser’ in the menu, then refuse them in that browser’s settings. The menu may be worded differently in your version of the app.',
  },
  source: {
    ko: '앱을 만든 곳의 공개된 안내가 없음. 아직 기기에서 확인하지 못함',
    en: 'The app’s maker publishes no guide; not yet checked on a device',
  },
  checkedOn: '2026-11-22',
}

export default guide
