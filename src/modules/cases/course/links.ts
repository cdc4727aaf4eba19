import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { inSight } from '../../../kernel/access.ts'
import { newId } from '../../../kernel/id.ts'
import { openCase } from '../commands/open-case.ts'
import type { Case } from '../contract.ts'
import type { CaseFound } from '../queries.ts'
import { findCase } from '../queries.ts'
import { caseResource } from '../tables.ts'
import type { CaseLinked, NewChild } from './contract.ts'
import { LinkEnded, LinkMade } from './contract.ts'
import type { LinkKind } from './tables.ts'
import { tables } from './tables.ts'

type Said = CaseLinked['kind']
/** What a stored link says from its other end. */
const BACK: Record<LinkKind, Said> = { related: 'related', child: 'parent', duplicate: 'duplicate', causes: 'caused-by', split: 'split-from' }
const STORED: Partial<Record<Said, LinkKind>> = { parent: 'child', 'caused-by': 'causes' }

/** The cases that belong to a case, latest first; of those out of sight only that they are there. Who may see the case is for the caller to have decided. */
export async function linksOf(ctx: Ctx, of: Pick<CaseFound, 'id' | 'may_write'>): Promise<CaseLinked[]> {
  const part = (here: 'from_id' | 'to_id', there: 'from_id' | 'to_id') => tables(ctx).selectFrom('case_link as l').innerJoin('case as c', 'c.id', `l.${there}`).leftJoin('staff_ref as s', 's.id', 'l.by_id')
    .select(['l.id', 'l.kind', 'l.at', 'l.by_id', 's.name as by_name', 'c.id as case_id', 'c.number', 'c.subject', 'c.kind as case_kind', 'c.status', 'c.status_class', inSight(ctx, caseResource, 'case.read', 'c').as('seen')])
    .where(`l.${here}`, '=', of.id).where('l.ended_at', 'is', null).where('c.removed_at', 'is', null).orderBy('l.id', 'desc').limit(500).execute()
  const [out, back] = await Promise.all([part('from_id', 'to_id'), part('to_id', 'from_id')])
  return [...out.map((row) => ({ row, kind: row.kind as Said })), ...back.map((row) => ({ row, kind: BACK[row.kind] }))].map(({ row, kind }) => ({
    id: row.id, kind, case: { id: row.case_id, number: row.number, subject: row.seen ? row.subject : null, kind: row.case_kind, status: { key: row.status, class: row.status_class }, seen: row.seen },
    by: { id: row.by_id, name: row.by_name ?? '' }, at: row.at, may: of.may_write && kind !== 'split' && kind !== 'split-from' ? ['end'] : [],
  }))
}

async function writable(ctx: Ctx, id: string): Promise<CaseFound> {
  const found = await findCase(ctx, id)
  if (!found.may_write || found.removed_at || found.merged_into_id) throw new AppError('forbidden', 'case.not-yours')
  return found
}
/** Both rows are held, in one order whoever links which to which, so that two links at once can't make a child a parent. */
const hold = (ctx: Ctx, ids: readonly string[]) => tables(ctx).selectFrom('case').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute()
const treeOf = (ctx: Ctx, id: string) => tables(ctx).selectFrom('case_link').select(['from_id', 'to_id']).where((eb) => eb.or([eb('from_id', '=', id), eb('to_id', '=', id)])).where('kind', '=', 'child').where('ended_at', 'is', null).execute()

/**
 * Says how another case belongs to this one.
 * @throws AppError forbidden `case.not-yours`; invalid `link.with-itself`; not-found `case.not-found`; refused `link.has-parent`, `link.child-has-children`; conflict `link.already`
 */
