// How each file that is shipped is built, by mode, and how tests run. `scripts/build.mjs` runs the modes in order.

import { defineConfig, minifySync, type Plugin, type UserConfig } from 'vite'

const JSX = { jsx: { runtime: 'automatic', importSource: 'preact', development: false } } as const

/**
 * js-cookie, as we use it: with a `document` of our own (see src/no-document.ts), and without what is
 * not used, which no minifier can see is not. A version that reads otherwise stops the build.
 */
const onlySet: Plugin = {
  name: 'js-cookie-only-set',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/js-cookie\/dist\//.test(id)) return null
    const api = /return Object\.create\(\s*\{\s*set: set,[\s\S]*?\n {2}\)/
    const assign = /function assign \(target\) \{[\s\S]*?\n\}\n/
    const days = /if \(typeof attributes\.expires === 'number'\) \{[\s\S]*?\n {4}\}\n/
    const name = /name = encodeURIComponent\(name\)[\s\S]*?;\n/
    const reader = /read: function \(value\) \{[\s\S]*?\n {2}\},/
    const encoder = /encodeURIComponent\(value\)\.replace\([\s\S]*?\n {4,}\)/
    if (![api, assign, days, encoder, name, reader].every((each) => each.test(code)))
      throw new Error('js-cookie is not written as it was: look at src/answer.ts and at this plugin')
    const setter = code
      .replace(api, 'return { set: set }')
      .replace(reader, '')
      .replace(encoder, 'value') // They are cookie text already: tests/unit/record.test.ts.
      .replace(days, '') // We say when it ends, not in how many days.
      .replace(name, '') // Ours are tokens, see `siteFrom`.
      .replace(assign, '')
      .replaceAll(' assign(', ' Object.assign(')
      .replaceAll("typeof document === 'undefined'", 'false')
      // What a page has added to `Object.prototype` is no attribute of a cookie.
      .replace('for (var attributeName in attributes)', 'for (var attributeName of Object.keys(attributes))')
    return { code: `import { document } from '/src/no-document.ts';\n${setter}`, map: null }
  },
}

/**
 * Names that only our own files call each other by: one letter each in what the tag ships. No word of a text, a
 * configuration, a record or a browser may be among them, for they are replaced wherever they stand.
 */
const INNER_NAMES = [
  ...['isModule', 'isCode', 'isAsync', 'isAwaited', 'isDeferred', 'ownerOf', 'hostOwner', 'hasHosts', 'declarersOf'],
  ...['answerWith', 'reportFaults', 'tellPage', 'adoptRecord', 'readText', 'writeCookie', 'eraseRecord'],
  ...['keepWrite', 'answerHeld', 'listHeld', 'watchHeld', 'askNow', 'startAsking', 'kindOfArea'],
  ...['pressedNode', 'fetchInPage'],
  ...['isKnown', 'isOld', 'lookAtAnswers', 'listUndeclared', 'answerUndeclared'],
  ...['letGo', 'translateMark', 'keepReadyListeners', 'writeBehind', 'eraseRest', 'tellLate'],
  ...['consider', 'drawAnew', 'cookieNames', 'eraseCookie', 'readCookies', 'writeVisit'],
  ...['createAsk', 'createDialog', 'startQuestioning', 'unmount', 'answering'],
  ...['openStored', 'hasDatabases', 'createAside', 'saveReceipt', 'isWanted', 'isKept', 'isOpen'],
  ...['isAnswered', 'needsCard'],
]
const shortNames: Plugin = {
  name: 'short-names',
  renderChunk: (code) => ({
    code: code.replace(new RegExp(`\\b(?:${INNER_NAMES.join('|')})\\b`, 'g'), (name) => {
      const at = INNER_NAMES.indexOf(name)
      return ['', '$', '_'][Math.floor(at / 26)] + String.fromCharCode(65 + (at % 26))
    }),
    map: null, // Lines stay where they were: near enough to tell which module a place comes from.
  }),
}

/** Preact, too, is given a `document` that no element of the page can shadow. */
const safeDocument: Plugin = {
  name: 'safe-document',
  transform: (code, id) =>
    /\/preact\/dist\//.test(id) ? `import { document } from '/src/ui/document.ts';\n${code}` : null,
}

/**
 * Preact without what no view of ours uses, and no minifier can see that: classes, state, context, hooks into it, markup
 * from strings and styles as objects. The views are functions of their props, and the dialog draws them anew itself. A
 * version that reads otherwise stops the build.
 */
