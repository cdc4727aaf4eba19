import { z } from 'zod'
import { Bilingual, Id, Instant, Listing, endpoint, event, line, pageOf } from '../../kernel/contract.ts'
import { EVERY, FIRING_STATES } from './rules.ts'

/** Rules: what the house does by itself when something happens, and why it did. */

const Word = line(80)
const Key = z.strictObject({ key: line(120) })
const When = z.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value))
/** When a rule looks: at events, or at all records by the clock. */
export const Trigger = z.union([
  z.strictObject({ on: z.array(Word).min(1).max(20) }),
  z.strictObject({
    every: z.enum(EVERY),
    /** Of a daily rule: the hour of the company's day. */
    hour: z.int().min(0).max(23).default(8),
    /** A record for which it holds is met once for good, or at every round. */
    again: z.boolean().default(false),
  }),
])
export type Trigger = z.output<typeof Trigger>
export const RuleDefinition = z.strictObject({
  name: Bilingual,
  /** What it is for. */
  about: z.strictObject({ zh: line(500), en: line(500) }).optional(),
  subject: Word,
  trigger: Trigger,
  /** Over the fields in reach: `case.priority`, `customer.type`, `event.to`, `hours.standard`. */
  when: When.default({ all: [] }),
  then: z.array(z.strictObject({ do: Word, with: z.record(z.string(), z.json()).default({}) })).min(1).max(10),
  /** After it fired, rules behind it do not look at the same event. */
  stop: z.boolean().default(false),
  /** Whether it works as soon as it is in force, and its place among the others; until somebody switches or moves it. */
  on: z.boolean().default(true),
  place: z.int().min(0).max(10_000).default(100),
})
export type RuleDefinition = z.output<typeof RuleDefinition>

export const Rule = z.object({
  key: z.string(), name: Bilingual, about: z.object({ zh: z.string(), en: z.string() }).nullable(), definitionId: z.uuid(), version: z.int(), origin: z.enum(['shipped', 'company']), body: RuleDefinition,
  isOn: z.boolean(), since: Instant.nullable(), switchVersion: z.int(), place: z.int(),
  /** In the last thirty days. */
  fired: z.int(), failed: z.int(), lastAt: Instant.nullable(),
  /** Why it can't work: a field, an action or a module that is no more. */
  fault: z.string().nullable(),
}).meta({ id: 'Rule' })
export type Rule = z.output<typeof Rule>

/** A part of the condition that decided; the value stands there only where its kind can hold nothing personal. */
export const BecausePart = z.object({
  path: z.string(), field: z.string(), is: z.string(), held: z.boolean(),
  from: z.object({ kind: z.string(), id: z.uuid().nullable() }), value: z.json().optional(),
})
export type BecausePart = z.output<typeof BecausePart>
export const Deed = z.object({ do: z.string(), did: z.object({ kind: z.string(), id: z.uuid() }).nullable() })
export type Deed = z.output<typeof Deed>
export const FiringState = z.enum(FIRING_STATES)
export const Firing = z.object({
  id: z.uuid(), rule: z.object({ key: z.string(), name: Bilingual.nullable(), version: z.int().nullable(), definitionId: z.uuid() }),
  eventKind: z.string().nullable(), eventPos: z.int().nullable(),
  /** Null where the reader may not see the record. */
  subject: z.object({ kind: z.string(), id: z.uuid(), label: z.string().nullable() }).nullable(),
  at: Instant, depth: z.int(), state: FiringState, because: z.array(BecausePart), deeds: z.array(Deed),
  error: z.object({ code: z.string(), message: z.string(), do: z.string().nullable() }).nullable(), replays: z.int(), version: z.int(),
}).meta({ id: 'Firing' })
export type Firing = z.output<typeof Firing>

export const FieldShown = z.object({
  name: z.string(), type: z.enum(['text', 'number', 'boolean', 'instant', 'date', 'id', 'choice', 'tags', 'ids']), words: Bilingual, group: Bilingual,
  options: z.array(z.string()).nullable(), catalogue: z.string().nullable(), names: z.string().nullable(),
  /** What its options are called, where the company named them itself. */
  optionNames: z.record(z.string(), Bilingual).nullable(),
  /** The events that have it; null for what is always in reach. */
  events: z.array(z.string()).nullable(),
  /** May stand in texts as `{{name}}`. */
  fills: z.boolean(),
})
export type FieldShown = z.output<typeof FieldShown>
export const Vocabulary = z.object({
  subjects: z.array(z.object({ kind: z.string(), noun: Bilingual, path: z.string().nullable(), events: z.array(z.object({ kind: z.string(), words: Bilingual })), fields: z.array(FieldShown), people: z.array(z.object({ field: z.string(), words: Bilingual })) })),
  actions: z.array(z.object({
    name: z.string(), words: Bilingual, subjects: z.array(z.string()).nullable(),
    inputs: z.array(z.object({ key: z.string(), words: Bilingual, as: z.string(), options: z.array(z.string()).nullable(), catalogue: z.string().nullable(), kind: z.string().nullable(), required: z.boolean() })),
  })),
  calendars: z.array(z.object({ key: z.string(), name: Bilingual })),
  definitions: z.array(z.object({ kind: z.string(), key: z.string(), name: Bilingual.nullable(), fields: z.array(z.object({ key: z.string(), name: Bilingual, required: z.boolean() })) })),
  roles: z.array(z.object({ key: z.string(), name: Bilingual.nullable() })),
}).meta({ id: 'RuleVocabulary' })
export type Vocabulary = z.output<typeof Vocabulary>

