import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { AppError, invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { Customer } from '../contract.ts'
import { customersById, holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'
import { CustomerChecked, WeightsChanged } from './contract.ts'
import type { Profile, profiles } from './contract.ts'
import { profileOf, weightsOf, wordsOf } from './queries.ts'
import { SUBJECT } from './reckon.ts'
import { PROFILE_FIELDS } from './rules.ts'

/**
 * Keeps that words were found right or wrong, and by what. A word that is changed later is unchecked again.
 * @throws AppError invalid `customer.nothing-to-check`, `customer.check-not-yet`
 */
export async function checkWords(ctx: Ctx, id: string, { keys, right, source, on }: z.output<typeof profiles.checkWords.spec.body>): Promise<Profile> {
  await holdCustomer(ctx, id)
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  const day = on ?? today
  if (day > today) throw invalid('on', 'customer.check-not-yet')
  const words = await wordsOf(ctx, (await customersById(ctx, [id]))[0] as Customer)
  const found = keys.map((key) => words.find((one) => one.key === key))
  const missing = found.findIndex((one) => one === undefined)
  if (missing >= 0) throw invalid(`keys.${missing}`, 'customer.nothing-to-check', { keys: words.map((one) => one.key).join(', ') })
  for (const word of found) {
    if (!word) continue
    await tables(ctx).insertInto('customer_field').values({ customer_id: word.ownerId, key: word.key, set_on: null, checked_on: day, right_then: right, source, by_id: ctx.actor.id, at: ctx.now })
      .onConflict((c) => c.columns(['customer_id', 'key']).doUpdateSet({ checked_on: day, right_then: right, source, by_id: ctx.actor.id, at: ctx.now })).execute()
  }
  await ctx.emit(CustomerChecked, id, { keys, right, source, on: day })
  return profileOf(ctx, id)
}

/** A word that was changed has stood as it is since today, and nobody has checked it. Sent, not awaited. */
export function wordsSet(ctx: Ctx, customerId: string, keys: readonly string[]): void {
  const day = dayIn(ctx.settings.get(companyZone), ctx.now)
  for (const key of keys) ctx.send({ text: `insert into customer_field (customer_id, key, set_on, at) values ($1, $2, $3, $4) on conflict (customer_id, key) do update set set_on = excluded.set_on, checked_on = null, right_then = null, source = null, by_id = null, at = excluded.at`, values: [customerId, key, day, ctx.now] })
}

/** How much each field counts, in the order in which profiles show them. */
export async function readWeights(ctx: Ctx) {
  const weights = await weightsOf(ctx)
  return { items: PROFILE_FIELDS.map((field) => ({ field, weight: weights.get(field) ?? 0 })) }
}
/** @throws AppError invalid `request.nothing-to-change`, `customer.weights-empty` when no field would count */
export async function weigh(ctx: Ctx, { items }: z.output<typeof profiles.weigh.spec.body>) {
  const before = await weightsOf(ctx)
  const changed = Object.fromEntries(items.flatMap(({ field, weight }) => (before.get(field) ?? 0) === weight ? [] : [[field, { from: before.get(field) ?? 0, to: weight }]]))
  if (!Object.keys(changed).length) throw new AppError('invalid', 'request.nothing-to-change')
  for (const { field, weight } of items) before.set(field, weight)
  if ([...before.values()].every((weight) => weight === 0)) throw invalid('items', 'customer.weights-empty')
  await sql`insert into customer_weight (field, weight) select field, weight from jsonb_to_recordset(${JSON.stringify(items)}::jsonb) n(field text, weight int) on conflict (field) do update set weight = excluded.weight`.execute(ctx.db)
  await ctx.emit(WeightsChanged, SUBJECT, { changed })
  return readWeights(ctx)
}
