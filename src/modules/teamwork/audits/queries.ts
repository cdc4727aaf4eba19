import { sql } from 'kysely'
import { tablesOf } from '../../../kernel/context.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Resource } from '../../../kernel/access.ts'
import { dayIn } from '../../../kernel/days.ts'
import { notFound } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { formKind } from '../../forms/index.ts'
import { namesOf } from '../../people/index.ts'
import type { Inspection } from '../inspections/contract.ts'
import { inspectionsById } from '../inspections/queries.ts'
import type { Audit } from './contract.ts'

export interface AuditRow {
  id: string; title: string; scope: string; flow_key: string | null; auditor_id: string; owner_id: string; due_on: string; every: Audit['every']; form_key: string
  state: Audit['state']; held_on: string | null; submission_id: string | null; score: number | null; conclusion: string | null; closed_by: string | null; closed_at: Date | null; next_id: string | null; made_by: string; made_at: Date; version: number
}
export const tables = tablesOf<{ process_audit: AuditRow; inspection: { id: string; about_kind: string | null; about_id: string | null; state: Inspection['state']; area: string } }>()

/** The calendar of audits is open to whoever may read it. */
export const auditResource: Resource = {
  name: 'process-audit', read: 'process-audit.read', fields: { id: { type: 'id' } }, legs: {},
  load: async (ctx, ids) => await tables(ctx).selectFrom('process_audit').select(['id', 'version']).where('id', 'in', ids).execute(),
}
export const today = (ctx: Pick<Ctx, 'settings' | 'now'>): string => dayIn(ctx.settings.get(companyZone), ctx.now)
const OVER = ['verified', 'withdrawn'] as const
const MOST = 500

async function shown(ctx: Ctx, rows: readonly AuditRow[]): Promise<Audit[]> {
  if (!rows.length) return []
  const { rows: counts } = await sql<{ id: string; findings: number; settled: number }>`select about_id as id, count(*)::int as findings, (count(*) filter (where state = any(${OVER}::text[])))::int as settled from inspection where about_kind = 'process-audit' and about_id = any(${rows.map(({ id }) => id)}::uuid[]) group by 1`.execute(ctx.db)
  const of = new Map(counts.map((one) => [one.id, one]))
  const names = await namesOf(ctx, rows.flatMap((row) => [row.auditor_id, row.owner_id, ...(row.closed_by ? [row.closed_by] : [])]))
  const person = (id: string) => ({ id, name: names.get(id) ?? '' })
  const known = new Set(ctx.definitions.keys(formKind, ctx.now))
  return rows.map((row) => {
    const form = known.has(row.form_key) ? ctx.definitions.current(formKind, row.form_key, ctx.now) : null
    return {
      id: row.id, title: row.title, scope: row.scope, flow: row.flow_key, auditor: person(row.auditor_id), owner: person(row.owner_id), dueOn: row.due_on, every: row.every, form: form ? { key: form.key, id: form.id, name: form.is.name } : null, state: row.state,
      overdue: row.state === 'planned' && row.due_on < today(ctx), heldOn: row.held_on, submissionId: row.submission_id, score: row.score, conclusion: row.conclusion, closedBy: row.closed_by ? person(row.closed_by) : null, closedAt: row.closed_at, nextId: row.next_id,
      findings: of.get(row.id)?.findings ?? 0, settled: of.get(row.id)?.settled ?? 0, version: row.version, may: deedsOf(ctx, row),
    }
  })
}

function deedsOf(ctx: Ctx, { state, auditor_id: auditor }: AuditRow): Audit['may'] {
  const writes = ctx.actor.can('process-audit.write')
  const isAuditor = auditor === ctx.actor.id || ((ctx.actor.vars['standsFor'] as readonly string[] | undefined) ?? []).includes(auditor)
  return [
    ...(state === 'planned' && writes ? ['change'] as const : []), ...(state === 'planned' && isAuditor ? ['hold'] as const : []),
    ...((state === 'held' || state === 'planned') && ctx.actor.can('inspection.write') && (isAuditor || writes) ? ['find'] as const : []),
    ...(state === 'held' && writes ? ['close'] as const : []), ...(state === 'planned' && writes ? ['cancel'] as const : []),
  ]
}

/** Audits due in a window, in their order. */
export async function listAudits(ctx: Ctx, { from, to, overdue }: { from?: string | undefined; to?: string | undefined; overdue?: 'true' | undefined }): Promise<Audit[]> {
  const year = today(ctx).slice(0, 4)
  let rows = tables(ctx).selectFrom('process_audit').selectAll()
  if (overdue) rows = rows.where('state', '=', 'planned').where('due_on', '<', today(ctx))
  else rows = rows.where('due_on', '>=', from ?? `${year}-01-01`).where('due_on', '<=', to ?? `${year}-12-31`)
  return shown(ctx, await rows.orderBy('due_on').orderBy('id').limit(MOST).execute())
}

/** @throws AppError not-found `process-audit.not-found` */
export async function findAudit(ctx: Ctx, id: string): Promise<Audit & { formKey: string }> {
  const row = await tables(ctx).selectFrom('process_audit').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('process-audit')
  return { ...(await shown(ctx, [row]))[0]!, formKey: row.form_key }
}
export async function getAudit(ctx: Ctx, id: string): Promise<Audit & { items: Inspection[] }> {
  const { formKey: _, ...audit } = await findAudit(ctx, id)
  const rows = await tables(ctx).selectFrom('inspection').select('id').where('about_kind', '=', 'process-audit').where('about_id', '=', id).orderBy('id').execute()
  return { ...audit, items: await inspectionsById(ctx, rows.map((row) => row.id)) }
}
/** The areas of those that nobody has verified yet. */
export const openFindings = (ctx: Ctx, id: string): Promise<{ area: string }[]> => tables(ctx).selectFrom('inspection').select('area').where('about_kind', '=', 'process-audit').where('about_id', '=', id).where('state', 'not in', OVER).orderBy('id').execute()
