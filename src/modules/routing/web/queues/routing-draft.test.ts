import { expect, test } from 'vitest'
import { standardRouting } from '../../definitions/standard.ts'
import { bodyOf, draftOf, newQueue, unreached, wanting } from './routing-draft.ts'

const name = { zh: '派单', en: 'Assignment' }
const written = { any: [{ field: 'priority', is: 'equal', value: 'urgent' }, { field: 'hasCustomer', is: 'equal', value: false }] }
const body = {
  name, queues: [
    { key: 'known', name, when: { all: [{ field: 'hasCustomer', is: 'equal', value: true }, { field: 'grade', is: 'one-of', value: ['a', 'b'] }] }, needs: [{ skill: 'install', level: 3 }], by: 'turn' },
    { key: 'written', name, when: written, needs: [], by: 'load' },
    { key: 'all', name, needs: [], by: 'load' },
  ],
}

test('what was opened and not touched is saved as it was, also what columns cannot say', () => {
  expect(bodyOf(draftOf(body))).toEqual(body)
  expect(draftOf(body).queues.map((queue) => [queue.columns, queue.written])).toEqual([[{ hasCustomer: ['true'], grade: ['a', 'b'] }, null], [{}, written], [{}, null]])
  expect(bodyOf(draftOf(standardRouting.body))).toEqual(standardRouting.body)
})
test('both answers to yes or no ask nothing; a queue below one that takes everything is told, and so is what is missing', () => {
  const draft = draftOf(body)
  expect(bodyOf({ ...draft, queues: draft.queues.map((queue) => ({ ...queue, written: null, columns: { hasCustomer: ['true', 'false'] } })) }).queues.map(({ when }) => when)).toEqual([undefined, undefined, undefined])
  const added = { ...newQueue(draft.queues.map(({ key }) => key)), needs: [{ skill: null, level: 3 }] }
  expect(added.key).toBe('queue-4')
  expect(unreached([...draft.queues, added])).toEqual(new Set([added.id]))
  expect(wanting({ name: { zh: '', en: '' }, queues: [added] }).map(({ what }) => what)).toEqual(['name', 'queue-name', 'skill'])
})
