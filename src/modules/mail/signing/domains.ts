import { resolveTxt } from 'node:dns/promises'
import type { Actor, Ctx } from '../../../kernel/context.ts'
import { tablesOf } from '../../../kernel/context.ts'
import { AppError, conflict, notFound } from '../../../kernel/errors.ts'
import type { Work } from '../../../kernel/work.ts'
import { tables } from '../tables.ts'
import type { MailDomain } from './contract.ts'
import { SigningKeyMade, SigningLookedUp, SigningSwitched } from './contract.ts'
import type { SigningKey } from './sign-mail.ts'
import { freshKey, holdsKey, recordName, recordValue } from './sign-mail.ts'

interface SigningRow {
  domain: string; selector: string; /** PEM, sealed by the house. */ private_key: Buffer; public_key: string; active: boolean
  checked_at: Date | null; found: 'matches' | 'differs' | 'missing' | 'unreachable' | null; created_at: Date; changed_at: Date; version: number
}
const signingTables = tablesOf<{ mail_signing: SigningRow }>()
const bound = (domain: string, selector: string) => `mail signing ${selector} ${domain}`
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The domains our mailboxes write from, each with its key. */
export async function listDomains(ctx: Ctx): Promise<MailDomain[]> {
  const [mailboxes, keys] = await Promise.all([tables(ctx).selectFrom('mailbox').select('address').where('active', '=', true).execute(), signingTables(ctx).selectFrom('mail_signing').selectAll().execute()])
  const counts = new Map<string, number>()
  for (const { address } of mailboxes) counts.set(domainOf(address), (counts.get(domainOf(address)) ?? 0) + 1)
  return [...counts].sort(([a], [b]) => a < b ? -1 : 1).map(([domain, count]) => shown(domain, count, keys.find((key) => key.domain === domain)))
}

const shown = (domain: string, mailboxes: number, key: SigningRow | undefined): MailDomain => ({
  domain, mailboxes, key: key ? { selector: key.selector, active: key.active, recordName: recordName(key.selector, domain), recordValue: recordValue(key.public_key), found: key.found, checkedAt: key.checked_at, createdAt: key.created_at, version: key.version } : null,
})

/** @throws AppError not-found `mail-domain.not-found` when no mailbox of ours is of it */
async function requireDomain(ctx: Ctx, domain: string): Promise<MailDomain> {
  const found = (await listDomains(ctx)).find((one) => one.domain === domain)
  if (!found) throw notFound('mail-domain')
  return found
}
/** The mailbox in whose history a domain's deeds stand. */
const mailboxOf = async (ctx: Ctx, domain: string): Promise<string> => (await tables(ctx).selectFrom('mailbox').select('id').where('address', 'like', `%@${domain}`).orderBy('created_at').orderBy('id').limit(1).executeTakeFirstOrThrow()).id

/** Makes a key under a selector of its own, so that mails on their way under the old one still verify. Off until its record was seen. */
export async function makeKey(ctx: Ctx, domain: string, version: number): Promise<MailDomain> {
  const before = await requireDomain(ctx, domain)
  if ((before.key?.version ?? 0) !== version) throw conflict('record.stale', before)
  const { privateKey, publicKey } = await freshKey()
  const selector = `sw${ctx.now.toISOString().slice(0, 19).replace(/\D/g, '')}`
  const set = { selector, private_key: ctx.vault.sealHouse(privateKey, bound(domain, selector)), public_key: publicKey, active: false, checked_at: null, found: null, changed_at: ctx.now, created_at: ctx.now, version: version + 1 }
  const done = await signingTables(ctx).insertInto('mail_signing').values({ domain, ...set }).onConflict((c) => c.column('domain').doUpdateSet(set).where('mail_signing.version', '=', version)).returning('domain').executeTakeFirst()
  if (!done) throw conflict('record.stale', await requireDomain(ctx, domain))
  await ctx.emit(SigningKeyMade, await mailboxOf(ctx, domain), { domain, selector })
  return requireDomain(ctx, domain)
}

/** @throws AppError not-found; conflict `record.stale`; refused `mail-domain.not-in-dns` */
export async function switchKey(ctx: Ctx, domain: string, { active, version }: { active: boolean; version: number }): Promise<MailDomain> {
  const before = await requireDomain(ctx, domain)
  if (!before.key) throw notFound('mail-domain')
  if (active && before.key.found !== 'matches') throw new AppError('refused', 'mail-domain.not-in-dns')
  const done = await signingTables(ctx).updateTable('mail_signing').set({ active, changed_at: ctx.now, version: version + 1 }).where('domain', '=', domain).where('version', '=', version).returning('domain').executeTakeFirst()
  if (!done) throw conflict('record.stale', before)
  await ctx.emit(SigningSwitched, await mailboxOf(ctx, domain), { domain, changed: { active: { from: before.key.active, to: active } } })
  return requireDomain(ctx, domain)
}

/** Asks the DNS for the record, outside of any unit. @throws AppError not-found `mail-domain.not-found` */
export async function lookUpKey(work: Work, actor: Actor, domain: string, resolve: (name: string) => Promise<string[][]> = resolveTxt): Promise<MailDomain> {
  const row = await work.read(actor, 'mail-domain.look', (ctx) => signingTables(ctx).selectFrom('mail_signing').selectAll().where('domain', '=', domain).executeTakeFirst())
  if (!row) throw notFound('mail-domain')
  const found = await resolve(recordName(row.selector, domain)).then(
    (records): NonNullable<SigningRow['found']> => records.some((parts) => holdsKey(parts.join(''), row.public_key)) ? 'matches' : records.length ? 'differs' : 'missing',
    (error: { code?: string }) => error.code === 'ENOTFOUND' || error.code === 'ENODATA' ? 'missing' as const : 'unreachable' as const)
  return work.unit(actor, 'mail-domain.look', async (ctx) => {
    await signingTables(ctx).updateTable('mail_signing').set({ found, checked_at: ctx.now }).where('domain', '=', domain).where('selector', '=', row.selector).execute()
    await ctx.emit(SigningLookedUp, await mailboxOf(ctx, domain), { domain, found })
    return requireDomain(ctx, domain)
  })
}

/** The key that signs what an address sends; undefined where its domain signs nothing. */
export async function signingKeyOf(ctx: Ctx, address: string): Promise<SigningKey | undefined> {
  const domain = domainOf(address)
  const row = await signingTables(ctx).selectFrom('mail_signing').selectAll().where('domain', '=', domain).where('active', '=', true).executeTakeFirst()
  return row && { domain, selector: row.selector, privateKey: ctx.vault.openHouse(row.private_key, bound(domain, row.selector)) }
}
