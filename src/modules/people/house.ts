import type { Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Accounts } from './accounts.ts'

/**
 * The accounts of each running house, found by its settings, which live as long as it does: handlers are the same for all houses of a
 * process, and a command line or a migration has none.
 */
const byHouse = new WeakMap<object, Accounts>()
export const settle = (house: Pick<Ctx, 'settings'>, accounts: Accounts) => void byHouse.set(house.settings, accounts)

export function accountsOf(house: Pick<Ctx, 'settings'>): Accounts {
  const found = byHouse.get(house.settings)
  if (!found) throw new AppError('unavailable', 'auth.not-open')
  return found
}

/** Who people are has changed: this node forgets when the unit has committed; other nodes when they hear of it. */
export const forgetPeople = (ctx: Pick<Ctx, 'settings' | 'afterCommit'>): void => ctx.afterCommit(() => byHouse.get(ctx.settings)?.forget())
