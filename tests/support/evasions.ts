// Every way past the gate that we know of, as code that runs in a page, and what becomes of it in each engine. The table
// is data: tests/pages/red-team.test.ts tries each way with the tag and without it.

/**
 * `closed`: it never takes place. `swept`: it takes place, and is undone within a second with nobody doing anything
 * (now and then the gate is first, or the browser does not do it that time: that is as good).
 * `open`: it takes place and stays; the README names it. `race`: open, but sometimes the gate is first. `dead`: the
 * engine does nothing of the kind, tag or no tag.
 */
export type Verdict = 'closed' | 'swept' | 'open' | 'race' | 'dead'

/** What is looked at: something stored, a script that ran, a request that reached the server of a refused service. */
export type What = 'cookie' | 'jar' | 'local' | 'session' | 'indexeddb' | 'cache' | 'other' | 'run' | 'request'

/** One verdict for all, or one for each of Chromium, Firefox and WebKit. */
type Verdicts = Verdict | readonly [chromium: Verdict, firefox: Verdict, webkit: Verdict]

/** What a way past the gate is given: all of it lives in the page. */
export interface Try {
  /** What it has to store: a declared name of a refused service. */
  name: string
  /** `name=1; path=/` */
  text: string
  /** A script of the refused host that says that it ran, and where that host is. */
  at: string
  /** The same script's text. */
  says: string
  /** An element in the page. */
  here: HTMLElement
  /** What was taken from the browser before the gate came. */
  early: {
    setCookie(this: Document, text: string): void
    setItem: Storage['setItem']
    open: IDBFactory['open']
    openCache: CacheStorage['open']
  }
  /** Puts a frame into the page. */
  frame(attributes?: Record<string, string>): HTMLIFrameElement
  /** A window whose functions nobody has guarded yet. */
  pristine(): typeof globalThis
  /** A script without an address, not in the page. */
  script(from?: Document): HTMLScriptElement
  /** An `src` attribute with the refused address, as a node. */
  src(): Attr
  /** Waits for `load` or `error`, at most two seconds. */
  loaded(element: EventTarget): Promise<unknown>
  /** Waits until the browser has done all that was asked of a request. */
  done(request: IDBOpenDBRequest): Promise<unknown>
  /** `import()`, out of reach of what compiles the tests. */
  import(address: string): Promise<unknown>
  /** Runs a text in a worker, which says by a message that it is through; at most two seconds. */
  worker(code: string, kind?: 'Worker' | 'SharedWorker'): Promise<unknown>
}

export interface Evasion {
  way: string
  what: What
  is: Verdicts
  /** The bold words of the README's "What is not promised" under which an `open` one is named. */
  named?: string
  act(it: Try): unknown
}

const row = (way: string, what: What, is: Verdicts, act: (it: Try) => unknown, named?: string): Evasion => ({
  way,
  what,
  is,
  act,
  ...(named && { named }),
})

const EVADES = 'A script that deliberately evades'
const HOSTS = 'Where `hosts` does not reach'
const PROPERTY = 'A storage key written by property'
const JARS = "HttpOnly cookies and other domains' jars"
const PLACES = 'Other places'
const WORKERS = 'Workers'
const FIREFOX = 'In Firefox'
const BEFORE = 'Code that ran before the gate'

