// The guides' one door: every browser's, in the visitor's language.

import { pickLanguage } from '../core/text'
import brave from './brave'
import chromeAndroid from './chrome-android'
import chromeDesktop from './chrome-desktop'
import chromeIos from './chrome-ios'
import edgeDesktop from './edge-desktop'
import edgeMobile from './edge-mobile'
import facebook from './facebook'
import firefoxAndroid from './firefox-android'
import firefoxDesktop from './firefox-desktop'
import firefoxIos from './firefox-ios'
import genericWebview from './generic-webview'
import type { Guide } from './guide'
import ie11 from './ie11'
import instagram from './instagram'
import kakaotalk from './kakaotalk'
import line from './line'
import naverApp from './naver-app'
import operaDesktop from './opera-desktop'
import operaMobile from './opera-mobile'
import otherKr from './other-kr'
import safariIos from './safari-ios'
import safariMacos from './safari-macos'
import samsungInternet from './samsung-internet'
import type { Bilingual, BrowserGuide, Path } from './source'
import vivaldi from './vivaldi'
import whaleDesktop from './whale-desktop'
import whaleMobile from './whale-mobile'

/** In the order a visitor reads them: browsers by how common they are in Korea, then apps. */
const GUIDES: readonly BrowserGuide[] = [
  chromeDesktop,
  chromeAndroid,
  chromeIos,
  safariIos,
  safariMacos,
  samsungInternet,
  edgeDesktop,
  edgeMobile,
  whaleDesktop,
  whaleMobile,
  firefoxDesktop,
  firefoxAndroid,
  firefoxIos,
  operaDesktop,
  operaMobile,
  brave,
  vivaldi,
  ie11,
  kakaotalk,
  naverApp,
  instagram,
  facebook,
  line,
  otherKr,
  genericWebview,
]

/** All guides, with labels in Korean for `ko` and in English for any other language (BCP 47). */
export function guidesIn(language: string): Guide[] {
  const labels = pickLanguage([language], ['ko']) ? 'ko' : 'en'
  return GUIDES.map((guide) => inLanguage(guide, labels))
}

function inLanguage({ name, actions, note, help, source, ...rest }: BrowserGuide, language: keyof Bilingual): Guide {
  const helpLanguage = help?.[language] ? language : language === 'ko' ? 'en' : 'ko'
  const page = help?.[helpLanguage]
  return {
    ...rest,
    language,
    name: name[language],
    actions: Object.fromEntries(Object.entries(actions).map(([action, path]) => [action, pathIn(path, language)])),
    ...(note && { note: note[language] }),
    ...(page && { help: page, helpLanguage }),
    source: source[language],
  }
}

function pathIn({ steps, confidence, note, address }: Path, language: keyof Bilingual) {
  return {
    steps: [...steps[language]],
    confidence: typeof confidence === 'string' ? confidence : confidence[language],
    ...(note && { note: note[language] }),
    ...(address && { address }),
  }
}
