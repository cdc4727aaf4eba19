import { sql } from 'kysely'
import { eventsOf } from '../../kernel/events.ts'
import type { Ctx } from '../../kernel/context.ts'
import { ClockBreached, ClockMet, ClockRevised, ClockStarted, ClockStoppedLate } from '../clocks/contract.ts'
import { InteractionRecorded, WriteDown } from '../contacts/contract.ts'
import { among } from '../../kernel/transaction.ts'
import { facts, figuresFollow } from '../metrics/index.ts'
import * as told from './contract.ts'
import { CaseMerged, CaseMoved, CaseOpened, CaseRemoved, MessageAdded } from './contract.ts'
import { caseResource, tables } from './tables.ts'

/** What figures about cases are made of: cases, their deadlines, and what was promised on them. */

const about = {
  kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, lineId: { type: 'id' }, customerGrade: { type: 'choice' },
} as const
const words = {
  kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' }, lineId: { zh: '业务线', en: 'Business line' }, customerGrade: { zh: '客户等级', en: 'Customer grade' },
}
const named = { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref', lineId: 'line_ref' }
const catalogue = { kind: 'case.kind', channel: 'case.channel', customerGrade: 'customer.grade' }
/** Who sees which cases in figures: what is only being offered to somebody is no part of theirs. */
export const seenByFigures = { permission: 'case.read', legs: Object.fromEntries(Object.entries(caseResource.legs).filter(([scope]) => scope !== 'offered')), label: 'number' } as const
const seen = { ...seenByFigures, live: ['lineId', 'customerGrade'], source: { zh: '工单及其时限、消息和交接', en: 'Cases with their deadlines, messages and handovers' } } as const

const cases = facts({
  name: 'case', followed: true, noun: { zh: '工单', en: 'Cases' }, view: 'case_fact', record: { kind: 'case', column: 'id' },
  fields: { ...about, priority: { type: 'choice' }, statusClass: { type: 'choice' }, service: { type: 'choice' }, customerId: { type: 'id' }, imported: { type: 'boolean' }, createdAt: { type: 'instant' }, closedAt: { type: 'instant' }, handlingSeconds: { type: 'number' },
    solved: { type: 'boolean' }, transfers: { type: 'number' }, passed: { type: 'choice' }, firstContact: { type: 'boolean' }, recontacted: { type: 'boolean' }, late: { type: 'boolean' }, reopened: { type: 'boolean' }, confirmedByFirst: { type: 'boolean' }, escalated: { type: 'boolean' },
  },
  words: {
    ...words, priority: { zh: '优先级', en: 'Priority' }, statusClass: { zh: '状态', en: 'Status' }, service: { zh: '服务项目', en: 'Service' }, customerId: { zh: '客户', en: 'Customer' }, imported: { zh: '导入', en: 'Imported' },
    createdAt: { zh: '受理时间', en: 'Received' }, closedAt: { zh: '关闭时间', en: 'Closed' }, handlingSeconds: { zh: '处理时长', en: 'Handling time' },
    solved: { zh: '有解决结果', en: 'Has a solution' }, transfers: { zh: '转手次数', en: 'Times handed over' }, passed: { zh: '推诿', en: 'Passed on' }, firstContact: { zh: '客户只联系一次', en: 'Customer turned to us once' },
    recontacted: { zh: '七日内再次来访', en: 'Came again within seven days' }, late: { zh: '有时限逾期', en: 'A deadline was missed' }, reopened: { zh: '曾重新打开', en: 'Was opened again' }, confirmedByFirst: { zh: '首问责任人确认关闭', en: 'Closed by the first responder' }, escalated: { zh: '曾升级', en: 'Was escalated' },
  },
  moments: ['createdAt', 'closedAt'], named, catalogue: { ...catalogue, priority: 'case.priority', statusClass: 'flow.class' }, ...seen,
})

const deadlines = facts({
  name: 'case-deadline', followed: true, noun: { zh: '工单时限', en: 'Deadlines of cases' }, view: 'case_deadline_fact', record: { kind: 'case', column: 'case_id' },
  fields: { ...about, priority: { type: 'choice' }, key: { type: 'choice' }, inTime: { type: 'boolean' }, startedAt: { type: 'instant' }, dueAt: { type: 'instant' }, stoppedAt: { type: 'instant' }, settledAt: { type: 'instant' }, elapsedSeconds: { type: 'number' }, workingSeconds: { type: 'number' } },
  words: {
    ...words, priority: { zh: '优先级', en: 'Priority' }, key: { zh: '时限', en: 'Deadline' }, inTime: { zh: '按时', en: 'In time' }, startedAt: { zh: '开始时间', en: 'Started' }, dueAt: { zh: '到期时间', en: 'Due' },
    stoppedAt: { zh: '停止时间', en: 'Stopped' }, settledAt: { zh: '判定时间', en: 'Settled' }, elapsedSeconds: { zh: '历时', en: 'Time elapsed' }, workingSeconds: { zh: '工作时长', en: 'Working time' },
  },
  moments: ['startedAt', 'dueAt', 'stoppedAt', 'settledAt'], named, catalogue: { ...catalogue, priority: 'case.priority' }, ...seen,
})

const promises = facts({
  name: 'case-promise', followed: true, noun: { zh: '承诺', en: 'Promises' }, view: 'case_promise_fact', record: { kind: 'case', column: 'case_id' },
  fields: { ...about, toWhom: { type: 'choice' }, state: { type: 'choice' }, madeBy: { type: 'id' }, dueAt: { type: 'instant' } },
  words: { ...words, toWhom: { zh: '承诺对象', en: 'Promised to' }, state: { zh: '兑现情况', en: 'State' }, madeBy: { zh: '承诺人', en: 'Promised by' }, dueAt: { zh: '到期时间', en: 'Due' } },
  moments: ['dueAt'], named: { ...named, madeBy: 'staff_ref' }, catalogue: { ...catalogue, toWhom: 'case.promise-to', state: 'case.promise-state' }, ...seen,
})

/** The moments of earlier events of these cases: where a closing lay before the case was opened again, where a deadline was missed before it was set anew. */
const momentsOf = async (ctx: Ctx, ids: readonly string[], kinds: readonly string[]): Promise<Date[]> =>
  (ids.length ? await eventsOf(ctx, [...new Set(ids)], kinds) : []).flatMap(({ at, data }) =>
    [at, ...((data as { clocks?: { dueAt: string | null }[] }).clocks ?? []).flatMap(({ dueAt }) => dueAt ? [new Date(dueAt)] : [])])

/** Every moment of cases that figures leave out since: they lie in the bin, or became part of another. */
async function momentsOfGone(ctx: Ctx, ids: readonly string[]): Promise<Date[]> {
  if (!ids.length) return []
  const { rows } = await sql<{ at: Date }>`with gone as (select id, created_at, closed_at from "case" where id = any(${ids}::uuid[]) and (removed_at is not null or merged_into_id is not null))
    select at from (
      select unnest(array[created_at, closed_at]) as at from gone union all select unnest(array[k.started_at, k.due_at, k.stopped_at, k.settled_at]) from gone join clock_ref k on k.subject_kind = 'case' and k.subject_id = gone.id
      union all select p.due_at from gone join case_promise p on p.case_id = gone.id
    ) moments where at is not null`.execute(ctx.db)
  return rows.map(({ at }) => at)
}

/** By which a contact is written down by hand. */
const MANUAL: ReadonlySet<string> = new Set(WriteDown.shape.channel.options)
/** Everything that is told of a case, its messages, promises and handovers. */
const caseEvents = Object.values(told).filter((one): one is typeof CaseOpened => 'kind' in one && typeof one.kind === 'string' && one.kind.startsWith('case.'))
/** Customers whose earlier cases a case that is written down late may show to have come back. */
const customersOfLate = async (ctx: Ctx, ids: readonly string[]): Promise<string[]> => !ids.length ? [] : (await tables(ctx).selectFrom('case').select('customer_id').where('id', 'in', ids).where('created_at', '<', new Date(ctx.now.getTime() - 86_400_000)).execute())
  .flatMap(({ customer_id }) => customer_id ?? [])

/** Whatever day of figures a case lies on is counted anew when it changes. */
export const caseFigures = figuresFollow('cases.figures', caseEvents, [
  { of: cases, left: (ctx, heard) => momentsOf(ctx, heard.filter(({ kind, data }) => kind === CaseMoved.kind && (data as { fromClass?: string }).fromClass === 'closed').map(({ subjectId }) => subjectId), [CaseMoved.kind]) },
  { of: cases, column: 'customer_id', ids: (ctx, heard) => customersOfLate(ctx, heard.filter(({ kind }) => kind === CaseOpened.kind).map(({ subjectId }) => subjectId)) },
  ...[deadlines, promises].map((of) => ({ of, column: 'case_id', ids: (_: Ctx, heard: readonly { kind: string; subjectId: string }[]) => heard.filter(({ kind }) => kind !== MessageAdded.kind).map(({ subjectId }) => subjectId) })),
  ...[cases, deadlines, promises].map((of) => ({ of, ids: () => [], left: (ctx: Ctx, heard: readonly { kind: string; subjectId: string }[]) => momentsOfGone(ctx, heard.filter(({ kind }) => kind === CaseRemoved.kind || kind === CaseMerged.kind).map(({ subjectId }) => subjectId)) })),
])
/** A call or visit noted while a case is open is its customer's second contact. */
export const contactFigures = figuresFollow('cases.contacts.figures', [InteractionRecorded], [{ of: cases, ids: async (ctx, heard) => {
  const noted = heard.flatMap(({ subjectId, data }) => data.direction === 'in' && data.customerId && MANUAL.has(data.channel) ? [subjectId] : [])
  if (!noted.length) return []
  return (await tables(ctx).selectFrom('interaction_ref as i').innerJoin('case as c', 'c.customer_id', 'i.customer_id').select('c.id').where(among('i.id', noted)).whereRef('c.created_at', '<', 'i.at')
    .where((eb) => eb.or([eb('c.closed_at', 'is', null), eb('c.closed_at', '>=', eb.ref('i.at'))])).execute()).map(({ id }) => id)
} }])
/** A deadline that is missed or set anew also says how late its case was. */
export const deadlineFigures = figuresFollow('cases.deadlines.figures', [ClockStarted, ClockMet, ClockStoppedLate, ClockBreached, ClockRevised], [
  { of: deadlines, column: 'case_id', ids: (_, heard) => heard.filter(({ data }) => data.subjectKind === 'case').map(({ subjectId }) => subjectId),
    left: (ctx, heard) => momentsOf(ctx, heard.filter(({ kind, data }) => kind === ClockRevised.kind && data.subjectKind === 'case').map(({ subjectId }) => subjectId), [ClockBreached.kind, ClockRevised.kind]) },
  { of: cases, ids: (_, heard) => heard.filter(({ data }) => data.subjectKind === 'case').map(({ subjectId }) => subjectId) },
])
