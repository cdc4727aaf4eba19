import type { Ctx } from '../../../kernel/context.ts'
import { staffWithRoles } from '../../people/index.ts'
import type { Reader } from '../contract.ts'
import { DocumentTrained } from '../contract.ts'
import { figuresOf } from '../rules.ts'
import { tables } from '../tables.ts'
import type { DocumentRow, VersionRow } from '../tables.ts'
import { kindOf } from './find.ts'

/** Who has to know a document, and how many do. */

/** Everybody who works here in one of these roles; without roles everybody who works here. */
export async function readersOf(ctx: Ctx, roles: readonly string[]): Promise<string[]> {
  if (roles.length) return staffWithRoles(ctx, roles)
  return (await tables(ctx).selectFrom('staff_ref').select('id').where('active', '=', true).execute()).map(({ id }) => id)
}

/** Each of those who have to know a version: confirmed when, trained, passed. A module above that keeps trainings is asked, and counts before what was entered. */
export async function readersWithMarks(ctx: Ctx, document: Pick<DocumentRow, 'id' | 'key' | 'readers'>, version: VersionRow): Promise<Reader[]> {
  const ids = await readersOf(ctx, document.readers)
  if (!ids.length) return []
  const [names, confirmed, results, told] = await Promise.all([
    tables(ctx).selectFrom('staff_ref').select(['id', 'name']).where('id', 'in', ids).orderBy('name').orderBy('id').execute(),
    tables(ctx).selectFrom('document_confirmation').select(['staff_id', 'at']).where('version_id', '=', version.id).execute(),
    tables(ctx).selectFrom('document_result as r').leftJoin('staff_ref as s', 's.id', 'r.recorded_by').selectAll('r').select('s.name as recorder').where('r.version_id', '=', version.id).execute(),
    ctx.ask(DocumentTrained, { documentId: document.id, key: document.key, versionId: version.id, number: version.number }),
  ])
  const rule = kindOf(ctx, version).standard
  const confirmedAt = new Map(confirmed.map((row) => [row.staff_id, row.at]))
  const byPerson = Map.groupBy(results, (row) => row.staff_id)
  const toldOf = new Map(told.map((one) => [one.staffId, one]))
  return names.map(({ id, name }) => {
    const own = byPerson.get(id) ?? []
    const training = own.find(({ sort }) => sort === 'training')
    const assessment = own.find(({ sort }) => sort === 'assessment')
    const heard = toldOf.get(id)
    const last = assessment ?? training
    return {
      staff: { id, name }, confirmedAt: confirmedAt.get(id) ?? null,
      trained: !!heard?.trainedOn || !!training?.passed || (!!rule?.readingCounts && confirmedAt.has(id)), trainedOn: heard?.trainedOn ?? training?.held_on ?? null,
      passed: heard?.passed ?? assessment?.passed ?? null, score: heard?.score ?? assessment?.score ?? null, assessedOn: heard?.assessedOn ?? assessment?.held_on ?? null,
      evidence: heard?.by ?? last?.evidence ?? null, recordedBy: heard ? null : last?.recorder ?? null,
    }
  })
}

export const figuresFor = async (ctx: Ctx, document: Pick<DocumentRow, 'id' | 'key' | 'readers'>, version: VersionRow) =>
  figuresOf((await readersWithMarks(ctx, document, version)).map(({ trained, passed, confirmedAt }) => ({ trained, passed, confirmed: confirmedAt !== null })))
