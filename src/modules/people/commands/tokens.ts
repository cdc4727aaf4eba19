import type { Ctx } from '../../../kernel/context.ts'
import { notFound, refused } from '../../../kernel/errors.ts'
import { newId, randomText } from '../../../kernel/id.ts'
import { hashOfToken } from '../accounts.ts'
import { readActor } from '../actors.ts'
import type { ApiToken } from '../contract.ts'
import { TokenMade, TokenRevoked } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import type { PeopleTables } from '../tables.ts'
import { tables } from '../tables.ts'

export interface NewToken { staffId: string; name: string; scope?: readonly string[] | null | undefined; expiresInDays?: number | undefined }

/**
 * Makes a token that may what its owner may, narrowed by `scope`. The token itself is in this answer and nowhere else: only its SHA-256 is kept.
 * @throws AppError not-found `staff.not-found`, refused `token.scope-not-held`
 */
export async function makeToken(ctx: Ctx, { staffId, name, scope = null, expiresInDays }: NewToken): Promise<ApiToken & { token: string }> {
  const owner = await readActor(ctx, staffId)
  if (!owner) throw notFound('staff')
  const beyond = (scope ?? []).filter((permission) => !owner.can(permission))
  if (beyond.length) throw refused('token.scope-not-held', beyond.map((permission) => ({ path: 'scope', code: 'token.scope-not-held', params: { permission } })), { params: { permission: beyond.join(', ') } })
  const token = `sw_${randomText(32)}`
  const row: PeopleTables['api_token'] = {
    id: newId(), staff_id: staffId, name, hash: hashOfToken(token), tail: token.slice(-4), scope: scope && [...new Set(scope)], made_at: ctx.now,
    expires_at: expiresInDays === undefined ? null : new Date(ctx.now.getTime() + expiresInDays * 86_400_000), used_on: null, revoked_at: null,
  }
  await tables(ctx).insertInto('api_token').values(row).execute()
  await ctx.emit(TokenMade, row.id, { staffId, name, scope: row.scope, expiresAt: row.expires_at?.toISOString() ?? null })
  return { ...asToken(row), token }
}

/** Ends a token at once; one's own, or with `account.write` anybody's. @throws AppError not-found `token.not-found` */
export async function revokeToken(ctx: Ctx, id: string): Promise<ApiToken> {
  const row = await tables(ctx).selectFrom('api_token').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (row.staff_id !== ctx.actor.id && !ctx.actor.can('account.write'))) throw notFound('token')
  const revoked_at = row.revoked_at ?? ctx.now
  await tables(ctx).updateTable('api_token').set({ revoked_at }).where('id', '=', id).execute()
  await ctx.emit(TokenRevoked, id, { staffId: row.staff_id })
  forgetPeople(ctx)
  return asToken({ ...row, revoked_at })
}

/** One's own tokens, newest first, the ended ones of the last months among them. */
export async function listTokens(ctx: Ctx): Promise<ApiToken[]> {
  const rows = await tables(ctx).selectFrom('api_token').selectAll().where('staff_id', '=', ctx.actor.id as string).orderBy('id', 'desc').limit(200).execute()
  return rows.map(asToken)
}
const asToken = (row: PeopleTables['api_token']): ApiToken =>
  ({ id: row.id, name: row.name, tail: row.tail, scope: row.scope, madeAt: row.made_at, expiresAt: row.expires_at, usedOn: row.used_on, revokedAt: row.revoked_at })
