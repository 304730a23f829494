// `npm run shots`: every view in the demo, and the notice in every layout, wide and on a phone, light and dark, in four
// languages, and in the demo's own two in forced colours and at 400 %, into shots/; and all of them on one sheet,
// shots/sheet.png, to be looked at as a designer would.
// `npm run shots -- notice ko zoomed` takes only what has one of these views, languages and looks, `-- sheet` nothing but
// the sheet. `--docs` renews the README's few.

import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'
import { startDemo } from '../demo/server.mjs'
import { buildVendors } from '../demo/vendors.mjs'
import { CHROMIUM_FLAGS, findBrowser } from './browsers.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const folder = join(root, 'shots')
const wide = { viewport: { width: 1280, height: 800 } }
const phone = { viewport: { width: 390, height: 844 } }
/** How a page is looked at. */
const LOOKS = {
  'wide-light': { ...wide, colorScheme: 'light' },
  'wide-dark': { ...wide, colorScheme: 'dark' },
  'phone-light': { ...phone, colorScheme: 'light' },
  'phone-dark': { ...phone, colorScheme: 'dark' },
}
/** The same for whoever sees little: the system's own few colours, and a wide window at 400 % (WCAG 1.4.10). */
const CLOSER_LOOKS = {
  'wide-forced': { ...wide, colorScheme: 'dark', forcedColors: 'active' },
  'phone-forced': { ...phone, colorScheme: 'light', forcedColors: 'active' },
  zoomed: { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 },
}
/** Page of the demo by language. Where the demo has none, the words are shown on the English page. */
const PAGES = { ko: 'inbox.html', en: 'en/inbox.html', de: 'en/inbox.html', ar: 'en/inbox.html' }
const looksIn = (language) => ({ ...LOOKS, ...(/^(?:ko|en)$/.test(language) && CLOSER_LOOKS) })
const BRAND = { accent: '#0f6b5c', paper: { light: '#fffefb' }, radius: 6, density: 'compact' }
/** What is photographed, and what the owner says of the notice there. */
const SHOTS = {
  notice: undefined,
  settings: undefined,
  refusal: undefined,
  record: undefined,
  reload: undefined,
  status: undefined,
  ask: undefined,
  badge: undefined,
  placeholder: undefined,
  declaration: undefined,
  bar: { layout: 'bar' },
  'bar-top': { layout: 'bar', position: 'top' },
  dialog: { layout: 'dialog' },
  'card-end': { position: 'bottom-end', theme: BRAND },
  roomy: { position: 'top', theme: { accent: '#ffd400', radius: 24, density: 'roomy' } },
  button: { reopen: 'button' },
}
/** The README's pictures. */
const IN_README = ['notice-wide-light-ko', 'settings-wide-light-en', 'notice-phone-dark-ko']

const wishes = process.argv.slice(2).filter((each) => !each.startsWith('--'))
const isWished = (name) => {
  const among = (names) => wishes.filter((each) => each in names)
  return (names) => !among(names).length || among(names).includes(name)
}
const shots = wishes.includes('sheet') ? [] : Object.keys(SHOTS).filter((name) => isWished(name)(SHOTS))
const languages = Object.keys(PAGES).filter(
  (name) => isWished(name)(PAGES) && existsSync(join(root, 'src/locales', `${name}.ts`)),
)

mkdirSync(folder, { recursive: true })
await buildVendors()
const demo = await startDemo({ port: 0 })
const browser = await chromium.launch({ executablePath: findBrowser('chromium')?.path, args: CHROMIUM_FLAGS })
try {
  for (const language of languages)
    for (const [look, options] of Object.entries(looksIn(language)).filter(([name]) =>
      isWished(name)(looksIn(language)),
    ))
      for (const shot of shots) {
        const name = `${shot}-${look}-${language}`
        const context = await browser.newContext({ ...options, locale: language, reducedMotion: 'reduce' })
        await shoot(await context.newPage(), shot, language, join(folder, `${name}.png`))
        await context.close()
        console.log(name)
        if (process.argv.includes('--docs') && IN_README.includes(name))
          copyFileSync(join(folder, `${name}.png`), join(root, 'docs', `${name}.png`))
      }
  await shootSheet(await browser.newPage())
} finally {
  await browser.close()
  await demo.close()
}

