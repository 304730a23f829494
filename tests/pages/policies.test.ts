// Strict policies: the views are drawn, scripts are let go, and nothing is reported as a violation.

import { expect, test } from 'vitest'
import { engine, openPage } from '../support/story'

const POLICIES: [string, string][] = [
  [
    'nonces, strict-dynamic and Trusted Types',
    "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; require-trusted-types-for 'script'; trusted-types 'none'",
  ],
  [
    'own scripts only, and no styles but by nonce',
    "default-src 'none'; script-src 'self' 'nonce-abc'; style-src 'nonce-abc'",
  ],
]

test.each(POLICIES)('under a policy of %s everything works, and nothing is violated', async (name, policy) => {
  const page = await openPage('<script type="text/plain" data-consent="analytics" nonce="abc">ran = true</script>', {
    tag: 'nonce="abc"',
    headers: { 'Content-Security-Policy': policy },
    head: `<script nonce="abc">violations = []; document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective + ' ' + e.blockedURI))</script>`,
  })
  await page.seesView('notice')
  await page.open('settings')
  await page.key('Escape')
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: true })
  const violations = await page.evaluate(() => (window as unknown as { violations: string[] }).violations)
  // Not ours: the harness asks the server whether it is at rest, and browsers ask for an icon.
  const ours = violations.filter((each) => !/^connect-src|favicon/.test(each))
  // WebKit is asked to take a script's address, for it checks no other way whether a part is what was built.
  expect(new Set(ours)).toEqual(
    new Set(engine === 'webkit' && name.includes('Trusted') ? ['require-trusted-types-for trusted-types-sink'] : []),
  )
})
