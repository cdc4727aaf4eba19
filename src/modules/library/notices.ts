import type { Ctx } from '../../kernel/context.ts'
import { on } from '../../kernel/module.ts'
import { notify, staffWithRoles } from '../people/index.ts'
import { DocumentMoved } from './contract.ts'
import { kindOf } from './documents/find.ts'
import { readersOf } from './documents/knowing.ts'
import { tables } from './tables.ts'

/** Roles whose holders approve documents. */
export const APPROVERS = ['cs_manager', 'cs_supervisor'] as const

/** Who has to know at once: approvers of what was submitted, authors of what became of it, readers of what they have to confirm. */
export const tellMoved = on(DocumentMoved, 'library.tell-moved', async (ctx, events) => {
  for (const { subjectId, actor, data } of events) {
    const version = await tables(ctx).selectFrom('document_version').selectAll().where('id', '=', data.versionId).executeTakeFirst()
    const of = await tables(ctx).selectFrom('document').selectAll().where('id', '=', subjectId).executeTakeFirst()
    if (!version || !of) continue
    const params = { zh: of.title_zh ?? of.title_en ?? of.key, en: of.title_en ?? of.title_zh ?? of.key, number: data.number }
    const say = (ids: readonly string[], code: string) => notify(ctx, ids.filter((id) => id !== actor.id), { code, subjectKind: 'document', subjectId, params })
    if (data.deed === 'submit' && data.to === 'review') await say((await staffWithRoles(ctx, APPROVERS)).filter((id) => !version.author_ids.includes(id)), 'document.notice-to-approve')
    if (data.deed === 'approve' || data.deed === 'return') await say(version.author_ids, `document.notice-${data.deed === 'approve' ? 'approved' : 'returned'}`)
    if (data.to === 'approved' && kindOf(ctx, version).confirm) await say(await outstanding(ctx, of.readers, version.id), 'document.notice-to-confirm')
  }
})
async function outstanding(ctx: Ctx, roles: readonly string[], versionId: string): Promise<string[]> {
  const done = new Set((await tables(ctx).selectFrom('document_confirmation').select('staff_id').where('version_id', '=', versionId).execute()).map((row) => row.staff_id))
  return (await readersOf(ctx, roles)).filter((id) => !done.has(id))
}
