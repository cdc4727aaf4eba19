import { shipped } from '../../kernel/definitions.ts'
import { facts, metricKind } from '../metrics/index.ts'
import type { MetricDefinition } from '../metrics/index.ts'

/** What figures about knowledge are made of. */

const about = { kind: { type: 'choice' }, product: { type: 'choice' } } as const
const words = { kind: { zh: '知识类别', en: 'Kind of article' }, product: { zh: '产品', en: 'Product' } }
const shared = { permission: 'knowledge.curate', legs: {}, catalogue: { kind: 'article.kind' } } as const

facts({
  name: 'help-view', noun: { zh: '客户自助阅读', en: 'Views of help' }, view: 'knowledge_view_fact', record: { kind: 'document', column: 'document_id' }, ...shared, source: { zh: '客户在自助页读知识，24 小时内同一浏览器有没有再来联系', en: 'Articles read on the customers’ pages, and whether the same browser got in touch within 24 hours' },
  fields: { ...about, locale: { type: 'choice' }, deflected: { type: 'boolean' }, at: { type: 'instant' }, settledAt: { type: 'instant' } },
  words: { ...words, locale: { zh: '语言', en: 'Language' }, deflected: { zh: '24 小时内未再联系', en: 'No contact within 24 hours' }, at: { zh: '阅读时间', en: 'Read' }, settledAt: { zh: '满 24 小时', en: 'A day later' } }, moments: ['settledAt', 'at'],
})
facts({
  name: 'article-vote', noun: { zh: '知识评价', en: 'Words on articles' }, view: 'knowledge_vote_fact', record: { kind: 'document', column: 'document_id' }, ...shared, named: { staffId: 'staff_ref' },
  fields: { ...about, byKind: { type: 'choice' }, staffId: { type: 'id' }, helpful: { type: 'boolean' }, at: { type: 'instant' } },
  words: { ...words, byKind: { zh: '评价人', en: 'By' }, staffId: { zh: '员工', en: 'Colleague' }, helpful: { zh: '有帮助', en: 'Helpful' }, at: { zh: '评价时间', en: 'Said' } }, moments: ['at'],
})
facts({
  name: 'article-use', noun: { zh: '答复引用知识', en: 'Articles in answers' }, view: 'knowledge_use_fact', record: { kind: 'case', column: 'case_id' }, ...shared, named: { staffId: 'staff_ref' },
  fields: { ...about, staffId: { type: 'id' }, at: { type: 'instant' } }, words: { ...words, staffId: { zh: '员工', en: 'Colleague' }, at: { zh: '发出时间', en: 'Left' } }, moments: ['at'],
})

const metric = (key: string, name: string, formula: string, body: Omit<MetricDefinition, 'name' | 'formula'>) => {
  const [zh = '', en = ''] = name.split('|')
  const [said = '', told = ''] = formula.split('|')
  return shipped(metricKind, key, { ...body, name: { zh, en }, formula: { zh: said, en: told } } as never)
}
export const knowledgeMetrics = [
  metric('help-deflection', '自助解决率|Deflection', '24 小时内同一浏览器没有再来联系的阅读 ÷ 满 24 小时的阅读|Views without contact of the same browser within 24 hours ÷ views a day old', { unit: 'percent', better: 'higher', of: 'help-view', at: 'settledAt', measure: { kind: 'share', when: { field: 'deflected', is: 'equal', value: true } }, by: ['kind', 'product', 'locale'] }),
  metric('help-views', '自助阅读量|Views of help', '客户在自助页的阅读次数|Articles read on the customers’ pages', { unit: 'count', better: 'higher', of: 'help-view', at: 'at', measure: { kind: 'count' }, by: ['kind', 'product', 'locale'] }),
  metric('articles-helpful', '知识有帮助率|Helpful articles', '说有帮助的评价 ÷ 全部评价|Words that it helped ÷ all words', { unit: 'percent', better: 'higher', of: 'article-vote', at: 'at', measure: { kind: 'share', when: { field: 'helpful', is: 'equal', value: true } }, by: ['kind', 'product', 'byKind', 'staffId'] }),
  metric('articles-in-answers', '答复引用知识数|Articles in answers', '已发出的答复里引用的知识条数|Articles whose words stood in answers that left', { unit: 'count', better: 'higher', of: 'article-use', at: 'at', measure: { kind: 'count' }, by: ['kind', 'product', 'staffId'] }),
]
