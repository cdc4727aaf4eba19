import { createHash } from 'node:crypto'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import { randomText } from '../../../kernel/id.ts'
import type { Work } from '../../../kernel/work.ts'
import { getMailbox } from '../mailboxes/mailboxes.ts'
import type { ChangeMailboxOauth, MailboxOauth, OauthProvider } from './contract.ts'
import { MailboxConnected, MailboxOauthBegun, MailboxOauthChanged } from './contract.ts'
import { PROVIDERS } from './providers.ts'
import type { Client, Tokens } from './token-endpoint.ts'
import { TokenFault, tokensForCode } from './token-endpoint.ts'

export interface OauthRow {
  mailbox_id: string; provider: OauthProvider; client_id: string; client_secret: Buffer | null; authorize_url: string; token_url: string; scope: string; user_name: string
  /** `Tokens` as JSON, sealed by the house. */
  tokens: Buffer | null
  expires_at: Date | null; connected_at: Date | null; state: 'waiting' | 'connected' | 'refused'; error: string | null
  pending_token: Buffer | null; pending: Buffer | null; pending_until: Date | null; changed_at: Date; version: number
}
export const oauthTables = tablesOf<{ mailbox_oauth: OauthRow }>()

const bound = (mailboxId: string, what: 'secret' | 'tokens' | 'pending') => `mailbox ${mailboxId} oauth ${what}`
export const sealTokens = (ctx: Pick<Ctx, 'vault'>, mailboxId: string, tokens: Tokens): Buffer => ctx.vault.sealHouse(JSON.stringify(tokens), bound(mailboxId, 'tokens'))
export const openTokens = (ctx: Pick<Ctx, 'vault'>, row: OauthRow): Tokens | null => row.tokens ? JSON.parse(ctx.vault.openHouse(row.tokens, bound(row.mailbox_id, 'tokens'))) as Tokens : null
/** When the access token just given ends. */
export const endOf = (ctx: Pick<Ctx, 'now'>, { seconds }: Tokens): Date => new Date(ctx.now.getTime() + seconds * 1_000)
/** With its secret, for asking the provider. */
export const clientOf = (ctx: Pick<Ctx, 'vault'>, row: OauthRow): Client => ({ tokenUrl: row.token_url, clientId: row.client_id, clientSecret: row.client_secret ? ctx.vault.openHouse(row.client_secret, bound(row.mailbox_id, 'secret')) : null })
export const rowOf = (ctx: Ctx, mailboxId: string): Promise<OauthRow | undefined> => oauthTables(ctx).selectFrom('mailbox_oauth').selectAll().where('mailbox_id', '=', mailboxId).executeTakeFirst()

const NONE: MailboxOauth = { state: 'none', provider: null, clientId: '', hasSecret: false, authorizeUrl: '', tokenUrl: '', scope: '', userName: '', connectedAt: null, expiresAt: null, error: null, version: 0 }
const shown = (row: OauthRow | undefined): MailboxOauth => row ? {
  state: row.state, provider: row.provider, clientId: row.client_id, hasSecret: row.client_secret !== null, authorizeUrl: row.authorize_url, tokenUrl: row.token_url, scope: row.scope, userName: row.user_name,
  connectedAt: row.connected_at, expiresAt: row.expires_at, error: row.error, version: row.version,
} : NONE

/** @throws AppError not-found `mailbox.not-found` */
export async function readOauth(ctx: Ctx, mailboxId: string): Promise<MailboxOauth> {
  await getMailbox(ctx, mailboxId)
  return shown(await rowOf(ctx, mailboxId))
}

