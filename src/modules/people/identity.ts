import type { OpenIdentity } from '../../kernel/identity.ts'
import { openAccounts } from './accounts.ts'
import { readActor } from './actors.ts'
import { openAuth, providerOf } from './auth.ts'
import { openSession } from './commands/sessions.ts'
import { needsSetup } from './commands/set-up.ts'
import { settle } from './house.ts'
import { mountProvider } from './provider.ts'
import { namesOf } from './queries.ts'

/** Kinds of events after which every node looks anew at who people are. */
const CHANGED_BY = [
  'staff.changed', 'staff.left', 'staff.returned', 'role.assigned', 'role.withdrawn', 'team.made', 'team.changed', 'department.changed', 'password.changed', 'second-factor.changed', 'token.revoked', 'delegation.made', 'delegation.ended',
  'setting.changed', 'definition.changed', 'definition.shipped',
]

/** A module above says once, while it is loaded, after which of its events people are looked at anew. */
export const alsoChangedBy = (...kinds: readonly string[]): void => void CHANGED_BY.push(...kinds)

/** What the roof needs of people: who calls, and what they are called. */
export const openIdentity: OpenIdentity = async ({ work, directUrl, logger, publicUrl }) => {
  const auth = openAuth({
    directUrl, vault: work.vault, logger, clock: work.clock, publicUrl, provider: providerOf(process.env),
    cameIn: async (staffId) => { await openSession(work, staffId, 'oidc', false) },
  })
  const accounts = openAccounts(work, auth)
  settle(work, accounts)
  return {
    actorOf: accounts.actorOf, fresh: accounts.fresh, forget: accounts.forget, changedBy: CHANGED_BY, needsSetup, namesOf, staff: readActor,
    routes: (app) => mountProvider(app, auth),
    close: () => auth.pool.end(),
  }
}
