import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemActor } from '../../kernel/actors.ts'
import { openWholeHouse } from '../../../test/whole-house.ts'
import { newId } from '../../kernel/id.ts'
import type { Wish } from './index.ts'
import { deliveriesOf, queueMessage } from './index.ts'

let house: Awaited<ReturnType<typeof openWholeHouse>>
beforeAll(async () => { house = await openWholeHouse() })
afterAll(() => house.close())
const wish = (more: Partial<Wish> = {}): Wish => ({ key: `test:${newId()}`, channel: 'email', about: { kind: 'case', id: newId() }, to: [{ kind: 'email', value: 'li@example.com' }], subject: '您的空调', text: '明天上门。', ...more })
const queue = (asked: Wish) => house.work.unit(systemActor, 'test', (ctx) => queueMessage(ctx, asked))

describe('one key, one message', () => {
  test('fifty at once with one key make one message, and all get its id', async () => {
    const asked = wish()
    const answers = await Promise.all(Array.from({ length: 50 }, () => queue(asked)))
    expect(new Set(answers.map((one) => one.id)).size).toBe(1)
    const deliveries = await house.work.read(systemActor, 'test', (ctx) => deliveriesOf(ctx, [asked.key, 'test:nobody']))
    expect([...deliveries.keys()]).toEqual([asked.key])
    const { rows } = await house.directPool.query('select count(*)::int as n from outgoing_message where id = $1', [answers[0]!.id])
    expect(rows[0].n).toBe(1)
  })
})
