import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import type { Compiled } from '../../kernel/definitions.ts'
import { AppError } from '../../kernel/errors.ts'
import { companyLanguage, companyZone } from '../../kernel/frame.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { newId } from '../../kernel/id.ts'
import type { Happened } from '../../kernel/module.ts'
import type { Fact } from '../../pure/conditions/index.ts'
import type { BecausePart, Deed, Firing } from './contract.ts'
import { RuleFailed, RuleFired } from './contract.ts'
import type { Rule } from './definition.ts'
import { bothNames, fillPlaces } from './rules.ts'
import { mostDepth, mostInAnHour } from './settings.ts'
import { tables } from './tables.ts'

/** What a rule is about to do, and for what. */
export interface Occasion {
  rule: Compiled<Rule>
  /** The event's id, or the clock's period: with the rule and the record it is met once. */
  onceKey: string
  event: Happened | null
  about: { kind: string; id: string }
  facts: Fact
  because: BecausePart[]
  /** The rules that brought this about, one by the other. */
  chain: readonly string[]
}

/** Of what a rule does the log says that it was this firing: by it the depth of a chain is known. */
const VIA = 'rule:'
const viaOf = (firingId: string) => `${VIA}${firingId}`
export const firingOf = (via: string): string | null => via.startsWith(VIA) ? via.slice(VIA.length) : null

/**
 * Does the actions of a rule in order, once for an event and a record: all of them or none. An action that can't be done leaves the firing
 * `failed` with its reason, and the record as it was. Answers whether it fired.
 */
export async function fire(ctx: Ctx, occasion: Occasion): Promise<boolean> {
  const { rule, about, event } = occasion
  const id = newId()
  const begun = await begin(ctx, id, occasion)
  if (!begun) return false
  if (begun === 'looped') {
    await settle(ctx, id, 'looped', [], fault('rule.looped', say(ctx.settings.get(companyLanguage), 'rule.looped'), null))
    await tellFailed(ctx, occasion, id, 'rule.looped', null)
    return false
  }
  const done = await act(ctx, id, occasion)
  if ('error' in done) {
    await settle(ctx, id, 'failed', [], done.error)
    await tellFailed(ctx, occasion, id, done.error.code, done.error.do)
    return false
  }
  await settle(ctx, id, 'done', done.deeds, null)
  await ctx.emit(RuleFired, about.id, { rule: rule.key, name: bothNames(rule.is.body.name), firingId: id, eventKind: event?.kind ?? null, deeds: done.deeds.map((deed) => deed.do) })
  return true
}

/** Writes the firing down, once; `looped` when the rule brought it about itself, when the chain is too long, or when it was at this record too often within an hour. */
async function begin(ctx: Ctx, id: string, { rule, onceKey, event, about, because, chain }: Occasion): Promise<'doing' | 'looped' | null> {
  const inCircles = chain.includes(rule.key) || chain.length >= ctx.settings.get(mostDepth)
  const since = new Date(ctx.now.getTime() - 3_600_000)
  const { rows: [row] } = await sql<{ state: 'doing' | 'looped' }>`
    insert into rule_firing (id, rule_key, rule_id, once_key, event_pos, event_kind, subject_kind, subject_id, at, chain, state, because)
    select ${id}::uuid, ${rule.key}, ${rule.id}::uuid, ${onceKey}, ${event?.pos ?? null}::bigint, ${event?.kind ?? null}, ${about.kind}, ${about.id}::uuid, ${ctx.now}::timestamptz, ${[...chain]}::text[],
      case when ${inCircles} or (select count(*) from rule_firing where subject_id = ${about.id}::uuid and rule_key = ${rule.key} and at > ${since}::timestamptz and state = 'done') >= ${ctx.settings.get(mostInAnHour)}::int then 'looped' else 'doing' end,
      ${JSON.stringify(because)}::jsonb
    on conflict (rule_key, once_key, subject_id) do nothing returning state`.execute(ctx.db)
  return row?.state ?? null
}

/** The actions in order, in a part of the unit of their own. What is no refusal but a fault of the database is thrown on, for then nothing of the unit stands. */
export async function act(ctx: Ctx, firingId: string, { rule, event, about, facts }: Pick<Occasion, 'rule' | 'event' | 'about' | 'facts'>): Promise<{ deeds: Deed[] } | { error: NonNullable<Firing['error']> }> {
  const { reach, actions, body } = rule.is
  let doing: string | null = null
  const valueOf = (name: string): string | undefined => {
    const one = reach.get(name)
    const value = facts[name]
    if (!one || !fills(one) || value === undefined) return undefined
    if (value === null) return '–'
    if (value instanceof Date) return new Intl.DateTimeFormat(ctx.settings.get(companyLanguage), { dateStyle: 'medium', timeStyle: 'short', timeZone: ctx.settings.get(companyZone) }).format(value)
    return one.catalogue && typeof value === 'string' ? say(ctx.settings.get(companyLanguage), `${one.catalogue}.${value}`) : String(value)
  }
  try {
    return await ctx.attempt(viaOf(firingId), async (part) => {
      const deeds: Deed[] = []
      for (const [at, { action, input }] of actions.entries()) {
        doing = action.name
        const { did } = await action.run(part, {
          key: `rule-firing:${firingId}:${at}`, firingId, rule: { key: rule.key, name: body.name }, about, event: event && { id: event.id, kind: event.kind, at: event.at }, facts, fill: (text) => fillPlaces(text, valueOf),
        }, input)
        deeds.push({ do: action.name, did: did ?? null })
      }
      return { deeds }
    })
  } catch (error) {
    if (isOfTheDatabase(error)) throw error
    const known = error instanceof AppError ? error : null
    return { error: fault(known?.code ?? 'rule.action-failed', known ? say(ctx.settings.get(companyLanguage), known.code, known.details.params) : (error as Error).message.slice(0, 300), doing) }
  }
}
/** Fields that may stand in texts: what can hold no free text, and what its owner opened. */
export const fills = ({ type, open, from }: { type: string; open?: true; from: { of: string } }): boolean => open === true || (type !== 'text' && type !== 'tags' && from.of !== 'hours' && from.of !== 'own')

const fault = (code: string, message: string, doing: string | null) => ({ code, message, do: doing })
// Lost connections, deadlocks, an administrator's stop: the batch is heard again as a whole.
const isOfTheDatabase = (error: unknown): boolean => {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' && (/^(08|40|53|57|58)/.test(code) || code.startsWith('E'))
}

export const settle = (ctx: Ctx, id: string, state: Firing['state'], deeds: readonly Deed[], error: Firing['error']) =>
  tables(ctx).updateTable('rule_firing').set({ state, deeds: JSON.stringify(deeds) as never, error: (error && JSON.stringify(error)) as never }).where('id', '=', id).execute()

const tellFailed = (ctx: Ctx, { rule, about, event }: Occasion, firingId: string, code: string, deed: string | null) =>
  ctx.emit(RuleFailed, about.id, { rule: rule.key, name: bothNames(rule.is.body.name), firingId, eventKind: event?.kind ?? null, code, deed })
