// SECURITY.md and the table of what is withstood: every file they name is there, and no hole is left in the table.

import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const file = (path: string) => new URL(`../../${path}`, import.meta.url)
const read = (path: string) => readFileSync(file(path), 'utf8')

test.each([
  ['SECURITY.md', ''],
  ['docs/robustness.md', 'docs/'],
])('every file that %s names is there', (path, folder) => {
  const links = [...read(path).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link)
  expect(links.length).toBeGreaterThan(5)
  for (const link of links)
    if (!link.includes('://')) expect([link, existsSync(file(`${folder}${link}`))]).toEqual([link, true])
})

test('every story of what is withstood is in the table, and in every engine it holds or is not there', () => {
  const table = read('docs/robustness.md')
  for (const name of readdirSync(file('tests/pages')))
    if (name.startsWith('robust-')) expect(table).toContain(`(../tests/pages/${name})`)
  const rows = table.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| condition'))
  expect(rows.length).toBeGreaterThan(80)
  // Why it is not there is said below the table.
  for (const row of rows) expect(row).toMatch(/^\| .+(?: \| (?:yes|not there(?: \(\d\))?)){3} \|$/)
})

test('holes are reported to an address of ours, and the workflow publishes with provenance and no token', () => {
  expect(read('SECURITY.md')).toMatch(/[\w.]+@[\w.]+\.example\b/)
  const workflow = read('.github/workflows/publish.yml')
  expect(workflow).toContain('npm publish --provenance')
  expect(workflow).toContain('id-token: write')
  expect(workflow).not.toMatch(/secrets\./)
})
