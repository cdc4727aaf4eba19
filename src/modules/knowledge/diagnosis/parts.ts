import { shipped } from '../../../kernel/definitions.ts'
import { serve } from '../../../kernel/module.ts'
import { seenByFigures } from '../../cases/index.ts'
import { facts, metricKind } from '../../metrics/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { diagnosisTrees } from '../definitions/diagnosis.ts'
import { CauseFound, DiagnosisBegun, DiagnosisWalked, diagnoses } from './contract.ts'
import { beginDiagnosis, causesFound, diagnosesOf, listTrees, walkDiagnosis } from './diagnose.ts'
import { diagnosisKind } from './tree-kind.ts'

facts({
  name: 'case-diagnosis', noun: { zh: '故障诊断', en: 'Diagnoses' }, view: 'case_diagnosis_fact', record: { kind: 'case', column: 'case_id' }, source: { zh: '坐席在工单上走完的诊断', en: 'Diagnoses walked to their cause on cases' },
  fields: { tree: { type: 'choice' }, causeName: { type: 'choice' }, staffId: { type: 'id' }, at: { type: 'instant' }, kind: { type: 'choice' }, channel: { type: 'choice' }, teamId: { type: 'id' } },
  words: { tree: { zh: '诊断树', en: 'Tree' }, causeName: { zh: '原因', en: 'Cause' }, staffId: { zh: '诊断人', en: 'Diagnosed by' }, at: { zh: '找到原因的时间', en: 'Found' }, kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, teamId: { zh: '小组', en: 'Team' } },
  moments: ['at'], named: { teamId: 'team_ref', staffId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel' }, ...seenByFigures,
})
const causesMetric = shipped(metricKind, 'causes-diagnosed', {
  name: { zh: '诊断出的原因', en: 'Causes diagnosed' }, formula: { zh: '期间内走完诊断、找到原因的次数', en: 'Diagnoses that found their cause in the window' }, unit: 'count', better: 'neither', of: 'case-diagnosis', at: 'at', measure: { kind: 'count' }, by: ['causeName', 'tree', 'staffId', 'teamId', 'channel'],
} satisfies MetricDefinition as never)

/** What guided diagnosis adds to the module. */
export const diagnosisParts = {
  events: [DiagnosisBegun, DiagnosisWalked, CauseFound], kinds: [diagnosisKind], definitions: [...diagnosisTrees, causesMetric],
  serves: [serve(diagnoses, {
    trees: (ctx, { query }) => listTrees(ctx, query),
    diagnosesOfCase: async (ctx, { params }) => ({ items: await diagnosesOf(ctx, params.id) }),
    begin: (ctx, { params, body }) => beginDiagnosis(ctx, params.id, body.tree),
    walk: (ctx, { params, body }) => walkDiagnosis(ctx, params.id, body),
    causes: (ctx, { query }) => causesFound(ctx, query),
  })],
}
