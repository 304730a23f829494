// Two thousand cookie strings nobody would write: of a refused name nothing is ever stored, and with everything allowed
// a page has exactly what it would have had without us.

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { engine, openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

/** The same each time, but in `npm run fuzz`. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 20261123)
const pieces = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('visitor', '_st_1', 'own', 'session', 'VISITOR', 'visitor2') },
  { weight: 4, arbitrary: fc.constantFrom('=', ';', ' ', '=1', '; path=/', '; max-age=9', '; secure', ',', '"') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('\t', '\n', '\r', '\0', '\v', '\x01', '\x1f', '\x7f', '\x80', '\u00a0', '\u2028'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('é', '쿠키', '\ud800', '%00', '__Host-', '\ufeff', '; domain=localhost', '; expires=0'),
  },
)
const texts = fc.sample(
  fc.array(pieces, { maxLength: 7 }).map((all) => all.join('')),
  { numRuns: 2000, seed: SEED },
)

/** Writes each text; what `document.cookie` then has that was not there before. Cleared away each time, as far as it goes. */
const writeAll = (page: StoryPage) =>
  page.evaluate((all) => {
    const own = /^dongui=/
    const pairs = () => document.cookie.split('; ').filter((pair) => pair && !own.test(pair))
    return all.map((text) => {
      const before = pairs()
      document.cookie = text
      const stored = pairs().filter((pair) => !before.includes(pair))
      for (const pair of stored)
        for (const each of [`${pair.split('=')[0]}=`, `=${pair}`])
          for (const path of ['', '; path=/']) document.cookie = `${each}; max-age=0${path}`
      return stored.join('; ')
    })
  }, texts)

test('while it is refused, no string stores anything under a refused name', async () => {
  const page = await openPage('', { config: storyConfig })
  const isRefused = (pairs: string) => /(^|; )(visitor|_st_[^=;]*)(=|;|$)/.test(pairs)
  const stored = await writeAll(page)
  expect(stored.some((each) => each.includes('own'))).toBe(true)
  const refused = texts.filter((_, index) => isRefused(stored[index] ?? ''))
  // WebKitGTK cuts a name at a tab and at every letter that is not ASCII. What it stores so is swept.
  expect(engine === 'webkit' ? refused.filter((text) => !/[\t\x7f-\uffff]/.test(text)) : refused).toEqual([])
  await page.shows(false, () => /(^|; )(visitor|_st_[^=;]*)(=|;|$)/.test(document.cookie))
})

test('with everything allowed, each stores exactly what it stores in a page without us', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  const plain = await writeAll(await openPage('', { tag: false }))
  const guarded = await writeAll(page)
  const other = texts.flatMap((text, index) =>
    plain[index] === guarded[index] ? [] : [[text, plain[index], guarded[index]]],
  )
  expect(other).toEqual([])
})
