import { sql } from 'kysely'
import { on } from '../../kernel/module.ts'
import { CustomerAdded, CustomerChanged, CustomerMerged, CustomerUnmerged } from './contract.ts'
import { keysOfName } from './names.ts'
import type { CustomerKeyRow } from './tables.ts'
import { tables } from './tables.ts'

/** Makes names findable, within a second and outside of the create: the GIN index and the pinyin dictionary would slow it down. */
export const keyNames = on([CustomerAdded, CustomerChanged, CustomerMerged, CustomerUnmerged], 'customers.keys', async (ctx, events) => {
  const named = events.filter(({ kind, data }) => kind !== CustomerChanged.kind || ('changed' in data && 'name' in data.changed))
  const told = [...new Set(named.flatMap(({ subjectId, data }) => 'intoId' in data ? [subjectId, data.intoId] : [subjectId]))]
  if (!told.length) return
  // A record that has become part of another is found by its name there.
  const ids = (await tables(ctx).selectFrom('customer').select((eb) => eb.fn.coalesce('merged_into_id', 'id').as('id')).where('id', 'in', told).execute()).map((row) => row.id)
  // The lock keeps the keys and the name together when somebody renames the customer in this moment.
  const rows = await tables(ctx).selectFrom('customer').select(['id', 'name', 'merged_into_id']).where((eb) => eb.or([eb('id', 'in', ids), eb('merged_into_id', 'in', ids)])).where('erased_at', 'is', null).orderBy('id').forShare().execute()
  const keys = rows.flatMap((row) => keysOfName(row.merged_into_id ?? row.id, row.name))
  const wanted = new Map(keys.map((key) => [keyOf(key), key]))
  // Most names stay as they were, and each key costs its place in three indexes.
  const before = await tables(ctx).selectFrom('customer_key').select(['customer_id', 'kind', 'value']).where('customer_id', 'in', [...new Set([...ids, ...told, ...rows.map((row) => row.id)])]).execute()
  const stale = before.filter((key) => !wanted.delete(keyOf(key)))
  if (stale.length) {
    await sql`delete from customer_key k using unnest(${stale.map((key) => key.customer_id)}::uuid[], ${stale.map((key) => key.kind)}::text[], ${stale.map((key) => key.value)}::text[]) s(id, kind, value)
      where k.customer_id = s.id and k.kind = s.kind and k.value = s.value`.execute(ctx.db)
  }
  if (wanted.size) tables.insert(ctx, 'customer_key', [...wanted.values()])
})

const keyOf = ({ customer_id, kind, value }: Pick<CustomerKeyRow, 'customer_id' | 'kind' | 'value'>) => `${customer_id} ${kind} ${value}`
