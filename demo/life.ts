import { newId } from '../src/kernel/id.ts'
import type { Ctx } from '../src/kernel/context.ts'
import { ClockBreached, ClockMet, ClockPaused, ClockResumed, ClockStarted, ClockStoppedLate } from '../src/modules/clocks/contract.ts'
import { startRows } from '../src/modules/clocks/commands/start-clocks.ts'
import { advance, breachOf, firstDue, nextRing, stateOf } from '../src/modules/clocks/rules.ts'
import type { Turn } from '../src/modules/clocks/rules.ts'
import { calendarKind, policyKind } from '../src/modules/clocks/index.ts'
import { standingOf } from '../src/modules/clocks/shown.ts'
import type { ClockRow } from '../src/modules/clocks/tables.ts'
import { tell } from '../src/modules/clocks/tell.ts'
import { CaseAssigned, CaseClaimed, CaseEscalated, CaseMoved, CaseOpened, MessageAdded, PromiseBroken, PromiseKept, PromiseMade, PromiseWithdrawn } from '../src/modules/cases/contract.ts'
import type { Case, Channel } from '../src/modules/cases/contract.ts'
import { caseClocks } from '../src/modules/cases/deadlines.ts'
import { rankIn } from '../src/modules/cases/rank.ts'
import { flowOfKind } from '../src/modules/cases/rules.ts'
import { InteractionRecorded } from '../src/modules/contacts/contract.ts'
import { flowKind } from '../src/modules/flows/index.ts'
import type { Books } from './books.ts'

/** One case of the past, told deed by deed at its own moments, with the rows, clocks and events that the product's commands would have left. */

export interface Past { ctx: Ctx; books: Books; /** Nothing happens after it. */ end: number; leaderOf: (teamId: string | null) => string; /** Where customers rate what was done. */ brandId: string; /** Seals under a customer's own key. */ seal: (customerId: string, text: string) => Buffer }
export interface Opening { number: string; kind: Case['kind']; channel: typeof Channel['_zod']['output']; priority: Case['priority']; subject: string; words: string; customerId: string; teamId: string; at: number; /** Who took it in; nobody on written channels. */ by: string | null; follows?: string }

