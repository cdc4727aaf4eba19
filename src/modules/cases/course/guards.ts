import type { Reason } from '../../../kernel/contract.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { among } from '../../../kernel/transaction.ts'
import { recordsWithForm } from '../../forms/index.ts'
import type { Case } from '../contract.ts'
import type { CaseRow } from '../tables.ts'
import { closingOf, courseRows, isTriaged } from './course.ts'
import { closingMissing } from './rules.ts'
import { callRecordKinds, childrenBlock, closingChecklist, needFirst, triagePriorities } from './settings.ts'
import { tables } from './tables.ts'

/** What the course of a case has against a move, asked once for many. */
export interface CourseMove { row: Pick<CaseRow, 'id' | 'kind' | 'channel' | 'priority' | 'status_class' | 'solution'>; toClass: CaseRow['status_class'] }

const ended = (of: string) => of === 'resolved' || of === 'closed'

/**
 * Reasons by the case's id. A pressing case goes nowhere before suspected causes and an emergency measure are said; a parent is closed after its children; where the company wants it, a consultation is solved
 * after its need was written down, nothing is closed with an unticked checklist, and a call after the sale only with a record of it. What was solved once has been through it all and may be opened again.
 */
export async function courseReasons(ctx: Ctx, moves: readonly CourseMove[]): Promise<ReadonlyMap<string, readonly Reason[]>> {
  const pressing = new Set<string>(ctx.settings.get(triagePriorities))
  const [wantsNeed, rule] = [ctx.settings.get(needFirst), ctx.settings.get(closingChecklist)]
  const triaged = ({ row }: CourseMove) => !ended(row.status_class) && pressing.has(row.priority)
  const asksNeed = ({ row, toClass }: CourseMove) => wantsNeed && row.kind === 'consultation' && ended(toClass)
  const closes = ({ toClass }: CourseMove) => rule === 'block' && toClass === 'closed'
  const asked = moves.filter((move) => triaged(move) || asksNeed(move) || closes(move))
  const closing = ctx.settings.get(childrenBlock) ? moves.filter(({ toClass }) => toClass === 'closed').map(({ row }) => row.id) : []
  const calls = callsClosing(ctx, moves)
  const [rows, children, recorded] = await Promise.all([courseRows(ctx, asked.map(({ row }) => row.id)), openChildren(ctx, closing), recordsWithForm(ctx, CALL_FORM, 'case', calls)])
  return new Map(moves.flatMap((move) => {
    const row = rows.get(move.row.id)
    const open = children.get(move.row.id)
    const all: Reason[] = [
      ...(triaged(move) && !row?.causes?.length ? [{ code: 'course.causes-missing', field: 'fields.suspectedCauses' }] : []),
      ...(triaged(move) && !row?.emergency_measure ? [{ code: 'course.measure-missing', field: 'fields.emergencyMeasure' }] : []),
      ...(asksNeed(move) && !row?.need ? [{ code: 'course.need-first', field: 'fields.need' }] : []),
      ...(closes(move) ? closingMissing(closingOf(row)).map((item) => ({ code: `closing.${WORDS[item]}`, field: `fields.closing.${item}` })) : []),
      ...(calls.includes(move.row.id) && !recorded.has(move.row.id) ? [{ code: 'closing.call-record', field: 'fields.solution' }] : []),
      ...(open ? [{ code: 'course.children-open', message: open.join(', ') }] : []),
    ]
    return all.length ? [[move.row.id, all] as const] : []
  }))
}
const CALL_FORM = 'after-sales-call'
/** The calls about to be closed whose result nobody wrote down: they need the form. */
function callsClosing(ctx: Ctx, moves: readonly CourseMove[]): string[] {
  const kinds = new Set<string>(ctx.settings.get(callRecordKinds))
  return moves.flatMap(({ row, toClass }) => toClass === 'closed' && row.channel === 'phone' && kinds.has(row.kind) && !row.solution?.trim() ? [row.id] : [])
}
const WORDS = { thanked: 'thanked', offeredHelp: 'offered-help', feedback: 'feedback', followChannel: 'follow-channel' } as const

async function openChildren(ctx: Ctx, parents: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  if (!parents.length) return new Map()
  const rows = await tables(ctx).selectFrom('case_link as l').innerJoin('case as c', 'c.id', 'l.to_id').select(['l.from_id', 'c.number']).where(among('l.from_id', parents)).where('l.kind', '=', 'child').where('l.ended_at', 'is', null)
    .where('c.status_class', 'in', ['open', 'waiting-customer', 'waiting-third']).where('c.removed_at', 'is', null).orderBy('c.number').execute()
  return new Map([...Map.groupBy(rows, (row) => row.from_id)].map(([id, group]) => [id, group.map(({ number }) => number)]))
}

/** What is worth a word though it hinders nothing: a case closed with an unticked checklist. */
export async function closingWarnings(ctx: Ctx, caseId: string): Promise<NonNullable<Case['warnings']>> {
  if (ctx.settings.get(closingChecklist) !== 'warn') return []
  const missing = closingMissing(closingOf((await courseRows(ctx, [caseId])).get(caseId)))
  const { locale } = ctx.actor
  return missing.length ? [{ code: 'closing.unticked', message: say(locale, 'closing.unticked', { items: missing.map((item) => say(locale, `closing.item.${WORDS[item]}`)).join(locale === 'en' ? ', ' : '、') }) }] : []
}

/** A consultation is not answered before its need is written down, where the company wants it so. @throws AppError refused `course.need-first` */
export async function needBeforeReply(ctx: Ctx, of: Pick<CaseRow, 'id' | 'kind'>): Promise<void> {
  if (of.kind !== 'consultation' || !ctx.settings.get(needFirst)) return
  if (!(await courseRows(ctx, [of.id])).get(of.id)?.need) throw refused('course.need-first', [{ path: 'need', code: 'course.need-first' }])
}
/** The guards that steps of a flow on a case may name. */
export async function courseGuards(ctx: Ctx, caseId: string, guards: readonly string[]): Promise<Reason[]> {
  if (!guards.includes('need-restated') && !guards.includes('need-confirmed') && !guards.includes('triaged')) return []
  const row = (await courseRows(ctx, [caseId])).get(caseId)
  return [
    ...(guards.includes('need-restated') && !row?.need ? [{ code: 'course.need-first' }] : []), ...(guards.includes('need-confirmed') && !row?.need_confirmed_at ? [{ code: 'course.need-unconfirmed' }] : []),
    ...(guards.includes('triaged') && !isTriaged(row) ? [{ code: 'course.causes-missing' }] : []),
  ]
}
