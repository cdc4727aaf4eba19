import { answer } from '../../kernel/module.ts'
import { FormSubject, PickedName } from '../forms/contract.ts'
import type { Ctx } from '../../kernel/context.ts'
import { findCustomer } from './queries.ts'

/** What forms are told of customers they are filled about or that are picked in them; nothing where one is out of sight. */
const seen = async (ctx: Ctx, kind: string, id: string) => kind === 'customer' && ctx.actor.can('customer.read') ? await findCustomer(ctx, id).catch(() => undefined) : undefined

export const formsAboutCustomers = answer(FormSubject, 'customers.form-subject', async (ctx, { kind, id }) => {
  const found = await seen(ctx, kind, id)
  return found ? [{ title: found.name, path: `/customers/${id}`, customerId: id, staffId: null, teamId: null }] : []
})
export const pickedCustomers = answer(PickedName, 'customers.picked-name', async (ctx, { kind, id }) => {
  const found = await seen(ctx, kind, id)
  return found ? [{ name: found.name }] : []
})
