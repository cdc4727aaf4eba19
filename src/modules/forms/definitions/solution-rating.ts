import { shipped } from '../../../kernel/definitions.ts'
import type { FormDefinition } from '../contract.ts'
import { formKind } from '../definition.ts'

/** What a customer is asked when a matter is solved: the outcome and the way it was handled, apart, for a good answer can come late or rudely, and a kind one can help nobody. */
const rating = {
  name: { zh: '满意度评价', en: 'Satisfaction' },
  sections: [{
    key: 'rating',
    questions: [
      { kind: 'scale', key: 'solution', text: { zh: '您对处理结果满意吗？', en: 'How satisfied are you with the solution?' }, required: true, weight: 1, from: 1, to: 5, look: 'stars', low: { zh: '很不满意', en: 'Not at all' }, high: { zh: '非常满意', en: 'Very' } },
      { kind: 'scale', key: 'handling', text: { zh: '您对服务态度和处理速度满意吗？', en: 'How satisfied are you with the handling: politeness and speed?' }, required: true, weight: 1, from: 1, to: 5, look: 'stars', low: { zh: '很不满意', en: 'Not at all' }, high: { zh: '非常满意', en: 'Very' } },
      { kind: 'text', key: 'word', text: { zh: '还有什么想告诉我们的？', en: 'Anything else you would like to tell us?' }, many: true, most: 2_000 },
    ],
  }],
} satisfies FormDefinition

export const solutionRating = shipped(formKind, 'solution-rating', formKind.schema.parse(rating))
