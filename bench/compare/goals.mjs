// What has to be reached, and whether it is. Every goal is a ratio to somebody in the same run, or a number that holds on
// any machine.

/** How far two may lie apart and still be called equal: the spread of one and the same page. */
const EQUAL_MS = 60
const ROUND_TRIP_MS = 562.5
const BYTES_A_MS = 1474.56 * 0.128

const bytes = (value) => `${value.toLocaleString('en')} B`
const ms = (value) => `${value.toFixed(value < 100 ? 1 : 0)} ms`
const times = (value) => value.toFixed(2)

/**
 * Each goal as a row: what it is about, what was measured, what it has to be, and whether it is reached; `null` where
 * this run has not measured it.
 *
 * @param {object[]} results of `compare`
 * @param {object} own of `measureOwn`: what nobody else does
 */
export function goalsOf(results, own) {
  const of = (id) => results.find((result) => result.id === id)
  const [bare, preact, ours, inline, deferred, vanilla, orejime] = [
    ...['bare', 'preact', 'dongui', 'dongui-inline', 'dongui-defer', 'vanilla-cookieconsent', 'orejime'].map(of),
  ]
  const allOurs = results.filter(({ isOurs }) => isOurs)
  const others = results.filter(({ id }) => /^(vanilla-cookieconsent|orejime|c15t.*)$/.test(id))
  const rows = []
  const goal = (what, wanted, tell) => {
    let told
    try {
      told = tell()
    } catch {
      told = null // somebody it takes was not measured
    }
    const [measured, isReached] = told ?? ['not measured', null]
    rows.push({ what, wanted, measured, isReached })
  }
  const most = (of, list = allOurs) => Math.max(...list.map(of))
  const below = (value, limit, show) => [show(value), value < limit]
  const atMost = (value, limit, show) => [show(value), value <= limit]

  goal('first visit, bytes of all files', '< 12,900 B', () => below(ours.bytes.first.inFiles, 12_900, bytes))
  goal('returning visit, bytes', '< 6,000 B', () => below(ours.bytes.returning.inFiles, 6000, bytes))
  goal('returning visit, requests', '1', () => atMost(ours.bytes.returning.requests, 1, String))
  const ratio = (visit, limit) => () =>
    below(ours[visit].threadMs.median / vanilla[visit].threadMs.median, limit, times)
  goal('main thread, first visit, to vanilla-cookieconsent', '< 0.45', ratio('first', 0.45))
  goal('main thread, returning visit, to vanilla-cookieconsent', '< 0.50', ratio('returning', 0.5))

  const later = (result, than = bare) => result.slow4G.firstPaintMs.median - than.slow4G.firstPaintMs.median
  for (const one of [inline, deferred])
    goal(
      `slow 4G: the page’s first paint, ${one?.title ?? '–'}, after the page alone`,
      `equal (≤ ${EQUAL_MS} ms)`,
      () => atMost(later(one), EQUAL_MS, ms),
    )
  goal(
    'slow 4G: the page’s first paint, tag first in head, after the page alone',
    'one round trip, and its bytes',
    () => atMost(later(ours), ROUND_TRIP_MS + ours.bytes.first.files[0].bytes / BYTES_A_MS + EQUAL_MS, ms),
  )
  for (const other of others)
    goal(`slow 4G: the notice is readable, to ${other.title}`, '< 1.00', () => {
      const ratios = allOurs.map(({ title, slow4G }) => [
        title,
        slow4G.readableMs.median / other.slow4G.readableMs.median,
      ])
      const told = ratios.map(([title, value]) => `${title.replace('Dongui, ', '')} ${times(value)}`)
      return [told.join(', '), ratios.every(([, value]) => value < 1)]
    })
  goal(
    'slow 4G: the notice is readable, best placing, to a bare Preact banner',
    `level (≤ ${EQUAL_MS} ms later)`,
    () => {
      const best = Math.min(...allOurs.map(({ slow4G }) => slow4G.readableMs.median))
      return atMost(best - preact.slow4G.readableMs.median, EQUAL_MS, ms)
    },
  )
  goal('layout shift of the notice', '0', () => {
    const shift = most(({ slow4G }) => slow4G.shift.upper)
    return [shift.toFixed(3), shift === 0]
  })
  goal('the notice is the largest paint', 'never', () => {
    const is = most(({ slow4G }) => slow4G.isLargest.upper)
    return [is ? 'yes' : 'never', !is]
  })

  const pressed = (result, count) => result.presses[count]
  goal('press of “allow”, 3,000 held: event duration', '≤ 32 ms', () =>
    atMost(
      most((one) => pressed(one, 3000).eventMs.median),
      32,
      ms,
    ),
  )
  goal('press of “allow”, 10,000 held: longest task', '≤ 50 ms', () =>
    atMost(
      most((one) => pressed(one, 10_000).longestTaskMs.median),
      50,
      ms,
    ),
  )
  goal('all 3,000 have run, to vanilla-cookieconsent', '≤ 1.00', () =>
    atMost(pressed(ours, 3000).allRanMs.median / pressed(vanilla, 3000).allRanMs.median, 1, times),
  )
  goal('all 3,000 have run, to orejime', '≤ 1.00', () =>
    atMost(pressed(ours, 3000).allRanMs.median / pressed(orejime, 3000).allRanMs.median, 1, times),
  )
  goal('thread time a script at 10,000, to that at 1,000', 'linear (≤ 1.25)', () => {
    const [small, middle, large] = [10, 1000, 10_000].map((count) => pressed(ours, count).threadMs.median)
    return atMost((large - middle) / 9000 / ((middle - small) / 990), 1.25, times)
  })
  goal('everything held has run, once, in document order', 'always', () => {
    const isRight = allOurs.every(({ presses }) =>
      Object.values(presses).every((each) => each.isRight.lower && each.isInOrder.lower),
    )
    return [isRight ? 'always' : 'no', isRight]
  })

  const added = (what, rules) => own.writes[what][rules].ours.median - own.writes[what][rules].native.median
  goal('an allowed cookie write, 1,000 names, over a native one', 'no more than a native one', () => {
    const { native } = own.writes.cookieAllowed[1000]
    return atMost(added('cookieAllowed', 1000) / native.median, 1, times)
  })
  goal('a refused cookie write, 1,000 names, over a native one', '< 10 µs', () =>
    below(added('cookieRefused', 1000), 10, (value) => `${value.toFixed(1)} µs`),
  )
  goal('a refused cookie write, 1,000 names, to one with 1 name', 'flat (≤ 1.25)', () => {
    const { 1: one, 1000: thousand } = own.writes.cookieRefused
    return atMost(thousand.ours.median / one.ours.median, 1.25, times)
  })
  return rows
}
