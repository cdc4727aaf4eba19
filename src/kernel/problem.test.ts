import { expect, test } from 'vitest'
import { problemOf } from './problem.ts'

test.each([
  ['a connection that could not be opened in time', new Error('timeout expired'), 'server.database-away'],
  ['a pool that had nothing left', new Error('timeout exceeded when trying to connect'), 'server.database-away'],
  ['a statement that took longer than it may', Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' }), 'server.busy'],
])('%s is told as 503, to be tried again, and as nobody’s fault', (_, thrown, code) => {
  const { problem, retryAfterSeconds, unexpected } = problemOf(thrown, 'en', 'r-1')
  expect(problem).toMatchObject({ status: 503, code })
  expect({ retryAfterSeconds, unexpected: unexpected ?? false }).toEqual({ retryAfterSeconds: 2, unexpected: false })
})
