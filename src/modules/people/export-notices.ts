import type { EventData } from '../../kernel/contract.ts'
import { ExportDecided, ExportWaits, ExportWritten } from '../../kernel/exports/contract.ts'
import { on } from '../../kernel/module.ts'
import { staffWithRoles } from './holders.ts'
import { notify } from './notices.ts'

/** Beyond so many rows whoever asked may have gone on to something else meanwhile. */
const LONG = 1_000

/** Who may allow an export hears that one waits, and whoever asked for it what became of it. */
export const tellExports = on([ExportWaits, ExportDecided, ExportWritten], 'people.tell-exports', async (ctx, events) => {
  const tell = (staffIds: readonly string[], code: string, subjectId: string, n: number) => notify(ctx, staffIds, { code, subjectKind: 'export', subjectId, params: { n } })
  for (const { kind, subjectId, data } of events) {
    if (kind === ExportWaits.kind && 'byId' in data) await tell((await staffWithRoles(ctx, ['cs_manager', 'cs_supervisor'])).filter((id) => id !== data.byId), 'export.notice-waits', subjectId, data.rows)
    if (kind === ExportDecided.kind && (data as EventData<typeof ExportDecided>).state === 'refused') await tell([(data as EventData<typeof ExportDecided>).byId], 'export.notice-refused', subjectId, data.rows)
    // A short one is there before whoever asked for it has looked away.
    if (kind === ExportWritten.kind && ((data as EventData<typeof ExportWritten>).approved || data.rows > LONG)) await tell([(data as EventData<typeof ExportWritten>).byId], 'export.notice-ready', subjectId, data.rows)
  }
})
