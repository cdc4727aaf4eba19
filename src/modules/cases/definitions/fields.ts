import { shipped } from '../../../kernel/definitions.ts'
import { customFieldKind } from '../../../kernel/custom-fields/index.ts'

/** The one field that ships: free words for whatever a company sorts its cases by. */
export const TAGS = 'tags'
export const caseFields = [shipped(customFieldKind, TAGS, { name: { zh: '标签', en: 'Tags' }, of: 'case', type: 'tags', options: [], kinds: [], required: 'no', personal: false, searchable: true, order: 1_000 } as never)]
