import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { beat } from '../../../kernel/module.ts'
import { living, tokensOf } from '../duplicates.ts'
import { foldedName } from '../names.ts'
import { reckonSegments } from '../segments/reckon.ts'
import { tables } from '../tables.ts'
import { WeightsReckoned } from './contract.ts'

/** What profiles lack, kept beside them, so that lists of what has to be tidied are found at once. */

/** More records than this alike are a shared switchboard or a common name. */
const MOST_ALIKE = 20
const AT_ONCE = 500

/** The weights' number: rows that bear another have still to be reckoned. */
const weightsNow = async (ctx: Ctx): Promise<number> => Number((await sql<{ n: string }>`select ('x' || substr(md5(coalesce(string_agg(field || weight, ',' order by field), '')), 1, 7))::bit(28)::int + 1 as n from customer_weight`.execute(ctx.db)).rows[0]?.n ?? 1)

/** Reckons the profiles of these customers, whichever of their records is named; whoever is gone or part of another has none. */
export async function reckonProfiles(ctx: Ctx, named: readonly string[]): Promise<void> {
  if (!named.length) return
  const rows = await tables(ctx).selectFrom('customer').select(['id', 'merged_into_id']).where('id', 'in', named).execute()
  const ids = [...new Set([...named, ...rows.map((row) => row.merged_into_id ?? row.id)])].sort()
  const weights = await weightsNow(ctx)
  const before = await tables(ctx).selectFrom('customer_profile').select(['customer_id', 'alike']).where('customer_id', 'in', ids).orderBy('customer_id').forUpdate().execute()
  await sql`insert into customer_profile (customer_id, completeness, missing, oldest_on, wrong, alike, weights)
    select id, completeness, missing, oldest_on, wrong, '{}', ${weights} from customer_profile_now where id = any(${ids}::uuid[]) order by id
    on conflict (customer_id) do update set completeness = excluded.completeness, missing = excluded.missing, oldest_on = excluded.oldest_on, wrong = excluded.wrong, weights = excluded.weights
    where (customer_profile.completeness, customer_profile.missing, customer_profile.oldest_on, customer_profile.wrong, customer_profile.weights) is distinct from (excluded.completeness, excluded.missing, excluded.oldest_on, excluded.wrong, excluded.weights)`.execute(ctx.db)
  await tables(ctx).deleteFrom('customer_profile').where('customer_id', 'in', ids).where('customer_id', 'not in', (db) => db.selectFrom('customer').select('id').where('id', 'in', ids).where('deleted_at', 'is', null).where('merged_into_id', 'is', null)).execute()
  await keepAlike(ctx, ids, new Map(before.map((row) => [row.customer_id, row.alike])))
}

/** Who is alike is kept on both sides: whoever was alike before and is no more forgets it too. */
async function keepAlike(ctx: Ctx, ids: readonly string[], before: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const names = await tables(ctx).selectFrom('customer').select(['id', 'name', 'type', 'region']).where('id', 'in', ids).where('deleted_at', 'is', null).where('merged_into_id', 'is', null).execute()
  const named = names.filter((row) => row.name.length > 1 && (row.type === 'organisation' || row.region !== null)).map((row) => ({ id: row.id, name: row.name, folded: foldedName(row.name), type: row.type, region: row.region }))
  const { rows } = await sql<{ id: string; other: string }>`
    select distinct id, other from (
      select w.id, o.customer_id as other from unnest(${names.map((row) => row.id)}::uuid[]) w(id), lateral (
        select distinct k.customer_id from ${tokensOf(sql`w.id`)} mine,
          lateral (select t.customer_id from contact_token t where t.token = mine.token and t.customer_id <> w.id limit ${sql.lit(MOST_ALIKE)}) k
        limit ${sql.lit(MOST_ALIKE)}) o
      union all
      select n.id, o.id from jsonb_to_recordset(${JSON.stringify(named)}::jsonb) n(id uuid, name text, folded text, type text, region text), lateral (
        (select c.id from customer c where c.name = n.name and c.deleted_at is null and c.id <> n.id and c.type = n.type and (n.type = 'organisation' or c.region = n.region) limit ${sql.lit(MOST_ALIKE)})
        union
        (select k.customer_id from customer_key k where k.kind = 'name' and k.value = n.folded and k.customer_id <> n.id
          and (select c.type = n.type and (n.type = 'organisation' or c.region = n.region) from customer c where c.id = k.customer_id) limit ${sql.lit(MOST_ALIKE)})
        limit ${sql.lit(MOST_ALIKE)}) o
    ) a where ${living(sql`a.other`)}`.execute(ctx.db)
  const now = Map.groupBy(rows, (row) => row.id)
  const changed: { id: string; alike: string[] }[] = []
  const [gone, come]: [{ at: string; other: string }[], { at: string; other: string }[]] = [[], []]
  for (const id of ids) {
    const [was, is] = [before.get(id) ?? [], (now.get(id) ?? []).map((row) => row.other).sort().slice(0, MOST_ALIKE)]
    if (was.length === is.length && was.every((other, at) => other === is[at])) continue
    changed.push({ id, alike: is })
    gone.push(...was.filter((other) => !is.includes(other)).map((at) => ({ at, other: id })))
    come.push(...is.filter((other) => !was.includes(other)).map((at) => ({ at, other: id })))
  }
  if (changed.length) await sql`update customer_profile p set alike = array(select jsonb_array_elements_text(n.alike))::uuid[] from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) n(id uuid, alike jsonb) where p.customer_id = n.id`.execute(ctx.db)
  if (gone.length) await sql`update customer_profile p set alike = array(select unnest(p.alike) except select unnest(n.others) order by 1) from (select at, array_agg(other) as others from jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) g(at uuid, other uuid) group by at) n where p.customer_id = n.at`.execute(ctx.db)
  if (come.length) await sql`update customer_profile p set alike = (array(select unnest(p.alike) union select unnest(n.others) order by 1))[1:${sql.lit(MOST_ALIKE)}] from (select at, array_agg(other) as others from jsonb_to_recordset(${JSON.stringify(come)}::jsonb) g(at uuid, other uuid) group by at) n where p.customer_id = n.at`.execute(ctx.db)
}

/** Works through the profiles that were reckoned by other weights, or never. */
export const reckonDue = beat('customers.reckon-profiles', 60, async (ctx) => {
  const weights = await weightsNow(ctx)
  const rows = await tables(ctx).selectFrom('customer_profile').select('customer_id').where('weights', '<>', weights).orderBy('customer_id').limit(AT_ONCE).execute()
  if (!rows.length) return false
  await reckonProfiles(ctx, rows.map((row) => row.customer_id))
  await reckonSegments(ctx, { customerIds: rows.map((row) => row.customer_id) })
  if (rows.length < AT_ONCE) await ctx.emit(WeightsReckoned, SUBJECT, {})
  return rows.length === AT_ONCE
})
/** What the weights' events are about: there is one set of them. */
export const SUBJECT = '00000000-0000-7000-8000-0000000c0de5'
