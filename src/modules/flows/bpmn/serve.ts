import type { Download } from '../../../kernel/module.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { definitionTables } from '../../../kernel/definitions.ts'
import { notFound, refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import type { Owner } from '../contract.ts'
import { FlowDefinition } from '../contract.ts'
import type { FlowBody } from '../contract.ts'
import { flowKind } from '../definition.ts'
import type { ReadBpmn } from './contract.ts'
import { fromBpmn, UnreadableBpmn } from './read-bpmn.ts'
import { toBpmn } from './write-bpmn.ts'

/** A version of a flow as a BPMN file in the reader's language. @throws AppError 404 definition.not-found, 422 flow.no-steps */
export async function bpmnOf(ctx: Ctx, id: string): Promise<Download> {
  const row = await definitionTables(ctx).selectFrom('definition').select(['key', 'version', 'body']).where('id', '=', id).where('kind', '=', flowKind.kind).executeTakeFirst()
  if (!row) throw notFound('definition')
  const body = FlowDefinition.parse(row.body) as FlowBody
  if (!body.steps.length) throw refused('flow.no-steps')
  const { locale } = ctx.actor
  const lang = locale === 'zh-CN' ? 'zh' as const : 'en' as const
  const roles = await definitionTables(ctx).selectFrom('definition').select(['key', 'body']).where('kind', '=', 'role').execute()
  const owner = (of: Owner): string => of.by === 'role' ? (roles.find(({ key }) => key === of.role)?.body as { name?: { zh: string; en: string } } | undefined)?.name?.[lang] ?? of.role
    : of.by === 'team' ? say(locale, 'flow.owner.teams') : of.by === 'line-manager' ? say(locale, 'flow.owner.line-manager-of', { of: say(locale, `flow.owner.${of.of}`) }) : say(locale, `flow.owner.${of.by}`)
  const text = toBpmn(row.key, body, { lang, approved: say(locale, 'flow.outcome.approved'), rejected: say(locale, 'flow.outcome.rejected'), overdue: say(locale, 'run.overdue'), owner })
  return { bytes: Buffer.from(text), type: 'application/xml', name: `${row.key}.bpmn` }
}

/** Reads a BPMN text as a flow; writes nothing. @throws AppError 422 `flow.bpmn-…` */
export function readBpmn(text: string): ReadBpmn {
  try {
    const { key, body, leftOut } = fromBpmn(text)
    return { key, body: body as never, leftOut }
  } catch (error) {
    if (error instanceof UnreadableBpmn) throw refused(`flow.bpmn-${error.why}`, [], { params: { why: error.detail } })
    throw error
  }
}