async function shoot(page, shot, language, path) {
  const notice = SHOTS[shot]
  // What an owner of the demo's page would have written into its configuration.
  await page.route('**/*.html', async (route) => {
    const answer = await route.fetch()
    const text = await answer.text()
    const more = JSON.stringify({ language, ...(notice && { notice }) }).slice(1, -1)
    await route.fulfill({ response: answer, body: text.replace(/(data-dongui="config">\s*\{)/, `$1${more},`) })
  })
  // What is told is that this device keeps no cookie.
  if (shot === 'status')
    await page.addInitScript(() =>
      Object.defineProperty(Document.prototype, 'cookie', { configurable: true, get: () => '', set: () => undefined }),
    )
  // The demo's own sheet colours the notice, which comes before a theme.
  if (notice?.theme)
    await page.route('**/nurimail.css', async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace(/dongui-ui \{[^}]*\}/, '') })
    })
  const url = demo.url + PAGES[language]
  if (shot === 'placeholder' || shot === 'declaration') return shootInPage(page, url, shot, path)
  await page.goto(url)
  const seen = (selector) => page.locator(`dongui-ui ${selector}`).waitFor()
  await seen('[data-view=notice]')
  // The record and what is said aside are photographed of somebody who has chosen, the other views of somebody who has not.
  if (/^(?:record|reload|status)$/.test(shot))
    await page.evaluate(() => window.dongui.choose({ analytics: 'allow', personalization: 'ask' }))
  if (shot === 'ask' || shot === 'badge') {
    await page.evaluate(() => window.dongui.choose('ask'))
    await seen('[data-view=ask]')
    if (shot === 'badge') await page.locator('dongui-ui [data-action=minimise]').click()
  } else if (shot === 'button') {
    await page.evaluate(() => window.dongui.choose('refuse'))
    await page.locator('dongui-ui [data-action=reopen]').waitFor({ state: 'attached' })
    await page.waitForTimeout(300) // It looks whether it lies on something that can be pressed.
  } else if (!notice && shot !== 'notice') {
    await page.evaluate((which) => window.dongui.open(which), shot)
    await seen(`[data-view=${shot}]`)
  }
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, animations: 'disabled' })
}

/** What is drawn in the page itself: of somebody who refused the rest, and wants to be asked about the map. */
async function shootInPage(page, url, view, path) {
  const isPlaceholder = view === 'placeholder'
  await page.goto(isPlaceholder ? `${url}#m-move` : url.replace('inbox', 'privacy'))
  await page.evaluate(() => window.dongui.choose({ analytics: 'refuse', personalization: 'refuse', media: 'ask' }))
  const drawn = page.locator(isPlaceholder ? 'dongui-embed' : '.dongui-declaration')
  await drawn.waitFor()
  await drawn.scrollIntoViewIfNeeded()
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path, animations: 'disabled', fullPage: !isPlaceholder })
}

/** Everything that lies in the folder: a row for each view, in it each language and each look. */
async function shootSheet(page) {
  const there = new Set(readdirSync(folder))
  const rows = Object.keys(SHOTS).map((shot) => {
    const pictures = Object.keys(PAGES).flatMap((language) =>
      Object.keys(looksIn(language)).map((look) => `${shot}-${look}-${language}.png`),
    )
    return `<h2>${shot}</h2><div>${pictures.map((name) => (there.has(name) ? `<img src="${name}" alt="">` : '')).join('')}</div>`
  })
  writeFileSync(
    join(folder, 'sheet.html'),
    `<!doctype html><meta charset="utf-8"><title>Every view</title><style>
      body { inline-size: max-content; margin: 16px; background: #8a8f98; font: 14px system-ui }
      h2 { margin: 16px 0 6px; font-size: 14px }
      div { display: flex; gap: 10px }
      img { block-size: 240px; border-radius: 4px }
    </style>${rows.join('')}`,
  )
  await page.goto(pathToFileURL(join(folder, 'sheet.html')).href)
  const [width, height] = await page.evaluate(() => [document.body.offsetWidth + 32, document.body.offsetHeight + 32])
  await page.setViewportSize({ width, height })
  await page.screenshot({ path: join(folder, 'sheet.png') })
  console.log(join(folder, 'sheet.png'))
}
