// `npm run bench -- gate`: what the gate costs a page, against the same page without it. Writes GATE.md and gate.json. Native
// and ours take turns in every round, so what else the machine does falls on both.

import { writeFileSync } from 'node:fs'
import { pause, spread, startMachine, surroundings, surroundingsText, threadTime, turn } from './machine.mjs'
import { configWith, coveredNames, pageText, RECORDER, RELEASE_BY_HAND, RULE_COUNTS, scripts } from './pages.mjs'

const OPERATION_ROUNDS = 9
const START_ROUNDS = 9
/** How often in a row, after which choice, and what it is. */
const OPERATIONS = {
  cookieAllowed: [1000, 'allow', 'cookie write, allowed'],
  cookieRefused: [1000, 'refuse', 'cookie write, refused'],
  nobodysCookie: [1000, 'allow', 'cookie write, name nobody declared'],
  readCookie: [1000, 'allow', 'cookie read'],
  itemAllowed: [1000, 'allow', 'setItem, allowed'],
  itemRefused: [1000, 'refuse', 'setItem, refused'],
  nobodysItem: [1000, 'allow', 'setItem, key nobody declared'],
}
const PAST = { allow: 'allowed', refuse: 'refused' }
/** Held scripts, and how often each number is measured. */
const RELEASES = [
  [10, 5],
  [1000, 5],
  [3000, 5],
  [10_000, 5],
]
const NODES = 10_000
const ALLOW_BUTTON = '[data-view=notice] [data-action=allow]'

/** Measures everything, prints it line by line, and writes it down. */
export async function benchGate() {
  const machine = await startMachine()
  const rows = []
  const facts = surroundings(machine.version)
  const report = (...measured) => {
    const row = rowOf(...measured)
    rows.push(row)
    console.log(lineOf(row))
    return row
  }
  try {
    for (const { what, clock, native, ours } of await measureOperations(machine))
      report(clock === 'wall' ? `${what} (wall)` : what, 'µs', native, ours)
    await measureStart(machine, report)
    await measureReleases(machine, report)
    await measureInsertions(machine, report)
  } finally {
    await machine.stop()
  }
  writeReport(facts, rows)
}

/** 1. What one write or read costs, for 1, 100 and 1,000 declared names. */
export async function measureOperations(machine, rounds = OPERATION_ROUNDS) {
  const subjects = [{ rules: 0 }, ...RULE_COUNTS.map((rules) => ({ rules }))]
  for (const subject of subjects) {
    subject.tab = await machine.newTab()
    const config = subject.rules ? configWith(subject.rules) : undefined
    await subject.tab.page.goto(machine.serve(`/operations-${subject.rules}`, pageText(config)))
    subject.names = coveredNames(subject.rules || 1)
    if (config) await choose(subject.tab, 'allow')
    subject.costs = {}
  }
  for (let round = 0; round <= rounds; round++)
    for (const { rules, tab, names, costs } of turn(subjects, round))
      for (const [name, [times, choice]] of Object.entries(OPERATIONS)) {
        if (rules) await tab.page.evaluate((what) => window.dongui.choose(what), choice)
        await tab.page.evaluate(operate, [name, 20, names])
        const before = await threadTime(tab.cdp)
        const wallMs = await tab.page.evaluate(operate, [name, times, names])
        const threadMs = (await threadTime(tab.cdp)) - before
        // The first round is for the compiler.
        if (!round) continue
        note(costs, `${name} thread`, (1000 * threadMs) / times)
        note(costs, `${name} wall`, (1000 * wallMs) / times)
      }
  const [native, ...ours] = subjects
  for (const { tab } of subjects) await tab.close()
  return Object.entries(OPERATIONS).flatMap(([operation, [, , what]]) =>
    ['thread', ...(operation.startsWith('cookie') ? ['wall'] : [])].flatMap((clock) =>
      ours.map(({ rules, costs }) => ({
        operation,
        rules,
        clock,
        what: `${what}, ${count(rules)} declared`,
        native: native.costs[`${operation} ${clock}`],
        ours: costs[`${operation} ${clock}`],
      })),
    ),
  )
}

/** Runs in the page: does something so many times; the wall time it took, in milliseconds. */
function operate([name, times, names]) {
  const acts = {
    cookie: (i) => (document.cookie = `${names[i & 1]}=${i}`),
    nobodysCookie: (i) => (document.cookie = `nobodys=${i}`),
    readCookie: () => document.cookie,
    item: (i) => localStorage.setItem(names[i & 1], `${i}`),
    nobodysItem: (i) => localStorage.setItem('nobodys', `${i}`),
  }
  const act = acts[name.replace(/(Allowed|Refused)$/, '')]
  void document.cookie // What is on its way to the jar has arrived before the clock starts.
  const startedAt = performance.now()
  for (let i = 0; i < times; i++) act(i)
  return performance.now() - startedAt
}

