// The views' way in: finds the visitor's language, fetches its words, and tells what is opened and closed.

import { pickLanguage } from '../core/text'
import type { View } from '../handle'
import type { StartContext, Ui, UiContext } from './context'
import { mount } from './index'

/**
 * Rejects when the words cannot be had.
 *
 * @param languages tags of the languages there are words in
 */
export async function start(context: StartContext, languages: readonly string[]): Promise<Ui> {
  const { site, load, tellPage } = context
  const wanted = [`${site.language}`, document.documentElement.lang, ...navigator.languages]
  const language = pickLanguage(wanted, languages) ?? 'en'
  const [{ default: words }, look] = await Promise.all([
    load(`words/${language}`),
    // Without it everything looks as it does where nobody said anything.
    site.notice && load('look').catch(() => null),
  ])
  const { objection } = site
  const honored = objection && (await load(`more/${language}`)).default.common.objections[objection]
  let shown: View | null = null
  const its: UiContext = {
    ...context,
    language,
    words,
    honored,
    shown(view) {
      if (shown && shown !== view) tellPage('close', { view: shown })
      if (view && shown !== view) tellPage('open', { view })
      shown = view
    },
  }
  const ui = mount(its)
  return look?.wearLook(ui, its) ?? ui
}
