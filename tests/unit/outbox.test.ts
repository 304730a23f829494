// What is on its way to the owner's server is neither lost nor sent for ever.

import { expect, test } from 'vitest'
import type { Consent, ConsentEvents } from '../../src/handle'
import { createOutbox, type DecisionEvent, type OutboxPage } from '../../src/relay/outbox'
import { exampleConfig, exampleRecord } from '../support/example'

const settled = () => new Promise((resolve) => setTimeout(resolve))

/** A device, a server that answers as told, and a clock that stands still. */
function createWorld(answers: (number | 'none')[] = []) {
  const kept = new Map<string, string>()
  const sent: DecisionEvent[] = []
  const waits: { ms: number; callback: () => void }[] = []
  const listeners: ((detail: ConsentEvents['change']) => void)[] = []
  const consent = {
    record: null,
    on(_: string, listener: (typeof listeners)[number]) {
      listeners.push(listener)
      return () => undefined
    },
  } as unknown as Consent
  const page: OutboxPage = {
    post: async (_, event) => {
      sent.push(event)
      const answer = answers.shift() ?? 204
      if (answer === 'none') throw TypeError('no network')
      return answer
    },
    storage: {
      getItem: (key) => kept.get(key) ?? null,
      setItem: (key, value) => void kept.set(key, value),
      removeItem: (key) => void kept.delete(key),
    },
    origin: 'https://mail.example',
    language: 'ko',
    globalPrivacyControl: false,
    now: () => 0,
    later: (callback, ms) => void waits.push({ ms, callback }),
  }
  const open = () => createOutbox(consent, exampleConfig, '/consent', page)
  const decide = async (savedAt: number, categories = exampleRecord.categories) => {
    const record = { ...exampleRecord, savedAt, categories }
    for (const listener of listeners) listener({ record, changed: [], running: [] })
    await settled()
  }
  return { kept, sent, waits, page, open, decide }
}

test('decisions are sent in their order, and one that was not answered keeps its place', async () => {
  const { sent, waits, open, decide, kept } = createWorld(['none', 503, 204, 204])
  const look = open()
  await decide(1)
  await decide(2)
  look()
  await settled()
  const ids = sent.map(({ time }) => Date.parse(time) / 1000)
  expect(ids).toEqual([1, 1, 1, 2])
  expect(waits.map(({ ms }) => ms)).toEqual([5000, 10_000])
  expect(kept.size).toBe(0)
})

test('it waits longer each time, ten minutes at most', async () => {
  const { waits, open, decide } = createWorld(Array(20).fill('none'))
  open()
  await decide(1)
  for (let round = 0; round < 12; round++) {
    waits.at(-1)?.callback()
    await settled()
  }
  expect(waits.slice(0, 4).map(({ ms }) => ms)).toEqual([5000, 10_000, 20_000, 40_000])
  expect(Math.max(...waits.map(({ ms }) => ms))).toBe(600_000)
})

test('two decisions of one second are two, and one decision in two tabs is one', async () => {
  const { sent, open, page, decide } = createWorld()
  open()
  open()
  await decide(1)
  expect(new Set(sent.map(({ id }) => id)).size).toBe(1)
  await decide(1, { analytics: 'refuse' })
  expect(new Set(sent.map(({ id }) => id)).size).toBe(2)
  expect(page.storage.getItem('dongui-outbox')).toBeNull()
})

test('what lies in the storage and is nothing of ours is left out', async () => {
  for (const text of ['', '{', '3', 'null', '[3,null,{}]', '{"id":"x"}']) {
    const { kept, sent, open } = createWorld()
    kept.set('dongui-outbox', text)
    open()
    await settled()
    expect([text, sent]).toEqual([text, []])
  }
})

test('where the device keeps nothing, the page does', async () => {
  const { page, sent, waits, open, decide } = createWorld(['none', 204])
  const blocked = () => {
    throw Error('blocked')
  }
  Object.assign(page, { storage: { getItem: blocked, setItem: blocked, removeItem: blocked } })
  open()
  await decide(1)
  waits[0]?.callback()
  await settled()
  expect(sent).toHaveLength(2)
  waits[0]?.callback()
  await settled()
  expect(sent).toHaveLength(2)
})

test('no more than fifty are kept, the last ones', async () => {
  const { kept, open, decide } = createWorld(Array(200).fill('none'))
  open()
  for (let savedAt = 1; savedAt <= 60; savedAt++) await decide(savedAt)
  const events: DecisionEvent[] = JSON.parse(kept.get('dongui-outbox') ?? '[]')
  expect(events).toHaveLength(50)
  expect(Date.parse(events.at(-1)?.time ?? '')).toBe(60_000)
})
