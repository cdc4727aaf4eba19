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
  way: 'token' | 'tail' | 'name' | 'pinyin' | 'initials' | 'inside'
  table: 'contact_token' | 'customer_key'; where: RawBuilder<boolean>; by: 'value' | 'customer'
  /** Whether the customer `t` is among them: asked of each later row, so written to touch that customer's few rows only. */
  holds: RawBuilder<boolean>
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
    ...tokensOf(ctx, typed).map(tokenSource),
    ...(tail ? [tail] : []),
    ...(name ? [keySource('name', name)] : []),
    ...(pinyin ? [keySource('pinyin', pinyin)] : []),
    // One letter begins the pinyin of whoever's initials it begins.
    ...(pinyin && pinyin.length > 1 ? [keySource('initials', pinyin)] : []),
    ...(name ? [insideSource(name)] : []),
  ]
}

function tokenSource(token: Buffer): Source {
  const is = sql<boolean>`k.token = ${token}::bytea`
  return { way: 'token', table: 'contact_token', by: 'customer', where: is, holds: sql<boolean>`exists (select from contact_token k where k.customer_id = t.id and ${is})` }
}

function keySource(kind: 'name' | 'pinyin' | 'initials', text: string): Source {
  const is = (value: string) => sql<boolean>`${sql.ref(value)} like ${`${text.replace(/[\\%_]/g, '\\$&')}%`}`
  // Without the fence of `offset 0` the planner reads the whole range of the beginning for each row, in the hope that it is short.
  const own = sql`(select o.kind, o.value from customer_key o where o.customer_id = t.id offset 0) o where o.kind = ${sql.lit(kind)} and ${is('o.value')}`
  return {
    way: kind, table: 'customer_key', by: 'value', where: sql<boolean>`(k.kind = ${sql.lit(kind)} and ${is('k.value')})`, holds: sql<boolean>`exists (select from ${own})`,
    // A name read in two ways has two keys.
    ...(kind === 'name' ? {} : { first: sql<boolean>`not exists (select from ${own} and o.value < k.value)` }),
  }
}

/** What stands inside of a name, not at its beginning. `strpos`, unlike `like`, leaves the planner a sober guess of how many match. */
function insideSource(name: string): Source {
  const where = sql<boolean>`(k.kind = 'name' and k.grams @> ${gramsWanted(name)}::text[] and strpos(k.value, ${name}) > 1)`
  return { way: 'inside', table: 'customer_key', by: 'customer', where, holds: sql<boolean>`exists (select from customer_key k where k.customer_id = t.id and ${where})` }
}

/** The tokens of every whole value that `typed` may be, and of four last digits. */
export function tokensOf(ctx: Ctx, typed: string): Buffer[] {
  const bare = foldedName(typed).replace(/^@/, '')
  const token = (kind: TokenKind, value: string) => ctx.vault.token(kind, value)
  const digits = digitsOf(typed)
  const phone = digits ? normalisePhone(typed, ctx.settings.get(companyCountry)) : undefined
  if (phone) return [token('phone', phone.e164)]
  if (digits) return digits.length === 4 ? [token('phone-tail', digits), token('wechat', digits)] : [token('wechat', digits)]
  if (bare.includes('@')) return [token('email', bare)]
  if (!/^[\p{L}\p{N}][^\s\p{Script=Han}]*$/u.test(bare) || /^\p{Script=Han}/u.test(bare)) return []
  return [...(bare.includes('.') ? [token('email-domain', bare)] : []), token('email-local', bare), token('wechat', bare)]
}

/** The digits of what was typed, when it is a number or a part of one: at least four, with nothing but gaps, dashes, brackets and a plus beside them. */
export function digitsOf(typed: string): string | undefined {
  const bare = foldedName(typed).replace(/[\s()+.-]/g, '')
  return /^\d{4,}$/.test(bare) ? bare : undefined
}

async function tailSource(ctx: Ctx, typed: string): Promise<Source | undefined> {
  const digits = digitsOf(typed)
  if (!digits || digits.length < 5 || digits.length > 14) return undefined
  // Ten digits may be a tail of eleven, even where they could be a number by themselves.
  if ((digits.length > 10 || typed.includes('+')) && normalisePhone(typed, ctx.settings.get(companyCountry))) return undefined
  const ids = await pointsEndingIn(ctx, digits)
  if (!ids.length) return undefined
  const where = sql<boolean>`(k.token = ${ctx.vault.token('phone-tail', digits.slice(-4))}::bytea and k.contact_point_id = any(${ids}::uuid[]))`
  return { way: 'tail', table: 'contact_token', by: 'customer', where, holds: sql<boolean>`exists (select from contact_token k where k.customer_id = t.id and ${where})` }
}

/** Contact points whose number ends in these digits: the rows of the four-digit token, page by page, decrypted. */
async function pointsEndingIn(ctx: Ctx, digits: string): Promise<string[]> {
  const token = ctx.vault.token('phone-tail', digits.slice(-4))
  const found: string[] = []
  let last = { customer: 'ffffffff-ffff-ffff-ffff-ffffffffffff', point: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
  for (let read = 0; read < TAIL_MOST; read += TAIL_STEP) {
    const { rows } = await sql<{ id: string; customer_id: string; found_at: string; value: Buffer }>`select p.id, p.customer_id, k.customer_id as found_at, p.value from contact_token k join contact_point p on p.id = k.contact_point_id
      where k.token = ${token}::bytea and (k.customer_id, k.contact_point_id) < (${last.customer}::uuid, ${last.point}::uuid) and p.value is not null
      order by k.customer_id desc, k.contact_point_id desc limit ${sql.lit(TAIL_STEP)}`.execute(ctx.db)
    const values = await ctx.vault.open(ctx, rows.map((row) => ({ subjectId: row.customer_id, value: row.value })))
    found.push(...rows.filter((_, at) => values[at]?.endsWith(digits)).map((row) => row.id))
    const end = rows.at(-1)
    if (!end || rows.length < TAIL_STEP) break
    last = { customer: end.found_at, point: end.id }
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
  const { way, table, where, by, first } = sources[at] as Source
  // What stands inside of a name begins no name: nothing to ask.
  const earlier = sources.slice(0, at).filter((source) => way !== 'inside' || source.way !== 'name')
  const conditions = [
    where, ...(first ? [first] : []), filter,
    ...(from ? [by === 'value' ? sql`(k.value, k.customer_id) > (${from.v}, ${from.id}::uuid)` : sql`k.customer_id < ${from.id}::uuid`] : []),
    ...earlier.map((source) => sql`not ${source.holds}`),
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
