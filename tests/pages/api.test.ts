// What developers read and call.

import { expect, test } from 'vitest'
import { createSite, openPage } from '../support/story'
import { storyConfig } from '../support/story-config'

test('the answer is there from the first line after the tag', async () => {
  const page = await openPage('', {
    config: storyConfig,
    head: '<script>first = [dongui.allows("stats"), dongui.allows("mail"), dongui.record]</script>',
  })
  await page.sees({ first: [false, true, null] })
})

test('calls queued before the tag are answered, and calls pushed later at once', async () => {
  const page = await openPage('<script>(window.donguiQueue ??= []).push(c => later = c === dongui)</script>', {
    tag: false,
    head: `<script>(window.donguiQueue ??= []).push(() => { throw new Error('mine') }, c => early = c.allows('necessary'))</script>
      <script src="/dongui/dongui.js" data-service="x" data-policy="/p" data-policy-version="1"></script>`,
    errors: 'expected',
  })
  await page.sees({ early: true, later: true })
})

test('the order of things when something is allowed, and when it is withdrawn', async () => {
  const page = await openPage(
    `<script>
      log = []
      for (const name of ['ready', 'change', 'held', 'released', 'erased', 'open', 'close'])
        document.addEventListener('dongui:' + name, ({ detail }) => log.push('document ' + name))
      dongui.on('ready', ({ record }) => log.push('ready ' + record))
      dongui.on('change', ({ record, changed }) => log.push('change ' + record.categories.analytics + ' ' + changed))
      dongui.on('released', ({ id, name, kind }) => log.push(['released', id, name, kind].join(' ')))
      dongui.on('erased', ({ id, name, kind }) => log.push(['erased', id, name, kind].join(' ')))
      dongui.when('stats').then(() => log.push('when stats'))
    </script>
    <script type="text/plain" data-consent="stats">document.cookie = 'visitor=1'; log.push('ran')</script>`,
    { config: storyConfig },
  )
  await page.seesView('notice')
  await page.evaluate(() => void Object.assign(window, { log: [] }))
  await page.choose({ analytics: 'allow' })
  await page.shows(['change allow analytics,stats,visits', 'when stats', 'released stats inline script', 'ran'], () =>
    (window as unknown as { log: string[] }).log.filter((each) => !each.startsWith('document')),
  )
  await page.evaluate(() => void Object.assign(window, { log: [] }))
  await page.withdraw()
  await page.shows(
    [
      'document erased',
      'erased stats visitor cookie',
      'document change',
      'change refuse analytics,stats,visits',
      'document open', // the offer to load the page anew, for the script has run
    ],
    () => (window as unknown as { log: string[] }).log,
  )
})

test('a listener that throws keeps nobody else from hearing', async () => {
  const page = await openPage(
    '<script>dongui.on("change", () => { throw new Error("mine") }); dongui.on("change", () => heard = true); stop = dongui.on("change", () => stopped = true); stop()</script>',
    { errors: 'expected' },
  )
  await page.choose('refuse')
  await page.sees({ heard: true, stopped: undefined })
})

test('links and buttons of the page open views and decide', async () => {
  const page = await openPage(`
    <a id="settings" href="/elsewhere" data-dongui="preferences">settings</a>
    <button id="refuse" data-dongui="refuse"><b>no</b></button>
    <button id="allow" data-dongui="allow">yes</button>`)
  await page.click('#refuse b')
  await page.sees({ 'dongui.record.categories.analytics': 'refuse' })
  await page.click('#allow')
  await page.sees({ 'dongui.record.categories.analytics': 'allow' })
  await page.seesNoView()
  await page.click('#settings')
  await page.seesView('settings')
})

test('a word that is no decision, or an id nobody declared, is told of and decides nothing', async () => {
  const page = await openPage('', { config: { ...storyConfig, mode: 'opt-out' } })
  const tried = await page.evaluate(() =>
    Promise.all(
      ['reject', { anlytics: 'allow' }, { analytics: true }].map((choice) =>
        window.dongui?.choose(choice as 'refuse').then(
          () => 'nothing',
          (error) => error.name,
        ),
      ),
    ),
  )
  expect(tried).toEqual(['TypeError', 'TypeError', 'TypeError'])
  await page.sees({ 'dongui.record': null })
})