export const cookieEvasions: Evasion[] = [
  row('document.cookie', 'cookie', 'closed', (it) => {
    document.cookie = it.text
  }),
  row('Reflect.set, the setter by every way to find it', 'cookie', 'closed', (it) => {
    Reflect.set(document, 'cookie', it.text)
    const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as { set(text: string): void }
    set.call(document, it.text)
    Reflect.apply(set, document, [it.text])
    const lookup = document as unknown as { __lookupSetter__(name: string): (text: string) => void }
    lookup.__lookupSetter__('cookie').call(document, it.text)
    Object.create(document, { x: {} })
    Object.assign(document, { cookie: it.text })
  }),
  row('a descriptor copied to another object', 'cookie', 'closed', (it) => {
    Object.defineProperty(document, 'biscuit', {
      ...Object.getOwnPropertyDescriptor(Document.prototype, 'cookie'),
      configurable: true,
    })
    ;(document as unknown as { biscuit: string }).biscuit = it.text
  }),
  row('toString, valueOf and toPrimitive that change their mind', 'cookie', 'closed', (it) => {
    let asked = 0
    const shifty = { toString: () => (asked++ ? it.text : 'own=1') }
    const hinted = { [Symbol.toPrimitive]: () => (asked++ % 2 ? 'own=1' : it.text) }
    document.cookie = shifty as unknown as string
    document.cookie = hinted as unknown as string
    document.cookie = hinted as unknown as string
    document.cookie = [it.text] as unknown as string
    document.cookie = new String(it.text) as string
  }),
  row('a proxy of the document, a document made on the way', 'cookie', 'closed', (it) => {
    try {
      new Proxy(document, {}).cookie = it.text
    } catch {
      // As it should be.
    }
    Reflect.set(document, 'cookie', it.text, document)
    document.cookie = it.text
  }),
  row('asking the guard for what stands behind it', 'cookie', 'closed', (it) => {
    const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as { set(text: string): void }
    const keys = [...Reflect.ownKeys(set), 'prototype', 'constructor', 'target', 'caller', 'arguments']
    for (const key of keys)
      try {
        const inner = (set as unknown as Record<PropertyKey, unknown>)[key]
        if (typeof inner === 'function' && key !== 'constructor') inner.call(document, it.text)
      } catch {
        // As it should be.
      }
    const text = Function.prototype.toString.call(set)
    if (!/native code/.test(text)) throw Error(text)
    Function.prototype.toString.call(Function.prototype.toString)
    set.call(document, it.text)
  }),
  row('a setter taken before the gate', 'cookie', 'swept', (it) => it.early.setCookie.call(document, it.text)),
  row('a frame’s document', 'cookie', 'closed', (it) => {
    const { contentDocument, contentWindow } = it.frame()
    if (contentDocument) contentDocument.cookie = it.text
    if (contentWindow) contentWindow.document.cookie = it.text
  }),
  row('a frame’s functions, called for our document', 'cookie', 'closed', (it) => {
    const inner = it.frame().contentWindow as unknown as typeof globalThis
    Object.getOwnPropertyDescriptor(inner.Document.prototype, 'cookie')?.set?.call(document, it.text)
    inner.eval(`parent.document.cookie = document.cookie = ${JSON.stringify(it.text)}`)
    inner.Function(`parent.document.cookie = document.cookie = ${JSON.stringify(it.text)}`)()
  }),
  row('frames by number, in the same task', 'cookie', 'swept', (it) => {
    it.pristine().document.cookie = it.text
  }),
  row('frames by name, in the same task', 'cookie', 'swept', (it) => {
    it.frame({ name: 'by-name' })
    const inner = (frames as unknown as Record<string, typeof globalThis>)['by-name'] as typeof globalThis
    inner.document.cookie = it.text
  }),
  row('window.open into a frame of the page', 'cookie', 'swept', (it) => {
    it.frame({ name: 'opened' })
    const inner = window.open('', 'opened')
    if (inner) inner.document.cookie = it.text
  }),
  row('window.open', 'cookie', ['swept', 'swept', 'dead'], (it) => {
    const inner = window.open('', '_blank', 'width=100,height=100')
    if (!inner) return
    inner.document.cookie = it.text
    // A read comes back after the write has arrived: closed before that, the window takes it with it.
    void inner.document.cookie
    inner.close()
  }),
  row('an inline script in srcdoc', 'cookie', ['closed', 'closed', 'swept'], async (it) => {
    const frame = it.frame({ srcdoc: `<script>document.cookie = ${JSON.stringify(it.text)}</script>` })
    await it.loaded(frame)
  }),
  row('a script in srcdoc that writes to its parent', 'cookie', 'closed', async (it) => {
    const frame = it.frame({ srcdoc: `<script>parent.document.cookie = ${JSON.stringify(it.text)}</script>` })
    await it.loaded(frame)
  }),
  row('a frame of a frame', 'cookie', 'swept', async (it) => {
    const outer = it.frame().contentDocument as Document
    outer.body.append(outer.createElement('iframe'))
    const inner = (outer.defaultView as Window)[0] as Window
    inner.document.cookie = it.text
  }),
  row('event.source of a message', 'cookie', 'closed', async (it) => {
    const heard = new Promise<void>((resolve) => {
      const hear = ({ data, source }: MessageEvent) => {
        if (data !== 'source') return
        removeEventListener('message', hear)
        ;(source as Window).document.cookie = it.text
        resolve()
      }
      addEventListener('message', hear)
    })
    it.frame({ srcdoc: '<script>parent.postMessage("source", "*")</script>' })
    await heard
  }),
  row('a javascript: address in a frame', 'cookie', ['closed', 'closed', 'swept'], async (it) => {
    it.frame({ src: `javascript:void(document.cookie = ${JSON.stringify(it.text)})` })
    await new Promise((resolve) => setTimeout(resolve, 50))
  }),
  row('the document of an SVG in <object>', 'cookie', 'swept', async (it) => {
    const object = Object.assign(document.createElement('object'), { data: '/picture.svg' })
    it.here.append(object)
    await it.loaded(object)
    const inner = object.getSVGDocument() as Document
    inner.cookie = it.text
  }),
  row('the document of an SVG in <embed>', 'cookie', 'swept', async (it) => {
    const embed = Object.assign(document.createElement('embed'), { src: '/picture.svg' })
    it.here.append(embed)
    await it.loaded(embed)
    const inner = embed.getSVGDocument() as Document
    inner.cookie = it.text
  }),
  row('the document of an SVG in <iframe>', 'cookie', 'closed', async (it) => {
    const frame = it.frame({ src: '/picture.svg' })
    await it.loaded(frame)
    const inner = frame.getSVGDocument() as Document
    inner.cookie = it.text
  }),
  row('a <frame> of a <frameset>', 'cookie', 'swept', (it) => {
    const set = document.createElement('frameset')
    const frame = document.createElement('frame')
    set.append(frame)
    it.here.append(set)
    const inner = frame.contentDocument
    if (inner) inner.cookie = it.text
  }),
  row('the map of what stands behind the guards, by a replaced WeakMap.prototype.get', 'cookie', 'swept', (it) => {
    const { get } = WeakMap.prototype
    const { set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie') as { set(text: string): void }
    let native: unknown
    WeakMap.prototype.get = function (key) {
      native = get.call(this, key)
      return native
    }
    Function.prototype.toString.call(set)
    WeakMap.prototype.get = get
    ;((native ?? set) as typeof set).call(document, it.text)
  }),
  row('documents without a window', 'cookie', 'dead', async (it) => {
    document.implementation.createHTMLDocument('').cookie = it.text
    new DOMParser().parseFromString('<p>', 'text/html').cookie = it.text
    new Document().cookie = it.text
    ;(document.createElement('template').content.ownerDocument as Document).cookie = it.text
  }),
  row('<meta http-equiv=set-cookie>', 'cookie', 'dead', (it) => {
    it.here.innerHTML = `<meta http-equiv="set-cookie" content="${it.text}">`
  }),
  row('a data: module and a blob: script', 'cookie', 'closed', async (it) => {
    const code = `document.cookie = ${JSON.stringify(it.text)}`
    await it.import(`data:text/javascript,${encodeURIComponent(code)}`)
    const script = it.script()
    script.src = URL.createObjectURL(new Blob([code]))
    it.here.append(script)
    await it.loaded(script)
  }),
  row('cookieStore.set, in every spelling', 'cookie', ['closed', 'closed', 'dead'], async (it) => {
    const { name } = it
    let asked = 0
    const shifty = () => (asked++ % 2 ? name : 'own')
    const inner = it.frame().contentWindow as unknown as typeof globalThis
    const tries = [
      () => cookieStore.set(name, '1'),
      () => cookieStore.set({ name, value: '1' }),
      () => cookieStore.set(` ${name} `, '1'),
      () => cookieStore.set({ name: `\t${name}`, value: '1' }),
      () => cookieStore.set(new String(name) as string, '1'),
      () => cookieStore.set({ toString: () => name } as unknown as string, '1'),
      () => cookieStore.set(Object.create(null, { name: { value: name }, value: { value: '1' } })),
      () => cookieStore.set(new Proxy({ name, value: '1' }, {})),
      () =>
        cookieStore.set({
          get name() {
            return shifty()
          },
          value: '1',
        }),
      () =>
        cookieStore.set({
          get name() {
            return shifty()
          },
          value: '1',
        }),
      () => cookieStore.set({ name: { toString: shifty } as unknown as string, value: '1' }),
      () => cookieStore.set({ name: { toString: shifty } as unknown as string, value: '1' }),
      () => Reflect.apply(CookieStore.prototype.set, cookieStore, [name, '1']),
      () => Reflect.apply(inner.CookieStore.prototype.set, cookieStore, [name, '1']),
      () => inner.cookieStore.set(name, '1'),
      () => cookieStore.set({ name, value: '1', path: '/', expires: Date.now() + 1e6 }),
    ]
    for (const attempt of tries)
      try {
        await attempt()
      } catch {
        // As it should be.
      }
  }),
  row('cookieStore.set without a name', 'cookie', ['swept', 'dead', 'dead'], (it) => cookieStore.set('', it.name)),
  row('cookieStore of a frame by number', 'cookie', ['swept', 'swept', 'dead'], (it) =>
    it.pristine().cookieStore.set(it.name, '1'),
  ),
  row('Set-Cookie of a fetch', 'cookie', 'swept', (it) => fetch(`/set/${it.name}`)),
  row('Set-Cookie of an image', 'cookie', 'swept', (it) => {
    const image = new Image()
    image.src = `/set/${it.name}`
    return it.loaded(image)
  }),
  row('Set-Cookie of a frame’s page', 'cookie', 'swept', (it) => it.loaded(it.frame({ src: `/set/${it.name}` }))),
  row('Set-Cookie of a style sheet', 'cookie', 'swept', (it) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `/set/${it.name}` })
    it.here.append(link)
    return it.loaded(link)
  }),
  row('Set-Cookie, HttpOnly', 'jar', 'open', (it) => fetch(`/only/${it.name}`), JARS),
  row('a worker’s cookieStore', 'cookie', 'dead', (it) => it.worker(`await cookieStore.set('${it.name}', '1')`)),
  row('a service worker’s cookieStore', 'cookie', ['swept', 'dead', 'dead'], async (it) => {
    const scope = `/scope-${it.name}/`
    const { installing } = await navigator.serviceWorker.register(`/worker.js?${it.name}`, { scope })
    await new Promise((resolve) => {
      installing?.addEventListener('statechange', resolve)
      setTimeout(resolve, 2000)
    })
  }),
  row('odd spacing, leading equals signs and semicolons', 'cookie', 'closed', (it) => {
    for (const before of ['', ' ', '\t', '=', '==', ' = ', ';', '; ', ';;', '\u00a0', '\ufeff', '\v'])
      for (const after of ['=1', ' =1', '\t=1', '', ';path=/', '=1;', '==1']) document.cookie = before + it.name + after
  }),
  row('every control character at every place of the pair', 'cookie', 'closed', (it) => {
    for (let code = 0; code < 33; code++) {
      const character = String.fromCharCode(code)
      for (const text of [
        `${character}@=1`,
        `@${character}=1`,
        `@=${character}1`,
        `${character}=@=1`,
        `=${character}@=1`,
      ])
        document.cookie = text.replace('@', it.name)
      document.cookie = `x${character}${it.text}`
    }
    document.cookie = `\x7f${it.text}`
  }),
]

