import { lookUp } from '../../kernel/transaction.ts'
import { searchable } from '../search/index.ts'
import { InteractionPointed, InteractionRecorded } from './contract.ts'
import { interactionResource, tables } from './tables.ts'

/** An interaction is found by its topic and outcome; what was said in it lies with its case. One without a word is not found. */
export const findableInteractions = searchable({
  kind: 'interaction', events: [InteractionRecorded, InteractionPointed],
  textOf: async (ctx, ids) => (await tables(ctx).selectFrom('interaction').modifyFront(lookUp).select(['id', 'topic', 'outcome', 'at']).where('id', 'in', ids).execute()).flatMap(({ id, topic, outcome, at }) => topic || outcome ? [{ id, at, text: [topic, outcome].filter(Boolean).join('\n') }] : []),
  found: {
    order: 40, seen: { table: 'interaction', resource: interactionResource, permission: 'interaction.read', order: { column: 'at', type: 'timestamptz' } },
    show: async (ctx, ids) => (await tables(ctx).selectFrom('interaction as t').leftJoin('customer_ref as c', 'c.id', 't.customer_id').selectAll('t').select('c.name').where('t.id', 'in', ids).execute()).map((row) => ({
      id: row.id, at: row.at, title: row.topic ?? row.outcome ?? '', texts: row.topic && row.outcome ? [row.outcome] : [], who: row.name,
      path: row.subject_kind === 'case' && row.subject_id ? `/cases/${row.subject_id}` : row.customer_id ? `/customers/${row.customer_id}` : '/interactions',
    })),
  },
})
