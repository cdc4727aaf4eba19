import { ExportCells } from '../../kernel/exports/contract.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { answer } from '../../kernel/module.ts'
import { roleName } from './queries.ts'
import { positions } from './settings.ts'

/** What an exported list of staff says of positions and roles: their names. */
export const staffCells = answer(ExportCells, 'people.export-cells', async (ctx, { path, column, language, rows }) => {
  if (path !== '/staff' || (column !== 'position' && column !== 'roles')) return []
  const named = (name: { zh: string; en: string }) => language === 'en' ? name.en : name.zh
  const position = (key: string) => { const found = ctx.settings.get(positions).find((one) => one.key === key); return found ? named(found) : key }
  return (rows as unknown as { id: string; position: string | null; roles: { key: string }[] }[]).map(({ id, position: own, roles }) =>
    ({ id, text: column === 'roles' ? roles.map(({ key }) => named(roleName(ctx, key))).join(say(language, 'list.comma')) || null : own ? position(own) : null }))
})
