// Nothing else changes: with the gate and everything allowed a page is, to its own scripts, the page it was without.
// Each story does the same on two origins, one with the tag and one without, and compares everything it saw.

import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { createSite, openPage, openSite, pageText, type StoryPage } from '../support/story'

const JS_COOKIE = readFileSync(new URL('../../node_modules/js-cookie/dist/js.cookie.js', import.meta.url), 'utf8')

/** Every guard has something to do: names of each kind, hosts, and the network. */
const config = {
  service: { name: '예시 메일' },
  policy: { url: '/privacy', version: '2026-11-01' },
  guard: { network: true },
  categories: [
    {
      id: 'analytics',
      services: [
        {
          id: 'stats',
          name: 'Example Stats',
          hosts: ['stats.example'],
          cookies: [{ name: 'visitor' }, { name: 'visitor-*' }, { name: '__Host-visitor' }],
          storage: [
            { name: 'stats-queue' },
            { name: 'stats-*' },
            { name: 'stats-tab', kind: 'session' },
            { name: 'stats-base', kind: 'indexeddb' },
          ],
        },
      ],
    },
  ],
}

/** Asked for its databases, Chromium reports an error in a frame without an origin, whoever catches it. */
const withoutDatabases = {
  ...config,
  categories: [{ id: 'analytics', services: [{ id: 'stats', name: 'Example Stats', cookies: [{ name: 'visitor' }] }] }],
}

/** A page whose visitor has chosen before, so that nothing is drawn. */
async function openGuarded(choice: 'allow' | 'refuse' = 'allow'): Promise<StoryPage> {
  const page = await openPage('', { config })
  page.site.file('/js.cookie.js', JS_COOKIE)
  await page.seesView('notice')
  await page.choose(choice)
  await page.reload()
  return page
}

async function openPlain(): Promise<StoryPage> {
  const page = await openPage('', { tag: false })
  page.site.file('/js.cookie.js', JS_COOKIE)
  return page
}

/** Expects that a page shows the same with the gate as without it, and that there is something to see. */
async function expectTheSame<T extends object>(look: (page: StoryPage) => Promise<T>): Promise<void> {
  const plain = await look(await openPlain())
  const guarded = await look(await openGuarded())
  expect(Object.keys(plain)).not.toEqual([])
  expect(guarded).toEqual(plain)
}

// — cookies —

test('js-cookie does with the gate what it does without', () =>
  expectTheSame(async (page) => {
    await page.evaluate(
      () =>
        new Promise<void>((resolve, reject) => {
          const script = document.createElement('script')
          Object.assign(script, { src: '/js.cookie.js', onload: () => resolve(), onerror: reject })
          document.head.append(script)
        }),
    )
    return page.evaluate(driveJsCookie)
  }))

