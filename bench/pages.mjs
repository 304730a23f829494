// The pages that are measured: the same with and without the tag.

/** How many names are declared. The time of a write must not depend on it. */
export const RULE_COUNTS = [1, 100, 1000]

/**
 * A configuration that declares so many names: half of them cookies, half storage keys; of both half exact names and
 * half globs, whose prefixes have a dozen lengths. For 1 there is one cookie and one key.
 */
export function configWith(rules, hosts = []) {
  const half = Math.ceil(rules / 2)
  const names = Array.from({ length: half }, (_, index) => nameOf(index))
  return {
    service: { name: 'Mail' },
    policy: { url: '/privacy', version: '1' },
    categories: [
      {
        id: 'analytics',
        services: [
          {
            id: 'stats',
            name: 'Stats',
            cookies: names.map((name) => ({ name })),
            storage: names.map((name) => ({ name })),
            ...(hosts.length && { hosts }),
          },
        ],
      },
    ],
  }
}

const nameOf = (index) => `${'x'.repeat(index % 12)}${index}${index % 2 ? '_*' : ''}`

/** Names that such a configuration covers: an exact one and, where there are globs, one that only a glob covers. */
export function coveredNames(rules) {
  const half = Math.ceil(rules / 2)
  if (half === 1) return [nameOf(0), nameOf(0)]
  const glob = half - 1 - (half % 2)
  return [nameOf(glob - 1), nameOf(glob).replace('*', 'a')]
}

/** A page's text; without a configuration it has no tag. */
export function pageText(config, body = '', head = '') {
  const tag =
    config &&
    `<script type="application/json" data-dongui="config">${JSON.stringify(config)}</script>
<script src="/dongui/dongui.js"></script>`
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,">${head}${tag ?? ''}<title>Mail</title></head>
<body><h1>Mail</h1>${body}</body></html>`
}

/** So many inline scripts, each of which says its number. */
export function scripts(count, attributes) {
  return Array.from({ length: count }, (_, index) => `<script ${attributes}>__ran(${index})</script>`).join('\n')
}

/** Defines `__ran`, and records what the browser says of the click and of tasks longer than 50 ms. */
export const RECORDER = `<script>
var __runs = [], __lastRunAt = 0, __longTasks = [], __events = []
function __ran(index) { __runs.push(index); __lastRunAt = performance.now() }
new PerformanceObserver((list) => { for (const { startTime, duration } of list.getEntries()) __longTasks.push({ startTime, duration }) })
  .observe({ type: 'longtask' })
new PerformanceObserver((list) => {
  for (const { interactionId, startTime, duration } of list.getEntries())
    if (interactionId) __events.push({ startTime, duration })
}).observe({ type: 'event', durationThreshold: 16 })
addEventListener('click', (event) => { window.__clickedAt = event.timeStamp }, true)
</script>`

/** What a page without the tag would do on a click: put every held script in, one after the other, in one task. */
export const RELEASE_BY_HAND = `<button id="allow" style="position:fixed;inset:auto 0 0 auto;padding:1em">allow</button>
<script>
document.getElementById('allow').onclick = ({ target }) => {
  target.remove() // as the notice goes: Event Timing ends with a frame, and there has to be one
  for (const held of [...document.querySelectorAll('script[type="text/plain"]')]) {
    held.removeAttribute('type')
    held.replaceWith(held)
  }
}
</script>`

/** Of the names that `writeNames` writes. */
export const ASKED_CONFIG = {
  service: { name: 'Mail' },
  policy: { url: '/privacy', version: '1' },
  categories: [
    {
      id: 'analytics',
      services: [{ id: 'stats', name: 'Stats', cookies: [{ name: 'first_*' }, { name: 'name_*' }] }],
    },
  ],
}

/** Runs in the page. As vendors write: 45 characters of value and what goes with it. */
export function writeNames([stem, times, names]) {
  for (let i = 0; i < times; i++)
    document.cookie = `${stem}_${i % names}=${'v'.repeat(40)}${10_000 + i}; path=/; max-age=31536000; samesite=lax`
}
