// The owner's look: where the notice stands, its colours, corners, font and room; how high it is, told to the page; and a
// button that floats, to open the settings again. Fetched only for sites whose configuration says something of it.

import type { NoticeConfig, Theme } from '../core/config'
import { adviceOn, DENSITIES, FONT, paletteOf, placeOf, SCHEMES } from '../core/look'
import type { Ui, UiContext } from './context'
import { expectSettings } from './expect'
import css from './look.css?inline'
import { dress } from './page'
import { createReopen, type Reopen } from './Reopen'
import { fill, siteName } from './words'

/** Two rules, for light and for dark, by what tells which of them holds. */
const RULES = {
  page: ':host{}:host(.dark){}',
  light: ':host,:host(.dark){}',
  dark: ':not(*){}:host,:host(.dark){}',
  system: ':host,:host(.dark){}@media(prefers-color-scheme:dark){:host,:host(.dark){}}',
}

/** Gives what `ui` draws the look. A word, number or colour that is none is as if nobody had said it. */
export function wearLook(ui: Ui, context: UiContext): Ui {
  const { site } = context
  const { host } = ui
  const root = host.shadowRoot as ShadowRoot
  const notice: NoticeConfig = Object(site.notice)
  const theme: Theme = Object(notice.theme)
  const { layout, position } = placeOf(notice)
  Object.assign(host.dataset, {
    layout,
    position,
    density: DENSITIES.find((each) => each === theme.density) ?? 'regular',
  })
  dress(root, css)
  paint(root, theme)
  for (const { path, message } of adviceOn(theme)) console.warn(`dongui: ${path}: ${message}`)

  const publishHeight = heightPublisher()
  let button: Reopen | undefined
  return {
    ...ui,
    get language() {
      return ui.language
    },
    async show(view) {
      if (view !== 'button') {
        await ui.show(view)
        return publishHeight(root.querySelector('[data-view=notice]'))
      }
      button ??= createReopen(
        host,
        () => fill(context.words.notice.title, { service: siteName(site, context.language) }),
        position.endsWith('end'),
        (root) => paint(root, theme),
        () => ui.show('settings').catch(console.error),
        expectSettings(context),
      )
    },
    unmount() {
      button?.stop()
      ui.unmount()
    },
  }
}

/** Sets an owner's tokens, one by one and as values: what an owner wrote is never read as a style sheet. */
function paint(root: ShadowRoot, theme: Theme): void {
  const { scheme, radius, font } = theme
  dress(root, RULES[SCHEMES.find((each) => each === scheme) ?? 'page'])
  // Safari before 16.4 cannot build sheets.
  const rules = (root.adoptedStyleSheets?.at(-1) ?? [...root.styleSheets].at(-1))?.cssRules ?? []
  const [light, dark] = [...rules].map((rule) => ('media' in rule ? (rule as CSSMediaRule).cssRules[0] : rule))
  const set = (rule: CSSRule | undefined, name: string, value: string) =>
    (rule as CSSStyleRule | undefined)?.style.setProperty(`--${name}`, value)
  for (const [rule, which] of [
    [light, 'light'],
    [dark, 'dark'],
  ] as const) {
    for (const [name, colour] of Object.entries(paletteOf(theme, which).colours)) set(rule, `dongui-${name}`, colour)
    set(rule, 'scheme', which)
    if (typeof radius === 'number' && radius >= 0 && radius <= 32) set(rule, 'dongui-radius', `${radius}px`)
    if (typeof font === 'string' && FONT.test(font)) set(rule, 'dongui-font', font)
  }
}

/**
 * Tells the page how high the notice is, so that it can move what floats there; nothing, once it is gone. By a sheet and
 * not by an attribute, which a framework that takes over the page would not expect.
 */
function heightPublisher(): (element: HTMLElement | null) => void {
  let observed: HTMLElement | null = null
  return (element) => {
    if (!element || element === observed || !document.adoptedStyleSheets) return // Safari before 16.4 cannot build sheets.
    observed = element
    const sheet = new CSSStyleSheet()
    new ResizeObserver(() => {
      const { offsetHeight } = element
      const others = document.adoptedStyleSheets.filter((each) => each !== sheet)
      sheet.replaceSync(`:root{--dongui-notice-height:${offsetHeight}px}`)
      document.adoptedStyleSheets = offsetHeight ? [...others, sheet] : others
    }).observe(element)
  }
}