export const DryRun = z.object({
  /** Events of the kinds waited for in the window, or records for a rule by the clock. */
  looked: z.int(), hits: z.int(), records: z.int(), days: z.array(z.object({ day: z.string(), hits: z.int() })),
  sample: z.array(z.object({ eventPos: z.int().nullable(), eventKind: z.string().nullable(), at: Instant.nullable(), subject: z.object({ kind: z.string(), id: z.uuid(), label: z.string().nullable() }), because: z.array(BecausePart) })),
  since: Instant.nullable(), tookMs: z.int(),
}).meta({ id: 'DryRun' })
export type DryRun = z.output<typeof DryRun>

const FiringQuery = Listing.pick({ limit: true, cursor: true }).extend({ rule: line(120).optional(), state: FiringState.optional(), subjectKind: Word.optional(), subjectId: z.uuid().optional() })
export type FiringQuery = z.output<typeof FiringQuery>

export const rules = {
  rules: endpoint('GET', '/rules', { response: z.object({ items: z.array(Rule) }), access: 'rule.read', about: 'The rules in force, in the order in which they look.' }),
  vocabulary: endpoint('GET', '/rules/vocabulary', { response: Vocabulary, access: 'rule.read', about: 'What rules can be made of: records with their fields and events, actions with their inputs.' }),
  switchRule: endpoint('POST', '/rules/:key/switch', { params: Key, body: z.strictObject({ on: z.boolean(), version: z.int() }), response: Rule, access: 'rule.steer', about: 'Switches a rule on or off; what happened while it was off it never sees. The first time `version` is 0.' }),
  arrange: endpoint('POST', '/rules/order', { body: z.strictObject({ keys: z.array(line(120)).min(1).max(1_000) }), response: z.object({ items: z.array(Rule) }), access: 'rule.steer', about: 'The order in which rules look at an event; those not named stand behind.' }),
  firings: endpoint('GET', '/rules/firings', { query: FiringQuery, response: pageOf(Firing), access: 'rule.read', about: 'When rules fired, at what, and why, newest first; of one rule, or at one record.' }),
  replay: endpoint('POST', '/rules/firings/:id/replay', { params: Id, body: z.strictObject({ version: z.int() }), response: Firing, access: 'rule.steer', about: 'Does the actions of a failed firing again.' }),
}
/** These open their reads themselves, for they may last, and be stopped. */
export const trying = {
  dryRun: endpoint('POST', '/rules/dry-runs', {
    body: z.strictObject({ id: z.uuid(), definition: z.json(), days: z.int().min(1).max(3_660).default(90) }), response: DryRun, access: 'rule.steer', perMinute: 60,
    about: 'What a rule would have fired for in the last days, with a sample and reasons. Conditions see the record as it is now and the event as it was. `id` is chosen by the caller, to stop it by.',
  }),
  stopDryRun: endpoint('POST', '/rules/dry-run-stops', { body: z.strictObject({ id: z.uuid() }), response: z.object({ stopped: z.boolean() }), access: 'rule.steer', about: 'Stops a dry run.' }),
}

/** `name` in both languages: a history is read in either. */
const Told = { rule: z.string(), name: z.string(), firingId: z.uuid(), eventKind: z.string().nullable() }
/** At the record: a rule has done what it does. */
export const RuleFired = event('rule.fired', z.object({ ...Told, deeds: z.array(z.string()), replay: z.boolean().default(false) }))
/** At the record: a rule held and an action could not be done, or it went round in circles. */
export const RuleFailed = event('rule.failed', z.object({ ...Told, code: z.string(), deed: z.string().nullable() }))
export const RuleSwitched = event('rule.switched', z.object({ rule: z.string(), on: z.boolean() }))
export const RulesArranged = event('rule.arranged', z.object({ rules: z.array(z.string()) }))
