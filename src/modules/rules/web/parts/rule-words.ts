import { describe } from '../../../../pure/conditions/index.ts'
import type { Condition } from '../../../../pure/conditions/index.ts'
import { momentText } from '../../../../kernel/web/moment-text.ts'
import { t } from '../../../../kernel/web/words.ts'
import type { Words } from '../../../../kernel/web/words.ts'
import type { BecausePart, FieldShown, Vocabulary } from '../../contract.ts'
import { fillPlaces } from '../../rules.ts'
import { named } from './named.ts'
import type { RuleDraft } from './draft-rule.ts'

/** A rule in the reader's words: for the list, the preview and the reasons. */

export type Names = ReadonlyMap<string, string>
const [TRUE, FALSE] = ['\u0001', '\u0002']
const LENGTHS = [[86_400, 'days'], [3_600, 'hours'], [60, 'minutes']] as const
/** 7200 is two hours. */
export function lengthText(t: Words, seconds: number): string {
  const [unit, word] = LENGTHS.find(([size]) => seconds >= size && seconds % size === 0) ?? [1, 'seconds']
  return t(`rule.length.${word}`, { n: seconds / unit })
}
export const fieldText = (fields: readonly FieldShown[], name: string): string => {
  const field = fields.find((one) => one.name === name)
  if (!field) return name
  const [of] = name.split('.')
  const isOwn = of === 'event' || of === 'hours' || of === fields[0]?.name.split('.')[0]
  return isOwn ? named(field.words) : t('rule.of', { of: named(field.group), field: named(field.words) })
}
/** What a choice of a field is called. */
export const optionText = (t: Words, of: FieldShown, option: string): string => {
  const own = of.optionNames?.[option]
  return own ? named(own) : of.catalogue ? t(`${of.catalogue}.${option}`) : option
}
export function valueText(t: Words, fields: readonly FieldShown[], names: Names, zone: string, field: string, value: unknown): string {
  const of = fields.find((one) => one.name === field)
  if (value === null || value === undefined) return '–'
  if (typeof value === 'boolean') return t(value ? 'rule.yes' : 'rule.no')
  if (Array.isArray(value)) return value.map((one) => valueText(t, fields, names, zone, field, one)).join(t('rule.say.comma'))
  if (of?.name === 'event.changed') return fieldText(fields, `${fields[0]?.name.split('.')[0] ?? ''}.${String(value)}`)
  if (of?.type === 'instant') return momentText(new Date(String(value)), zone, 'full')
  if (of?.type === 'number') return String(value)
  if (of?.type === 'id') return names.get(String(value)) ?? t('rule.chosen', { what: named(of.words) })
  const own = of?.optionNames?.[String(value)]
  if (own) return named(own)
  return of?.catalogue && of.options?.includes(String(value)) ? t(`${of.catalogue}.${String(value)}`) : `“${String(value)}”`
}

export const conditionText = (t: Words, fields: readonly FieldShown[], names: Names, zone: string, condition: Condition): string => describe(condition, {
  say: (key, places) => {
    // Yes and no are said without a value: `imported`, `not imported`.
    if ((key === 'equal' || key === 'not-equal') && (places['value'] === TRUE || places['value'] === FALSE)) return (places['value'] === TRUE) === (key === 'equal') ? String(places['field']) : t('rule.say.not-so', { field: places['field'] })
    return t(`rule.say.${key}`, 'seconds' in places ? { length: lengthText(t, Number(places['seconds'])) } : places)
  },
  field: (name) => fieldText(fields, name), value: (field, value) => typeof value === 'boolean' ? value ? TRUE : FALSE : valueText(t, fields, names, zone, field, value), variable: (name) => t(`rule.variable.${name}`),
})

export function triggerText(t: Words, vocabulary: Vocabulary, { subject, trigger }: Pick<RuleDraft, 'subject' | 'trigger'>): string {
  const of = vocabulary.subjects.find((one) => one.kind === subject)
  if (!('on' in trigger)) return trigger.every === 'hour' ? t('rule.every-hour', { noun: of ? named(of.noun) : subject }) : t('rule.every-day', { noun: of ? named(of.noun) : subject, hour: `${trigger.hour}:00` })
  return trigger.on.map((kind) => { const event = of?.events.find((one) => one.kind === kind); return event ? named(event.words) : kind }).join(t('rule.or'))
}

