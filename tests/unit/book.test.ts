import { expect, test } from 'vitest'
import { type Book, createBook } from '../../src/gate/book'
import { type Areas, deviceOf, Jar } from '../support/jar'

/** A page of a shop, with an empty device and a clock that only the test moves. */
function openShop(jarOfAnotherTab?: Jar) {
  const clock = { nowMs: Date.UTC(2026, 10, 25) }
  const place = { pathname: '/mail/read' }
  const areas: Areas = { local: new Map(), session: new Map() }
  const jar = jarOfAnotherTab ?? new Jar(clock, false)
  const book = createBook(deviceOf(jar, areas, clock, place))
  const stored = () => jar.cookies().map(({ text }) => text)
  return { clock, place, areas, jar, book, stored, read: () => book.cookies(jar.read(place.pathname)) }
}

const everything = () => true
const names = (book: Book, service = 'stats') => book.list(service).names.map(({ name }) => name)

test('what is held is read back, and the device has nothing of it', () => {
  const { book, read, stored, areas } = openShop()
  book.holdCookie('stats', '_ga=1; path=/; max-age=1000')
  book.holdItem('stats', 'local', 'queue', '[]')
  expect(read()).toBe('_ga=1')
  expect(book.item('local', 'queue', null)).toBe('[]')
  expect(book.item('session', 'queue', null)).toBeNull()
  expect(stored()).toEqual([])
  expect(areas.local.size).toBe(0)
})

test('on Allow the last value is written as it was given, in the order in which the names were first held', () => {
  const { book, stored, areas } = openShop()
  book.holdCookie('stats', 'b=1; path=/')
  book.holdCookie('stats', ' a = 1 ; Path=/ ; Max-Age=1000')
  book.holdCookie('stats', 'b=2; path=/;  SameSite=Lax')
  book.holdItem('stats', 'session', 'c', '3')
  book.allow(everything, true)
  expect(stored()).toEqual(['b=2; path=/;  SameSite=Lax', ' a = 1 ; Path=/ ; Max-Age=1000'])
  expect([...areas.session]).toEqual([['c', '3']])
})

test('the browser’s own cookies stand first, and without what is held by the same name', () => {
  const { book, jar } = openShop()
  book.holdCookie('stats', 'a=2; path=/')
  expect(book.cookies('own=1; a=1; last=3')).toBe('own=1; last=3; a=2')
  expect(book.cookies('')).toBe('a=2')
  expect(jar.cookies()).toEqual([])
})

test('a cookie is seen where its path fits', () => {
  const { book, place, read } = openShop()
  book.holdCookie('stats', 'here=1')
  book.holdCookie('stats', 'box=1; path=/mailbox')
  expect(read()).toBe('here=1')
  place.pathname = '/mailbox'
  expect(read()).toBe('box=1')
})

test('a write that deletes, or whose time has passed, takes it away; a cookie of another path or domain stays', () => {
  const { book, clock, read } = openShop()
  book.holdCookie('stats', 'a=1; path=/')
  book.holdCookie('stats', 'a=2; path=/mail')
  book.holdCookie('stats', 'a=; path=/; expires=Thu, 01 Jan 1970 00:00:00 GMT')
  expect(read()).toBe('a=2')
  book.holdCookie('stats', 'a=3; path=/mail; max-age=20')
  clock.nowMs += 20_000
  expect(read()).toBe('')
})

test('a name whose time had passed is held anew, behind the others', () => {
  const { book, clock, stored } = openShop()
  book.holdCookie('stats', 'a=1; path=/; max-age=20')
  book.holdCookie('stats', 'b=1; path=/')
  clock.nowMs += 20_000
  book.holdCookie('stats', 'a=2; path=/')
  book.allow(everything, true)
  expect(stored()).toEqual(['b=1; path=/', 'a=2; path=/'])
})

test('what is no date is no end, as in browsers', () => {
  const { book } = openShop()
  for (const [index, date] of ['0', '-1', 'never', '1990-01-01'].entries())
    book.holdCookie('stats', `${index}=1; path=/; expires=${date}`)
  expect(book.list('stats').names.map(({ seconds }) => seconds)).toEqual([null, null, null, null])
})

