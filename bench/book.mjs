// `npm run bench -- book`: what it costs a page to have its writes held while a question is open. Writes BOOK.md.

import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'
import { spread, startMachine, surroundings, surroundingsText, threadTime, usedHeap } from './machine.mjs'

const WRITES = 10_000
const NAMES = 500
const ROUNDS = 9
/** What is done, and how often in a row. */
const OPERATIONS = {
  'hold a cookie': ['hold', WRITES],
  'hold a storage key': ['holdItem', WRITES],
  'read document.cookie, natively': ['readNative', 2000],
  'read document.cookie, nothing held': ['readEmpty', 2000],
  'read document.cookie, 10 held': ['readTen', 2000],
  [`read document.cookie, ${NAMES} held`]: ['readFull', 2000],
  [`a write and a read in turn, ${NAMES} held`]: ['writeAndRead', 500],
  'getItem of a held key': ['readItem', WRITES],
  [`what a question is about, of ${2 * NAMES} names`]: ['list', 50],
}
/** What a question may cost: the project's own word. */
const MOST_MICROSECONDS = 10
const MOST_KILOBYTES = 200

/** Measures everything, prints it line by line, and writes it down. */
export async function benchBook() {
  const machine = await startMachine({ gateText: await bookText() })
  const facts = surroundings(machine.version)
  const tab = await machine.newTab()
  const rows = []
  const report = (what, unit, values, goal) => {
    const row = { what, unit, goal, ...spread(values) }
    rows.push(row)
    console.log(lineOf(row))
  }
  try {
    await tab.page.goto(
      machine.serve('/book', '<!doctype html><script type="module" src="/dongui/dongui.js"></script>'),
    )
    await tab.page.waitForFunction(() => window.createBook)
    await tab.page.evaluate(prepare)
    const costs = {}
    for (let round = 0; round <= ROUNDS; round++) {
      await tab.page.evaluate(begin, [WRITES, NAMES])
      for (const [what, [act, times]] of Object.entries(OPERATIONS)) {
        const before = await threadTime(tab.cdp)
        await tab.page.evaluate(operate, [act, times])
        // The first round is for the compiler.
        if (round) costs[what] = [...(costs[what] ?? []), (1000 * ((await threadTime(tab.cdp)) - before)) / times]
      }
    }
    for (const [what, values] of Object.entries(costs))
      report(what, 'µs', values, /^hold/.test(what) && MOST_MICROSECONDS)
    report(`heap for ${NAMES} names, ${WRITES.toLocaleString('en')} writes`, 'kB', await heapCosts(tab), MOST_KILOBYTES)
  } finally {
    await tab.close()
    await machine.stop()
  }
  writeReport(facts, rows)
}

/** The book alone, as it is minified in the gate, and a line that hands it to the page. */
async function bookText() {
  process.env.NODE_ENV = 'production'
  const entry = fileURLToPath(new URL('../src/gate/book.ts', import.meta.url))
  const [{ output }] = [
    await build({
      configFile: false, // There, names that the files share are made short, and those of the device below are not.
      logLevel: 'warn',
      build: { write: false, lib: { entry, formats: ['iife'], name: 'book', fileName: 'book' } },
    }),
  ].flat()
  return `${output[0].code};window.createBook=book.createBook`
}

/** Runs in the page: gives it the browser's own device, and something to write. */
function prepare() {
  const { get, set } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  const areaOf = (area) => (area === 'local' ? localStorage : sessionStorage)
  window.newBook = () =>
    window.createBook({
      readCookies: () => get.call(document),
      writeCookie: (text) => set.call(document, text),
      getItem: (area, name) => areaOf(area).getItem(name),
      setItem: (area, name, value) => areaOf(area).setItem(name, value),
      now: () => Date.now(),
      pathname: () => location.pathname,
    })
  // As vendors write: 45 characters of value, five attributes, among them a date that is never the same.
  window.cookieText = (name, index) =>
    `${name}=${'v'.repeat(40)}${10_000 + index}; path=/; max-age=31536000; expires=${new Date(1.9e12 + 1000 * index).toUTCString()}; domain=${location.hostname}; samesite=lax`
  window.hold = (book, writes, names) => {
    for (let i = 0; i < writes; i++) {
      const name = `name_${i % names}`
      book.holdCookie('stats', window.cookieText(name, i))
    }
    return book
  }
}

/** Runs in the page: three books, one of them full, and what is written. */
function begin([writes, names]) {
  const { newBook, cookieText } = window
  const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')
  const texts = Array.from({ length: writes }, (_, i) => cookieText(`name_${i % names}`, i))
  const [empty, ten, full] = [newBook(), newBook(), newBook()]
  for (let i = 0; i < 10; i++) ten.holdCookie('stats', `own_${i}=1; path=/`)
  window.acts = {
    hold: (i) => full.holdCookie('stats', texts[i]),
    holdItem: (i) => full.holdItem('stats', 'local', `key_${i % names}`, `value ${i}`),
    readNative: () => get.call(document),
    readEmpty: () => empty.cookies(get.call(document)),
    readTen: () => ten.cookies(get.call(document)),
    readFull: () => full.cookies(get.call(document)),
    writeAndRead(i) {
      full.holdCookie('stats', texts[i])
      full.cookies('')
    },
    readItem: (i) => full.item('local', `key_${i % names}`, null),
    list: () => full.list('stats'),
  }
}

/** Runs in the page: does something so many times. */
function operate([name, times]) {
  const act = window.acts[name]
  for (let i = 0; i < times; i++) act(i)
}

/** What a full book keeps after a collection, in kB. */
async function heapCosts({ cdp, page }) {
  const costs = []
  for (let round = 0; round < ROUNDS; round++) {
    const before = await usedHeap(cdp)
    await page.evaluate(fill, [WRITES, NAMES])
    costs.push(((await usedHeap(cdp)) - before) / 1000)
    await page.evaluate(() => void delete window.full)
  }
  return costs
}

/** Runs in the page. */
function fill([writes, names]) {
  window.full = window.hold(window.newBook(), writes, names)
}

function lineOf({ what, unit, goal, median, lower, upper }) {
  const show = (value) => (value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
  const verdict = goal ? `< ${goal}: ${median < goal ? 'kept' : 'MISSED'}` : ''
  return `| ${what} | ${unit} | ${show(median)} (${show(lower)}–${show(upper)}) | ${verdict} |`
}

function writeReport(facts, rows) {
  const lines = [
    '# What held writes cost',
    '',
    `Written by \`npm run bench -- book\`: the held-write book alone, ${WRITES.toLocaleString('en')} cookie writes of ${NAMES} names with five attributes`,
    'and 45 characters of value. Medians with quartiles; thread time (what the page’s own thread works).',
    '',
    surroundingsText(facts),
    '',
    '| what | unit | | goal |',
    '|---|---|---|---|',
    ...rows.map(lineOf),
    '',
  ]
  writeFileSync(new URL('BOOK.md', import.meta.url), lines.join('\n'))
}
