import { createHash, timingSafeEqual } from 'node:crypto'
import type { Ctx } from '../../kernel/context.ts'
import { AppError, refused } from '../../kernel/errors.ts'
import { randomText } from '../../kernel/id.ts'
import type { Ticket } from './contract.ts'
import { isFlooded } from './limits.ts'
import { hasZeroBits } from './rules.ts'
import { challengeBits, leastSeconds } from './settings.ts'
import { tables } from './tables.ts'

/** Tickets: that a form was opened, when, and what it costs to send it. They are sealed, not kept, until one is used. */

const HOURS = 24
type House = Pick<Ctx, 'settings' | 'vault'>
const sealOf = (house: House, text: string) => house.vault.token('portal.ticket', text)

/** A ticket for whoever opens a form now. */
export function newTicket(house: House, address: string, now: Date): Ticket {
  const bits = isFlooded(house, address, now) ? house.settings.get(challengeBits) : 0
  const text = `${now.getTime().toString(36)}.${bits}.${randomText(9)}`
  return { ticket: `${text}.${sealOf(house, text).toString('base64url')}`, bits, earliestAt: new Date(now.getTime() + house.settings.get(leastSeconds) * 1_000) }
}

interface Read { at: number; bits: number }
/** @throws AppError refused portal.ticket-bad */
export function readTicket(house: House, ticket: string, now: Date): Read {
  const match = /^(([0-9a-z]{1,12})\.(\d{1,2})\.[\w-]{12})\.([\w-]{22})$/.exec(ticket)
  const at = parseInt(match?.[2] ?? '', 36)
  if (!match || !timingSafeEqual(sealOf(house, match[1] as string), Buffer.from(match[4] as string, 'base64url')) || now.getTime() - at > HOURS * 3_600_000) throw refused('portal.ticket-bad')
  return { at, bits: Number(match[3]) }
}

/**
 * Judges a form's ticket: not sent faster than a person types, and paid for while many come.
 * @throws AppError refused portal.ticket-bad, portal.too-fast, portal.challenge-needed
 */
export function judgeTicket(house: House, { ticket, found }: { ticket: string; found?: number | undefined }, address: string, now: Date): void {
  const { at, bits } = readTicket(house, ticket, now)
  if (now.getTime() - at < house.settings.get(leastSeconds) * 1_000) throw refused('portal.too-fast')
  if (bits === 0 && isFlooded(house, address, now)) throw refused('portal.challenge-needed')
  if (bits > 0 && (found === undefined || !hasZeroBits(createHash('sha256').update(`${ticket}:${found}`).digest(), bits))) throw refused('portal.challenge-needed')
}

/** Uses a ticket up. @throws AppError conflict portal.already-sent */
export async function useTicket(ctx: Ctx, ticket: string): Promise<void> {
  const first = await tables(ctx).insertInto('portal_ticket').values({ ticket: sealOf(ctx, ticket), at: ctx.now }).onConflict((c) => c.doNothing()).returning('at').executeTakeFirst()
  if (!first) throw new AppError('conflict', 'portal.already-sent')
}

/** What was used up or left lying a day ago is of no use to anybody. */
export async function forgetTickets(ctx: Ctx): Promise<void> {
  const before = new Date(ctx.now.getTime() - 2 * HOURS * 3_600_000)
  await tables(ctx).deleteFrom('portal_ticket').where('at', '<', before).execute()
  await tables(ctx).deleteFrom('portal_upload').where('at', '<', before).execute()
}
