// What is recognized, tried on what real browsers send.

import { expect, test } from 'vitest'
import { whichBrowser } from '../../src/core/browser'
import { MEASURED, PUBLISHED } from '../support/user-agents'

const real = [MEASURED, PUBLISHED].flatMap((each) =>
  Object.entries(each).flatMap(([id, those]) => those.map((userAgent): [string, string] => [id, userAgent])),
)

test.each(real)('%s is the guide for %s', (id, userAgent) => {
  // A touch screen, as every phone has one: only on a Macintosh it would mean something else.
  expect(whichBrowser({ userAgent, maxTouchPoints: /Macintosh/.test(userAgent) ? 0 : 5 })).toBe(id)
})

test('there are more than a hundred, and no two alike', () => {
  expect(new Set(real.map(([, userAgent]) => userAgent)).size).toBe(real.length)
  expect(real.length).toBeGreaterThan(150)
})
