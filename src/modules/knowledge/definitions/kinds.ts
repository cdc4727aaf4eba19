import { shipped } from '../../../kernel/definitions.ts'
import { documentKind } from '../../library/index.ts'
import type { DocumentKindDefinition } from '../../library/index.ts'
import type { ArticleKind } from '../rules.ts'

const section = (key: string, zh: string, en: string, guideZh: string, guideEn: string, required = true) => ({ key, title: { zh, en }, required, guide: { zh: guideZh, en: guideEn } })
const inside = section('inside', '仅供内部', 'For us only', '客户看不到：例外、权限、找谁', 'Customers never see it: exceptions, who may decide, whom to ask', false)
const text = (key: string, zh: string, en: string, required = false) => ({ key, name: { zh, en }, kind: 'text' as const, required })
const audience = { key: 'audience', name: { zh: '给谁看', en: 'Audience' }, kind: 'choice' as const, required: true, options: [{ key: 'inside', name: { zh: '只有同事能查到', en: 'Colleagues find it' } }, { key: 'customers', name: { zh: '客户也能自助查到', en: 'Customers find it too' } }] }
const product = text('product', '产品或服务', 'Product or service')
const tags = text('tags', '标签（用逗号分开）', 'Tags, separated by commas')
const HALF_A_YEAR = 180

const kind = (key: ArticleKind, zh: string, en: string, about: [string, string], body: Omit<DocumentKindDefinition, 'name' | 'about'>) =>
  shipped(documentKind, key, { name: { zh, en }, about: { zh: about[0], en: about[1] }, languages: ['zh'], approval: true, confirm: false, reviewDays: HALF_A_YEAR, seenBy: 'everyone', ...body } as never)

/** What knowledge is written in. Each is approved by somebody else than its writer, looked at again, and may end on a day. */
export const articleKinds = [
  kind('faq', '常见问题', 'Question and answer', ['客户常问的一个问题和标准答复', 'One question customers ask, and our answer'], {
    sections: [section('answer', '答复', 'Answer', '可以直接发给客户的话', 'Words that can go to a customer as they stand'), inside], fields: [audience, product, tags],
  }),
  kind('how-to', '操作说明', 'How-to', ['一步一步怎样做', 'Step by step'], {
    sections: [section('before', '准备', 'Before you begin', '需要什么、适用于哪个版本', 'What is needed, which version it is for', false), section('steps', '步骤', 'Steps', '一步一行，写明看到什么', 'A step a line, with what one sees'), inside], fields: [audience, product, tags],
  }),
  kind('product-fact', '产品知识', 'Product facts', ['规格、适用范围、价格规则等事实', 'Specifications, what it suits, rules on price'], {
    sections: [section('facts', '事实', 'Facts', '只写可以核对的', 'Only what can be checked'), section('limits', '限制与例外', 'Limits and exceptions', '不适用的情形', 'Where it does not hold', false), inside],
    fields: [audience, text('product', '产品或服务', 'Product or service', true), text('product-version', '适用版本', 'Version'), tags],
  }),
  kind('fault', '故障处理', 'Fault', ['现象、原因、处理办法', 'What is seen, why, and what to do'], {
    sections: [section('symptom', '现象', 'Symptom', '客户会怎样描述', 'As a customer would say it'), section('cause', '原因', 'Cause', '已知的原因', 'Known causes', false), section('remedy', '处理', 'Remedy', '先做什么，再做什么，不行找谁', 'What first, what next, whom to ask if it fails'), inside],
    fields: [audience, product, text('fault-code', '故障代码', 'Fault code'), tags],
  }),
  kind('model-case', '案例', 'Model case', ['成功或失败的真实处理，去除个人信息后学习', 'A real case that went well or badly, without personal data, to learn from'], {
    sections: [
      section('situation', '经过', 'What happened', '客户遇到什么、要求什么', 'What the customer met and asked for'), section('handling', '处理', 'What we did', '做了什么、说了什么', 'What was done and said'),
      section('result', '结果', 'Result', '客户是否接受，用了多久', 'Whether the customer accepted, and how long it took'), section('lesson', '经验教训', 'Lesson', '下次照做什么、避免什么', 'What to do again, what to avoid'),
    ],
    fields: [{ key: 'outcome', name: { zh: '成败', en: 'Outcome' }, kind: 'choice', required: true, options: [{ key: 'success', name: { zh: '成功', en: 'Success' } }, { key: 'failure', name: { zh: '失败', en: 'Failure' } }] }, product, tags],
    links: [{ kind: 'flow', name: { zh: '对应流程（SOP）', en: 'Procedure (SOP)' }, atLeast: 1 }], reviewDays: 365,
  }),
]
