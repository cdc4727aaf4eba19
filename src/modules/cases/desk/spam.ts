import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, notFound, refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { inOrder, listIds } from '../../../kernel/listing.ts'
import { isPublicDomain, normaliseEmail } from '../../../pure/text/index.ts'
import { sendersOf } from '../../contacts/index.ts'
import { contactPointsById } from '../../customers/index.ts'
import { CaseRemoved, CaseRestored } from '../contract.ts'
import { findCase, getCase } from '../queries.ts'
import type { BlockedSender } from './contract.ts'
import { SenderBlocked, SenderLifted } from './contract.ts'
import { tables } from './tables.ts'

/** What is no customer's matter, and whose words are kept out. Addresses lie sealed and are found by their fingerprint. */

const tokenOf = (ctx: Pick<Ctx, 'vault'>, kind: BlockedSender['kind'], value: string): Buffer => ctx.vault.token(`blocked-${kind}`, value)

/** The address that the customer's last word on a case came from; null when it came by no mail. */
async function senderOf(ctx: Ctx, caseId: string): Promise<string | null> {
  const last = await tables(ctx).selectFrom('message').select('interaction_id').where('case_id', '=', caseId).where('author_kind', '=', 'customer').where('interaction_id', 'is not', null).orderBy('id', 'desc').limit(1).executeTakeFirst()
  const [sender] = last?.interaction_id ? await sendersOf(ctx, last.interaction_id, 'email') : []
  if (!sender) return null
  return 'value' in sender ? sender.value : (await contactPointsById(ctx, [sender.contactPointId])).get(sender.contactPointId)?.value ?? null
}
/** Whether the sender of a case can be kept out. */
export const canBlock = async (ctx: Ctx, caseId: string): Promise<boolean> => (await senderOf(ctx, caseId)) !== null

async function keepOut(ctx: Ctx, kind: BlockedSender['kind'], value: string, { reason, caseId }: { reason: string | null; caseId: string | null }): Promise<string> {
  const id = newId()
  const row = await tables(ctx).insertInto('blocked_sender')
    .values({ id, kind, token: tokenOf(ctx, kind, value), value: await ctx.vault.seal(ctx, id, value), reason, case_id: caseId, by_id: ctx.actor.id as string, at: ctx.now, lifted_at: null, lifted_by: null, last_hit_at: null, version: 1 })
    .onConflict((on) => on.column('token').where('lifted_at', 'is', null).doNothing()).returning('id').executeTakeFirst()
  if (!row) throw refused('blocked-sender.already', [{ path: 'value', code: 'blocked-sender.already' }])
  await ctx.emit(SenderBlocked, id, { kind, caseId })
  return id
}

/** Keeps `name@house.example` or `@house.example` out. @throws AppError invalid `blocked-sender.no-address`, refused `blocked-sender.public-domain`, `blocked-sender.already` */
export async function blockSender(ctx: Ctx, { value, reason = null }: { value: string; reason?: string | null | undefined }): Promise<BlockedSender> {
  const { kind, text } = readSender(value)
  const id = await keepOut(ctx, kind, text, { reason, caseId: null })
  return (await blockedById(ctx, [id]))[0] as BlockedSender
}
function readSender(value: string): { kind: BlockedSender['kind']; text: string } {
  const domain = /^@([\p{L}\p{N}.-]+\.[\p{L}\p{N}-]{2,})$/u.exec(value.trim())?.[1]?.toLowerCase()
  if (domain) {
    if (isPublicDomain(domain)) throw refused('blocked-sender.public-domain', [{ path: 'value', code: 'blocked-sender.public-domain' }])
    return { kind: 'domain', text: domain }
  }
  const email = normaliseEmail(value)
  if (!email) throw invalid('value', 'blocked-sender.no-address')
  return { kind: 'address', text: email.key }
}

/** Whether this address is kept out; counts that it tried. For channels, before they take a word in. */
export async function isBlocked(ctx: Ctx, address: string): Promise<boolean> {
  const email = normaliseEmail(address)
  if (!email) return false
  const hit = await tables(ctx).updateTable('blocked_sender').set((eb) => ({ hits: eb('hits', '+', 1), last_hit_at: ctx.now }))
    .where('token', 'in', [tokenOf(ctx, 'address', email.key), tokenOf(ctx, 'domain', email.domain.toLowerCase())]).where('lifted_at', 'is', null).returning('id').execute()
  return hit.length > 0
}

