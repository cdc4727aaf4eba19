import type { DocumentState, FieldValues, Gap, Kind, Share, Stage, Texts } from './contract.ts'

/** Pure decisions about documents: what one lacks, what may follow, how many know it. */

const isWritten = (text: string | undefined): boolean => !!text?.trim()
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** Whether the value is one that the field takes. */
function fits(field: Kind['fields'][number], value: string | number): boolean {
  switch (field.kind) {
    case 'number': return typeof value === 'number'
    case 'choice': return typeof value === 'string' && (field.options ?? []).some(({ key }) => key === value)
    case 'day': return typeof value === 'string' && DAY.test(value)
    case 'text': return typeof value === 'string'
  }
}

/**
 * What a version lacks before it is whole. `known` tells whether a definition or document it leads to is there.
 * A service standard without a flow is incomplete by its kind's rule on links.
 */
export function gapsOf(kind: Pick<Kind, 'sections' | 'fields' | 'links' | 'languages'>, { texts, fields, links }: { texts: Texts; fields: FieldValues; links: readonly { kind: string; key: string }[] }, known: (link: { kind: string; key: string }) => boolean): Gap[] {
  const gap = (code: Gap['code'], at: string, language: Gap['language'] = null): Gap => ({ code, at, language })
  return [
    ...kind.languages.flatMap((language) => {
      const text = texts[language]
      return text ? kind.sections.filter(({ key, required }) => required && !isWritten(text.sections[key])).map(({ key }) => gap('document.no-section', key, language)) : [gap('document.no-text', language, language)]
    }),
    ...kind.fields.flatMap((field) => {
      const value = fields[field.key]
      if (value === undefined || value === '') return field.required ? [gap('document.no-field', field.key)] : []
      return fits(field, value) ? [] : [gap('document.wrong-field', field.key)]
    }),
    ...kind.links.filter((rule) => links.filter((link) => link.kind === rule.kind).length < rule.atLeast).map((rule) => gap('document.no-link', rule.kind)),
    ...links.filter((link) => !known(link)).map((link) => gap('document.unknown-link', `${link.kind}/${link.key}`)),
  ]
}

export type VersionDeed = 'submit' | 'return' | 'approve' | 'put-in-force' | 'drop' | 'withdraw'
const MOVES: Readonly<Record<VersionDeed, { from: readonly DocumentState[]; to: DocumentState }>> = {
  submit: { from: ['draft'], to: 'review' }, return: { from: ['review', 'approved'], to: 'draft' }, approve: { from: ['review'], to: 'approved' },
  'put-in-force': { from: ['approved'], to: 'in-force' }, drop: { from: ['draft', 'review', 'approved'], to: 'retired' }, withdraw: { from: ['in-force'], to: 'retired' },
}
/** Where a deed leads from a state; undefined when it may not follow. */
export const moveOf = (deed: VersionDeed, from: DocumentState): DocumentState | undefined => MOVES[deed].from.includes(from) ? MOVES[deed].to : undefined

export interface Powers { write: boolean; approve: boolean; me: string | null; isOwner: boolean }
/** What somebody may do with a version. Nobody approves or returns what they wrote themselves. */
export function deedsOf(version: { state: DocumentState; authorIds: readonly string[] }, powers: Powers): ('edit' | VersionDeed)[] {
  const wrote = powers.me !== null && version.authorIds.includes(powers.me)
  const deeds: ('edit' | VersionDeed)[] = []
  if (version.state === 'draft' && powers.write) deeds.push('edit', 'submit', 'drop')
  if (version.state === 'review' && powers.approve && !wrote) deeds.push('approve', 'return')
  if (version.state === 'review' && wrote) deeds.push('return')
  if (version.state === 'approved' && powers.approve) deeds.push('put-in-force', 'return')
  if (version.state === 'in-force' && powers.approve) deeds.push('withdraw')
  return deeds
}

/** A part of a whole; null percent where there is no whole. */
export const share = (n: number, of: number): Share => ({ n, of, percent: of ? Math.round(n / of * 1_000) / 10 : null })

export interface Known { trained: boolean; passed: boolean | null; confirmed: boolean }
/** How many of those who have to know a version confirmed it, are trained on it, and passed among those assessed. */
export function figuresOf(people: readonly Known[]): { confirmed: Share; trained: Share; passed: Share } {
  const assessed = people.filter(({ passed }) => passed !== null)
  return {
    confirmed: share(people.filter(({ confirmed }) => confirmed).length, people.length), trained: share(people.filter(({ trained }) => trained).length, people.length),
    passed: share(assessed.filter(({ passed }) => passed).length, assessed.length),
  }
}

type Rule = NonNullable<Kind['standard']>
type Figures = ReturnType<typeof figuresOf>
export const isTrained = (rule: Rule, { trained }: Pick<Figures, 'trained'>): boolean => (trained.percent ?? 100) >= rule.coverage
export const isAssessed = (rule: Rule, { passed }: Pick<Figures, 'passed'>): boolean => rule.passed === 0 || (passed.percent ?? 0) >= rule.passed

/** Where a version stands; kinds without the rule of standards know no training. */
export function stageOf(state: DocumentState, rule: Kind['standard'], figures: Figures, underReview: boolean): Stage {
  if (state === 'in-force' && underReview) return 'under-review'
  if (state !== 'approved' || !rule) return state
  return !isTrained(rule, figures) ? 'approved' : rule.passed === 0 || !isAssessed(rule, figures) ? 'trained' : 'assessed'
}

/** Why a version may not come into force yet, as codes with their values; none when it may. */
export function hindrances(rule: Kind['standard'], figures: Figures, effectiveOn: string | null, today: string): { code: string; params: Record<string, string | number> }[] {
  return [
    ...(effectiveOn && effectiveOn > today ? [{ code: 'document.not-yet-effective', params: { day: effectiveOn } }] : []),
    ...(rule && !isTrained(rule, figures) ? [{ code: 'document.coverage-too-low', params: { have: figures.trained.percent ?? 0, need: rule.coverage, n: figures.trained.n, of: figures.trained.of } }] : []),
    ...(rule && !isAssessed(rule, figures) ? [{ code: 'document.pass-too-low', params: { have: figures.passed.percent ?? 0, need: rule.passed, n: figures.passed.n, of: figures.passed.of } }] : []),
  ]
}

/** The day so many days later, both `YYYY-MM-DD`. */
export function daysLater(day: string, days: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
