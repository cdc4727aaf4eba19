import { expect, test } from 'vitest'
import { eachOf } from './each.ts'
import type { Outcome } from './each.ts'

const run = async (deed: (n: number) => Promise<unknown>, options: Parameters<typeof eachOf>[3] = {}) => {
  const outcomes: Outcome[] = Array.from({ length: 6 }, () => 'waiting')
  await eachOf([0, 1, 2, 3, 4, 5], deed, (at, outcome) => { outcomes[at] = outcome }, options)
  return outcomes
}

test('one that fails is told and stops none of the others', async () => {
  const fault = new Error('taken')
  expect(await run((n) => n === 2 ? Promise.reject(fault) : Promise.resolve())).toEqual(['done', 'done', { fault }, 'done', 'done', 'done'])
})
test('no more than the width run at once', async () => {
  let now = 0
  let most = 0
  await run(async () => {
    now += 1
    most = Math.max(most, now)
    await Promise.resolve()
    now -= 1
  }, { width: 2 })
  expect(most).toBe(2)
})
test('stopped, it begins nothing new', async () => {
  const stop = new AbortController()
  const outcomes = await run(async (n) => { if (n === 1) stop.abort() }, { width: 1, signal: stop.signal })
  expect(outcomes).toEqual(['done', 'done', 'waiting', 'waiting', 'waiting', 'waiting'])
})
