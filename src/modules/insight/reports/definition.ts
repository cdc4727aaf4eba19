import { z } from 'zod'
import { Bilingual, line } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'

/** What a report consists of: chapters of figures, of parts they are divided into, and of what was decided. */

const Key = line(60)
const Sentence = z.strictObject({ zh: line(500), en: line(500) })
const Figure = z.strictObject({ metric: Key, title: Bilingual.optional(), where: z.record(Key, Key).default({}) })
const Chapter = z.strictObject({
  key: Key, name: Bilingual,
  /** What the chapter answers. */
  lead: Sentence,
  /** A metric that is not in force is left out; where none is, or none counted anything, the chapter says `nothing` instead. */
  figures: z.array(Figure).max(24),
  nothing: Sentence.optional(),
  /** Shown beside, also where there is nothing of its own. */
  beside: z.array(Figure).max(24).default([]),
  /** Divided by a field: bars. */
  parts: z.array(z.strictObject({ metric: Key, by: Key })).max(8).default([]),
  /** Drawn over time: the days of the period, or thirteen months. */
  courses: z.array(z.strictObject({ metric: Key, every: z.enum(['day', 'month']) })).max(8).default([]),
  decisions: z.boolean().default(false),
})
export const TemplateDefinition = z.strictObject({
  name: Bilingual, about: Bilingual, every: z.enum(['week', 'month', 'quarter', 'year']),
  chapters: z.array(Chapter).min(1).max(40),
}).refine(({ chapters }) => new Set(chapters.map(({ key }) => key)).size === chapters.length, { path: ['chapters'], error: 'report.chapter-twice' })
export type TemplateBody = z.input<typeof TemplateDefinition>
export type Template = z.output<typeof TemplateDefinition>
export type Chapter = Template['chapters'][number]

export const templateKind = definitionKind<Template, Template>('report-template', TemplateDefinition as unknown as z.ZodType<Template>, (body) => body)
