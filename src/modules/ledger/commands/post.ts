import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import type { Unit } from '../contract.ts'
import { LedgerPosted } from '../contract.ts'
import { drawFrom, isBalanced } from '../rules.ts'
import type { AccountRow, TransactionRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** The owner of open accounts that belong to nobody in particular. */
export const NOBODY = '00000000-0000-0000-0000-000000000000'

export interface AccountOf { kind: string; ownerKind: string; ownerId: string; unit: Unit; /** Where values come from and go to: its balance is not guarded. */ open?: boolean }
/** The account of this owner and kind, made at first touch. @returns its id */
export async function accountOf(ctx: Ctx, { kind, ownerKind, ownerId, unit, open = false }: AccountOf): Promise<string> {
  const find = () => tables(ctx).selectFrom('ledger_account').select('id').where('owner_kind', '=', ownerKind).where('owner_id', '=', ownerId).where('kind', '=', kind).where('unit', '=', unit).executeTakeFirst()
  const before = await find()
  if (before) return before.id
  await tables(ctx).insertInto('ledger_account').values({ id: newId(), kind, owner_kind: ownerKind, owner_id: ownerId, unit, balance: open ? null : 0, created_at: ctx.now }).onConflict((on) => on.doNothing()).execute()
  return (await find() as { id: string }).id
}
/** An open account of the house, by what it is for: `paid`, `granted`. */
export const houseAccount = (ctx: Ctx, kind: string, unit: Unit): Promise<string> => accountOf(ctx, { kind, ownerKind: 'house', ownerId: NOBODY, unit, open: true })

export interface Posting {
  /** The same key twice posts once. At most 200 characters. */
  key: string
  /** What it is, in a word of the catalogue: `ledger.kind.KIND`. */
  kind: string
  about?: { kind: string; id: string } | undefined
  note?: string | undefined
  /** What each account takes (above zero) or gives (below); together nothing. `expiresAt` ends what is taken. */
  entries: readonly { accountId: string; amount: number; expiresAt?: Date | undefined }[]
}

/**
 * Moves values between accounts, all of it or nothing. Guarded accounts are locked in one order, so that postings wait for each other and never forever.
 * @returns the transaction; that of the first time when the key was posted before
 * @throws AppError refused `ledger.insufficient` when an account has less than it is to give; Error when the entries do not balance
 */
export async function post(ctx: Ctx, { key, kind, about, note, entries }: Posting): Promise<{ id: string }> {
  if (!isBalanced(entries)) throw new Error(`the posting ${key} does not balance`)
  const { id, isNew } = await begin(ctx, { key, kind, about_kind: about?.kind ?? null, about_id: about?.id ?? null, note: note ?? null, reverses_id: null })
  if (!isNew) return { id }
  const accounts = await holdAccounts(ctx, entries.map(({ accountId }) => accountId))
  if (new Set([...accounts.values()].map(({ unit }) => unit)).size > 1) throw new Error(`the posting ${key} mixes units`)
  for (const accountId of new Set(entries.filter(({ amount }) => amount < 0).map((one) => one.accountId))) await expireIn(ctx, accounts.get(accountId) as AccountRow)
  for (const entry of entries) {
    const account = accounts.get(entry.accountId) as AccountRow
    const entryId = await writeEntry(ctx, id, account, entry.amount)
    if (account.balance === null) continue
    if (entry.amount > 0) await writeLot(ctx, account.id, entryId, entry.amount, entry.expiresAt)
    else await draw(ctx, account, entryId, -entry.amount)
  }
  await tell(ctx, id, { key, kind, about, entries })
  return { id }
}

/**
 * Takes a posting back: each lot gets again what was drawn of it, with the day it expires, and what was given is taken away.
 * @returns the transaction; undefined when nothing was posted under that key, the first one when it was taken back before
 * @throws AppError refused `ledger.insufficient` when what was given has been spent
 */
export async function reverse(ctx: Ctx, { key, of, kind, note }: { key: string; of: string; kind: string; note?: string | undefined }): Promise<{ id: string } | undefined> {
  const was = await tables(ctx).selectFrom('ledger_transaction').selectAll().where('key', '=', of).executeTakeFirst()
  if (!was) return undefined
  const { id, isNew } = await begin(ctx, { key, kind, about_kind: was.about_kind, about_id: was.about_id, note: note ?? null, reverses_id: was.id })
  if (!isNew) return { id }
  const before = await tables(ctx).selectFrom('ledger_entry').selectAll().where('transaction_id', '=', was.id).orderBy('id').execute()
  const accounts = await holdAccounts(ctx, before.map((one) => one.account_id))
  for (const entry of before) {
    const account = accounts.get(entry.account_id) as AccountRow
    const entryId = await writeEntry(ctx, id, account, -entry.amount)
    if (account.balance === null) continue
    if (entry.amount < 0) {
      await sql`update ledger_lot l set remaining = l.remaining + d.amount from ledger_draw d where d.entry_id = ${entry.id} and l.id = d.lot_id`.execute(ctx.db)
    } else {
      const lots = await tables(ctx).selectFrom('ledger_lot').select(['id', 'remaining']).where('entry_id', '=', entry.id).execute()
      await take(ctx, account, entryId, lots, entry.amount)
    }
  }
  const entries = before.map((one) => ({ accountId: one.account_id, amount: -one.amount }))
  await tell(ctx, id, { key, kind, about: was.about_kind && was.about_id ? { kind: was.about_kind, id: was.about_id } : undefined, entries })
  return { id }
}

/** Ends what has expired in an account that the unit holds. */
async function expireIn(ctx: Ctx, account: AccountRow): Promise<number> {
  if (account.balance === null) return 0
  const lots = await tables(ctx).selectFrom('ledger_lot').select(['id', 'remaining']).where('account_id', '=', account.id).where('remaining', '>', 0).where('expires_at', '<=', ctx.now).orderBy('expires_at').orderBy('id').execute()
  const amount = lots.reduce((sum, lot) => sum + lot.remaining, 0)
  if (!amount) return 0
  const key = `expire:${newId()}`
  const { id } = await begin(ctx, { key, kind: 'expired', about_kind: account.owner_kind, about_id: account.owner_id, note: null, reverses_id: null })
  const sink = await houseAccount(ctx, 'expired', account.unit)
  const entryId = await writeEntry(ctx, id, account, -amount)
  await take(ctx, account, entryId, lots, amount)
  tables.insert(ctx, 'ledger_entry', { id: newId(), transaction_id: id, account_id: sink, amount, balance_after: null })
  await tell(ctx, id, { key, kind: 'expired', about: { kind: account.owner_kind, id: account.owner_id }, entries: [{ accountId: account.id, amount: -amount }, { accountId: sink, amount }] })
  return amount
}
/** Ends what has expired in one account. @returns how much that was */
export async function expireAccount(ctx: Ctx, accountId: string): Promise<number> {
  const account = (await holdAccounts(ctx, [accountId])).get(accountId)
  return account ? expireIn(ctx, account) : 0
}

async function begin(ctx: Ctx, row: Omit<TransactionRow, 'id' | 'at' | 'by_id'>): Promise<{ id: string; isNew: boolean }> {
  const made = await tables(ctx).insertInto('ledger_transaction').values({ id: newId(), ...row, at: ctx.now, by_id: ctx.actor.id }).onConflict((on) => on.doNothing()).returning('id').executeTakeFirst()
  if (made) return { id: made.id, isNew: true }
  const before = await tables(ctx).selectFrom('ledger_transaction').select('id').where((eb) => eb.or([eb('key', '=', row.key), ...(row.reverses_id ? [eb('reverses_id', '=', row.reverses_id)] : [])])).executeTakeFirstOrThrow()
  return { id: before.id, isNew: false }
}
async function holdAccounts(ctx: Ctx, ids: readonly string[]): Promise<Map<string, AccountRow>> {
  const wanted = [...new Set(ids)]
  const rows = await tables(ctx).selectFrom('ledger_account').selectAll().where('id', 'in', wanted).where('balance', 'is not', null).orderBy('id').forUpdate().execute() as unknown as AccountRow[]
  const held = new Set(rows.map((row) => row.id))
  const others = wanted.filter((id) => !held.has(id))
  const open = others.length ? await tables(ctx).selectFrom('ledger_account').selectAll().where('id', 'in', others).execute() as unknown as AccountRow[] : []
  if (rows.length + open.length !== wanted.length) throw new Error('a posting names an account that is not there')
  return new Map([...rows, ...open].map((row) => [row.id, { ...row }]))
}
async function writeEntry(ctx: Ctx, transactionId: string, account: AccountRow, amount: number): Promise<string> {
  const id = newId()
  if (account.balance !== null) {
    if (account.balance + amount < 0) throw short(account, -amount)
    account.balance += amount
    await tables(ctx).updateTable('ledger_account').set((eb) => ({ balance: account.balance, version: eb('version', '+', 1) })).where('id', '=', account.id).execute()
  }
  await tables(ctx).insertInto('ledger_entry').values({ id, transaction_id: transactionId, account_id: account.id, amount, balance_after: account.balance }).execute()
  return id
}
const writeLot = (ctx: Ctx, accountId: string, entryId: string, amount: number, expiresAt: Date | undefined) =>
  tables(ctx).insertInto('ledger_lot').values({ id: newId(), account_id: accountId, entry_id: entryId, amount, remaining: amount, expires_at: expiresAt ?? 'infinity' }).execute()
async function draw(ctx: Ctx, account: AccountRow, entryId: string, amount: number): Promise<void> {
  const lots = await tables(ctx).selectFrom('ledger_lot').select(['id', 'remaining']).where('account_id', '=', account.id).where('remaining', '>', 0).where('expires_at', '>', ctx.now).orderBy('expires_at').orderBy('id').execute()
  await take(ctx, account, entryId, lots, amount)
}
async function take(ctx: Ctx, account: AccountRow, entryId: string, lots: readonly { id: string; remaining: number }[], amount: number): Promise<void> {
  const draws = drawFrom(lots, amount)
  if (!draws) throw short(account, amount)
  for (const one of draws) await tables(ctx).updateTable('ledger_lot').set((eb) => ({ remaining: eb('remaining', '-', one.amount) })).where('id', '=', one.lotId).execute()
  tables.insert(ctx, 'ledger_draw', draws.map((one) => ({ entry_id: entryId, lot_id: one.lotId, amount: one.amount })))
}
const short = (account: AccountRow, amount: number) => refused('ledger.insufficient', [{ path: 'amount', code: 'ledger.insufficient' }], { params: { kind: account.kind, amount } })
const tell = (ctx: Ctx, id: string, { key, kind, about, entries }: Pick<Posting, 'key' | 'kind' | 'about'> & { entries: readonly { accountId: string; amount: number }[] }) =>
  ctx.emit(LedgerPosted, id, { key, posting: kind, aboutKind: about?.kind ?? null, aboutId: about?.id ?? null, entries: entries.map(({ accountId, amount }) => ({ accountId, amount })) })
