// A page's import map: where a browser takes none after the first module, ours must not come before it.

import { expect, test } from 'vitest'
import { createSite, gateway, openPage, openSite, pageText } from '../support/story'
import { storyConfig } from '../support/story-config'

const MAP = `<script type="importmap">{"imports":{"own":"/own.js"}}</script>
  <script type="module">import 'own'; window.imported = (window.imported ?? 0) + 1</script>`

/** A page whose parser is held up before its map, until all that wants to be fetched meanwhile has been asked for. */
async function openHeldUp(held = '', choice?: 'allow' | 'ask') {
  const site = await createSite()
  const { release, open } = gateway()
  site.file('/own.js', '')
  for (const name of ['a', 'b', 'c']) site.file(`/${name}.js`, `(window.ran ??= []).push('${name}')`)
  if (choice) {
    const page = await openPage('', { site, config: storyConfig, path: '/before' })
    await page.choose(choice)
    await page.settled()
  }
  site.file('/slow.js', '', { release })
  site.page('/', pageText(`${held}<script src="/slow.js"></script>${MAP}`, { config: storyConfig }))
  const before = site.requests.length
  const opening = openSite(site)
  await expect.poll(() => site.requests.slice(before).map(({ path }) => path)).toContain('/slow.js')
  return { site, opening, open }
}

test('a first visit’s notice does not keep the page’s import map from counting', async () => {
  const { opening, open } = await openHeldUp()
  open()
  const page = await opening
  await page.sees({ imported: 1 })
  await page.seesView('notice')
})

test('nor do held modules that are fetched ahead of their turn, each once', async () => {
  const held = ['a', 'b', 'c']
    .map((name) => `<script type="text/plain" data-type="module" data-consent="analytics" src="/${name}.js"></script>`)
    .join('')
  const { site, opening, open } = await openHeldUp(held, 'allow')
  open()
  const page = await opening
  await page.sees({ imported: 1, ran: ['a', 'b', 'c'] })
  for (const name of ['a', 'b', 'c']) expect([name, site.count(`/${name}.js`)]).toEqual([name, 1])
})

test('nor does what keeps held writes', async () => {
  const { opening, open } = await openHeldUp('<script>document.cookie = "visits=1"</script>', 'ask')
  open()
  const page = await opening
  await page.sees({ imported: 1 })
  await page.seesView('ask')
})
