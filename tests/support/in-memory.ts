// What a visitor meets whose browser keeps nothing: the choice lives as long as the page.

import { expect } from 'vitest'
import type { StoryPage } from './story'

/** The notice asks, is answered, goes; the visitor is told once, the answer holds in this page, and a reload asks again. */
export async function livesInMemory(page: StoryPage): Promise<void> {
  await page.seesView('notice')
  await page.sees({ ran: undefined })
  await page.press('allow', { view: 'notice' })
  await page.sees({ ran: 1 })
  await page.press('close', { view: 'status' })
  await page.seesNoView()
  await lives(page, 'allow')
  await page.withdraw()
  await lives(page, 'refuse')
  expect(await page.evaluate(() => window.dongui?.allows('stats'))).toBe(false)
  await page.reload()
  await page.seesView('notice')
  await page.sees({ ran: undefined, 'dongui.record': null })
}

/** The record holds, also when the page is looked at again, which is when it is read anew. */
export async function lives(page: StoryPage, decision: string): Promise<void> {
  await page.evaluate(() => {
    for (const type of ['visibilitychange', 'pageshow']) dispatchEvent(new Event(type))
  })
  await page.settled()
  await page.sees({ 'dongui.record.categories.analytics': decision })
}