test('what the browser would refuse is not held: trackers look for the widest domain that takes a cookie', () => {
  const { book, read, stored } = openShop()
  for (const attributes of ['domain=example', 'secure', 'samesite=none', 'httponly', 'domain=other.example'])
    book.holdCookie('stats', `a=${attributes}; path=/; ${attributes}`)
  book.holdCookie('stats', `big=${'x'.repeat(4094)}`)
  book.holdCookie('stats', '; path=/')
  expect(read()).toBe('')
  book.holdCookie('stats', 'a=1; path=/; domain=.shop.example')
  expect(read()).toBe('a=1')
  expect(stored()).toEqual([])
})

test('the browser is asked once for each set of attributes, and nothing is left of it', () => {
  const { clock, place, areas } = openShop()
  const jar = new Jar(clock, false)
  const device = deviceOf(jar, areas, clock, place)
  const written: string[] = []
  const book = createBook({
    ...device,
    writeCookie(text) {
      written.push(text)
      device.writeCookie(text)
    },
  })
  for (let i = 0; i < 100; i++) book.holdCookie('stats', `a${i}=1; path=/; max-age=${i}; domain=shop.example`)
  expect(written).toEqual(['dongui-t=;path=/; domain=shop.example', 'dongui-t=;path=/; domain=shop.example;max-age=0'])
  expect(jar.cookies()).toEqual([])
})

test('in a browser that takes no cookies none is held', () => {
  const { book } = openShop()
  const blocked = createBook({
    readCookies: () => '',
    writeCookie: () => undefined,
    getItem: () => null,
    setItem: () => undefined,
    now: () => 0,
    pathname: () => '/',
  })
  for (const each of [book, blocked]) each.holdCookie('stats', 'a=1')
  expect([book.cookies(''), blocked.cookies('')]).toEqual(['a=1', ''])
})

test('a question names each once, with kind and the longest life asked for', () => {
  const { book, clock } = openShop()
  const nowMs = clock.nowMs
  book.holdCookie('stats', '_ga=1; path=/; max-age=1000')
  clock.nowMs += 500
  book.holdCookie('stats', '_ga=1; path=/mail; expires=Thu, 25 Nov 2027 00:00:00 GMT')
  book.holdCookie('stats', '_ga=1; domain=shop.example')
  book.holdItem('stats', 'local', '_ga', '1')
  book.holdCookie('maps', 'map=1')
  expect(book.list('stats')).toEqual({
    heldSinceMs: nowMs,
    names: [
      { kind: 'cookie', name: '_ga', seconds: 365 * 86_400 - 0.5 },
      { kind: 'local', name: '_ga', seconds: null },
    ],
  })
})

test('probes are in no question: what was taken back, and what has ten seconds to live', () => {
  const { book, clock, stored } = openShop()
  book.holdCookie('stats', 'dmn_chk_1=1; path=/; max-age=10')
  book.holdItem('stats', 'local', 'test', '1')
  book.deleteItem('local', 'test')
  book.holdItem('stats', 'session', 'test', '1')
  book.clear('session')
  expect(book.list('stats')).toEqual({ heldSinceMs: undefined, names: [] })
  clock.nowMs += 5000
  book.holdCookie('stats', '_ga=1')
  expect(book.list('stats').heldSinceMs).toBe(clock.nowMs)
  book.allow(everything, true)
  expect(stored()).toEqual(['_ga=1'])
})

test('an answer is about its services alone', () => {
  const { book, read, stored } = openShop()
  book.holdCookie('stats', 'a=1; path=/')
  book.holdCookie('maps', 'b=1; path=/')
  book.holdCookie('chat', 'c=1; path=/')
  book.allow((service) => service === 'maps', true)
  book.drop((service) => service === 'chat')
  expect(stored()).toEqual(['b=1; path=/'])
  expect(read()).toBe('b=1; a=1')
  expect([names(book), names(book, 'maps'), names(book, 'chat')]).toEqual([['a'], [], []])
})

test('a tab that only hears of Allow leaves what is there already', () => {
  const here = openShop()
  const there = openShop(here.jar)
  here.book.holdCookie('stats', 'id=here; path=/')
  there.book.holdCookie('stats', 'id=there; path=/')
  there.book.holdCookie('stats', 'tab=there; path=/')
  there.areas.local.set('key', 'here')
  there.book.holdItem('stats', 'local', 'key', 'there')
  here.book.allow(everything, true)
  expect(there.read()).toBe('id=there; tab=there')
  there.book.allow(everything, false)
  expect(there.read()).toBe('id=here; tab=there')
  expect(there.areas.local.get('key')).toBe('here')
})

