import { DefinitionMayPublish } from '../../kernel/definition-contract.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { answer } from '../../kernel/module.ts'
import { getChange } from './queries.ts'
import { tables } from './tables.ts'

/** A version that a planned change is about is not published before training, feedback channel and KPI are linked (CAS-25): work would go on by it at once. */
export const changesAreReady = answer(DefinitionMayPublish, 'improvement.changes-ready', async (ctx, { id, kind }) => {
  if (kind !== 'flow') return []
  const planned = await tables(ctx).selectFrom('process_change').select('id').where('definition_id', '=', id).where('state', '=', 'planned').orderBy('id').execute()
  const missing = (await Promise.all(planned.map((row) => getChange(ctx, row.id)))).flatMap((change) => change.missing.map((part) => ({ part, title: change.title })))
  return missing.map(({ part, title }) => ({ field: '', code: `process-change.no-${part}`, message: say(ctx.actor.locale, 'process-change.before-publishing', { title, lacks: say(ctx.actor.locale, `process-change.no-${part}`) }) }))
})
