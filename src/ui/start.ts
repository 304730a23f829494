// The views' way in: finds the visitor's language and its words, and tells what is opened and closed.

import type { View } from '../handle'
import type { Spoken, StartContext, Ui, UiContext } from './context'
import { document } from './document'
import { mount } from './index'

/**
 * Rejects when no words can be had.
 *
 * @param ours the language whose words come with us, several with `|` between them, or `''` for none
 */
export async function start(context: StartContext, ours: string): Promise<Ui> {
  const { site, load, tellPage } = context
  let chosen = site.language
  /** The page's language, unless the owner or the visitor says otherwise; in doubt English, for a notice there has to be. */
  const speak = async (to = chosen): Promise<Spoken> => {
    chosen = to
    const wanted = [to, document.documentElement.lang, ...navigator.languages]
    let language = RegExp(`^(?:auto|,)*(${ours})\\b`).exec(`${wanted}`)?.[1]
    try {
      if (
        !language ||
        site.texts ||
        site.objection ||
        site.mode === 'opt-out' ||
        !(site.languages ?? language).includes(language)
      )
        return await (await load('languages')).wordsIn(wanted, site, load)
    } catch {
      language = ours.slice(-2) || 'en'
    }
    return { language, words: (await load(`words/${language}`)).default, load }
  }
  const [spoken, look] = await Promise.all([
    speak(),
    // Without it everything looks as it does where nobody said anything.
    site.notice && load('look').catch(() => null),
  ])
  let shown: View | null = null
  const its: UiContext = {
    ...context,
    ...spoken,
    speak,
    shown(view) {
      if (shown && shown !== view) tellPage('close', { view: shown })
      if (view && shown !== view) tellPage('open', { view })
      shown = view
    },
  }
  const ui = mount(its)
  return look?.wearLook(ui, its) ?? ui
}
