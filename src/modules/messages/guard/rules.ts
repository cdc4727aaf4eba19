import { matchable } from '../../../pure/text/matchable.ts'
import { detectPersonal, maskPersonal } from '../../../pure/text/personal.ts'
import type { PersonalKind } from '../../../pure/text/personal-shapes.ts'
import { findPhrases, phrasesOf } from '../../../pure/text/phrases.ts'
import type { Phrases } from '../../../pure/text/phrases.ts'
import { isAllowedApology, isMeant, quotationsIn } from './context/rules.ts'

/** What is wrong with a text before it goes to a customer, and what to say instead. Pure: the server judges by it, the composer hints by it. */

/** What a lexicon finds. `waiting` are the apologies that are always allowed; the last three are parts of politeness and no faults. */
export const LEXICON_KINDS = ['apology', 'waiting', 'forbidden', 'rude', 'hurry', 'you', 'jargon', 'vague', 'greeting', 'please', 'thanks', 'explaining'] as const
export type LexiconKind = (typeof LEXICON_KINDS)[number]
export const FINDING_KINDS = ['apology', 'forbidden', 'rude', 'hurry', 'you', 'jargon', 'vague', 'personal', 'unfilled'] as const
export type FindingKind = (typeof FINDING_KINDS)[number]
/** `refuse` holds a text back, `warn` lets it go with a word, `off` looks away. */
export const LEVELS = ['refuse', 'warn', 'off'] as const
export type Level = (typeof LEVELS)[number]
/** Who may let a refused text go, with a reason: its writer, or only who leads. */
export const OVERRIDES = ['writer', 'lead'] as const
export type Override = (typeof OVERRIDES)[number]

export interface Lexicon {
  finds: LexiconKind; level: Level; override: Override
  /** What is said instead where a phrase has no words of its own. */
  suggestion: { zh: string; en: string }
  entries: readonly { phrase: string; instead?: string | undefined; level?: Level | undefined }[]
  /** Wherever what was found is part of one of these, it is not meant. */
  harmless: readonly string[]
}
/** What an apology costs on what the text is about: nothing, a word of caution, somebody's yes, or it is not said at all. */
export const APOLOGY_RULES = ['allowed', 'warned', 'needs-approval', 'refused'] as const
export type ApologyRule = (typeof APOLOGY_RULES)[number]

export interface Finding {
  kind: FindingKind; start: number; end: number; words: string; level: 'refuse' | 'warn'
  /** What says it in the catalogues. */
  code: string
  suggestion: string | null; /** `nobody`: it can't be let go at all. */ override: Override | 'nobody'
}
interface Meaning { lexicon: Lexicon; instead: string | undefined; level: Level; harmless: boolean; chinese: boolean }
export interface Guard { phrases: Phrases<Meaning> }

const HAN = /\p{Script=Han}/u
export const isChinese = (text: string) => HAN.test(text)

/** Makes lexicons ready for use; a later one adds to an earlier one of the same kind. */
export function guardOf(lexicons: readonly Lexicon[]): Guard {
  return {
    phrases: phrasesOf<Meaning>(lexicons.filter(({ level }) => level !== 'off').flatMap((lexicon) => [
      ...lexicon.entries.map(({ phrase, instead, level }) => [phrase, { lexicon, instead, level: level ?? lexicon.level, harmless: false, chinese: isChinese(phrase) }] as readonly [string, Meaning]),
      ...lexicon.harmless.map((phrase) => [phrase, { lexicon, instead: undefined, level: 'off', harmless: true, chinese: isChinese(phrase) }] as readonly [string, Meaning]),
    ])),
  }
}

interface Place { start: number; end: number }
const within = (one: Place, other: Place) => other.start <= one.start && one.end <= other.end

export interface Looked { findings: Finding[]; manners: { greeting: boolean; please: boolean; thanks: boolean } }

