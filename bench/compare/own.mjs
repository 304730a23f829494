// What no other tool does, measured against the same page without it: guarding writes, and keeping those that wait for an
// answer.

import { measureOperations } from '../gate.mjs'
import { pause, spread, usedHeap } from '../machine.mjs'
import { pageText } from '../pages.mjs'

const WRITES = 10_000
const NAMES = 500

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
  const heldKB = []
  for (let round = 0; round < writeRounds; round++) heldKB.push(await heldHeap(machine))
  return { writes, heldKB: spread(heldKB) }
}

/** What the heap of a page grows by, in kB, when so many cookie writes are held while a question is open. */
async function heldHeap(machine) {
  const config = {
    service: { name: 'Mail' },
    policy: { url: '/privacy', version: '1' },
    categories: [
      {
        id: 'analytics',
        services: [{ id: 'stats', name: 'Stats', cookies: [{ name: 'first_*' }, { name: 'name_*' }] }],
      },
    ],
  }
  const tab = await machine.newTab()
  try {
    await tab.page.goto(machine.serve('/held-writes', pageText(config)))
    await tab.page.evaluate(() => window.dongui.choose('ask'))
    await tab.page.reload()
    await tab.page.evaluate(write, ['first', 1, 1])
    await tab.page.locator('dongui-ui [data-view=ask]').waitFor()
    const before = await usedHeap(tab.cdp)
    await tab.page.evaluate(write, ['name', WRITES, NAMES])
    await pause(300)
    return ((await usedHeap(tab.cdp)) - before) / 1000
  } finally {
    await tab.close()
  }
}

/** Runs in the page. As vendors write: 45 characters of value and what goes with it. */
function write([stem, times, names]) {
  for (let i = 0; i < times; i++)
    document.cookie = `${stem}_${i % names}=${'v'.repeat(40)}${10_000 + i}; path=/; max-age=31536000; samesite=lax`
}
