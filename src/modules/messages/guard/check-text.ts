import type { Ctx } from '../../../kernel/context.ts'
import { answer } from '../../../kernel/module.ts'
import { DefinitionMayPublish } from '../../../kernel/definition-contract.ts'
import type { AppError } from '../../../kernel/errors.ts'
import { refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import type { Warning } from '../../../kernel/contract.ts'
import { maskPersonal } from '../../../pure/text/index.ts'
import type { z } from 'zod'
import { ApologyRuleAsked, TextOverridden, TextRefused, TextRemarks } from '../contract.ts'
import { lexiconKind } from './lexicon-kind.ts'
import type { CompiledLexicon } from './lexicon-kind.ts'
import { APOLOGY_RULES, apologises, explains as explainsBy, failing, guardOf, look } from './rules.ts'
import type { ApologyRule, Finding, Guard, ProvedLexicon } from './rules.ts'

/** Judges what is about to leave, by the lexicons in force. */


/** The lexicons in force, by key. */
export const lexiconsInForce = (ctx: Pick<Ctx, 'definitions' | 'now'>): { key: string; id: string; is: CompiledLexicon }[] =>
  ctx.definitions.keys(lexiconKind, ctx.now).map((key) => { const { id, is } = ctx.definitions.current(lexiconKind, key, ctx.now); return { key, id, is } })

let ready: { of: readonly CompiledLexicon[]; guard: Guard } | undefined
/** Making phrases ready takes longer than looking for them, so the last guard is kept while the same versions are in force. */
function guardInForce(ctx: Pick<Ctx, 'definitions' | 'now'>): Guard {
  const of = lexiconsInForce(ctx).map(({ is }) => is)
  if (!ready || ready.of.length !== of.length || ready.of.some((one, at) => one !== of[at])) ready = { of, guard: guardOf(of) }
  return ready.guard
}

type About = { kind: string; id: string }
/** What an apology costs in a text about this record: the strictest of what was answered. */
export async function apologyRuleFor(ctx: Ctx, about: About): Promise<ApologyRule> {
  const told = await ctx.ask(ApologyRuleAsked, { about })
  return told.reduce<ApologyRule>((worst, { rule }) => APOLOGY_RULES.indexOf(rule) > APOLOGY_RULES.indexOf(worst) ? rule : worst, 'allowed')
}
/** Whether a text holds an apology of ours that is not only for waiting. */
export const holdsApology = (ctx: Pick<Ctx, 'definitions' | 'now'>, text: string): boolean => apologises(guardInForce(ctx), text)

/** Which of the three parts of politeness a text holds: a greeting, 请, 谢谢 (ETQ-06). */
export const mannersOf = (ctx: Pick<Ctx, 'definitions' | 'now'>, text: string): { greeting: boolean; please: boolean; thanks: boolean } => look(guardInForce(ctx), text, { apology: 'warned' }).manners
/** Whether a text explains or defends, or puts a solution forward, by the lexicons in force. */
export const explains = (ctx: Pick<Ctx, 'definitions' | 'now'>, text: string): boolean => explainsBy(guardInForce(ctx), text)

const sentence = (ctx: Ctx, { code, words, kind }: Finding) => say(ctx.actor.locale, `${code}-words`, { words: kind === 'personal' ? maskPersonal(words) : words })

/**
 * Judges a text that a person is about to send. What only asks for care comes back as warnings.
 * @param reason lets it go all the same, where its writer may: kept in the log
 * @throws AppError refused `text-guard.*` with every reason and a better sentence
 */
export async function checkText(ctx: Ctx, { text, about, reason }: { text: string; about: About; reason?: string | undefined }): Promise<z.output<typeof Warning>[]> {
  const guard = guardInForce(ctx)
  const free = look(guard, text, { apology: 'warned' }).findings
  // Who is liable is asked only where it matters.
  const findings = free.some(({ kind }) => kind === 'apology') ? look(guard, text, { apology: await apologyRuleFor(ctx, about) }).findings : free
  const against = findings.filter(({ level }) => level === 'refuse')
  if (against.length) {
    const codes = [...new Set(against.map(({ code }) => code))]
    const mayAll = against.every(({ override }) => override === 'writer' || (override === 'lead' && ctx.actor.can('text-guard.override')))
    if (!reason || !mayAll) throw refusal(ctx, against, codes, about, reason !== undefined && !mayAll)
    await ctx.emit(TextOverridden, about.id, { codes, reason: maskPersonal(reason) })
  }
  const remarks = await ctx.ask(TextRemarks, { text, about })
  return [...findings.filter(({ level }) => level === 'warn').map((one) => ({ code: one.code, message: sentence(ctx, one), ...(one.suggestion ? { suggestion: one.suggestion } : {}) })), ...remarks]
}

/** What the guard says of prepared texts about a record, in their order: the worst level with its sentence, or null where it has nothing against one. */
export async function judgePrepared(ctx: Ctx, texts: readonly string[], about: About): Promise<({ level: 'refuse' | 'warn'; message: string; suggestion: string | null } | null)[]> {
  const guard = guardInForce(ctx)
  const apology = await apologyRuleFor(ctx, about)
  return texts.map((text) => {
    const findings = look(guard, text, { apology }).findings.filter(({ kind }) => kind !== 'unfilled' && kind !== 'personal')
    const worst = findings.find(({ level }) => level === 'refuse') ?? findings[0]
    return worst ? { level: worst.level, message: sentence(ctx, worst), suggestion: worst.suggestion } : null
  })
}
function refusal(ctx: Ctx, against: readonly Finding[], codes: string[], about: About, needsLead: boolean): AppError {
  const [first] = against as [Finding]
  const suggestion = against.find((one) => one.suggestion)?.suggestion
  return refused(first.code, [
    ...against.map((one) => ({ path: 'body', code: one.code, message: sentence(ctx, one) })),
    ...(needsLead && against.every((one) => one.override !== 'nobody') ? [{ path: 'guardReason', code: 'text-guard.needs-lead', message: say(ctx.actor.locale, 'text-guard.needs-lead') }] : []),
  ], { ...(suggestion ? { suggestion } : {}), trace: { event: TextRefused, id: about.id, data: { codes } } })
}

/** The first reason why an automatic or prepared text may not leave; its figures and links are its own, so numbers are not looked at. */
export async function reasonInText(ctx: Ctx, text: string, about: About): Promise<string | null> {
  const guard = guardInForce(ctx)
  const free = look(guard, text, { apology: 'warned' }).findings
  if (!free.length) return null
  const findings = free.some(({ kind }) => kind === 'apology') ? look(guard, text, { apology: await apologyRuleFor(ctx, about) }).findings : free
  return findings.find(({ level, kind }) => level === 'refuse' && kind !== 'personal')?.code ?? null
}

/** A lexicon whose own sentences it judges wrongly is not published: each is named. */
export const lexiconsAreProved = answer(DefinitionMayPublish, 'messages.lexicons', async (ctx, { kind, key, body }) => {
  if (kind !== lexiconKind.kind) return []
  const others = lexiconsInForce(ctx).filter((one) => one.key !== key).map(({ is }) => is)
  return failing(body as unknown as ProvedLexicon, others).map(({ at, finds }) => {
    const code = finds ? 'lexicon.test-not-found' : 'lexicon.test-false-alarm'
    return { code, field: `tests.${at}.text`, message: say(ctx.actor.locale, code, { text: (body as unknown as ProvedLexicon).tests[at]?.text ?? '' }) }
  })
})
