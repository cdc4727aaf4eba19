import { ExportAsked, ExportDecided } from '../../kernel/exports/contract.ts'
import { on } from '../../kernel/module.ts'
import { staffWithRoles } from './holders.ts'
import { notify } from './notices.ts'

/** Who may allow an export hears that one waits, and whoever asked for it what became of it. */
export const tellExports = on([ExportAsked, ExportDecided], 'people.tell-exports', async (ctx, events) => {
  for (const { kind, subjectId, actor, data } of events) {
    if (kind === ExportAsked.kind && data.state === 'waiting') await notify(ctx, (await staffWithRoles(ctx, ['cs_manager', 'cs_supervisor'])).filter((id) => id !== actor.id), { code: 'export.notice-waits', subjectKind: 'export', subjectId, params: { n: data.rows } })
    if (kind === ExportDecided.kind && 'byId' in data) await notify(ctx, [data.byId], { code: data.state === 'approved' ? 'export.notice-approved' : 'export.notice-refused', subjectKind: 'export', subjectId, params: { n: data.rows } })
  }
})
