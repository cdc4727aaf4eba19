import { z } from 'zod'
import { line } from '../../../kernel/contract.ts'
import { AppError } from '../../../kernel/errors.ts'
import { ruleAction } from '../../../kernel/rule-actions.ts'
import { notify } from '../../people/index.ts'
import { People, peopleOf } from './people.ts'

ruleAction({
  name: 'staff.notify', words: { zh: '通知同事', en: 'Notify colleagues' },
  input: z.strictObject({ to: People, text: line(300) }),
  inputs: {
    to: { words: { zh: '通知谁', en: 'Whom' }, as: 'people', required: true },
    text: { words: { zh: '内容', en: 'Text' }, as: 'line', required: true },
  },
  async run(ctx, at, { to, text }) {
    const ids = await peopleOf(ctx, at, to)
    if (!ids.length) throw new AppError('refused', 'rule.nobody-to-tell')
    await notify(ctx, ids, { code: 'rule.notice', subjectKind: at.about.kind, subjectId: at.about.id, params: { text: at.fill(text) } })
    return {}
  },
})