const UNUSED: [text: string, instead: string][] = [
  // Classes, and what they are told.
  ['M=F.prototype&&F.prototype.render,', ''],
  [
    'M?u.__c=p=new F(x,P):(u.__c=p=new C(x,P),p.constructor=F,p.render=Q)',
    'u.__c=p=new C(x,P),p.constructor=F,p.render=Q',
  ],
  [',p.state||(p.state={}),', ','],
  [',p.__h=[],p._sb=[])', ')'],
  ['M&&null==p.__s&&(p.__s=p.state),', ''],
  [
    'M&&null!=F.getDerivedStateFromProps&&(p.__s==p.state&&(p.__s=m({},p.__s)),m(p.__s,F.getDerivedStateFromProps(x,p.__s))),',
    '',
  ],
  ['y=p.props,d=p.state,', ''],
  [
    'M&&null==F.getDerivedStateFromProps&&null!=p.componentWillMount&&p.componentWillMount(),M&&null!=p.componentDidMount&&p.__h.push(p.componentDidMount);',
    ';',
  ],
  [
    'M&&null==F.getDerivedStateFromProps&&x!==y&&null!=p.componentWillReceiveProps&&p.componentWillReceiveProps(x,P),',
    '',
  ],
  ['||!p.__e&&null!=p.shouldComponentUpdate&&!1===p.shouldComponentUpdate(x,p.__s,P)', ''],
  ['u.__v!=t.__v&&(p.props=x,p.state=p.__s,p.__d=!1),', ''],
  ['w.push.apply(p.__h,p._sb),p._sb=[],p.__h.length&&e.push(p),f=', 'f='],
  [
    'null!=p.componentWillUpdate&&p.componentWillUpdate(x,p.__s,P),M&&null!=p.componentDidUpdate&&p.__h.push(function(){p.componentDidUpdate(y,d,_)})',
    '',
  ],
  [
    'A=l.__r,H=0,M)p.state=p.__s,p.__d=!1,A&&A(u),s=p.render(p.props,p.state,p.context),w.push.apply(p.__h,p._sb),p._sb=[];else do{p.__d=!1,A&&A(u),s=p.render(p.props,p.state,p.context),p.state=p.__s}while(p.__d&&++H<25);p.state=p.__s,',
    '1)s=p.render(p.props,0,p.context);',
  ],
  ['M&&!v&&null!=p.getSnapshotBeforeUpdate&&(_=p.getSnapshotBeforeUpdate(y,d)),', ''],
  ['p.__h.length&&e.push(p),k&&', 'k&&'],
  ['if(i.componentWillUnmount)try{i.componentWillUnmount()}catch(n){l.__e(n,u)}', ''],
  [
    'for(var i,r,o;l=l.__;)if((i=l.__c)&&!i.__)try{if((r=i.constructor)&&null!=r.getDerivedStateFromError&&(i.setState(r.getDerivedStateFromError(n)),o=i.__d),null!=i.componentDidCatch&&(i.componentDidCatch(n,t||{}),o=i.__d),o)return i.__E=i}catch(l){n=l}',
    '',
  ],
  [
    ',"function"==typeof l&&null!=l.defaultProps)for(o in l.defaultProps)void 0===e[o]&&(e[o]=l.defaultProps[o]);',
    ');',
  ],
  // State.
  [
    'C.prototype.setState=function(n,l){var u;u=null!=this.__s&&this.__s!=this.state?this.__s:this.__s=m({},this.state),"function"==typeof n&&(n=n(m({},u),this.props)),n&&m(u,n),null!=n&&this.__v&&(l&&this._sb.push(l),A(this))},',
    '',
  ],
  ['C.prototype.forceUpdate=function(n){this.__v&&(this.__e=!0,n&&this.__h.push(n),A(this))},', ''],
  [
    'l.__c&&l.__c(u,n),n.some(function(u){try{n=u.__h,u.__h=[],n.some(function(n){n.call(u)})}catch(n){l.__e(n,u.__v)}})',
    '',
  ],
  ['o="function"==typeof Promise?Promise.prototype.then.bind(Promise.resolve()):setTimeout,', ''],
  ['e=function(n,l){return n.__v.__b-l.__v.__b},H.__r=0,', ''],
  // Context.
  ['I=(s=F.contextType)&&i[s.__c],P=s?I?I.props.value:s.__:i,', 'P=i,'],
  ['I&&I.sub(p),', ''],
  ['null!=p.getChildContext&&(i=m(m({},i),p.getChildContext())),', ''],
  // Hooks into it.
  ['return null==o&&null!=l.vnode&&l.vnode(e),e}', 'return e}'],
  [',(s=l.__b)&&s(u);', ';'],
  ['return(s=l.diffed)&&s(u),', 'return '],
  ['l.unmount&&l.unmount(n),', ''],
  ['l.__&&l.__(u,t),', ''],
  ['l.event?l.event(u):u', 'u'],
  ['c&&(l.__m&&l.__m(t,e),c=!1)', 'c=!1'],
  // Markup and styles.
  ['"dangerouslySetInnerHTML"==s?p=y:', ''],
  ['"dangerouslySetInnerHTML"==s?h=y:', ''],
  [
    'if(h)c||p&&(h.__html==p.__html||h.__html==u.innerHTML)||(u.innerHTML=h.__html),t.__k=[];else if(p&&(u.innerHTML=""),',
    'if(',
  ],
  [
    'n:if("style"==l)if("string"==typeof u)n.style.cssText=u;else{if("string"==typeof t&&(n.style.cssText=t=""),t)for(l in t)u&&l in u||z(n.style,l,"");if(u)for(l in u)t&&u[l]==t[l]||z(n.style,l,u[l])}else if(',
    'n:if(',
  ],
]
const smallPreact: Plugin = {
  name: 'small-preact',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/preact\/dist\//.test(id)) return null
    let less = code
    for (const [text, instead] of UNUSED) {
      if (!less.includes(text)) throw new Error(`Preact is not written as it was: look for ${text}`)
      less = less.replace(text, instead)
    }
    return { code: less, map: null }
  },
}

