// What the harness can do in Chromium alone.

import { expect, test } from 'vitest'
import { axeViolations } from '../support/axe'
import { openPage } from '../support/story'

const plain = { tag: false } as const

test('axe finds what is wrong in the page and in an open shadow root, and says where', async () => {
  const page = await openPage(
    `<main><h1>제목</h1><dongui-ui></dongui-ui></main><script>
       document.querySelector('dongui-ui').attachShadow({ mode: 'open' }).innerHTML =
         '<p style="color: #999; background: #fff">흐린 글</p><button></button><a href="/" style="display: inline-block">a</a>'
     </script>`,
    plain,
  )
  const violations = await axeViolations(page)
  expect(violations.map((each) => each.split('\n').slice(0, 2).join(''))).toEqual([
    expect.stringMatching(/^button-name: .*dongui-ui >>> button/),
    expect.stringMatching(/^color-contrast: .*dongui-ui >>> p/),
    expect.stringMatching(/^target-size: .*dongui-ui >>> button/),
    expect.stringMatching(/^target-size: .*dongui-ui >>> a/),
  ])
})

test('axe finds nothing wrong where nothing is, also under a strict policy', async () => {
  const page = await openPage('<main><h1>제목</h1><p>글</p></main>', {
    ...plain,
    headers: { 'Content-Security-Policy': "default-src 'none'; require-trusted-types-for 'script'" },
  })
  expect(await axeViolations(page)).toEqual([])
})

test('a story can have a browser of its own making', async () => {
  const page = await openPage('', { ...plain, context: { locale: 'en-GB', colorScheme: 'dark', hasTouch: true } })
  await page.playwright.setViewportSize({ width: 360, height: 640 })
  const state = () => [
    navigator.language,
    matchMedia('(prefers-color-scheme: dark)').matches,
    navigator.maxTouchPoints,
    innerWidth,
  ]
  expect(await page.evaluate(state)).toEqual(['en-GB', true, 1, 360])
  expect((await page.playwright.screenshot()).length).toBeGreaterThan(100)
})
