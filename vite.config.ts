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
  ...['isAnswered', 'needsCard', 'lookAgain'],
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
  dialog: tagBuild({ dialog: 'virtual:dialog' }, [dialogEntry, safeDocument]),
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
