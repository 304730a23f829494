// Letting go what is not a script: embeds and templates. A part of its own, for pages that have any.

import { attribute } from './natives'

/** What an embed loads stands in `data-src` and so on until then. */
const DELAYED = ['src', 'srcset', 'href', 'poster', 'data'] as const

/** The types under which a browser runs a script. */
const RUNS = /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script)$/i

/**
 * Lets go an embed (`iframe`, `img`, `video`, `link` …) or a template that waited for `condition`; returns what holds it
 * again. The elements themselves are no forms, so nothing in a page can shadow their methods.
 */
export function letGo(element: HTMLElement, condition: string): () => void {
  return element instanceof HTMLTemplateElement ? openTemplate(element, condition) : load(element)
}

/** Gives an embed and the sources inside it their addresses back; held again, what it showed goes. */
function load(embed: HTMLElement): () => void {
  const elements = [...embed.querySelectorAll('source,track,img'), embed]
  for (const element of elements)
    for (const name of DELAYED) {
      const address = attribute(element, `data-${name}`)
      if (address !== null && (name === 'srcset' || isLoadable(address))) element.setAttribute(name, address)
    }
  return () => {
    for (const element of elements)
      for (const name of DELAYED) if (attribute(element, `data-${name}`) !== null) element.removeAttribute(name)
  }
}

/** Whether an address only loads something: `javascript:` and the like are left alone (CVE-2025-31476). */
function isLoadable(address: string): boolean {
  try {
    return /^(?:https?|blob|data|file):/.test(new URL(address, location.href).href)
  } catch {
    return false // not an address at all
  }
}

/**
 * Puts a copy of a template's content behind it. Its scripts are turned into held ones that wait for `condition`, so
 * that they run in order and by the same rules as all others.
 */
function openTemplate(template: HTMLTemplateElement, condition: string): () => void {
  const content = template.content.cloneNode(true) as DocumentFragment
  for (const script of content.querySelectorAll('script:not([data-consent])')) {
    const type = attribute(script, 'type') ?? ''
    if (!RUNS.test(type)) continue
    script.setAttribute('data-type', type)
    script.setAttribute('type', 'text/plain')
    script.setAttribute('data-consent', condition)
  }
  const nodes = [...content.childNodes]
  template.after(content)
  return () => {
    for (const node of nodes) node.remove()
  }
}
