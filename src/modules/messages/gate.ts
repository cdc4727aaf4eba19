import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { companyZone } from '../../kernel/frame.ts'
import { addWorking } from '../../pure/worktime/index.ts'
import { calendarKind } from '../clocks/index.ts'
import type { Address } from './addresses.ts'
import { addressOf, tokenOf } from './addresses.ts'
import { MessageMayLeave, ZoneAsked } from './contract.ts'
import { reasonInText } from './guard/check-text.ts'
import type { OutChannel, Purpose } from './rules.ts'
import { consents } from './rules.ts'
import { mostPerDay, mostPerHour, needsYes, quietCalendar } from './settings.ts'
import { tables } from './tables.ts'

/** What decides whether a message may leave, and from when on. */

export interface Leaving {
  channel: OutChannel; about: { kind: string; id: string }; customerId: string | null; automatic: boolean; purpose: Purpose; authorId: string | null
  subject: string; text: string; to: readonly Address[]; cc: readonly Address[]
  /** Its words were judged already: when it was written, or when it came in. */
  isJudged?: boolean | undefined
}

/** The code of the first reason why it may not leave; null when it may. Reads only, but holds the addresses of an automatic message until the unit ends. */
export async function reasonAgainst(ctx: Ctx, leaving: Leaving): Promise<string | null> {
  const { to, cc, purpose, automatic, customerId } = leaving
  if (!to.length) return 'message.no-address'
  const tokens = tokensOf(ctx, [...to, ...cc])
  if (await isBlocked(ctx, tokens)) return 'message.address-blocked'
  if (purpose !== 'answer') {
    const said = await tables(ctx).selectFrom('consent').select(['token', 'state']).where('token', 'in', tokens).where('purpose', '=', purpose).execute()
    const stateOf = new Map(said.map((row) => [row.token.toString('hex'), row.state]))
    const yes = ctx.settings.get(needsYes)
    for (const token of tokens) {
      const state = stateOf.get(token.toString('hex')) ?? null
      if (!consents(purpose, state, yes)) return state === 'withdrawn' ? 'message.opted-out' : 'message.no-consent'
    }
    if (customerId && await isForbidden(ctx, customerId, leaving.channel)) return 'message.channel-forbidden'
  }
  if (automatic && await isTooMuch(ctx, tokens)) return 'message.too-many'
  const { channel, about, authorId, subject, text } = leaving
  const [reason] = await ctx.ask(MessageMayLeave, { channel, about, customerId, automatic, purpose, authorId, subject, text })
  return reason?.code ?? (leaving.isJudged ? null : await reasonInText(ctx, `${subject}\n${text}`, about))
}

export const tokensOf = (ctx: Ctx, addresses: readonly Pick<Address, 'kind' | 'value'>[]): Buffer[] =>
  [...new Map(addresses.flatMap(({ kind, value }) => {
    const known = addressOf(ctx, kind, value)
    const token = known && tokenOf(ctx, kind, known.key)
    return token ? [[token.toString('hex'), token] as const] : []
  })).values()]

async function isBlocked(ctx: Ctx, tokens: readonly Buffer[]): Promise<boolean> {
  const rows = await tables(ctx).selectFrom('blocked_address').select('token').where('token', 'in', tokens).where('until', '>', ctx.now).limit(1).execute()
  return rows.length > 0
}

async function isForbidden(ctx: Ctx, customerId: string, channel: OutChannel): Promise<boolean> {
  const row = await tables(ctx).selectFrom('channel_preference').select('forbidden').where('customer_id', '=', customerId).executeTakeFirst()
  return row?.forbidden.includes(channel) ?? false
}

const HOUR = 3_600_000
/** Counts what automatic messages an address has got. One at a time an address, or many at once would each find room. */
async function isTooMuch(ctx: Ctx, tokens: readonly Buffer[]): Promise<boolean> {
  for (const token of [...tokens].sort(Buffer.compare)) await sql`select pg_advisory_xact_lock(7200011, ${token.readInt32BE(0)})`.execute(ctx.db)
  for (const token of tokens) {
    const { rows: [count] } = await sql<{ hour: number; day: number }>`select count(*) filter (where at > ${new Date(ctx.now.getTime() - HOUR)})::int as hour, count(*)::int as day
      from (select at from outgoing_recipient where token = ${token} and automatic and at > ${new Date(ctx.now.getTime() - 24 * HOUR)} limit 10000) got`.execute(ctx.db)
    if (count && (count.hour >= ctx.settings.get(mostPerHour) || count.day >= ctx.settings.get(mostPerDay))) return true
  }
  return false
}

/** The first moment from now on at which an automatic message may reach somebody, by the calendar and their clock. Without such a calendar, now. */
export async function openMoment(ctx: Ctx, customerId: string | null, zone: string | null, from: Date = ctx.now): Promise<Date> {
  const key = ctx.settings.get(quietCalendar)
  if (!ctx.definitions.keys(calendarKind, ctx.now).includes(key)) return from
  const calendar = ctx.definitions.current(calendarKind, key, ctx.now).is
  const asked = zone ?? (customerId ? (await ctx.ask(ZoneAsked, { customerId }))[0]?.zone : undefined)
  try { return addWorking(calendar.inZone(known(asked) ?? calendar.zoneIn(ctx.settings.get(companyZone))), from, 0) } catch { return from }
}
const known = (zone: string | undefined): string | undefined => {
  if (!zone) return undefined
  try { new Intl.DateTimeFormat('en', { timeZone: zone }); return zone } catch { return undefined }
}
