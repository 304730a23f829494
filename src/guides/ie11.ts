// Internet Explorer 11, and the IE mode of Edge: the one browser that could ask each time.

import type { BrowserGuide } from './source'

const guide: BrowserGuide = {
  id: 'ie11',
  name: { ko: 'Internet Explorer 11 / Edge의 IE 모드', en: 'Internet Explorer 11 / IE mode in Edge' },
  actions: {
    blockAll: {
      steps: {
        ko: [
          '도구',
          '인터넷 옵션',
          '개인 정보',
          '고급',
          '자동으로 쿠키 처리 안 함',
          '현재 사이트의 쿠키: 차단 / 링크된 사이트의 쿠키: 차단',
        ],
        en: [
          'Tools',
          'Internet options',
          'Privacy',
          'Advanced',
          'Override automatic cookie handling',
          'First-party: Block / Third-party: Block',
        ],
      },
      confidence: 'elsewhere',
    },
    allowAll: {
      steps: {
        ko: [
          '도구',
          '인터넷 옵션',
          '개인 정보',
          '고급',
          '자동으로 쿠키 처리 안 함',
          '현재 사이트의 쿠키: 허용 / 링크된 사이트의 쿠키: 허용',
        ],
        en: [
          'Tools',
          'Internet options',
          'Privacy',
          'Advanced',
          'Override automatic cookie handling',
          'First-party: Accept / Third-party: Accept',
        ],
      },
      confidence: 'elsewhere',
    },
    askEachTime: {
      steps: {
        ko: [
          '도구',
          '인터넷 옵션',
          '개인 정보',
          '고급',
          '자동으로 쿠키 처리 안 함',
          '현재 사이트의 쿠키: 확인 / 링크된 사이트의 쿠키: 확인',
        ],
        en: [
          'Tools',
          'Internet options',
          'Privacy',
          'Advanced',
          'Override automatic cookie handling',
          'First-party: Prompt / Third-party: Prompt',
        ],
      },
      confidence: 'unconfirmed',
      note: {
        ko: '개인정보 처리방침의 ‘쿠키가 저장될 때마다 확인’은 Internet Explorer의 이 설정에서 온 말입니다. 지금의 다른 브라우저에는 이런 설정이 없습니다.',
        en: '‘Be asked each time a cookie is stored’ in privacy policies comes from this setting. No other browser has it today.',
      },
    },
    deleteAll: {
      steps: {
        ko: ['도구', '인터넷 옵션', '일반', '검색 기록: 삭제', '쿠키 및 웹 사이트 데이터', '삭제'],
        en: ['Tools', 'Internet options', 'General', 'Browsing history: Delete', 'Cookies and website data', 'Delete'],
      },
      confidence: 'elsewhere',
    },
  },
  note: {
    ko: 'Internet Explorer는 2022년 6월에 지원이 끝났고, 지금은 대부분 Edge의 IE 모드로만 쓰입니다. 개인정보 처리방침에 흔히 나오는 [도구] > [인터넷 옵션] > [개인정보] > [고급]은 Internet Explorer에만 맞는 경로입니다. 도구 메뉴가 보이지 않으면 Windows 키와 R을 함께 누르고 inetcpl.cpl을 입력해 인터넷 옵션을 여실 수 있습니다.',
    en: 'Support for Internet Explorer ended in June 2022; most computers have it only as the IE mode of Edge. The path many policies print, [Tools] > [Internet options] > [Privacy] > [Advanced], is right for Internet Explorer only. If you see no Tools menu, press the Windows key and R together and enter inetcpl.cpl to open Internet options.',
  },
  help: {
    ko: 'https://support.microsoft.com/ko-kr/windows/168dab11-0753-043d-7c16-ede5947fc64d',
    en: 'https://support.microsoft.com/en-us/windows/delete-and-manage-cookies-168dab11-0753-043d-7c16-ede5947fc64d',
  },
  source: {
    ko: 'Internet Explorer를 설명한 한국어 고객지원 페이지들',
    en: 'Korean support pages about Internet Explorer',
  },
  version: '11',
  checkedOn: '2026-11-22',
}

export default guide
