import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { namesOf } from '../../people/index.ts'
import type { Customer } from '../contract.ts'
import { customersById, findCustomer } from '../queries.ts'
import { tables } from '../tables.ts'
import type { Profile, ProfileWord, QualityBoard } from './contract.ts'
import type { ProfileField, Quality } from './rules.ts'
import { CHECKED_FIELDS, COLLECTED_FIELDS, PROFILE_BLOCKS, PROFILE_FIELDS, QUALITIES, appliesTo, completenessOf, isStale } from './rules.ts'
import { completeEnough, staleAfter } from './settings.ts'

const POINTS: Readonly<Record<string, ProfileField>> = { phone: 'phone', sms: 'phone', email: 'email', wechat: 'wechat', address: 'address' }

const isCollected = (field: ProfileField): boolean => (COLLECTED_FIELDS as readonly ProfileField[]).includes(field)

/** Whatever bears a word of its own: a field that is filled, or a contact point. */
export interface Word { field: ProfileField; key: string; ownerId: string; setOn: string }

export async function weightsOf(ctx: Ctx): Promise<Map<ProfileField, number>> {
  const rows = await tables(ctx).selectFrom('customer_weight').selectAll().execute()
  return new Map(rows.map((row) => [row.field as ProfileField, row.weight]))
}

/** The words of a customer that can be checked, with the record each belongs to. */
export async function wordsOf(ctx: Ctx, customer: Customer): Promise<Word[]> {
  const zone = ctx.settings.get(companyZone)
  const points = customer.contactPoints.length ? await tables(ctx).selectFrom('contact_point').select(['id', 'created_at']).where('id', 'in', customer.contactPoints.map((one) => one.id)).execute() : []
  const made = new Map(points.map((row) => [row.id, dayIn(zone, row.created_at)]))
  const has = (field: (typeof CHECKED_FIELDS)[number]) => field === 'name' ? customer.name !== '' && customer.name !== '?' : field === 'birthday' ? (customer.birthday ?? customer.lunarBirthday) !== null : customer[field] !== null
  return [
    ...CHECKED_FIELDS.filter((field) => appliesTo(field, customer.type) && has(field)).map((field) => ({ field, key: field, ownerId: customer.id, setOn: dayIn(zone, customer.createdAt) })),
    ...customer.contactPoints.flatMap((point) => POINTS[point.kind] ? [{ field: POINTS[point.kind] as ProfileField, key: point.id, ownerId: point.customerId, setOn: made.get(point.id) ?? dayIn(zone, customer.createdAt) }] : []),
  ]
}

/** How complete, checked and fresh a profile is, block by block. @throws AppError not-found `customer.not-found` */
export async function profileOf(ctx: Ctx, id: string): Promise<Profile> {
  await findCustomer(ctx, id)
  const customer = (await customersById(ctx, [id]))[0] as Customer
  const [words, weights, standing] = await Promise.all([wordsOf(ctx, customer), weightsOf(ctx), sql<{ filled: ProfileField[]; applies: ProfileField[] }>`select filled, applies from customer_profile_now where id = ${id}::uuid`.execute(ctx.db)])
  const marks = words.length ? await tables(ctx).selectFrom('customer_field').selectAll().where('customer_id', 'in', [...new Set(words.map((one) => one.ownerId))]).where('key', 'in', words.map((one) => one.key)).execute() : []
  const names = await namesOf(ctx, marks.flatMap((row) => row.by_id ?? []))
  const [today, staleDays] = [dayIn(ctx.settings.get(companyZone), ctx.now), ctx.settings.get(staleAfter)]
  const filled = new Set(standing.rows[0]?.filled ?? [])
  const told = (word: Word): ProfileWord => {
    const mark = marks.find((row) => row.key === word.key && row.customer_id === word.ownerId)
    const setOn = mark?.set_on ?? word.setOn
    const lastOn = mark?.checked_on && mark.checked_on > setOn ? mark.checked_on : setOn
    return {
      field: word.field, key: word.key, filled: true, weight: weights.get(word.field) ?? 0, setOn,
      checked: mark?.checked_on ? { on: mark.checked_on, right: mark.right_then === true, source: mark.source as never, by: mark.by_id ? names.get(mark.by_id) ?? null : null } : null, stale: isStale(lastOn, today, staleDays),
    }
  }
  const asked = PROFILE_FIELDS.filter((field) => appliesTo(field, customer.type) && (!isCollected(field) || (standing.rows[0]?.applies ?? []).includes(field))).map((field) => ({ field, weight: weights.get(field) ?? 0, filled: filled.has(field) }))
  return {
    completeness: completenessOf(asked) ?? 100, enough: ctx.settings.get(completeEnough), staleDays,
    blocks: PROFILE_BLOCKS.flatMap(({ key, fields }) => {
      const own = asked.filter((one) => (fields as readonly ProfileField[]).includes(one.field))
      const shown = own.flatMap((one): ProfileWord[] => {
        const of = words.filter((word) => word.field === one.field)
        return of.length ? of.map(told) : one.weight > 0 || one.filled ? [{ field: one.field, key: null, filled: one.filled, weight: one.weight, setOn: null, checked: null, stale: false }] : []
      })
      return shown.length ? [{ key, completeness: completenessOf(own), words: shown }] : []
    }),
  }
}

/** Of a list of customers, those that stand on a worklist of who looks after profiles. */
export function ofQuality(ctx: Ctx, quality: Quality): RawBuilder<boolean> {
  const where = qualitySql(ctx, quality)
  return sql<boolean>`t.id in (select p.customer_id from customer_profile p where ${where})`
}
function qualitySql(ctx: Ctx, quality: Quality): RawBuilder<boolean> {
  switch (quality) {
    case 'duplicate': return sql<boolean>`p.alike <> '{}'`
    case 'wrong': return sql<boolean>`p.wrong`
    case 'stale': return sql<boolean>`p.oldest_on < ${dayIn(ctx.settings.get(companyZone), ctx.now)}::date - ${sql.lit(ctx.settings.get(staleAfter))}::int`
    case 'incomplete': return sql<boolean>`p.completeness < ${sql.lit(ctx.settings.get(completeEnough))}`
    default: return sql<boolean>`p.missing @> array[${quality.slice('missing-'.length)}]::text[]`
  }
}

const COUNTED = 10_000
/** How many profiles stand on each worklist. */
export async function qualityBoard(ctx: Ctx): Promise<QualityBoard> {
  const counts = sql.join(QUALITIES.map((quality) => sql`(select count(*)::int from (select from customer_profile p where ${qualitySql(ctx, quality)} limit ${sql.lit(COUNTED + 1)}) q) as ${sql.ref(quality)}`))
  const { rows: [row] } = await sql<Record<string, number>>`select ${counts}`.execute(ctx.db)
  const { rows: [mean] } = await sql<{ mean: number | null }>`select round(avg(completeness), 1)::double precision as mean from (select completeness from customer_profile limit 200000) p`.execute(ctx.db)
  return {
    lists: QUALITIES.map((quality) => ({ quality, n: Math.min(row?.[quality] ?? 0, COUNTED), more: (row?.[quality] ?? 0) > COUNTED })),
    enough: ctx.settings.get(completeEnough), staleDays: ctx.settings.get(staleAfter), completeness: mean?.mean ?? null,
  }
}
