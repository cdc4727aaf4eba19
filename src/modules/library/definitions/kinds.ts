import { shipped } from '../../../kernel/definitions.ts'
import type { DocumentKindDefinition } from '../kind.ts'
import { documentKind } from '../kind.ts'

const section = (key: string, zh: string, en: string, guideZh: string, guideEn: string, required = true) => ({ key, title: { zh, en }, required, guide: { zh: guideZh, en: guideEn } })
/** Everybody who speaks with customers. */
const SERVICE = ['cs_manager', 'cs_supervisor', 'team_lead', 'agent', 'after_sales', 'clerk', 'info_specialist']
const YEAR = 365

const policy: DocumentKindDefinition = {
  name: { zh: '制度', en: 'Policy' }, about: { zh: '我们承诺什么、谁负责、依据什么', en: 'What we commit to, who answers for it, and on what ground' },
  sections: [
    section('purpose', '目的与范围', 'Purpose and scope', '为什么要有这项制度，管到谁、管到什么', 'Why it exists, whom and what it covers'),
    section('rules', '规定', 'Rules', '必须怎么做，逐条写清', 'What must be done, rule by rule'),
    section('duties', '职责', 'Responsibilities', '哪个岗位负责哪一条', 'Which role answers for which rule'),
    section('records', '记录与改进', 'Records and improvement', '留下什么记录，怎样检查和改进', 'Which records are kept, how it is checked and improved', false),
  ],
  fields: [{ key: 'basis', name: { zh: '依据', en: 'Based on' }, kind: 'text', required: false }],
  languages: ['zh'], approval: true, confirm: true, reviewDays: YEAR, seenBy: 'everyone', readers: SERVICE,
}

/** Three parts, and tied to at least one flow: a standard that no work follows is only a wish. */
const standard: DocumentKindDefinition = {
  name: { zh: '服务标准', en: 'Service standard' }, about: { zh: '做什么、做到什么程度、按什么流程做', en: 'What we do, how well, and by which flow' },
  sections: [
    section('content', '服务内容', 'Content', '为客户做哪些事，不做哪些事', 'What is done for the customer, and what is not'),
    section('standard', '服务标准', 'Standard', '每一项做到什么程度，用数字说', 'How well each is done, in figures'),
    section('flow', '服务流程', 'Flow', '一步一步怎么做，谁来做', 'Step by step, and who does it'),
  ],
  fields: [
    { key: 'channel', name: { zh: '适用渠道', en: 'Channel' }, kind: 'choice', required: true, options: [
      { key: 'all', name: { zh: '全部渠道', en: 'All channels' } }, { key: 'phone', name: { zh: '电话', en: 'Phone' } }, { key: 'email', name: { zh: '邮件', en: 'E-mail' } },
      { key: 'counter', name: { zh: '柜台', en: 'Counter' } }, { key: 'chat', name: { zh: '在线', en: 'Chat' } },
    ] },
  ],
  links: [{ kind: 'flow', name: { zh: '流程', en: 'Flow' }, atLeast: 1 }],
  languages: ['zh'], approval: true, confirm: true, reviewDays: 180, standard: { coverage: 90, passed: 80, readingCounts: false }, seenBy: 'everyone', readers: ['team_lead', 'agent', 'after_sales', 'clerk'],
}

const guide: DocumentKindDefinition = {
  name: { zh: '作业指导', en: 'Work guide' }, about: { zh: '遇到一件具体的事，怎样做好', en: 'How one particular thing is done well' },
  sections: [section('guide', '正文', 'Guide', '写给第一次做这件事的人', 'Written for whoever does it for the first time')],
  languages: ['zh'], approval: true, confirm: false, reviewDays: YEAR, seenBy: 'everyone',
}

const training: DocumentKindDefinition = {
  name: { zh: '培训材料', en: 'Training material' }, about: { zh: '教什么、怎样练、怎样考', en: 'What is taught, practised and assessed' },
  sections: [
    section('aims', '培训目标', 'Aims', '学完以后会做什么', 'What people can do afterwards'),
    section('material', '内容', 'Material', '要点、例子、练习', 'Points, examples, exercises'),
    section('assessment', '考核', 'Assessment', '怎样考，多少分算通过', 'How it is assessed, and what is a pass', false),
  ],
  languages: ['zh'], approval: true, confirm: false, reviewDays: YEAR, seenBy: 'everyone',
}

const agreement: DocumentKindDefinition = {
  name: { zh: '承诺书', en: 'Agreement' }, about: { zh: '每个人本人承诺的事；确认之前不显示客户信息', en: 'What everybody commits to in person; customers are shown only after it is confirmed' },
  sections: [
    section('commitment', '本人承诺', 'I commit to', '一条一句，用“我”来说', 'One sentence a rule, said by “I”'),
    section('breach', '违反的后果', 'If it is broken', '会怎样处理，依据什么', 'What follows, and on what ground'),
    section('questions', '不清楚的时候', 'When in doubt', '问谁、怎么问', 'Whom to ask, and how', false),
  ],
  fields: [{ key: 'basis', name: { zh: '依据', en: 'Based on' }, kind: 'text', required: false }],
  languages: ['zh'], approval: true, confirm: true, beforeCustomers: true, reviewDays: YEAR, seenBy: 'everyone', readers: [],
}

export const documentKinds = [shipped(documentKind, 'agreement', agreement as never), shipped(documentKind, 'policy', policy as never), shipped(documentKind, 'service-standard', standard as never), shipped(documentKind, 'guide', guide as never), shipped(documentKind, 'training-material', training as never)]