/** Runs in the page: each step with what it gave and the jar after it. */
function driveJsCookie(): unknown[] {
  const { Cookies } = window as unknown as { Cookies: typeof import('js-cookie').default }
  const own = Cookies.withConverter({
    read: (value, name) => `${name}<${value}>`,
    write: (value, name) => `${name}-${String(value).toUpperCase()}`,
  })
  const atHome = Cookies.withAttributes({ path: '/', sameSite: 'strict' })
  const forever = new Date('2035-01-01T00:00:00Z')
  const steps: [name: string, act: () => unknown][] = [
    ['set', () => Cookies.set('visitor', 'a')],
    ['get', () => Cookies.get('visitor')],
    ['get what is not there', () => Cookies.get('visitor-none')],
    ['overwrite', () => Cookies.set('visitor', 'b')],
    ['an empty value', () => Cookies.set('visitor-empty', '')],
    ['get an empty value', () => Cookies.get('visitor-empty')],
    ['a name nobody declared', () => Cookies.set('own', 'c')],
    ['get all', () => Object.entries(Cookies.get() ?? {}).filter(([name]) => name !== 'dongui')],
    ...[';', ',', '"', '\\', '=', '%', '%41', ' a b ', '\t', '\n', '\0', '()<>@[]{}/?:', '&+#^`|~!$*'].flatMap(
      (text): [string, () => unknown][] => [
        [`value ${JSON.stringify(text)}`, () => Cookies.set('visitor-value', text)],
        [`get value ${JSON.stringify(text)}`, () => Cookies.get('visitor-value')],
        [`name ${JSON.stringify(text)}`, () => Cookies.set(`visitor-${text}`, 'd')],
        [`get name ${JSON.stringify(text)}`, () => Cookies.get(`visitor-${text}`)],
        [`remove name ${JSON.stringify(text)}`, () => Cookies.remove(`visitor-${text}`)],
      ],
    ),
    ...['방문자', 'é', '😀', 'ｆｕｌｌ', '\u202e', '\ufeff'].flatMap((text): [string, () => unknown][] => [
      [`unicode ${text}`, () => Cookies.set(`visitor-${text}`, text)],
      [`get unicode ${text}`, () => Cookies.get(`visitor-${text}`)],
    ]),
    ['a lone surrogate', () => Cookies.set('visitor-half', '\ud83d')],
    ['JSON', () => Cookies.set('visitor-json', JSON.stringify({ a: [1, 'ü', null], b: '"; path=/' }))],
    ['get JSON', () => JSON.parse(Cookies.get('visitor-json') ?? 'null')],
    ['an object', () => Cookies.set('visitor-object', { a: 1 } as unknown as string)],
    ['a number', () => Cookies.set('visitor-number', 0 as unknown as string)],
    ['undefined', () => Cookies.set('visitor-undefined', undefined as unknown as string)],
    ['no name', () => Cookies.set('', 'nameless')],
    ['get no name', () => Cookies.get('')],
    ['a symbol', () => Cookies.set(Symbol('visitor') as unknown as string, 'e')],
    ['an encoded cookie of somebody else', () => (document.cookie = 'visitor-raw=%E0%A4%A')],
    ['get it', () => Cookies.get('visitor-raw')],
    ['a quoted cookie of somebody else', () => (document.cookie = 'visitor-quoted="a b"')],
    ['get that', () => Cookies.get('visitor-quoted')],
    ['expires in days', () => Cookies.set('visitor-days', 'f', { expires: 7 })],
    ['expires at a date', () => Cookies.set('visitor-date', 'f', { expires: forever })],
    ['expired', () => Cookies.set('visitor-date', 'f', { expires: -1 })],
    ['path /', () => Cookies.set('visitor-path', 'g', { path: '/' })],
    ['path elsewhere', () => Cookies.set('visitor-path', 'h', { path: '/elsewhere' })],
    ['no path', () => Cookies.set('visitor-path', 'i', { path: '' })],
    ['path that ends the attribute', () => Cookies.set('visitor-path', 'j', { path: '/;domain=x' })],
    ['domain of its own', () => Cookies.set('visitor-domain', 'k', { domain: location.hostname })],
    ['domain of another', () => Cookies.set('visitor-domain', 'l', { domain: 'elsewhere.example' })],
    ['secure', () => Cookies.set('visitor-secure', 'm', { secure: true })],
    ['not secure', () => Cookies.set('visitor-secure', 'n', { secure: false })],
    ...(['strict', 'lax', 'none'] as const).map((sameSite): [string, () => unknown] => [
      `SameSite ${sameSite}`,
      () => Cookies.set(`visitor-${sameSite}`, 'o', { sameSite }),
    ]),
    ['SameSite none, secure', () => Cookies.set('visitor-none', 'o', { sameSite: 'none', secure: true })],
    ['partitioned', () => Cookies.set('visitor-part', 'p', { secure: true, partitioned: true })],
    ['an attribute nobody knows', () => Cookies.set('visitor-attribute', 'q', { hello: 'world' })],
    ['all attributes', () => Cookies.set('visitor-all', 'r', { expires: forever, path: '/', sameSite: 'lax' })],
    ['a converter writes', () => own.set('visitor-own', 'shout')],
    ['a converter reads', () => [own.get('visitor-own'), Cookies.get('visitor-own')]],
    ['a converter removes', () => own.remove('visitor-own')],
    ['attributes kept', () => atHome.set('visitor-home', 's')],
    ['what is kept', () => [atHome.attributes, Object.keys(atHome.converter)]],
    ['attributes kept, removed', () => atHome.remove('visitor-home')],
    ['both', () => own.withAttributes({ path: '/' }).set('visitor-both', 't')],
    ['remove with a path', () => Cookies.remove('visitor', { path: '/elsewhere' })],
    ['remove', () => Cookies.remove('visitor')],
    ['get what was removed', () => Cookies.get('visitor')],
    ['remove what is not there', () => Cookies.remove('visitor-none-such')],
  ]
  const hostAndDate = (text: string) =>
    text.replaceAll(location.hostname, 'here').replace(/expires=[^;"]*/g, 'expires=…')
  return steps.map(([name, act]) => {
    let given: unknown
    try {
      given = act()
    } catch (error) {
      given = `throws ${error}`
    }
    const jar = document.cookie.split('; ').filter((pair) => !pair.startsWith('dongui='))
    return [name, hostAndDate(JSON.stringify(given) ?? 'undefined'), jar.sort()]
  })
}

/** Strings that some page somewhere assigns to `document.cookie`, by what is odd about them. */
const ODD_COOKIES: Record<string, string> = {
  plain: 'odd=plain',
  'an equals sign first': '=odd-first=a',
  'two equals signs first': '==odd-second=a',
  'no name': '=nameless',
  'no equals sign': 'odd-bare',
  'an equals sign alone': '=',
  empty: '',
  'blanks alone': '   ',
  'a semicolon alone': ';',
  'semicolons alone': ';;;',
  'a semicolon first': '; odd-late=a',
  'attributes alone': '; path=/; secure',
  'an empty value': 'odd-empty=',
  'an empty value, then blanks': 'odd-blank=   ',
  'equals signs in the value': 'odd-equals=a=b==c=',
  'blanks around': '   odd-blanks   =   a   ',
  'tabs around': '\todd-tabs\t=\ta\t',
  'a tab in the name': 'odd\ttab=a',
  'a tab in the value': 'odd-tab=a\tb',
  'a blank in the name': 'odd name=a',
  'a line feed before': '\nodd-feed=a',
  'a line feed in the name': 'odd\nfeed=a',
  'a line feed in the value': 'odd-feed=a\nb',
  'a carriage return in the value': 'odd-return=a\rb',
  'a NUL in the name': 'odd\0null=a',
  'a NUL in the value': 'odd-null=a\0b',
  'a NUL at the end': 'odd-null-end=a\0',
  'a NUL among the attributes': 'odd-null-later=a; path=/\0; secure',
  'a bell': 'odd-bell=a\u0007b',
  'a vertical tab around': '\vodd-vertical\v=\va',
  'a form feed around': '\fodd-form\f=\fa',
  DEL: 'odd-del=a\u007fb',
  'a no-break space around': '\u00a0odd-nbsp\u00a0=\u00a0a',
  'a byte order mark first': '\ufeffodd-bom=a',
  'a line separator': 'odd-line=a\u2028b',
  Korean: '홀수=값',
  'Korean in the value': 'odd-korean=값',
  Latin: 'odd-é=ü',
  'an emoji': 'odd-😀=😀',
  'half an emoji': 'odd-half=\ud83d',
  quotes: 'odd-quotes="a; b"',
  'one quote': 'odd-quote="a',
  'quotes around the name': '"odd-quoted"=a',
  'a comma': 'odd-comma=a,odd-comma-2=b',
  'percent signs': 'odd-percent=%00%zz%',
  'a backslash': 'odd\\back=\\',
  'markup for a name': '<odd>=<b>',
  'a name like one of Object.prototype': '__proto__=a',
  'another like that': 'constructor=a',
  'a long name': `odd-${'n'.repeat(1000)}=a`,
  'a long value': `odd-long=${'v'.repeat(2000)}`,
  'name and value of 4096 bytes': `odd-4096=${'v'.repeat(4087)}`,
  'name and value of 4097 bytes': `odd-4097=${'v'.repeat(4088)}`,
  'a value of 8000 bytes': `odd-8000=${'v'.repeat(8000)}`,
  'a name of 5000 bytes': `odd-${'n'.repeat(5000)}=a`,
  'a long attribute': `odd-attribute=a; path=/${'p'.repeat(2000)}`,
  'many attributes': `odd-many=a; ${Array.from({ length: 100 }, (_, index) => `x${index}=${index}`).join('; ')}`,
  'an attribute twice': 'odd-twice=a; path=/elsewhere; path=/',
  'a path twice, the last one elsewhere': 'odd-twice-away=a; path=/; path=/elsewhere',
  'a path without a slash': 'odd-path=a; path=elsewhere',
  'odd letter cases': 'odd-cases=a; PaTh=/; sAmEsItE=LAX',
  'no blanks between attributes': 'odd-tight=a;path=/;samesite=lax',
  'attributes with blanks': 'odd-loose=a ;  path  =  /  ;  max-age  =  1000',
  'a SameSite nobody knows': 'odd-samesite=a; samesite=perhaps',
  'SameSite=None without Secure': 'odd-none=a; samesite=none',
  'an expiry that is no date': 'odd-date=a; expires=yesterday',
  'an empty expiry': 'odd-no-date=a; expires=',
  'an expiry in an old form': 'odd-old=a; expires=Sunday, 06-Nov-94 08:49:37 GMT',
  'an expiry far ahead': 'odd-far=a; expires=Fri, 31 Dec 9999 23:59:59 GMT',
  'an expiry in 1970': 'odd-gone=a; expires=Thu, 01 Jan 1970 00:00:00 GMT',
  'expired by date, kept by age': 'odd-both=a; expires=Thu, 01 Jan 1970 00:00:00 GMT; max-age=1000',
  'a negative age': 'odd-negative=a; max-age=-1',
  'an age of 0': 'odd-zero=a; max-age=0',
  'an age that is no number': 'odd-age=a; max-age=soon',
  'an age with a fraction': 'odd-fraction=a; max-age=1000.5',
  'an age beyond all numbers': `odd-ages=a; max-age=${'9'.repeat(40)}`,
  'erasing what was there': 'odd=; max-age=0',
  '__Host- as it should be': '__Host-odd=a; secure; path=/',
  '__Host- without Secure': '__Host-odd-1=a; path=/',
  '__Host- with a domain': '__Host-odd-2=a; secure; path=/; domain=localhost',
  '__Host- without a path': '__Host-odd-3=a; secure',
  '__host- in small letters': '__host-odd-4=a; path=/',
  '__HOST- in capitals, as it should be': '__HOST-odd-5=a; secure; path=/',
  '__Secure- as it should be': '__Secure-odd=a; secure',
  '__Secure- without Secure': '__Secure-odd-1=a',
  '__sEcUrE- without Secure': '__sEcUrE-odd-2=a',
  '__Host- as the value of no name': '=__Host-odd-6=a; secure; path=/',
  '__Secure- after a blank': ' __Secure-odd-7=a',
  Secure: 'odd-secure=a; secure',
  'Secure with a value': 'odd-secure-2=a; secure=false',
  HttpOnly: 'odd-http=a; httponly',
  Partitioned: 'odd-part=a; secure; partitioned; path=/; samesite=none',
  'Partitioned without Secure': 'odd-part-2=a; partitioned',
  'a domain of somebody else': 'odd-domain=a; domain=elsewhere.example',
  'a domain that is everybody’s': 'odd-all=a; domain=localhost',
  'an empty domain': 'odd-no-domain=a; domain=',
  'a domain that is no name': 'odd-bad-domain=a; domain=..',
}

/** Writes them one after the other; by what is odd about each, the jar after it. */
const afterOddCookies = (page: StoryPage) =>
  page.evaluate((strings) => {
    const jars: Record<string, string[]> = {}
    for (const [what, text] of Object.entries(strings)) {
      document.cookie = text
      jars[what] = document.cookie
        .split('; ')
        .filter((pair) => !pair.startsWith('dongui='))
        .sort()
    }
    return jars
  }, ODD_COOKIES)

test('every odd cookie string is stored, or not, as the browser does by itself', () => expectTheSame(afterOddCookies))

test('odd strings of names nobody declared are stored as ever while everything is refused, too', async () => {
  const plain = await afterOddCookies(await openPlain())
  expect(await afterOddCookies(await openGuarded('refuse'))).toEqual(plain)
})

test('what is no string becomes the same cookie', () =>
  expectTheSame((page) =>
    page.evaluate(() => {
      const values: Record<string, unknown> = {
        null: null,
        undefined: undefined,
        'a number': 42,
        'a big number': 42n,
        true: true,
        'a list': ['visitor=a', 'path=/'],
        'an object': {},
        'an object with toString': { toString: () => 'visitor-object=a' },
        'a String': new String('visitor-boxed=a'),
        'an address': new URL('http://a.example/?visitor=a'),
      }
      return Object.entries(values).map(([what, value]) => {
        document.cookie = value as string
        return [what, document.cookie.split('; ').filter((pair) => !pair.startsWith('dongui='))]
      })
    }),
  ))

// — what a script can see of the page's objects —

/** Whose properties are looked at. */
const TYPES = [
  ...['Document', 'HTMLDocument', 'Storage', 'CookieStore', 'IDBFactory', 'CacheStorage', 'Navigator'],
  ...['EventTarget', 'Node', 'Element', 'HTMLElement', 'CharacterData', 'DocumentFragment', 'ShadowRoot', 'Range'],
  ...['HTMLScriptElement', 'HTMLImageElement', 'HTMLIFrameElement', 'HTMLLinkElement', 'HTMLMediaElement'],
  ...['HTMLSourceElement', 'HTMLEmbedElement', 'HTMLObjectElement', 'HTMLVideoElement', 'HTMLTemplateElement'],
  ...['EventSource', 'WebSocket', 'XMLHttpRequest', 'XMLHttpRequestEventTarget', 'Worker', 'Window', 'Request'],
]

describe('own properties', () => {
  test('prototypes have the same names in the same order, with the same descriptors', () =>
    expectTheSame((page) =>
      page.evaluate(
        (types) =>
          Object.fromEntries(
            types.map((type) => {
              const owner = (globalThis as unknown as Record<string, { prototype: object } | undefined>)[type]
                ?.prototype
              // Sorted: Firefox makes a function's own `name` and `length` in the order they are first asked for.
              const describePart = (part: unknown) =>
                typeof part === 'function'
                  ? [
                      part.name,
                      part.length,
                      Reflect.ownKeys(part).map(String).sort(),
                      /native code/.test(`${part}`),
                    ].join(' ')
                  : typeof part
              const described = Reflect.ownKeys(owner ?? {}).map((key) => {
                const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(owner, key) ?? {}
                return [String(key), JSON.stringify(flags), ...[value, get, set].map(describePart)].join(', ')
              })
              return [type, owner ? described : 'the browser has no such type']
            }),
          ),
        TYPES,
      ),
    ))

  test('constructors are the same, and have the same properties', () =>
    expectTheSame((page) =>
      page.evaluate(
        (types) =>
          Object.fromEntries(
            types.map((type) => {
              const made = (globalThis as unknown as Record<string, typeof Element | undefined>)[type]
              if (!made) return [type, 'the browser has no such type']
              return [
                type,
                [
                  made.name,
                  made.length,
                  made.prototype.constructor === made,
                  Object.getPrototypeOf(made).name,
                  /native code/.test(`${made}`),
                  JSON.stringify(Object.getOwnPropertyDescriptor(globalThis, type)),
                  ...Reflect.ownKeys(made).map(String),
                ].join(', '),
              ]
            }),
          ),
        TYPES,
      ),
    ))

  test('window has only `dongui` and `donguiQueue` more, and nothing else on it is another', async () => {
    const look = (page: StoryPage) =>
      page.evaluate(() =>
        Object.fromEntries(
          Object.getOwnPropertyNames(window).map((key) => {
            const { value, get, set, ...flags } = Object.getOwnPropertyDescriptor(window, key) ?? {}
            const describePart = (part: unknown) =>
              typeof part === 'function'
                ? [part.name, part.length, 'prototype' in part, /native code/.test(`${part}`)].join(' ')
                : typeof part
            return [key, [JSON.stringify(flags), ...[value, get, set].map(describePart)].join(', ')]
          }),
        ),
      )
    const plain = await look(await openPlain())
    const { dongui, donguiQueue, ...guarded } = await look(await openGuarded())
    expect([typeof dongui, typeof donguiQueue]).toEqual(['string', 'string'])
    expect(guarded).toEqual(plain)
  })

  test('objects of the page have no properties of their own that they had not', () =>
    expectTheSame((page) =>
      page.evaluate(() => {
        const objects = {
          document,
          localStorage,
          sessionStorage,
          navigator,
          cookieStore,
          indexedDB,
          caches,
          history,
          location,
          html: document.documentElement,
          head: document.head,
          body: document.body,
          image: new Image(),
          script: document.createElement('script'),
          frame: document.createElement('iframe'),
          request: new XMLHttpRequest(),
        }
        return Object.fromEntries(
          Object.entries(objects).map(([what, object]) => [
            what,
            [Object.prototype.toString.call(object), ...Reflect.ownKeys(object).map(String)],
          ]),
        )
      }),
    ))
})

// — calls that fail —

describe('calls that fail', () => {
  test('every method and accessor fails for a wrong `this` as it did', () =>
    expectTheSame((page) =>
      page.evaluate(async (types) => {
        const outcomes: Record<string, string> = {}
        for (const type of types) {
          const owner = (globalThis as unknown as Record<string, { prototype: object } | undefined>)[type]?.prototype
          for (const key of Reflect.ownKeys(owner ?? {})) {
            if (key === 'constructor') continue
            const parts = Object.entries(Object.getOwnPropertyDescriptor(owner, key) ?? {})
            for (const [part, native] of parts)
              for (const [whose, self] of Object.entries({ plain: {}, heir: Object.create(owner ?? null) })) {
                if (typeof native !== 'function') continue
                const name = `${type}.${String(key)} ${part}, ${whose} object`
                try {
                  const given = native.call(self, 'x', 'y')
                  outcomes[name] = `gives ${typeof (await given)}`
                } catch (error) {
                  outcomes[name] = `${error}`
                }
              }
          }
        }
        return outcomes
      }, TYPES),
    ))

  test('every method fails for too few arguments as it did', () =>
    expectTheSame((page) =>
      page.evaluate(async () => {
        const objects = [
          document,
          localStorage,
          sessionStorage,
          cookieStore,
          indexedDB,
          caches,
          navigator,
          new Range(),
          ...['script', 'img', 'iframe', 'link', 'video', 'template'].map((name) => document.createElement(name)),
          document.createDocumentFragment(),
          document.createTextNode(''),
          new XMLHttpRequest(),
        ]
        const outcomes: Record<string, string> = {}
        for (const object of objects)
          for (
            let owner = Object.getPrototypeOf(object);
            owner !== Object.prototype;
            owner = Object.getPrototypeOf(owner)
          )
            for (const key of Reflect.ownKeys(owner)) {
              const native = Object.getOwnPropertyDescriptor(owner, key)?.value
              if (key === 'constructor' || typeof native !== 'function' || !native.length) continue
              const name = `${Object.prototype.toString.call(object)} ${owner.constructor.name}.${String(key)}`
              try {
                outcomes[name] = `gives ${typeof (await native.call(object))}`
              } catch (error) {
                outcomes[name] = `${error}`
              }
            }
        return outcomes
      }),
    ))

  test('calls with wrong values fail as they did', () => expectTheSame((page) => page.evaluate(callWrongly)))

  test('a frame without an origin of its own is refused its storage by the browser, in the same words', async () => {
    const outcomes = async (tagged: boolean) => {
      const site = await createSite()
      const inner = `<script>
        window.dongui?.choose('allow');
        (${callFromNowhere})().then((outcomes) => parent.postMessage(outcomes, '*'))
      </script>`
      site.page('/inner', pageText(inner, tagged ? { config: withoutDatabases } : { tag: false }))
      site.page(
        '/',
        pageText('<iframe sandbox="allow-scripts" src="/inner"></iframe>', {
          tag: false,
          head: '<script>onmessage = (event) => { outcomes = event.data }; var outcomes</script>',
        }),
      )
      const page = await openSite(site)
      await page.shows(true, () => 'length' in ((window as unknown as { outcomes?: object }).outcomes ?? {}))
      return page.evaluate(() => (window as unknown as { outcomes: string[] }).outcomes)
    }
    expect(await outcomes(true)).toEqual(await outcomes(false))
  })
})

/** Runs in the page: what comes of each call, in order. */
async function callWrongly(): Promise<Record<string, string>> {
  const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as { set(text: unknown): void }
  const { setItem } = Storage.prototype
  const any = (value: unknown) => value as never
  const symbol = any(Symbol('visitor'))
  const throwing = any({
    toString() {
      throw new RangeError('its own')
    },
  })
  const bad = 'http://['
  const made = (name: string) => document.createElement(name)
  const div = made('div')
  const script = made('script') as HTMLScriptElement
  const frame = made('iframe') as HTMLIFrameElement
  document.body.append(frame)
  const gone = frame.contentDocument as Document
  const { localStorage: goneStorage } = frame.contentWindow as Window
  // Firefox lets a frame that is gone write on if its page has used its storage before, as a sweep does.
  localStorage.getItem('own')
  frame.remove()
  const elsewhere = document.implementation.createHTMLDocument('')
  const calls: Record<string, () => unknown> = {
    'cookie: nothing': () => set.call(document, ...([] as unknown as [unknown])),
    'cookie: a symbol': () => (document.cookie = symbol),
    'cookie: its toString throws': () => (document.cookie = throwing),
    'cookie: wrong this': () => set.call({}, 'visitor=1'),
    'cookie: wrong this, a symbol': () => set.call({}, symbol),
    'cookie: no this': () => set.call(undefined, 'visitor=1'),
    'cookie: an heir': () => (Object.create(document).cookie = 'visitor=1'),
    'cookie: a proxy': () => (new Proxy(document, {}).cookie = 'visitor=1'),
    'cookie: another receiver': () => Reflect.set(document, 'cookie', 'visitor=1', {}),
    'cookie: as a constructor': () => new (set as unknown as new () => unknown)(),
    'cookie: of a frame that is gone': () => Object.assign(gone, { cookie: 'visitor=1' }).cookie,
    'cookie: ours on a frame that is gone': () => set.call(gone, 'visitor=1'),
    'cookie: of a document elsewhere': () => Object.assign(elsewhere, { cookie: 'visitor=1' }).cookie,
    'cookie: ours on a document elsewhere': () => set.call(elsewhere, 'visitor=1'),
    'setItem: nothing': () => localStorage.setItem(...([] as unknown as [string, string])),
    'setItem: no value': () => localStorage.setItem(...(['stats-queue'] as unknown as [string, string])),
    'setItem: a symbol': () => localStorage.setItem(symbol, 'a'),
    'setItem: a symbol as the value': () => localStorage.setItem('stats-queue', symbol),
    'setItem: its toString throws': () => localStorage.setItem(throwing, 'a'),
    'setItem: its value’s toString throws': () => localStorage.setItem('stats-queue', throwing),
    'setItem: wrong this': () => setItem.call({} as Storage, 'stats-queue', 'a'),
    'setItem: the prototype as this': () => setItem.call(Storage.prototype, 'stats-queue', 'a'),
    'setItem: as a constructor': () => new (setItem as unknown as new () => unknown)(),
    'setItem: of a frame that is gone': () => goneStorage.setItem('stats-queue', 'a'),
    'setItem: ours on a frame that is gone': () => setItem.call(goneStorage, 'stats-queue', 'a'),
    'a key by property: a symbol as the value': () => (localStorage['stats-queue'] = symbol),
    'a key by property: its toString throws': () => (localStorage['stats-queue'] = throwing),
    'new Storage': () => new (Storage as unknown as new () => unknown)(),
    'cookieStore.set: no value': () => cookieStore.set(...(['visitor'] as unknown as [string, string])),
    'cookieStore.set: a symbol': () => cookieStore.set(symbol, 'a'),
    'cookieStore.set: a symbol as the value': () => cookieStore.set('visitor', symbol),
    'cookieStore.set: a semicolon in the name': () => cookieStore.set('visitor;', 'a'),
    'cookieStore.set: an equals sign in the name': () => cookieStore.set('visitor=', 'a'),
    'cookieStore.set: no name and no value': () => cookieStore.set('', ''),
    'cookieStore.set: __Host- with a domain': () =>
      cookieStore.set(any({ name: '__Host-visitor', value: 'a', domain: 'localhost' })),
    'cookieStore.set: another’s domain': () =>
      cookieStore.set(any({ name: 'visitor', value: 'a', domain: 'elsewhere.example' })),
    'cookieStore.set: no value in the options': () => cookieStore.set(any({ name: 'visitor' })),
    'cookieStore.set: wrong this': () => CookieStore.prototype.set.call(any({}), any({ name: 'visitor', value: 'a' })),
    'indexedDB.open: a symbol': () => indexedDB.open(symbol),
    'indexedDB.open: its toString throws': () => indexedDB.open(throwing),
    'indexedDB.open: version 0': () => indexedDB.open('stats-base', 0),
    'indexedDB.open: version -1': () => indexedDB.open('stats-base', -1),
    'indexedDB.open: a version that is no number': () => indexedDB.open('stats-base', any('x')),
    'indexedDB.open: a version beyond all numbers': () => indexedDB.open('stats-base', 2 ** 64),
    'indexedDB.open: wrong this': () => IDBFactory.prototype.open.call(any({}), 'stats-base'),
    'caches.open: a symbol': () => caches.open(symbol),
    'caches.open: wrong this': () => CacheStorage.prototype.open.call(any({}), 'stats'),
    'appendChild: null': () => div.appendChild(any(null)),
    'appendChild: a text': () => div.appendChild(any('x')),
    'appendChild: itself': () => div.appendChild(div),
    'appendChild: a parent': () => div.appendChild(document.body).appendChild(document.documentElement),
    'appendChild: a document': () => div.appendChild(document),
    'appendChild: wrong this': () => Node.prototype.appendChild.call(any({}), div),
    'insertBefore: a stranger': () => div.insertBefore(made('a'), document.body),
    'insertBefore: no place': () => div.insertBefore(...([made('a')] as unknown as [Node, null])),
    'replaceChild: a stranger': () => div.replaceChild(made('a'), made('b')),
    'append: a symbol': () => div.append(symbol),
    'append: its toString throws': () => div.append(throwing),
    'replaceWith: a symbol': () => div.replaceWith(symbol),
    'innerHTML: a symbol': () => (div.innerHTML = symbol),
    'insertAdjacentHTML: nowhere': () => div.insertAdjacentHTML(any('nowhere'), ''),
    'insertAdjacentElement: no element': () => div.insertAdjacentElement('beforeend', any({})),
    'setAttribute: no value': () => script.setAttribute(...(['src'] as unknown as [string, string])),
    'setAttribute: no name': () => script.setAttribute('', 'a'),
    'setAttribute: a blank in the name': () => script.setAttribute('s r c', 'a'),
    'setAttribute: a symbol': () => script.setAttribute('src', symbol),
    'setAttribute: its toString throws': () => script.setAttribute('src', throwing),
    'setAttribute: wrong this': () => Element.prototype.setAttribute.call(any({}), 'src', 'a'),
    'setAttributeNS: a namespace too much': () => script.setAttributeNS('', 'a:src', 'a'),
    'setAttributeNode: none': () => script.setAttributeNode(any(null)),
    'script.src: a symbol': () => (script.src = symbol),
    'script.src: its toString throws': () => (script.src = throwing),
    'script.src: wrong this': () => (Object.create(script).src = 'a'),
    'img.src: a symbol': () => (new Image().src = symbol),
    'img.src: its toString throws': () => (new Image().src = throwing),
    'iframe.src: a symbol': () => ((made('iframe') as HTMLIFrameElement).src = symbol),
    'iframe.src: wrong this': () => (Object.create(made('iframe')).src = 'a'),
    'createElement: no name': () => made(''),
    'createContextualFragment: a symbol': () => new Range().createContextualFragment(symbol),
    'fetch: nothing': () => fetch(...([] as unknown as [string])),
    'fetch: no address': () => fetch(bad),
    'fetch: a symbol': () => fetch(symbol),
    'fetch: its toString throws': () => fetch(throwing),
    'fetch: a method that is none': () => fetch('/', { method: 'a b' }),
    'fetch: a body where none may be': () => fetch('/', { body: 'a' }),
    'fetch: stopped before': () => fetch('/', { signal: AbortSignal.abort() }),
    'fetch: wrong this': () => fetch.call({} as typeof globalThis, '/'),
    'fetch: as a constructor': () => new (fetch as unknown as new () => unknown)(),
    'XMLHttpRequest: without new': () => (XMLHttpRequest as unknown as () => unknown)(),
    'XMLHttpRequest.open: no address': () => new XMLHttpRequest().open('GET', bad),
    'XMLHttpRequest.open: a method that is none': () => new XMLHttpRequest().open('a b', '/'),
    'XMLHttpRequest.open: a method that is forbidden': () => new XMLHttpRequest().open('TRACE', '/'),
    'XMLHttpRequest.open: a symbol': () => new XMLHttpRequest().open('GET', symbol),
    'XMLHttpRequest.send: not opened': () => new XMLHttpRequest().send(),
    'WebSocket: without new': () => (WebSocket as unknown as (url: string) => unknown)('ws://a.example'),
    'WebSocket: nothing': () => new (WebSocket as unknown as new () => unknown)(),
    'WebSocket: no address': () => new WebSocket('ws://['),
    'WebSocket: another scheme': () => new WebSocket('mailto:a@a.example'),
    'WebSocket: a fragment': () => new WebSocket('ws://a.example/#'),
    'WebSocket: a protocol that is none': () => new WebSocket('ws://a.example', 'a b'),
    'WebSocket: a symbol': () => new WebSocket(symbol),
    'EventSource: without new': () => (EventSource as unknown as (url: string) => unknown)('/'),
    'EventSource: nothing': () => new (EventSource as unknown as new () => unknown)(),
    'EventSource: no address': () => new EventSource(bad),
    'sendBeacon: nothing': () => navigator.sendBeacon(...([] as unknown as [string])),
    'sendBeacon: no address': () => navigator.sendBeacon(bad),
    'sendBeacon: another scheme': () => navigator.sendBeacon('data:,'),
    'sendBeacon: wrong this': () => Navigator.prototype.sendBeacon.call(any({}), '/'),
  }
  const outcomes: Record<string, string> = {}
  for (const [what, call] of Object.entries(calls))
    try {
      const given = call()
      const isPromise = given instanceof Promise
      try {
        outcomes[what] = `${isPromise ? 'resolves' : 'gives'} ${typeof (await given)}`
      } catch (error) {
        outcomes[what] = `rejects ${error}`
      }
    } catch (error) {
      outcomes[what] = `throws ${error}, ours: ${error instanceof Error}`
    }
  return outcomes
}

/** Runs in a frame whose sandbox takes its origin away. */
async function callFromNowhere(): Promise<string[]> {
  const calls: (() => unknown)[] = [
    () => document.cookie,
    () => (document.cookie = 'visitor=a'),
    () => localStorage,
    () => sessionStorage.setItem('stats-tab', 'a'),
    () => (globalThis as unknown as Record<string, Storage>)['localStorage']?.setItem('stats-queue', 'a'),
    () => indexedDB.open('stats-base'),
    () => caches.open('stats'),
    () => cookieStore.set('visitor', 'a'),
    () => cookieStore.get('visitor'),
  ]
  const outcomes: string[] = []
  for (const call of calls)
    try {
      const given = call()
      outcomes.push(`gives ${typeof (await given)}`)
    } catch (error) {
      outcomes.push(`${call}: ${error}`)
    }
  return outcomes
}

// — storage —

test('reading, listing and deleting storage keys is as it was', () =>
  expectTheSame((page) =>
    page.evaluate(() => {
      const log: unknown[] = []
      for (const area of [localStorage, sessionStorage]) {
        const seen = (what: string, given: unknown) =>
          log.push([what, given, Object.keys(area), area.length, Array.from(area, (_, index) => area.key(index))])
        area.clear()
        for (const key of [
          'stats-queue',
          'own',
          'stats-tab',
          'stats-a',
          'length',
          'setItem',
          '0',
          '',
          '한글',
          '__proto__',
        ])
          seen(`setItem ${key}`, area.setItem(key, `${key}!`))
        seen(
          'in',
          ['stats-queue', 'stats-none', 'own', 'length', 'nothing', 'toString'].map((key) => key in area),
        )
        seen(
          'has own',
          ['stats-queue', 'stats-none', 'setItem', 'own'].map((key) => Object.hasOwn(area, key)),
        )
        seen('read by property', [area['stats-queue'], area['stats-none'], area['own'], area['length'], area[0]])
        seen('getItem', [area.getItem('stats-queue'), area.getItem('stats-none'), area.getItem('length')])
        seen('descriptor', Object.getOwnPropertyDescriptor(area, 'stats-queue') ?? null)
        seen('no descriptor', Object.getOwnPropertyDescriptor(area, 'stats-none') ?? null)
        const walked: string[] = []
        for (const key in area) walked.push(key)
        seen('for … in', walked)
        seen('entries', [Object.entries(area), { ...area }, Reflect.ownKeys(area).map(String)])
        area['stats-queue'] = 1
        seen('write by property', [typeof area['stats-queue'], area['stats-queue']])
        seen('assign', Object.assign(area, { 'stats-queue': null, 'stats-b': 'b', own: {} }) === area)
        seen('Reflect.set', Reflect.set(area, 'stats-tab', 'c'))
        seen('define', Reflect.defineProperty(area, 'stats-c', { value: 'd' }))
        seen('define an accessor', Reflect.defineProperty(area, 'stats-d', { get: () => 'e' }))
        seen('delete', [delete area['stats-queue'], delete area['stats-queue'], delete area['never']])
        seen('deleteProperty', [Reflect.deleteProperty(area, 'stats-tab'), 'stats-tab' in area])
        seen('removeItem', [area.removeItem('own'), area.removeItem('own')])
        seen('after', [area['stats-queue'], area['stats-tab'], area.getItem('own')])
        seen('extensible', [Object.isExtensible(area), Object.isFrozen(area), Object.prototype.toString.call(area)])
        area.clear()
        seen('clear', null)
      }
      return log
    }),
  ))

test('a key that does not fit fails as ever, and what was there stays', () =>
  expectTheSame((page) =>
    page.evaluate(() => {
      const tooMuch = 'x'.repeat(30_000_000)
      const log: unknown[] = []
      for (const area of [localStorage, sessionStorage])
        for (const key of ['stats-queue', 'stats-a', 'own']) {
          area.setItem(key, 'small')
          for (const write of [() => area.setItem(key, tooMuch), () => (area[key] = tooMuch)])
            try {
              write()
              log.push([key, 'no error', area.getItem(key)?.length])
            } catch (error) {
              const { name, code, message } = error as DOMException
              log.push([key, name, code, message, error instanceof DOMException, area.getItem(key)])
              log.push(Object.prototype.toString.call(error))
            }
        }
      return log
    }),
  ))

test('another tab hears of every change to storage as ever', () =>
  expectTheSame(async (page) => {
    const other = await page.inAnotherTab()
    await other.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      void localStorage.length // WebKit tells only a tab that has used its storage.
      addEventListener('storage', ({ key, oldValue, newValue, url, storageArea }) => {
        heard.push([key, oldValue, newValue, new URL(url).pathname, storageArea === localStorage])
      })
    })
    await page.evaluate(() => {
      localStorage.setItem('stats-queue', 'a')
      localStorage.setItem('stats-queue', 'a')
      localStorage.setItem('stats-queue', 'b')
      localStorage['stats-tab'] = 'c'
      localStorage['own'] = 'd'
      delete localStorage['stats-tab']
      localStorage.removeItem('own')
      localStorage.removeItem('never')
      localStorage.clear()
      localStorage.setItem('the end', '')
    })
    const heard = () => other.evaluate(() => (window as unknown as { heard: unknown[][] }).heard)
    await other.shows('the end', () => (window as unknown as { heard: string[][] }).heard.at(-1)?.[0])
    return heard()
  }))

