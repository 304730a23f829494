// What was measured, as Markdown.

import { surroundingsText } from '../machine.mjs'
import { goalsOf } from './goals.mjs'

const ABOUT = `Everybody is on the same page, an article with ten held scripts, and is measured in turn, round after round. Medians, with
quartiles in brackets. How it is measured, and what it does not tell: [README.md](README.md).`

/** A wholly measured run becomes RESULTS.md. */
export function reportOf({ facts, plan, results, own }) {
  return [
    '# Side by side',
    '',
    `Written by \`npm run bench\`. ${surroundingsText(facts)}`,
    '',
    ABOUT,
    '',
    '![Bytes, main thread, time to the notice and time to answer a press, side by side](results.svg)',
    '',
    '## Goals',
    '',
    ...goalTable(goalsOf(results, own)),
    '## Bytes',
    '',
    'Brotli, as a server would send them. *In the page* is what the page’s own text becomes heavier by; inline, that is the gate.',
    '',
    ...table(
      ['', 'first visit', 'requests', 'in the page', 'returning visit', 'requests'],
      results.map(({ title, bytes: { first, returning } }) => [
        title,
        ...[first?.inFiles, first?.requests, first?.inPage, returning?.inFiles, returning?.requests].map(whole),
      ]),
    ),
    '## Main thread',
    '',
    'Milliseconds of thread time that a load takes over the page alone, at this machine’s own speed; of it in scripts, and in',
    'style and layout. Heap after a collection.',
    '',
    ...['first', 'returning'].flatMap((visit) =>
      table(
        [`${visit} visit`, 'all, ms', 'scripts, ms', 'style and layout, ms', 'heap, kB'],
        results.map(({ title, [visit]: its }) => [
          title,
          spreadText(its?.threadMs, 1),
          middle(its?.scriptMs, 1),
          middle(its?.drawMs, 1),
          middle(its?.heapKB, 0),
        ]),
      ),
    ),
    '## Slow 4G',
    '',
    'A phone’s screen, 4 times slower, 562 ms a request and 1.44 Mbit/s; from the navigation’s start. *Readable*: all of the notice',
    'is there, opaque and at rest.',
    '',
    ...table(
      ['', 'page’s first paint, ms', 'notice seen, ms', 'notice readable, ms', 'layout shift', 'largest paint'],
      results.map(({ title, slow4G: its }) => [
        title,
        spreadText(its?.firstPaintMs),
        spreadText(its?.seenMs),
        spreadText(its?.readableMs),
        middle(its?.shift, 3),
        its?.isLargest?.upper ? 'the notice' : 'the page',
      ]),
    ),
    '## A press of “allow all”',
    '',
    `With so many scripts waiting${plan.slowdown > 1 ? `, ${plan.slowdown} times slower` : ''}. CSS motion is skipped: who fades out slowly is not slow.`,
    '',
    ...presses(results, plan.counts, 'eventMs', 'Event duration, ms: what INP counts, in steps of 8, at least 16.'),
    ...presses(results, plan.counts, 'allRanMs', 'Until all have run, ms.'),
    ...presses(results, plan.counts, 'longestTaskMs', 'Longest task, ms; below 50 none is told.'),
    ...presses(results, plan.counts, 'threadMs', 'Thread time of everything, ms.'),
    ...table(
      ['every held script ran', 'none before, each once after', 'in document order'],
      results.flatMap(({ title, presses: its }) => {
        const all = Object.values(its ?? {})
        const always = (name) => (all.every((each) => each[name]?.lower === 1) ? 'yes' : 'no')
        return all.length ? [[title, always('isRight'), always('isInOrder')]] : []
      }),
    ),
    '## What nobody else does',
    '',
    'Thread time of one write, µs, on the page without the tag and with it, for so many declared names.',
    '',
    ...table(
      ['', 'native', 'ours', 'added'],
      Object.values(own.writes).flatMap((byRules) =>
        Object.values(byRules).map(({ what, native, ours }) => [
          what,
          spreadText(native, 1),
          spreadText(ours, 1),
          (ours.median - native.median).toFixed(1),
        ]),
      ),
    ),
    `10,000 writes of 500 cookies that are held while a question is open leave ${spreadText(own.heldKB)} kB of heap, and as`,
    `much as ${spreadText(own.codeKB)} kB of what the browser compiled of us; both above the same writes in a page without us.`,
    '',
    `A page that writes 500 cookies while it is read keeps its thread at work for ${spreadText(own.pageOfNames.ours)} ms with a`,
    `question about them, and for ${spreadText(own.pageOfNames.bare)} ms without us.`,
    '',
    ...failures(results),
  ].join('\n')
}

/** The goals alone, for the terminal. */
export function goalTable(goals) {
  return table(
    ['goal', 'wanted', 'measured', ''],
    goals.map(({ what, wanted, measured, isReached }) => [
      what,
      wanted,
      measured,
      isReached === null ? '–' : isReached ? 'reached' : '**MISSED**',
    ]),
  )
}

function presses(results, counts, name, caption) {
  return [
    caption,
    '',
    ...table(
      ['', ...counts.map((count) => `${count.toLocaleString('en')} held`)],
      results.flatMap(({ title, presses: its }) =>
        its ? [[title, ...counts.map((count) => spreadText(its[count]?.[name]))]] : [],
      ),
    ),
  ]
}

function failures(results) {
  const lines = results.flatMap(({ title, failures: its }) => its.map((failure) => `- ${title}, ${failure}`))
  return lines.length ? ['## What could not be measured', '', ...lines, ''] : []
}

function table([first, ...headers], rows) {
  return [
    `| ${[first, ...headers].join(' | ')} |`,
    `|---|${headers.map(() => '--:|').join('')}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
    '',
  ]
}

const whole = (value) => value?.toLocaleString('en') ?? '–'
const middle = (its, digits) => its?.median.toFixed(digits) ?? '–'
const spreadText = (its, digits = 0) =>
  its ? `${its.median.toFixed(digits)} (${its.lower.toFixed(digits)}–${its.upper.toFixed(digits)})` : '–'
