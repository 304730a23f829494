import { expect, test } from 'vitest'
import { siteFrom } from '../../src/core/config'
import { compileRules, matchesGlob } from '../../src/core/rules'
import { exampleConfig, exampleSite } from '../support/example'

const { ownerOf, names } = compileRules(exampleSite)

test('a name belongs to the service that declared it; an optional one in every store, for vendors fall back', () => {
  expect(ownerOf('cookie', 'visitor')).toBe('stats')
  expect(ownerOf('local', 'visitor')).toBe('stats')
  expect(ownerOf('indexeddb', 'stats-queue')).toBe('stats')
  expect(ownerOf('cookie', 'session')).toBe('mail')
  expect(ownerOf('local', 'session')).toBeUndefined()
})

test('a name that two services declare belongs to each in its own store', () => {
  const service = (id: string, key: 'cookies' | 'storage') => ({ id, name: id, [key]: [{ name: 'theme' }] })
  const { ownerOf } = compileRules(
    siteFrom({
      ...exampleConfig,
      categories: [
        { id: 'needed', required: true, services: [service('page', 'cookies')] },
        { id: 'ads', services: [service('tag', 'storage'), { id: 'all', name: 'All', cookies: [{ name: 't*' }] }] },
      ],
    }),
  )
  expect((['cookie', 'local', 'session'] as const).map((kind) => ownerOf(kind, 'theme'))).toEqual([
    'page',
    'tag',
    'tag',
  ])
})

test('an address belongs to the service that declared its host, a longer host or path before a shorter one', () => {
  const service = (id: string, ...hosts: string[]) => ({ id, name: id, hosts })
  const { hostOwner } = compileRules(
    siteFrom({
      ...exampleConfig,
      categories: [
        {
          id: 'ads',
          services: [
            service('big', 'big.example'),
            service('maps', 'www.big.example/Maps', 'MAPS.example', '지도.example'),
            service('tiles', 'tiles.big.example'),
          ],
        },
      ],
    }),
  )
  const owner = (address: string) => hostOwner(address, 'https://mail.example/inbox')
  expect(owner('https://big.example')).toBe('big')
  expect(owner('//www.big.example:8443/x')).toBe('big')
  expect(owner('https://www.big.example/maps/embed?x')).toBe('maps')
  expect(owner('https://www.big.example/Maps/embed?x')).toBe('maps')
  expect(owner('wss://a.maps.example/')).toBe('maps')
  expect(owner('https://a.maps.example./')).toBe('maps')
  expect(owner('https://지도.example/')).toBe('maps')
  expect(owner('https://xn--hq1bx03b.example/')).toBe('maps')
  expect(owner('https://a.tiles.big.example/1.png')).toBe('tiles')
  for (const other of [
    '/big.example',
    'https://notbig.example/',
    'data:,big.example/',
    'https://big.example.org/',
    ':',
    '',
  ])
    expect(owner(other)).toBeUndefined()
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

test('it knows who declared anything of a kind at all', () => {
  const { declarersOf } = compileRules(exampleSite)
  expect((['cookie', 'local', 'session', 'indexeddb'] as const).map(declarersOf)).toEqual([
    'mail stats visits assistant',
    'stats',
    'stats',
    '',
  ])
})

test('exact names are listed', () => {
  expect(names).toEqual(['session', 'visitor', 'stats-queue', 'stats-tab', 'visits', 'folder'])
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

test('a glob decides by what stands behind its star, too, and by nothing at all before it', () => {
  const services = [
    { id: 'one', cookies: [{ name: 'x*-one' }, { name: '*.end' }] },
    { id: 'two', cookies: [{ name: 'x*-two' }] },
  ].map((each) => ({ ...each, name: each.id, storage: [], hosts: [] }))
  const { ownerOf } = compileRules({ categories: [{ id: 'analytics', required: false, services }] })
  expect(['x1-one', 'x1-two', 'x1', 'x-three', 'a.end', '.end', 'end'].map((name) => ownerOf('cookie', name))).toEqual([
    'one',
    'two',
    undefined,
    undefined,
    'one',
    'one',
    undefined,
  ])
})

test('an address is of its host however it is fetched', () => {
  const service = { id: 'stats', name: 'Stats', cookies: [], storage: [], hosts: ['stats.example'] }
  const { hostOwner } = compileRules({ categories: [{ id: 'analytics', required: false, services: [service] }] })
  for (const scheme of ['https:', 'http:', 'wss:', 'ws:', ''])
    expect(hostOwner(`${scheme}//stats.example/`, 'https://a.example/')).toBe('stats')
  for (const other of ['data:,//stats.example/', 'blob:https://stats.example/1', 'mailto:me@stats.example'])
    expect(hostOwner(other, 'https://a.example/')).toBeUndefined()
})
