import { on } from '../../kernel/module.ts'
import { CustomerAdded, CustomerChanged } from './contract.ts'
import { keysOfName } from './names.ts'
import { tables } from './tables.ts'

/** Makes names findable, within a second and outside of the create: the GIN index and the pinyin dictionary would slow it down. */
export const keyNames = on([CustomerAdded, CustomerChanged], 'customers.keys', async (ctx, events) => {
  const named = events.filter(({ kind, data }) => kind === CustomerAdded.kind || ('changed' in data && 'name' in data.changed))
  const ids = [...new Set(named.map((event) => event.subjectId))]
  if (!ids.length) return
  // The lock keeps the keys and the name together when somebody renames the customer in this moment.
  const rows = await tables(ctx).selectFrom('customer').select(['id', 'name']).where('id', 'in', ids).where('erased_at', 'is', null).orderBy('id').forShare().execute()
  await tables(ctx).deleteFrom('customer_key').where('customer_id', 'in', ids).execute()
  const keys = rows.flatMap((row) => keysOfName(row.id, row.name))
  if (keys.length) tables.insert(ctx, 'customer_key', keys)
})