const resource = { fields: { id: { type: 'id' }, liftedAt: { type: 'instant' } }, legs: {} } as const
export async function listBlocked(ctx: Ctx, query: { limit: number; cursor?: string | undefined; sort?: string | undefined }): Promise<{ items: BlockedSender[]; nextCursor: string | null }> {
  const page = await listIds(ctx, { table: 'blocked_sender', resource, permission: 'blocked-sender.read', sorts: { at: { column: 'id', type: 'uuid' } }, sort: '-at' }, query, { field: 'liftedAt', is: 'empty' })
  return { items: await blockedById(ctx, page.ids), nextCursor: page.nextCursor }
}
async function blockedById(ctx: Ctx, ids: readonly string[]): Promise<BlockedSender[]> {
  if (!ids.length) return []
  const rows = inOrder(ids, await tables(ctx).selectFrom('blocked_sender as b').leftJoin('staff_ref as s', 's.id', 'b.by_id').leftJoin('case as c', 'c.id', 'b.case_id').selectAll('b').select(['s.name', 'c.number']).where('b.id', 'in', ids).execute())
  const values = await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.id, value: row.value })))
  return rows.map((row, n) => ({
    id: row.id, kind: row.kind, value: `${row.kind === 'domain' ? '@' : ''}${values[n] ?? ''}`, reason: row.reason, by: { id: row.by_id, name: row.name ?? '' }, at: row.at, hits: row.hits, lastHitAt: row.last_hit_at,
    case: row.case_id && row.number ? { id: row.case_id, number: row.number } : null, version: row.version,
  }))
}
/** Lets a sender in again. @throws AppError not-found, conflict `record.stale` */
export async function liftSender(ctx: Ctx, id: string, version?: number): Promise<{ id: string }> {
  const row = await tables(ctx).selectFrom('blocked_sender').select(['kind', 'version']).where('id', '=', id).where('lifted_at', 'is', null).executeTakeFirst()
  if (!row) throw notFound('blocked-sender')
  const won = await tables(ctx).updateTable('blocked_sender').set({ lifted_at: ctx.now, lifted_by: ctx.actor.id, version: row.version + 1 }).where('id', '=', id).where('version', '=', version ?? row.version).where('lifted_at', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', (await blockedById(ctx, [id]))[0])
  await ctx.emit(SenderLifted, id, { kind: row.kind })
  return { id }
}

/**
 * Takes a case that is no customer's matter out of every list, and keeps its sender out when asked.
 * @throws AppError forbidden `case.not-yours`; refused `spam.no-sender`, `blocked-sender.public-domain`
 */
export async function markSpam(ctx: Ctx, id: string, { block, version }: { block?: BlockedSender['kind'] | undefined; version?: number | undefined }): Promise<{ id: string; blocked: string | null }> {
  const before = await findCase(ctx, id)
  if (!before.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (before.removed_at) throw conflict('case.removed', { id, version: before.version })
  if (version !== undefined && version !== before.version) throw conflict('record.stale', await getCase(ctx, id))
  const email = block ? normaliseEmail(await senderOf(ctx, id) ?? '') : undefined
  if (block && !email) throw refused('spam.no-sender', [{ path: 'block', code: 'spam.no-sender' }])
  if (block === 'domain' && email && isPublicDomain(email.domain)) throw refused('blocked-sender.public-domain', [{ path: 'block', code: 'blocked-sender.public-domain' }])
  const won = await tables(ctx).updateTable('case').set({ removed_at: ctx.now, spam_at: ctx.now, spam_by: ctx.actor.id, changed_at: ctx.now, version: before.version + 1 }).where('id', '=', id).where('version', '=', before.version).where('removed_at', 'is', null).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getCase(ctx, id))
  let blocked: string | null = null
  if (block && email) {
    const text = block === 'domain' ? email.domain.toLowerCase() : email.key
    const known = await tables(ctx).selectFrom('blocked_sender').select('id').where('token', '=', tokenOf(ctx, block, text)).where('lifted_at', 'is', null).executeTakeFirst()
    blocked = known?.id ?? await keepOut(ctx, block, text, { reason: null, caseId: id })
  }
  await ctx.emit(CaseRemoved, id, { reason: 'spam', changed: { removedAt: { from: null, to: ctx.now.toISOString() } } })
  return { id, blocked }
}

/** Puts it back, and lets in again whom that had kept out. Whoever marked it may, and whoever empties the bin. @throws AppError not-found */
export async function notSpam(ctx: Ctx, id: string): Promise<{ id: string }> {
  const row = await tables(ctx).selectFrom('case').select(['spam_at', 'spam_by', 'removed_at', 'version']).where('id', '=', id).executeTakeFirst()
  if (!row?.spam_at || !row.removed_at || !(row.spam_by === ctx.actor.id || ctx.actor.can('case.remove'))) throw notFound('case')
  await tables(ctx).updateTable('case').set({ removed_at: null, spam_at: null, spam_by: null, changed_at: ctx.now, version: row.version + 1 }).where('id', '=', id).where('version', '=', row.version).execute()
  await ctx.emit(CaseRestored, id, { changed: { removedAt: { from: row.removed_at.toISOString(), to: null } } })
  for (const one of await tables(ctx).selectFrom('blocked_sender').select('id').where('case_id', '=', id).where('lifted_at', 'is', null).execute()) await liftSender(ctx, one.id)
  return { id }
}
