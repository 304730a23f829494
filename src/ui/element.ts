// Elements made by hand, for what is drawn without Preact.

import { document } from './document'

/** An element with what it says: texts are attributes, functions listen. */
export function make(
  tag: string,
  attributes: Readonly<Record<string, string | ((event: Event) => void)>>,
  ...children: (Node | string)[]
): HTMLElement {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (typeof value === 'string') element.setAttribute(name, value)
    else element.addEventListener(name, value)
  element.append(...children)
  return element
}
