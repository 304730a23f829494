// How much is measured: everybody and often, or a few and quickly.

import { ours } from '../contestants/dongui.mjs'
import { peers } from '../contestants/peers.mjs'
import { bare, barePreact } from '../contestants/references.mjs'

/**
 * @typedef {object} Plan
 * @property {import('../contestants/contestant.mjs').Contestant[]} contestants the page alone is the first
 * @property {number} loadRounds
 * @property {number} noticeRounds
 * @property {number} pressRounds
 * @property {number} writeRounds
 * @property {number[]} counts of held scripts
 * @property {number} slowdown of the processor while a press is measured
 */

const everybody = [bare, barePreact, ...ours, ...peers]

/** About twenty minutes. */
const WHOLE = { loadRounds: 9, noticeRounds: 5, pressRounds: 5, writeRounds: 9, counts: [10, 100, 1000, 3000, 10_000] }
/** At most a minute and a half: for whoever is changing something. */
const QUICK = { loadRounds: 3, noticeRounds: 1, pressRounds: 1, writeRounds: 1, counts: [10, 3000] }
const QUICK_IDS = ['preact', 'dongui', 'vanilla-cookieconsent']

/**
 * The plan for a command line's words.
 *
 * @returns {Plan}
 */
export function planFor({ quick = false, only, rounds, counts, slowdown = '1' }) {
  const ids = only?.split(',') ?? (quick ? QUICK_IDS : everybody.map(({ id }) => id))
  const unknown = ids.filter((id) => !everybody.some((each) => each.id === id))
  if (unknown.length)
    throw new Error(`expected some of ${everybody.map(({ id }) => id).join()}, got "${unknown.join()}"`)
  const plan = quick ? QUICK : WHOLE
  const times = rounds && Number(rounds)
  return {
    ...plan,
    ...(times && { loadRounds: times, noticeRounds: times, pressRounds: times, writeRounds: times }),
    ...(counts && { counts: counts.split(',').map(Number) }),
    slowdown: Number(slowdown),
    contestants: everybody.filter(({ id }) => id === bare.id || ids.includes(id)),
  }
}
