import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid, refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import type { ComplaintFields } from '../../cases/contract.ts'
import { carriesWithMoves, causeOf, causesInTree } from '../../cases/index.ts'
import { COMPLAINT_KINDS } from '../rules.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import type { ComplaintRow } from '../tables.ts'
import { judgeLiability } from '../commands/judge.ts'
import { assess } from './assess.ts'
import { ComplaintRecorded } from './contract.ts'
import type { ComplaintCourse, KeepRecord } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'

/** The record of a complaint: the customer's words, our view of them, and what was said about the rest. */

/** Writes parts of the record. @throws AppError as `holdSheet`; conflict `record.stale`; invalid `request.nothing-to-change`, `complaint.occurred-later`, `complaint.cause-unknown` */
export async function keepRecord(ctx: Ctx, caseId: string, { version, ...parts }: KeepRecord): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  if (version !== undefined && version !== row.version) throw conflict('record.stale', await getComplaintCourse(ctx, caseId))
  if (!Object.values(parts).some((value) => value !== undefined)) throw new AppError('invalid', 'request.nothing-to-change')
  if (parts.occurredAt && parts.occurredAt > ctx.now) throw invalid('occurredAt', 'complaint.occurred-later')
  await writeRecord(ctx, row, causeIn(ctx, row, parts, 'cause'))
  return getComplaintCourse(ctx, caseId)
}

const OTHER_CAUSE = 'other'
/**
 * A cause is one of the tree, by its key or its name, so that figures and recurrences count it; one that has since left the tree may stay. Words that
 * name none stand beside `other`, unless words of one's own came along.
 */
function causeIn<P extends Pick<KeepRecord, 'cause' | 'causeWords'>>(ctx: Ctx, { cause: before }: ComplaintRow, parts: P, path: string): P {
  const { cause, causeWords } = parts
  if (cause === undefined || cause === before || causeOf(ctx, cause)) return parts
  const named = causesInTree(ctx).find(({ name }) => [name.zh, name.en].some((one) => one.toLowerCase() === cause.toLowerCase()))
  if (named) return { ...parts, cause: named.key }
  if (causeWords || !causeOf(ctx, OTHER_CAUSE)) throw invalid(path, 'complaint.cause-unknown', { cause })
  return { ...parts, cause: OTHER_CAUSE, causeWords: cause }
}

/** What of the record is no text: the log says from what to what. */
const PLAIN = { emotionStart: 'emotion_start', emotionEnd: 'emotion_end', conflictLevel: 'conflict_level', concernResolved: 'concern_resolved' } as const
/** A cause as the log says it, for the tree may change. */
const causeTold = (ctx: Ctx, key: string | null) => key === null ? null : { key, name: causeOf(ctx, key)?.name ?? { zh: key, en: key } }

/** What is said at the closing, apart from the record of what happened. */
const AT_CLOSING: readonly string[] = ['concernResolved', 'cause', 'causeWords']

async function writeRecord(ctx: Ctx, row: ComplaintRow, { words, view, occurredAt, product, demand, interest, evidence, emotionStart, emotionEnd, conflictLevel, concernResolved, cause, causeWords }: Omit<KeepRecord, 'version'>): Promise<void> {
  const given = dropUndefined({ words, view, occurredAt, product, demand, interest, evidence, emotionStart, emotionEnd, conflictLevel, concernResolved, cause, causeWords })
  const me = ctx.actor.id
  await writeSheet(ctx, row, {
    ...dropUndefined({ words: words?.trim(), view, occurred_at: occurredAt, product, demand, interest, evidence, emotion_start: emotionStart, emotion_end: emotionEnd, conflict_level: conflictLevel }),
    ...(Object.keys(given).some((part) => !AT_CLOSING.includes(part)) ? { recorded_by: me, recorded_at: ctx.now } : {}),
    ...(concernResolved === undefined ? {} : { concern_resolved: concernResolved, concern_by: me, concern_at: ctx.now }), ...(cause === undefined ? {} : { cause, cause_by: me, cause_at: ctx.now }), ...(causeWords === undefined ? {} : { cause_words: causeWords }),
  })
  const plain = Object.entries(PLAIN).flatMap(([part, column]) => part in given && given[part as keyof typeof PLAIN] !== row[column] ? [[part, { from: row[column], to: given[part as keyof typeof PLAIN] ?? null }]] : [])
  const changed = { ...Object.fromEntries(plain), ...(cause === undefined || cause === row.cause ? {} : { cause: { from: causeTold(ctx, row.cause), to: causeTold(ctx, cause) } }) }
  await ctx.emit(ComplaintRecorded, row.case_id, { parts: Object.keys(given), changed })
}

/** What comes along with a move of a complaint is written as if it had been written before. */
carriesWithMoves(async (ctx, of, { severity, liability, basis, ...parts }: ComplaintFields) => {
  if (!COMPLAINT_KINDS.includes(of.kind)) return
  const row = await holdSheet(ctx, of.id)
  if (Object.keys(parts).length) await writeRecord(ctx, row, causeIn(ctx, row, parts, 'fields.cause'))
  if (severity && severity !== row.severity) await assess(ctx, of.id, { severity, safety: row.safety ?? 'none', complexity: row.complexity ?? 'simple', impact: row.impact ?? 'one', immediate: row.immediate })
  if (liability) {
    if (!ctx.actor.can('complaint.judge')) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'complaint.judge' } })
    if (!basis?.trim()) throw refused('flow.guard-failed', [{ path: 'fields.basis', code: 'complaint.basis-missing' }], { params: { guard: say(ctx.actor.locale, 'complaint.basis-missing') } })
    await judgeLiability(ctx, of.id, { liability, basis })
  }
})