/** On pages of their own: that something else is swept would sweep them too. */
export const partitionedEvasions: Evasion[] = [
  row(
    'a setter taken before the gate, partitioned',
    'cookie',
    ['swept', 'open', 'dead'],
    (it) => it.early.setCookie.call(document, `${it.text}; secure; samesite=none; partitioned`),
    FIREFOX,
  ),
  row('Set-Cookie, partitioned', 'cookie', ['swept', 'open', 'dead'], (it) => fetch(`/part/${it.name}`), FIREFOX),
]

export const storageEvasions: Evasion[] = [
  row('setItem, by every way to call it', 'local', 'closed', (it) => {
    localStorage.setItem(it.name, '1')
    Storage.prototype.setItem.call(localStorage, it.name, '1')
    Reflect.apply(localStorage.setItem, localStorage, [it.name, '1'])
    let asked = 0
    localStorage.setItem({ toString: () => (asked++ ? it.name : 'own') } as unknown as string, '1')
    const inner = it.frame().contentWindow as unknown as typeof globalThis
    inner.Storage.prototype.setItem.call(localStorage, it.name, '1')
    inner.localStorage.setItem(it.name, '1')
    Object.getPrototypeOf(localStorage).setItem.call(localStorage, it.name, '1')
  }),
  row('by property, of a name declared exactly', 'local', 'closed', (it) => {
    localStorage[it.name] = '1'
    Reflect.set(localStorage, it.name, '1')
    Object.assign(localStorage, { [it.name]: '1' })
    try {
      new Proxy(localStorage, {})[it.name] = '1'
    } catch {
      // As it should be.
    }
  }),
  row('sessionStorage, both ways', 'session', 'closed', (it) => {
    sessionStorage.setItem(it.name, '1')
    sessionStorage[it.name] = '1'
  }),
  row(
    'by property, of a name that only a glob covers',
    'local',
    'open',
    (it) => {
      localStorage[it.name] = '1'
    },
    PROPERTY,
  ),
  row(
    'Object.defineProperty(localStorage, …)',
    'local',
    ['closed', 'open', 'open'],
    (it) => {
      Object.defineProperty(localStorage, it.name, { value: '1', configurable: true, enumerable: true, writable: true })
    },
    PROPERTY,
  ),
  row(
    'by property, after taking our accessor away',
    'local',
    'open',
    (it) => {
      delete (Storage.prototype as unknown as Record<string, unknown>)[it.name]
      localStorage[it.name] = '1'
    },
    EVADES,
  ),
  row(
    'by property, in a frame',
    'local',
    'open',
    (it) => {
      const inner = it.frame().contentWindow as unknown as typeof globalThis
      inner.localStorage[it.name] = '1'
    },
    PROPERTY,
  ),
  row(
    'a localStorage without a prototype',
    'local',
    ['open', 'open', 'open'],
    (it) => {
      const area = localStorage
      Object.setPrototypeOf(area, Object.create(null))
      area[it.name] = '1'
      Object.setPrototypeOf(area, Storage.prototype)
    },
    EVADES,
  ),
  row(
    'a setItem taken before the gate',
    'local',
    'open',
    (it) => it.early.setItem.call(localStorage, it.name, '1'),
    BEFORE,
  ),
  row(
    'setItem of a frame by number',
    'local',
    'open',
    (it) => it.pristine().Storage.prototype.setItem.call(localStorage, it.name, '1'),
    EVADES,
  ),
  row(
    'setItem in srcdoc',
    'local',
    ['closed', 'closed', 'open'],
    (it) => it.loaded(it.frame({ srcdoc: `<script>localStorage.setItem('${it.name}', 1)</script>` })),
    EVADES,
  ),
  row('indexedDB.open, and with a name that changes its mind', 'indexeddb', 'closed', async (it) => {
    await it.done(indexedDB.open(it.name))
    let asked = 0
    await it.done(indexedDB.open({ toString: () => (asked++ ? it.name : 'own') } as unknown as string))
    await it.done(IDBFactory.prototype.open.call(indexedDB, it.name, 2))
    const inner = it.frame().contentWindow as unknown as typeof globalThis
    await it.done(inner.indexedDB.open(it.name))
    await it.done(inner.IDBFactory.prototype.open.call(indexedDB, it.name))
  }),
  row(
    'an indexedDB.open taken before the gate',
    'indexeddb',
    'open',
    (it) => it.done(it.early.open.call(indexedDB, it.name)),
    BEFORE,
  ),
  row(
    'indexedDB in a worker',
    'indexeddb',
    'open',
    (it) =>
      it.worker(`await new Promise((resolve) => {
      const request = indexedDB.open('${it.name}')
      request.onsuccess = () => { request.result.close(); resolve() }
      request.onerror = resolve
    })`),
    WORKERS,
  ),
  row('caches.open', 'cache', 'closed', async (it) => {
    await (await caches.open(it.name)).put('/a', new Response('a'))
    const inner = it.frame().contentWindow as unknown as typeof globalThis
    await inner.caches.open(it.name)
    await inner.CacheStorage.prototype.open.call(caches, it.name)
  }),
  row('a caches.open taken before the gate', 'cache', 'open', (it) => it.early.openCache.call(caches, it.name), BEFORE),
  row('caches in a worker', 'cache', 'open', (it) => it.worker(`await caches.open('${it.name}')`), WORKERS),
  row(
    'indexedDB in a shared worker',
    'indexeddb',
    'open',
    (it) =>
      it.worker(
        `await new Promise((resolve) => {
      const request = indexedDB.open('${it.name}')
      request.onsuccess = () => { request.result.close(); resolve() }
      request.onerror = resolve
    })`,
        'SharedWorker',
      ),
    WORKERS,
  ),
  row(
    'a file of the origin (navigator.storage)',
    'other',
    ['open', 'open', 'dead'],
    async (it) => {
      const folder = await navigator.storage.getDirectory()
      await folder.getFileHandle(it.name, { create: true })
      for await (const name of (folder as unknown as { keys(): AsyncIterable<string> }).keys())
        if (name === it.name) (window as unknown as { other: string[] }).other.push(name)
    },
    PLACES,
  ),
  row(
    'window.name',
    'other',
    'open',
    (it) => {
      window.name = it.name
      if (window.name === it.name) (window as unknown as { other: string[] }).other.push(it.name)
    },
    PLACES,
  ),
  row(
    'history.state',
    'other',
    'open',
    (it) => {
      history.replaceState(it.name, '')
      if (history.state === it.name) (window as unknown as { other: string[] }).other.push(it.name)
    },
    PLACES,
  ),
]

