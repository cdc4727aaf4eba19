import { sql } from 'kysely'
import { inSight } from './access.ts'
import type { Ctx } from './context.ts'
import { subjectOf } from './subjects.ts'

/** Of these records those in the reader's sight, each with what a list calls it. */
export async function labelsOf(ctx: Ctx, kind: string, ids: readonly string[]): Promise<Map<string, string | null>> {
  const subject = subjectOf(kind)
  if (!subject || !ids.length || (ctx.actor.kind !== 'system' && !ctx.actor.can(subject.permission))) return new Map()
  const label = subject.label ? subject.fields[subject.label]?.column ?? subject.label.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) : null
  const { rows } = await sql<{ id: string; label: string | null }>`select r.id, ${label ? sql`${sql.ref(`r.${label}`)}::text` : sql`null`} as label from ${sql.table(subject.view)} r
    where r.id = any(${[...new Set(ids)]}::uuid[]) and ${inSight(ctx, { legs: subject.legs, fields: subject.legFields }, subject.permission, 'r')}`.execute(ctx.db)
  return new Map(rows.map((row) => [row.id, row.label]))
}
