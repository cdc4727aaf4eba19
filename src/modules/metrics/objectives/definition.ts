import { z } from 'zod'
import { Bilingual, line } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { Direction } from '../contract.ts'

const Word = line(60)
const Sentence = z.strictObject({ zh: line(500), en: line(500) })
const TreeBody = z.strictObject({
  name: Bilingual, about: Sentence,
  /** The handbook's section. */
  source: line(60),
  branches: z.array(z.strictObject({ key: Word, name: Bilingual, about: Sentence, metrics: z.array(Word).min(1).max(20) })).min(1).max(20),
})
const CardBody = z.strictObject({
  name: Bilingual, role: Word,
  figures: z.array(z.strictObject({
    metric: Word,
    /** The field that says whose a record is, on a personal card. */
    mine: Word.optional(),
    target: z.strictObject({ direction: Direction, value: z.number() }).optional(),
  })).min(1).max(20),
})
export type TreeBody = z.output<typeof TreeBody>
export type CardBody = z.output<typeof CardBody>
/** Metrics of modules that are not there yet may be named: they are shown as missing. */
export const treeKind = definitionKind('metric-tree', TreeBody, (body: TreeBody) => body)
export const cardKind = definitionKind('metric-card', CardBody, (body: CardBody) => body)
