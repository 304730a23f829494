// `data-ready`: scripts that wait for an event which is over by the time they are let go.

import { expect, test } from 'vitest'
import { createSite, openPage } from '../support/story'

const WAITS = `
  document.addEventListener('DOMContentLoaded', function (event) { log.push('document ' + (this === document) + ' ' + event.type + ' ' + (event.target === document)) })
  addEventListener('load', { handleEvent(event) { log.push('window ' + event.type) } })
  window.onload = () => log.push('onload')
  addEventListener('resize', () => log.push('resize'))
  document.addEventListener('DOMContentLoaded', () => { throw new Error('vendor') })
  document.addEventListener('DOMContentLoaded', () => log.push('after a throw'))`

test('listeners for events that are over are called once, as the event would have; others wait for theirs', async () => {
  for (const held of [
    `<script type="text/plain" data-consent="analytics" data-ready>${WAITS}</script>`,
    '<script type="text/plain" data-consent="analytics" data-ready src="/waits.js"></script>',
  ]) {
    const site = await createSite()
    site.file('/waits.js', WAITS)
    const page = await openPage(
      `<script>log = []; heard = 0; document.addEventListener('DOMContentLoaded', () => heard++)</script>${held}
       <script type="text/plain" data-consent="analytics">log.push('next')</script>`,
      { site, errors: 'expected' },
    )
    await page.settled()
    await page.choose('allow')
    await page.sees({
      log: ['document true DOMContentLoaded true', 'window load', 'after a throw', 'onload', 'next'],
      heard: 1, // the page's own listener is not called again
    })
    expect(await page.evaluate(() => Object.keys(window).includes('addEventListener'))).toBe(false)
  }
})

test('without the mark nothing is called: the page said nothing of it', async () => {
  const page = await openPage(
    `<script>log = []</script><script type="text/plain" data-consent="analytics">${WAITS}; ran = true</script>`,
  )
  await page.choose('allow')
  await page.sees({ ran: true, log: [] })
  await page.settled()
  await page.sees({ log: [] })
})
