// Blockers and visitors' agents: a filter list that hides or blocks us leaves a page that is usable and refuses; and
// whoever decides for a visitor finds what to press.

import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const root = fileURLToPath(new URL('../..', import.meta.url))
const held = '<script type="text/plain" data-consent="stats">ran = true</script>'

/** A visitor who sees no notice goes on as if it had been refused: scrolling, the page's own buttons, another page. */
async function isUsable(page: StoryPage): Promise<void> {
  await page.settled()
  await page.click('#own')
  await page.sees({ pressed: true, ran: undefined, 'dongui.record': null })
  expect(
    await page.evaluate(() => {
      document.cookie = 'visitor=1; path=/'
      document.cookie = 'plain=1; path=/'
      scrollTo(0, 400)
      return [document.cookie, scrollY, getComputedStyle(document.documentElement).overflow, document.body.inert]
    }),
  ).toEqual(['plain=1', 400, 'visible', false])
}
/** Whether anything of ours is drawn. */
const isSeen = (page: StoryPage) =>
  page.inUi((root) =>
    [...root.querySelectorAll('[data-view]')].some((each) => each.checkVisibility({ visibilityProperty: true })),
  )
const body = `${held}<button id="own" onclick="pressed = true">the page</button><div style="height: 3000px"></div>`

/**
 * Hides every element of ours, as a blocker's own sheet does: no sheet of a page can, for what is important in a shadow tree
 * comes before what is important outside.
 */
const hiddenBy = (rule: string) => `<script>
  const { attachShadow } = Element.prototype
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init)
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(':host(dongui-ui){${rule}}')
    root.adoptedStyleSheets = [sheet]
    return root
  }
</script>`

const HIDDEN = [
  ['taken out of the layout', 'display:none!important'],
  ['taken out of sight', 'visibility:hidden!important'],
] as const

test.each(HIDDEN)('our element %s by a blocker: refused, the page usable, nothing locked', async (_, rule) => {
  const page = await openPage(body, { config: storyConfig, before: hiddenBy(rule) })
  await page.settled()
  expect(await isSeen(page)).toBe(false)
  await isUsable(page)
})

test.each(HIDDEN)(
  'our element %s: no dialog opens that nobody would see, and the page can be pressed',
  async (_, rule) => {
    const page = await openPage(`${body}<a id="link" href="#x" data-dongui="preferences">settings</a>`, {
      config: storyConfig,
      before: hiddenBy(rule),
    })
    for (const view of ['settings', 'refusal', 'record'] as const) {
      const isOpened = await page.evaluate((which) => window.dongui?.open(which), view)
      // Out of sight is not out of the layout: there are browsers that show a modal dialog whatever it stands in.
      if (rule.startsWith('display')) expect(isOpened).toBe(false)
      expect(await isSeen(page)).toBe(isOpened)
      if (isOpened) await page.press('close', { view })
    }
    await page.click('#link')
    await page.settled()
    if (await isSeen(page)) await page.press('close', { view: 'settings' })
    await page.shows(0, () => document.querySelector('dongui-ui')?.shadowRoot?.querySelectorAll('dialog').length ?? 0)
    await isUsable(page)
    // Once it decides by itself, the page goes on as anywhere.
    await page.choose('allow')
    await page.sees({ ran: true })
  },
)

test('taken out of the page by a blocker, every time: the same', async () => {
  const remover = `<script>new MutationObserver(() => document.querySelector('dongui-ui')?.remove()).observe(document, { childList: true, subtree: true })</script>`
  await isUsable(await openPage(body, { config: storyConfig, head: remover }))
})

test('the tag blocked by a filter list: what is marked stays inert, and calls that wait for us wait', async () => {
  const page = await openPage(
    `${body}<script>(window.donguiQueue ??= []).push(() => { called = true })</script><a id="link" href="#x" data-dongui="preferences">settings</a>`,
    { tag: 'src="/blocked.js"' },
  )
  await page.settled()
  await page.click('#own')
  await page.click('#link')
  await page.sees({ pressed: true, ran: undefined, called: undefined })
})

