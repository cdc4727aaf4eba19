import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { on } from '../../../kernel/module.ts'
import { MessageQueued, TemplateUsed } from '../../messages/contract.ts'
import { templateKind } from '../../messages/index.ts'
import { keepUses } from './case-scripts.ts'
import type { WordingUse } from './contract.ts'
import { scriptKind } from './script-kind.ts'

interface Counted { kind: WordingUse['kind']; key: string; uses: number; people: number; last: Date | null; mean: number | null; n: number }
const DAY = 86_400_000
const PEOPLE = 50

/** How often each script and template was used since so many days, the unused last: all that are in force, and what was used although it no longer is. */
export async function wordingUsage(ctx: Ctx, { days }: { days: number }): Promise<{ from: Date; items: WordingUse[]; people: { staff: { id: string; name: string }; uses: number; scripts: number }[] }> {
  const from = new Date(ctx.now.getTime() - days * DAY)
  const [{ rows }, people] = await Promise.all([
    sql<Counted>`with used as (select kind, key, staff_id, at from script_use where at >= ${from}),
      rated as (select distinct on (wording_kind, wording, case_id) wording_kind as kind, wording as key, satisfaction from script_use_fact where at >= ${from} and satisfaction is not null order by wording_kind, wording, case_id, at desc)
      select u.kind, u.key, count(*)::int as uses, count(distinct u.staff_id)::int as people, max(u.at) as last, r.mean, coalesce(r.n, 0)::int as n
      from used u left join (select kind, key, avg(satisfaction)::double precision as mean, count(*) as n from rated group by 1, 2) r using (kind, key) group by u.kind, u.key, r.mean, r.n`.execute(ctx.db),
    sql<{ id: string; name: string; uses: number; scripts: number }>`select s.id, s.name, count(*)::int as uses, count(distinct u.key)::int as scripts from script_use u join staff_ref s on s.id = u.staff_id
      where u.at >= ${from} and u.kind = 'script' group by s.id, s.name order by uses desc, s.name limit ${PEOPLE}`.execute(ctx.db),
  ])
  const counted = new Map(rows.map((row) => [`${row.kind} ${row.key}`, row]))
  const inForce = [
    ...ctx.definitions.keys(scriptKind, ctx.now).map((key) => { const { is } = ctx.definitions.current(scriptKind, key, ctx.now); return { kind: 'script' as const, key, name: is.name, group: is.scene, path: `/scripts?key=${key}` } }),
    ...ctx.definitions.keys(templateKind, ctx.now).map((key) => { const { is } = ctx.definitions.current(templateKind, key, ctx.now); return { kind: 'template' as const, key, name: is.name, group: is.category, path: `/templates?key=${key}` } }),
  ]
  const known = new Set(inForce.map(({ kind, key }) => `${kind} ${key}`))
  const gone = rows.filter(({ kind, key }) => !known.has(`${kind} ${key}`)).map(({ kind, key }) => ({ kind, key, name: { zh: key, en: key }, group: '', path: '' }))
  const items = [...inForce, ...gone].map((one): WordingUse => {
    const of = counted.get(`${one.kind} ${one.key}`)
    return { ...one, uses: of?.uses ?? 0, people: of?.people ?? 0, lastUsedAt: of?.last ?? null, satisfaction: of?.n && of.mean !== null ? { mean: of.mean, n: of.n } : null }
  })
  return { from, items: items.sort((a, b) => b.uses - a.uses || a.kind.localeCompare(b.kind) || a.name.zh.localeCompare(b.name.zh, 'zh')), people: people.rows.map(({ id, name, uses, scripts }) => ({ staff: { id, name }, uses, scripts })) }
}

/** Templates that a person put into an answer, or that left by themselves about a case, stand beside scripts. */
export const noteTemplates = on([TemplateUsed, MessageQueued], 'knowledge.template-uses', async (ctx, events) => {
  await keepUses(ctx, events.flatMap(({ id, at, actor, data }) => {
    const of = 'template' in data ? { key: data.template, about: data.about } : { key: data.key, about: { kind: data.aboutKind, id: data.aboutId } }
    return of.key === null || of.about.kind !== 'case' ? [] : [{ id, kind: 'template' as const, key: of.key, scene: 'template', staff_id: actor.kind === 'staff' ? actor.id : null, case_id: of.about.id, definition_id: null, at }]
  }))
})