test('databases, caches and the cookie store work as ever, event for event', () =>
  expectTheSame((page) =>
    page.evaluate(async () => {
      const log: unknown[] = []
      const open = (name: string, version?: number) =>
        new Promise<IDBDatabase | null>((resolve) => {
          const request = version ? indexedDB.open(name, version) : indexedDB.open(name)
          log.push([name, version, request instanceof IDBOpenDBRequest, request.readyState, request.source])
          request.onupgradeneeded = ({ oldVersion, newVersion }) => {
            log.push(['upgradeneeded', oldVersion, newVersion, request.transaction?.mode])
            request.result.createObjectStore(`store-${newVersion}`)
          }
          request.onblocked = ({ type }) => log.push(type)
          request.onsuccess = () => resolve(request.result)
          request.onerror = () => {
            log.push(`${request.error?.name}`)
            resolve(null)
          }
        })
      for (const name of ['stats-base', 'own']) {
        for (const version of [undefined, 3, 2]) {
          const database = await open(name, version)
          log.push([database?.name, database?.version, [...(database?.objectStoreNames ?? [])]])
          database?.close()
        }
        const cache = await caches.open(name)
        await cache.put('/a', new Response(name))
        log.push([await caches.has(name), await (await caches.match('/a'))?.text(), await caches.keys()])
        log.push([await caches.delete(name), await caches.has(name)])
      }
      for (const name of ['visitor', 'own']) {
        log.push([await cookieStore.set(name, 'a'), await cookieStore.get(name).then((cookie) => cookie?.value)])
        log.push(await cookieStore.set({ name, value: 'b', path: '/', sameSite: 'lax', expires: Date.now() + 1e6 }))
        log.push(await cookieStore.getAll(name).then((cookies) => cookies.map(({ value }) => value).sort()))
        log.push([await cookieStore.delete(name), document.cookie.includes(name)])
      }
      log.push((await indexedDB.databases()).map(({ name, version }) => `${name} ${version}`).sort())
      return log
    }),
  ))