test('where there is nothing to decide there is no notice', async () => {
  const page = await openPage('', { config: { ...storyConfig, categories: [{ id: 'necessary', required: true }] } })
  await page.seesNoView()
  await page.open('settings')
})

test('a link inside a shadow root opens the settings too', async () => {
  const page = await openPage('<div id="host"></div>', { config: storyConfig })
  await page.evaluate(() => {
    const link = Object.assign(document.createElement('a'), { href: '#x', textContent: 'settings' })
    link.dataset.dongui = 'preferences'
    document.querySelector('#host')?.attachShadow({ mode: 'open' }).append(link)
    link.click()
  })
  await page.seesView('settings')
})

test('two tags make one gate', async () => {
  const page = await openPage(
    '<script>first = dongui</script><script src="/dongui/dongui.js" data-service="y" data-policy="/p" data-policy-version="2"></script><script>same = first === dongui</script>',
  )
  await page.sees({ same: true })
  await page.seesView('notice')
  await page.shows(1, () => document.querySelectorAll('dongui-ui').length)
})

test('destroy leaves the page as it was', async () => {
  const page = await openPage('', { config: storyConfig })
  await page.seesView('notice')
  const natives = await page.evaluate(() => {
    window.dongui?.destroy()
    window.dongui?.choose('refuse') // nobody is there to hear it
    document.cookie = 'visitor=1'
    localStorage.setItem('stats-queue', '1')
    return [
      /\[native code\]/.test(`${Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')?.set}`),
      document.cookie,
      localStorage.length,
      'stats-queue' in Storage.prototype,
      window.dongui?.allows('mail'),
    ]
  })
  expect(natives).toEqual([true, 'visitor=1', 1, false, false])
  await page.shows(0, () => document.querySelectorAll('dongui-ui').length)
})

test('the tag works deferred, and inline with the address of its parts', async () => {
  const deferred = await openPage('<script type="text/plain" data-consent="analytics">ran = true</script>', {
    tag: 'defer',
  })
  await deferred.seesView('notice')
  await deferred.press('allow', { view: 'notice' })
  await deferred.sees({ ran: true })

  const { readFileSync } = await import('node:fs')
  const gate = readFileSync(new URL('../../dist/tag/dongui.js', import.meta.url), 'utf8')
  expect(gate).not.toMatch(/<\/script|<!--/i)
  const inline = await openPage('', {
    tag: false,
    head: `<script data-base="/dongui/" data-service="x" data-policy="/p" data-policy-version="1">${gate}</script>`,
    site: await createSite(),
  })
  await inline.seesView('notice')
})

test('when the views cannot be had, everything optional stays refused and the page stays usable', async () => {
  const page = await openPage('<script type="text/plain" data-consent="analytics">ran = true</script><p>the page</p>', {
    tag: 'data-base="/nowhere/"',
    config: { ...storyConfig },
  })
  await page.sees({ ran: undefined })
  await page.seesNoView()
  expect(await page.evaluate(() => window.dongui?.open('settings'))).toBe(false)
  // What writes records cannot be had either: to allow is told to have failed, and to refuse still takes effect.
  const tell = (choice: 'allow' | 'refuse') => page.evaluate((what) => window.dongui?.choose(what), choice)
  expect(await tell('allow')).toBe(false)
  await page.sees({ ran: undefined })
  expect(await tell('refuse')).toBe(false)
  await page.sees({ ran: undefined, 'dongui.record': null })
})

test('a part that is not the file that was built is not run', async () => {
  const { readdirSync } = await import('node:fs')
  const folder = readdirSync(new URL('../../dist/tag', import.meta.url)).find((name) => /^[0-9a-f]{8}$/.test(name))
  const site = await createSite()
  site.file(`/dongui/${folder}/ui-ko.js`, 'window.tampered = true; export const answerWith = () => ({ open() {} })', {
    headers: { 'access-control-allow-origin': '*' },
  })
  const page = await openPage('', { site })
  await page.sees({ tampered: undefined })
  await page.seesNoView()
})