/** The views in the dialog share the one Preact that it brought: `dialog.js` hands it on. */
const sharedPreact: Plugin = {
  name: 'shared-preact',
  enforce: 'pre',
  resolveId: (id) => (/^preact(?:\/jsx-runtime)?$/.test(id) ? { id: './dialog.js', external: true } : null),
}

/**
 * `ui-….js`: everything a visit needs in which something is drawn or decided. In Korean and in English it has the first
 * words with it, in any other language what fetches them.
 */
const uiEntry = (known: string): Plugin => ({
  name: 'ui-entry',
  enforce: 'pre',
  resolveId: (id) => (id === 'virtual:ui' ? `\0${id}` : null),
  load: (id) =>
    id === '\0virtual:ui'
      ? `import { start } from '/src/ui/start.ts'
        import { answer } from '/src/answer.ts'
        ${known}
        const loadMore = (load) => {
          const more = async (part, hash = hashes[part]) => known[part] ?? load(part.replace('/', '-'), hash ??
            (/^(?:special|asking)$/.test(part) ? hash : part[0] === 'w' ? (await more('languages')).hashOf(part.slice(6)) :
            (await more(keeper(part))).hashes[part]))
          return more
        }
        // Each part's hash is in another: what is opened from there.
        const keeper = (part) => /^(?:dialog|look|a(?:sk|mend))$/.test(part) ? 'parts' :
          part[8] === '/' ? part[0] === 'q' ? 'ask' : 'record' : 'dialog'
        export const reportFaults = async (input, load) => (await loadMore(load)('check')).reportFaults(input, loadMore(load))
        export const answerWith = (context) => answer(context, loadMore(context.load),
          (its) => start({ ...its, load: loadMore(its.load) }, ours))`
      : null,
})

/** `ask.js`: the questions, and the card they stand on. */
const askEntry: Plugin = {
  name: 'ask-entry',
  enforce: 'pre',
  resolveId: (id) => (id === 'virtual:ask' ? `\0${id}` : null),
  load: (id) =>
    id === '\0virtual:ask'
      ? `export { createAsk } from '/src/ui/Ask.ts'
        export { startQuestioning } from '/src/questioning.ts'`
      : null,
}

/** `special.js`: what few pages need; it also fetches what draws in the page itself, and its words. */
const specialEntry: Plugin = {
  name: 'special-entry',
  enforce: 'pre',
  resolveId: (id) => (id === 'virtual:special' ? `\0${id}` : null),
  load: (id) =>
    id === '\0virtual:special'
      ? `export * from '/src/gate/special.ts'
        export const fetchInPage = async (part, { load, language }) => {
          const its = await load(part, hashes[part])
          const words = part + '/' + language
          return [its.start, (await load(words, its.hashes[words])).default]
        }`
      : null,
}

/** `dialog.js`: the dialog, and what of Preact the views in it need. */
const dialogEntry: Plugin = {
  name: 'dialog-entry',
  enforce: 'pre',
  resolveId: (id) => (id === 'virtual:dialog' || id === 'preact/jsx-runtime' ? `\0${id}` : null),
  load: (id) =>
    ({
      '\0virtual:dialog': `export * from '/src/ui/Dialog.tsx'
        export { Fragment } from 'preact'
        export { jsx, jsxs } from 'preact/jsx-runtime'`,
      // Preact's own does more than these views need: it knows `ref` and `key` from `h` as well.
      '\0preact/jsx-runtime': `import { Fragment, h } from 'preact'
        export { Fragment }
        export const jsx = (type, props, key) => h(type, key === undefined ? props : { ...props, key })
        export const jsxs = jsx`,
    })[id] ?? null,
}

