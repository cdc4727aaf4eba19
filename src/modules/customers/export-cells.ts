import { say } from '../../kernel/i18n/catalogue.ts'
import { ExportCells } from '../../kernel/exports/contract.ts'
import { answer } from '../../kernel/module.ts'
import { gradesOf } from './grade.ts'

/** What an exported list of customers says of their standing: the mark of a VIP and the grade by its name. */
export const customerCells = answer(ExportCells, 'customers.export-cells', async (ctx, { path, column, language, rows }) => {
  if (path !== '/customers' || column !== 'standing') return []
  const grades = new Map(gradesOf(ctx).map(({ key, name }) => [key, language === 'en' ? name.en : name.zh]))
  return (rows as unknown as { id: string; vip: boolean; grade: string | null }[]).map(({ id, vip, grade }) => ({ id, text: [vip ? say(language, 'customer.vip') : '', grade ? grades.get(grade) ?? grade : ''].filter(Boolean).join(' ') || null }))
})
