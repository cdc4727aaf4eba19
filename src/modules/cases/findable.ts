import { sql } from 'kysely'
import type { Ctx } from '../../kernel/context.ts'
import { findableFields } from '../../kernel/custom-fields/index.ts'
import { momentOf, newId } from '../../kernel/id.ts'
import type { Happened } from '../../kernel/module.ts'
import { among, lookUp } from '../../kernel/transaction.ts'
import { filesOf } from '../files/index.ts'
import { searchable } from '../search/index.ts'
import type { Shown } from '../search/index.ts'
import type { Case } from './contract.ts'
import { CaseChanged, CaseOpened, MessageAdded } from './contract.ts'
import { CaseSplit } from './course/contract.ts'
import { caseResource, tables } from './tables.ts'

const seen = { table: 'case', resource: caseResource, permission: 'case.read', filter: { field: 'removedAt', is: 'empty' } } as const
const TONES = { open: 'open', 'waiting-customer': 'waiting', 'waiting-third': 'waiting', resolved: 'done', closed: 'closed' } as const
const statusOf = (of: Case['status']['class']) => ({ word: `flow.class.${of}`, tone: TONES[of] })

/** A case is found by its number, its subject, what was said and the names of the files that came along; so many messages and characters of it. */
const MOST_MESSAGES = 100
const MOST_CHARACTERS = 40_000
export const findableCases = searchable({
  kind: 'case', events: [CaseOpened, CaseChanged, MessageAdded, CaseSplit],
  textOf: async (ctx, ids) => {
    const rows = await tables(ctx).selectFrom('case').modifyFront(lookUp).select(['id', 'number', 'subject', 'created_at']).where('id', 'in', ids).execute()
    const said = await saidOf(ctx, ids, MOST_MESSAGES, MOST_CHARACTERS)
    const files = await filesOf(ctx, [...said.values()].flat().map((one) => one.id))
    const filed = (id: string) => (said.get(id) ?? []).flatMap((one) => files.get(one.id) ?? []).map(({ name }) => name)
    const fields = await findableFields(ctx, 'case', ids)
    return rows.map((row) => ({ id: row.id, keywords: [row.number], at: row.created_at, text: [row.subject, ...fields.get(row.id) ?? [], ...filed(row.id), ...(said.get(row.id) ?? []).map(({ body }) => body)].join('\n').slice(0, MOST_CHARACTERS) }))
  },
  found: {
    order: 20, seen,
    show: async (ctx, ids) => {
      const rows = await tables(ctx).selectFrom('case as c').leftJoin('customer_ref as cu', 'cu.id', 'c.customer_id').modifyFront(lookUp).select(['c.id', 'c.number', 'c.subject', 'c.status_class', 'c.created_at', 'cu.name']).where(among('c.id', ids)).execute()
      const said = await saidOf(ctx, ids, 30, 4_000)
      return rows.map((row): Shown => ({ id: row.id, path: `/cases/${row.id}`, title: row.subject, texts: (said.get(row.id) ?? []).map(({ body }) => body), number: row.number, status: statusOf(row.status_class), who: row.name, at: row.created_at }))
    },
  },
})

/** The first of what was said about each case. */
async function saidOf(ctx: Ctx, ids: readonly string[], messages: number, characters: number): Promise<Map<string, { id: string; body: string }[]>> {
  const { rows } = await sql<{ case_id: string; id: string; body: string }>`select ${lookUp} m.case_id, m.id, m.body from unnest(${ids}::uuid[]) c (id)
    cross join lateral (select case_id, id, left(body, ${sql.lit(characters)}) as body from message where case_id = c.id and id >= ${sinceOf(ids)}::uuid order by id limit ${sql.lit(messages)}) m order by m.id`.execute(ctx.db)
  return Map.groupBy(rows, (row) => row.case_id)
}

/** No message is older than its case by more than the making of both takes; the bound leaves out the months before. */
function sinceOf(ids: readonly string[]): string {
  const oldest = ids.reduce((one, other) => one < other ? one : other)
  return newId(new Date(momentOf(oldest).getTime() - 86_400_000))
}

/** Single messages, for who looks for what was said; their case is found by the same words. */
export const findableMessages = searchable({
  kind: 'message', events: [CaseOpened, MessageAdded],
  idsOf: async (ctx, events) => {
    const of = (kind: string) => events.filter((event) => event.kind === kind)
    const added = of(MessageAdded.kind).map((event) => (event as unknown as Happened<typeof MessageAdded>).data.messageId)
    const opened = of(CaseOpened.kind).map((event) => event.subjectId)
    return opened.length ? [...added, ...(await tables(ctx).selectFrom('message').modifyFront(lookUp).select('id').where('case_id', 'in', opened).execute()).map((row) => row.id)] : added
  },
  textOf: async (ctx, ids) => (await tables(ctx).selectFrom('message').modifyFront(lookUp).select(['id', 'case_id', 'body', 'at']).where('id', 'in', ids).execute())
    .map((row) => ({ id: row.id, home: row.case_id, at: row.at, text: row.body.slice(0, MOST_CHARACTERS) })),
  found: {
    order: 30, seen, partOf: 'case',
    show: async (ctx, ids) => (await tables(ctx).selectFrom('message as m').innerJoin('case as c', 'c.id', 'm.case_id').leftJoin('customer_ref as cu', 'cu.id', 'c.customer_id').leftJoin('staff_ref as s', 's.id', 'm.author_id')
      .select(['m.id', 'm.case_id', 'm.author_kind', 'm.at', 'c.number', 'c.subject', 'c.status_class', 'cu.name as customer', 's.name as staff']).modifyFront(lookUp).select(sql<string>`left(m.body, 20000)`.as('body')).where(among('m.id', ids)).execute())
      .map((row): Shown => ({ id: row.id, path: `/cases/${row.case_id}`, title: row.subject, texts: [row.body], number: row.number, status: statusOf(row.status_class), who: row.author_kind === 'customer' ? row.customer : row.staff, at: row.at })),
  },
})
