import type { Ctx } from './context.ts'
import type { Permission } from './contract.ts'
import { AppError } from './errors.ts'

/**
 * Two deeds at one record that nobody may do both of: who wrote a document does not approve it. A module declares each once, under the
 * code of the refusal, and asks `keepApart` where the second deed is done; people see the list beside the roles.
 */
export interface Separation {
  /** The code of the refusal, which says the rule in words. */
  key: `${string}.${string}`
  /** The permissions of the two deeds: a role that holds both can still not do both at one record. */
  first: Permission
  second: Permission
}
export const separation = (key: Separation['key'], first: Permission, second: Permission): Separation => ({ key, first, second })

/**
 * Refuses the second deed to whoever did the first at this record.
 * @param doers who did the first deed; nobody's id may stand among them as null
 * @throws AppError forbidden with the rule's key
 */
export function keepApart(ctx: Pick<Ctx, 'actor'>, { key }: Separation, doers: readonly (string | null)[]): void {
  if (ctx.actor.id !== null && doers.includes(ctx.actor.id)) throw new AppError('forbidden', key)
}
