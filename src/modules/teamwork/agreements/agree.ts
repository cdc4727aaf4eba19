import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { readDepartments } from '../../people/index.ts'
import type { Agreement, MakeAgreement, RequestType } from '../contract.ts'
import { AgreementChanged, AgreementEnded, AgreementMade } from '../contract.ts'
import { tables } from '../tables.ts'
import { getAgreement } from './queries.ts'

/** Agrees between two departments. @throws AppError refused `agreement.one-department`, `department.unknown`, `agreement.no-liaison`, `agreement.exists` */
export async function makeAgreement(ctx: Ctx, { name, askingId, answeringId, requests }: MakeAgreement): Promise<Agreement> {
  const refuse = (path: string, code: string) => { throw refused(code, [{ path, code }]) }
  if (askingId === answeringId) refuse('answeringId', 'agreement.one-department')
  const departments = new Map((await readDepartments(ctx)).map((one) => [one.id, one]))
  if (!departments.has(askingId)) refuse('askingId', 'department.unknown')
  if (!departments.has(answeringId)) refuse('answeringId', 'department.unknown')
  if (!departments.get(answeringId)?.liaisonId) refuse('answeringId', 'agreement.no-liaison')
  const row = { id: newId(), name, asking_id: askingId, answering_id: answeringId, requests: JSON.stringify(requests), state: 'active' as const, created_at: ctx.now, version: 1 }
  const made = await tables(ctx).insertInto('agreement').values(row).onConflict((on) => on.columns(['asking_id', 'answering_id']).where(sql<boolean>`state = 'active'`).doNothing()).returning('id').executeTakeFirst()
  if (!made) refuse('answeringId', 'agreement.exists')
  await ctx.emit(AgreementMade, row.id, { askingId, answeringId })
  return getAgreement(ctx, row.id)
}

async function active(ctx: Ctx, id: string): Promise<Agreement> {
  const before = await getAgreement(ctx, id)
  if (before.state !== 'active') throw conflict('agreement.over', before)
  if (!before.may.includes('change')) throw new AppError('forbidden', 'agreement.not-yours')
  return before
}

/** Changes what may be asked and how soon it is answered. @throws AppError conflict `agreement.over`, `record.stale` */
export async function changeAgreement(ctx: Ctx, id: string, { version, name, requests }: { version: number; name?: string | undefined; requests?: RequestType[] | undefined }): Promise<Agreement> {
  const before = await active(ctx, id)
  const won = await tables(ctx).updateTable('agreement').set({ ...dropUndefined({ name, requests: requests && JSON.stringify(requests) }), version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await ctx.emit(AgreementChanged, id, { changed: { ...(name ? { name: { from: before.name, to: name } } : {}), ...(requests ? { requests: { from: words(before.requests), to: words(requests) } } : {}) } })
  return getAgreement(ctx, id)
}
const words = (requests: readonly RequestType[]) => requests.map(({ name, within }) => `${name.zh} ${within}`).join('; ')

/** Ends it; nothing more can be asked by it. @throws AppError conflict `agreement.over`, `record.stale` */
export async function endAgreement(ctx: Ctx, id: string, version: number): Promise<Agreement> {
  const before = await active(ctx, id)
  const won = await tables(ctx).updateTable('agreement').set({ state: 'ended', version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', before)
  await ctx.emit(AgreementEnded, id, {})
  return getAgreement(ctx, id)
}