/** 2. What the tag adds to the load of a returning visitor's page, in thread time. */
async function measureStart(machine, report) {
  const subjects = [{ url: machine.serve('/bare', pageText()), costs: [] }]
  for (const rules of RULE_COUNTS)
    for (const choice of ['allow', 'refuse']) {
      const url = machine.serve(`/start-${rules}`, pageText(configWith(rules)))
      subjects.push({ rules, choice, url, costs: [], jar: await jarAfter(machine, url, choice) })
    }
  for (let round = 0; round <= START_ROUNDS; round++)
    for (const { url, jar, costs } of turn(subjects, round)) {
      const tab = await machine.newTab(jar)
      await tab.page.goto(url)
      await pause(400) // the first look for what came back is part of the start
      if (round) costs.push(await threadTime(tab.cdp))
      await tab.close()
    }
  const [bare, ...ours] = subjects
  for (const { rules, choice, costs } of ours)
    report(`load of a page, all ${PAST[choice]}, ${count(rules)} declared`, 'ms', bare.costs, costs)
}

/** 3. What a real press of "allow" costs with so many scripts waiting. */
async function measureReleases(machine, report) {
  for (const [waiting, rounds] of RELEASES) {
    const config = { ...configWith(1) }
    const held = scripts(waiting, 'type="text/plain" data-consent="analytics"')
    const byHand = scripts(waiting, 'type="text/plain"')
    const subjects = [
      { url: machine.serve(`/by-hand-${waiting}`, pageText(undefined, byHand + RELEASE_BY_HAND, RECORDER)), runs: [] },
      { url: machine.serve(`/release-${waiting}`, pageText(config, held, RECORDER)), runs: [] },
    ]
    for (let round = 0; round < rounds; round++)
      for (const subject of turn(subjects, round)) subject.runs.push(await release(machine, subject.url, waiting))
    const [native, ours] = subjects.map(({ runs }) => runs)
    const add = (what, unit, of) => report(`${what}, ${count(waiting)} held`, unit, native.map(of), ours.map(of))
    add('release: the click’s event duration', 'ms', (run) => run.eventMs)
    add('release: longest task', 'ms', (run) => run.longestTaskMs)
    add('release: until all have run', 'ms', (run) => run.allRanMs)
    const last = add('release: thread time a script', 'µs', (run) => (1000 * run.threadMs) / waiting)
    last.note = ours.every(({ inOrder }) => inOrder) ? 'in order, each once' : 'NOT in order or not once'
  }
}

async function release(machine, url, waiting) {
  const tab = await machine.newTab()
  try {
    await tab.page.goto(url, { waitUntil: 'load' })
    const button = tab.page.locator(`${ALLOW_BUTTON}, #allow`)
    const box = await settledBox(button)
    await pause(300)
    const before = await threadTime(tab.cdp)
    await tab.page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
    await tab.page.waitForFunction((all) => window.__runs.length >= all, waiting, { polling: 200, timeout: 120_000 })
    await pause(300)
    const after = await threadTime(tab.cdp)
    const seen = await tab.page.evaluate(() => ({
      events: window.__events.map(({ duration }) => duration),
      longestTaskMs: Math.max(
        50,
        ...window.__longTasks
          .filter(({ startTime, duration }) => startTime + duration > window.__clickedAt)
          .map(({ duration }) => duration),
      ),
      allRanMs: window.__lastRunAt - window.__clickedAt,
      inOrder: window.__runs.every((index, place) => index === place),
      count: window.__runs.length,
    }))
    // Where the release is one long task, Chromium reports no event at all: that task is what the visitor waits for.
    const wait = seen.longestTaskMs > 50 ? seen.longestTaskMs : 16
    const eventMs = Math.max(16, ...(seen.events.length ? seen.events : [wait]))
    return { ...seen, eventMs, inOrder: seen.inOrder && seen.count === waiting, threadMs: after - before }
  } finally {
    await tab.close()
  }
}

/** Where a button is once it no longer moves. */
async function settledBox(button) {
  await button.waitFor({ timeout: 60_000 })
  for (let last = ''; ; ) {
    const box = await button.boundingBox()
    if (JSON.stringify(box) === last) return box
    last = JSON.stringify(box)
    await pause(50)
  }
}

