// What no other tool does, measured against the same page without it: guarding writes, and keeping those that wait for an
// answer.

import { measureOperations } from '../gate.mjs'
import { pause, spread, threadTime, turn, usedHeap } from '../machine.mjs'
import { ASKED_CONFIG, pageText, writeNames } from '../pages.mjs'

const WRITES = 10_000
const NAMES = 500
/** By then the card has drawn what it has to say of new names. */
const SETTLES_MS = 2500

/** @param {import('./plan.mjs').Plan} plan */
export async function measureOwn(machine, { writeRounds }, say) {
  say('guarded writes')
  const writes = {}
  for (const { operation, rules, clock, what, native, ours } of await measureOperations(machine, writeRounds))
    if (clock === 'thread') {
      writes[operation] ??= {}
      writes[operation][rules] = { what, native: spread(native), ours: spread(ours) }
    }
  say('held writes')
  const [names, code] = [[], []]
  for (let round = 0; round < writeRounds; round++) {
    const ours = await heldHeap(machine)
    const bare = await heldHeap(machine, true)
    names.push(ours.names - bare.names)
    code.push(ours.code - bare.code)
  }
  say('a page that writes many names')
  const pages = { ours: [], bare: [] }
  for (let round = 0; round < writeRounds; round++)
    for (const kind of turn(['ours', 'bare'], round)) pages[kind].push(await pageOfNames(machine, kind === 'bare'))
  return {
    writes,
    heldKB: spread(names),
    codeKB: spread(code),
    pageOfNames: { ours: spread(pages.ours), bare: spread(pages.bare) },
  }
}

/**
 * What the heap of a page grows by, in kB, above what the same writes leave in a page without us, while a question is
 * open: first when one name is written so often, which has the browser compile what does it, and then by the names.
 */
async function heldHeap(machine, isBare) {
  const tab = await machine.newTab()
  const grown = async (stem, names) => {
    const before = await usedHeap(tab.cdp)
    await tab.page.evaluate(writeNames, [stem, WRITES, names])
    await pause(SETTLES_MS)
    return ((await usedHeap(tab.cdp)) - before) / 1000
  }
  try {
    await tab.page.goto(machine.serve('/held-writes', pageText(isBare ? undefined : ASKED_CONFIG)))
    if (!isBare) {
      await tab.page.evaluate(() => window.dongui.choose('ask'))
      await tab.page.reload()
      await tab.page.evaluate(writeNames, ['first', 1, 1])
      await tab.page.locator('dongui-ui [data-view=ask]').waitFor()
    }
    return { code: await grown('first', 1), names: await grown('name', NAMES) }
  } finally {
    await tab.close()
  }
}

/**
 * What the page's own thread works, in ms, until a page has been read that writes as many names while it is, and what
 * comes of that is over: a visitor who wants to be asked, asked; or the same page without us.
 */
async function pageOfNames(machine, isBare) {
  const script = `<script>(${writeNames})(['name', ${NAMES}, ${NAMES}])</script>`
  const path = machine.serve(
    isBare ? '/many-names-bare' : '/many-names',
    pageText(isBare ? undefined : ASKED_CONFIG, script),
  )
  const tab = await machine.newTab()
  try {
    if (!isBare) {
      await tab.page.goto(machine.serve('/before', pageText(ASKED_CONFIG)))
      await tab.page.evaluate(() => window.dongui.choose('ask'))
    }
    await tab.page.goto('about:blank')
    const before = await threadTime(tab.cdp)
    await tab.page.goto(path)
    await pause(SETTLES_MS)
    return (await threadTime(tab.cdp)) - before
  } finally {
    await tab.close()
  }
}
