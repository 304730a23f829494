// KakaoTalk’s own browser.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'kakaotalk',
  name: { ko: '카카오톡 인앱 브라우저', en: 'KakaoTalk in-app browser' },
  inApp: true,
  // Not documented by Kakao, but in wide use on Korean sites; works on a press of the visitor’s only.
  openOutside: { app: 'kakaotalk://web/openExternal?url={url}' },
  actions: {},
  note: {
    ko: '카카오톡 안에서 열린 페이지에는 쿠키를 차단하는 설정이 없습니다. 메뉴에서 ‘다른 브라우저로 열기’를 고르신 뒤 그 브라우저의 설정에서 거부해 주십시오. 카카오톡은 쿠키를 따로 보관하므로, 다른 브라우저에서 여시면 다시 여쭙습니다. 메뉴 이름은 앱의 버전에 따라 다를 수 있습니다.',
    en: 'Pages opened inside KakaoTalk have no setting that blocks cookies. Choose ‘open in another browser’ in the menu, then refuse them in that browser’s settings. KakaoTalk keeps its cookies to itself, so you will be asked again in the other browser. The menu may be worded differently in your version of the app.',
  },
  source: {
    ko: '앱을 만든 곳의 공개된 안내가 없음. 아직 기기에서 확인하지 못함',
    en: 'The app’s maker publishes no guide; not yet checked on a device',
  },
  checkedOn: '2026-11-22',
}

export default guide
