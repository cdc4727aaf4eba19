import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'

/** What figures over answers look like. Shares are parts of 1 with Wilson's interval of 95 %. */

const Share = z.object({ share: z.number(), lower: z.number(), upper: z.number() })
const Counted = Share.extend({ key: z.string(), text: z.object({ zh: z.string(), en: z.string() }), count: z.int() })
export type Counted = z.output<typeof Counted>
const Numbers = z.object({
  mean: z.number(), median: z.number(), min: z.number(), max: z.number(),
  /** Null of one answer alone. */
  sd: z.number().nullable(), lower: z.number().nullable(), upper: z.number().nullable(),
})
export const QuestionFigures = z.object({
  key: z.string(), kind: z.string(), text: z.object({ zh: z.string(), en: z.string() }), section: z.string(),
  /** Answered; “does not apply” is counted apart. */
  n: z.int(), notApplicable: z.int(),
  /** The versions of the form in which the question was the same. */
  versions: z.array(z.int()),
  /** Null where fewer have answered than an anonymous form demands. */
  options: z.array(Counted).nullable(), numbers: Numbers.nullable(),
  nps: z.object({ value: z.number(), lower: z.number(), upper: z.number(), promoters: z.int(), passives: z.int(), detractors: z.int() }).nullable(),
  /** The two best points of a scale of satisfaction. */
  top: Share.nullable(),
  /** Rows of a matrix, options of a ranking (mean place) or a sum (mean part). */
  rows: z.array(z.object({ key: z.string(), text: z.object({ zh: z.string(), en: z.string() }), n: z.int(), mean: z.number().nullable(), options: z.array(Counted).nullable() })).nullable(),
  tooFew: z.boolean(),
})
export type QuestionFigures = z.output<typeof QuestionFigures>
export const FormFigures = z.object({
  form: z.object({ id: z.uuid(), key: z.string(), version: z.int(), name: Bilingual }),
  n: z.int(), least: z.int(), tooFew: z.boolean(),
  /** False when only the newest were counted. */
  complete: z.boolean(),
  versions: z.array(z.object({ id: z.uuid(), version: z.int(), n: z.int() })),
  score: z.object({ n: z.int(), mean: z.number(), median: z.number(), lower: z.number().nullable(), upper: z.number().nullable() }).nullable(),
  passed: Share.extend({ n: z.int(), count: z.int() }).nullable(),
  questions: z.array(QuestionFigures),
}).meta({ id: 'FormFigures' })
export type FormFigures = z.output<typeof FormFigures>

const Levels = z.array(z.object({ key: z.string(), text: z.object({ zh: z.string(), en: z.string() }) }))
export const CrosstabFigures = z.object({
  rows: Levels, columns: Levels,
  /** By rows and columns; null where an anonymous form would show too few. */
  counts: z.array(z.array(z.int().nullable())), n: z.int(), tooFew: z.boolean(),
  /** Null where the table is too thin to be tested. */
  chiSquare: z.object({ value: z.number(), df: z.int(), p: z.number(), cramersV: z.number() }).nullable(),
}).meta({ id: 'FormCrosstab' })
export type CrosstabFigures = z.output<typeof CrosstabFigures>
