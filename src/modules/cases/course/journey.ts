import { sql } from 'kysely'
import { inSight } from '../../../kernel/access.ts'
import type { Ctx } from '../../../kernel/context.ts'
import { listBehaviours } from '../../contacts/index.ts'
import { customerFamily } from '../../customers/index.ts'
import type { CaseRow } from '../tables.ts'
import { caseResource } from '../tables.ts'
import type { Journey } from './contract.ts'
import { stageIs } from './course.ts'
import type { Stage } from './fields/contract.ts'
import { STAGES } from './fields/contract.ts'

/** The stage of the journey that what a customer does belongs to. */
const STAGE_OF: Record<string, Stage> = { visit: 'inquiry', inquiry: 'inquiry', order: 'purchase', payment: 'purchase', delivery: 'purchase', usage: 'use', renewal: 'use', return: 'after-sales' }
/** So many of the newest cases are looked at, and so many of each stage shown. */
const MOST = 1_000
const SHOWN = 20

/**
 * A customer's way through inquiry, purchase, use and after-sales (CAS-01): the cases in the reader's sight and what the customer did, stage by stage. A stage of which nothing is known although a later one has something is a gap.
 * @throws AppError not-found `customer.not-found`
 */
export async function journeyOf(ctx: Ctx, customerId: string): Promise<Journey> {
  const { items: behaviours } = await listBehaviours(ctx, customerId, { limit: 200 })
  const { rows } = await sql<Pick<CaseRow, 'id' | 'number' | 'subject' | 'kind' | 'status' | 'status_class' | 'created_at'> & { stage: Stage | null }>`
    select c.id, c.number, c.subject, c.kind, c.status, c.status_class, c.created_at, o.stage from "case" c left join case_course o on o.case_id = c.id
    where c.customer_id = any(${await customerFamily(ctx, customerId)}::uuid[]) and c.removed_at is null and c.merged_into_id is null and ${inSight(ctx, caseResource, 'case.read', 'c')} order by c.id desc limit ${sql.lit(MOST)}`.execute(ctx.db)
  const cases = Map.groupBy(rows, (row) => stageIs(ctx, row.kind, row))
  const done = Map.groupBy(behaviours, (one) => STAGE_OF[one.kind] ?? 'use')
  const last = STAGES.findLastIndex((stage) => cases.has(stage) || done.has(stage))
  return {
    stages: STAGES.map((stage, n) => {
      const [own, did] = [cases.get(stage) ?? [], done.get(stage) ?? []]
      const moments = [...own.map((row) => row.created_at), ...did.map((one) => one.at)].sort((a, b) => a.getTime() - b.getTime())
      return {
        stage, cases: own.slice(0, SHOWN).map((row) => ({ id: row.id, number: row.number, subject: row.subject, kind: row.kind, status: { key: row.status, class: row.status_class }, at: row.created_at })), more: Math.max(0, own.length - SHOWN), open: own.filter((row) => row.status_class !== 'resolved' && row.status_class !== 'closed').length,
        behaviours: did.slice(0, SHOWN).map(({ id, kind, label, at }) => ({ id, kind, label, at })), firstAt: moments[0] ?? null, lastAt: moments.at(-1) ?? null, gap: n < last && own.length === 0 && did.length === 0,
      }
    }),
  }
}
