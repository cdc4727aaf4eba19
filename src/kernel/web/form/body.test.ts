import { expect, test } from 'vitest'
import { z } from 'zod'
import { changeBody, changedNames, fieldOf, isRequired, newBody } from './body.ts'

const Open = z.strictObject({ subject: z.string().min(1), note: z.string().min(1).optional(), teamId: z.uuid().nullable().default(null), priority: z.enum(['low', 'high']).default('low') })
const Change = Open.partial().extend({ version: z.int() })

test('a new record is sent whole: emptied fields are left out, the schema fills what nobody asked', () => {
  expect(newBody(Open, ['subject', 'note'], { subject: '灯不亮', note: '' })).toEqual({ subject: '灯不亮', teamId: null, priority: 'low' })
})
test('a change sends its version and only what is different; an emptied field is null where null is taken', () => {
  const at = { subject: '灯不亮', note: 'x', teamId: '0', priority: 'low' }
  expect(changeBody(Change, ['subject', 'note', 'teamId', 'priority'], at, { ...at, priority: 'high', teamId: '' }, 3)).toEqual({ version: 3, priority: 'high', teamId: null })
})
test('nothing, null and an empty text are no difference', () => {
  expect(changedNames(['a', 'b'], { a: null }, { a: '', b: undefined })).toEqual([])
})
test('of a record that is changed, what holds something and cannot be emptied is required, and refused when emptied', () => {
  expect(isRequired(Change, 'subject', { subject: 'x' })).toBe(true)
  expect(isRequired(Change, 'subject', {})).toBe(false)
  expect(isRequired(Change, 'teamId', { teamId: '0' })).toBe(false)
  const body = changeBody(Change, ['subject'], { subject: 'x' }, { subject: '' }, 3)
  expect(Change.safeParse(body).error?.issues[0]?.path).toEqual(['subject'])
})
test('required is what the schema demands', () => {
  expect(isRequired(Open, 'subject')).toBe(true)
  expect(isRequired(Open, 'note')).toBe(false)
  expect(isRequired(Open, 'priority')).toBe(false)
})
test('a fault finds its field however its path is written', () => {
  const names = ['subject', 'contactPoints', 'customer.name', 'customer']
  expect(fieldOf('body.subject', names)).toBe('subject')
  expect(fieldOf('/contactPoints/0/value', names)).toBe('contactPoints')
  expect(fieldOf('customer.name', names)).toBe('customer.name')
  expect(fieldOf('', names)).toBeUndefined()
})
