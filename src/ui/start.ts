// The views' way in: finds the visitor's language and its words, and tells what is opened and closed.

import type { View } from '../handle'
import type { Spoken, StartContext, Ui, UiContext } from './context'
import { document } from './document'
import { mount } from './index'

/** Rejects when not even the words that come with us can be had. */
export async function start(context: StartContext): Promise<Ui> {
  const { site, load, tellPage } = context
  let chosen = site.language
  /** The page's language, unless the owner or the visitor says otherwise; in doubt English, for a notice there has to be. */
  const speak = async (to = chosen): Promise<Spoken> => {
    chosen = to
    const wanted = [to, document.documentElement.lang, ...navigator.languages]
    let language = /^(?:auto)?,*(ko|en)\b/.exec(`${wanted}`)?.[1] as 'ko' | 'en' | undefined
    try {
      if (!language || site.texts || site.objection || !(site.languages ?? language).includes(language))
        return await (await load('languages')).wordsIn(wanted, site, load)
    } catch {
      language = 'en'
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
