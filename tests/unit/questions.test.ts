import { expect, test } from 'vitest'
import {
  answer,
  askNow,
  current,
  hold,
  isFolded,
  keepOnly,
  keyOf,
  MOST_ASKED,
  pushAside,
  type Question,
  type Questions,
  questionsOf,
  unfold,
  waiting,
} from '../../src/core/questions'

const about = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  names: [{ name: `${id}-id`, kind: 'cookie', seconds: 3600 }],
  elements: 0,
  ...more,
})
const holdAll = (...ids: string[]) => ids.reduce((all, id) => hold(all, about(id)), questionsOf())
/** What is put, how many wait, and whether only the badge is there. */
const seen = (questions: Questions) => [current(questions)?.id, waiting(questions), isFolded(questions)]

test('one is put at a time, in order of arrival, and the others wait', () => {
  let all = holdAll('stats', 'ads', 'maps')
  expect(seen(all)).toEqual(['stats', 2, false])
  all = answer(all, 'stats')
  expect(seen(all)).toEqual(['ads', 1, false])
  all = answer(all, 'ads', 'maps')
  expect(seen(all)).toEqual([undefined, 0, false])
})

test('what a service wants later becomes part of its open question, the last lifetime in the first place', () => {
  const cookie = (name: string, seconds: number | null) => ({ name, kind: 'cookie' as const, seconds })
  let all = hold(questionsOf(), about('stats', { names: [cookie('a', 60), cookie('b', 60)], elements: 1 }))
  all = hold(all, about('stats', { names: [cookie('a', null), cookie('c', 5)], elements: 2, reason: 'To count' }))
  expect(all.open).toEqual([
    { id: 'stats', names: [cookie('a', null), cookie('b', 60), cookie('c', 5)], elements: 3, reason: 'To count' },
  ])
})

test('the same name of two kinds is two names', () => {
  const all = hold(holdAll('stats'), about('stats', { names: [{ name: 'stats-id', kind: 'local', seconds: null }] }))
  expect(current(all)?.names).toHaveLength(2)
})

test('a write that says nothing new changes nothing', () => {
  const all = holdAll('stats', 'ads')
  expect(hold(all, about('stats'))).toBe(all)
})

test('nobody is asked twice in a visit, on this page or the next', () => {
  const all = answer(holdAll('stats'), 'stats')
  expect(hold(all, about('stats'))).toBe(all)
  const next = questionsOf(all)
  expect(hold(next, about('stats'))).toBe(next)
})

test('what was not answered is asked again on the next page, and counts once', () => {
  const next = hold(questionsOf(pushAside(holdAll('stats'))), about('stats'))
  expect(seen(next)).toEqual(['stats', 0, false])
  expect(next.asked).toEqual(['stats'])
})

test('no more than twenty are asked in a visit', () => {
  const all = holdAll(...Array.from({ length: 500 }, (_, index) => `s${index}`))
  expect(all.open).toHaveLength(MOST_ASKED)
  expect(hold(questionsOf(all), about('s499')).open).toEqual([])
  expect(hold(questionsOf(all), about('s3')).open).toHaveLength(1)
})

test('what was pushed aside waits behind the badge; what is new comes forward, and then the badge is back', () => {
  let all = pushAside(holdAll('stats', 'ads'))
  expect(seen(all)).toEqual(['stats', 1, true])
  all = hold(all, about('maps'))
  expect(seen(all)).toEqual(['maps', 2, false])
  all = answer(all, 'maps')
  expect(seen(all)).toEqual(['stats', 1, true])
  all = unfold(all)
  expect(seen(all)).toEqual(['stats', 1, false])
  all = answer(all, 'stats')
  expect(seen(all)).toEqual(['ads', 0, false])
})

test('after three that were ignored, nothing comes forward by itself on this page', () => {
  let all = questionsOf()
  for (const id of ['a', 'b', 'c']) {
    all = hold(all, about(id))
    expect(seen(all)[2]).toBe(false)
    all = pushAside(all)
  }
  all = hold(all, about('d'))
  expect(seen(all)[2]).toBe(true)
  expect(waiting(all)).toBe(3)
  expect(isFolded(answer(all, 'a'))).toBe(true)
  expect(isFolded(unfold(all))).toBe(false)
  expect(isFolded(hold(questionsOf(all), about('d')))).toBe(false)
})

test('to push the same question aside again is to ignore it once', () => {
  let all = holdAll('stats')
  for (let times = 0; times < 5; times++) all = unfold(pushAside(all))
  expect(all.ignored).toEqual(['stats'])
})

test('a visitor who reads the questions is not interrupted by a new one', () => {
  let all = holdAll('a')
  for (const id of ['b', 'c', 'd']) all = hold(pushAside(all), about(id))
  all = hold(unfold(pushAside(all)), about('e'))
  expect(seen(all)).toEqual(['a', 4, false])
})

test('a name that is deleted is no longer asked about, nor a question about nothing else', () => {
  const b = { name: 'b', kind: 'cookie', seconds: null } as const
  let all = hold(holdAll('stats'), about('stats', { names: [b] }))
  expect(keepOnly(all, 'stats', current(all)?.names ?? [])).toEqual(all)
  expect(keepOnly(all, 'other', [])).toEqual(all)
  all = keepOnly(all, 'stats', [b, { ...b, name: 'c' }])
  expect(current(all)?.names).toEqual([b])
  all = keepOnly(all, 'stats', [{ ...b, kind: 'local' }])
  expect(seen(all)).toEqual([undefined, 0, false])
  expect(seen(hold(all, about('stats')))).toEqual(['stats', 0, false])
  expect(keepOnly(hold(questionsOf(), about('maps', { elements: 1 })), 'maps', []).open).toHaveLength(1)
})

test('what the page needs at this moment is put first, though it was put before, or three were ignored', () => {
  let all = answer(holdAll('maps', 'a', 'b', 'c'), 'maps')
  for (const _ of [1, 2, 3]) all = pushAside(all)
  all = askNow(all, about('maps', { names: [], elements: 1, reason: 'Shows the way' }))
  expect(seen(all)).toEqual(['maps', 3, false])
  expect(current(all)?.reason).toBe('Shows the way')
  expect(seen(answer(all, 'maps'))).toEqual(['a', 2, true])
})

test('what nobody declared is one question a host, or a name without its random parts where no host is known', () => {
  let all = hold(questionsOf(), about('', { host: 'cdn.example' }))
  all = hold(all, about('', { host: 'cdn.example' }))
  all = hold(all, about('', { names: [{ name: 'probe_123456', kind: 'cookie', seconds: 60 }] }))
  all = hold(all, about('', { names: [{ name: 'probe_654321', kind: 'cookie', seconds: 60 }] }))
  all = hold(all, about('', { names: [{ name: '통계', kind: 'cookie', seconds: 60 }] }))
  expect(all.open.map(keyOf)).toEqual(['*cdn.example', '*probe_*', '*.ED.86.B5.EA.B3.84'])
})

test('nothing changes where nothing is asked', () => {
  const none = questionsOf()
  expect(pushAside(none)).toBe(none)
  expect(seen(answer(none, 'stats'))).toEqual([undefined, 0, false])
})
