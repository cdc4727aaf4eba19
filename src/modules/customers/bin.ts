import { z } from 'zod'
import { beat } from '../../kernel/module.ts'
import { setting } from '../../kernel/settings.ts'
import { eraseCustomers } from './commands/remove-customer.ts'
import { tables } from './tables.ts'

/** How long a removed customer can be restored; then every personal value is destroyed. */
export const binDays = setting('customers.bin-days', z.int().min(1).max(3_650), 30, 'days')

const AT_ONCE = 200
/** Empties the bin of what has lain in it for its days. */
export const emptyBin = beat('customers.empty-bin', 3_600, async (ctx) => {
  const before = new Date(ctx.now.getTime() - ctx.settings.get(binDays) * 86_400_000)
  const rows = await tables(ctx).selectFrom('customer').select('id').where('deleted_at', '<', before).where('erased_at', 'is', null).orderBy('deleted_at').limit(AT_ONCE).forUpdate().execute()
  await eraseCustomers(ctx, rows.map((row) => row.id))
  return rows.length === AT_ONCE
})
