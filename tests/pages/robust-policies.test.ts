// Strict policies: with what the README says is needed everything works, nothing is reported as a violation, and nothing
// of the page's own protection is weakened.

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { createSite, engine, openPage, openSite, pageText, type StoryPage } from '../support/story'

const gate = readFileSync(new URL('../../dist/tag/dongui.js', import.meta.url))
const hashOf = (text: string | Uint8Array) => `sha256-${createHash('sha256').update(text).digest('base64')}`
const HEARS = `violations = []; document.addEventListener('securitypolicyviolation', (event) => violations.push(event.effectiveDirective + ' ' + event.blockedURI))`
const held = '<script type="text/plain" data-consent="analytics" nonce="abc">ran = true</script>'

/** The violations so far; not those of the harness, which asks the server whether it is at rest, and of the icon. */
const violations = async (page: StoryPage) =>
  (await page.evaluate(() => (window as unknown as { violations: string[] }).violations)).filter(
    (each) => !/^connect-src|favicon/.test(each),
  )

/** Every view is drawn and dressed, a choice is made, and what was held runs. */
async function works(page: StoryPage, runs = true): Promise<void> {
  await page.seesView('notice')
  for (const view of ['settings', 'refusal', 'record'] as const) await page.open(view)
  const [family, size] = await page.inUi((root) => {
    const { paddingInlineStart, position } = getComputedStyle(root.querySelector('dialog') as Element)
    return [position, paddingInlineStart]
  })
  expect([family, size]).not.toContain('static') // the sheet is there
  await page.press('close')
  await page.press('allow', { view: 'notice' })
  if (runs) await page.sees({ ran: true })
  await page.choose('ask')
  await page.reload()
  await page.sees({ 'dongui.record.categories.analytics': 'ask' })
}

const NONCED: [string, string][] = [
  ['script-src by nonce and strict-dynamic', "script-src 'nonce-abc' 'strict-dynamic'"],
  ['own scripts only, besides the nonce', "default-src 'none'; script-src 'self' 'nonce-abc'; connect-src 'self'"],
  ['styles by nonce only', "script-src 'self' 'nonce-abc'; style-src 'nonce-abc'"],
  ['no styles at all', "script-src 'self' 'nonce-abc'; style-src 'none'"],
  [
    'default-src none, and what the README says is needed',
    "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
  ],
  [
    'everything upgraded and sandboxed as far as a page can be',
    "script-src 'self' 'nonce-abc'; object-src 'none'; sandbox allow-scripts allow-same-origin allow-forms allow-popups",
  ],
]

test.each(NONCED)('%s: everything works, and nothing is violated', async (_, policy) => {
  const page = await openPage(held, {
    tag: 'nonce="abc"',
    headers: { 'Content-Security-Policy': policy },
    head: `<script nonce="abc">${HEARS}</script>`,
  })
  await works(page)
  expect(await violations(page)).toEqual([])
})

test('Trusted Types without any policy: everything works; what is refused to us on the way is known, and no more', async () => {
  const policy = "script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'"
  const site = await createSite()
  site.page(
    '/',
    pageText(held, { tag: 'nonce="abc"' }).replace('<head>', `<head><script nonce="abc">${HEARS}</script>`),
    { headers: { 'Content-Security-Policy': policy } },
  )
  const page = await openSite(site)
  await page.seesView('notice')
  for (const view of ['settings', 'refusal', 'record'] as const) await page.open(view)
  await page.press('close')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: true })
  const sink = 'require-trusted-types-for trusted-types-sink'
  // WebKit is asked to take a script's address, for it checks no other way whether a part is what was built.
  expect(new Set(await violations(page))).toEqual(new Set(engine === 'webkit' ? [sink] : []))
  expect(
    await page.evaluate(() => {
      const { trustedTypes } = window as unknown as { trustedTypes?: { defaultPolicy: unknown } }
      return trustedTypes?.defaultPolicy ?? null // none of ours either
    }),
  ).toBe(null)
  // What keeps held writes would come by the parser, before the page's scripts; refused, it comes a moment later.
  await page.choose('ask')
  await page.reload()
  await page.sees({ 'dongui.record.categories.analytics': 'ask' })
  await page.settled()
  expect(new Set(await violations(page))).toEqual(new Set([sink]))
})

