// Side by side: every tool on the same page, in turn, round after round.

import { bare } from '../contestants/references.mjs'
import { spread, turn } from '../machine.mjs'
import { measuresOf } from './measures.mjs'

/** @typedef {import('../contestants/contestant.mjs').Contestant} Contestant */

/**
 * Measures everybody. What a contestant cannot do stands in its `failures`; the others go on.
 *
 * @param {import('./plan.mjs').Plan} plan
 * @param {(line: string) => void} say
 */
export async function compare(machine, plan, say) {
  const results = []
  for (const contestant of plan.contestants) {
    const { id, title, isOurs = false } = contestant
    const result = { id, title, isOurs, failures: [] }
    results.push({ result, contestant, does: await measuresOf(machine, contestant) })
  }
  const attempt = async ({ result }, what, act) => {
    try {
      return await act()
    } catch (error) {
      const [why] = `${error.message}`.split('\n')
      result.failures.push(`${what}: ${why}`)
      say(`  ${result.id}, ${what}: ${why}`)
      return null
    }
  }
  /** One round measures everybody once: whatever else the machine does falls on all of them. */
  const inTurns = async (what, rounds, those, measure) => {
    const samples = new Map(those.map((one) => [one, []]))
    for (let round = 0; round < rounds; round++) {
      say(`${what}, round ${round + 1} of ${rounds}`)
      for (const one of turn(those, round)) {
        const sample = await attempt(one, what, () => measure(one.does))
        if (sample) samples.get(one).push(sample)
      }
    }
    return new Map([...samples].map(([one, its]) => [one, summaryOf(its)]))
  }

  say('bytes')
  for (const one of results)
    one.result.bytes = {
      first: await attempt(one, 'bytes', () => one.does.bytes('first')),
      returning: await attempt(one, 'bytes of a returning visit', () => one.does.bytes('returning')),
    }

  for (const visit of ['first', 'returning'])
    for (const [one, summary] of await inTurns(`main thread, ${visit} visit`, plan.loadRounds, results, (does) =>
      does.load(visit),
    ))
      one.result[visit] = summary

  for (const [one, summary] of await inTurns('slow 4G', plan.noticeRounds, results, (does) => does.notice()))
    one.result.slow4G = summary

  const withNotice = results.filter(({ contestant }) => contestant.notice)
  for (const count of plan.counts)
    for (const [one, summary] of await inTurns(`press, ${count} held`, plan.pressRounds, withNotice, (does) =>
      does.press(count, plan.slowdown),
    )) {
      one.result.presses ??= {}
      one.result.presses[count] = summary
    }

  return results.map(({ result }) => minusBare(result, results[0].result))
}

/** Samples by name: `[{ a: 1 }, { a: 3 }]` is `{ a: { median: 2, … } }`. */
function summaryOf(samples) {
  const names = Object.keys(samples[0] ?? {})
  const valuesOf = (name) => samples.map((sample) => sample[name]).filter(Number.isFinite)
  return Object.fromEntries(
    names.flatMap((name) => {
      const values = valuesOf(name)
      return values.length ? [[name, spread(values)]] : []
    }),
  )
}

/** What a load costs is what it costs over the page alone. */
function minusBare(result, alone) {
  if (result.id === bare.id) return result
  const added = (visit) =>
    Object.fromEntries(
      Object.entries(result[visit] ?? {}).map(([name, { median, lower, upper, rounds }]) => {
        const base = alone[visit][name].median
        return [name, { median: median - base, lower: lower - base, upper: upper - base, rounds }]
      }),
    )
  return { ...result, first: added('first'), returning: added('returning') }
}
