import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { normalisePhone, pinyinQuery } from '../../pure/text/index.ts'
import type { Ctx } from '../../kernel/context.ts'
import { invalid } from '../../kernel/errors.ts'
import { companyCountry } from '../../kernel/frame.ts'
import type { Page } from '../../kernel/listing.ts'
import { foldedName, gramsWanted } from './names.ts'
import type { TokenKind } from './tables.ts'

/**
 * One way in which a customer may be meant by what was typed: the rows `k` of `table` that match. Pages follow the index that finds
 * them: by value and customer where a beginning is walked, else by customer, newest first.
 */
interface Source {
  table: 'contact_token' | 'customer_key'; where: RawBuilder<boolean>; by: 'value' | 'customer'
  /** Where a customer has several matching rows: true of the first in the order of the pages. */
  first?: RawBuilder<boolean>
}

/** Longer tails than the four digits that have a token are compared after decrypting, this many rows of the four-digit token at once and in all. */
const TAIL_STEP = 500
const TAIL_MOST = 5_000

/** The ways in which a customer may be meant by `typed`, the surest first. */
export async function sourcesOf(ctx: Ctx, typed: string): Promise<Source[]> {
  const name = foldedName(typed)
  const pinyin = pinyinQuery(typed)
  const tail = await tailSource(ctx, typed)
  return [
    ...tokensOf(ctx, typed).map((token): Source => ({ table: 'contact_token', by: 'customer', where: sql<boolean>`k.token = ${token}::bytea` })),
    ...(tail ? [tail] : []),
    ...(name ? [keySource('name', name)] : []),
    ...(pinyin ? [keySource('pinyin', pinyin), keySource('initials', pinyin)] : []),
    ...(name ? [insideSource(name)] : []),
  ]
}

const beginning = (text: string) => `${escaped(text)}%`
const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
const keySource = (kind: 'name' | 'pinyin' | 'initials', text: string): Source => ({
  table: 'customer_key', by: 'value', where: sql<boolean>`(k.kind = ${sql.lit(kind)} and k.value like ${beginning(text)})`,
  // A name read in two ways has two keys.
  first: sql<boolean>`not exists (select from customer_key o where o.customer_id = k.customer_id and o.kind = ${sql.lit(kind)} and o.value like ${beginning(text)} and o.value < k.value)`,
})
const insideSource = (name: string): Source => ({
  table: 'customer_key', by: 'customer', where: sql<boolean>`(k.kind = 'name' and k.grams @> ${gramsWanted(name)}::text[] and k.value like ${`%${beginning(name)}`})`,
})

/** The tokens of every whole value that `typed` may be, and of four last digits. */
function tokensOf(ctx: Ctx, typed: string): Buffer[] {
  const bare = foldedName(typed).replace(/^@/, '')
  const token = (kind: TokenKind, value: string) => ctx.vault.token(kind, value)
  const phone = digitsOf(typed) ? normalisePhone(typed, ctx.settings.get(companyCountry)) : undefined
  if (phone) return [token('phone', phone.e164)]
  const digits = digitsOf(typed)
  if (digits) return digits.length === 4 ? [token('phone-tail', digits), token('wechat', digits)] : [token('wechat', digits)]
  if (/\s/.test(bare) || !/^[\p{L}\p{N}]/u.test(bare)) return []
  if (bare.includes('@')) return [token('email', bare)]
  return [...(bare.includes('.') ? [token('email-domain', bare)] : []), token('email-local', bare), token('wechat', bare)]
}

/** The digits of what was typed, when it is a number or a part of one: at least four, with nothing but gaps, dashes, brackets and a plus beside them. */
function digitsOf(typed: string): string | undefined {
  const bare = foldedName(typed).replace(/[\s()+.-]/g, '')
  return /^\d{4,}$/.test(bare) ? bare : undefined
}

async function tailSource(ctx: Ctx, typed: string): Promise<Source | undefined> {
  const digits = digitsOf(typed)
  if (!digits || digits.length < 5 || digits.length > 14 || normalisePhone(typed, ctx.settings.get(companyCountry))) return undefined
  const ids = await pointsEndingIn(ctx, digits)
  return ids.length ? { table: 'contact_token', by: 'customer', where: sql<boolean>`(k.token = ${ctx.vault.token('phone-tail', digits.slice(-4))}::bytea and k.contact_point_id = any(${ids}::uuid[]))` } : undefined
}

