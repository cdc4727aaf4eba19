import { sql } from 'kysely'
import { shipped } from '../../../kernel/definitions.ts'
import { newId } from '../../../kernel/id.ts'
import { on } from '../../../kernel/module.ts'
import { among, lookUp } from '../../../kernel/transaction.ts'
import { mannersOf } from '../../messages/index.ts'
import { facts, metricKind } from '../../metrics/index.ts'
import type { MetricDefinition } from '../../metrics/index.ts'
import { MessageAdded } from '../contract.ts'
import { seenByFigures } from '../facts.ts'
import { tables } from '../tables.ts'

/** Whether what somebody said to a customer holds the three parts of politeness (ETQ-06), judged over the whole of their words on a case. */

/** Every public word of staff adds to what its author's words on the case hold; one that is there stays. */
export const keepManners = on(MessageAdded, 'cases.manners', async (ctx, heard) => {
  const spoken = heard.filter(({ data }) => data.author === 'staff' && data.visibility === 'public').map(({ data }) => data.messageId)
  if (!spoken.length) return
  const rows = await tables(ctx).selectFrom('message').modifyFront(lookUp).select(['id', 'case_id', 'author_id', 'body', 'at']).where(among('id', spoken)).execute()
  const sums = [...Map.groupBy(rows.filter(({ author_id }) => author_id), ({ case_id, author_id }) => `${case_id} ${author_id}`).values()].map((said) => {
    const found = said.map(({ body }) => mannersOf(ctx, body))
    const has = (part: 'greeting' | 'please' | 'thanks') => found.some((one) => one[part])
    const moments = said.map(({ at }) => at.getTime())
    return { id: newId(), case_id: said[0]?.case_id, staff_id: said[0]?.author_id, greeting: has('greeting'), please: has('please'), thanks: has('thanks'), messages: said.length, first_at: new Date(Math.min(...moments)), last_at: new Date(Math.max(...moments)) }
  })
  await sql`insert into case_manners as m (id, case_id, staff_id, greeting, please, thanks, messages, first_at, last_at)
    select s.* from jsonb_to_recordset(${JSON.stringify(sums)}::jsonb) as s(id uuid, case_id uuid, staff_id uuid, greeting boolean, please boolean, thanks boolean, messages int, first_at timestamptz, last_at timestamptz)
    on conflict (case_id, staff_id) do update set greeting = m.greeting or excluded.greeting, please = m.please or excluded.please, thanks = m.thanks or excluded.thanks,
      messages = m.messages + excluded.messages, first_at = least(m.first_at, excluded.first_at), last_at = greatest(m.last_at, excluded.last_at)`.execute(ctx.db)
})

facts({
  name: 'case-manners', noun: { zh: '对客户说的话', en: 'What was said to customers' }, view: 'case_manners_fact', record: { kind: 'case', column: 'case_id' },
  fields: {
    kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, teamId: { type: 'id' }, handlerId: { type: 'id' }, firstResponderId: { type: 'id' }, staffId: { type: 'id' },
    greeting: { type: 'boolean' }, please: { type: 'boolean' }, thanks: { type: 'boolean' }, score: { type: 'number' }, firstAt: { type: 'instant' },
  },
  words: {
    kind: { zh: '类别', en: 'Kind' }, channel: { zh: '渠道', en: 'Channel' }, priority: { zh: '优先级', en: 'Priority' }, teamId: { zh: '小组', en: 'Team' }, handlerId: { zh: '承办人', en: 'Handler' }, firstResponderId: { zh: '首问责任人', en: 'First responder' }, staffId: { zh: '发言人', en: 'Who said it' },
    greeting: { zh: '有问候', en: 'Greets' }, please: { zh: '有“请”', en: 'Says please' }, thanks: { zh: '有“谢谢”', en: 'Says thank you' }, score: { zh: '礼貌用语得分', en: 'Parts of politeness' }, firstAt: { zh: '首次回复时间', en: 'First said' },
  },
  moments: ['firstAt'], named: { teamId: 'team_ref', handlerId: 'staff_ref', firstResponderId: 'staff_ref', staffId: 'staff_ref' }, catalogue: { kind: 'case.kind', channel: 'case.channel', priority: 'case.priority' },
  source: { zh: '员工在工单上对客户公开的回复', en: 'Public answers of staff on cases' }, ...seenByFigures,
})
const of = { of: 'case-manners', at: 'firstAt', better: 'higher', by: ['staffId', 'teamId', 'channel', 'kind'] } as const
const share = (part: 'greeting' | 'please' | 'thanks', zh: string, en: string) => shipped(metricKind, `politeness-${part}`, {
  ...of, by: [...of.by], name: { zh: `礼貌用语：${zh}`, en: `Politeness: ${en}` }, formula: { zh: `对客户的话中有“${zh}”的 ÷ 所有（一名员工在一张工单上的话合为一条）`, en: `What was said to customers that ${en} ÷ all of it; one person’s words on one case are taken together` },
  unit: 'percent', measure: { kind: 'share', when: { field: part, is: 'equal', value: true } },
} satisfies MetricDefinition as never)
export const mannersMetrics = [
  shipped(metricKind, 'politeness-score', {
    ...of, by: [...of.by], name: { zh: '礼貌用语得分', en: 'Politeness score' }, formula: { zh: '问候、“请”、“谢谢”三项中说到的项数（0–3），取平均数', en: 'How many of greeting, please and thank you were said (0 to 3), mean' },
    unit: 'score', measure: { kind: 'mean', field: 'score' },
  } satisfies MetricDefinition as never),
  share('greeting', '您好', 'greets'), share('please', '请', 'says please'), share('thanks', '谢谢', 'says thank you'),
]
