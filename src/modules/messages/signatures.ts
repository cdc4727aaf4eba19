import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../kernel/errors.ts'
import { companyName } from '../../kernel/frame.ts'
import { newId } from '../../kernel/id.ts'
import type { Signature } from './contract.ts'
import { SignatureChanged } from './contract.ts'
import type { SignatureRow } from './tables.ts'
import { tables } from './tables.ts'

/** Signatures of people, teams, lines and the company: the nearest one stands below what leaves. */

/** The company has no id of its own. */
const COMPANY = '00000000-0000-0000-0000-000000000000'
export interface Signing { staffId?: string | null; teamId?: string | null; lineId?: string | null }

/** The words that stand below a message: the writer's own, else the team's, the line's, the company's; null when nobody has any. */
export async function signatureFor(ctx: Ctx, { staffId, teamId, lineId }: Signing): Promise<string | null> {
  const owners = [['staff', staffId], ['team', teamId], ['line', lineId], ['company', COMPANY]] as const
  const ids = owners.flatMap(([, id]) => id ?? [])
  const rows = await tables(ctx).selectFrom('signature').select(['owner_kind', 'owner_id', 'text']).where('owner_id', 'in', ids).execute()
  for (const [kind, id] of owners) {
    const found = id && rows.find((row) => row.owner_kind === kind && row.owner_id === id)
    if (found) return found.text
  }
  return null
}

/** One's own, and those of teams, lines and the company. */
export async function listSignatures(ctx: Ctx): Promise<{ items: Signature[] }> {
  const { rows } = await sql<SignatureRow & { owner_name: string | null }>`
    select s.*, case s.owner_kind when 'staff' then (select name from staff_ref where id = s.owner_id) when 'team' then (select name from team_ref where id = s.owner_id) when 'line' then (select name from line_ref where id = s.owner_id) end as owner_name
    from signature s where s.owner_kind <> 'staff' or s.owner_id = ${ctx.actor.id} order by array_position(array['staff', 'team', 'line', 'company'], s.owner_kind), 1 limit 500`.execute(ctx.db)
  return { items: rows.map((row) => ({
    id: row.id, owner: { kind: row.owner_kind, id: row.owner_kind === 'company' ? null : row.owner_id, name: row.owner_kind === 'company' ? ctx.settings.get(companyName) : row.owner_name ?? '' },
    text: row.text, changedAt: row.changed_at, version: row.version,
  })) }
}

/** Sets or takes away a signature. @throws AppError forbidden for those of others without `signature.write`, conflict `record.stale` */
export async function setSignature(ctx: Ctx, { owner, text, version = 0 }: { owner: { kind: SignatureRow['owner_kind']; id?: string | undefined }; text: string; version?: number | undefined }): Promise<{ items: Signature[] }> {
  const id = owner.kind === 'company' ? COMPANY : owner.id ?? (owner.kind === 'staff' ? ctx.actor.id : null)
  if (!id) throw invalid('owner.id', 'signature.owner-missing')
  const own = owner.kind === 'staff' && id === ctx.actor.id
  if (!own && !ctx.actor.can('signature.write')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'signature.write' } })
  const before = await tables(ctx).selectFrom('signature').selectAll().where('owner_kind', '=', owner.kind).where('owner_id', '=', id).forUpdate().executeTakeFirst()
  if ((before?.version ?? 0) !== version) throw conflict('record.stale', await listSignatures(ctx))
  const words = text.trim()
  if (!words) await tables(ctx).deleteFrom('signature').where('owner_kind', '=', owner.kind).where('owner_id', '=', id).execute()
  else {
    const done = await tables(ctx).insertInto('signature').values({ id: newId(), owner_kind: owner.kind, owner_id: id, text: words, changed_at: ctx.now, version: 1 })
      .onConflict((c) => c.columns(['owner_kind', 'owner_id']).doUpdateSet({ text: words, changed_at: ctx.now, version: version + 1 }).where('signature.version', '=', version)).returning('id').executeTakeFirst()
    if (!done) throw new AppError('conflict', 'record.race')
  }
  await ctx.emit(SignatureChanged, id, { ownerKind: owner.kind, ownerId: id })
  return listSignatures(ctx)
}
