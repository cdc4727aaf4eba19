import { z } from 'zod'
import { Bilingual, Day } from '../../../kernel/contract.ts'
import type { Condition } from '../../../pure/conditions/index.ts'

/** What a form is made of: its sections and questions, and what an answer to each looks like. */

const text = (most: number) => z.string().trim().max(most)
/** Words in the languages of the product. One may still be missing: then the other is shown, and the builder warns. */
export const Words = z.strictObject({ zh: text(2_000), en: text(2_000) }).refine(({ zh, en }) => zh !== '' || en !== '', { error: 'form.no-words' })
export type Words = z.output<typeof Words>
/** What answers, conditions and figures call a question, a section or an option. */
export const Key = z.string().max(60).regex(/^[a-z][a-z0-9-]*$/, { error: 'form.bad-key' })
/** Judged against the form's own questions when the version is compiled. */
const When = z.custom<Condition>((value) => typeof value === 'object' && value !== null)
const Percent = z.number().min(0).max(100)
/** The target that ends a form. */
export const END = '@end'

const asked = {
  key: Key, text: Words, about: Words.optional(),
  required: z.boolean().default(false),
  /** Required only where this holds of the answers before it; unknown is no. */
  requiredWhen: When.optional(),
  /** Offers “does not apply”; such an answer is left out of the score. */
  notApplicable: z.boolean().default(false),
  /** Asked only where this holds of the answers before it; unknown is no. */
  when: When.optional(),
  /** After the answer, the first of these that holds goes on at a later question or section, or ends the form. */
  skips: z.array(z.strictObject({ when: When, go: z.union([Key, z.literal(END)]) })).max(20).optional(),
  /** What must not be false of the answers up to this one; the first that is false is told. */
  checks: z.array(z.strictObject({ holds: When, message: Words })).max(20).optional(),
  /** Shown whole only to those who may read such fields, and never found by search. */
  fieldClass: z.enum(['personal', 'sensitive']).optional(),
}
/** Its share of the score of its section; 0 counts nothing. */
const weight = z.number().min(0).max(1_000)
/** A question that must not fail: with a score below `below` its section, or the whole form, scores 0. */
const critical = z.strictObject({ zeroes: z.enum(['section', 'form']), below: Percent.default(50) }).optional()
const counted = { weight: weight.default(0), critical }
const Option = z.strictObject({
  key: Key, text: Words, score: Percent.optional(),
  /** The id of a picture that stands with it. */
  picture: z.uuid().optional(),
  /** Of several: chosen alone, such as “none of these”. */
  alone: z.boolean().optional(),
})
export type Option = z.output<typeof Option>
const options = z.array(Option).min(1).max(200)
const shuffle = z.boolean().optional()
const Row = z.strictObject({ key: Key, text: Words })
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'answer.no-time' })

export const FILE_TYPES = ['image', 'document', 'audio', 'video'] as const
export const RECORDS = ['staff', 'team', 'customer'] as const

