import { systemActor } from '../../../kernel/actors.ts'
import type { Work } from '../../../kernel/work.ts'
import type { MailServer } from '../mailboxes/server-url.ts'
import { MailboxOauthRefused, MailboxTokensRefreshed } from './contract.ts'
import { clientOf, endOf, oauthTables, openTokens, rowOf, sealTokens } from './mailbox-oauth.ts'
import { TokenFault, tokensForRefresh } from './token-endpoint.ts'

const VIA = 'mail.oauth'
/** A token that ends so soon is renewed before it is used. */
const EARLY_MS = 120_000

const refreshing = new WeakMap<Work, Map<string, Promise<string>>>()

/**
 * The server with the token to sign in by, where the mailbox does so; untouched where it has a password.
 * @throws TokenFault `mailbox.error.sign-in-again` when its holder has to consent once more, `mailbox.error.token-unreachable`, `mailbox.error.token-refused`
 */
export async function withAccess(work: Work, mailboxId: string, server: MailServer): Promise<MailServer> {
  const known = await look(work, mailboxId)
  if (!known) return server
  if (!known.tokens) throw new TokenFault('mailbox.error.sign-in-again')
  return { ...server, user: known.user, token: known.isFresh ? known.tokens.access : await renewed(work, mailboxId) }
}

const look = (work: Work, mailboxId: string) => work.read(systemActor, VIA, async (ctx) => {
  const row = await rowOf(ctx, mailboxId)
  return row && { user: row.user_name, version: row.version, client: clientOf(ctx, row), tokens: openTokens(ctx, row), isFresh: row.expires_at !== null && row.expires_at.getTime() - ctx.now.getTime() > EARLY_MS }
})

/** One renewal a mailbox at a time, however many conversations wait for it. */
function renewed(work: Work, mailboxId: string): Promise<string> {
  const ofWork = refreshing.get(work) ?? new Map<string, Promise<string>>()
  refreshing.set(work, ofWork)
  const running = ofWork.get(mailboxId) ?? renew(work, mailboxId).finally(() => ofWork.delete(mailboxId))
  ofWork.set(mailboxId, running)
  return running
}

async function renew(work: Work, mailboxId: string): Promise<string> {
  const before = await look(work, mailboxId)
  if (!before?.tokens) throw new TokenFault('mailbox.error.sign-in-again')
  // Somebody has renewed it since it was looked at.
  if (before.isFresh) return before.tokens.access
  try {
    const tokens = await tokensForRefresh(before.client, before.tokens.refresh)
    return await work.unit(systemActor, VIA, async (ctx) => {
      const won = await oauthTables(ctx).updateTable('mailbox_oauth').set({ tokens: sealTokens(ctx, mailboxId, tokens), expires_at: endOf(ctx, tokens), error: null, changed_at: ctx.now, version: before.version + 1 })
        .where('mailbox_id', '=', mailboxId).where('version', '=', before.version).returning('version').executeTakeFirst()
      if (won) await ctx.emit(MailboxTokensRefreshed, mailboxId, { expiresAt: endOf(ctx, tokens).toISOString() })
      // Another node was faster: both tokens are good, and its refresh token stands.
      return tokens.access
    })
  } catch (error) {
    if (!(error instanceof TokenFault) || error.code !== 'mailbox.error.sign-in-again') throw error
    if (await refuse(work, mailboxId, before.version, error.code)) throw error
    // Another node has turned the refresh token over meanwhile: what it got is good.
    const now = await look(work, mailboxId)
    if (!now?.tokens || !now.isFresh) throw error
    return now.tokens.access
  }
}

/** False when the tokens are others by now. */
function refuse(work: Work, mailboxId: string, version: number, error: string): Promise<boolean> {
  return work.unit(systemActor, VIA, async (ctx) => {
    const done = await oauthTables(ctx).updateTable('mailbox_oauth').set({ state: 'refused', tokens: null, expires_at: null, error, changed_at: ctx.now, version: version + 1 }).where('mailbox_id', '=', mailboxId).where('version', '=', version).returning('version').executeTakeFirst()
    if (done) await ctx.emit(MailboxOauthRefused, mailboxId, { error })
    return done !== undefined
  })
}

/** The server took the token no longer, whatever the clock says: the next sign-in renews it. */
export async function distrust(work: Work, mailboxId: string): Promise<void> {
  await work.unit(systemActor, VIA, async (ctx) => { await oauthTables(ctx).updateTable('mailbox_oauth').set({ expires_at: ctx.now }).where('mailbox_id', '=', mailboxId).where('state', '=', 'connected').execute() })
}
