// 320 pixels wide (which is 1280 enlarged to 400 percent), and more room between lines, words and letters: in every view
// all is reached by scrolling one way, and nothing is cut off. WCAG 2.2 §1.4.10 and §1.4.12. The notice: manners.test.ts.

import { test } from 'vitest'
import type { Config } from '../../src/core/config'
import type { View } from '../../src/handle'
import { openPage, pageText, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const VIEWS = ['settings', 'refusal', 'record', 'reload', 'ask', 'placeholder'] as const
const LANGUAGES = ['ko', 'en', 'de'] as const
const BODY = `<main><h1>Mail</h1><iframe data-consent="assistant" data-src="/map" title="Map"
  style="border:0;width:100%;height:320px"></iframe></main>`
const config: Config = {
  ...storyConfig,
  languages: ['ko', 'en', 'de'],
  contact: { email: 'help@mail.example', agencies: [{ name: 'Agency', url: 'https://agency.example/' }] },
}

/** The page in a frame of 320 pixels, as a narrow or enlarged window has it in every engine, and one view drawn in it. */
async function openNarrow(view: (typeof VIEWS)[number], lang: string, its = config): Promise<StoryPage> {
  const page = await openPage('', { tag: false, path: '/outside' })
  page.site.page('/', pageText(BODY, { config: its, lang, head: '<style>body{margin:8px}</style>' }))
  await page.evaluate(() => {
    const frame = Object.assign(document.createElement('iframe'), { src: '/' })
    frame.style.cssText = 'width:320px;height:640px;border:0'
    document.body.append(frame)
  })
  await page.shows(true, () => !!document.querySelector('iframe')?.contentWindow?.dongui)
  await page.evaluate(async (which) => {
    const inside = document.querySelector('iframe')?.contentWindow
    if (!inside?.dongui) throw new Error('there is no page in the frame')
    await inside.dongui.choose({ analytics: 'ask', personalization: 'refuse' })
    if (which === 'ask') inside.document.cookie = 'visitor=1; path=/; max-age=86400'
    else if (which !== 'placeholder') await inside.dongui.open(which as View)
  }, view as string)
  return page
}

/** What of a view in the frame is cut off or sticks out; `null` while it is not drawn. */
function faultsOf(view: string, isSpaced: boolean): string[] | null {
  const inside = document.querySelector('iframe')?.contentDocument
  const root = inside?.querySelector(view === 'placeholder' ? 'dongui-embed' : 'dongui-ui')?.shadowRoot
  const drawn = root?.querySelector<HTMLElement>(`[data-view=${view}]`)
  if (!inside || !root || !drawn?.checkVisibility()) return null
  if (isSpaced && !root.querySelector('.spaced')) {
    const style = Object.assign(inside.createElement('style'), { className: 'spaced' })
    style.textContent =
      '*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-block-end:2em!important}'
    root.append(style)
  }
  for (const each of drawn.querySelectorAll('details')) each.open = true
  const { left, right } = drawn.getBoundingClientRect()
  const { clientWidth, scrollWidth } = inside.documentElement
  const faults = scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide`] : []
  if (left < -1 || right > clientWidth + 1) faults.push(`the view goes from ${left} to ${right}`)
  for (const each of [drawn, ...drawn.querySelectorAll<HTMLElement>('*')]) {
    if (each.closest('svg, .unseen, option') || !each.checkVisibility()) continue
    const { overflow = '' } = inside.defaultView?.getComputedStyle(each) ?? {}
    const box = each.getBoundingClientRect()
    const name = each.outerHTML.slice(0, 80)
    if (box.width && (box.left < left - 1 || box.right > right + 1)) faults.push(`sticks out: ${name}`)
    if (overflow === 'visible' || /^(?:input|select)$/.test(each.localName)) continue
    if (each.scrollWidth > each.clientWidth + 1) faults.push(`scrolled sideways: ${name}`)
    if (/hidden$/.test(overflow) && each.scrollHeight > each.clientHeight + 1) faults.push(`cut off: ${name}`)
  }
  return faults
}

const cases = VIEWS.flatMap((view) => LANGUAGES.map((lang) => [view, lang] as const))

test.each(cases)(
  '320 pixels wide: the %s in %s is scrolled one way, and nothing sticks out of it',
  async (view, lang) => {
    const page = await openNarrow(view, lang)
    await page.shows([], faultsOf, view as string, false)
  },
)

test.each(cases)(
  'with more room between lines, words and letters nothing of the %s in %s is cut off',
  async (view, lang) => {
    const page = await openNarrow(view, lang)
    await page.shows([], faultsOf, view as string, true)
  },
)

test('of a long reason two lines are there on a phone, and all of it with the details', async () => {
  const why = 'We count how often pages are opened, and by which way visitors came. '.repeat(4)
  const categories = config.categories?.map((each) => (each.id === 'analytics' ? { ...each, why } : each))
  const page = await openNarrow('ask', 'en', { ...config, ...(categories && { categories }) })
  const isCut = () => {
    const root = document.querySelector('iframe')?.contentDocument?.querySelector('dongui-ui')?.shadowRoot
    const reason = root?.querySelector('.why')
    return reason?.textContent?.startsWith('We count') ? reason.scrollHeight > reason.clientHeight : null
  }
  await page.shows(true, isCut)
  await page.evaluate(() => {
    const root = document.querySelector('iframe')?.contentDocument?.querySelector('dongui-ui')?.shadowRoot
    root?.querySelector<HTMLElement>('summary')?.click()
  })
  await page.shows(false, isCut)
})
