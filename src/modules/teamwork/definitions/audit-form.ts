import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../../forms/contract.ts'
import { formKind } from '../../forms/index.ts'

const ask = (key: string, zh: string, en: string, weight = 1) => ({ kind: 'yes-no' as const, key, text: { zh, en }, required: true, notApplicable: true, weight })

/** What an audit of a process looks at, whatever the process. */
const checklist = {
  name: { zh: '流程审计检查表', en: 'Checklist of a process audit' },
  about: { zh: '逐项核对现场和系统记录；答“否”的，另立不符合项并限期整改。', en: 'Checked against records and on site; each no becomes a non-conformity with a deadline.' },
  for: [], pass: 80,
  sections: [
    { key: 'design', title: { zh: '流程本身', en: 'The process itself' }, questions: [
      ask('published', '现行版本已发布，并与实际做法一致', 'The published version is what is done', 2),
      ask('owners', '每个步骤有明确的负责人和时限', 'Each step has an owner and a deadline', 2),
      ask('metrics', '有绑定的指标，且近期有人看', 'Its metrics are bound and looked at'),
    ] },
    { key: 'work', title: { zh: '执行情况', en: 'How it is carried out' }, questions: [
      ask('followed', '抽查的件都按流程办理，跳过的步骤有批准', 'Sampled cases follow it; what was skipped had leave', 3),
      ask('in-time', '步骤按时完成，逾期有处理记录', 'Steps are in time; what was late was dealt with', 2),
      ask('evidence', '要求的表单和凭证齐全', 'Forms and proofs are complete', 2),
      ask('trained', '办理人员受过培训', 'Whoever works it was trained'),
    ] },
    { key: 'better', title: { zh: '改进', en: 'Getting better' }, questions: [
      ask('last-findings', '上次审计的不符合项已核验关闭', 'Findings of the last audit were verified', 2),
      { kind: 'number' as const, key: 'sampled', text: { zh: '抽查件数', en: 'Cases sampled' }, min: 0, max: 10_000, whole: true, required: true },
      { kind: 'text' as const, key: 'remarks', text: { zh: '说明', en: 'Remarks' }, many: true },
    ] },
  ],
} satisfies FormDefinition
export const auditForm = shipped(formKind, 'process-audit', formKind.schema.parse(checklist))