/** Terser folds more, and Oxc names what is left so that it compresses better. */
const namedByOxc: Plugin = {
  name: 'named-by-oxc',
  generateBundle({ format }, files) {
    for (const file of Object.values(files))
      if (file.type === 'chunk') {
        const { code, map } = minifySync(file.fileName, file.code, {
          module: format === 'es',
          compress: { target: 'es2022' },
          mangle: { toplevel: true },
          ...(file.map && { sourcemap: true, inputMap: file.map as never }),
        })
        file.code = code
        if (map) file.map = map as never
      }
  },
}

/** A build in memory for `dist/tag`: minified, one file an entry, nothing added by the bundler. */
const tagBuild = (input: Record<string, string>, plugins: Plugin[], format: 'es' | 'iife' = 'es'): UserConfig => ({
  logLevel: 'warn',
  oxc: JSX,
  plugins: [...plugins, shortNames, namedByOxc],
  build: {
    write: false,
    minify: 'terser',
    terserOptions: {
      ecma: 2020,
      mangle: false,
      toplevel: true,
      format: { comments: false }, // Licences are in dist/tag/LICENSES.txt.
      compress: {
        passes: 3,
        pure_getters: true,
        unsafe_arrows: true,
        unsafe_methods: true,
      },
    },
    target: 'es2022',
    modulePreload: false,
    cssMinify: true,
    rolldownOptions: {
      input,
      preserveEntrySignatures: 'strict',
      output: { format, entryFileNames: '[name].js', chunkFileNames: '[name].js' },
    },
  },
})

const modes: Record<string, UserConfig> = {
  ui: tagBuild({ ui: 'virtual:ui' }, [uiEntry('const [ours, known] = __KNOWN__'), onlySet]),
  'ui-any': tagBuild({ 'ui-any': 'virtual:ui' }, [
    uiEntry("import * as languages from '/src/ui/languages.ts'; const ours = '', known = { languages }"),
    onlySet,
  ]),
  dialog: tagBuild({ dialog: 'virtual:dialog' }, [dialogEntry, smallPreact, safeDocument]),
  settings: tagBuild({ settings: '/src/ui/Settings.tsx' }, [sharedPreact]),
  refusal: tagBuild({ refusal: '/src/ui/Refusal.tsx' }, [sharedPreact]),
  record: tagBuild({ record: '/src/ui/RecordView.tsx' }, [sharedPreact]),
  ask: tagBuild({ ask: 'virtual:ask' }, [askEntry]),
  look: tagBuild({ look: '/src/ui/look.ts' }, []),
  placeholder: tagBuild({ placeholder: '/src/ui/placeholders.ts' }, []),
  declaration: tagBuild({ declaration: '/src/ui/Declaration.ts' }, []),
  aside: tagBuild({ aside: '/src/ui/Aside.ts' }, []),
  receipt: tagBuild({ receipt: '/src/ui/receipt.ts' }, []),
  stored: tagBuild({ stored: '/src/gate/stored.ts' }, []),
  amend: tagBuild({ amend: '/src/core/amend.ts' }, []),
  asking: tagBuild({ asking: '/src/gate/asking.ts' }, [], 'iife'),
  special: tagBuild({ special: 'virtual:special' }, [specialEntry]),
  languages: tagBuild({ languages: '/src/ui/languages.ts' }, []),
  offer: tagBuild({ offer: '/src/ui/offer.ts' }, []),
  check: tagBuild({ check: '/src/core/check.ts' }, []),
  relay: tagBuild({ 'relay-script': '/src/relay-script.ts' }, [], 'iife'),
  gate: tagBuild({ script: '/src/script.ts' }, [], 'iife'),
  npm: {
    logLevel: 'warn',
    oxc: JSX,
    plugins: [onlySet],
    build: {
      outDir: 'dist/npm',
      target: 'es2022',
      minify: false,
      lib: { entry: { index: 'src/index.ts', server: 'src/server.ts', relay: 'src/relay/index.ts' }, formats: ['es'] },
      rolldownOptions: {
        external: /^preact/,
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
      },
    },
  },
}

// Only test runs look for browsers.
export default defineConfig(async ({ mode }) => modes[mode] ?? { test: (await import('./tests/projects.ts')).test })