/** @throws AppError invalid `mailbox.oauth-needed`, `mailbox.oauth-url`, `mailbox.oauth-where`; conflict `record.stale` */
export async function changeOauth(ctx: Ctx, mailboxId: string, { version, ...wish }: ChangeMailboxOauth): Promise<MailboxOauth> {
  const { address } = await getMailbox(ctx, mailboxId)
  const before = await rowOf(ctx, mailboxId)
  if ((before?.version ?? 0) !== version) throw conflict('record.stale', shown(before))
  const provider = wish.provider ?? before?.provider
  const clientId = wish.clientId ?? before?.client_id
  if (!provider) throw invalid('provider', 'mailbox.oauth-needed')
  if (!clientId) throw invalid('clientId', 'mailbox.oauth-needed')
  // What belongs to another provider says nothing here.
  const own = before?.provider === provider ? before : undefined
  const known = provider === 'other' ? undefined : PROVIDERS[provider]
  const [authorizeUrl, tokenUrl] = [wish.authorizeUrl ?? own?.authorize_url ?? known?.authorizeUrl, wish.tokenUrl ?? own?.token_url ?? known?.tokenUrl]
  if (!authorizeUrl) throw invalid('authorizeUrl', 'mailbox.oauth-where')
  if (!tokenUrl) throw invalid('tokenUrl', 'mailbox.oauth-where')
  requireSafe(authorizeUrl, 'authorizeUrl')
  requireSafe(tokenUrl, 'tokenUrl')
  const set = { provider, client_id: clientId, authorize_url: authorizeUrl, token_url: tokenUrl, scope: wish.scope ?? own?.scope ?? known?.scope ?? '', user_name: wish.userName ?? before?.user_name ?? address, changed_at: ctx.now, version: version + 1 }
  const isSame = before && (['provider', 'client_id', 'authorize_url', 'token_url', 'scope', 'user_name'] as const).every((field) => before[field] === set[field])
  const secret = wish.clientSecret === undefined ? isSame || before?.client_id === set.client_id ? before?.client_secret ?? null : null : ctx.vault.sealHouse(wish.clientSecret, bound(mailboxId, 'secret'))
  const tokens = isSame ? {} : { tokens: null, expires_at: null, connected_at: null, state: 'waiting' as const, error: null }
  const done = before
    ? await oauthTables(ctx).updateTable('mailbox_oauth').set({ ...set, ...tokens, client_secret: secret }).where('mailbox_id', '=', mailboxId).where('version', '=', version).returning('version').executeTakeFirst()
    : await oauthTables(ctx).insertInto('mailbox_oauth').values({ mailbox_id: mailboxId, ...set, client_secret: secret, tokens: null, expires_at: null, connected_at: null, state: 'waiting', error: null, pending_token: null, pending: null, pending_until: null }).onConflict((c) => c.doNothing()).returning('version').executeTakeFirst()
  if (!done) throw conflict('record.stale', shown(await rowOf(ctx, mailboxId)))
  const changed = Object.fromEntries((['provider', 'client_id', 'authorize_url', 'token_url', 'scope'] as const).filter((field) => before?.[field] !== set[field]).map((field) => [WORDS[field], { from: before?.[field] ?? null, to: set[field] }]))
  await ctx.emit(MailboxOauthChanged, mailboxId, { changed })
  return shown(await rowOf(ctx, mailboxId))
}
const WORDS = { provider: 'provider', client_id: 'clientId', authorize_url: 'authorizeUrl', token_url: 'tokenUrl', scope: 'scope' } as const

/** Tokens never go over an open line but to this machine itself. */
function requireSafe(text: string, path: string): void {
  const { protocol, hostname } = new URL(text)
  if (protocol !== 'https:' && !/^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)) throw invalid(path, 'mailbox.oauth-url')
}

export async function forgetOauth(ctx: Ctx, mailboxId: string, version: number): Promise<MailboxOauth> {
  const before = await readOauth(ctx, mailboxId)
  const gone = await oauthTables(ctx).deleteFrom('mailbox_oauth').where('mailbox_id', '=', mailboxId).where('version', '=', version).returning('mailbox_id').executeTakeFirst()
  if (!gone) throw conflict('record.stale', before)
  await ctx.emit(MailboxOauthChanged, mailboxId, { changed: { provider: { from: before.provider, to: null } } })
  return NONE
}

