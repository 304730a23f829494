// What a tool in the comparison is, and what several of them need.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

/**
 * @typedef {object} Contestant
 * @property {string} id for addresses and the command line
 * @property {string} title with its version
 * @property {() => Promise<Record<string, string>> | Record<string, string>} [files] what the page loads, by name
 * @property {(script: HeldScript) => string} [held] one held script as markup; without it `parts` is given them all
 * @property {(place: { base: string, scripts: HeldScript[] }) => { head?: string, end?: string }} [parts] what a site
 *   owner adds to the page
 * @property {string} [notice] selectors; ` >>> ` goes into a shadow root. Without a notice only loads are measured
 * @property {string} [allow]
 *
 * @typedef {{ index: number, purpose: 'analytics' | 'personalization', code: string }} HeldScript
 */

const folder = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(import.meta.url)

/** A file of a package in bench/node_modules. */
export const packageFile = (name, path) => readFileSync(join(folder, 'node_modules', name, path), 'utf8')

/** `name 1.2.3`; the root's packages are found, too. */
export function titleOf(name) {
  const own = join(folder, 'node_modules', name, 'package.json')
  try {
    return `${name} ${JSON.parse(readFileSync(own, 'utf8')).version}`
  } catch {
    for (let at = dirname(require.resolve(name)); ; at = dirname(at))
      try {
        return `${name} ${JSON.parse(readFileSync(join(at, 'package.json'), 'utf8')).version}`
      } catch {
        if (at === dirname(at)) throw new Error(`${name} is not installed`)
      }
  }
}

/** The usual way of markup to hold a script. */
export const heldBy =
  (attribute) =>
  ({ purpose, code }) =>
    `<script type="text/plain" ${attribute}="${purpose}">${code}</script>`

/** What a site owner adds where a tool tells of a choice and lets nothing go itself. */
export const LET_GO_BY_HAND = `function letGo(purpose) {
  for (const held of document.querySelectorAll('script[type="text/plain"][data-consent="' + purpose + '"]')) {
    const script = document.createElement('script')
    script.text = held.text
    held.replaceWith(script)
  }
}`

/** Bundles a module's text as a site owner's build would: one minified classic script, and its styles where it has any. */
export async function bundled(text) {
  process.env.NODE_ENV = 'production'
  const entry = '\0entry'
  const { output } = [
    await build({
      configFile: false,
      root: folder,
      logLevel: 'error',
      define: { 'process.env.NODE_ENV': '"production"' },
      plugins: [
        {
          name: 'entry',
          resolveId: (id) => (id === 'virtual:entry' ? entry : null),
          load: (id) => (id === entry ? text : null),
        },
      ],
      build: {
        write: false,
        target: 'es2022',
        cssCodeSplit: false, // Else Vite puts the styles into a classic script.
        modulePreload: false,
        rolldownOptions: {
          input: { site: 'virtual:entry' },
          output: { format: 'iife', entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
        },
      },
    }),
  ].flat()[0]
  const script = output.find(({ type }) => type === 'chunk').code
  const styles = output.find(({ fileName }) => fileName.endsWith('.css'))?.source
  return { script, styles: styles === undefined ? undefined : String(styles) }
}
