import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event, line } from '../../../kernel/contract.ts'

/** Guided diagnosis: a tree of questions walked beside a case; its path, the cause it found and what is done at once stay with the case. */

/** What a tree of diagnosis is made of; an answer leads to a question or to a cause. */
const Key = z.string().regex(/^[a-z][a-zA-Z0-9-]{0,39}$/)
const Words = z.strictObject({ zh: z.string().trim().min(1).max(300), en: z.string().trim().min(1).max(300) })
const Long = z.strictObject({ zh: z.string().trim().min(1).max(1_000), en: z.string().trim().min(1).max(1_000) })
export const TreeBody = z.strictObject({
  name: Bilingual, about: Bilingual.optional(), first: Key,
  asks: z.array(z.strictObject({ key: Key, words: Words, hint: Words.optional(),
    /** Where the answer is a figure: its unit and range. Each answer but the last then says below which value it holds. */
    measure: z.strictObject({ unit: z.strictObject({ zh: z.string().trim().min(1).max(20), en: z.string().trim().min(1).max(20) }), min: z.number(), max: z.number() }).optional(),
    answers: z.array(z.strictObject({ key: Key, words: Words, below: z.number().optional(), ask: Key.optional(), cause: Key.optional() })).min(2).max(8) })).min(1).max(60),
  causes: z.array(z.strictObject({ key: Key, name: Bilingual, measure: Long, of: z.string().max(60).optional() })).min(1).max(60),
})
export type TreeBody = z.input<typeof TreeBody>
const Named = z.object({ id: z.uuid(), name: z.string() })
export const DiagnosisTree = TreeBody.extend({ key: z.string(), definitionId: z.uuid(), version: z.int(), found: z.int() }).meta({ id: 'DiagnosisTree' })
export type DiagnosisTree = z.output<typeof DiagnosisTree>
/** An answer by its key, or of a figure by its value. */
const Step = z.strictObject({ ask: line(40), answer: line(40).optional(), value: z.number().optional() })
const Measure = z.object({ unit: z.object({ zh: z.string(), en: z.string() }), min: z.number(), max: z.number() })
export const Diagnosis = z.object({
  id: z.uuid(), caseId: z.uuid(), tree: z.object({ key: z.string(), name: Bilingual }),
  /** Each answer with the words of both, as they stood in the version walked. */
  path: z.array(Step.extend({ answer: z.string(), unit: Measure.shape.unit.optional(), asked: z.object({ zh: z.string(), en: z.string() }), answered: z.object({ zh: z.string(), en: z.string() }) })),
  /** The question that comes next; null once the cause is found. */
  next: z.object({ key: z.string(), words: z.object({ zh: z.string(), en: z.string() }), hint: z.object({ zh: z.string(), en: z.string() }).nullable(), measure: Measure.nullable(), answers: z.array(z.object({ key: z.string(), words: z.object({ zh: z.string(), en: z.string() }) })) }).nullable(),
  cause: z.object({ key: z.string(), name: Bilingual, measure: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
  by: Named.nullable(), begunAt: Instant, foundAt: Instant.nullable(), may: z.array(z.enum(['walk'])), version: z.int(),
}).meta({ id: 'Diagnosis' })
export type Diagnosis = z.output<typeof Diagnosis>
export const CauseShare = z.object({ tree: z.string(), cause: z.string(), name: z.string(), count: z.int(), share: z.number(), cumulative: z.number(), vital: z.boolean() })

export const diagnoses = {
  trees: endpoint('GET', '/diagnosis-trees', { query: z.strictObject({ q: z.string().trim().max(100).optional() }), response: z.object({ items: z.array(DiagnosisTree) }), access: 'knowledge.read', about: 'Trees of diagnosis in force, with how often each found its cause.' }),
  diagnosesOfCase: endpoint('GET', '/cases/:id/diagnoses', { params: Id, response: z.object({ items: z.array(Diagnosis) }), access: 'knowledge.read', about: 'Diagnoses of a case, latest first.' }),
  begin: endpoint('POST', '/cases/:id/diagnoses', { params: Id, body: z.strictObject({ tree: line(120) }), response: Diagnosis, status: 201, access: 'knowledge.read', about: 'Begins a diagnosis by a tree.' }),
  walk: endpoint('PATCH', '/diagnoses/:id', { params: Id, body: z.strictObject({ path: z.array(Step).max(60), version: z.int().optional() }), response: Diagnosis, access: 'knowledge.read', about: 'Says the answers so far, of a figure its value; a shorter path goes back. Once it leads to a cause, cause and measure stand in the course of the case.' }),
  causes: endpoint('GET', '/diagnoses/causes', { query: z.strictObject({ days: z.coerce.number<number>().int().min(1).max(3_650).default(90), tree: line(120).optional() }), response: z.object({ n: z.int(), items: z.array(CauseShare) }), access: 'knowledge.read', about: 'Causes found in so many days, most frequent first, with their cumulated share: those that make up eighty percent are the vital few.' }),
}
/** The case is the subject. */
export const DiagnosisBegun = event('case.diagnosis-begun', z.object({ diagnosisId: z.uuid(), tree: z.string(), definitionId: z.uuid() }))
export const DiagnosisWalked = event('case.diagnosis-walked', z.object({ diagnosisId: z.uuid(), tree: z.string(), steps: z.int() }))
export const CauseFound = event('case.cause-found', z.object({ diagnosisId: z.uuid(), tree: z.string(), cause: z.string(), steps: z.int() }))
