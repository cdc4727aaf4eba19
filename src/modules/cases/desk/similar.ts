import type { Ctx } from '../../../kernel/context.ts'
import { listIds } from '../../../kernel/listing.ts'
import { fold, segment } from '../../../pure/text/index.ts'
import { findCase } from '../queries.ts'
import { caseResource } from '../tables.ts'
import type { SimilarCase } from './contract.ts'
import { tables } from './tables.ts'

/** So many of the newest cases of the same kind are looked at. */
const LOOKED_AT = 400
const SHOWN = 5
/** Less in common than this is chance. */
const LEAST = 0.18

/** The words of a subject as a set: those of the language, and for Chinese every pair of characters. */
function marksOf(text: string): Set<string> {
  const words = segment(fold(text)).filter((word) => word.length > 1)
  const pairs = [...fold(text).matchAll(/(?=(\p{Script=Han}{2}))/gu)].map((found) => found[1] as string)
  return new Set([...words, ...pairs])
}

/** Cases in the reader's sight that speak of the same: rare words in common count more; what was solved comes before what was not. */
export async function similarCases(ctx: Ctx, id: string): Promise<{ items: SimilarCase[] }> {
  const found = await findCase(ctx, id)
  const spec = { table: 'case', resource: caseResource, permission: 'case.read', sorts: { createdAt: { column: 'id', type: 'uuid' } }, sort: '-createdAt' } as const
  const seen = { field: 'removedAt', is: 'empty' } as const
  const [kin, own] = await Promise.all([
    listIds(ctx, spec, { limit: LOOKED_AT }, { all: [seen, { field: 'kind', is: 'equal', value: found.kind }] }),
    found.customer_id ? listIds(ctx, spec, { limit: 20 }, { all: [seen, { field: 'customerId', is: 'equal', value: found.customer_id }] }) : { ids: [] },
  ])
  const ids = [...new Set([...kin.ids, ...own.ids])].filter((one) => one !== id)
  if (!ids.length) return { items: [] }
  const rows = await tables(ctx).selectFrom('case').select(['id', 'number', 'subject', 'status', 'status_class', 'kind', 'solution', 'customer_id', 'created_at']).where('id', 'in', ids).where('merged_into_id', 'is', null).execute()
  const mine = marksOf(found.subject)
  const marked = rows.map((row) => ({ row, marks: marksOf(row.subject) }))
  const inHowMany = new Map<string, number>()
  for (const { marks } of marked) for (const mark of marks) if (mine.has(mark)) inHowMany.set(mark, (inHowMany.get(mark) ?? 0) + 1)
  const weight = (mark: string) => Math.log(1 + rows.length / (1 + (inHowMany.get(mark) ?? 0)))
  const whole = [...mine].reduce((sum, mark) => sum + weight(mark), 0) || 1
  const scored = marked.map(({ row, marks }) => ({ row, score: [...mine].reduce((sum, mark) => sum + (marks.has(mark) ? weight(mark) : 0), 0) / whole }))
    .filter(({ score }) => score >= LEAST).map((one) => ({ ...one, score: one.score * (one.row.solution ? 1.25 : 1) }))
  return {
    items: scored.toSorted((a, b) => b.score - a.score || (a.row.id < b.row.id ? 1 : -1)).slice(0, SHOWN).map(({ row }) => ({
      id: row.id, number: row.number, subject: row.subject, status: { key: row.status, class: row.status_class }, kind: row.kind, solution: row.solution, at: row.created_at, sameCustomer: row.customer_id !== null && row.customer_id === found.customer_id,
    })),
  }
}
