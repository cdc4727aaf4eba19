import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Bilingual } from '../../../kernel/contract.ts'
import { catalogues } from '../../../kernel/i18n/catalogue.ts'
import type { Metric } from '../definition.ts'
import { ownOptions } from '../own-fields.ts'
import { inBoth } from './sentences.ts'

/** The names that ids of a field and options of an own one have, in the reader's language; null for a field whose values are words. */
export async function ownNames(ctx: Ctx, { facts }: Metric, by: string, ids: readonly string[]): Promise<ReadonlyMap<string, string> | null> {
  const options = ownOptions(ctx, facts, by)
  if (options) return new Map([...options].map(([key, name]) => [key, ctx.actor.locale === 'en' ? name.en : name.zh]))
  const view = facts.named?.[by]
  if (!view || !ids.length) return null
  return new Map((await sql<{ id: string; name: string }>`select id, name from ${sql.table(view)} where id = any(${ids}::uuid[])`.execute(ctx.db)).rows.map((row) => [row.id, row.name]))
}

/** Groups in both languages: their own names, their words in the catalogues, yes or no, or that they have none. */
export async function nameGroups(ctx: Ctx, metric: Metric, by: string, groups: readonly (string | null)[]): Promise<ReadonlyMap<string | null, Bilingual>> {
  const names = await ownNames(ctx, metric, by, groups.filter((group) => group !== null))
  const options = ownOptions(ctx, metric.facts, by)
  const prefix = metric.facts.catalogue?.[by]
  const { 'zh-CN': zh, en } = catalogues()
  return new Map(groups.map((group) => {
    if (group === null) return [group, inBoth('metric.without')]
    const option = options?.get(group)
    if (option) return [group, option]
    const own = names?.get(group)
    if (own) return [group, { zh: own, en: own }]
    const key = prefix ? `${prefix}.${group}` : `frame.${group === 'true' ? 'yes' : 'no'}`
    return prefix || group === 'true' || group === 'false' ? [group, { zh: zh[key] ?? group, en: en[key] ?? group }] : [group, { zh: group, en: group }]
  }))
}