/** A refused host's script, put in by script: whether it runs. */
export const elementEvasions: Evasion[] = [
  row('src, setAttribute, and both with an odd spelling', 'run', 'closed', async (it) => {
    const { at } = it
    const odd = [at, at.replace('http:', 'HTTP:'), at.replace('//', '\\\\'), at.replace('//', '/\t/'), ` ${at}\n`]
    odd.push(at.replace('http:', ''), at.replace('://', '://user:word@'), at.replace('.localhost', '.LocalHost'))
    odd.push(
      at.replace('.localhost', '.%6cocalhost'),
      at.replace('.localhost', '．localhost'),
      at.replace('//', '////'),
    )
    odd.push(at.replace('.localhost', '.localhost.'))
    for (const address of odd)
      for (const name of ['src', 'SRC', 'property']) {
        const script = it.script()
        if (name === 'property') script.src = address
        else script.setAttribute(name, address)
        it.here.append(script)
        await Promise.race([it.loaded(script), new Promise((resolve) => setTimeout(resolve, 30))])
      }
  }),
  row('setAttributeNS, setAttributeNode, attributes.setNamedItem, then put in', 'run', 'closed', async (it) => {
    const [one, two, three] = [it.script(), it.script(), it.script()]
    one.setAttributeNS(null, 'src', it.at)
    two.setAttributeNode(it.src())
    three.attributes.setNamedItem(it.src())
    it.here.append(one, two, three)
    await Promise.race([it.loaded(three), new Promise((resolve) => setTimeout(resolve, 100))])
  }),
  row(
    'setAttributeNS on a script that is in the page',
    'run',
    'open',
    async (it) => {
      const script = it.script()
      it.here.append(script)
      script.setAttributeNS(null, 'src', it.at)
      await it.loaded(script)
    },
    EVADES,
  ),
  row(
    'setAttributeNode on a script that is in the page',
    'run',
    'open',
    async (it) => {
      const script = it.script()
      it.here.append(script)
      script.setAttributeNode(it.src())
      await it.loaded(script)
    },
    EVADES,
  ),
  row('the type changed back, before and after it is put in', 'run', 'closed', async (it) => {
    const script = it.script()
    script.src = it.at
    script.type = 'text/javascript'
    it.here.append(script)
    script.type = ''
    script.removeAttribute('type')
    it.here.append(script)
    it.here.prepend(script)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }),
  row(
    'the type of a held script taken away, then a child put in',
    'run',
    'open',
    async (it) => {
      const script = it.script()
      script.src = it.at
      it.here.append(script)
      script.removeAttribute('type')
      script.text = ' '
      await it.loaded(script)
    },
    EVADES,
  ),
  row('a clone of a held script', 'run', 'closed', async (it) => {
    const script = it.script()
    script.src = it.at
    it.here.append(script)
    for (const clone of [script.cloneNode(true), document.importNode(script, true)] as HTMLScriptElement[]) {
      clone.removeAttribute('type')
      clone.removeAttribute('data-consent')
      it.here.append(clone)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }),
  row('every other way to put it in', 'run', 'closed', async (it) => {
    const { here } = it
    const made = () => {
      const script = it.script()
      script.setAttributeNS(null, 'src', it.at)
      return script
    }
    const child = () => here.appendChild(document.createElement('i'))
    here.insertBefore(made(), null)
    here.replaceChild(made(), child())
    here.insertAdjacentElement('beforeend', made())
    here.replaceChildren(made())
    child().before(made())
    child().after(made())
    child().replaceWith(made())
    const root = here.appendChild(document.createElement('div'))
    root.attachShadow({ mode: 'closed' }).append(made())
    const template = document.createElement('template')
    template.innerHTML = `<div><script src="${it.at}"></script></div>`
    here.append(template.content)
    const parsed = new DOMParser().parseFromString(`<script src="${it.at}"></script>`, 'text/html').scripts[0]
    if (parsed) here.append(document.adoptNode(parsed))
    const range = document.createRange()
    range.selectNodeContents(here)
    range.insertNode(made())
    here.append(range.createContextualFragment(`<script src="${it.at}"></script>`))
    const moving = made()
    const mover = here as HTMLElement & { moveBefore?(node: Node, before: Node | null): void }
    here.append(moving)
    mover.moveBefore?.(moving, null)
    const processor = new XSLTProcessor()
    processor.importStylesheet(
      new DOMParser().parseFromString(
        `<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:output method="html"/><xsl:template match="/"><script src="${it.at.replaceAll('&', '&amp;')}"></script></xsl:template></xsl:stylesheet>`,
        'text/xml',
      ),
    )
    here.append(processor.transformToFragment(document, document))
    const written = document.implementation.createHTMLDocument('')
    written.write(`<script src="${it.at}"></script>`)
    here.append(...written.scripts)
    const { parseHTMLUnsafe } = Document as { parseHTMLUnsafe?(text: string): Document }
    if (parseHTMLUnsafe) here.append(...parseHTMLUnsafe.call(Document, `<script src="${it.at}"></script>`).scripts)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }),
  row(
    'Range.surroundContents',
    'run',
    'open',
    async (it) => {
      const script = it.script()
      script.setAttributeNS(null, 'src', it.at)
      it.here.textContent = 'text'
      const range = document.createRange()
      range.selectNodeContents(it.here)
      range.surroundContents(script)
      await it.loaded(script)
    },
    EVADES,
  ),
  row('<base> moved to the refused host', 'run', 'closed', async (it) => {
    const base = document.createElement('base')
    const { origin, pathname, search } = new URL(it.at)
    base.href = origin
    document.head.prepend(base)
    const script = it.script()
    script.src = pathname + search
    it.here.append(script)
    await Promise.race([it.loaded(script), new Promise((resolve) => setTimeout(resolve, 100))])
    base.remove()
  }),
  row(
    'an SVG script',
    'run',
    'open',
    async (it) => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      const script = document.createElementNS('http://www.w3.org/2000/svg', 'script')
      script.setAttribute('href', it.at)
      svg.append(script)
      it.here.append(svg)
      await it.loaded(script)
    },
    HOSTS,
  ),
  row(
    'a redirect from another host',
    'run',
    'open',
    async (it) => {
      const script = it.script()
      script.src = `/redirect/${it.name}`
      it.here.append(script)
      await it.loaded(script)
    },
    HOSTS,
  ),
  row('import() of the refused host', 'run', 'open', (it) => it.import(it.at), HOSTS),
  row(
    'a module that imports from the refused host',
    'run',
    'open',
    async (it) => {
      const script = it.script()
      script.type = 'module'
      script.text = `import ${JSON.stringify(it.at)}`
      it.here.append(script)
      await it.loaded(script)
    },
    HOSTS,
  ),
  row(
    'a script that a frame puts into itself',
    'run',
    'open',
    async (it) => {
      const inner = it.frame().contentDocument as Document
      const script = it.script(inner)
      script.src = it.at
      inner.body.append(script)
      await it.loaded(script)
    },
    EVADES,
  ),
  row(
    'a script in srcdoc',
    'run',
    'open',
    (it) => it.loaded(it.frame({ srcdoc: `<script src="${it.at}"></script>` })),
    HOSTS,
  ),
  row(
    'a frame’s appendChild',
    'run',
    ['open', 'open', 'open'],
    async (it) => {
      const script = it.script()
      script.setAttributeNode(it.src())
      it.pristine().Node.prototype.appendChild.call(it.here, script)
      await it.loaded(script)
    },
    EVADES,
  ),
  row('a worker’s importScripts', 'request', 'open', (it) => it.worker(`importScripts('${it.at}')`), WORKERS),
  row(
    'a worker’s fetch',
    'request',
    'open',
    (it) => it.worker(`await fetch('${it.at}', { mode: 'no-cors' })`),
    WORKERS,
  ),
]

