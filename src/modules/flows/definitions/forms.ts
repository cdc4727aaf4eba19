import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../../forms/contract.ts'
import { formKind } from '../../forms/index.ts'

/** The forms that steps of shipped flows are finished with. */

const text = (key: string, zh: string, en: string, { many = true, required = true } = {}) => ({ kind: 'text' as const, key, text: { zh, en }, many, required, most: many ? 2_000 : 200 })
const yesNo = (key: string, zh: string, en: string) => ({ kind: 'yes-no' as const, key, text: { zh, en }, required: true })
const one = (key: string, zh: string, en: string, options: readonly (readonly [string, string, string])[]) => ({ kind: 'single' as const, key, text: { zh, en }, required: true, options: options.map(([option, ofZh, ofEn]) => ({ key: option, text: { zh: ofZh, en: ofEn } })) })
const form = (key: string, zh: string, en: string, ...questions: FormDefinition['sections'][number]['questions']) => shipped(formKind, key, formKind.schema.parse({ name: { zh, en }, sections: [{ key: 'record', questions }] } satisfies FormDefinition))

export const flowForms = [
  form('reception-record', '接待记录', 'Reception record',
    text('purpose', '客户的来意', 'Why the customer came'),
    text('done', '已办妥的事项', 'What was done'),
    text('promised', '已承诺的事项和时间', 'What was promised, and by when', { required: false }),
    yesNo('greeted', '是否主动问候并使用恰当称呼？', 'Greeted first, with the proper form of address?')),
  form('consultation-record', '咨询记录', 'Record of a consultation',
    text('need', '用一句话概括客户的需求', 'The need in one sentence', { many: false }),
    yesNo('confirmed', '客户是否确认了这个概括？', 'Did the customer confirm it?'),
    text('answer', '已给出的答复和出处', 'The answer given, and its source', { required: false })),
  form('problem-record', '问题记录', 'Problem record',
    text('symptom', '发生了什么', 'What happened'),
    { kind: 'date', key: 'since', text: { zh: '从哪天开始', en: 'Since when' }, required: false },
    one('scope', '影响范围', 'Whom it affects', [['one', '一位客户', 'One customer'], ['some', '几位客户', 'Some customers'], ['many', '很多客户', 'Many customers']]),
    yesNo('safety', '是否涉及人身或信息安全？', 'Does it touch safety of people or information?'),
    text('expected', '客户期望的结果', 'What the customer expects', { required: false })),
  form('complaint-solution', '投诉处理方案', 'Solution of a complaint',
    one('way', '处理方式', 'Way', [['repair', '修理', 'Repair'], ['replace', '更换', 'Replace'], ['refund', '退款', 'Refund'], ['redo', '重做', 'Redo'], ['explain', '说明', 'Explain']]),
    text('plan', '具体做法和完成时间', 'What is done, and by when'),
    yesNo('compensation', '是否需要补偿？', 'Is compensation needed?')),
  form('liability-decision', '责任认定', 'Liability',
    one('liability', '责任归属', 'Whose liability', [['ours', '我方', 'Ours'], ['shared', '共同', 'Shared'], ['not-ours', '非我方', 'Not ours']]),
    text('basis', '依据', 'Basis')),
  form('customer-agreement', '客户答复', 'The customer’s answer',
    yesNo('agreed', '客户是否同意方案？', 'Does the customer agree?'),
    text('dissent', '不同意的地方', 'What the customer does not agree with', { required: false })),
]
