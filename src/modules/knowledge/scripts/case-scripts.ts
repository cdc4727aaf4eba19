import type { Ctx } from '../../../kernel/context.ts'
import { notFound, refused } from '../../../kernel/errors.ts'
import { companyName, companyZone } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import { clocksOf } from '../../clocks/index.ts'
import { findCase, listMessages, waitingFor } from '../../cases/index.ts'
import { findCustomer } from '../../customers/index.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { WordingMayBeUsed } from '../../messages/contract.ts'
import { judgePrepared } from '../../messages/index.ts'
import { namesOf, workNumberOf } from '../../people/index.ts'
import { ScriptUsed } from './contract.ts'
import type { CaseScripts, ReadyScript, ScriptUse } from './contract.ts'
import { scriptsInForce } from './list-scripts.ts'
import type { Looked } from './list-scripts.ts'
import type { Addressed, Known } from './rules.ts'
import { filled, helloOf, salutationOf, scenesFirst } from './rules.ts'
import { scriptKind } from './script-kind.ts'
import { peakWaiting } from './settings.ts'
import { spokenOn } from './speaks.ts'
import { tables } from './tables.ts'

type CaseFound = Awaited<ReturnType<typeof findCase>>
const LANGUAGES = ['zh-CN', 'en'] as const

/** Whom one writes to on a case; null where nobody is known, or not to the reader. */
export async function addressedOn(ctx: Ctx, found: Pick<CaseFound, 'customer_id'>): Promise<Addressed | null> {
  if (!found.customer_id || !ctx.actor.can('customer.read')) return null
  return findCustomer(ctx, found.customer_id).then(({ type, name, title, language }) => ({ type, name, title, language }), () => null)
}

/** What a case, its customer and the writer say of themselves, in a language. */
export async function knownOf(ctx: Ctx, found: CaseFound, of: Addressed | null, language: 'zh-CN' | 'en'): Promise<Known> {
  const due = [...(await clocksOf(ctx, [found.id])).get(found.id) ?? []].flatMap(({ dueAt, stoppedAt }) => dueAt && !stoppedAt ? [dueAt] : []).sort((a, b) => a.getTime() - b.getTime())[0]
  const number = ctx.actor.id ? await workNumberOf(ctx, ctx.actor.id) : null
  return {
    salutation: salutationOf(of, language), hello: helloOf(of, language), agent: ctx.actor.name, agentNumber: number ?? ctx.actor.name, company: ctx.settings.get(companyName), number: found.number, matter: found.subject,
    due: due ? new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'short', timeZone: ctx.settings.get(companyZone) }).format(due) : null,
  }
}

/** Whether we have not said anything to the customer on this case yet. */
export async function opensOn(ctx: Ctx, caseId: string): Promise<boolean> {
  const { items } = await listMessages(ctx, caseId, { limit: 100 })
  return !items.some(({ visibility, author }) => visibility === 'public' && author.kind === 'staff')
}

/** How many cases wait while that is more than usual; null at any other time. */
export async function peakNow(ctx: Ctx): Promise<CaseScripts['peak']> {
  const threshold = ctx.settings.get(peakWaiting)
  const waiting = threshold > 0 ? await waitingFor(ctx, threshold * 10) : 0
  return threshold > 0 && waiting > threshold ? { waiting, threshold } : null
}

/** Scripts that fit a case the reader may see, with what it needs most first. */
export async function scriptsOfCase(ctx: Ctx, caseId: string, asked: Pick<Looked, 'q' | 'scene'>): Promise<CaseScripts> {
  const found = await findCase(ctx, caseId)
  const [of, opens, peak, all] = await Promise.all([addressedOn(ctx, found), opensOn(ctx, caseId), peakNow(ctx), scriptsInForce(ctx, { ...asked, channel: found.channel })])
  const [zh, en] = await Promise.all(LANGUAGES.map((language) => knownOf(ctx, found, of, language))) as [Known, Known]
  const speaks = await spokenOn(ctx, found, of)
  const ready = all.map((one) => ({ ...one, text: { zh: filled(one.text.zh, zh), en: filled(one.text.en, en) } }))
  const about = { kind: 'case', id: caseId }
  const [judgedZh, judgedEn] = await Promise.all([judgePrepared(ctx, ready.map(({ text }) => text.zh), about), judgePrepared(ctx, ready.map(({ text }) => text.en), about)])
  const [lock] = await againstExplaining(ctx, caseId)
  const locked = lock ? { level: 'refuse' as const, message: say(ctx.actor.locale, lock.code), suggestion: null } : null
  const scenes = scenesFirst({ kind: found.kind, channel: found.channel, spoken: !opens, resolved: found.status_class === 'resolved', peak: peak !== null })
  return {
    items: ready.map((one, at): ReadyScript => ({ ...one, judged: one.scene === 'explain' && locked ? { zh: locked, en: locked } : { zh: judgedZh[at] ?? null, en: judgedEn[at] ?? null } })).sort((a, b) => scenes.indexOf(a.scene) - scenes.indexOf(b.scene)),
    scenes, opens, peak, speaks, address: { salutation: { zh: zh.salutation ?? '', en: en.salutation ?? '' }, hello: { zh: zh.hello ?? '', en: en.hello ?? '' }, known: salutationOf(of, 'zh-CN') !== '您', customer: of && { type: of.type, name: of.name, title: of.title } },
  }
}

