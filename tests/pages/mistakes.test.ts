// The owner's mistakes: told all at once, and nothing is let go meanwhile.

import { expect, test } from 'vitest'
import { openPage } from '../support/story'

const catchErrors = '<script>said = []; console.error = (...words) => said.push(words.join(" "))</script>'
const script = '<script type="text/plain" data-consent="analytics">ran = true</script>'

test('a wrong configuration is one message with every mistake; marked things are held and the notice is there', async () => {
  const page = await openPage(script, {
    tag: false,
    head: `${catchErrors}<script type="application/json" data-dongui="config">${JSON.stringify({
      service: { name: 'Example Mail' },
      policy: { url: '/privacy' },
      categories: [{ id: 'Ads & more' }],
    })}</script><script src="/dongui/dongui.js"></script>`,
  })
  await page.seesView('notice')
  await page.shows(1, () => (window as unknown as { said: string[] }).said.length)
  const [said] = await page.evaluate(() => (window as unknown as { said: string[] }).said)
  expect(said).toContain('2 mistakes in the consent configuration')
  expect(said).toContain('policy.version')
  expect(said).toContain('got "Ads & more"')
  await page.sees({ ran: undefined })
})

test('a block that is not JSON, and no configuration at all, are said too', async () => {
  for (const block of ['<script type="application/json" data-dongui="config">{ "service": </script>', '']) {
    const page = await openPage(script, {
      tag: false,
      head: `${catchErrors}${block}<script src="/dongui/dongui.js"></script>`,
    })
    await page.seesView('notice')
    await page.shows(1, () => (window as unknown as { said: string[] }).said.length)
    await page.sees({ ran: undefined })
  }
})

test('a mistake in what is only drawn is told where the owner asks for a check, and the page starts over without it', async () => {
  const page = await openPage(script, {
    tag: false,
    head: `${catchErrors}<script type="application/json" data-dongui="config">${JSON.stringify({
      service: { name: 'Example Mail' },
      policy: { url: 'javascript:alert(1)', version: '1' },
      colour: 'pink',
    })}</script><script src="/dongui/dongui.js" data-check></script>`,
  })
  await page.shows(1, () => (window as unknown as { said: string[] }).said.length)
  await page.seesView('notice')
  await page.sees({ ran: undefined })
})
