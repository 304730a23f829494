// Names that no service declares: let through and told of, or kept out until everything is allowed.

import { expect, test } from 'vitest'
import { openPage, type StoryPage } from '../support/story'
import { storyConfig } from '../support/story-config'

const write = (page: StoryPage) =>
  page.evaluate(() => {
    document.cookie = 'surprise=1; path=/'
    document.cookie = 'session=1; path=/'
    localStorage.setItem('surprise-key', '1')
    return [document.cookie.replace(/dongui=[^;]*/, '').match(/\w+(?==)/g) ?? [], Object.keys(localStorage)]
  })

test('are stored unless the owner says otherwise, and told of once, by name', async () => {
  const page = await openPage('', { config: storyConfig })
  expect(await write(page)).toEqual([['surprise', 'session'], ['surprise-key']])
  await write(page)
  expect(await page.evaluate(() => window.dongui?.report().unknown)).toEqual([
    { id: '', name: 'surprise', kind: 'cookie' },
    { id: '', name: 'surprise-key', kind: 'local' },
  ])
})

test.each(['refuse', 'ask'] as const)('with %s they are kept out until everything is allowed', async (unknown) => {
  const page = await openPage('', { config: { ...storyConfig, unknown } })
  const kept = [['session'], []]
  expect(await write(page)).toEqual(kept)
  expect(await page.evaluate(() => window.dongui?.report().held.map(({ id, name }) => [id, name]))).toEqual([
    ['', 'surprise'],
    ['', 'surprise-key'],
  ])
  await page.choose({ analytics: 'allow' })
  expect(await write(page)).toEqual(kept)
  await page.choose('allow')
  expect(await write(page)).toEqual([['session', 'surprise'], ['surprise-key']])
  await page.withdraw()
  expect(await page.cookies()).toEqual(
    ['session', 'dongui'].sort((a, b) => (a === 'session' ? -1 : b === 'session' ? 1 : 0)),
  )
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
})

test('a name that only begins as our record’s is a name like any other', async () => {
  const page = await openPage('', { config: { ...storyConfig, unknown: 'refuse' } })
  await page.evaluate(() => {
    document.cookie = 'dongui-surprise=1; path=/'
    document.cookie = 'dongui2=1; path=/'
  })
  expect(await page.cookies()).toEqual([])
})