/** What stands against explaining on this case now: a customer who is still listened to. */
const againstExplaining = (ctx: Ctx, caseId: string) => ctx.ask(WordingMayBeUsed, { about: { kind: 'case', id: caseId }, category: 'explanation' })

/** Counts that a script was put into an answer. @throws AppError not-found `case.not-found`, `script.not-found`; refused where it explains to somebody who is still listened to */
export async function useScript(ctx: Ctx, caseId: string, key: string, { language }: { language: 'zh-CN' | 'en' }): Promise<ScriptUse> {
  const found = await findCase(ctx, caseId)
  if (!ctx.definitions.keys(scriptKind, ctx.now).includes(key)) throw notFound('script')
  const { id: definitionId, is } = ctx.definitions.current(scriptKind, key, ctx.now)
  const [lock] = is.scene === 'explain' ? await againstExplaining(ctx, caseId) : []
  if (lock) throw refused(lock.code, [{ path: 'key', code: lock.code }])
  const id = newId()
  await keepUses(ctx, [{ id, kind: 'script', key, scene: is.scene, staff_id: ctx.actor.id, case_id: found.id, definition_id: definitionId, at: ctx.now }])
  await ctx.emit(ScriptUsed, found.id, { useId: id, key, scene: is.scene, language, definitionId })
  return { id, key, name: is.name, scene: is.scene, by: ctx.actor.id ? { id: ctx.actor.id, name: ctx.actor.name } : null, at: ctx.now }
}

/** Writes uses down and counts them up. */
export async function keepUses(ctx: Ctx, rows: readonly Parameters<typeof tables.insert<'script_use'>>[2][]): Promise<void> {
  const uses = rows as readonly { kind: 'script' | 'template'; key: string; at: Date }[]
  if (!uses.length) return
  await tables(ctx).insertInto('script_use').values(rows as never).execute()
  for (const [, group] of Map.groupBy(uses, ({ kind, key }) => `${kind} ${key}`)) {
    const [{ kind, key }] = group as [(typeof uses)[number]]
    await tables(ctx).insertInto('script_tally').values({ kind, key, uses: group.length, last_at: group.at(-1)?.at ?? ctx.now })
      .onConflict((on) => on.columns(['kind', 'key']).doUpdateSet((eb) => ({ uses: eb('script_tally.uses', '+', group.length), last_at: group.at(-1)?.at ?? ctx.now }))).execute()
  }
}

const SHOWN = 50
/** The scripts used on a case, latest first. */
export async function usesOfCase(ctx: Ctx, caseId: string): Promise<{ items: ScriptUse[] }> {
  const found = await findCase(ctx, caseId)
  const rows = await tables(ctx).selectFrom('script_use').selectAll().where('case_id', '=', found.id).where('kind', '=', 'script').orderBy('id', 'desc').limit(SHOWN).execute()
  const names = await namesOf(ctx, [...new Set(rows.flatMap(({ staff_id }) => staff_id ?? []))])
  const known = new Set(ctx.definitions.keys(scriptKind, ctx.now))
  return { items: rows.map((row) => ({ id: row.id, key: row.key, name: known.has(row.key) ? ctx.definitions.current(scriptKind, row.key, ctx.now).is.name : null, scene: row.scene as ScriptUse['scene'], by: row.staff_id ? { id: row.staff_id, name: names.get(row.staff_id) ?? '' } : null, at: row.at })) }
}
