// What is drawn in the page itself is said anew when the page's language changes, or the visitor chooses another in a view.

import type { InPagePart, UiContext } from './context'
import { document, page } from './document'

/**
 * Watches until `context.life` ends. Words that cannot be had leave everything as it is.
 *
 * @param say is given the context in another language, and the part's words in it
 */
export function followLanguage<Words>(
  part: InPagePart,
  context: UiContext,
  say: (context: UiContext, words: Words) => void,
): void {
  let { language } = context
  let turn = 0
  const speak = async () => {
    const mine = ++turn
    const its = { ...context, ...(await context.speak()) }
    const [, words] = await (await context.load('special')).fetchInPage(part, its)
    if (mine !== turn || its.language === language) return
    language = its.language
    say(its, words)
  }
  // The element that views are drawn in says which language they are in.
  const isOurs = (target: Node) => target === document.documentElement || target.nodeName === 'DONGUI-UI'
  const watch = new MutationObserver((changes) => {
    if (changes.some(({ target }) => isOurs(target))) void speak().catch(() => null)
  })
  watch.observe(page, { subtree: true, attributeFilter: ['lang'] })
  context.life.addEventListener('abort', () => watch.disconnect())
}
