import { say } from '../../kernel/i18n/catalogue.ts'
import { ExportCells } from '../../kernel/exports/contract.ts'
import { answer } from '../../kernel/module.ts'
import { flowKind } from '../flows/index.ts'
import type { Case } from './contract.ts'
import { flowOfKind, pressing } from './rules.ts'

type Row = { id: string; kind: Case['kind']; status: { key: string }; clocks: { key: string; name: { zh: string; en: string }; dueAt: string | null; stoppedAt: string | null }[] }

/** What an exported list of cases says of a status, by its name in the flow that it stands in, and of the deadline that presses most. */
export const caseCells = answer(ExportCells, 'cases.export-cells', async (ctx, { path, column, language, rows }) => {
  if (path !== '/cases' || (column !== 'status' && column !== 'due')) return []
  const named = (name: { zh: string; en: string }) => language === 'en' ? name.en : name.zh
  return (rows as unknown as Row[]).map(({ id, kind, status, clocks }) => {
    if (column === 'due') {
      const clock = pressing(clocks.map((one) => ({ ...one, dueAt: one.dueAt === null ? null : new Date(one.dueAt), stoppedAt: one.stoppedAt === null ? null : new Date(one.stoppedAt) })) as never)
      return { id, text: clock ? clock.dueAt?.toISOString() ?? named(clock.name) : null }
    }
    const found = ctx.definitions.current(flowKind, flowOfKind(kind), ctx.now).is.body.statuses.find(({ key }) => key === status.key)
    const own = `case.status.${status.key}`
    return { id, text: found ? named(found.name) : say(language, own) === own ? status.key : say(language, own) }
  })
})
