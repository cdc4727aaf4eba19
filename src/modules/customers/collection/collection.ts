import type { z } from 'zod'
import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { invalid, notFound } from '../../../kernel/errors.ts'
import { companyLanguage, companyZone } from '../../../kernel/frame.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { namesOf } from '../../people/index.ts'
import { addTask, cancelTask, finishTask } from '../../tasks/index.ts'
import { ContactPointAdded, CustomerChanged, DocumentAdded } from '../contract.ts'
import { customerFamily } from '../family.ts'
import { findCustomer, holdCustomer } from '../queries.ts'
import { reckonProfiles } from '../profile/reckon.ts'
import { CATEGORIES, PROFILE_BLOCKS } from '../profile/rules.ts'
import type { Category, ProfileField } from '../profile/rules.ts'
import { tables } from '../tables.ts'
import type { AskToCollect, Collect, Collection } from './contract.ts'
import { CollectionAsked, CustomerCollected } from './contract.ts'

/** Who collects when nobody is named (001 §2.1: 客户信息集专员). */
const SPECIALISTS = 'info_specialist'
const MOST_ENTRIES = 50
const PERSONAL: readonly ProfileField[] = PROFILE_BLOCKS.flatMap(({ key, fields }) => key === 'basic' || key === 'reach' ? fields : [])

interface Standing { completeness: number; filled: ProfileField[]; missing: ProfileField[] }
async function standingOf(ctx: Ctx, id: string): Promise<Standing> {
  const { rows: [row] } = await sql<Standing>`select round(completeness, 1)::double precision as completeness, filled, missing from customer_profile_now where id = ${id}::uuid`.execute(ctx.db)
  if (!row) throw notFound('customer')
  return row
}
const isFilled = (category: Category, { filled, missing }: Standing): boolean => category === 'personal' ? !missing.some((field) => PERSONAL.includes(field)) : filled.includes(category)

/** What was collected of a customer, whichever of their records it was told to. @throws AppError not-found `customer.not-found` */
export async function collectionOf(ctx: Ctx, customerId: string): Promise<Collection> {
  const { id: found, merged_into_id } = await findCustomer(ctx, customerId)
  const id = merged_into_id ?? found
  const family = await customerFamily(ctx, id)
  const [standing, asked, rows] = await Promise.all([
    standingOf(ctx, id), tables(ctx).selectFrom('customer_collection').select('category').where('customer_id', '=', id).execute(),
    tables(ctx).selectFrom('customer_collected').selectAll().where('customer_id', 'in', family).orderBy('id', 'desc').limit(MOST_ENTRIES).execute(),
  ])
  const words = rows.length ? await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.customer_id, value: row.words }))) : []
  const names = await namesOf(ctx, rows.flatMap((row) => row.by_id ?? []))
  return {
    completeness: standing.completeness,
    categories: CATEGORIES.map((category) => ({
      category, asked: asked.some((one) => one.category === category), filled: isFilled(category, standing), missing: category === 'personal' ? standing.missing.filter((field) => PERSONAL.includes(field)) : [],
      entries: rows.flatMap((row, at) => row.category === category && words[at] != null ? [{ id: row.id, words: words[at], source: row.source as never, on: row.heard_on, by: row.by_id ? names.get(row.by_id) ?? null : null }] : []),
    })),
  }
}

/** Writes down what was heard. @throws AppError not-found `customer.not-found`, invalid `customer.check-not-yet` */
export async function collect(ctx: Ctx, customerId: string, { items, source, on: day }: z.output<typeof Collect>): Promise<Collection> {
  await holdCustomer(ctx, customerId)
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  if (day && day > today) throw invalid('on', 'customer.check-not-yet')
  for (const { category, words } of items) {
    await tables(ctx).insertInto('customer_collected').values({ id: newId(), customer_id: customerId, category, words: await ctx.vault.seal(ctx, customerId, words.trim()), source, heard_on: day ?? today, by_id: ctx.actor.id, at: ctx.now }).execute()
  }
  await ctx.emit(CustomerCollected, customerId, { categories: [...new Set(items.map(({ category }) => category))] })
  await reckonProfiles(ctx, [customerId])
  return collectionOf(ctx, customerId)
}

/** Gives a task for each customer whose categories are not all there. @returns how many @throws AppError not-found `customer.not-found`, invalid `customer-collection.due-past` */
export async function askToCollect(ctx: Ctx, { customerIds, categories, ownerId, dueAt }: z.output<typeof AskToCollect>): Promise<{ given: number }> {
  if (dueAt <= ctx.now) throw invalid('dueAt', 'customer-collection.due-past')
  let given = 0
  for (const id of [...new Set(customerIds)].toSorted()) {
    await holdCustomer(ctx, id)
    const standing = await standingOf(ctx, id)
    const wanted = categories.filter((category) => !isFilled(category, standing))
    await ctx.emit(CollectionAsked, id, { categories: wanted })
    if (!wanted.length) continue
    const key = `customer-collection:${id}:${newId()}`
    const named = (locale: 'zh-CN' | 'en') => wanted.map((category) => say(locale, `customer-collection.category.${category}`)).join(locale === 'en' ? ', ' : '、')
    await addTask(ctx, {
      key, title: { zh: `采集客户信息：${named('zh-CN')}`.slice(0, 120), en: `Collect of a customer: ${named('en')}`.slice(0, 120) }, ...(ownerId ? { ownerId } : { roleKey: SPECIALISTS }), dueAt,
      about: { kind: 'customer', id }, source: { kind: 'customer', id }, path: `/customers/${id}`,
    })
    const before = await tables(ctx).selectFrom('customer_collection').select('task_key').distinct().where('customer_id', '=', id).where('category', 'in', wanted).execute()
    await tables(ctx).insertInto('customer_collection').values(wanted.map((category) => ({ customer_id: id, category, asked_by: ctx.actor.id, asked_at: ctx.now, task_key: key })))
      .onConflict((c) => c.columns(['customer_id', 'category']).doUpdateSet({ asked_by: ctx.actor.id, asked_at: ctx.now, task_key: key })).execute()
    // What is asked anew is asked by the new task alone.
    const left = new Set((await tables(ctx).selectFrom('customer_collection').select('task_key').where('customer_id', '=', id).execute()).map(({ task_key }) => task_key))
    for (const { task_key } of before) if (!left.has(task_key)) await cancelTask(ctx, { key: task_key }, say(ctx.settings.get(companyLanguage), 'customer-collection.asked-anew'))
    given++
  }
  await reckonProfiles(ctx, customerIds)
  return { given }
}

/** A task ends by itself once all that it asked for is there, whoever brought it. */
export const collectionsFollow = on([CustomerCollected, CustomerChanged, ContactPointAdded, DocumentAdded], 'customers.collections', async (ctx, events) => {
  const ids = [...new Set(events.map(({ subjectId }) => subjectId))]
  const asked = await tables(ctx).selectFrom('customer_collection').select(['customer_id', 'category', 'task_key']).where('customer_id', 'in', ids).execute()
  for (const [key, own] of Map.groupBy(asked, (row) => row.task_key)) {
    const { rows: [standing] } = await sql<Standing>`select completeness::double precision as completeness, filled, missing from customer_profile_now where id = ${own[0]?.customer_id}::uuid`.execute(ctx.db)
    if (standing && own.every(({ category }) => isFilled(category, standing))) await finishTask(ctx, { key })
  }
})