test('what the device does not take keeps nothing else from being written', () => {
  const { areas, clock, place, jar } = openShop()
  const device = deviceOf(jar, areas, clock, place)
  const book = createBook({
    ...device,
    setItem() {
      throw new DOMException('full', 'QuotaExceededError')
    },
  })
  book.holdItem('stats', 'local', 'a', '1')
  book.holdCookie('stats', 'b=1')
  book.allow(everything, true)
  expect(jar.cookies().map(({ name }) => name)).toEqual(['b'])
})

test('a megabyte is held; what comes on top is ignored, and there is room again for what is taken away', () => {
  const { book } = openShop()
  const value = 'x'.repeat(300_000)
  for (const name of ['a', 'b', 'c', 'd']) book.holdItem('stats', 'local', name, value)
  expect(names(book)).toEqual(['a', 'b', 'c'])
  book.holdItem('stats', 'local', 'a', value)
  book.deleteItem('local', 'b')
  book.holdItem('stats', 'local', 'd', value)
  expect(names(book)).toEqual(['a', 'c', 'd'])
})

test('a cookie without a path is of the address that the page has when it is written', () => {
  const { book, place, read } = openShop()
  book.holdCookie('stats', 'a=1; max-age=1000')
  place.pathname = '/shop/cart'
  book.holdCookie('stats', 'b=1; max-age=1000')
  expect(read()).toBe('b=1')
  place.pathname = '/mail/read'
  expect(read()).toBe('a=1')
})

test('attributes that were read once are those of every cookie that has them, and of no other', () => {
  const { book, read, clock, stored } = openShop()
  book.holdCookie('stats', 'a=1; path=/; max-age=60')
  book.holdCookie('stats', 'b=1; path=/; max-age=60')
  book.holdCookie('stats', 'c=1; path=/; max-age=600')
  book.holdCookie('stats', 'd=1; path=/; samesite=lax; expires=Wed, 25 Nov 2026 00:05:00 GMT')
  clock.nowMs += 60_000
  expect(read()).toBe('c=1; d=1')
  clock.nowMs += 240_000
  expect(read()).toBe('c=1')
  // The same date is over by now.
  book.holdCookie('stats', 'e=1; path=/; samesite=lax; expires=Wed, 25 Nov 2026 00:05:00 GMT')
  expect(read()).toBe('c=1')
  book.allow(everything, true)
  expect(stored()).toEqual(['c=1; path=/; max-age=600'])
})

test('what empties one storage leaves the other, and the cookies', () => {
  const { book, read } = openShop()
  book.holdItem('stats', 'local', 'key', '1')
  book.holdItem('stats', 'session', 'key', '2')
  book.holdCookie('stats', 'key=3; path=/')
  book.clear('local')
  expect([book.item('local', 'key', null), book.item('session', 'key', null), read()]).toEqual([null, '2', 'key=3'])
})

test('one string is kept for a name that the caller keeps', () => {
  const { book } = openShop()
  book.holdCookie('stats', ' first = 1; path=/', 'first')
  book.holdCookie('stats', 'other=1; path=/', 'another')
  expect(names(book)).toEqual(['first', 'other'])
})

test('a cookie of four thousand and ninety-six characters is held, and a longer one is not', () => {
  const { book, read } = openShop()
  book.holdCookie('stats', `a=${'1'.repeat(4095)}; path=/`)
  book.holdCookie('stats', `b=${'1'.repeat(4096)}; path=/`)
  expect(read()).toBe(`a=${'1'.repeat(4095)}`)
})

test('a million characters are held at most, of what is there now', () => {
  const { book } = openShop()
  for (let times = 0; times < 3; times++) book.holdItem('stats', 'local', 'big', 'x'.repeat(999_990))
  book.holdItem('stats', 'local', 'fits', '0123456789')
  book.holdItem('stats', 'local', 'late', '1')
  expect(names(book)).toEqual(['big', 'fits'])
  book.deleteItem('local', 'fits')
  book.holdItem('stats', 'local', 'late', '0123456789')
  expect(names(book)).toEqual(['big', 'late'])
})

test('a name that is written again and again counts once', () => {
  const { book } = openShop()
  for (let times = 0; times < 30; times++) book.holdItem('stats', 'local', 'key', `${times}`.padStart(100_000))
  expect(book.item('local', 'key', null)?.trim()).toBe('29')
})
