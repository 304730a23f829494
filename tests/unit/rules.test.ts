import { expect, test } from 'vitest'
import { siteFrom } from '../../src/core/config'
import { compileRules, matchesGlob } from '../../src/core/rules'
import { exampleConfig, exampleSite } from '../support/example'

const { ownerOf, namesOf } = compileRules(exampleSite)

test('a name belongs to the service that declared it, in the kind of storage it was declared for', () => {
  expect(ownerOf('cookie', 'visitor')).toBe('stats')
  expect(ownerOf('local', 'visitor')).toBeUndefined()
  expect(ownerOf('local', 'stats-queue')).toBe('stats')
  expect(ownerOf('session', 'stats-tab')).toBe('stats')
  expect(ownerOf('local', 'stats-tab')).toBeUndefined()
  expect(ownerOf('cookie', 'session')).toBe('mail')
})

test('a glob stands for every name that fits, a name nobody declared for none', () => {
  expect(ownerOf('cookie', '_st_')).toBe('stats')
  expect(ownerOf('cookie', '_st_GX1')).toBe('stats')
  expect(ownerOf('cookie', '_st')).toBeUndefined()
  expect(ownerOf('cookie', 'constructor')).toBeUndefined()
})

test('an exact name wins over a glob, and a longer prefix over a shorter one', () => {
  const service = (id: string, name: string) => ({ id, name: id, cookies: [{ name }] })
  const { ownerOf } = compileRules(
    siteFrom({
      ...exampleConfig,
      categories: [
        { id: 'ads', services: [service('short', '_a*'), service('long', '_ad*'), service('exact', '_ad_x')] },
      ],
    }),
  )
  expect(['_ab', '_adz', '_ad_x'].map((name) => ownerOf('cookie', name))).toEqual(['short', 'long', 'exact'])
})

test('it knows which kinds of storage are declared at all', () => {
  expect((['cookie', 'local', 'session', 'indexeddb'] as const).map(compileRules(exampleSite).declares)).toEqual([
    true,
    true,
    true,
    false,
  ])
})

test('exact names are listed by kind', () => {
  expect(namesOf('local')).toEqual(['stats-queue'])
  expect(namesOf('session')).toEqual(['stats-tab'])
})

test.each([
  ['_ga', '_ga', true],
  ['_ga', '_g', false],
  ['_ga_1', '_ga*', true],
  ['ph_abc_posthog', 'ph_*_posthog', true],
  ['ph_posthog', 'ph_*_posthog', false],
  ['ph__posthog', 'ph_*_posthog', true],
  ['amp_x', '*amp_*', true],
  ['x.amp_', '*amp_*', true],
  ['ab', 'a*b*b', false],
  ['abb', 'a*b*b', true],
  ['aXbXc', 'a*b*c', true],
  ['aXc', 'a*b*c', false],
  ['', '*a', false],
])('%j %j → %j', (name, glob, fits) => {
  expect(matchesGlob(name, glob)).toBe(fits)
})
