import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BrowserHints, browserName, whichBrowser } from '../../src/core/browser'

const ids = [
  'chrome-desktop',
  'chrome-android',
  'chrome-ios',
  'edge-desktop',
  'edge-mobile',
  'ie11',
  'firefox-desktop',
  'firefox-android',
  'firefox-ios',
  'safari-macos',
  'safari-ios',
  'samsung-internet',
  'whale-desktop',
  'whale-mobile',
  'opera-desktop',
  'opera-mobile',
  'brave',
  'vivaldi',
  'kakaotalk',
  'naver-app',
  'instagram',
  'facebook',
  'line',
  'other-kr',
  'generic-webview',
  'unknown',
]

const blink = 'AppleWebKit/537.36 (KHTML, like Gecko)'
const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)'
const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${blink}`
const linux = `Mozilla/5.0 (X11; Linux x86_64) ${blink}`
const intelMac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${blink}`
const reducedAndroid = `Mozilla/5.0 (Linux; Android 10; K) ${blink}`
const galaxy = `Mozilla/5.0 (Linux; Android 14; SM-S918N) ${blink}`
const galaxyWebview = `Mozilla/5.0 (Linux; Android 14; SM-S918N Build/UP1A.231005.007; wv) ${blink} Version/4.0 Chrome/156.0.7890.45 Mobile Safari/537.36`
const mac = `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit}`
const iPhone = `Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) ${webkit}`
const iPad = `Mozilla/5.0 (iPad; CPU OS 17_7 like Mac OS X) ${webkit}`

