import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { DefinitionMayPublish } from '../../kernel/definition-contract.ts'
import type { DefinitionRow } from '../../kernel/definitions.ts'
import { definitionTables, hashOf } from '../../kernel/definitions.ts'
import { AppError, conflict, notFound } from '../../kernel/errors.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { answer } from '../../kernel/module.ts'
import { keepApart } from '../../kernel/separation.ts'
import { namesOf, strangersAmong } from '../people/index.ts'
import { handoffsOf, lacksOf } from './checks/rules.ts'
import type { FlowBody, FlowCheck } from './contract.ts'
import type { SignOff as SignOffSchema } from './contract.ts'
import { FlowDefinition, FlowSignedOff } from './contract.ts'
import { flowKind } from './definition.ts'
import { criticalPath } from './paths/rules.ts'
import { ownSignOff } from './separations.ts'
import { authorMaySignOff, handoffLimit } from './settings.ts'
import { tables } from './tables.ts'

/** What a flow needs before it is in force: every step SMART, a goal, and a reviewer's word for the four principles. */

const bodyOf = (body: unknown): FlowBody => FlowDefinition.parse(body) as FlowBody
const lacks = (ctx: Ctx, body: FlowBody) => lacksOf(body).map(({ path, lacks: what, step }) => ({
  path, code: `flow.lacks-${what}`, step, message: say(ctx.actor.locale, `flow.lacks-${what}`, { step: step ? nameIn(ctx, body, step) : '' }),
}))
const nameIn = (ctx: Ctx, body: FlowBody, key: string) => { const name = body.steps.find((step) => step.key === key)?.name; return name ? ctx.actor.locale === 'zh-CN' ? name.zh : name.en : key }

type Version = Pick<DefinitionRow, 'id' | 'key' | 'version' | 'state' | 'author_id' | 'body'>
async function find(ctx: Ctx, id: string): Promise<Version> {
  const row = await definitionTables(ctx).selectFrom('definition').select(['id', 'key', 'version', 'state', 'author_id', 'body']).where('id', '=', id).where('kind', '=', flowKind.kind).executeTakeFirst()
  if (!row) throw notFound('definition')
  return row
}
const signed = (ctx: Ctx, id: string, body: unknown) => tables(ctx).selectFrom('flow_sign_off').selectAll().where('definition_id', '=', id).where('body_hash', '=', hashOf(body)).executeTakeFirst()
const maySign = (ctx: Ctx, { state, author_id }: Version) =>
  (state === 'draft' || state === 'review') && ctx.actor.can('flow.sign-off') && (author_id !== ctx.actor.id || ctx.settings.get(authorMaySignOff))

/** What stands between a version and its publication, and what only speaks against a principle. @throws AppError 404 definition.not-found */
export async function checkFlow(ctx: Ctx, id: string): Promise<FlowCheck> {
  const row = await find(ctx, id)
  const body = bodyOf(row.body)
  const handoffs = handoffsOf(body)
  const limit = ctx.settings.get(handoffLimit)
  const off = await signed(ctx, id, row.body)
  const names = off ? await namesOf(ctx, [off.reviewer_id]) : new Map<string, string>()
  return {
    steps: body.steps.length, handoffs, handoffLimit: limit, criticalSeconds: criticalPath(body).seconds, lacks: lacks(ctx, body),
    warnings: handoffs > limit ? [{ principle: 'concise', code: 'flow.many-handoffs', message: say(ctx.actor.locale, 'flow.many-handoffs', { n: handoffs, limit }) }] : [],
    signedOff: off ? { by: { id: off.reviewer_id, name: names.get(off.reviewer_id) ?? '' }, at: off.at, notes: off.notes as SignOff } : null,
    may: maySign(ctx, row) ? ['sign-off'] : [],
  }
}
type SignOff = z.output<typeof SignOffSchema>

/** Signs a draft off by the four principles. @throws AppError 404, 403 `flow.own-sign-off`, 409 `definition.not-a-draft` */
export async function signOff(ctx: Ctx, id: string, notes: SignOff): Promise<FlowCheck> {
  const row = await find(ctx, id)
  if (row.state !== 'draft' && row.state !== 'review') throw conflict('definition.not-a-draft', await checkFlow(ctx, id))
  if (!ctx.settings.get(authorMaySignOff)) keepApart(ctx, ownSignOff, [row.author_id])
  if (!maySign(ctx, row)) throw new AppError('forbidden', 'auth.forbidden', { params: { permission: 'flow.sign-off' } })
  await tables(ctx).insertInto('flow_sign_off').values({ definition_id: id, body_hash: hashOf(row.body), reviewer_id: ctx.actor.id as string, notes: JSON.stringify(notes), at: ctx.now })
    .onConflict((on) => on.columns(['definition_id', 'body_hash']).doUpdateSet({ reviewer_id: ctx.actor.id as string, notes: JSON.stringify(notes), at: ctx.now })).execute()
  await ctx.emit(FlowSignedOff, id, { key: row.key, version: row.version })
  return checkFlow(ctx, id)
}

/** Against publishing: a letter of SMART that is missing, no goal, nobody's signature. A flow of statuses alone needs none of it. */
export const mayPublish = answer(DefinitionMayPublish, 'flows.may-publish', async (ctx, { id, kind, body: given }) => {
  if (kind !== flowKind.kind) return []
  const body = bodyOf(given)
  if (!body.steps.length) return []
  const strangers = await strangersAmong(ctx, body.steps.flatMap(({ owner }, at) => owner.by === 'team' ? [{ of: 'team' as const, id: owner.team, path: `steps.${at}.owner.team` }] : []))
  const missing = [...lacks(ctx, body).map(({ path, code, message }) => ({ field: path, code, message })), ...strangers.map(({ path, code }) => ({ field: path, code, message: say(ctx.actor.locale, code) }))]
  return missing.length || await signed(ctx, id, given) ? missing : [{ field: '', code: 'flow.not-signed-off', message: say(ctx.actor.locale, 'flow.not-signed-off') }]
})
