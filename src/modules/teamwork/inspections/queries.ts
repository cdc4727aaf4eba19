import { inSight, seesRow } from '../../../kernel/access.ts'
import type { Resource } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { notFound } from '../../../kernel/errors.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import type { Condition } from '../../../pure/conditions/index.ts'
import { tables } from '../tables.ts'
import type { Inspection, InspectionQuery } from './contract.ts'

const id = { type: 'id' } as const
/** A finding is its person's, its inspector's, and of those who lead the person or the person's business line. */
export const inspectionResource: Resource = {
  name: 'inspection', read: 'inspection.read', fields: { staffId: id, inspectorId: id, state: { type: 'choice' }, dueAt: { type: 'instant' } },
  legs: {
    own: [{ field: 'staffId', is: 'equal', value: { var: 'me' } }, { field: 'inspectorId', is: 'equal', value: { var: 'me' } }],
    led: [{ field: 'staffId', is: 'one-of', value: { var: 'reports' } }, { field: 'staffId', is: 'one-of', value: { var: 'members' } }],
    line: [{ field: 'staffId', is: 'one-of', value: { var: 'linePeople' } }, { field: 'staffId', is: 'equal', value: { var: 'me' } }, { field: 'inspectorId', is: 'equal', value: { var: 'me' } }],
  },
  load: (ctx, ids) => tables(ctx).selectFrom('inspection').select(['id', 'version', 'staff_id as staffId', 'inspector_id as inspectorId']).where('id', 'in', ids).execute(),
}
const LIST = { table: 'inspection', resource: inspectionResource, permission: 'inspection.read', sort: '-createdAt', sorts: { createdAt: { column: 'id', type: 'uuid' }, dueAt: { column: 'due_at', type: 'timestamptz' } } } as const

export async function listInspections(ctx: Ctx, { state, staffId, mine, overdue, ...page }: InspectionQuery): Promise<{ items: Inspection[]; nextCursor: string | null }> {
  const filter: Condition = { all: [
    ...(state ? [{ field: 'state', is: 'equal' as const, value: state }] : []), ...(staffId ? [{ field: 'staffId', is: 'equal' as const, value: staffId }] : []),
    ...(mine === 'to-correct' ? [{ field: 'staffId', is: 'equal' as const, value: { var: 'me' } }, { field: 'state', is: 'equal' as const, value: 'open' }] : []),
    ...(mine === 'to-verify' ? [{ field: 'inspectorId', is: 'equal' as const, value: { var: 'me' } }, { field: 'state', is: 'equal' as const, value: 'corrected' }] : []),
    ...(overdue ? [{ field: 'state', is: 'equal' as const, value: 'open' }, { field: 'dueAt', is: 'until' as const, value: { ago: 0 } }] : []),
  ] }
  const { ids, nextCursor } = await listIds(ctx, LIST, page, filter)
  return { items: await inspectionsById(ctx, ids), nextCursor }
}

/** Those of these that the reader may see, in this order. */
export async function inspectionsById(ctx: Ctx, ids: readonly string[]): Promise<Inspection[]> {
  if (!ids.length) return []
  const rows = await tables(ctx).selectFrom('inspection as i').innerJoin('staff_ref as s', 's.id', 'i.staff_id').innerJoin('staff_ref as b', 'b.id', 'i.inspector_id').leftJoin('staff_ref as v', 'v.id', 'i.verified_by')
    .selectAll('i').select(['s.name as staff_name', 'b.name as inspector_name', 'v.name as verifier_name']).where('i.id', 'in', ids).where(inSight(ctx, inspectionResource, 'inspection.read', 'i')).execute()
  return inOrder(ids, rows).map((row) => ({
    id: row.id, staff: { id: row.staff_id, name: row.staff_name }, inspector: { id: row.inspector_id, name: row.inspector_name }, area: row.area, finding: row.finding, expected: row.expected, grade: row.grade,
    about: row.about_kind && row.about_id ? { kind: row.about_kind, id: row.about_id } : null, inspectedOn: row.inspected_on, dueAt: row.due_at, state: row.state, overdue: row.state === 'open' && row.due_at <= ctx.now, round: row.round,
    correctedAt: row.corrected_at, verifiedBy: row.verified_by ? { id: row.verified_by, name: row.verifier_name ?? '' } : null, verifiedAt: row.verified_at, late: row.late, createdAt: row.created_at, version: row.version, may: deeds(ctx, row),
  }))
}

/** Whether the reader may inspect this person: anybody, those they lead, or the people of their business line. */
export const mayInspect = (ctx: Ctx, staffId: string): boolean => seesRow(ctx.actor, inspectionResource, { staffId, inspectorId: null }, 'inspection.write')

function deeds(ctx: Ctx, { state, staff_id, inspector_id }: { state: Inspection['state']; staff_id: string; inspector_id: string }): Inspection['may'] {
  const me = ctx.actor.id
  // A finding one wrote down oneself is verified also after its person has left the line.
  const judges = me !== staff_id && ctx.actor.can('inspection.write') && (me === inspector_id || mayInspect(ctx, staff_id))
  return [
    ...(state === 'open' && (me === staff_id || ((ctx.actor.vars['standsFor'] as readonly string[] | undefined) ?? []).includes(staff_id)) ? ['correct'] as const : []),
    ...(state === 'corrected' && judges ? ['verify', 'return'] as const : []), ...((state === 'open' || state === 'corrected') && judges && me === inspector_id ? ['withdraw'] as const : []),
  ]
}

/** One finding in the reader's sight. @throws AppError not-found `inspection.not-found` */
export async function findInspection(ctx: Ctx, id: string): Promise<Inspection> {
  const [found] = await inspectionsById(ctx, [id])
  if (!found) throw notFound('inspection')
  return found
}
export async function getInspection(ctx: Ctx, id: string) {
  const found = await findInspection(ctx, id)
  const words = await tables(ctx).selectFrom('inspection_word as w').innerJoin('staff_ref as s', 's.id', 'w.staff_id').selectAll('w').select('s.name').where('w.inspection_id', '=', id).orderBy('w.id').limit(200).execute()
  return { ...found, words: words.map((row) => ({ id: row.id, by: { id: row.staff_id, name: row.name }, kind: row.kind, text: row.text, at: row.at })) }
}
