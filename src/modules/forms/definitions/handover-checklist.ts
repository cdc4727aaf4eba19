import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** What goes from one to the next with a matter, so that the customer need not tell it twice. */
const item = (key: string, zh: string, en: string) => ({ kind: 'yes-no' as const, key, text: { zh, en }, required: true, notApplicable: true, weight: 1 })
const handover = {
  name: { zh: '交接清单', en: 'Handover checklist' },
  about: { zh: '转交工单、换班或离岗前填写，接手人逐项核对。', en: 'Before a case changes hands, a shift ends or somebody leaves; whoever takes over goes through it.' },
  for: ['case'], pass: 100,
  sections: [
    { key: 'who', title: { zh: '交接双方', en: 'Who' }, questions: [
      { kind: 'record', key: 'to', of: 'staff', text: { zh: '接手人', en: 'Taken over by' }, required: true },
      { kind: 'single', key: 'reason', text: { zh: '交接原因', en: 'Why' }, look: 'list', required: true, other: true, options: [{ key: 'shift', text: { zh: '换班', en: 'End of shift' } }, { key: 'skill', text: { zh: '需要其他专长', en: 'Other skills are needed' } }, { key: 'leave', text: { zh: '休假或离岗', en: 'Leave' } }, { key: 'customer', text: { zh: '客户要求', en: 'The customer asked' } }] },
    ] },
    { key: 'items', title: { zh: '核对项目', en: 'Items' }, questions: [
      item('facts', '事情经过和客户诉求已写入工单', 'What happened and what is wanted stands in the case'),
      item('promises', '已对客户作出的承诺和时限已说明', 'What was promised, and until when, has been told'),
      item('evidence', '照片、单据等资料已上传', 'Photographs and papers are uploaded'),
      item('open', '未完成的步骤和等待的对象已列明', 'What is open, and whom it waits for, is listed'),
      item('told', '已告知客户由谁继续负责', 'The customer knows who goes on'),
    ] },
    { key: 'end', title: { zh: '确认', en: 'Confirmation' }, questions: [
      { kind: 'text', key: 'risk', text: { zh: '需要特别注意的风险', en: 'What to be careful about' }, many: true },
      { kind: 'signature', key: 'signature', text: { zh: '接手人签名', en: 'Signature of whoever takes over' }, required: true },
    ] },
  ],
} satisfies FormDefinition
export const handoverChecklist = shipped(formKind, 'handover-checklist', formKind.schema.parse(handover))
