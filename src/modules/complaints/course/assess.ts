import type { Ctx } from '../../../kernel/context.ts'
import { conflict, refused } from '../../../kernel/errors.ts'
import { findCase, setSeverity } from '../../cases/index.ts'
import { reviseClocks } from '../../clocks/index.ts'
import { notify, standInsOf, superiorsOf } from '../../people/index.ts'
import { complaintClocks } from '../deadlines.ts'
import { holdSheet, writeSheet } from '../sheet.ts'
import { ComplaintAssessed, ComplaintEscalated } from './contract.ts'
import type { Assess, ComplaintCourse } from './contract.ts'
import { getComplaintCourse } from './get-course.ts'
import { matrixInForce } from './matrix-kind.ts'
import type { Matrix } from './matrix-kind.ts'

/**
 * Judges how grave a complaint is, apart from its priority. The matrix gives the level, or the judge another with a reason; whom the level names hears at once.
 * @throws AppError as `holdSheet`; refused `complaint.unknown-level`, `complaint.level-needs-reason`; conflict `record.stale`
 */
export async function assess(ctx: Ctx, caseId: string, { severity, safety, complexity, impact, immediate, level, reason, version }: Assess): Promise<ComplaintCourse> {
  const row = await holdSheet(ctx, caseId)
  if (version !== undefined && version !== row.version) throw conflict('record.stale', await getComplaintCourse(ctx, caseId))
  const matrix = matrixInForce(ctx)
  const proposed = matrix.is.levelOf({ severity, safety, complexity, impact, immediate })
  const now = level ?? proposed
  if (!matrix.is.levels.some(({ key }) => key === now)) throw refused('complaint.unknown-level', [{ path: 'level', code: 'complaint.unknown-level' }])
  if (now !== proposed && !reason) throw refused('complaint.level-needs-reason', [{ path: 'reason', code: 'complaint.level-needs-reason' }])
  const found = await findCase(ctx, caseId)
  await writeSheet(ctx, row, { severity, safety, complexity, impact, immediate, level: now, level_proposed: proposed, level_reason: now === proposed ? null : reason ?? null, matrix_id: matrix.id, assessed_by: ctx.actor.id, assessed_at: ctx.now })
  await setSeverity(ctx, caseId, severity)
  await reviseClocks(ctx, complaintClocks, [{ subjectId: row.id, facts: { channel: found.channel, kind: found.kind, severity } }])
  const after = { severity, safety, complexity, impact, immediate }
  const changed = Object.entries(after).flatMap(([key, to]) => row[key as keyof typeof after] === to ? [] : [[key, { from: row[key as keyof typeof after], to }]])
  await ctx.emit(ComplaintAssessed, caseId, { level: now, proposed, overridden: now !== proposed, matrixId: matrix.id, changed: { ...Object.fromEntries(changed), ...(now === row.level ? {} : { level: { from: levelTold(matrix.is, row.level), to: levelTold(matrix.is, now) } }) } })
  if (now !== row.level) await escalate(ctx, caseId, now, { number: found.number, staffId: found.handler_id ?? found.first_responder_id, teamId: found.team_id })
  return getComplaintCourse(ctx, caseId)
}

/** A level as the log says it, for the matrix may change. */
const levelTold = ({ levels }: Matrix, key: string | null) => key === null ? null : { key, name: levels.find((one) => one.key === key)?.name ?? { zh: key, en: key } }

/** Tells whom the level names; whoever is away is stood in for. */
async function escalate(ctx: Ctx, caseId: string, level: string, { number, staffId, teamId }: { number: string; staffId: string | null; teamId: string | null }): Promise<void> {
  const of = matrixInForce(ctx).is.levels.find(({ key }) => key === level)
  if (!of?.tells.length) return
  const { supervisors, managers } = await superiorsOf(ctx, { staffId, teamId })
  const named = [...(of.tells.includes('supervisor') ? supervisors : []), ...(of.tells.includes('manager') ? managers : [])]
  const away = await standInsOf(ctx, named)
  const told = [...new Set(named.map((id) => away.get(id) ?? id))].filter((id) => id !== ctx.actor.id)
  await notify(ctx, told, { code: 'complaint.notice-escalated', subjectKind: 'case', subjectId: caseId, params: { number, level: of.name.zh === of.name.en ? of.name.zh : `${of.name.zh} · ${of.name.en}` } })
  await ctx.emit(ComplaintEscalated, caseId, { level, told })
}
