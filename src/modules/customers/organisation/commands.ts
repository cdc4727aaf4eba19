import { sql } from 'kysely'
import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { addCustomer } from '../commands/add-customer.ts'
import { findCustomer, getCustomer, holdCustomer } from '../queries.ts'
import { tables } from '../tables.ts'
import type { AffiliationRow } from '../tables.ts'
import type { AddPerson, Affiliation, ChangeAffiliation, Tree } from './contract.ts'
import { JoinedOrganisation, LeftOrganisation, OrganisationPlaced, PersonAdded, PersonChanged, PersonRemoved } from './contract.ts'
import { getAffiliation, organisationsAbove, treeOf } from './queries.ts'
import { DEEPEST } from './rules.ts'

/** One main contact an organisation: the one before steps back. Whoever calls holds the organisation. */
const stepBack = (ctx: Ctx, organisationId: string) => tables(ctx).updateTable('customer_affiliation').set((eb) => ({ main: false, version: eb('version', '+', 1) })).where('organisation_id', '=', organisationId).where('main', '=', true).execute()

/**
 * Adds somebody to an organisation: a customer on file, or a new record.
 * @throws AppError invalid `customer-affiliation.no-organisation`, `customer-affiliation.no-person`; conflict `customer-affiliation.already`
 */
export async function addPerson(ctx: Ctx, organisationId: string, { personId, person, role, position = null, main }: z.output<typeof AddPerson>): Promise<Affiliation> {
  const organisation = await holdCustomer(ctx, organisationId)
  if (organisation.type !== 'organisation' || organisation.merged_into_id) throw invalid('id', 'customer-affiliation.no-organisation')
  const id = newId()
  const added = person ? (await addCustomer(ctx, { ...person, type: 'person' }, 'person')).id : personId as string
  if (!person) {
    const known = await findCustomer(ctx, added, 'customer.write')
    if (known.type !== 'person' || known.deleted_at || known.merged_into_id) throw invalid('personId', 'customer-affiliation.no-person')
  }
  if (main) await stepBack(ctx, organisationId)
  const made = await tables(ctx).insertInto('customer_affiliation').values({ id, organisation_id: organisationId, person_id: added, role, position, main, created_at: ctx.now, version: 1 }).onConflict((c) => c.columns(['organisation_id', 'person_id']).doNothing()).returning('id').executeTakeFirst()
  if (!made) throw conflict('customer-affiliation.already', await getCustomer(ctx, organisationId))
  await ctx.emit(PersonAdded, organisationId, { affiliationId: id, personId: added, role })
  await ctx.emit(JoinedOrganisation, added, { organisationId, role })
  return getAffiliation(ctx, id)
}

async function hold(ctx: Ctx, id: string): Promise<AffiliationRow> {
  const row = await tables(ctx).selectFrom('customer_affiliation').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('customer-affiliation')
  await holdCustomer(ctx, row.organisation_id)
  const held = await tables(ctx).selectFrom('customer_affiliation').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!held) throw notFound('customer-affiliation')
  return held
}

/** Changes the part somebody plays. @throws AppError conflict `record.stale`; invalid `request.nothing-to-change` */
export async function changePerson(ctx: Ctx, id: string, { version, ...fields }: z.output<typeof ChangeAffiliation>): Promise<Affiliation> {
  const before = await hold(ctx, id)
  if (before.version !== version) throw conflict('record.stale', await getAffiliation(ctx, id))
  const changed = Object.fromEntries((['role', 'position', 'main'] as const).flatMap((key) => fields[key] !== undefined && fields[key] !== before[key] ? [[key, { from: before[key], to: fields[key] }]] : []))
  if (!Object.keys(changed).length) throw new AppError('invalid', 'request.nothing-to-change')
  if (fields.main && !before.main) await stepBack(ctx, before.organisation_id)
  await tables(ctx).updateTable('customer_affiliation').set({ ...Object.fromEntries(Object.entries(changed).map(([key, { to }]) => [key, to])), version: version + 1 }).where('id', '=', id).execute()
  await ctx.emit(PersonChanged, before.organisation_id, { affiliationId: id, personId: before.person_id, role: fields.role ?? before.role as Affiliation['role'], changed })
  return getAffiliation(ctx, id)
}

/** Takes somebody off an organisation; both records stay. */
export async function removePerson(ctx: Ctx, id: string): Promise<null> {
  const before = await hold(ctx, id)
  await tables(ctx).deleteFrom('customer_affiliation').where('id', '=', id).execute()
  await ctx.emit(PersonRemoved, before.organisation_id, { affiliationId: id, personId: before.person_id, role: before.role as Affiliation['role'] })
  await ctx.emit(LeftOrganisation, before.person_id, { organisationId: before.organisation_id })
  return null
}

/**
 * Puts an organisation under another, or on its own. One lock for all trees keeps two moves from making a ring.
 * @throws AppError invalid `customer.parent-no-organisation`, `customer.parent-ring`, `customer.parent-too-deep`; conflict `record.stale`
 */
export async function placeOrganisation(ctx: Ctx, id: string, { parentId, version }: { parentId: string | null; version: number }): Promise<Tree> {
  await sql`select pg_advisory_xact_lock(7200003)`.execute(ctx.db)
  const own = await holdCustomer(ctx, id)
  if (own.version !== version) throw conflict('record.stale', await getCustomer(ctx, id))
  if (own.parent_id === parentId) throw new AppError('invalid', 'request.nothing-to-change')
  if (own.type !== 'organisation') throw invalid('id', 'customer.parent-no-organisation')
  if (parentId !== null) {
    const parent = await findCustomer(ctx, parentId)
    if (parent.type !== 'organisation' || parent.deleted_at || parent.merged_into_id) throw invalid('parentId', 'customer.parent-no-organisation')
    const above = await organisationsAbove(ctx, parentId)
    if (parentId === id || above.some((one) => one.id === id)) throw invalid('parentId', 'customer.parent-ring')
    if (above.length + 1 >= DEEPEST) throw invalid('parentId', 'customer.parent-too-deep', { most: DEEPEST })
  }
  await tables(ctx).updateTable('customer').set({ parent_id: parentId, version: version + 1 }).where('id', '=', id).execute()
  await ctx.emit(OrganisationPlaced, id, { changed: { parent: { from: own.parent_id, to: parentId } } })
  return treeOf(ctx, id)
}