export const Question = z.discriminatedUnion('kind', [
  /** One of the options; its score is the option's. */
  z.strictObject({ kind: z.literal('single'), ...asked, ...counted, options, look: z.enum(['buttons', 'list', 'pictures']).optional(), /** Offers an option in one's own words, answered as `other` with the words at `KEY.other`. */ other: z.boolean().optional(), shuffle }),
  /** Some of the options; its score is the sum of theirs, at most 100, or with `exact` 100 for exactly those that have a score, else 0. */
  z.strictObject({ kind: z.literal('multiple'), ...asked, ...counted, options, least: z.int().min(0).max(200).optional(), most: z.int().min(1).max(200).optional(), look: z.enum(['buttons', 'pictures']).optional(), other: z.boolean().optional(), exact: z.boolean().optional(), shuffle }),
  /** Options in one's own order, the first `most` of them where that is said. */
  z.strictObject({ kind: z.literal('ranking'), ...asked, options, most: z.int().min(1).max(200).optional(), shuffle }),
  /** A whole number from `from` to `to`; its score goes evenly from 0 to 100, `reversed` from 100 to 0. With `labels` each point has its word. */
  z.strictObject({ kind: z.literal('scale'), ...asked, ...counted, from: z.int().min(0).max(1).default(1), to: z.int().min(2).max(11), low: Words.optional(), high: Words.optional(), labels: z.array(Words).max(12).optional(), look: z.enum(['numbers', 'stars']).default('numbers'), reversed: z.boolean().default(false) }),
  /** How likely one is to recommend, 0 to 10. */
  z.strictObject({ kind: z.literal('nps'), ...asked, ...counted, low: Words.optional(), high: Words.optional() }),
  /** How satisfied, 1 to 5. */
  z.strictObject({ kind: z.literal('csat'), ...asked, ...counted }),
  z.strictObject({ kind: z.literal('slider'), ...asked, ...counted, min: z.number(), max: z.number(), step: z.number().positive(), low: Words.optional(), high: Words.optional(), unit: Words.optional() }),
  z.strictObject({ kind: z.literal('yes-no'), ...asked, ...counted, scores: z.strictObject({ yes: Percent, no: Percent }).default({ yes: 100, no: 0 }) }),
  /** Rows to be judged one by one: `single` and `multiple` by the columns, `rating` from 1 to `to`. Its score is the mean of its rows. */
  z.strictObject({ kind: z.literal('matrix'), ...asked, ...counted, mode: z.enum(['single', 'multiple', 'rating']), rows: z.array(Row).min(1).max(100), columns: z.array(Option).min(2).max(20).optional(), to: z.int().min(2).max(10).optional(), low: Words.optional(), high: Words.optional(), shuffle }),
  /** A total spread over the options. */
  z.strictObject({ kind: z.literal('sum'), ...asked, options, total: z.number().positive(), unit: Words.optional() }),
  /** `right`: 100 within it, else 0. */
  z.strictObject({ kind: z.literal('number'), ...asked, weight: weight.optional(), critical, right: z.strictObject({ from: z.number(), to: z.number() }).optional(), min: z.number().optional(), max: z.number().optional(), whole: z.boolean().default(false), unit: Words.optional() }),
  /** `right`: 100 for one of these words, whatever their case, else 0. */
  z.strictObject({ kind: z.literal('text'), ...asked, weight: weight.optional(), critical, right: z.array(text(200).min(1)).min(1).max(50).optional(), many: z.boolean().default(false), least: z.int().min(1).max(20_000).optional(), most: z.int().min(1).max(20_000).default(2_000), format: z.enum(['email', 'phone', 'web']).optional() }),
  z.strictObject({ kind: z.literal('date'), ...asked, from: Day.optional(), to: Day.optional() }),
  z.strictObject({ kind: z.literal('time'), ...asked, from: Clock.optional(), to: Clock.optional() }),
  z.strictObject({ kind: z.literal('date-time'), ...asked, from: z.iso.datetime({ offset: true }).optional(), to: z.iso.datetime({ offset: true }).optional() }),
  /** Somebody who works here, a team, or a customer. */
  z.strictObject({ kind: z.literal('record'), ...asked, of: z.enum(RECORDS) }),
  z.strictObject({ kind: z.literal('file'), ...asked, most: z.int().min(1).max(20).default(5), types: z.array(z.enum(FILE_TYPES)).max(4).optional(), megabytes: z.int().min(1).max(1_000).optional() }),
  /** Drawn, or typed by those who do not draw; kept as a picture. */
  z.strictObject({ kind: z.literal('signature'), ...asked }),
  /** Not asked: a text to read. */
  z.strictObject({ kind: z.literal('info'), key: Key, text: Words, about: Words.optional(), when: When.optional() }),
  /** Not shown: filled by whoever opens the form, else `value`. */
  z.strictObject({ kind: z.literal('hidden'), key: Key, text: Words, value: text(2_000).optional() }),
  /** Not asked: computed from the answers before it, `{price} * {count}`. */
  z.strictObject({ kind: z.literal('calculated'), key: Key, text: Words, about: Words.optional(), when: When.optional(), formula: text(1_000).min(1), unit: Words.optional(), decimals: z.int().min(0).max(6).default(2) }),
])
export type Question = z.output<typeof Question>
export type QuestionKind = Question['kind']
export type Of<K extends QuestionKind> = Extract<Question, { kind: K }>

export const Section = z.strictObject({
  key: Key, title: Words.optional(), about: Words.optional(), when: When.optional(),
  /** Begins a page of its own. */
  newPage: z.boolean().optional(),
  /** Its share of the whole score. Where one section has a weight, those without count nothing; where none has, the questions' weights count alone. */
  weight: weight.optional(),
  /** Its questions in an order that is drawn for each filling and kept with it. */
  shuffle,
  /** Filled once for each of several: its answers are a list at the section's key. `item` is what one of them is called. */
  repeat: z.strictObject({ least: z.int().min(0).max(50).default(1), most: z.int().min(1).max(50), item: Words }).optional(),
  questions: z.array(Question).min(1).max(200),
})
export type Section = z.output<typeof Section>

export const FormDefinition = z.strictObject({
  name: Bilingual, about: Words.optional(),
  /** Said when it has been sent. */
  thanks: Words.optional(),
  /** The records it is filled about: `case`, `customer`, `staff`; none where it stands for itself. */
  for: z.array(z.string().max(40).regex(/^[a-z][a-z-]*$/)).max(10).optional(),
  /** From this score on it is passed. */
  pass: Percent.optional(),
  /** A scored question without an answer counts 0 instead of being left out. */
  blankIsZero: z.boolean().optional(),
  /** How long one may take; later answers are refused. */
  minutes: z.int().min(1).max(1_440).optional(),
  /** Who answered is not kept, and figures are shown only from a number of answers on. */
  anonymous: z.boolean().optional(),
  sections: z.array(Section).min(1).max(50),
})
/** A form as a module writes it down in its `definitions/`. */
export type FormDefinition = z.input<typeof FormDefinition>
/** A form with every default filled in: what rules and screens read. */
export type Form = z.output<typeof FormDefinition>

export const NotApplicable = z.strictObject({ notApplicable: z.literal(true) })
const Some = z.array(z.string().max(60)).max(200)
/** Of a matrix by its rows, of a sum by its options. */
const Parts = z.record(z.string().max(60), z.union([z.string().max(60), z.number(), Some]))
const One = z.union([z.string().max(20_000), z.number(), z.boolean(), Some, NotApplicable, Parts, z.null()])
/**
 * `single`: an option's key · `multiple`, `ranking`: keys · numbers: a number · `text`, `date`, `time`, `date-time`: a text · `yes-no`: a truth ·
 * `matrix`, `sum`: by rows or options · `record`, `signature`: an id · `file`: ids · a repeated section: a list of answers. Null is no answer.
 */
export const Answer = z.union([One, z.array(z.record(z.string().max(80), One)).max(50)])
export type Answer = z.output<typeof Answer>
/** By the keys of the questions and of repeated sections; words of one's own at `KEY.other`. */
export const Answers = z.record(z.string().max(80), Answer)
export type Answers = z.output<typeof Answers>
