import { ExportCells } from '../../../kernel/exports/contract.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { answer } from '../../../kernel/module.ts'

/** What an exported list of regulators' cases says of how far each has come. */
export const regulatorCells = answer(ExportCells, 'regulators.export-cells', async (_, { path, column, language, rows }) => path !== '/regulator-cases' || column !== 'state' ? []
  : (rows as unknown as { id: string; settledAt: string | null; answeredAt: string | null }[]).map(({ id, settledAt, answeredAt }) => ({ id, text: say(language, settledAt ? 'regulator-case.settled' : answeredAt ? 'regulator-case.answered' : 'regulator-case.open') })))
