// What only Chromium can be brought to by a test: a page made before anybody sees it, and one that crashes.

import { expect, onTestFinished, test } from 'vitest'
import { createSite, gateway, openPage, pageText } from '../support/story'
import { storyConfig } from '../support/story-config'

const held = '<script type="text/plain" data-consent="stats">ran = (window.ran || 0) + 1</script>'

test('a page that is made before anybody sees it (prerendered) shows its notice, and keeps still before', async () => {
  const site = await createSite()
  const { release, open } = gateway()
  site.file('/go', '', { release })
  site.file('/told', '')
  // Playwright keeps the pages it drives from being prerendered: these drive themselves, and tell the server.
  site.page(
    '/first',
    `<script type="speculationrules">{ "prerender": [{ "source": "list", "urls": ["/next"], "eagerness": "immediate" }] }</script>
     <script>fetch('/go').then(() => { location.href = '/next' })</script>`,
  )
  const tell = '<script>tell = (what) => fetch("/told?" + what)</script>'
  const drive = `<script>
    const views = () => [...document.querySelector('dongui-ui')?.shadowRoot?.querySelectorAll('[data-view]') ?? []]
    addEventListener('load', () => setTimeout(() => tell(document.prerendering ? 'unseen' : 'seen at once'), 300))
    document.addEventListener('prerenderingchange', () => {
      const look = () => {
        const notice = views().find((each) => each.dataset.view === 'notice' && each.checkVisibility())
        if (!notice) return requestAnimationFrame(look)
        tell('notice').then(() => notice.querySelector('[data-action=allow]').click())
      }
      look()
    })</script>`
  site.page(
    '/next',
    pageText(`${drive}<script type="text/plain" data-consent="stats">tell('ran')</script>`, {
      config: storyConfig,
      before: tell,
    }),
  )
  const page = await openPage('', { site, tag: false })
  const browser = await page.playwright.context().browser()?.newBrowserCDPSession()
  const target = await browser?.send('Target.createTarget', { url: `${site.origin}/first` })
  onTestFinished(async () => {
    if (target) await browser?.send('Target.closeTarget', target)
  })
  const told = () => site.requests.flatMap(({ path }) => path.split('/told?')[1] ?? [])
  await expect.poll(told, { timeout: 10_000 }).toEqual(['unseen'])
  open()
  await expect.poll(told, { timeout: 10_000 }).toEqual(['unseen', 'notice', 'ran'])
  expect(site.count('/next')).toBe(1)
})

test('a page that has crashed and is opened anew asks the jar, and obeys what was decided meanwhile', async () => {
  const page = await openPage(held, { config: storyConfig })
  await page.choose('allow')
  await page.sees({ ran: 1 })
  const crash = async () => {
    const crashed = page.playwright.waitForEvent('crash')
    const session = await page.playwright.context().newCDPSession(page.playwright)
    session.send('Page.crash').catch(() => null) // Nobody is left to answer.
    await crashed
  }
  const other = await page.inAnotherTab()
  await crash()
  const restored = await other.inAnotherTab()
  await restored.sees({ ran: 1 })
  await restored.withdraw()
  const later = await restored.inAnotherTab()
  await later.sees({ ran: undefined, 'dongui.record.categories.analytics': 'refuse' })
  await later.seesNoView()
})
