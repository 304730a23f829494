// The demo's pages carry one configuration, the same on each, in which nothing is wrong; and only the published tag.

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { checkConfig } from '../../src/core/check'

const folder = new URL('../../demo/', import.meta.url)
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.html') && !file.endsWith('map.html'))
  .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const)

const blockIn = (html: string) =>
  /<script type="application\/json" data-dongui="config">([\s\S]*?)<\/script>/.exec(html)?.[1]

test('six pages speak of the same services in the same words', () => {
  expect(pages).toHaveLength(6)
  expect(new Set(pages.map(([, html]) => blockIn(html))).size).toBe(1)
})

test.each(pages)('%s is configured without a mistake, and its footer opens the settings', (_file, html) => {
  expect(checkConfig(JSON.parse(blockIn(html) ?? ''))).toEqual([])
  expect(html).toMatch(/<script src="\/dongui\.js"[^>]*><\/script>/)
  expect(html).toMatch(/<footer[\s\S]*data-dongui="preferences"[\s\S]*<\/footer>/)
})

test('no address or name in it is anybody’s: mail goes to .example', () => {
  for (const [, html] of pages)
    for (const [, domain] of html.matchAll(/[\w.+-]+@([\w.-]+)/g)) expect(domain).toMatch(/\.example$/)
})
