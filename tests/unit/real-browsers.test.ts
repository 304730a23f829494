// What is recognized, tried on what real browsers send.

import { expect, test, vi } from 'vitest'
import { browserName as nameOf, whichBrowser } from '../../src/core/browser'
import { browserName } from '../../src/ui/page'
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

test.each(real)('the notice calls %s by no other name in %s', (id, userAgent) => {
  vi.stubGlobal('navigator', { userAgent })
  expect(['', nameOf(id, 'en')]).toContain(browserName())
})

test('the notice knows what most visitors read it in', () => {
  const named = (id: string) =>
    real
      .filter(([its]) => its === id)
      .every(([, userAgent]) => {
        vi.stubGlobal('navigator', { userAgent })
        return browserName() === nameOf(id, 'en')
      })
  const most = ['chrome-desktop', 'chrome-android', 'safari-ios', 'safari-macos', 'edge-desktop', 'samsung-internet']
  expect(most.filter((id) => !named(id))).toEqual([])
})
