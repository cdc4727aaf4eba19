import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { notify } from '../../people/index.ts'
import { kindsOf } from '../kind.ts'
import { agreementFirst, agreementRemindDays } from '../settings.ts'
import { tables } from '../tables.ts'
import { today } from './find.ts'
import { readersOf } from './knowing.ts'

/** Agreements: what somebody has to confirm before customers are shown to them (SEC-07). */

export interface Owed { id: string; key: string; title: { zh: string | null; en: string | null }; number: number }

const agreements = (ctx: Ctx) => {
  const kinds = kindsOf(ctx).flatMap(({ key, beforeCustomers }) => beforeCustomers ? key : [])
  return tables(ctx).selectFrom('document as d').innerJoin('document_version as v', 'v.document_id', 'd.id').where('v.state', '=', 'in-force').where('d.state', '=', 'in-force').where('d.kind', 'in', kinds.length ? kinds : [''])
}

/** The agreements in force that this person has to know and has confirmed neither as they stand nor as they are about to stand. */
export async function owedBy(ctx: Ctx, staffId: string): Promise<Owed[]> {
  if (!ctx.settings.get(agreementFirst)) return []
  const rows = await agreements(ctx).select(['d.id', 'd.key', 'd.title_zh', 'd.title_en', 'd.readers', 'v.number'])
    .where(sql<boolean>`not exists (select from document_confirmation c join document_version k on k.id = c.version_id where c.document_id = d.id and c.staff_id = ${staffId}::uuid and k.state in ('approved', 'in-force'))`)
    .orderBy('d.key').execute()
  const owed: Owed[] = []
  for (const row of rows) if (!row.readers.length || (await readersOf(ctx, row.readers)).includes(staffId)) owed.push({ id: row.id, key: row.key, title: { zh: row.title_zh, en: row.title_en }, number: row.number })
  return owed
}

/** Reminds everybody who still has to confirm an agreement, once in so many days from the day it came into force. */
export async function remindOfAgreements(ctx: Ctx): Promise<void> {
  const day = today(ctx)
  const due = await agreements(ctx).select(['d.id', 'd.key', 'd.title_zh', 'd.title_en', 'd.readers', 'v.id as versionId', 'v.number'])
    .where(sql<boolean>`coalesce(v.reminded_on, v.effective_on) + ${sql.lit(ctx.settings.get(agreementRemindDays))}::int <= ${day}::date`).execute()
  for (const row of due) {
    const done = new Set((await tables(ctx).selectFrom('document_confirmation').select('staff_id').where('version_id', '=', row.versionId).execute()).map(({ staff_id }) => staff_id))
    const late = (await readersOf(ctx, row.readers)).filter((id) => !done.has(id))
    await tables(ctx).updateTable('document_version').set({ reminded_on: day }).where('id', '=', row.versionId).execute()
    await notify(ctx, late, { code: 'document.notice-to-confirm', subjectKind: 'document', subjectId: row.id, params: { zh: row.title_zh ?? row.title_en ?? row.key, en: row.title_en ?? row.title_zh ?? row.key, number: row.number } })
  }
}
