import { expect, test } from 'vitest'
import { foldName, writerOf } from '../../src/core/names'

test.each([
  ['dmn_chk_01a214c5-ae2d-7f5f-a553-d6f2f03f06a0', 'dmn_chk_*'],
  ['__ph_cookie_support_01A214C5-AE2D-7F5F-A553-D6F2F03F06A0', '__ph_cookie_support_*'],
  ['_sp_root_domain_test_1795644845515', '_sp_root_domain_test_*'],
  ['__mplss_k3j9x2ab', '__mplss_*'],
  ['rudder_2dummywritekey00.08cac811-5343-40ea-bf82-3d12f9f4e9c6.queue', 'rudder_*.queue'],
  ['_hjSessionUser_1234567', '_hjSessionUser_*'],
])('%s and its like are one name', (name, folded) => {
  expect(foldName(name)).toBe(folded)
})

test.each([
  '_ga',
  '_fbp',
  '_pk_id.1.1fff',
  'ajs_anonymous_id',
  'PHPSESSID',
  'wp-settings-1',
  '_gat_UA-1234-1',
  '통계',
  '',
])('%s stays as it is', (name) => {
  expect(foldName(name)).toBe(name)
})

test.each(['1795644845515', '01a214c5-ae2d-7f5f-a553-d6f2f03f06a0', '_12345'])(
  'of %s nothing would be left, so it stays',
  (name) => {
    expect(foldName(name)).toBe(name)
  },
)

const PAGE = 'http://www.shop.example:8933/p?id=7'
const OWN = ['http://www.shop.example:8933/gate.js', PAGE]

test.each([
  [
    'Chromium, called',
    'Error\n    at Object.apply (http://www.shop.example:8933/gate.js:2:171)\n    at Tracker.save (http://vendor.example:8933/v.js?id=G-1:2:1:57)\n    at http://other.example/v.js:1:3',
  ],
  [
    'Chromium, eval',
    'Error\n    at Object.apply (http://www.shop.example:8933/gate.js:2:171)\n    at eval (eval at <anonymous> (http://vendor.example:8933/v.js:3:1), <anonymous>:1:16)',
  ],
  [
    'Chromium, from a script of a blob: that the vendor made',
    'Error\n    at blob:http://www.shop.example:8933/232876d6:1:16\n    at https://vendor.example/v.js:1:3',
  ],
  [
    'Firefox, called',
    'apply@http://www.shop.example:8933/gate.js:2:171\nTracker/this.save@http://vendor.example:8933/v.js?id=G-1:2:1:42\n@http://other.example/v.js:2:3\n',
  ],
  [
    'Firefox, a script that the vendor wrote into the page',
    'apply@http://www.shop.example:8933/gate.js:2:171\n@http://www.shop.example:8933/p?id=7 line 8 > injectedScript:1:1\n@http://vendor.example:8933/v.js:2:8:110\n',
  ],
  [
    'WebKit, called',
    'apply@http://www.shop.example:8933/gate.js:2:180\n@[native code]\n@http://vendor.example:8933/v.js:1:50\nglobal code@http://other.example/v.js:2:7',
  ],
  [
    'WebKit, which leaves queries out',
    'apply@http://www.shop.example:8933/gate.js:2:180\n@[native code]\nglobal code@http://www.shop.example:8933/p:1:9\n@http://vendor.example:8933/v.js:1:50',
  ],
])('the writer is the vendor: %s', (_, stack) => {
  expect(writerOf(stack, OWN)).toBe('vendor.example')
})

test('an address of another port or path on our own host is somebody else', () => {
  expect(writerOf('at http://www.shop.example:8933/app.js:1:1', OWN)).toBe('www.shop.example')
  expect(writerOf('at http://[::1]:8080/app.js:1:1', OWN)).toBe('[::1]')
})

test.each([
  [
    'only ourselves',
    'Error\n    at Object.apply (http://www.shop.example:8933/gate.js:2:171)\n    at <anonymous>:1:16',
  ],
  ['the page itself', 'Error\n    at HTMLImageElement.onerror (http://www.shop.example:8933/p?id=7:1:224)'],
  ['a stack of no lines', 'Error'],
  ['no stack', undefined],
  ['what a page made of it', { stack: 'http://vendor.example/v.js' }],
])('%s names nobody', (_, stack) => {
  expect(writerOf(stack, OWN)).toBeUndefined()
})
