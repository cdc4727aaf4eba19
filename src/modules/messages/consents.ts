import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { addressOf, tokenOf } from './addresses.ts'
import type { AddressKind, Consent, Wishes, wishes } from './contract.ts'
import { AddressKind as AddressKindSchema, AddressUnblocked, ConsentSaid, ContactPointsAsked, PreferenceChanged } from './contract.ts'
import { openMoment } from './gate.ts'
import type { ConsentPurpose, Proposal, ReachChannel } from './rules.ts'
import { CONSENT_PURPOSES, REACH_CHANNELS, consents, proposeChannel } from './rules.ts'
import { needsYes } from './settings.ts'
import { tables } from './tables.ts'

/** What a customer wants to be written about, and by which channel. */

interface Point { id: string; kind: AddressKind; value: string; label: string | null; token: Buffer }

/** The contact points of a customer that can be written to. @throws AppError not-found `customer.not-found` from whoever keeps them */
async function pointsOf(ctx: Ctx, customerId: string): Promise<Point[]> {
  return (await ctx.ask(ContactPointsAsked, { customerId })).flatMap((point) => {
    const kind = AddressKindSchema.safeParse(point.kind)
    const known = kind.success && point.value ? addressOf(ctx, kind.data, point.value) : undefined
    return kind.success && known ? [{ id: point.id, kind: kind.data, value: known.value, label: point.label, token: tokenOf(ctx, kind.data, known.key) }] : []
  })
}

export async function wishesOf(ctx: Ctx, customerId: string): Promise<Wishes> {
  const points = await pointsOf(ctx, customerId)
  const tokens = points.map((point) => point.token)
  const [said, blocked, preference] = await Promise.all([
    tokens.length ? tables(ctx).selectFrom('consent').selectAll().where('token', 'in', tokens).execute() : [],
    tokens.length ? tables(ctx).selectFrom('blocked_address').selectAll().where('token', 'in', tokens).where('until', '>', ctx.now).execute() : [],
    tables(ctx).selectFrom('channel_preference').selectAll().where('customer_id', '=', customerId).executeTakeFirst(),
  ])
  const yes = ctx.settings.get(needsYes)
  const blockOf = (point: Point) => blocked.find((row) => row.token.equals(point.token))
  return {
    items: points.map((point): Consent => ({
      contactPointId: point.id, kind: point.kind, value: point.value, label: point.label, blockedUntil: blockOf(point)?.until ?? null, blockedFor: blockOf(point)?.reason ?? null,
      purposes: CONSENT_PURPOSES.map((purpose) => {
        const row = said.find((one) => one.purpose === purpose && one.token.equals(point.token))
        return { purpose, state: row?.state ?? null, source: row?.source ?? null, at: row?.at ?? null, allowed: consents(purpose, row?.state ?? null, yes) }
      }),
    })),
    preference: { preferred: preference?.preferred ?? null, forbidden: preference?.forbidden ?? [], version: preference?.version ?? 0 }, mayChange: ctx.actor.can('consent.write'),
  }
}

async function pointOf(ctx: Ctx, customerId: string, contactPointId: string): Promise<Point> {
  const point = (await pointsOf(ctx, customerId)).find((one) => one.id === contactPointId)
  if (!point) throw notFound('contact-point')
  return point
}

export interface Said { purpose: ConsentPurpose; state: 'given' | 'withdrawn'; source: string }
/** Keeps a yes or a no; the later word counts. */
export async function keepConsent(ctx: Ctx, point: { token: Buffer; kind: AddressKind }, { purpose, state, source }: Said): Promise<void> {
  await tables(ctx).insertInto('consent').values({ id: newId(), token: point.token, kind: point.kind, purpose, state, source, at: ctx.now, by_id: ctx.actor.id, version: 1 })
    .onConflict((c) => c.columns(['token', 'purpose']).doUpdateSet((eb) => ({ state, source, at: ctx.now, by_id: ctx.actor.id, version: eb('consent.version', '+', 1) }))).execute()
}

export async function sayConsent(ctx: Ctx, customerId: string, { contactPointId, ...said }: Said & { contactPointId: string }): Promise<Wishes> {
  const point = await pointOf(ctx, customerId, contactPointId)
  await keepConsent(ctx, point, said)
  await ctx.emit(ConsentSaid, customerId, { contactPointId, kind: point.kind, ...said })
  return wishesOf(ctx, customerId)
}

export async function unblock(ctx: Ctx, customerId: string, contactPointId: string): Promise<Wishes> {
  const point = await pointOf(ctx, customerId, contactPointId)
  await tables(ctx).deleteFrom('blocked_address').where('token', '=', point.token).execute()
  await ctx.emit(AddressUnblocked, customerId, { contactPointId, kind: point.kind })
  return wishesOf(ctx, customerId)
}

/** @throws AppError conflict `record.stale` */
export async function preferChannel(ctx: Ctx, customerId: string, { preferred, forbidden, version }: { preferred: ReachChannel | null; forbidden: ReachChannel[]; version: number }): Promise<Wishes> {
  const before = (await wishesOf(ctx, customerId)).preference
  const without = [...new Set(forbidden)].filter((channel) => channel !== preferred)
  const set = { preferred, forbidden: without, changed_at: ctx.now, version: version + 1 }
  const done = await tables(ctx).insertInto('channel_preference').values({ customer_id: customerId, ...set }).onConflict((c) => c.column('customer_id').doUpdateSet(set).where('channel_preference.version', '=', version)).returning('version').executeTakeFirst()
  if (!done || before.version !== version) throw conflict('record.stale', await wishesOf(ctx, customerId))
  await ctx.emit(PreferenceChanged, customerId, { changed: { preferred: { from: before.preferred, to: preferred }, forbidden: { from: before.forbidden, to: without } } })
  return wishesOf(ctx, customerId)
}

const KINDS: Record<ReachChannel, readonly AddressKind[]> = { phone: ['phone'], email: ['email'], sms: ['sms', 'phone'], wechat: ['wechat'] }

/** The channel by which to reach a customer now. */
export async function proposeFor(ctx: Ctx, customerId: string, { urgency, complexity, safety, purpose }: z.output<typeof wishes.proposeChannel.spec.query>): Promise<Omit<Proposal, 'ways'> & { ways: ReachChannel[] }> {
  const { items, preference } = await wishesOf(ctx, customerId)
  const has = (channel: ReachChannel, usable: (item: Consent) => boolean) => items.some((item) => KINDS[channel].includes(item.kind) && usable(item))
  const open = await openMoment(ctx, customerId, null)
  const available = REACH_CHANNELS.filter((channel) => has(channel, (item) => channel !== 'email' || !item.blockedUntil))
  const proposal = proposeChannel({
    urgency, complexity, safety: safety === 'true', preferred: preference.preferred, forbidden: preference.forbidden, available,
    optedOut: purpose === 'answer' ? [] : available.filter((channel) => !has(channel, (item) => item.purposes.some((one) => one.purpose === purpose && one.allowed))),
    quiet: open > ctx.now,
  })
  return { ...proposal, ways: [...proposal.ways] }
}