/** What stands in the user agent string alone: id, who it is, the string. */
const strings: [id: string, who: string, userAgent: string][] = [
  ['chrome-desktop', 'Chrome on Windows', `${windows} Chrome/156.0.0.0 Safari/537.36`],
  ['chrome-desktop', 'Chrome on macOS', `${intelMac} Chrome/156.0.0.0 Safari/537.36`],
  ['chrome-desktop', 'Chromium on Linux', `${linux} Chrome/156.0.0.0 Safari/537.36`],
  [
    'chrome-desktop',
    'Chrome on ChromeOS',
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${blink} Chrome/156.0.0.0 Safari/537.36`,
  ],
  ['chrome-desktop', 'Chrome without a window', `${linux} HeadlessChrome/156.0.0.0 Safari/537.36`],
  ['chrome-android', 'Chrome on an Android phone', `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36`],
  ['chrome-android', 'Chrome on an Android tablet', `${reducedAndroid} Chrome/156.0.0.0 Safari/537.36`],
  [
    'chrome-android',
    'Chrome that still names a Samsung phone',
    `Mozilla/5.0 (Linux; Android 9; SAMSUNG SM-G960N) ${blink} Chrome/100.0.4896.127 Mobile Safari/537.36`,
  ],
  [
    'chrome-android',
    'Chrome on a tablet called iPlay',
    `Mozilla/5.0 (Linux; Android 13; iPlay_50) ${blink} Chrome/109.0.0.0 Safari/537.36`,
  ],
  ['chrome-ios', 'Chrome on an iPhone', `${iPhone} CriOS/156.0.7890.40 Mobile/15E148 Safari/604.1`],
  ['chrome-ios', 'Chrome on an iPad', `${iPad} CriOS/156.0.7890.40 Mobile/15E148 Safari/604.1`],
  ['chrome-ios', 'Chrome on an iPad that asks for desktop pages', `${mac} CriOS/156 Version/11.1.1 Safari/605.1.15`],
  ['edge-desktop', 'Edge on Windows', `${windows} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`],
  ['edge-desktop', 'Edge on macOS', `${intelMac} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`],
  ['edge-desktop', 'Edge before Chromium', `${windows} Chrome/70.0.3538.102 Safari/537.36 Edge/18.19045`],
  ['edge-mobile', 'Edge on Android', `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36 EdgA/156.0.0.0`],
  ['edge-mobile', 'Edge on an iPhone', `${iPhone} Version/18.0 EdgiOS/156.0.3400.40 Mobile/15E148 Safari/605.1.15`],
  [
    'edge-mobile',
    'Edge on an iPad that asks for desktop pages',
    `${mac} Version/18.0 EdgiOS/156.0.3400.40 Safari/605.1.15`,
  ],
  ['ie11', 'Internet Explorer 11', 'Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko'],
  [
    'ie11',
    'Edge in IE mode',
    'Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; .NET4.0C; .NET4.0E; rv:11.0) like Gecko',
  ],
  ['ie11', 'Internet Explorer 10', 'Mozilla/5.0 (compatible; MSIE 10.0; Windows NT 6.2; Trident/6.0)'],
  [
    'firefox-desktop',
    'Firefox on Windows',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0',
  ],
  [
    'firefox-desktop',
    'Firefox on macOS',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:153.0) Gecko/20100101 Firefox/153.0',
  ],
  [
    'firefox-desktop',
    'Firefox on Linux',
    'Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0',
  ],
  [
    'firefox-android',
    'Firefox on an Android phone',
    'Mozilla/5.0 (Android 15; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0',
  ],
  [
    'firefox-android',
    'Firefox on an Android tablet',
    'Mozilla/5.0 (Android 15; Tablet; rv:153.0) Gecko/153.0 Firefox/153.0',
  ],
  ['firefox-ios', 'Firefox on an iPhone', `${iPhone} FxiOS/153.0 Mobile/15E148 Safari/605.1.15`],
  ['firefox-ios', 'Firefox on an iPad that asks for desktop pages', `${mac} FxiOS/153.0 Safari/605.1.15`],
  ['safari-macos', 'Safari on a Mac', `${mac} Version/27.2 Safari/605.1.15`],
  [
    'safari-macos',
    'Safari on an old Mac',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_11_6) AppleWebKit/601.7.7 (KHTML, like Gecko) Version/9.1.2 Safari/601.7.7',
  ],
  ['safari-ios', 'Safari on an iPhone', `${iPhone} Version/18.6 Mobile/15E148 Safari/604.1`],
  ['safari-ios', 'Safari on an iPad that asks for mobile pages', `${iPad} Version/17.7 Mobile/15E148 Safari/604.1`],
  [
    'safari-ios',
    'Safari on an iPod touch',
    `Mozilla/5.0 (iPod touch; CPU iPhone OS 15_8 like Mac OS X) ${webkit} Version/15.6 Mobile/15E148 Safari/604.1`,
  ],
  [
    'samsung-internet',
    'Samsung Internet',
    `${reducedAndroid} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36`,
  ],
  [
    'samsung-internet',
    'Samsung Internet that names the phone',
    `Mozilla/5.0 (Linux; Android 12; SAMSUNG SM-G991N) ${blink} SamsungBrowser/19.0 Chrome/102.0.5005.125 Mobile Safari/537.36`,
  ],
  [
    'samsung-internet',
    'Samsung Internet that asks for desktop pages',
    `${linux} SamsungBrowser/29.0 Chrome/136.0.0.0 Safari/537.36`,
  ],
  ['whale-desktop', 'Whale on Windows', `${windows} Chrome/134.0.0.0 Whale/4.31.304.16 Safari/537.36`],
  ['whale-desktop', 'Whale that puts its name last', `${windows} Chrome/114.0.0.0 Safari/537.36 Whale/3.21.192.18`],
  ['whale-desktop', 'Whale on macOS', `${intelMac} Chrome/134.0.0.0 Whale/4.31.304.16 Safari/537.36`],
  ['whale-mobile', 'Whale on Android', `${galaxy} Chrome/134.0.0.0 Whale/4.0.1.2 Mobile Safari/537.36`],
  ['whale-mobile', 'Whale on an iPhone', `${iPhone} Version/18.6 Whale/4.2.0.1 Mobile/15E148 Safari/604.1`],
  ['opera-desktop', 'Opera on Windows', `${windows} Chrome/156.0.0.0 Safari/537.36 OPR/140.0.0.0`],
  ['opera-desktop', 'Opera before Chromium', 'Opera/9.80 (Windows NT 6.1; WOW64) Presto/2.12.388 Version/12.18'],
  ['opera-mobile', 'Opera on Android', `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36 OPR/94.0.0.0`],
  ['opera-mobile', 'Opera Mini, which is made of a WebView', `${galaxyWebview} OPR/94.0.2254.81129`],
  ['opera-mobile', 'Opera on an iPhone', `${iPhone} Version/18.6 Mobile/15E148 Safari/604.1 OPT/6.2.0`],
  ['vivaldi', 'Vivaldi where it says its name', `${windows} Chrome/156.0.0.0 Safari/537.36 Vivaldi/8.1.3900.50`],
  ['chrome-desktop', 'Vivaldi where it does not', `${windows} Chrome/156.0.0.0 Safari/537.36`],
  ['kakaotalk', 'KakaoTalk on an iPhone', `${iPhone} Mobile/15E148 KAKAOTALK 25.9.0`],
  ['kakaotalk', 'KakaoTalk on Android', `${galaxyWebview};KAKAOTALK 2410310`],
  ['naver-app', 'the NAVER app on an iPhone', `${iPhone} Mobile/15E148 NAVER(inapp; search; 2000; 12.15.0)`],
  [
    'naver-app',
    'the NAVER app on an iPhone that says Safari',
    `${iPhone} Version/18.5 Mobile/15E148 Safari/605.1 NAVER(inapp; search; 2000; 12.12.50; 14PROMAX)`,
  ],
  [
    'naver-app',
    'the NAVER app on Android, made of Whale',
    `${galaxy} Chrome/130.0.0.0 Whale/1.0.0.0 Crosswalk/29.130.0.14 Mobile Safari/537.36 NAVER(inapp; search; 2100; 12.15.0)`,
  ],
  ['naver-app', 'the NAVER app on Android, made of a WebView', `${galaxyWebview} NAVER(inapp; search; 2000; 12.15.0)`],
  [
    'instagram',
    'Instagram on an iPhone',
    `${iPhone} Mobile/15E148 Instagram 339.0.3.12.91 (iPhone15,2; iOS 18_6; ko_KR; ko; scale=3.00; 1179x2556; 619461904)`,
  ],
  [
    'instagram',
    'Instagram on Android',
    `${galaxyWebview} Instagram 339.0.0.12.95 Android (34/14; 480dpi; 1080x2115; samsung; SM-S918N; dm3q; qcom; ko_KR; 619461904)`,
  ],
  [
    'facebook',
    'Facebook on an iPhone',
    `${iPhone} Mobile/15E148 [FBAN/FBIOS;FBAV/480.0.0.35.108;FBBV/619461904;FBDV/iPhone15,2;FBLC/ko_KR;FBOP/80]`,
  ],
  ['facebook', 'Facebook on Android', `${galaxyWebview} [FB_IAB/FB4A;FBAV/480.0.0.54.88;]`],
  ['line', 'LINE on an iPhone', `${iPhone} Mobile/15E148 Safari Line/14.10.0`],
  ['line', 'LINE on Android', `${galaxyWebview} Line/14.10.0/IAB`],
  ['other-kr', 'Daum on an iPhone', `${iPhone} Mobile/15E148 DaumApps/8.7.1 DaumDevice/mobile`],
  ['other-kr', 'Daum on Android', `${galaxyWebview} DaumApps/8.7.1 DaumDevice/mobile`],
  ['other-kr', 'KakaoStory on Android', `${galaxyWebview} KAKAOSTORY/7.2.0`],
  ['other-kr', 'BAND on an iPhone', `${iPhone} Mobile/15E148 BAND/13.0.0 (iOS 18.6;iPhone15,2)`],
  ['other-kr', 'Everytime on Android', `${galaxyWebview} everytimeApp`],
  ['generic-webview', 'any app on Android', galaxyWebview],
  [
    'generic-webview',
    'an app on Android that hides its WebView',
    `${galaxy} Version/4.0 Chrome/156.0.7890.45 Mobile Safari/537.36`,
  ],
  ['generic-webview', 'any app on an iPhone', `${iPhone} Mobile/15E148`],
  ['generic-webview', 'an app on an iPhone that says its name', `${iPhone} Mobile/15E148 Twitter for iPhone/10.54`],
  ['generic-webview', 'any app on an iPad', mac],
  ['generic-webview', 'the Google app on an iPhone', `${iPhone} GSA/340.0.0.0 Mobile/15E148 Safari/604.1`],
  ['unknown', 'Yandex, which is not Chrome', `${windows} Chrome/156.0.0.0 YaBrowser/26.10.0.0 Safari/537.36`],
  ['unknown', 'DuckDuckGo, which is not Safari', `${iPhone} Version/18.6 Mobile/15E148 Safari/604.1 Ddg/18.6`],
  [
    'unknown',
    'GNOME Web, which is not Safari',
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Version/18.0 Safari/605.1.15`,
  ],
  [
    'unknown',
    'the browser of Android 4',
    'Mozilla/5.0 (Linux; U; Android 4.0.4; ko-kr; SHW-M250S) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
  ],
  ['unknown', 'Electron, which is not Chrome', `${windows} Chrome/156.0.0.0 Electron/41.0.0 Safari/537.36`],
  ['unknown', 'a search engine', 'Mozilla/5.0 (compatible; Yeti/1.1; +https://naver.me/spd)'],
  ['unknown', 'Happy DOM', `Mozilla/5.0 (X11; Linux x86_64) ${blink} HappyDOM/21.0.4`],
  ['unknown', 'nobody', ''],
]

