import type { Ctx } from '../../kernel/context.ts'
import { beat, on } from '../../kernel/module.ts'
import { BY_BULK_QUIETLY, findCase } from '../cases/index.ts'
import { CaseAssigned, CaseClaimed, CaseMoved, MessageAdded } from '../cases/contract.ts'
import { PortalNoticed } from './contract.ts'
import { queueProgress } from './mails.ts'
import { plainState } from './rules.ts'
import { noticeDays } from './settings.ts'
import type { TrackRow } from './tables.ts'
import { tables } from './tables.ts'
import { asHouse } from './tracked.ts'

/** Customers hear of it when something changes, and at set times while nothing does (ISO 10002, 7.3). */

const DAY = 86_400_000
const MANY = 200
type About = 'in-progress' | 'waiting-you' | 'solved' | 'closed' | 'still-open'

const tracksOf = async (ctx: Ctx, caseIds: readonly string[]): Promise<Map<string, TrackRow>> =>
  new Map((await tables(ctx).selectFrom('portal_track').selectAll().where('case_id', 'in', [...new Set(caseIds)]).execute()).map((row) => [row.case_id, row]))

/** The next set time: so many days from now while the matter is open, none once it has come to its end or nobody is to be told. */
const nextNotice = (ctx: Ctx, track: Pick<TrackRow, 'email'>, isOpen: boolean): Date | null => {
  const days = ctx.settings.get(noticeDays)
  return isOpen && days > 0 && track.email ? new Date(ctx.now.getTime() + days * DAY) : null
}

async function tell(ctx: Ctx, track: TrackRow, about: About, key: string, dueAt: Date | null): Promise<void> {
  const brand = await tables(ctx).selectFrom('portal_brand').selectAll().where('id', '=', track.brand_id).executeTakeFirstOrThrow()
  const { number } = await findCase(asHouse(ctx), track.case_id)
  const told = await queueProgress(ctx, { key, track, brand, number, about })
  await tables(ctx).updateTable('portal_track').set((eb) => ({ next_notice_at: nextNotice(ctx, track, about !== 'solved' && about !== 'closed'), ...(told ? { notices: eb('notices', '+', 1) } : {}) })).where('id', '=', track.id).execute()
  if (told) await ctx.emit(PortalNoticed, track.case_id, { trackId: track.id, about, dueAt: dueAt?.toISOString() ?? null })
}

/** Somebody has taken it on, it waits for the customer, it is solved or closed. */
export const tellProgress = on([CaseClaimed, CaseAssigned, CaseMoved], 'portal.tell-progress', async (ctx, events) => {
  const tracks = await tracksOf(ctx, events.map((event) => event.subjectId))
  for (const event of events) {
    const track = tracks.get(event.subjectId)
    const about = track && event.via !== BY_BULK_QUIETLY && aboutOf(event)
    if (track && about) await tell(ctx, track, about, `portal-notice:${event.id}`, null)
  }
})
function aboutOf({ kind, data }: { kind: string; data: unknown }): About | null {
  if (kind === CaseClaimed.kind) return 'in-progress'
  if (kind === CaseAssigned.kind) {
    const { changed } = data as { changed: Record<string, { from: unknown; to: unknown }> }
    return changed['handlerId']?.to && !changed['handlerId'].from ? 'in-progress' : null
  }
  const { fromClass, toClass } = data as { fromClass: string; toClass: string }
  const [before, after] = [fromClass, toClass].map((of) => plainState({ class: of, isStart: false }, true))
  return before === after || after === 'waiting-third' || after === 'received' ? null : after as About
}

/** A word from us is news, too: the next set time counts from it. */
export const postpone = on(MessageAdded, 'portal.postpone-notices', async (ctx, events) => {
  const ids = events.filter(({ data }) => data.visibility === 'public' && data.author === 'staff').map((event) => event.subjectId)
  if (!ids.length) return
  for (const track of (await tracksOf(ctx, ids)).values()) {
    if (track.next_notice_at) await tables(ctx).updateTable('portal_track').set({ next_notice_at: nextNotice(ctx, track, true) }).where('id', '=', track.id).execute()
  }
})

/** Nothing has been heard for the set time: the customer is told that we are still at it. */
export const tellAtSetTimes = beat('portal.notices', 300, async (ctx) => {
  const due = await tables(ctx).selectFrom('portal_track').selectAll().where('next_notice_at', '<=', ctx.now).orderBy('next_notice_at').limit(MANY).forUpdate().skipLocked().execute()
  for (const track of due) await tell(ctx, track, 'still-open', `portal-notice:${track.id}:${track.next_notice_at?.getTime() ?? 0}`, track.next_notice_at)
  return due.length === MANY
})
