import { shipped } from '../../../kernel/definitions.ts'
import { documentKind } from '../../library/index.ts'
import type { DocumentKindDefinition } from '../../library/index.ts'

const section = (key: string, zh: string, en: string, guideZh: string, guideEn: string, required = true) => ({ key, title: { zh, en }, required, guide: { zh: guideZh, en: guideEn } })

const brief: DocumentKindDefinition = {
  name: { zh: '行业简报', en: 'Industry brief' }, about: { zh: '一个行业的业务流程、用语和常见问题，接待前看', en: 'How an industry works, its terms and what its customers ask; read before receiving one' },
  sections: [
    section('flow', '业务流程', 'How they work', '这个行业一天、一单怎么走', 'How a day or an order goes there'),
    section('terms', '常用术语', 'Terms', '他们怎么说，我们怎么叫', 'What they call things'),
    section('faqs', '常见问题', 'Questions', '他们最常问什么，怎么答', 'What they ask most, with answers'),
    section('manners', '接待提示', 'Receiving them', '时间、着装、禁忌', 'Hours, dress, what to avoid', false),
  ],
  fields: [{ key: 'industries', name: { zh: '适用行业（用顿号分开）', en: 'Industries, by commas' }, kind: 'text', required: true }],
  languages: ['zh'], approval: true, confirm: false, reviewDays: 365, seenBy: 'everyone',
}
const card: DocumentKindDefinition = {
  name: { zh: '应急卡', en: 'Emergency card' }, about: { zh: '突发情况时大家统一说什么、做什么；启用后置顶在每个人的页面上', en: 'What everybody says and does in an emergency; pinned on every page while it lasts' },
  sections: [
    section('situation', '适用情况', 'When', '发生什么时启用', 'What has happened when it is used', false),
    section('say', '对客户统一说', 'What we say', '一段可以直接说、直接发的话', 'Words that can be said and sent as they stand'),
    section('steps', '处理步骤', 'What we do', '先做什么，再做什么，告诉谁', 'What comes first, what next, who is told', false),
  ],
  languages: ['zh'], approval: true, confirm: false, reviewDays: 180, seenBy: 'everyone',
}
export const guideKinds = [shipped(documentKind, 'industry-brief', brief as never), shipped(documentKind, 'emergency-card', card as never)]
