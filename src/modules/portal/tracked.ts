import { systemActor } from '../../kernel/actors.ts'
import type { Ctx } from '../../kernel/context.ts'
import { historyOf } from '../../kernel/events.ts'
import { findCase, imagesNamed, listMessages } from '../cases/index.ts'
import { clocksOf } from '../clocks/index.ts'
import { complaintForCustomer } from '../complaints/index.ts'
import { flowKind } from '../flows/index.ts'
import { answersOf, formKind, formOf } from '../forms/index.ts'
import { namesOf, positionsOf } from '../people/index.ts'
import type { State, Tracked } from './contract.ts'
import { signedHref } from './public-files.ts'
import { ENTRY_KINDS, plainState } from './rules.ts'
import { ratingHours, showDeadlines, staffNames } from './settings.ts'
import type { TrackRow } from './tables.ts'
import { tables } from './tables.ts'

/** A matter as its customer sees it. Only what is named here goes out: whatever a case learns to hold stays inside until somebody adds it. */

export const RATING_FORM = 'solution-rating'
/** Words of one matter shown at once. */
const MOST_WORDS = 200
/** Nobody has signed in: what is read for the customer is read by the house. */
export const asHouse = (ctx: Ctx): Ctx => ({ ...ctx, actor: systemActor })

export async function trackedCase(ctx: Ctx, track: TrackRow): Promise<Tracked> {
  const house = asHouse(ctx)
  const others = (await tables(ctx).selectFrom('portal_track_case').select('case_id').where('track_id', '=', track.id).orderBy('at').execute()).map((row) => row.case_id).filter((id) => id !== track.case_id)
  const [row, brand, clocks, events, before] = await Promise.all([
    findCase(house, track.case_id),
    tables(ctx).selectFrom('portal_brand').select('slug').where('id', '=', track.brand_id).executeTakeFirstOrThrow(),
    clocksOf(ctx, [track.case_id]).then((found) => found.get(track.case_id) ?? []),
    historyOf(ctx, [track.case_id]),
    Promise.all(others.map((id) => findCase(house, id))),
  ])
  const isStart = row.status === ctx.definitions.version(flowKind, row.flow_id).is.start.key
  const state = row.removed_at ? 'closed' : plainState({ class: row.status_class, isStart }, row.handler_id !== null)
  const steps = stepsOf(events)
  const { words, earlier } = await conversationOf(ctx, [...others, track.case_id])
  const complaint = await complaintForCustomer(house, track.case_id)
  const rating = await ratingOf(ctx, track.case_id, state, solutionOf(events))
  const isOpen = state !== 'solved' && state !== 'closed'
  return {
    brand: brand.slug, number: row.number, kind: ENTRY_KINDS.find((kind) => kind === row.kind) ?? null, state, openedAt: row.created_at, changedAt: steps.at(-1)?.at ?? row.created_at, steps,
    deadlines: ctx.settings.get(showDeadlines) && isOpen
      ? clocks.flatMap(({ key, name, dueAt, stoppedAt, state }) => stoppedAt || !dueAt ? [] : [{ key, name, dueAt, late: dueAt < ctx.now, paused: state === 'paused' }]).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
      : [],
    nextNoticeAt: isOpen ? track.next_notice_at : null,
    conversation: words, earlier, rating, complaint, follows: before.map((one) => one.number),
    may: [...(row.removed_at ? [] : ['reply' as const]), ...(rating && (!rating.answers || rating.changeableUntil) ? ['rate' as const] : []), ...(complaint?.decision && complaint.decision.accepted === null && !row.removed_at && state !== 'closed' ? ['answer-decision' as const] : []), ...(complaint?.pulse && complaint.pulse.score === null && isOpen && !row.removed_at ? ['tell-pulse' as const] : [])],
  }
}

type Told = Awaited<ReturnType<typeof historyOf>>[number]
const fact = (event: Told, name: string): string => { const value = event.data[name]; return typeof value === 'string' ? value : '' }

/** The way so far, each change of what it looks like from outside. */
function stepsOf(events: readonly Told[]): Tracked['steps'] {
  const steps: Tracked['steps'] = []
  const add = (state: State, at: Date) => { if (steps.at(-1)?.state !== state) steps.push({ state, at }) }
  for (const event of events) {
    if (event.kind === 'case.opened') add('received', event.at)
    else if (event.kind === 'case.claimed' || (event.kind === 'case.assigned' && fact(event, 'handlerId') && steps.at(-1)?.state === 'received')) add('in-progress', event.at)
    else if (event.kind === 'case.moved') add(plainState({ class: fact(event, 'toClass'), isStart: false }, true), event.at)
  }
  return steps
}

const ended = (of: string) => of === 'resolved' || of === 'closed'
/** The move that brought the solution which stands now: what a rating is of. */
export const solutionOf = (events: readonly Told[]): string | null =>
  events.findLast((event) => event.kind === 'case.moved' && ended(fact(event, 'toClass')) && !ended(fact(event, 'fromClass')))?.id ?? null

async function conversationOf(ctx: Ctx, caseIds: readonly string[]): Promise<{ words: Tracked['conversation']; earlier: boolean }> {
  const pages = await Promise.all(caseIds.map((id) => listMessages(asHouse(ctx), id, { limit: MOST_WORDS })))
  const messages = pages.flatMap(({ items }) => items).filter((one) => one.visibility === 'public').sort((a, b) => a.at.getTime() - b.at.getTime() || (a.id < b.id ? -1 : 1))
  const writers = messages.flatMap(({ author }) => author.kind === 'staff' && author.id ? [author.id] : [])
  const policy = ctx.settings.get(staffNames)
  const names = policy === 'name' ? await namesOf(ctx, writers) : new Map<string, string>()
  const positions = policy === 'position' ? await positionsOf(ctx, writers) : new Map<string, { zh: string; en: string }>()
  const named = (id: string | null) => (id && (names.get(id) ?? positions.get(id)?.[ctx.actor.locale === 'en' ? 'en' : 'zh'])) || null
  return {
    words: messages.map(({ id, author, body, at, attachments }) => ({
      id, from: author.kind === 'customer' ? 'you' : 'us', name: author.kind === 'staff' ? named(author.id) : null, body: imagesNamed(body, attachments.map((file) => file.name)), at,
      attachments: attachments.filter((file) => file.scan !== 'infected').map((file) => ({ name: file.name, type: file.type, size: file.size, href: signedHref(ctx, file.id) })),
    })),
    earlier: pages.some(({ nextCursor }) => nextCursor !== null),
  }
}

const HOUR = 3_600_000
async function ratingOf(ctx: Ctx, caseId: string, state: State, solutionId: string | null): Promise<Tracked['rating']> {
  if (!solutionId || (state !== 'solved' && state !== 'closed')) return null
  const given = await tables(ctx).selectFrom('portal_rating').selectAll().where('case_id', '=', caseId).where('solution_id', '=', solutionId).executeTakeFirst()
  if (!given) {
    const form = formOf(ctx, RATING_FORM)
    return { formId: form.id, questions: form.is, answers: null, changeableUntil: null }
  }
  const said = (await answersOf(ctx, [given.submission_id])).get(given.submission_id)
  if (!said) return null
  const until = new Date(given.at.getTime() + ctx.settings.get(ratingHours) * HOUR)
  return { formId: said.formId, questions: ctx.definitions.version(formKind, said.formId).is, answers: said.answers, changeableUntil: until > ctx.now ? until : null }
}