/** What a text holds: faults by their place, and which parts of politeness. Takes well under a millisecond for 2,000 characters. */
export function look(guard: Guard, text: string, { apology = 'allowed' }: { apology?: ApologyRule | undefined } = {}): Looked {
  const all = findPhrases(guard.phrases, matchable(text))
  const of: ReadonlyMap<LexiconKind | 'personal', typeof all> = Map.groupBy(all, ({ value }) => value.lexicon.finds)
  const findings: Finding[] = []
  const apologies: Finding[] = []
  const quotations = all.length ? quotationsIn(text) : []
  for (const kind of FINDING_KINDS) {
    if (kind === 'unfilled') continue
    const found = of.get(kind)
    if (!found) continue
    const harmless = found.filter(({ value }) => value.harmless)
    const meant = found.filter((one) => !one.value.harmless && one.value.level !== 'off' && !harmless.some((other) => within(one, other)) && isMeant(text, one, kind, quotations))
    const waits = kind === 'apology' ? (of.get('waiting') ?? []).filter(({ value }) => !value.harmless) : []
    for (const one of longest(meant)) {
      if (kind === 'apology' && isAllowedApology(text, one, waits)) continue
      const { lexicon, instead, level, chinese } = one.value
      const finding: Finding = { kind, start: one.start, end: one.end, words: text.slice(one.start, one.end), level: level === 'refuse' ? 'refuse' : 'warn', code: `text-guard.${kind}`, suggestion: instead ?? (lexicon.suggestion[chinese ? 'zh' : 'en'] || null), override: lexicon.override }
      if (kind === 'apology') apologies.push(finding)
      else findings.push(finding)
    }
  }
  if (apology !== 'allowed') findings.push(...apologies.map((one): Finding => ({ ...one, level: apology === 'warned' ? 'warn' : 'refuse', code: APOLOGY_CODES[apology] })))
  findings.push(...personalIn(text), ...unfilledIn(text))
  const polite = (kind: LexiconKind) => {
    const found = of.get(kind) ?? []
    return found.some((one) => !one.value.harmless && !found.some((other) => other.value.harmless && within(one, other)))
  }
  const manners = { greeting: polite('greeting'), please: polite('please'), thanks: polite('thanks') }
  return { findings: findings.sort((a, b) => a.start - b.start || b.end - a.end), manners }
}
const APOLOGY_CODES = { warned: 'text-guard.apology-undetermined', 'needs-approval': 'text-guard.apology-needs-approval', refused: 'text-guard.apology-not-ours' } as const

/** Whether a text holds an apology of ours that is not only for waiting: what a case that is our fault needs before it is closed. */
export const apologises = (guard: Guard, text: string): boolean => look(guard, text, { apology: 'warned' }).findings.some(({ kind }) => kind === 'apology')

/** Whether a text explains or defends, or puts a solution forward; what is quoted or only named does not. */
export function explains(guard: Guard, text: string): boolean {
  const found = findPhrases(guard.phrases, matchable(text)).filter(({ value }) => value.lexicon.finds === 'explaining')
  const quotations = found.length ? quotationsIn(text) : []
  return found.some((one) => !one.value.harmless && one.value.level !== 'off' && !found.some((other) => other.value.harmless && within(one, other)) && !quotations.some((place) => within(one, place)))
}

/** Of overlapping ones the longest, and the first of two as long. */
function longest<T extends Place>(found: readonly T[]): T[] {
  const kept: T[] = []
  for (const one of [...found].sort((a, b) => (b.end - b.start) - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((other) => one.start < other.end && other.start < one.end)) kept.push(one)
  }
  return kept.sort((a, b) => a.start - b.start)
}

/** Places of a template that nobody has filled: such a text is not finished. What the customer wrote and is quoted is theirs. */
function unfilledIn(text: string): Finding[] {
  if (!text.includes('{{')) return []
  const quotations = quotationsIn(text)
  return [...text.matchAll(/\{\{[^{}\n]{0,60}\}\}/g)].map((match): Finding => ({ kind: 'unfilled', start: match.index, end: match.index + match[0].length, words: match[0], level: 'refuse', code: 'text-guard.unfilled', suggestion: null, override: 'nobody' }))
    .filter((one) => !quotations.some((quotation) => within(one, quotation)))
}

/** Numbers that go to nobody by writing, and those one may be asked about; addresses and plates are ordinary in a service's letters. */
const PERSONAL_LEVELS: Partial<Record<PersonalKind, 'refuse' | 'warn'>> = { 'id-card': 'refuse', 'bank-card': 'refuse', passport: 'refuse', phone: 'warn' }
function personalIn(text: string): Finding[] {
  return /\d{3}|[０-９]{3}/.test(text) ? detectPersonal(text).flatMap(({ kind, start, end, value }) => {
    const level = PERSONAL_LEVELS[kind]
    return level ? [{ kind: 'personal' as const, start, end, words: value, level, code: `text-guard.personal-${kind}`, suggestion: maskPersonal(value), override: 'lead' as const }] : []
  }) : []
}

/** A lexicon with the sentences that prove it: found, or left alone. */
export interface ProvedLexicon extends Lexicon { tests: readonly { text: string; finds: boolean }[] }
/** The sentences of a lexicon that are judged wrongly, by their place, when it stands among the others. */
export function failing(lexicon: ProvedLexicon, others: readonly Lexicon[]): { at: number; finds: boolean }[] {
  const guard = guardOf([...others, { ...lexicon, level: lexicon.level === 'off' ? 'warn' : lexicon.level }])
  return lexicon.tests.flatMap(({ text, finds }, at) => isFound(guard, lexicon.finds, text) === finds ? [] : [{ at, finds }])
}
function isFound(guard: Guard, finds: LexiconKind, text: string): boolean {
  const { findings, manners } = look(guard, text, { apology: 'warned' })
  if (finds === 'greeting' || finds === 'please' || finds === 'thanks') return manners[finds]
  if (finds === 'explaining') return explains(guard, text)
  return finds !== 'waiting' && findings.some(({ kind }) => kind === finds)
}
