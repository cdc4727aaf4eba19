import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import type { Bilingual } from '../../kernel/contract.ts'
import { FIELD_OWNERS } from '../../kernel/custom-fields/contract.ts'
import type { CustomField } from '../../kernel/custom-fields/contract.ts'
import { fieldColumn, fieldsOf } from '../../kernel/custom-fields/index.ts'
import type { Facts } from './facts.ts'

/** A company's own fields as what figures are divided by: `fields.KEY` beside the fields of the facts. They are counted from the records every time, since they come and go without a version of the metric. */

const PREFIX = 'fields.'
/** Kinds in which a record has one value out of few. Of several at once the parts would be more than the whole. */
const DIVIDES: readonly CustomField['type'][] = ['choice', 'boolean']

/** Whose own fields these records bear: only where whoever may count them may read the bearer too. */
function bearerOf({ record, permission }: Facts): CustomField['of'] | undefined {
  return FIELD_OWNERS.find((of) => of === record.kind && permission === `${of}.read`)
}

/** The fields in force that divide these facts for this reader; what they may not see does not divide for them. */
export function ownFieldsOf(ctx: Ctx, facts: Facts, over: Facts | null): readonly { field: string; is: CustomField }[] {
  const of = bearerOf(facts)
  if (!of || (over && bearerOf(over) !== of)) return []
  return fieldsOf(ctx, of).flatMap((is) => DIVIDES.includes(is.type) && (!is.personal || ctx.actor.can('personal.read')) ? [{ field: `${PREFIX}${is.key}`, is }] : [])
}

/** The value of a record's own field; undefined for a field of the facts themselves. */
export function ownColumn({ record }: Facts, field: string): RawBuilder<unknown> | undefined {
  return field.startsWith(PREFIX) ? fieldColumn(sql.ref(`f.${record.column}`), field.slice(PREFIX.length)) : undefined
}

/** What the values of an own field are called, those that are no longer offered too; undefined for a field of the facts themselves. */
export function ownOptions(ctx: Ctx, facts: Facts, field: string): ReadonlyMap<string, Bilingual> | undefined {
  const own = field.startsWith(PREFIX) ? ownFieldsOf(ctx, facts, null).find((one) => one.field === field) : undefined
  return own && new Map(own.is.options.map(({ key, name }) => [key, name]))
}
