import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import type { Reason } from '../../../kernel/contract.ts'
import { refused } from '../../../kernel/errors.ts'
import { on } from '../../../kernel/module.ts'
import { fold, pinyinKeys, pinyinQuery } from '../../../pure/text/index.ts'
import type { Template } from '../contract.ts'
import { MessageQueued, TemplateUsed, WordingMayBeUsed } from '../contract.ts'
import type { OutChannel } from '../rules.ts'
import { tables } from '../tables.ts'
import { CATEGORIES } from './rules.ts'
import type { CompiledTemplate } from './template-kind.ts'
import { templateKind } from './template-kind.ts'

interface Findable { words: string; spoken: readonly string[] }
// A published version never changes, and making its pinyin costs more than searching all of them.
const findable = new WeakMap<CompiledTemplate, Findable>()
function findableOf(key: string, is: CompiledTemplate): Findable {
  let found = findable.get(is)
  if (!found) {
    const { full, initials } = pinyinKeys(is.name.zh)
    found = { words: fold([key, is.name.zh, is.name.en, is.subject.zh, is.subject.en, is.text.zh, is.text.en].join('\n')), spoken: [...full, ...initials] }
    findable.set(is, found)
  }
  return found
}
/** Whether every word typed stands in the template, or is how its name is spoken or begins to be. */
function matches(key: string, is: CompiledTemplate, typed: string): boolean {
  const { words, spoken } = findableOf(key, is)
  const sound = pinyinQuery(typed)
  return fold(typed).split(/\s+/).every((word) => words.includes(word)) || (sound !== undefined && spoken.some((one) => one.startsWith(sound)))
}

/** What stands against wordings of each category about a case. */
async function againstWordings(ctx: Ctx, caseId: string | undefined): Promise<ReadonlyMap<string, z.output<typeof Reason>>> {
  if (!caseId) return new Map()
  const told = await Promise.all(CATEGORIES.map(async (category) => [category, (await ctx.ask(WordingMayBeUsed, { about: { kind: 'case', id: caseId }, category }))[0]] as const))
  return new Map(told.flatMap(([category, reason]) => reason ? [[category, reason] as const] : []))
}
/** @throws AppError refused with the reason why this template can't be used about the case */
export async function mayUseTemplate(ctx: Ctx, key: string, caseId: string | undefined): Promise<void> {
  if (!caseId || !ctx.definitions.keys(templateKind, ctx.now).includes(key)) return
  const [reason] = await ctx.ask(WordingMayBeUsed, { about: { kind: 'case', id: caseId }, category: ctx.definitions.current(templateKind, key, ctx.now).is.category })
  if (reason) throw refused(reason.code, [{ path: 'key', code: reason.code }])
}

/** Templates in force that fit, the most used first; what can't be used about the case last. */
export async function listTemplates(ctx: Ctx, { q, channel, category, caseId }: { q?: string | undefined; channel?: OutChannel | undefined; category?: string | undefined; caseId?: string | undefined }): Promise<{ items: Template[] }> {
  const uses = new Map((await tables(ctx).selectFrom('template_use').selectAll().execute()).map((row) => [row.key, row]))
  const against = await againstWordings(ctx, caseId)
  const items = ctx.definitions.keys(templateKind, ctx.now).map((key) => ctx.definitions.current(templateKind, key, ctx.now))
    .filter(({ key, is }) => (!channel || is.channels.includes(channel)) && (!category || is.category === category) && (!q || matches(key, is, q)))
    .map(({ id, key, version, is }): Template => ({
      key, name: is.name, category: is.category, channels: is.channels, purpose: is.purpose, fields: is.fields, uses: uses.get(key)?.uses ?? 0, lastUsedAt: uses.get(key)?.last_at ?? null, definitionId: id, version, against: against.get(is.category) ?? null,
    }))
  return { items: items.sort((a, b) => Number(a.against !== null) - Number(b.against !== null) || b.uses - a.uses || a.name.zh.localeCompare(b.name.zh, 'zh')) }
}

/** Somebody puts a template into a text by hand. @throws AppError refused `template.unknown` */
export async function useTemplate(ctx: Ctx, key: string, about: { kind: string; id: string }): Promise<{ uses: number }> {
  if (!ctx.definitions.keys(templateKind, ctx.now).includes(key)) throw refused('template.unknown', [], { params: { key } })
  await ctx.emit(TemplateUsed, ctx.definitions.current(templateKind, key, ctx.now).id, { key, aboutKind: about.kind, aboutId: about.id })
  const row = await tables(ctx).selectFrom('template_use').select('uses').where('key', '=', key).executeTakeFirst()
  return { uses: (row?.uses ?? 0) + 1 }
}

/** Counts what left by a template, and what was put into a text by hand. */
export const countUses = on(MessageQueued, 'messages.template-uses', async (ctx, events) => {
  await countUp(ctx, events.flatMap(({ at, data }) => data.template === null ? [] : [{ at, key: data.template }]))
})
export const countInserts = on(TemplateUsed, 'messages.template-inserts', (ctx, events) => countUp(ctx, events.map(({ at, data }) => ({ at, key: data.key }))))
async function countUp(ctx: Ctx, uses: readonly { key: string; at: Date }[]): Promise<void> {
  for (const [key, group] of Map.groupBy(uses, (one) => one.key)) {
    await tables(ctx).insertInto('template_use').values({ key, uses: group.length, last_at: group.at(-1)?.at ?? ctx.now })
      .onConflict((c) => c.column('key').doUpdateSet((eb) => ({ uses: eb('template_use.uses', '+', group.length), last_at: group.at(-1)?.at ?? ctx.now }))).execute()
  }
}
