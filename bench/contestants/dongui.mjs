// Ours, in the three places where the tag may stand, and first in head with `ui-en.js` named beside it.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { TAG_FOLDER } from '../machine.mjs'
import { heldBy } from './contestant.mjs'
import { WORDING } from './wording.mjs'

const ATTRIBUTES = `data-service="Northern Light" data-policy="${WORDING.privacyUrl}" data-policy-version="1"`

const built = (path) => readFileSync(join(TAG_FOLDER, path), 'utf8')

function allBuilt() {
  const paths = readdirSync(TAG_FOLDER, { recursive: true }).map((path) => path.replaceAll('\\', '/'))
  const files = paths.filter((path) => statSync(join(TAG_FOLDER, path)).isFile())
  return Object.fromEntries(files.map((path) => [path, built(path)]))
}

/** @type {(id: string, how: string, tag: (base: string) => string) => import('./contestant.mjs').Contestant} */
const placed = (id, how, tag) => ({
  id,
  title: `Dongui, ${how}`,
  isOurs: true,
  held: heldBy('data-consent'),
  files: allBuilt,
  parts: ({ base }) => ({ head: tag(base) }),
  notice: 'dongui-ui >>> [data-view=notice]',
  allow: 'dongui-ui >>> [data-view=notice] [data-action=allow]',
})

/** What the build prints for pages on which visitors arrive: what draws the notice comes beside the gate, not after it. */
function preload(base) {
  const [path] = Object.keys(allBuilt()).filter((each) => each.endsWith('/ui-en.js'))
  const integrity = `sha256-${createHash('sha256').update(built(path)).digest('base64')}`
  return `<link rel="modulepreload" href="${base}/${path}" integrity="${integrity}" crossorigin>`
}

const tag = (base) => `<script src="${base}/dongui.js" ${ATTRIBUTES}></script>`

export const ours = [
  placed('dongui', 'tag first in head', tag),
  placed('dongui-preload', 'tag and preload', (base) => preload(base) + tag(base)),
  placed(
    'dongui-inline',
    'inline',
    (base) => `<script data-base="${base}/" ${ATTRIBUTES}>${built('dongui.js')}</script>`,
  ),
  placed('dongui-defer', 'deferred', (base) => `<script defer src="${base}/dongui.js" ${ATTRIBUTES}></script>`),
]
