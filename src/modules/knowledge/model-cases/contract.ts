import { z } from 'zod'
import { Id, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { Outcome } from '../contract.ts'

/** Model cases: what really happened, without whom it happened to. */

export const Finding = z.object({
  language: z.enum(['zh', 'en']), section: z.string(), kind: z.string(), value: z.string(), around: z.string(), count: z.int(), certain: z.boolean(),
  kept: z.object({ by: z.string(), reason: z.string() }).nullable(),
})
export type Finding = z.output<typeof Finding>
export const Findings = z.object({
  /** Of the version on its way, else of the one in force. */
  items: z.array(Finding), open: z.int(), case: z.object({ id: z.uuid(), number: z.string() }).nullable(), may: z.array(z.enum(['clean', 'keep'])),
}).meta({ id: 'ModelCaseFindings' })
export type Findings = z.output<typeof Findings>

export const modelCases = {
  nominate: endpoint('POST', '/cases/:id/model-case', { params: Id, body: z.strictObject({ outcome: Outcome }), response: z.object({ documentId: z.uuid() }), status: 201, access: 'knowledge.curate', about: 'Makes the draft of a model case of a case that is solved: what was asked, done and reached, with names, numbers and addresses taken out.' }),
  findings: endpoint('GET', '/knowledge/model-cases/:id/findings', { params: Id, response: Findings, access: 'document.read', about: 'What in a model case may still say who somebody is. It goes no further before each is replaced or, where its form proves nothing, somebody has said that it is none.' }),
  clean: endpoint('POST', '/knowledge/model-cases/:id/clean', { params: Id, body: z.strictObject({}), response: Findings, access: 'document.write', about: 'Puts other words in the place of everything found in the draft but what was kept.' }),
  keep: endpoint('POST', '/knowledge/model-cases/:id/kept-findings', { params: Id, body: z.strictObject({ value: line(200), reason: prose(300) }), response: Findings, status: 201, access: 'knowledge.curate', about: 'Says that a finding is nobody’s, such as a hotline, with the reason.' }),
}
/** The document is the subject. */
export const CaseNominated = event('model-case.nominated', z.object({ caseId: z.uuid(), outcome: Outcome }))
export const FindingKept = event('model-case.finding-kept', z.object({ kind: z.string() }))
export const CaseCleaned = event('model-case.cleaned', z.object({ replaced: z.int() }))