/** What EasyList Cookie and uBlock’s annoyances hide or block, as of 2026-08-11: names of files, of elements, ids and classes. */
const FILTERED = {
  file: /cookie-?consent|cookie-?notice|cookie-?banner|consent-(?:manager|modal|box|banner)|gdpr/i,
  element: /^(?:cookie-(?:notice|bar|info|policy)|consent-notification)$/,
  name: /^(?:cookies?|consent|gdpr|notice|banner|cc-banner|cookie-.*|consent-bar)$/i,
}

test('nothing of ours is called what filter lists look for', async () => {
  for (const file of readdirSync(`${root}/dist/tag`, { recursive: true, encoding: 'utf8' }))
    expect(file).not.toMatch(FILTERED.file)
  const page = await openPage('', { config: storyConfig })
  await page.seesView('notice')
  // Lists see the page's own tree, and no further than our element.
  const [element, id, ...classes] = await page.evaluate(() => {
    const host = document.querySelector('dongui-ui')
    return [host?.localName ?? '', host?.id ?? '', ...(host?.classList ?? [])]
  })
  expect(element).not.toMatch(FILTERED.element)
  for (const name of [id ?? '', ...classes]) expect(name).not.toMatch(FILTERED.name)
})

const rule: object = JSON.parse(readFileSync(`${root}/docs/autoconsent.json`, 'utf8'))
const autoconsent = readFileSync(`${root}/node_modules/@duckduckgo/autoconsent/dist/autoconsent.playwright.js`, 'utf8')

test.each([
  ['optOut', 'refuse', undefined],
  ['optIn', 'allow', true],
] as const)('DuckDuckGo’s autoconsent, with the rule that we publish: %s', async (autoAction, decision, ran) => {
  const page = await openPage(held, { config: storyConfig })
  const messages = await page.evaluate(
    async (text, its, action) => {
      const sent: string[] = []
      const it = window as unknown as {
        autoconsentSendMessage(message: { type: string }): Promise<void>
        autoconsentReceiveMessage(message: object): Promise<void>
      }
      const done = new Promise<void>((resolve) => {
        it.autoconsentSendMessage = async ({ type }) => {
          sent.push(type)
          if (type === 'init')
            setTimeout(() =>
              it.autoconsentReceiveMessage({
                type: 'initResp',
                rules: { autoconsent: [its] },
                config: {
                  enabled: true,
                  autoAction: action,
                  disabledCmps: [],
                  enablePrehide: false,
                  enableCosmeticRules: false,
                  enableGeneratedRules: false,
                  enableHeuristicDetection: false,
                  detectRetries: 20,
                  isMainWorld: true,
                  prehideTimeout: 2000,
                  logs: {},
                },
              }),
            )
          if (type === 'autoconsentDone' || type === 'autoconsentError') resolve()
        }
      })
      new Function(text)()
      await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 9000))])
      return sent
    },
    autoconsent,
    rule,
    autoAction,
  )
  expect(messages).toEqual(expect.arrayContaining(['cmpDetected', 'popupFound', 'autoconsentDone']))
  await page.sees({ ran, 'dongui.record.categories.analytics': decision })
  await page.seesNoView()
})

test('agents and tests find every view and every choice by the names that are promised', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.seesView('notice')
  const actions = (view: string) =>
    page.inUi(
      (shadow, which) =>
        [...shadow.querySelectorAll(`[data-view="${which}"] [data-action]`)].map((each) =>
          each.getAttribute('data-action'),
        ),
      view,
    )
  expect(await actions('notice')).toEqual(
    expect.arrayContaining(['allow', 'refuse', 'ask', 'settings', 'refusal', 'policy']),
  )
  for (const view of ['settings', 'refusal', 'record'] as const) {
    await page.open(view)
    expect(await actions(view)).toEqual(expect.arrayContaining(['close', 'settings', 'refusal', 'record']))
  }
})