export type Life = ReturnType<typeof openLife>
export function openLife({ ctx, books, end, leaderOf }: Past, of: Opening) {
  const id = newId(new Date(of.at))
  const flow = ctx.definitions.current(flowKind, flowOfKind(of.kind), ctx.now)
  const classOf = (status: string) => flow.is.status(status)?.class as Case['status']['class']
  const { start, taken } = flow.is
  const clocks: ClockRow[] = []
  const promises: { id: string; to_whom: string; due_at: Date; made_by: string; made_at: Date; what: string; state: string; settled_at: Date | null; settled_by: string | null; reason: string | null; version: number }[] = []
  let status = start.key
  let handler: string | null = null
  let first = of.by
  let team: string | null = of.teamId
  let solution: string | null = null
  let closedAt: number | null = null
  let turnAt = of.at
  let changedAt = of.at
  let version = 1
  let answered = false
  let oursLast = false
  let solvedBy = ''

  const say = (visibility: 'public' | 'internal', author: 'staff' | 'customer', by: string | null, body: string, at: number, interaction: string | null): string => {
    const message = newId(new Date(at))
    books.add('message', { id: message, case_id: id, visibility, author_kind: author, author_id: author === 'customer' ? of.customerId : by, body, at: new Date(at), interaction_id: interaction, channel: null })
    return message
  }
  const meet = (direction: 'in' | 'out', agent: string | null, at: number, seconds?: number, channel: string = of.channel): string => {
    const row = { id: newId(new Date(at)), channel, direction, customer_id: of.customerId, agent_id: agent, subject_kind: 'case', subject_id: id, at: new Date(at), started_at: seconds ? new Date(at) : null, ended_at: seconds ? new Date(at + seconds * 1_000) : null, topic: null, outcome: null }
    books.add('interaction', row)
    books.tell(InteractionRecorded, row.id, at, agent ?? 'house', { channel: channel as 'phone', direction, customerId: of.customerId, agentId: agent, subjectKind: 'case', subjectId: id })
    return row.id
  }
  const telling = (at: number): Ctx => ({ ...ctx, now: new Date(at), emit: async (event, subject, data) => void books.tell(event, subject, at, 'house', data) })

  function startClocks(signal: 'opened' | 'asked-again' | 'reopened', at: number): void {
    const running = new Set(clocks.filter((row) => !row.stopped_at).map((row) => row.key))
    const [started] = startRows(telling(at), caseClocks, [{ subjectId: id, facts: { kind: of.kind, channel: of.channel, priority: of.priority, grade: null }, signal, at: new Date(at) }], (_, key) => running.has(key))
    const rows = started?.rows ?? []
    clocks.push(...rows)
    for (const row of rows) books.add('clock_event', { clock_id: row.id, version: 1, kind: 'start', at: row.started_at, reason: null, policy_id: row.policy_id, policy_row: row.policy_row, calendar_id: row.calendar_id, zone: row.zone })
    if (rows.length) void tell(telling(at), ClockStarted, rows)
  }
  /** A due moment that passed before `at` is told as the bell would have. */
  function breach(row: ClockRow, at: number): void {
    if (row.breached_at || row.stopped_at || !row.due_at || row.due_at.getTime() >= at) return
    const due = row.due_at.getTime()
    row.breached_at = row.due_at
    row.state = 'breached'
    row.ring_at = null
    void tell(telling(due), ClockBreached, [row])
    books.add('case_escalation', { clock_id: row.id, level: 1, case_id: id, clock_key: row.key, at: row.due_at, told_at: row.due_at })
    books.tell(CaseEscalated, id, due + 1, 'house', { level: 1, clock: row.key, told: [leaderOf(team)] })
  }
  const boundTo = (row: ClockRow) => {
    const clock = ctx.definitions.version(policyKind, row.policy_id).is.byKey.get(row.key)
    const bound = clock?.rows[row.policy_row]
    if (!clock || !bound) throw new Error(`no clock ${row.key}`)
    return { clock, warnBefore: bound.warnBefore, seconds: bound.seconds, calendar: ctx.definitions.version(calendarKind, row.calendar_id).is.inZone(row.zone) }
  }
  function turnClocks(at: number, decide: (row: ClockRow, clock: ReturnType<typeof boundTo>['clock']) => Turn<ReturnType<typeof boundTo>> | undefined): void {
    const turned: Record<'stop' | 'pause' | 'resume', ClockRow[]> = { stop: [], pause: [], resume: [] }
    for (const row of clocks) {
      if (row.stopped_at) continue
      breach(row, at)
      const terms = boundTo(row)
      const turn = decide(row, terms.clock)
      const before = standingOf(row)
      const standing = turn ? advance(before, terms, turn) : before
      if (!turn || standing === before) continue
      Object.assign(row, { state: stateOf(standing, terms, turn.at), changed_at: standing.changedAt, used_seconds: standing.usedSeconds, paused_seconds: standing.pausedSeconds, due_at: standing.dueAt, pause_reason: standing.pauseReason, breached_at: breachOf(standing, turn.at), stopped_at: standing.stoppedAt, ring_at: null, version: row.version + 1 })
      if (!row.breached_at) row.ring_at = nextRing(standing, terms, terms.warnBefore, new Date(end))
      books.add('clock_event', { clock_id: row.id, version: row.version, kind: turn.kind, at: turn.at, reason: turn.kind === 'pause' ? turn.reason : null, policy_id: null, policy_row: null, calendar_id: null, zone: null })
      turned[turn.kind as 'stop'].push(row)
    }
    const now = telling(at)
    for (const [reason, rows] of Map.groupBy(turned.pause, (row) => row.pause_reason as string)) void tell(now, ClockPaused, rows, { reason })
    void tell(now, ClockResumed, turned.resume)
    void tell(now, ClockMet, turned.stop.filter(({ state }) => state === 'met'))
    void tell(now, ClockStoppedLate, turned.stop.filter(({ state }) => state === 'stopped-late'))
  }

  /** A change of status with what it means for the clocks. */
  function moveTo(to: string, by: string | null, at: number): string {
    const [from, fromClass, toClass] = [status, classOf(status), classOf(to)]
    const ended = (one: string) => one === 'resolved' || one === 'closed'
    const solves = ended(toClass) && !ended(fromClass)
    turnClocks(at, (_, clock) => solves && clock.stopOn.has('solved') ? { kind: 'stop', at: new Date(at) } : clock.pauseOn.has(toClass) ? { kind: 'pause', at: new Date(at), reason: toClass } : { kind: 'resume', at: new Date(at) })
    if (ended(fromClass) && !ended(toClass)) startClocks('reopened', at)
    status = to
    if (fromClass !== toClass) turnAt = at
    closedAt = toClass === 'closed' ? at : null
    changedAt = at
    version++
    const event = books.tell(CaseMoved, id, at, by, { kind: of.kind, customerId: of.customerId, from, to, fromClass, toClass, reason: null, changed: { status: { from, to } } })
    if (solves) solvedBy = event
    return event
  }

  return {
    id,
    get status() { return status },
    get handler() { return handler },
    get team() { return team },
    get solution() { return solvedBy },
    get breached() { return clocks.some((row) => row.breached_at !== null) },
    open(seconds?: number): void {
      const at = of.at
      startClocks('opened', at)
      const interaction = meet('in', of.by, at, seconds)
      const messageId = say('public', 'customer', null, of.words, at, of.by ? null : interaction)
      books.tell(CaseOpened, id, at, of.by, { number: of.number, kind: of.kind, channel: of.channel, priority: of.priority, customerId: of.customerId, firstResponderId: of.by, teamId: of.teamId, status: start.key, class: start.class, messageId, followsId: of.follows ?? null })
    },
    claim(by: string, at: number): void {
      const changed = { handlerId: { from: null, to: by }, ...(first ? {} : { firstResponderId: { from: null, to: by } }), ...(status === start.key ? { status: { from: status, to: taken.key } } : {}) }
      handler = by
      first ??= by
      status = status === start.key ? taken.key : status
      changedAt = at
      version++
      books.tell(CaseClaimed, id, at, by, { handlerId: by, firstResponderId: first, changed })
    },
    assign(to: string, teamId: string, by: string, at: number): void {
      books.tell(CaseAssigned, id, at, by, { handlerId: to, teamId, changed: { handlerId: { from: handler, to }, ...(teamId === team ? {} : { teamId: { from: team, to: teamId } }) } })
      handler = to
      team = teamId
      changedAt = at
      version++
    },
    note(by: string, body: string, at: number): void {
      books.tell(MessageAdded, id, at, by, { messageId: say('internal', 'staff', by, body, at, null), visibility: 'internal', author: 'staff' })
      changedAt = at
    },
    reply(by: string, body: string, at: number, seconds?: number): void {
      turnClocks(at, (_, clock) => clock.stopOn.has('answered') ? { kind: 'stop', at: new Date(at) } : undefined)
      meet('out', by, at, seconds)
      books.tell(MessageAdded, id, at, by, { messageId: say('public', 'staff', by, body, at, null), visibility: 'public', author: 'staff' })
      answered = oursLast = true
      changedAt = turnAt = at
    },
    /** The customer's word: what waited or was solved is open again. */
    hear(body: string, at: number): void {
      const interaction = meet('in', null, at)
      const before = status
      const open = classOf(status) === 'open' ? status : 'open'
      books.tell(MessageAdded, id, at, null, { messageId: say('public', 'customer', null, body, at, interaction), visibility: 'public', author: 'customer', interactionId: interaction })
      if (open !== before) moveTo(open, null, at)
      if (answered) startClocks('asked-again', at)
      if (oursLast || open !== before) turnAt = at
      oursLast = false
      changedAt = at
    },
    move: (to: string, by: string, at: number) => moveTo(to, by, at),
    solve(words: string, by: string, at: number): void { solution = words; moveTo('solved', by, at) },
    promise(what: string, by: string, at: number, due: number, outcome: 'kept' | 'kept-late' | 'broken' | 'withdrawn', lateBy: number): void {
      const one = { id: newId(new Date(at)), to_whom: 'customer', due_at: new Date(due), made_by: by, made_at: new Date(at), what, state: 'open', settled_at: null as Date | null, settled_by: null as string | null, reason: null as string | null, version: 1 }
      const told = { promiseId: one.id, toWhom: 'customer' as const, dueAt: one.due_at.toISOString() }
      books.tell(PromiseMade, id, at, by, told)
      const settle = (state: string, when: number) => { one.state = state; one.settled_at = new Date(when); one.settled_by = by; one.version++ }
      const early = at + (due - at) * 0.7
      if (outcome === 'kept' && early < end) { settle('kept', early); books.tell(PromiseKept, id, early, by, { ...told, late: false }) }
      else if (outcome === 'withdrawn' && early < end) { settle('withdrawn', early); one.reason = '客户改期'; books.tell(PromiseWithdrawn, id, early, by, { ...told, reason: '客户改期' }) }
      else if (due < end) {
        books.tell(PromiseBroken, id, due, 'house', told)
        one.state = 'broken'
        one.version++
        if (outcome === 'kept-late' && due + lateBy < end) { settle('kept-late', due + lateBy); books.tell(PromiseKept, id, due + lateBy, by, { ...told, late: true }) }
      }
      promises.push(one)
    },
    /** What somebody promised and has not kept yet would keep it from being closed. */
    get promised() { return promises.some(({ state }) => state === 'open') },
    meet,
    /** Lays the case itself down, as it stands at the end. */
    keep(): void {
      for (const row of clocks) breach(row, end)
      for (const row of clocks) books.add('clock', row)
      for (const one of promises) books.add('case_promise', { id: one.id, case_id: id, what: one.what, to_whom: one.to_whom, due_at: one.due_at, made_by: one.made_by, made_at: one.made_at, state: one.state, warned_at: one.state === 'open' ? null : one.made_at, settled_at: one.settled_at, settled_by: one.settled_by, reason: one.reason, version: one.version })
      const open = promises.filter(({ state }) => state === 'open').map(({ due_at }) => due_at.getTime())
      const of_ = classOf(status)
      books.add('case', {
        id, number: of.number, kind: of.kind, subject: of.subject, channel: of.channel, priority: of.priority, status, status_class: of_, flow_id: flow.id, customer_id: of.customerId, customer_grade: null, first_responder_id: first, handler_id: handler, team_id: team, solution,
        due_at: firstDue(clocks) ?? 'infinity', source: null, external_id: null, follows_id: of.follows ?? null, closed_at: closedAt === null ? null : new Date(closedAt), classified: true, turn_at: new Date(turnAt), rank_at: rankIn(ctx, { class: of_, priority: of.priority, turnAt: new Date(turnAt) }),
        promise_due_at: open.length ? new Date(Math.min(...open)) : null, created_at: new Date(of.at), changed_at: new Date(changedAt), removed_at: null, version,
      })
    },
  }
}
