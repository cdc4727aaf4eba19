import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { tables } from '../tables.ts'

/** Nobody else bears this number. @throws AppError refused `staff.number-taken` */
export async function requireFreeNumber(ctx: Ctx, number: string, except?: string): Promise<void> {
  const taken = await tables(ctx).selectFrom('staff').select('id').where((eb) => eb(eb.fn('lower', ['work_number']), '=', number.toLowerCase())).executeTakeFirst()
  if (taken && taken.id !== except) throw refused('staff.number-taken', [{ path: 'workNumber', code: 'staff.number-taken' }])
}