test('hashes only: the tag by its integrity, its parts by their address', async () => {
  const inline = HEARS
  const policy = `script-src '${hashOf(gate)}' '${hashOf(inline)}' 'self'; style-src 'none'`
  const page = await openPage('<script type="text/plain" data-consent="analytics" src="/held.js"></script>', {
    site: await siteWith('/held.js', 'ran = true'),
    tag: `integrity="${hashOf(gate)}"`,
    headers: { 'Content-Security-Policy': policy },
    head: `<script>${inline}</script>`,
  })
  await works(page)
  // The harness's own recorder has no hash.
  expect((await violations(page)).filter((each) => !(engine === 'webkit' && /inline/.test(each)))).toEqual([])
})

async function siteWith(path: string, text: string) {
  const site = await createSite()
  site.file(path, text)
  return site
}

test('hashes only, with strict-dynamic: whatever is marked runs, for there is no nonce to tell by', async () => {
  const inline = HEARS
  const page = await openPage('<script type="text/plain" data-consent="analytics">ran = true</script>', {
    tag: `integrity="${hashOf(gate)}"`,
    headers: { 'Content-Security-Policy': `script-src '${hashOf(gate)}' '${hashOf(inline)}' 'strict-dynamic'` },
    head: `<script>${inline}</script>`,
  })
  await page.choose('allow')
  // The README tells owners of such a policy what to do.
  await page.sees({ ran: true })
})

test('what an allowed script writes into the document runs only with its nonce', async () => {
  const written = (nonce: string, name: string) => `<script ${nonce}>${name} = true<\\/script>`
  const page = await openPage(
    `<script type="text/plain" data-consent="analytics" nonce="abc">
       document.write('<b>here</b>${written('', 'without')}${written('nonce=wrong', 'wrong')}${written('nonce=abc', 'mine')}')
     </script>`,
    {
      tag: 'nonce="abc"',
      headers: { 'Content-Security-Policy': "script-src 'nonce-abc' 'strict-dynamic'" },
    },
  )
  await page.choose('allow')
  await page.shows('here', () => document.querySelector('b')?.textContent)
  await page.sees({ mine: true, without: undefined, wrong: undefined })
})

test('a held script that the page’s policy would not run does not run by way of us', async () => {
  const page = await openPage(
    `<script type="text/plain" data-consent="analytics">ran = 'without a nonce'</script>
     <script type="text/plain" data-consent="analytics" nonce="wrong">ran = 'with a wrong one'</script>
     <script type="text/plain" data-consent="analytics" src="https://evil.invalid/x.js"></script>
     <template data-consent="analytics"><script>ran = 'from a template'</script><img src="x:" onerror="ran = 'by an attribute'"></template>
     ${held.replace('ran = true', 'mine = true')}`,
    {
      tag: 'nonce="abc"',
      headers: { 'Content-Security-Policy': "script-src 'self' 'nonce-abc' 'strict-dynamic'" },
      errors: 'expected',
    },
  )
  await page.choose('allow')
  await page.sees({ mine: true, ran: undefined })
})

test('an address that is changed on the way: integrity on the tag refuses it, and nothing runs', async () => {
  const site = await createSite()
  site.file('/dongui/dongui.js', `${gate};tampered = true`)
  const page = await openPage(held, { site, tag: `integrity="${hashOf(gate)}"`, errors: 'expected' })
  await page.settled()
  await page.sees({ tampered: undefined, ran: undefined })
})

test('cross-origin isolation, and every feature a Permissions-Policy can take away', async () => {
  const page = await openPage(held.replace(' nonce="abc"', ''), {
    headers: {
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Embedder-Policy': 'require-corp',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy':
        'storage-access=(), clipboard-write=(), clipboard-read=(), unload=(), sync-script=(), browsing-topics=(), document-domain=()',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
    },
  })
  expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(true)
  await works(page)
})

test('a policy in a meta element that comes after the tag', async () => {
  const page = await openPage(held, {
    tag: 'nonce="abc"',
    head: `<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'nonce-abc'; style-src 'nonce-abc'"><script nonce="abc">${HEARS}</script>`,
  })
  await works(page)
  expect(await violations(page)).toEqual([])
})
