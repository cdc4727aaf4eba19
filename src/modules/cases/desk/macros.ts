import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { startOfDay } from '../../../kernel/days.ts'
import { fold, pinyinKeys, pinyinQuery } from '../../../pure/text/index.ts'
import { clocksOf } from '../../clocks/index.ts'
import { flowKind } from '../../flows/index.ts'
import { assignCase } from '../commands/assign-case.ts'
import { changeCase } from '../commands/change-case.ts'
import { claimCase } from '../commands/claim-case.ts'
import { moveCase } from '../commands/move-case.ts'
import type { CaseFound } from '../queries.ts'
import { findCase, getCase, mayWith } from '../queries.ts'
import { pressing } from '../rules.ts'
import type { Macro } from './contract.ts'
import { MacroRun } from './contract.ts'
import type { CompiledMacro } from './macro-kind.ts'
import { macroKind } from './macro-kind.ts'
import { fillMacro } from './rules.ts'
import { snoozeCase } from './snooze.ts'
import { tables } from './tables.ts'
import { addWatcher } from './watchers.ts'

/** Macros: several deeds and their words at one stroke. */

const DAY_MS = 86_400_000
const HOUR_MS = 3_600_000

const doesOf = (is: CompiledMacro): Macro['does'] => [
  ...(is.words ? [is.visibility === 'public' ? 'reply' as const : 'note' as const] : []), ...(is.deeds.kind ? ['kind' as const] : []), ...(is.deeds.priority ? ['priority' as const] : []),
  ...(is.deeds.handler ? ['handler' as const] : []), ...(is.deeds.teamId ? ['team' as const] : []), ...(is.deeds.snooze ? ['snooze' as const] : []), ...(is.deeds.watch ? ['watch' as const] : []), ...(is.deeds.move ? ['move' as const] : []),
]

