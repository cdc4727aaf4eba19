import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import { ruleAction } from '../../kernel/rule-actions.ts'
import { queueMessage } from './commands/queue-message.ts'
import { ContactPointsAsked } from './contract.ts'

/** What rules may send: a template to the customer of the record, through everything that holds for automatic messages. */
ruleAction({
  name: 'message.send', words: { zh: '给客户发消息', en: 'Write to the customer' },
  input: z.strictObject({ template: z.string().min(1).max(120), fields: z.record(z.string().max(40), z.string().max(500)).default({}), locale: z.enum(['zh-CN', 'en']).default('zh-CN') }),
  inputs: {
    template: { words: { zh: '模板', en: 'Template' }, as: 'definition', kind: 'template', required: true },
    fields: { words: { zh: '模板字段', en: 'Fields of the template' }, as: 'values' },
    locale: { words: { zh: '语言', en: 'Language' }, as: 'choice', options: ['zh-CN', 'en'], catalogue: 'rule.language' },
  },
  async run(ctx, at, { template, fields, locale }) {
    const customerId = at.about.kind === 'customer' ? at.about.id : at.facts[`${at.about.kind}.customerId`]
    if (typeof customerId !== 'string') throw new AppError('refused', 'rule.no-customer')
    const points = await ctx.ask(ContactPointsAsked, { customerId })
    const address = points.find((one) => one.kind === 'email' && one.value !== null)
    if (!address) throw new AppError('refused', 'rule.no-address')
    const { id } = await queueMessage(ctx, {
      key: at.key, channel: 'email', about: at.about, customerId, to: [{ kind: 'email', contactPointId: address.id }], automatic: true, template, locale,
      fields: Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, at.fill(text)])),
    })
    return { did: { kind: 'message', id } }
  },
})
