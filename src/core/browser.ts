// Which browser a visitor is in, as far as the guides tell them apart.

import type { Text } from './config'
import { textIn } from './text'

/** What a browser says of itself: values of `navigator`, `navigator.userAgentData` and `navigator.brave`. */
export interface BrowserHints {
  userAgent: string
  /** Brand names of the User-Agent Client Hints: `['Google Chrome', 'Chromium']`. */
  brands?: readonly string[]
  mobile?: boolean
  /** Of the client hints: `Android`, `Windows`, `macOS` … */
  platform?: string
  maxTouchPoints?: number
  /** What `navigator.brave.isBrave()` resolved to; Brave's user agent string is Chrome's. */
  brave?: boolean
}

/** How an id ends on a desktop, on Android and on iOS. */
type Ends = readonly [desktop: string, android: string, ios: string]
type Row = readonly [id: string, name: Text, sign: RegExp, ends?: Ends]

const EACH: Ends = ['-desktop', '-android', '-ios']
const MOBILE: Ends = ['-desktop', '-mobile', '-mobile']

/** Apps that show pages inside themselves. Only the user agent string says so. */
const APPS: readonly Row[] = [
  ['kakaotalk', { en: 'KakaoTalk', ko: '카카오톡' }, /KAKAOTALK/],
  ['naver-app', { en: 'the NAVER app', ko: '네이버 앱' }, /NAVER\(/],
  ['instagram', { en: 'Instagram', ko: '인스타그램' }, /Instagram/],
  ['facebook', { en: 'Facebook', ko: '페이스북' }, /FBA|FB_/],
  ['line', { en: 'LINE', ko: '라인' }, / Line\//],
  ['other-kr', { en: 'this app', ko: '이 앱' }, /DaumApps|KAKAOSTORY|BAND\/|everytimeApp|Crosswalk/],
]

/**
 * Browsers, by a brand name of the client hints or a word in the user agent string. Chrome and Safari come last, by the
 * shape of the whole string: whoever adds a word to it is another browser, whose menus we do not know.
 */
const BROWSERS: readonly Row[] = [
  ['brave', 'Brave', /Brave/],
  ['samsung-internet', { en: 'Samsung Internet', ko: '삼성 인터넷' }, /Samsung/],
  ['whale', { en: 'Naver Whale', ko: '네이버 웨일' }, /Whale/, MOBILE],
  ['opera', 'Opera', /Opera|OP[RTX]\//, MOBILE],
  ['vivaldi', 'Vivaldi', /Vivaldi/],
  [
    'generic-webview',
    { en: 'this app', ko: '이 앱' },
    /WebView|; wv\)|Snapchat|Gecko\)( Mobile| GSA| Version\/4\.0 Chrome|$)/,
  ],
  ['edge', 'Edge', /Edg[eAi/]/, MOBILE],
  ['firefox', 'Firefox', /Firefox|FxiOS/, EACH],
  ['ie11', 'Internet Explorer', /Trident/],
  ['chrome', 'Chrome', /Google Chrome|CriOS|Chrome\/[\d.]+ (Mobile\S* )?Safari\/[\d.]+$/, EACH],
  ['safari', 'Safari', /^\S+ \((Mac|iP).*Version\/[\d.]+ (Mobile\S* )?Safari\/[\d.]+$/, ['-macos', '-macos', '-ios']],
]

/**
 * The id of a browser's guide, `'unknown'` when none fits. Client hints win over the user agent string, which Chromium
 * has frozen; an app wins over both, because what holds in it is not what holds in the browser it is made of. Vivaldi
 * is taken for Chrome where it hides its name.
 */
export function whichBrowser({
  userAgent,
  brands = [],
  mobile,
  platform,
  maxTouchPoints = 0,
  brave,
}: BrowserHints): string {
  const row = rowOf(APPS, userAgent) ?? rowOf(BROWSERS, brave ? 'Brave' : brands.join()) ?? rowOf(BROWSERS, userAgent)
  if (!row) return 'unknown'
  const system = platform || userAgent
  // iPads say Macintosh, but no Macintosh has a touch screen.
  const ios = /iP[aho]|iOS/.test(system) || (maxTouchPoints > 1 && /Mac/.test(system))
  const [id, , , ends] = row
  return id + (ends ? ends[ios ? 2 : mobile || /Android/.test(system) ? 1 : 0] : '')
}

/**
 * The short name of a browser without its platform, to stand in "How to refuse in …": `Chrome`, `삼성 인터넷`. Korean
 * for `ko`, English for any other language (BCP 47); `''` for `'unknown'`.
 */
export function browserName(id: string, language: string): string {
  return textIn([...APPS, ...BROWSERS].find(([start]) => id.startsWith(start))?.[1], language) ?? ''
}

function rowOf(rows: readonly Row[], text: string): Row | undefined {
  return rows.find(([, , sign]) => sign.test(text))
}