/** 4. What the gate's watching costs a page that builds itself, with hosts declared and refused. */
async function measureInsertions(machine, report) {
  const config = configWith(100, ['stats.example', 'a.stats.example', 'pixel.example'])
  const ours = machine.serve('/insert', pageText(config))
  const subjects = [
    { url: machine.serve('/insert-bare', pageText()), costs: {} },
    { url: ours, jar: await jarAfter(machine, ours, 'refuse'), costs: {} },
  ]
  for (const subject of subjects) {
    subject.tab = await machine.newTab(subject.jar)
    await subject.tab.page.goto(subject.url)
  }
  for (let round = 0; round <= OPERATION_ROUNDS; round++)
    for (const { tab, costs } of turn(subjects, round)) {
      const measured = await tab.page.evaluate(insertionCosts, NODES)
      if (round) for (const [name, cost] of Object.entries(measured)) note(costs, name, cost)
    }
  const [native, guarded] = subjects
  for (const { tab } of subjects) await tab.close()
  const add = (what, unit, name) => report(what, unit, native.costs[name], guarded.costs[name])
  add('appendChild of a plain div, hosts declared', 'µs', 'append')
  add('appendChild of a plain div, and what is watched then', 'µs', 'appendWatched')
  add(`innerHTML of ${count(NODES)} nodes, hosts declared`, 'ms', 'html')
  add('image.src of a host nobody declared', 'µs', 'source')
}

/** Runs in the page. Observers are called in a microtask before the one that follows here. */
async function insertionCosts(nodes) {
  const place = document.createElement('div')
  place.style.display = 'none'
  document.body.append(place)
  const divs = Array.from({ length: nodes }, () => document.createElement('div'))
  let startedAt = performance.now()
  for (const div of divs) place.appendChild(div)
  const append = (1000 * (performance.now() - startedAt)) / nodes
  await null
  const appendWatched = (1000 * (performance.now() - startedAt)) / nodes
  const markup = '<p><a href="/"><b>x</b></a><i></i></p>'.repeat(nodes / 4)
  startedAt = performance.now()
  place.innerHTML = markup
  await null
  const html = performance.now() - startedAt
  const images = Array.from({ length: 2000 }, () => new Image())
  startedAt = performance.now()
  for (const image of images) image.src = 'data:,'
  const source = (1000 * (performance.now() - startedAt)) / images.length
  place.remove()
  return { append, appendWatched, html, source }
}

/** Cookies of a visitor who has chosen. */
async function jarAfter(machine, url, choice) {
  const tab = await machine.newTab()
  await tab.page.goto(url)
  await choose(tab, choice)
  const jar = await tab.context.storageState()
  await tab.close()
  return jar
}

/** Chooses and comes back, so that nothing is drawn any more. */
async function choose({ page }, choice) {
  await page.evaluate((what) => window.dongui.choose(what), choice)
  await page.reload()
  if (!(await page.evaluate(() => window.dongui.record))) throw new Error('the choice was not kept')
}

function note(costs, name, cost) {
  costs[name] = [...(costs[name] ?? []), cost]
}

function count(number) {
  return number.toLocaleString('en')
}

const rowOf = (what, unit, native, ours) => ({ what, unit, native: spread(native), ours: spread(ours) })

function lineOf({ what, unit, native, ours, note }) {
  const show = ({ median, lower, upper }) => `${digits(median)} (${digits(lower)}–${digits(upper)})`
  const added = ours.median - native.median
  const ratio = (ours.median / native.median).toFixed(2)
  return `| ${what}${note ? `: ${note}` : ''} | ${unit} | ${show(native)} | ${show(ours)} | ${added < 0 ? '−' : '+'}${digits(Math.abs(added))} | ${ratio} |`
}

function digits(value) {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}

function writeReport(facts, rows) {
  const lines = [
    '# What the gate costs',
    '',
    'Written by `npm run bench -- gate`. Medians with quartiles; native is the same page without the tag, measured in turn with',
    'ours. Writes, reads, loads and costs a script are thread time (what the page’s own thread works), the rest wall time. Event Timing says nothing below 16 ms and',
    'Long Tasks nothing below 50 ms: those are shown as 16 and 50. Native release puts all scripts in within one task; of a',
    'press that long Chromium reports no event, and the length of its task stands there instead.',
    '',
    surroundingsText(facts),
    '',
    '| what | unit | native | ours | added | ratio |',
    '|---|---|---|---|---|---|',
    ...rows.map(lineOf),
    '',
  ]
  writeFileSync(new URL('GATE.md', import.meta.url), lines.join('\n'))
  writeFileSync(new URL('gate.json', import.meta.url), `${JSON.stringify({ ...facts, rows }, null, 2)}\n`)
}