/** What sends a request to the refused host without running anything. */
export const requestEvasions: Evasion[] = [
  row('an image, by src and setAttribute', 'request', 'closed', (it) => {
    new Image().src = it.at
    const image = document.createElement('img')
    image.setAttribute('src', it.at)
    it.here.append(image)
  }),
  row(
    'an image, by setAttributeNS',
    'request',
    ['closed', 'closed', 'open'],
    (it) => {
      const image = document.createElement('img')
      image.setAttributeNS(null, 'src', it.at)
      it.here.append(image)
    },
    HOSTS,
  ),
  row(
    'an image, by setAttributeNode',
    'request',
    ['closed', 'closed', 'open'],
    (it) => {
      const image = document.createElement('img')
      image.setAttributeNode(it.src())
      it.here.append(image)
    },
    HOSTS,
  ),
  row('a frame, by src and setAttribute', 'request', 'closed', (it) => {
    const frame = document.createElement('iframe')
    frame.src = it.at
    it.here.append(frame)
    const other = it.frame()
    other.setAttribute('src', it.at)
  }),
  row(
    'a frame’s location',
    'request',
    'open',
    (it) => {
      const { contentWindow } = it.frame()
      if (contentWindow) contentWindow.location.href = it.at
    },
    HOSTS,
  ),
  row('fetch, XMLHttpRequest, sendBeacon, WebSocket, EventSource', 'request', 'closed', async (it) => {
    const inner = it.frame().contentWindow as unknown as typeof globalThis
    for (const where of [globalThis, inner]) {
      where.fetch(it.at, { mode: 'no-cors' }).catch(() => null)
      where.fetch(new Request(it.at, { mode: 'no-cors' })).catch(() => null)
      const request = new where.XMLHttpRequest()
      request.open('GET', it.at)
      request.send()
      where.navigator.sendBeacon(it.at, '1')
      new where.EventSource(it.at).onerror = ({ target }) => (target as EventSource).close()
      new where.WebSocket(it.at.replace('http', 'ws'))
    }
  }),
  row(
    'a fetch that is redirected',
    'request',
    'open',
    (it) => fetch(`/redirect/${it.name}`, { mode: 'no-cors' }),
    HOSTS,
  ),
  row(
    'innerHTML with an image',
    'request',
    ['closed', 'closed', 'open'],
    (it) => {
      it.here.innerHTML = `<img src="${it.at}">`
    },
    HOSTS,
  ),
  row(
    'innerHTML with a frame',
    'request',
    'race',
    (it) => {
      it.here.innerHTML = `<iframe src="${it.at}"></iframe>`
    },
    HOSTS,
  ),
  row(
    'setHTMLUnsafe and insertAdjacentHTML with an image',
    'request',
    ['closed', 'closed', 'open'],
    (it) => {
      const here = it.here as HTMLElement & { setHTMLUnsafe?(text: string): void }
      here.setHTMLUnsafe?.(`<img src="${it.at}">`)
      here.insertAdjacentHTML('beforeend', `<img src="${it.at}">`)
    },
    HOSTS,
  ),
  row(
    'an image in a document without a window, adopted',
    'request',
    ['closed', 'closed', 'open'],
    (it) => {
      const inert = new DOMParser().parseFromString(`<img src="${it.at}">`, 'text/html')
      const image = inert.images[0]
      if (image) it.here.append(document.adoptNode(image))
    },
    HOSTS,
  ),
  row(
    'srcset',
    'request',
    'open',
    (it) => {
      const image = document.createElement('img')
      image.srcset = `${it.at} 1x`
      it.here.append(image)
    },
    HOSTS,
  ),
  row(
    'picture and source',
    'request',
    'open',
    (it) => {
      const picture = document.createElement('picture')
      const source = document.createElement('source')
      source.srcset = it.at
      picture.append(source, document.createElement('img'))
      it.here.append(picture)
    },
    HOSTS,
  ),
  row(
    'an SVG image',
    'request',
    'open',
    (it) => {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image')
      image.setAttribute('href', it.at)
      svg.append(image)
      it.here.append(svg)
    },
    HOSTS,
  ),
  row(
    '<link> with a style sheet',
    'request',
    'open',
    (it) => {
      it.here.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: it.at }))
    },
    HOSTS,
  ),
  row(
    '<link rel=preload>',
    'request',
    'open',
    (it) => {
      it.here.append(Object.assign(document.createElement('link'), { rel: 'preload', as: 'script', href: it.at }))
    },
    HOSTS,
  ),
  row(
    'a CSS background',
    'request',
    'open',
    (it) => {
      it.here.style.background = `url("${it.at}")`
      it.here.textContent = 'seen'
    },
    HOSTS,
  ),
  row(
    '<object>',
    'request',
    'open',
    (it) => {
      it.here.append(Object.assign(document.createElement('object'), { data: it.at, type: 'text/html' }))
    },
    HOSTS,
  ),
  row(
    '<embed>',
    'request',
    'open',
    (it) => {
      it.here.append(Object.assign(document.createElement('embed'), { src: it.at, type: 'text/html' }))
    },
    HOSTS,
  ),
  row(
    '<video> and <audio>',
    'request',
    'open',
    (it) => {
      for (const name of ['video', 'audio'] as const)
        it.here.append(Object.assign(document.createElement(name), { src: it.at, preload: 'auto' }))
    },
    HOSTS,
  ),
  row(
    '<input type=image>',
    'request',
    'open',
    (it) => {
      it.here.append(Object.assign(document.createElement('input'), { type: 'image', src: it.at }))
    },
    HOSTS,
  ),
  row(
    'a form sent into a frame',
    'request',
    'open',
    (it) => {
      it.frame({ name: 'form-target' })
      const form = Object.assign(document.createElement('form'), {
        method: 'post',
        action: it.at,
        target: 'form-target',
      })
      it.here.append(form)
      form.submit()
    },
    HOSTS,
  ),
  row(
    'a link clicked into a frame',
    'request',
    'open',
    (it) => {
      it.frame({ name: 'link-target' })
      const link = Object.assign(document.createElement('a'), { href: it.at, target: 'link-target' })
      it.here.append(link)
      link.click()
    },
    HOSTS,
  ),
  row(
    'a frame that refreshes itself to it',
    'request',
    'open',
    (it) => {
      it.frame({ srcdoc: `<meta http-equiv="refresh" content="0;url=${it.at}">` })
    },
    HOSTS,
  ),
  row(
    'an image in a declarative shadow root',
    'request',
    'open',
    (it) => {
      const here = it.here as HTMLElement & { setHTMLUnsafe?(text: string): void }
      here.setHTMLUnsafe?.(`<div><template shadowrootmode="open"><img src="${it.at}"></template></div>`)
    },
    HOSTS,
  ),
  row('fetch of a frame by number', 'request', 'open', (it) => it.pristine().fetch(it.at, { mode: 'no-cors' }), EVADES),
]

