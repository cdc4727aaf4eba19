import type { Ctx } from '../../../kernel/context.ts'
import { historyOf } from '../../../kernel/events.ts'
import { firstWords } from '../../cases/index.ts'
import { clocksOf } from '../../clocks/index.ts'
import { filesOf } from '../../files/index.ts'
import { namesOf } from '../../people/index.ts'
import { findComplaint, rowOf } from '../queries.ts'
import { wholeRecord } from '../settings.ts'
import type { ComplaintRow } from '../tables.ts'
import { tables } from '../tables.ts'
import { matrixInForce } from './matrix-kind.ts'
import type { ComplaintCourse } from './contract.ts'
import { courseDeeds } from './deeds.ts'
import { missingOf, stagesOf } from './rules.ts'
import type { Milestone } from './rules.ts'

/** How far a complaint has come, for whoever may see its case. */
export async function getComplaintCourse(ctx: Ctx, caseId: string): Promise<ComplaintCourse> {
  const found = await findComplaint(ctx, caseId)
  const [row, pulse, first, findings, assistance, quarrels, events] = await Promise.all([
    rowOf(ctx, caseId), tables(ctx).selectFrom('complaint_pulse').selectAll().where('case_id', '=', caseId).executeTakeFirst(), firstWords(ctx, [caseId]).then((words) => words.get(caseId) ?? ''), tables(ctx).selectFrom('complaint_finding').selectAll().where('case_id', '=', caseId).orderBy('id').limit(200).execute(),
    tables(ctx).selectFrom('complaint_assistance').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(50).execute(), tables(ctx).selectFrom('complaint_quarrel').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(50).execute(), historyOf(ctx, [caseId]),
  ])
  const [clocks, files, names] = await Promise.all([row ? clocksOf(ctx, [row.id]).then((all) => all.get(row.id) ?? []) : [], filesOf(ctx, findings.map(({ id }) => id)), namesOf(ctx, [...new Set([...peopleIn(row, findings, assistance, quarrels, found.first_responder_id), ...(pulse?.answered_by ? [pulse.answered_by] : [])])])])
  const named = (id: string | null | undefined) => id ? { id, name: names.get(id) ?? '' } : null
  const done = (by: string | null | undefined, at: Date) => ({ by: named(by), at })
  const matrix = matrixInForce(ctx).is
  const levels = matrix.levels.map(({ key, name, tells }) => ({ key, name, tells }))
  const acknowledging = clocks.find(({ key }) => key === 'acknowledgement')
  const closing = found.closed_at ? events.findLast(({ kind, data }) => kind === 'case.moved' && data['toClass'] === 'closed') : undefined
  const closer = closing?.actor_kind === 'staff' ? closing.actor_id : null
  const nameOf = async (id: string | null) => id ? names.get(id) ?? (await namesOf(ctx, [id])).get(id) ?? null : null
  const stage = (key: Milestone['key'], at: Date | null | undefined, by?: string | null): Milestone => ({ key, at: at ?? null, by: by ? names.get(by) ?? null : null })
  const words = row?.words ?? first
  const sheet = { words, product: row?.product ?? null, demand: row?.demand ?? null, interest: row?.interest ?? null, evidence: row?.evidence ?? null, emotionStart: row?.emotion_start ?? null, severity: row?.severity ?? null }
  return {
    caseId, kind: found.kind as ComplaintCourse['kind'],
    record: {
      words, wordsAreFirst: row?.words == null, view: row?.view ?? null, occurredAt: row?.occurred_at ?? null, product: sheet.product, demand: sheet.demand, interest: sheet.interest, evidence: sheet.evidence, emotionStart: sheet.emotionStart, emotionEnd: row?.emotion_end ?? null,
      conflictLevel: row?.conflict_level ?? null, recorded: row?.recorded_at ? done(row.recorded_by, row.recorded_at) : null, missing: missingOf(sheet, ctx.settings.get(wholeRecord)),
    },
    assessment: row?.assessed_at && row.severity && row.level ? { severity: row.severity, safety: row.safety ?? 'none', complexity: row.complexity ?? 'simple', impact: row.impact ?? 'one', immediate: row.immediate, level: levels.find(({ key }) => key === row.level) ?? { key: row.level, name: { zh: row.level, en: row.level }, tells: [] }, proposed: row.level_proposed ?? row.level, reason: row.level_reason, done: done(row.assessed_by, row.assessed_at) } : null,
    levels, acknowledgement: row?.acknowledged_at && row.acknowledged_how ? { how: row.acknowledged_how, done: done(row.acknowledged_by, row.acknowledged_at), late: acknowledging?.dueAt != null && row.acknowledged_at > acknowledging.dueAt } : null, acknowledgeBy: acknowledging && !acknowledging.stoppedAt ? acknowledging.dueAt : null,
    findings: findings.map(({ id, kind, what, source, by_id, at }) => ({ id, kind, what, source, by: named(by_id) ?? { id: by_id, name: '' }, at, files: files.get(id) ?? [] })), investigated: row?.investigated_at ? { summary: row.findings ?? '', done: done(row.investigated_by, row.investigated_at) } : null,
    decision: row?.decided_at && row.decided_how ? { text: row.decision ?? '', how: row.decided_how, done: done(row.decided_by, row.decided_at) } : null, answer: row?.answered_at && row.accepted !== null ? { accepted: row.accepted, words: row.answer_words, done: done(row.answered_by, row.answered_at) } : null,
    recourse: row?.recourse && row.recourse_at ? { text: row.recourse, at: row.recourse_at } : null, carriedOut: row?.carried_out_at ? { what: row.carried_out ?? '', done: done(row.carried_out_by, row.carried_out_at) } : null,
    concernResolved: row?.concern_at && row.concern_resolved !== null ? { resolved: row.concern_resolved, done: done(row.concern_by, row.concern_at) } : null, cause: row?.cause && row.cause_at ? { cause: row.cause, words: row.cause_words, done: done(row.cause_by, row.cause_at) } : null,
    upgraded: row?.upgraded_at ? done(row.upgraded_by, row.upgraded_at) : null, archived: row?.archived_at ? { done: done(row.archived_by, row.archived_at), hash: row.archive_hash ?? '' } : null,
    pulse: pulse ? { due: pulse.asked_at ? null : pulse.due_at, asked: pulse.asked_at && pulse.asked_how ? { how: pulse.asked_how, at: pulse.asked_at } : null, answer: pulse.score !== null && pulse.answered_at && pulse.answered_how ? { score: pulse.score, words: pulse.words, how: pulse.answered_how, done: done(pulse.answered_by, pulse.answered_at) } : null } : null,
    assistance: assistance.map((one) => ({ id: one.id, kind: one.kind, who: one.who, why: one.why, by: named(one.by_id) ?? { id: one.by_id, name: '' }, at: one.at, outcome: one.outcome, settled: one.settled_at ? done(one.settled_by, one.settled_at) : null, may: one.settled_at || !found.may_write || one.kind === 'supervisor' ? [] : ['settle'] })),
    quarrels: quarrels.map((one) => ({ id: one.id, caseId, staff: named(one.staff_id) ?? { id: one.staff_id, name: '' }, what: one.what, source: one.source, state: one.state, reported: done(one.reported_by, one.at), reason: one.reason, settled: one.settled_at ? done(one.settled_by, one.settled_at) : null, evaluation: one.state === 'confirmed' ? 'fail' : null, version: one.version, may: one.state === 'reported' && ctx.actor.can('quarrel.settle') && ![one.staff_id, one.reported_by].includes(ctx.actor.id ?? '') ? ['settle'] : [] })),
    stages: stagesOf([
      stage('received', found.created_at, found.first_responder_id), stage('acknowledged', row?.acknowledged_at, row?.acknowledged_by), stage('recorded', row?.recorded_at, row?.recorded_by), stage('assessed', row?.assessed_at, row?.assessed_by), stage('investigated', row?.investigated_at, row?.investigated_by),
      stage('judged', row && row.liability !== 'undetermined' ? row.judged_at : null, row?.judge_id), stage('decided', row?.decided_at, row?.decided_by), stage('answered', row?.answered_at, row?.answered_by), stage('carried-out', row?.carried_out_at, row?.carried_out_by), stage('followed-up', row?.concern_at, row?.concern_by),
      stage('cause', row?.cause_at, row?.cause_by), { key: 'closed', at: found.closed_at, by: await nameOf(closer) }, stage('archived', row?.archived_at, row?.archived_by),
    ]),
    listening: found.status === 'listening', may: courseDeeds(ctx, found, row, pulse?.score != null), version: row?.version ?? 0,
  }
}

function peopleIn(row: ComplaintRow | undefined, findings: readonly { by_id: string }[], assistance: readonly { by_id: string; settled_by: string | null }[], quarrels: readonly { staff_id: string; reported_by: string; settled_by: string | null }[], first: string | null): string[] {
  const sheet = row ? [row.recorded_by, row.assessed_by, row.acknowledged_by, row.investigated_by, row.decided_by, row.answered_by, row.carried_out_by, row.concern_by, row.cause_by, row.upgraded_by, row.archived_by, row.judge_id] : []
  return [...sheet, first, ...findings.map(({ by_id }) => by_id), ...assistance.flatMap(({ by_id, settled_by }) => [by_id, settled_by]), ...quarrels.flatMap(({ staff_id, reported_by, settled_by }) => [staff_id, reported_by, settled_by])].filter((id) => id !== null)
}