/** Contact points whose number ends in these digits: the rows of the four-digit token, page by page, decrypted. */
async function pointsEndingIn(ctx: Ctx, digits: string): Promise<string[]> {
  const token = ctx.vault.token('phone-tail', digits.slice(-4))
  const found: string[] = []
  let last = { customer: 'ffffffff-ffff-ffff-ffff-ffffffffffff', point: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  for (let read = 0; read < TAIL_MOST; read += TAIL_STEP) {
    const { rows } = await sql<{ id: string; customer_id: string; value: Buffer }>`select p.id, p.customer_id, p.value from contact_token k join contact_point p on p.id = k.contact_point_id
      where k.token = ${token}::bytea and (k.customer_id, k.contact_point_id) < (${last.customer}::uuid, ${last.point}::uuid) and p.value is not null
      order by k.customer_id desc, k.contact_point_id desc limit ${sql.lit(TAIL_STEP)}`.execute(ctx.db)
    const values = await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.customer_id, value: row.value })))
    found.push(...rows.filter((_, at) => values[at]?.endsWith(digits)).map((row) => row.id))
    const end = rows.at(-1)
    if (!end || rows.length < TAIL_STEP) break
    last = { customer: end.customer_id, point: end.id }
  }
  return found
}

/** For a list in an order of its own: the customer is found in one of the sources. */
export const sourceIds = (sources: readonly Source[]): RawBuilder<boolean> => sources.length
  ? sql<boolean>`t.id in (${sql.join(sources.map(({ table, where }) => sql`select k.customer_id from ${sql.table(table)} k where ${where}`), sql` union `)})`
  : sql<boolean>`false`

interface Place { s: number; v: string; id: string }
const encodePlace = (place: Place) => Buffer.from(JSON.stringify(place)).toString('base64url')
function decodePlace(text: string): Place {
  try {
    const { s, v, id } = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as Place
    if (Number.isInteger(s) && s >= 0 && typeof v === 'string' && !/\0|\p{Cs}/u.test(v) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return { s, v, id }
  } catch { /* told below, with what is no JSON at all */ }
  throw invalid('cursor', 'list.bad-cursor')
}

/** One page of a search, best first: source after source until the page is full, each customer where it is found first. */
export async function searchPage(ctx: Ctx, typed: string, { limit, cursor }: { limit: number; cursor?: string | undefined }, filter: RawBuilder<boolean>): Promise<Page> {
  const sources = await sourcesOf(ctx, typed)
  const from = cursor ? decodePlace(cursor) : undefined
  const found: Place[] = []
  for (let at = from?.s ?? 0; at < sources.length && found.length <= limit; at++) {
    const { rows } = await walk(sources, at, filter, limit + 1 - found.length, from?.s === at ? from : undefined).execute(ctx.db)
    found.push(...rows.map((row) => ({ s: at, v: row.v ?? '', id: row.id })))
  }
  const kept = found.slice(0, limit)
  const last = kept.at(-1)
  return { ids: kept.map((place) => place.id), nextCursor: found.length > limit && last ? encodePlace(last) : null }
}

/** The statement that reads `most` customers `t` of one source who are in none before it. */
export function walk(sources: readonly Source[], at: number, filter: RawBuilder<boolean>, most: number, from?: Place): RawBuilder<{ id: string; v?: string }> {
  const { table, where, by, first } = sources[at] as Source
  const conditions = [
    where, ...(first ? [first] : []), filter,
    ...(from ? [by === 'value' ? sql`(k.value, k.customer_id) > (${from.v}, ${from.id}::uuid)` : sql`k.customer_id < ${from.id}::uuid`] : []),
    ...sources.slice(0, at).map((source) => sql`not exists (select from ${sql.table(source.table)} k where k.customer_id = t.id and ${source.where})`),
  ]
  const rows = sql`from ${sql.table(table)} k join customer t on t.id = k.customer_id where ${sql.join(conditions, sql` and `)}`
  return by === 'value'
    ? sql`select t.id, k.value as v ${rows} order by k.value, k.customer_id limit ${sql.lit(most)}`
    : sql`select distinct on (k.customer_id) t.id ${rows} order by k.customer_id desc limit ${sql.lit(most)}`
}

/** Ids of living customers meant by what was typed, best first: for modules that search their own records by customer. At most `most`. */
export async function searchCustomerIds(ctx: Ctx, typed: string, most = 200): Promise<string[]> {
  return (await searchPage(ctx, typed, { limit: most }, sql<boolean>`t.deleted_at is null`)).ids
}