interface Pending { verifier: string; redirectUrl: string }
const PENDING_MS = 15 * 60_000

/** The provider's page of consent. @throws AppError refused `mailbox.oauth-not-set-up`; invalid `mailbox.oauth-redirect` */
export async function beginOauth(ctx: Ctx, mailboxId: string, redirectUrl: string): Promise<{ url: string }> {
  await getMailbox(ctx, mailboxId)
  const row = await rowOf(ctx, mailboxId)
  if (!row) throw new AppError('refused', 'mailbox.oauth-not-set-up')
  if (new URL(redirectUrl).pathname !== '/mailboxes/connected') throw invalid('redirectUrl', 'mailbox.oauth-redirect')
  const [state, verifier] = [randomText(32), randomText(48)]
  const pending: Pending = { verifier, redirectUrl }
  await oauthTables(ctx).updateTable('mailbox_oauth').set({ pending_token: ctx.vault.token('mailbox-oauth', state), pending: ctx.vault.sealHouse(JSON.stringify(pending), bound(mailboxId, 'pending')), pending_until: new Date(ctx.now.getTime() + PENDING_MS) }).where('mailbox_id', '=', mailboxId).execute()
  await ctx.emit(MailboxOauthBegun, mailboxId, {})
  const url = new URL(row.authorize_url)
  const more = row.provider === 'other' ? {} : PROVIDERS[row.provider].more
  const fields = { ...more, response_type: 'code', client_id: row.client_id, redirect_uri: redirectUrl, scope: row.scope, state, login_hint: row.user_name, code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' }
  for (const [name, value] of Object.entries(fields)) if (value) url.searchParams.set(name, value)
  return { url: url.href }
}

/**
 * Ends a sign-in: fetches the tokens for the code, once.
 * @throws AppError refused `mailbox.oauth-over` when nobody began it or it took too long, else with why the provider gave none
 */
export async function finishOauth(work: Work, actor: Actor, { state, code }: { state: string; code: string }): Promise<{ mailboxId: string }> {
  // Taken in a unit of its own: a code serves once, whoever comes with it twice.
  const taken = await work.unit(actor, 'mailbox.oauth-finish', async (ctx) => {
    const row = await oauthTables(ctx).selectFrom('mailbox_oauth').selectAll().where('pending_token', '=', ctx.vault.token('mailbox-oauth', state)).where('pending_until', '>', ctx.now).forUpdate().executeTakeFirst()
    if (!row?.pending) throw new AppError('refused', 'mailbox.oauth-over')
    const pending = JSON.parse(ctx.vault.openHouse(row.pending, bound(row.mailbox_id, 'pending'))) as Pending
    await oauthTables(ctx).updateTable('mailbox_oauth').set({ pending_token: null, pending: null, pending_until: null }).where('mailbox_id', '=', row.mailbox_id).execute()
    await ctx.emit(MailboxOauthBegun, row.mailbox_id, {})
    return { row, pending, client: clientOf(ctx, row) }
  })
  let tokens: Tokens
  try { tokens = await tokensForCode(taken.client, { code, ...taken.pending }) } catch (error) {
    throw error instanceof TokenFault ? new AppError('refused', error.code === 'mailbox.error.sign-in-again' ? 'mailbox.oauth-over' : error.code) : error
  }
  const { mailbox_id: mailboxId, provider } = taken.row
  await work.unit(actor, 'mailbox.oauth-finish', async (ctx) => {
    await oauthTables(ctx).updateTable('mailbox_oauth').set((eb) => ({ tokens: sealTokens(ctx, mailboxId, tokens), expires_at: endOf(ctx, tokens), connected_at: ctx.now, state: 'connected', error: null, changed_at: ctx.now, version: eb('version', '+', 1) })).where('mailbox_id', '=', mailboxId).execute()
    await ctx.emit(MailboxConnected, mailboxId, { provider })
  })
  return { mailboxId }
}
