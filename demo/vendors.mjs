// Bundles what the mail service buys in: the real PostHog from npm, as one classic script that a page can hold.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const file = join(root, 'demo/vendor/posthog.js')

/** PostHog as its customers bundle it, set up later by the page. */
const ENTRY = `import posthog from 'posthog-js'; window.posthog = posthog`

/** Writes `demo/vendor/posthog.js`, unless the one that is there is of the installed version. */
export async function buildVendors() {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/posthog-js/package.json'), 'utf8'))
  const mark = `/* posthog-js ${version} */\n`
  if (beginningOf(file, mark.length) === mark) return
  console.log(`Bundling PostHog ${version} for the demo …`)
  const { build } = await import('vite')
  const [{ output }] = [
    await build({
      configFile: false,
      root,
      logLevel: 'warn',
      plugins: [
        {
          name: 'posthog-entry',
          resolveId: (id) => (id === 'virtual:posthog' ? `\0${id}` : null),
          load: (id) => (id === '\0virtual:posthog' ? ENTRY : null),
        },
      ],
      build: {
        write: false,
        target: 'es2022',
        rolldownOptions: { input: 'virtual:posthog', output: { format: 'iife' } },
      },
    }),
  ].flat()
  mkdirSync(join(root, 'demo/vendor'), { recursive: true })
  writeFileSync(file, mark + output[0].code)
}

/** The first characters of a file; empty when there is none. */
function beginningOf(path, length) {
  try {
    return readFileSync(path, 'utf8').slice(0, length)
  } catch {
    return '' // not built yet
  }
}