/** How somebody might have the gate believe that the visitor has allowed what was not: a write is tried afterwards. */
export interface Deceit {
  way: string
  is: 'closed' | 'swept' | 'open'
  named?: string
  /** Stands in the page before the tag. */
  before?: string
  /** @param record the text of a record in which everything is allowed */
  act?(record: string, early: Try['early']): unknown
}

const DECIDES = 'Your own scripts may decide'

export const deceits: Deceit[] = [
  { way: 'nothing at all', is: 'closed' },
  { way: 'dongui.choose', is: 'open', named: DECIDES, act: () => window.dongui?.choose('allow') },
  {
    way: 'a press of a button by script',
    is: 'open',
    named: DECIDES,
    act: () => {
      const button = document.createElement('button')
      button.dataset['dongui'] = 'allow'
      document.body.append(button)
      button.click()
    },
  },
  { way: 'dongui.destroy', is: 'open', named: DECIDES, act: () => window.dongui?.destroy() },
  {
    way: 'a record written by script',
    is: 'open',
    named: DECIDES,
    act: (record) => {
      document.cookie = `dongui=${record}; path=/`
      dispatchEvent(new Event('pageshow'))
    },
  },
  {
    way: 'two records, one of them forged',
    is: 'closed',
    act: (record) => {
      document.cookie = `dongui=${record}; path=/`
      document.cookie = `dongui=${record}; path=/page`
      dispatchEvent(new Event('pageshow'))
    },
  },
  {
    way: 'records that are nearly right',
    is: 'closed',
    act: async (record) => {
      for (const text of [
        `${record}x`,
        `x${record}`,
        record.slice(0, -1),
        record.toUpperCase(),
        `"${record}"`,
        '',
        '1!!!!!!!',
      ]) {
        document.cookie = `dongui=${text}; path=/`
        dispatchEvent(new Event('pageshow'))
        if (window.dongui?.allows('stats')) throw Error(text)
      }
    },
  },
  {
    way: 'forged events, and messages in every channel',
    is: 'closed',
    act: async () => {
      const record = { categories: { analytics: 'allow' }, services: { stats: 'allow' } }
      let isTold = false
      void window.dongui?.when('stats').then(() => {
        isTold = true
      })
      for (const name of ['change', 'ready', 'released', 'open'])
        document.dispatchEvent(
          new CustomEvent(`dongui:${name}`, { detail: { record, changed: ['stats'], running: [] } }),
        )
      new BroadcastChannel('dongui:dongui').postMessage(record)
      postMessage(record, '*')
      dispatchEvent(new StorageEvent('storage', { key: 'dongui', newValue: JSON.stringify(record) }))
      await new Promise((resolve) => setTimeout(resolve, 50))
      if (isTold) throw Error('when() was resolved')
    },
  },
  {
    way: 'a second tag and a second configuration',
    is: 'closed',
    act: async () => {
      const block = document.createElement('script')
      block.type = 'application/json'
      block.dataset['dongui'] = 'config'
      block.textContent = JSON.stringify({
        service: { name: 'x' },
        policy: { url: '/', version: '1' },
        categories: [{ id: 'all', required: true, services: [{ id: 's', name: 'S', cookies: [{ name: 'visitor' }] }] }],
      })
      document.head.prepend(block)
      for (const isForgotten of [false, true]) {
        if (isForgotten) delete (window as unknown as Record<symbol, unknown>)[Symbol.for('dongui')]
        const tag = Object.assign(document.createElement('script'), { src: '/dongui/dongui.js' })
        document.head.append(tag)
        await new Promise((resolve) => tag.addEventListener('load', resolve))
      }
    },
  },
  {
    way: 'Object.prototype, added to before the tag',
    is: 'closed',
    before: `<script>Object.assign(Object.prototype, { required: true, mode: 'opt-out', stats: 'allow', analytics: 'allow', '*': 'allow', unknown: 'allow' })</script>`,
    act: () => {
      for (const name of ['required', 'mode', 'stats', 'analytics', '*', 'unknown'])
        delete (Object.prototype as Record<string, unknown>)[name]
    },
  },
  {
    way: 'Object.prototype, added to before the visitor refuses',
    is: 'closed',
    act: async () => {
      const polluted = Object.prototype as Record<string, unknown>
      Object.assign(polluted, { stats: 'allow', analytics: 'allow' })
      await window.dongui?.choose('refuse')
      await window.dongui?.choose({ personalization: 'refuse' })
      const isAllowed = window.dongui?.allows('stats')
      for (const name of ['stats', 'analytics']) delete polluted[name]
      if (isAllowed) throw Error('it counts as allowed')
    },
  },
  {
    way: 'elements named after what is used of the page',
    is: 'closed',
    before: ['cookie', 'currentScript', 'querySelectorAll', 'readyState', 'baseURI', 'documentElement', 'createElement']
      .concat(['addEventListener', 'dispatchEvent', 'head', 'body', 'defaultView', 'dongui', 'donguiQueue', 'location'])
      .map((name) => `<img name="${name}" alt=""><form id="${name}" name="${name}"></form>`)
      .join(''),
  },
  {
    way: 'listeners that take back, choose and destroy while they are told',
    is: 'closed',
    act: async () => {
      const { dongui } = window
      dongui?.on('change', ({ record }) => {
        if (record?.categories['analytics'] === 'allow') void dongui.withdraw()
      })
      dongui?.on('held', () => void dongui.choose('refuse'))
      await dongui?.choose('allow')
      await new Promise((resolve) => setTimeout(resolve, 100))
    },
  },
  {
    way: 'natives that are replaced by ones that throw',
    is: 'closed',
    act: () => {
      const broken = () => {
        throw Error('replaced')
      }
      const page = window as unknown as Record<string, unknown>
      for (const name of ['structuredClone', 'queueMicrotask', 'getComputedStyle', 'requestAnimationFrame'])
        page[name] = broken
      Document.prototype.querySelectorAll = broken
      Element.prototype.getAttribute = broken
      EventTarget.prototype.dispatchEvent = broken
    },
  },
  {
    way: 'Function.prototype.call and apply, and the constructor of arrays, replaced',
    is: 'closed',
    act: () => {
      const { apply } = Reflect
      const { call } = Function.prototype
      Function.prototype.call = function (self, ...args) {
        return this === Storage.prototype.getItem ? null : apply(this, self, args)
      }
      Function.prototype.apply = function (self, args) {
        return call.call(this, self, ...args)
      }
      Object.defineProperty(Array, Symbol.species, { value: Array, configurable: true })
      Object.defineProperty(Array.prototype, 'constructor', { get: () => Array, configurable: true })
    },
  },
  {
    way: 'document.open',
    is: 'closed',
    act: () => {
      document.open()
      document.write('<!doctype html><p>another page</p>')
      document.close()
    },
  },
  {
    way: 'document.open, then a setter taken before the gate',
    is: 'swept',
    act: (_, early) => {
      document.open()
      document.write('<!doctype html><p>another page</p>')
      document.close()
      setTimeout(() => early.setCookie.call(document, 'visitor=1'), 150)
    },
  },
  {
    way: 'Array.prototype.includes, replaced',
    is: 'open',
    named: EVADES,
    act: () => {
      const { includes } = Array.prototype
      Array.prototype.includes = function (...args) {
        return args[0] === 'stats' || includes.apply(this, args)
      }
    },
  },
  {
    way: 'String.prototype and RegExp.prototype, replaced',
    is: 'open',
    named: EVADES,
    act: () => {
      const { slice } = String.prototype
      String.prototype.slice = function (...args) {
        return `${this}` === 'visitor' ? 'x' : slice.apply(this, args)
      }
    },
  },
]

