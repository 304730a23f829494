// What axe-core finds wrong in a page, the views in their open shadow root included. Chromium only.

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { StoryPage } from './story'

/** WCAG 2.0 to 2.2, A and AA, and what axe calls best practice; contrast among them. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A text for each violation: which rule, why, where, and what to do. None: an empty list. */
export async function axeViolations(page: StoryPage): Promise<string[]> {
  await page.playwright.evaluate(`{ ${source} }`)
  const { violations } = await page.evaluate(
    (tags) =>
      (window as unknown as { axe: { run(context: Document, options: object): Promise<AxeResults> } }).axe.run(
        document,
        {
          runOnly: { type: 'tag', values: tags },
          rules: { 'target-size': { enabled: true } }, // 24 CSS pixels (WCAG 2.5.8); axe leaves it out unless asked
          resultTypes: ['violations'],
        },
      ),
    TAGS,
  )
  return violations.flatMap(({ id, help, helpUrl, nodes }) =>
    nodes.map(
      ({ target, html, failureSummary }) =>
        `${id}: ${help}\n  at ${target.flat().join(' >>> ')}\n  ${html}\n  ${failureSummary?.replaceAll('\n', '\n  ')}\n  ${helpUrl}`,
    ),
  )
}
