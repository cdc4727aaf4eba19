import { answer } from '../../kernel/module.ts'
import { ContactPointsAsked } from '../messages/contract.ts'
import { contactPointsById, findCustomer } from './queries.ts'
import { tables } from './tables.ts'

/** Says where customers can be reached, to whoever writes to them: those of a customer in the reader's sight, or some by their ids. */
export const reachedAt = answer(ContactPointsAsked, 'customers.contact-points', async (ctx, { ids = [], customerId }) => {
  if (customerId) await findCustomer(ctx, customerId)
  const own = customerId ? await tables(ctx).selectFrom('contact_point').select(['id', 'label']).where('customer_id', '=', customerId).where('removed_at', 'is', null).orderBy('id').execute() : []
  const labels = new Map(own.map((row) => [row.id, row.label]))
  const points = await contactPointsById(ctx, [...own.map((row) => row.id), ...ids])
  return [...points.values()].map(({ id, customerId: of, kind, value }) => ({ id, customerId: of, kind, value, label: labels.get(id) ?? null }))
})
