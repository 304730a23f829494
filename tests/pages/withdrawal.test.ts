// Withdrawing what already runs: nothing more is stored, and the page offers to be loaded anew and says why.

import { expect, test } from 'vitest'
import { openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const script = '<script type="text/plain" data-consent="stats">ran = (window.ran ?? 0) + 1</script><p>the page</p>'

test('offers to load the page anew, once the code of what was withdrawn has run', async () => {
  const page = await openPage(script, { config: storyConfig })
  await page.choose('allow')
  await page.sees({ ran: 1 })
  const changes = page.evaluate(
    () => new Promise<string[]>((resolve) => window.dongui?.on('change', ({ running }) => resolve(running))),
  )
  await page.withdraw()
  expect(await changes).toEqual(['stats'])
  await page.seesView('reload')
  expect(await page.inUi((root) => root.querySelector('[data-view=reload]')?.textContent)).toContain('새로 고')
  await page.press('reload', { view: 'reload' })
  // What is asked of a page that is being left may never be answered: the new one has to be there first.
  await page.shows(['reload', 'complete'], () => [
    (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming).type,
    document.readyState,
  ])
  await page.sees({ ran: undefined, 'dongui.record.categories.analytics': 'refuse' })
  await page.seesNoView()
})

test('the offer can be put away, and is not made where nothing ran', async () => {
  const page = await openPage(script, { config: storyConfig })
  await page.choose('allow')
  await page.sees({ ran: 1 })
  await page.choose({ personalization: 'refuse' }) // nothing of it ran
  await page.seesNoView()
  await page.withdraw()
  await page.press('close', { view: 'reload' })
  await page.seesNoView()
})

test('the other tabs make the offer too', async () => {
  const one = await openPage(script, { config: storyConfig })
  await one.choose('allow')
  const other = await one.inAnotherTab()
  await other.sees({ ran: 1 })
  await one.withdraw()
  await other.seesView('reload')
})

test('to refuse takes effect in the moment it is said, and holds even if the page is left at once', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.choose('allow')
  await page.reload() // what writes records has not been fetched on this page
  const now = await page.evaluate(() => {
    document.cookie = 'visitor=1'
    window.dongui?.withdraw()
    document.cookie = 'visitor=2'
    return [window.dongui?.allows('stats'), document.cookie]
  })
  expect(now).toEqual([false, ''])
  await page.reload()
  expect(await page.evaluate(() => window.dongui?.allows('stats'))).toBe(false)
})