export function actionText(t: Words, vocabulary: Vocabulary, fields: readonly FieldShown[], names: Names, step: RuleDraft['then'][number]): string {
  const action = vocabulary.actions.find((one) => one.name === step.do)
  if (!action) return step.do
  const said = action.inputs.flatMap((input) => {
    const value = step.with[input.key]
    if (value === undefined || value === null || value === '') return []
    switch (input.as) {
      case 'choice': return [`${named(input.words)} ${input.catalogue ? t(`${input.catalogue}.${String(value)}`) : String(value)}`]
      case 'duration': return [`${named(input.words)} ${lengthText(t, Number(value))}`]
      case 'definition': { const of = vocabulary.definitions.find((one) => one.kind === input.kind && one.key === value); return [of?.name ? named(of.name) : String(value)] }
      case 'role': { const of = vocabulary.roles.find((one) => one.key === value); return [of?.name ? named(of.name) : String(value)] }
      case 'person-field': return [vocabulary.subjects.flatMap((one) => one.people).find((one) => one.field === value)?.words].flatMap((words) => words ? [named(words)] : [])
      case 'people': return [peopleText(t, vocabulary, names, value as unknown as People)]
      case 'line': case 'prose': return [`“${fillPlaces(String(value), (name) => fields.some((one) => one.name === name) ? `[${fieldText(fields, name)}]` : undefined)}”`]
      case 'values': return []
      default: return [names.get(String(value)) ?? named(input.words)]
    }
  })
  return [named(action.words), said.join(t('rule.say.comma'))].filter(Boolean).join(t('rule.colon'))
}
export interface People { fields?: string[]; staff?: string[]; roles?: string[]; superiors?: boolean }
export const peopleText = (t: Words, vocabulary: Vocabulary, names: Names, to: People): string => [
  ...(to.fields ?? []).map((field) => { const of = vocabulary.subjects.flatMap((one) => one.people).find((one) => one.field === field); return of ? named(of.words) : field }),
  ...(to.roles ?? []).map((key) => { const of = vocabulary.roles.find((one) => one.key === key); return of?.name ? named(of.name) : key }),
  ...(to.staff ?? []).map((id) => names.get(id) ?? t('rule.a-colleague')),
  ...(to.superiors ? [t('rule.superiors')] : []),
].join(t('rule.say.comma'))

/** One part of a reason: `Kind is Complaint`, with the value of that moment. */
export function becauseText(t: Words, fields: readonly FieldShown[], names: Names, zone: string, part: BecausePart): string {
  const field = fieldText(fields, part.field)
  if (!('value' in part)) return t(part.held ? 'rule.because-hidden' : 'rule.because-hidden-not', { field })
  return t('rule.because-value', { field, value: valueText(t, fields, names, zone, part.field, part.value) })
}
/** The ids a rule names, by what they name. */
export function idsIn(vocabulary: Vocabulary, draft: RuleDraft): { staff: string[]; team: string[]; webhook: string[] } {
  const found = { staff: new Set<string>(), team: new Set<string>(), webhook: new Set<string>() }
  const fields = vocabulary.subjects.find((one) => one.kind === draft.subject)?.fields ?? []
  const visit = (node: Condition): void => {
    if ('all' in node) node.all.forEach(visit)
    else if ('any' in node) node.any.forEach(visit)
    else if ('not' in node) visit(node.not)
    else {
      const names = fields.find((one) => one.name === node.field)?.names
      if ((names === 'staff' || names === 'team') && 'value' in node) for (const one of [node.value].flat()) if (typeof one === 'string' && one) found[names].add(one)
    }
  }
  visit(draft.when)
  for (const step of draft.then) {
    for (const input of vocabulary.actions.find((one) => one.name === step.do)?.inputs ?? []) {
      const value = step.with[input.key]
      if ((input.as === 'staff' || input.as === 'team' || input.as === 'webhook') && typeof value === 'string') found[input.as].add(value)
      if (input.as === 'people') for (const id of (value as unknown as People | undefined)?.staff ?? []) found.staff.add(id)
    }
  }
  return { staff: [...found.staff], team: [...found.team], webhook: [...found.webhook] }
}
