import type { Ctx } from '../../../kernel/context.ts'
import { fieldValuesOf, writeFields } from '../../../kernel/custom-fields/index.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { CustomerChanged } from '../contract.ts'
import type { ChangeCustomer, Customer } from '../contract.ts'
import { cleanName, holdsNumber } from '../names.ts'
import { notBornYet } from './add-customer.ts'
import { keepGrading, standingOf } from '../grading.ts'
import { wordsSet } from '../profile/check.ts'
import { CHECKED_FIELDS } from '../profile/rules.ts'
import { findCustomer, getCustomer, holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'
import type { CustomerRow } from '../tables.ts'

const CLEAR = ['type', 'title', 'region', 'industry', 'size', 'language'] as const
const DAYS = { birthday: 'birthday', lunarBirthday: 'lunar_birthday' } as const

/**
 * Changes what was sent; a stale version answers 409. The log tells every changed field, and the values of name and birthdays sealed.
 *
 * @throws AppError conflict `record.stale`, `customer.removed`; invalid `customer.name-empty`, `customer.not-born-yet`, `customer.name-holds-number`, `customer.grade-unknown`, `customer.grade-not-yet`; forbidden without customer.grade
 */
export async function changeCustomer(ctx: Ctx, id: string, { version, fields: own, ...fields }: ChangeCustomer): Promise<Customer> {
  const before = await hold(ctx, id)
  if (before.version !== version) throw conflict('record.stale', await getCustomer(ctx, id))
  const changed: Record<string, { from?: string | boolean | null; to?: string | boolean | null }> = {}
  const personal: Record<string, { from: string | null; to: string | null }> = {}
  const row: Partial<CustomerRow> = {}

  for (const key of CLEAR) {
    const to = fields[key]
    if (to === undefined || to === before[key]) continue
    changed[key] = { from: before[key], to }
    Object.assign(row, { [key]: to })
  }
  const name = fields.name === undefined ? before.name : cleanName(fields.name)
  if (!name) throw invalid('name', 'customer.name-empty')
  if (holdsNumber(name)) throw invalid('name', 'customer.name-holds-number')
  if (name !== before.name) {
    personal['name'] = { from: before.name, to: name }
    row.name = name
  }
  for (const [key, column] of Object.entries(DAYS) as ['birthday' | 'lunarBirthday', 'birthday' | 'lunar_birthday'][]) {
    const to = fields[key]
    if (to === undefined) continue
    if (key === 'birthday' && to && notBornYet(ctx, to)) throw invalid('birthday', 'customer.not-born-yet')
    const sealed = before[column]
    const from = sealed ? (await ctx.vault.open(ctx, [{ subjectId: id, value: sealed }]))[0] ?? null : null
    if (from === to) continue
    personal[key] = { from, to }
    row[column] = to ? await ctx.vault.seal(ctx, id, to) : null
  }

  const standing = standingOf(ctx, before, fields)
  Object.assign(row, standing)
  for (const [column, to] of Object.entries(standing)) changed[column === 'grade_from' ? 'gradeFrom' : column] = { from: before[column as keyof typeof standing], to }

  const ownChanged = own ? await writeFields(ctx, 'customer', { ownerId: id, kind: row.type ?? before.type, given: own, before: (await fieldValuesOf(ctx, 'customer', [id], { whole: true })).get(id) ?? {} }) : {}
  if (!Object.keys(row).length && !Object.keys(ownChanged).length) throw new AppError('invalid', 'request.nothing-to-change')
  await tables(ctx).updateTable('customer').set({ ...dropUndefined(row), version: version + 1 }).where('id', '=', id).execute()
  keepGrading(ctx, id, standing)
  wordsSet(ctx, id, [...new Set([...Object.keys(changed), ...Object.keys(personal)].map((key) => key === 'lunarBirthday' ? 'birthday' : key))].filter((key) => (CHECKED_FIELDS as readonly string[]).includes(key)))
  const hasPersonal = Object.keys(personal).length > 0
  await ctx.emit(CustomerChanged, id, { customerId: id, changed: { ...changed, ...ownChanged, ...Object.fromEntries(Object.keys(personal).map((key) => [key, {}])) }, personal: hasPersonal ? personal : null })
  return getCustomer(ctx, id)
}

async function hold(ctx: Ctx, id: string): Promise<CustomerRow> {
  if ((await findCustomer(ctx, id)).deleted_at) throw conflict('customer.is-removed', await getCustomer(ctx, id))
  return holdCustomer(ctx, id)
}