/** What stands in the HTML of a page: `at` is the refused script's address. */
export interface MarkupEvasion extends Omit<Evasion, 'act'> {
  html(at: string, says: string): string
}
const markup = (way: string, what: What, is: Verdicts, html: MarkupEvasion['html'], named?: string): MarkupEvasion => ({
  way,
  what,
  is,
  html,
  ...(named && { named }),
})

export const markupEvasions: MarkupEvasion[] = [
  markup(
    'a frame in the HTML',
    'request',
    ['race', 'closed', 'closed'],
    (at) => `<iframe src="${at}"></iframe>`,
    'Tags nobody marked',
  ),
  markup('a script in the HTML: run', 'run', 'closed', (at) => `<script src="${at}"></script>`),
  markup(
    'a script in the HTML: requested',
    'request',
    'open',
    (at) => `<script src="${at}"></script>`,
    'Tags nobody marked',
  ),
  markup(
    'async, defer and module',
    'run',
    'closed',
    (at) =>
      `<script async src="${at}"></script><script defer src="${at}"></script><script type="module" src="${at}"></script>`,
  ),
  markup(
    'nested deep, in a table, after </body>',
    'run',
    'closed',
    (at) => `<table><script src="${at}"></script><tr><td><p><b><script src="${at}"></script></table>`,
  ),
  markup(
    'document.write of a script',
    'run',
    'open',
    (at) => `<script>document.write('<script src="${at}"></'+'script>')</script>`,
    HOSTS,
  ),
  markup(
    'a script in a declarative shadow root',
    'run',
    'open',
    (at) => `<div><template shadowrootmode="open"><script src="${at}"></script></template></div>`,
    HOSTS,
  ),
  markup('an SVG script in the HTML', 'run', 'open', (at) => `<svg><script href="${at}"></script></svg>`, HOSTS),
  markup(
    'a marked script whose type an editor dropped',
    'run',
    'closed',
    (_, says) => `<script data-consent="stats">${says}</script>`,
  ),
  markup('an image in the HTML', 'request', 'open', (at) => `<img src="${at}">`, 'Tags nobody marked'),
]
