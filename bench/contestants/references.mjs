// What everything is measured against: the page alone, and the least banner that Preact and js-cookie can be.

import { bundled, heldBy, LET_GO_BY_HAND, titleOf } from './contestant.mjs'
import { WORDING } from './wording.mjs'

/** @type {import('./contestant.mjs').Contestant} */
export const bare = { id: 'bare', title: 'the page alone', held: heldBy('data-consent') }

const STYLES = `#banner { position: fixed; inset: auto 1rem 1rem; z-index: 9; max-width: 36rem; margin: auto; padding: 1rem;
  background: #fff; color: #111; border: 1px solid #777; border-radius: 8px }
#banner button { min-height: 44px; margin-right: .5rem; padding: 0 1rem; font: inherit }`

const CODE = `
import { h, render } from 'preact'
import { useState } from 'preact/hooks'
import Cookies from 'js-cookie'
${LET_GO_BY_HAND}
const letAllGo = () => ['analytics', 'personalization'].forEach(letGo)
function Banner() {
  const [isOpen, setOpen] = useState(true)
  const choose = (choice) => {
    Cookies.set('banner', choice, { expires: 180, sameSite: 'lax' })
    setOpen(false)
    if (choice === 'allow') letAllGo()
  }
  return isOpen && h('section', { id: 'banner', 'aria-labelledby': 'banner-title' },
    h('h2', { id: 'banner-title' }, ${JSON.stringify(WORDING.title)}),
    h('p', null, ${JSON.stringify(WORDING.text)}),
    h('button', { 'data-action': 'allow', onClick: () => choose('allow') }, ${JSON.stringify(WORDING.allow)}),
    h('button', { 'data-action': 'refuse', onClick: () => choose('refuse') }, ${JSON.stringify(WORDING.refuse)}))
}
const choice = Cookies.get('banner')
if (choice === 'allow') letAllGo()
if (!choice) {
  const style = document.createElement('style')
  style.textContent = ${JSON.stringify(STYLES)}
  document.head.append(style)
  const place = document.createElement('div')
  document.body.append(place)
  render(h(Banner), place)
}`

/** @type {import('./contestant.mjs').Contestant} */
export const barePreact = {
  id: 'preact',
  title: `a bare banner: ${titleOf('preact')}, ${titleOf('js-cookie')}`,
  held: heldBy('data-consent'),
  files: async () => ({ 'banner.js': (await bundled(CODE)).script }),
  parts: ({ base }) => ({ head: `<script defer src="${base}/banner.js"></script>` }),
  notice: '#banner',
  allow: '#banner [data-action=allow]',
}
