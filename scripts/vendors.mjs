// Real vendors' scripts, made from their npm packages as their customers get them: each one classic script, set up later
// by the page.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** @typedef {import('./vendors.d.mts').VendorName} VendorName */

const root = fileURLToPath(new URL('..', import.meta.url))

/** The package of each vendor, and what of it the page finds as `window[name]`. */
const VENDORS = {
  posthog: { from: 'posthog-js', take: 'posthog' },
  mixpanel: { from: 'mixpanel-browser', take: 'mixpanel' },
  amplitude: { from: '@amplitude/analytics-browser', take: '* as amplitude' },
}

/** The names of all vendors there are. */
export const VENDOR_NAMES = /** @type {VendorName[]} */ (Object.keys(VENDORS))

/** Bundles all of them for the stories. */
export async function bundleVendors() {
  for (const name of VENDOR_NAMES) await bundleVendor(name)
}

/**
 * Gives the path of a vendor's script. It is bundled unless the one that is there is of the installed version.
 *
 * @param {VendorName} name
 * @param {string} folder relative to the project; by default where only tests find it
 * @returns {Promise<string>}
 */
export async function bundleVendor(name, folder = 'node_modules/.vendors') {
  const { from, take } = VENDORS[name]
  const file = join(root, folder, `${name}.js`)
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', from, 'package.json'), 'utf8'))
  const mark = `/* ${from} ${version} */\n`
  if (beginningOf(file, mark.length) === mark) return file
  console.log(`Bundling ${from} ${version} …`)
  const { build } = await import('vite')
  const entry = `virtual:${name}`
  const [{ output }] = [
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [
        {
          name: 'vendor-entry',
          resolveId: (id) => (id === entry ? `\0${id}` : null),
          load: (id) => (id === `\0${entry}` ? `import ${take} from '${from}'; window.${name} = ${name}` : null),
        },
      ],
      build: { write: false, target: 'es2022', rolldownOptions: { input: entry, output: { format: 'iife' } } },
    }),
  ].flat()
  mkdirSync(join(root, folder), { recursive: true })
  writeFileSync(file, mark + output[0].code)
  return file
}

/** The first characters of a file; empty when there is none. */
function beginningOf(path, length) {
  try {
    return readFileSync(path, 'utf8').slice(0, length)
  } catch {
    return '' // not built yet
  }
}