export async function linkCases(ctx: Ctx, caseId: string, { kind, caseId: otherId }: { kind: Exclude<Said, 'split' | 'split-from'>; caseId: string }): Promise<CaseLinked> {
  if (caseId === otherId) throw invalid('caseId', 'link.with-itself')
  await hold(ctx, [caseId, otherId])
  const here = await writable(ctx, caseId)
  const other = await findCase(ctx, otherId)
  const turned = STORED[kind] !== undefined
  const stored = STORED[kind] ?? kind as LinkKind
  const [from, to] = turned ? [other, here] : [here, other]
  if (stored === 'child') {
    if ((await treeOf(ctx, to.id)).some((row) => row.to_id === to.id)) throw refused('link.has-parent', [{ path: 'caseId', code: 'link.has-parent' }])
    if ((await treeOf(ctx, to.id)).some((row) => row.from_id === to.id) || (await treeOf(ctx, from.id)).some((row) => row.to_id === from.id)) throw refused('link.child-has-children', [{ path: 'caseId', code: 'link.child-has-children' }])
  }
  const both = stored === 'related' || stored === 'duplicate' ? await tables(ctx).selectFrom('case_link').select('id').where('from_id', '=', to.id).where('to_id', '=', from.id).where('kind', '=', stored).where('ended_at', 'is', null).executeTakeFirst() : undefined
  const id = both ? undefined : await writeLink(ctx, from, to, stored)
  const items = await linksOf(ctx, here)
  if (!id) throw conflict('link.already', items.find((one) => one.case.id === otherId))
  return items.find((one) => one.id === id) as CaseLinked
}
/** Writes a link and tells both cases. @returns its id, undefined when it stands already */
export async function writeLink(ctx: Ctx, from: Pick<CaseFound, 'id' | 'number'>, to: Pick<CaseFound, 'id' | 'number'>, kind: LinkKind): Promise<string | undefined> {
  const id = newId()
  const made = await tables(ctx).insertInto('case_link').values({ id, from_id: from.id, to_id: to.id, kind, by_id: ctx.actor.id as string, at: ctx.now, ended_at: null, ended_by: null }).onConflict((on) => on.columns(['from_id', 'to_id', 'kind']).where('ended_at', 'is', null).doNothing()).returning('id').executeTakeFirst()
  if (!made) return undefined
  await ctx.emit(LinkMade, from.id, { linkId: id, kind, otherId: to.id, number: to.number })
  await ctx.emit(LinkMade, to.id, { linkId: id, kind: BACK[kind], otherId: from.id, number: from.number })
  return id
}

/** @throws AppError not-found `link.not-found`; forbidden `case.not-yours` */
export async function endLink(ctx: Ctx, id: string): Promise<{ id: string }> {
  const row = await tables(ctx).selectFrom('case_link').selectAll().where('id', '=', id).where('ended_at', 'is', null).where('kind', '<>', 'split').executeTakeFirst()
  const [from, to] = row ? await Promise.all([row.from_id, row.to_id].map((one) => findCase(ctx, one).catch(() => undefined))) : []
  if (!row || (!from && !to)) throw notFound('link')
  if (!from?.may_write && !to?.may_write) throw new AppError('forbidden', 'case.not-yours')
  const won = await tables(ctx).updateTable('case_link').set({ ended_at: ctx.now, ended_by: ctx.actor.id }).where('id', '=', id).where('ended_at', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw notFound('link')
  const numbers = new Map((await tables(ctx).selectFrom('case').select(['id', 'number']).where('id', 'in', [row.from_id, row.to_id]).execute()).map((one) => [one.id, one.number]))
  await ctx.emit(LinkEnded, row.from_id, { linkId: id, kind: row.kind, otherId: row.to_id, number: numbers.get(row.to_id) ?? '' })
  await ctx.emit(LinkEnded, row.to_id, { linkId: id, kind: BACK[row.kind], otherId: row.from_id, number: numbers.get(row.from_id) ?? '' })
  return { id }
}

/** Opens a case for part of the work, of the same customer. @throws as `linkCases` and `openCase` */
export async function openChild(ctx: Ctx, parentId: string, { kind, subject, description, priority, teamId }: NewChild): Promise<Case> {
  const parent = await writable(ctx, parentId)
  if (parent.status_class === 'closed') throw conflict('case.is-closed', { id: parentId })
  const child = await openCase(ctx, { kind, subject, description, channel: 'internal', priority: priority ?? parent.priority, ...(parent.customer_root_id ? { customerId: parent.customer_root_id } : {}), ...(teamId ? { teamId } : {}) })
  await linkCases(ctx, parentId, { kind: 'child', caseId: child.id })
  return child
}
