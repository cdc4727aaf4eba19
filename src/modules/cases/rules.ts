import type { Clock } from '../clocks/contract.ts'
import type { Case, CasePromise, Deed, Handover } from './contract.ts'

/** Pure decisions about a case: who may do what, and what a moment means for its clocks. Runs on both sides. */

/** What a matter may be. */
export const KINDS = ['consultation', 'request', 'complaint', 'grumble', 'suggestion', 'praise', 'support', 'installation'] as const

export interface Standing { removed: boolean; class: string; handlerId: string | null; offered: boolean; merged: boolean }
/** What the reader's grants let them do with this very row. */
export interface Powers { me: string | null; write: boolean; claim: boolean; assign: boolean; can: (permission: string) => boolean }

/** What somebody may do with a case as it stands. Commands check the very same list. */
export function deedsOf({ removed, class: of, handlerId, offered, merged }: Standing, { me, write, claim, assign, can }: Powers): Deed[] {
  if (removed) return can('case.remove') ? ['restore'] : []
  // What has become part of another case is worked on there.
  if (merged) return can('case.remove') ? ['remove'] : []
  const deeds: Deed[] = []
  const closed = of === 'closed'
  if (!closed && handlerId === null && claim) deeds.push('claim')
  if (!closed && assign) deeds.push('assign')
  if (write) deeds.push(...(closed ? ['note'] as const : ['reply', 'note', 'change'] as const))
  if (!closed && handlerId !== null && !offered && ((write && handlerId === me) || assign)) deeds.push('hand-over')
  if (!closed && write) deeds.push('merge')
  if (can('case.change-first-responder')) deeds.push('change-first-responder')
  if (can('case.remove')) deeds.push('remove')
  return deeds
}

/** Channels on which whoever enters the case is the person the customer spoke to. */
const SPOKEN: ReadonlySet<string> = new Set(['phone', 'counter', 'internal'])
/** The first responder at intake: the person whose own action takes the contact in; null until somebody claims it on other channels. */
export const firstResponderAtIntake = (channel: string, actor: { kind: string; id: string | null }): string | null =>
  actor.kind === 'staff' && SPOKEN.has(channel) ? actor.id : null

/** Channels whose customers read our answers in their mail; on the others an answer is written down, and said in another way. */
const BY_MAIL: ReadonlySet<string> = new Set(['email', 'portal'])
export const answersByMail = (channel: string): boolean => BY_MAIL.has(channel)

/** What a move from one class of status to another tells the clocks beside the class itself. */
const ended = (of: string) => of === 'resolved' || of === 'closed'
export const signalOf = (from: string, to: string): 'solved' | 'reopened' | undefined =>
  ended(from) === ended(to) ? undefined : ended(to) ? 'solved' : 'reopened'

/** `20261122-000123`: the company's date and the sequence, at least six digits. */
export const caseNumber = (day: string, sequence: number): string => `${day.replaceAll('-', '')}-${String(sequence).padStart(6, '0')}`

/** The status in which work on a case goes on when its customer writes: as it is while it is open, else the first open one that the flow allows, else as it is. */
export function statusAfterWord(flow: { next: (from: string) => readonly string[]; status: (key: string) => { class: string } | undefined }, status: string): string {
  return flow.status(status)?.class === 'open' ? status : flow.next(status).find((to) => flow.status(to)?.class === 'open') ?? status
}

/** The key of the flow that a kind of case runs on. */
export const flowOfKind = (kind: string): string => kind === 'complaint' ? 'complaint' : 'case'

/** The deadline that presses most: the nearest of those still open, else one that waits, else the one that was finished last. */
export function pressing(clocks: readonly Clock[]): Clock | null {
  const open = clocks.filter((clock) => clock.stoppedAt === null)
  const nearest = open.filter((clock) => clock.dueAt !== null).sort((a, b) => Number(a.dueAt) - Number(b.dueAt))[0]
  return nearest ?? open[0] ?? [...clocks].sort((a, b) => Number(b.stoppedAt) - Number(a.stoppedAt))[0] ?? null
}

const HOUR_MS = 3_600_000
/**
 * The place of a case among those that wait for us, as a moment: since when it has waited, moved back by what its priority is worth.
 * Because everybody's wait grows alike the order needs no recount, and nothing waits for ever. Null when nothing waits for us.
 */
export function rankOf({ class: of, priority, turnAt }: { class: string; priority: string; turnAt: Date | null }, hours: Readonly<Record<string, number>>): Date | null {
  if (of !== 'open' || !turnAt) return null
  return new Date(turnAt.getTime() - (hours[priority] ?? 0) * HOUR_MS)
}

/** Whether something has happened to a case since its reader looked; what they opened themselves is no news to them. */
export const isNews = ({ readAt, changedAt, createdAt, firstResponder }: Pick<Case, 'readAt' | 'changedAt' | 'createdAt' | 'firstResponder'>, me: string | undefined): boolean =>
  readAt ? changedAt > readAt : !(firstResponder !== null && firstResponder.id === me && changedAt.getTime() === createdAt.getTime())

/** How a promise stands once somebody says that it was kept. */
export const keptState = (state: CasePromise['state'], dueAt: Date, now: Date): 'kept' | 'kept-late' => state === 'broken' || now > dueAt ? 'kept-late' : 'kept'
/** What may be done with a promise by somebody who works on its case. */
export const promiseDeeds = (state: CasePromise['state'], mayWrite: boolean): CasePromise['may'] => !mayWrite ? [] : state === 'open' ? ['keep', 'withdraw'] : state === 'broken' ? ['keep'] : []

/** What somebody may do with a handover as it stands: a person takes what was offered to them or to their team, and the sender takes it back. */
export function handoverDeeds({ state, from, by, to }: { state: Handover['state']; from: string; by: string; to: { staffId: string | null; teamId: string | null } }, { me, teams, handles, assign }: { me: string | null; teams: readonly string[]; handles: boolean; assign: boolean }): Handover['may'] {
  if (state !== 'offered' || me === null) return []
  const receives = to.staffId === me || (to.teamId !== null && teams.includes(to.teamId) && from !== me)
  return [...(receives && handles ? ['accept'] as const : []), ...(receives ? ['decline'] as const : []), ...(from === me || by === me || assign ? ['withdraw'] as const : [])]
}

/** One change of handler. */
export interface Transfer { from: string; to: string }
/**
 * Whether the course of a case looks like passing the buck (CAS-12): it comes back to whoever had given it away (A→B→A), or has gone on as often as the limit.
 * @param most from this many transfers on it is too often; the handbook gives no figure, so it is a setting
 */
export function passedHow(transfers: readonly Transfer[], most: number): Case['passed'] {
  const isBack = transfers.some(({ to }, at) => transfers.slice(0, at).some(({ from }) => from === to))
  return isBack ? 'back-and-forth' : transfers.length >= most ? 'too-often' : null
}