async function wordsOf(ctx: Ctx, found: CaseFound, is: CompiledMacro): Promise<string | null> {
  if (!is.words) return null
  const due = pressing((await clocksOf(ctx, [found.id])).get(found.id) ?? [])?.dueAt
  const zone = ctx.settings.get(companyZone)
  return fillMacro(ctx.actor.locale === 'en' ? is.words.en : is.words.zh, {
    number: found.number, subject: found.subject, agent: ctx.actor.name, ...(found.customer_name ? { name: found.customer_name } : {}), ...(found.solution ? { solution: found.solution } : {}),
    ...(due ? { due: new Intl.DateTimeFormat(ctx.actor.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(due) } : {}),
  })
}

/** Why a macro can't be done to a case as it stands: the first thing that would be refused. */
function againstOf(ctx: Ctx, found: CaseFound, is: CompiledMacro): string | null {
  const may = mayWith(ctx, found)
  const { deeds } = is
  if (is.words && !may.includes(is.visibility === 'public' ? 'reply' : 'note')) return 'macro.closed'
  if ((deeds.kind ?? deeds.priority ?? deeds.snooze) && !may.includes('change')) return 'macro.closed'
  if (deeds.handler === 'me' && found.handler_id !== ctx.actor.id && !may.includes('claim') && !may.includes('assign')) return 'macro.not-assignable'
  if ((deeds.handler === 'nobody' || deeds.teamId) && !may.includes('assign')) return 'macro.not-assignable'
  if (deeds.move && deeds.move !== found.status && !ctx.definitions.version(flowKind, found.flow_id).is.next(found.status).includes(deeds.move)) return 'macro.no-such-move'
  return null
}

// A published version never changes, and making its pinyin costs more than looking through all of them.
const sounds = new WeakMap<CompiledMacro, readonly string[]>()
function fits(key: string, is: CompiledMacro, typed: string): boolean {
  let spoken = sounds.get(is)
  if (!spoken) { const { full, initials } = pinyinKeys(is.name.zh); sounds.set(is, spoken = [...full, ...initials]) }
  const sound = pinyinQuery(typed)
  return fold([key, is.name.zh, is.name.en, is.about?.zh, is.about?.en].join('\n')).includes(fold(typed)) || (sound !== undefined && spoken.some((one) => one.startsWith(sound)))
}

/** The macros offered for a case, the most used first, those that can't be done now last. */
export async function macrosFor(ctx: Ctx, caseId: string, q = ''): Promise<{ items: Macro[] }> {
  const found = await findCase(ctx, caseId)
  const uses = new Map((await tables(ctx).selectFrom('macro_use').select(['key', 'uses']).execute()).map((row) => [row.key, row.uses]))
  const items = await Promise.all(ctx.definitions.keys(macroKind, ctx.now).map((key) => ctx.definitions.current(macroKind, key, ctx.now))
    .filter(({ key, is }) => (!is.kinds || is.kinds.includes(found.kind)) && (!is.channels || is.channels.includes(found.channel)) && (!q || fits(key, is, q)))
    .map(async ({ key, is }): Promise<Macro> => ({
      key, name: is.name, about: is.about ? ctx.actor.locale === 'en' ? is.about.en : is.about.zh : null, does: doesOf(is), text: await wordsOf(ctx, found, is), visibility: is.words ? is.visibility : null, against: againstOf(ctx, found, is), uses: uses.get(key) ?? 0,
    })))
  return { items: items.toSorted((a, b) => Number(a.against !== null) - Number(b.against !== null) || b.uses - a.uses || a.name.zh.localeCompare(b.name.zh, 'zh')) }
}

/** The moment a macro's word means, in the company's zone; null waits for the customer. */
function until(ctx: Ctx, word: NonNullable<CompiledMacro['deeds']['snooze']>): Date | null {
  const zone = ctx.settings.get(companyZone)
  const morning = (days: number) => new Date(startOfDay(zone, new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(new Date(ctx.now.getTime() + days * DAY_MS))).getTime() + 9 * HOUR_MS)
  return word === 'customer' ? null : word === 'hour' ? new Date(ctx.now.getTime() + HOUR_MS) : morning(word === 'tomorrow' ? 1 : 3)
}

/**
 * Does all of a macro's deeds or none; its words come back for the composer, and a move that goes with an answer waits for that.
 * @throws AppError refused `macro.unknown`, `macro.cannot` with the reason; conflict `record.stale`; those of the deeds
 */
export async function runMacro(ctx: Ctx, caseId: string, { key, version }: { key: string; version: number }): Promise<{ text: string | null; visibility: 'public' | 'internal' | null; did: Macro['does']; moveAfter: string | null; version: number }> {
  if (!ctx.definitions.keys(macroKind, ctx.now).includes(key)) throw refused('macro.unknown', [], { params: { key } })
  const { is } = ctx.definitions.current(macroKind, key, ctx.now)
  const found = await findCase(ctx, caseId)
  if (!found.may_write && !mayWith(ctx, found).includes('claim')) throw new AppError('forbidden', 'case.not-yours')
  if (found.version !== version) throw conflict('record.stale', await getCase(ctx, caseId))
  const against = againstOf(ctx, found, is)
  if (against) throw refused('macro.cannot', [{ path: 'key', code: against }])
  const text = await wordsOf(ctx, found, is)
  const { deeds } = is
  let now = version
  if (deeds.handler === 'me' && found.handler_id !== ctx.actor.id) now = (found.handler_id ? await assignCase(ctx, caseId, { version: now, handlerId: ctx.actor.id }) : await claimCase(ctx, caseId, now)).version
  if (deeds.handler === 'nobody' && found.handler_id) now = (await assignCase(ctx, caseId, { version: now, handlerId: null })).version
  if (deeds.teamId && deeds.teamId !== found.team_id) now = (await assignCase(ctx, caseId, { version: now, teamId: deeds.teamId })).version
  const changes = { ...(deeds.kind && (deeds.kind !== found.kind || !found.classified) ? { kind: deeds.kind } : {}), ...(deeds.priority && deeds.priority !== found.priority ? { priority: deeds.priority } : {}) }
  if (Object.keys(changes).length) now = (await changeCase(ctx, caseId, { version: now, ...changes })).version
  if (deeds.watch) await addWatcher(ctx, caseId, ctx.actor.id as string, 'self')
  if (deeds.snooze) await snoozeCase(ctx, caseId, until(ctx, deeds.snooze))
  const waits = deeds.move !== undefined && is.words !== undefined && is.visibility === 'public'
  if (deeds.move && !waits && (await findCase(ctx, caseId)).status !== deeds.move) now = (await moveCase(ctx, caseId, { to: deeds.move, version: now, fields: { reason: is.name.zh } })).version
  ctx.send({ text: 'insert into macro_use (key, uses, last_at) values ($1, 1, $2) on conflict (key) do update set uses = macro_use.uses + 1, last_at = excluded.last_at', values: [key, ctx.now] })
  const did = doesOf(is).filter((one) => one !== 'move' || !waits)
  await ctx.emit(MacroRun, caseId, { key, did })
  return { text, visibility: is.words ? is.visibility : null, did, moveAfter: waits && deeds.move ? deeds.move : null, version: now }
}
