import { inSight } from '../../../kernel/access.ts'
import type { Resource } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { filesOf } from '../../files/index.ts'
import { roleName } from '../../people/index.ts'
import { tables } from '../tables.ts'
import type { Paper, PaperQuery } from './contract.ts'

const id = { type: 'id' } as const
const me = { var: 'me' } as const
/** A wish is whose it is, of whoever may deliver it and of whoever did. Each leg has an index that ends in `id desc` (migrations/0117). */
export const paperResource: Resource = {
  name: 'paper-request', read: 'paper-request.read', fields: { askedBy: id, ownerId: id, roleKey: { type: 'choice' }, deliveredBy: id, state: { type: 'choice' } },
  legs: { own: [{ field: 'askedBy', is: 'equal', value: me }, { field: 'ownerId', is: 'equal', value: me }, { field: 'roleKey', is: 'one-of', value: { var: 'roles' } }, { field: 'deliveredBy', is: 'equal', value: me }] },
  load: (ctx, ids) => tables(ctx).selectFrom('paper_request').select(['id', 'version', 'asked_by as askedBy', 'owner_id as ownerId', 'role_key as roleKey', 'delivered_by as deliveredBy']).where('id', 'in', ids).execute(),
}
const LIST = { table: 'paper_request', resource: paperResource, permission: 'paper-request.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' } } } as const

export async function listPapers(ctx: Ctx, { state, mine, ...page }: PaperQuery): Promise<{ items: Paper[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'equal' as const, value: state }] : []),
    ...(mine === 'asked' ? [{ field: 'askedBy', is: 'equal' as const, value: me }] : []),
    ...(mine === 'to-deliver' ? [{ field: 'state', is: 'equal' as const, value: 'open' }, { any: [{ field: 'ownerId', is: 'equal' as const, value: me }, { field: 'roleKey', is: 'one-of' as const, value: { var: 'roles' } }] }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await papersById(ctx, ids), nextCursor }
}

async function papersById(ctx: Ctx, ids: readonly string[]): Promise<Paper[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('paper_request as p').innerJoin('staff_ref as a', 'a.id', 'p.asked_by').leftJoin('staff_ref as o', 'o.id', 'p.owner_id').leftJoin('staff_ref as d', 'd.id', 'p.delivered_by')
    .selectAll('p').select(['a.name as asker_name', 'o.name as owner_name', 'd.name as deliverer_name']).where('p.id', 'in', ids).where(inSight(ctx, paperResource, 'paper-request.read', 'p')).execute()
  const files = await filesOf(ctx, rows.map((row) => row.id))
  return inOrder(ids, rows).map((row) => {
    const isMine = row.owner_id === ctx.actor.id || (row.role_key !== null && ((ctx.actor.vars['roles'] as readonly string[] | undefined) ?? []).includes(row.role_key))
    return {
      id: row.id, title: row.title, note: row.note, askedBy: { id: row.asked_by, name: row.asker_name }, owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? '' } : null, role: row.role_key ? { key: row.role_key, name: roleName(ctx, row.role_key) } : null,
      dueAt: row.due_at, overdue: row.state === 'open' && row.due_at <= ctx.now, state: row.state, deliveredBy: row.delivered_by ? { id: row.delivered_by, name: row.deliverer_name ?? '' } : null, deliveredAt: row.delivered_at, late: row.late, delivery: row.delivery, files: files.get(row.id) ?? [],
      createdAt: row.created_at, version: row.version, may: row.state !== 'open' ? [] : [...(isMine ? ['deliver' as const] : []), ...(row.asked_by === ctx.actor.id ? ['withdraw' as const] : [])],
    }
  })
}

/** One in the reader's sight. @throws AppError not-found `paper-request.not-found` */
export async function findPaper(ctx: Ctx, id: string): Promise<Paper> {
  const [found] = await papersById(ctx, [id])
  if (!found) throw notFound('paper-request')
  return found
}