test.each(strings)('%s is the guide for %s', (id, _, userAgent) => {
  expect(whichBrowser({ userAgent })).toBe(id)
})

/** What client hints and other signs add: id, who it is, what it says of itself. */
const hints: [id: string, who: string, hints: BrowserHints][] = [
  [
    'chrome-desktop',
    'Chrome with client hints',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Google Chrome', 'Chromium', 'Not=A?Brand'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'chrome-desktop',
    'Chromium, which has no brand of its own',
    {
      userAgent: `${linux} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Not=A?Brand', 'Chromium'],
      mobile: false,
      platform: 'Linux',
    },
  ],
  [
    'chrome-desktop',
    'Chrome on a PC with a touch screen',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Google Chrome', 'Chromium'],
      mobile: false,
      platform: 'Windows',
      maxTouchPoints: 10,
    },
  ],
  [
    'chrome-android',
    'Chrome on an Android phone with client hints',
    {
      userAgent: `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36`,
      brands: ['Google Chrome', 'Chromium'],
      mobile: true,
      platform: 'Android',
    },
  ],
  [
    'chrome-android',
    'Chrome on an Android tablet, which is not mobile',
    {
      userAgent: `${reducedAndroid} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Google Chrome', 'Chromium'],
      mobile: false,
      platform: 'Android',
    },
  ],
  [
    'chrome-desktop',
    'Chrome whose string says it is Whale',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Whale/4.31.304.16 Safari/537.36`,
      brands: ['Google Chrome', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'chrome-desktop',
    'Chrome on Windows whose string says Android',
    {
      userAgent: `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36`,
      brands: ['Google Chrome', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'edge-desktop',
    'Edge whose string is Chrome’s',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Microsoft Edge', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'edge-mobile',
    'Edge on Android with client hints',
    {
      userAgent: `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36 EdgA/156.0.0.0`,
      brands: ['Microsoft Edge', 'Chromium'],
      mobile: true,
      platform: 'Android',
    },
  ],
  [
    'generic-webview',
    'an app on Windows made of Edge',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0`,
      brands: ['Microsoft Edge', 'Microsoft Edge WebView2', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'whale-desktop',
    'Whale with client hints',
    {
      userAgent: `${windows} Chrome/104.0.0.0 Safari/537.36`,
      brands: ['Whale', ' Not A;Brand', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'samsung-internet',
    'Samsung Internet with client hints',
    {
      userAgent: `${reducedAndroid} Chrome/136.0.0.0 Mobile Safari/537.36`,
      brands: ['Samsung Internet', 'Chromium'],
      mobile: true,
      platform: 'Android',
    },
  ],
  [
    'opera-desktop',
    'Opera with client hints',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Opera', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'vivaldi',
    'Vivaldi with client hints',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Vivaldi', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'brave',
    'Brave with client hints',
    {
      userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`,
      brands: ['Brave', 'Chromium'],
      mobile: false,
      platform: 'Windows',
    },
  ],
  [
    'brave',
    'Brave by its own word, on a computer',
    { userAgent: `${windows} Chrome/156.0.0.0 Safari/537.36`, brands: ['Chromium'], brave: true },
  ],
  [
    'brave',
    'Brave by its own word, on an iPhone',
    { userAgent: `${iPhone} Version/18.6 Mobile/15E148 Safari/604.1`, brave: true, maxTouchPoints: 5 },
  ],
  [
    'generic-webview',
    'an app on Android that says it is Chrome',
    {
      userAgent: `${reducedAndroid} Chrome/156.0.0.0 Mobile Safari/537.36`,
      brands: ['Android WebView', 'Chromium'],
      mobile: true,
      platform: 'Android',
    },
  ],
  [
    'kakaotalk',
    'KakaoTalk on Android with client hints',
    {
      userAgent: `${galaxyWebview};KAKAOTALK 2410310`,
      brands: ['Android WebView', 'Chromium'],
      mobile: true,
      platform: 'Android',
    },
  ],
  [
    'naver-app',
    'the NAVER app on Android with client hints',
    {
      userAgent: `${galaxy} Chrome/130.0.0.0 Whale/1.0.0.0 Crosswalk/29.130.0.14 Mobile Safari/537.36 NAVER(inapp; search; 2100; 12.15.0)`,
      brands: ['Whale', 'Chromium'],
      mobile: true,
      platform: 'Android',
    },
  ],
  [
    'safari-ios',
    'Safari on an iPad, which says Macintosh',
    { userAgent: `${mac} Version/18.6 Safari/605.1.15`, maxTouchPoints: 5 },
  ],
  [
    'safari-macos',
    'Safari on a Mac without a touch screen',
    { userAgent: `${mac} Version/27.2 Safari/605.1.15`, maxTouchPoints: 0 },
  ],
  [
    'firefox-desktop',
    'Firefox on a PC with a touch screen',
    {
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:153.0) Gecko/20100101 Firefox/153.0',
      maxTouchPoints: 10,
    },
  ],
  ['generic-webview', 'an app on an iPad, which says Macintosh', { userAgent: mac, maxTouchPoints: 5 }],
]

test.each(hints)('%s is the guide for %s', (id, _, hints) => {
  expect(whichBrowser(hints)).toBe(id)
})

test('every id is met by a browser of this table', () => {
  expect(new Set([...strings, ...hints].map(([id]) => id))).toEqual(new Set(ids))
})

/** Pieces of real strings, so that what is drawn comes near to them. */
const pieces = [...strings, ...hints].flatMap(([, , said]) =>
  (typeof said === 'string' ? said : said.userAgent).split(/(?<= )/),
)

test('whatever a browser says, the answer is a known id', () => {
  const nearlyReal = fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((drawn) => drawn.join(''))
  const text = fc.oneof(fc.string(), fc.string({ unit: 'binary-ascii' }), nearlyReal)
  const anything = fc.record(
    {
      userAgent: text,
      brands: fc.array(text),
      mobile: fc.boolean(),
      platform: fc.oneof(fc.constantFrom('Android', 'Windows', 'macOS'), text),
      maxTouchPoints: fc.integer(),
      brave: fc.boolean(),
    },
    { requiredKeys: ['userAgent'] },
  )
  fc.assert(fc.property(anything, (hints) => ids.includes(whichBrowser(hints))))
})

test.each(['(', 'Chrome/', 'Version/1 ', 'Gecko) Mobile', 'Mozilla/5.0 (Mac', 'Safari/1', 'iP', ' Line', ' '])(
  'a string of a hundred thousand %j is answered at once',
  (piece) => {
    const userAgent = `Mozilla/5.0 (Macintosh; ${piece.repeat(100_000)}`
    const startedAtMs = performance.now()
    whichBrowser({ userAgent, brands: [userAgent], platform: userAgent })
    whichBrowser({ userAgent: piece.repeat(100_000) })
    expect(performance.now() - startedAtMs).toBeLessThan(500)
  },
)

test('a browser is called what its visitors call it, without its platform', () => {
  expect(
    ['chrome-desktop', 'chrome-ios', 'safari-macos', 'edge-mobile', 'ie11'].map((id) => browserName(id, 'ko')),
  ).toEqual(['Chrome', 'Chrome', 'Safari', 'Edge', 'Internet Explorer'])
  const korean = ['samsung-internet', 'whale-mobile', 'kakaotalk', 'naver-app', 'instagram', 'facebook', 'line']
  expect(korean.map((id) => browserName(id, 'ko-KR'))).toEqual([
    '삼성 인터넷',
    '네이버 웨일',
    '카카오톡',
    '네이버 앱',
    '인스타그램',
    '페이스북',
    '라인',
  ])
  expect(korean.map((id) => browserName(id, 'en'))).toEqual([
    'Samsung Internet',
    'Naver Whale',
    'KakaoTalk',
    'the NAVER app',
    'Instagram',
    'Facebook',
    'LINE',
  ])
})

test('an app whose name is not known is called this app', () => {
  expect(['other-kr', 'generic-webview'].map((id) => browserName(id, 'ko'))).toEqual(['이 앱', '이 앱'])
  expect(['other-kr', 'generic-webview'].map((id) => browserName(id, 'fr'))).toEqual(['this app', 'this app'])
})

test('every browser with a guide has a name, and an unknown one has none', () => {
  for (const id of ids) expect(browserName(id, 'ko') === '').toBe(id === 'unknown')
})
