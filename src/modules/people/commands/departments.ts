import { sql } from 'kysely'
import type { Updateable } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, notFound, refused } from '../../../kernel/errors.ts'
import { dropUndefined } from '../../../kernel/frame.ts'
import { newId } from '../../../kernel/id.ts'
import type { BusinessLine, Department } from '../contract.ts'
import { DepartmentChanged, DepartmentMade, LineMade, LineRenamed } from '../contract.ts'
import { forgetPeople } from '../house.ts'
import { requireCalendar } from '../hours.ts'
import { requireStaff } from '../queries.ts'
import { makesCycle } from '../rules.ts'
import type { PeopleTables } from '../tables.ts'
import { tables } from '../tables.ts'
import { readDepartments } from '../units.ts'
import { holdTree } from './change-staff.ts'
import { differences } from './teams.ts'

interface Fields { name?: string | undefined; parentId?: string | null | undefined; liaisonId?: string | null | undefined }

async function check(ctx: Ctx, { parentId, liaisonId }: Fields): Promise<void> {
  if (parentId && !await tables(ctx).selectFrom('department').select('id').where('id', '=', parentId).executeTakeFirst()) throw refused('department.unknown', [{ path: 'parentId', code: 'department.unknown' }])
  if (liaisonId) await requireStaff(ctx, liaisonId, 'liaisonId')
}
const nameTaken = (noun: 'department' | 'line') => refused(`${noun}.name-taken`, [{ path: 'name', code: `${noun}.name-taken` }])

/** @throws AppError refused `department.name-taken`, `department.unknown`, `staff.unknown` */
export async function makeDepartment(ctx: Ctx, input: Fields & { name: string }): Promise<Department> {
  await check(ctx, input)
  const id = newId()
  const made = await tables(ctx).insertInto('department').values({ id, name: input.name, parent_id: input.parentId ?? null, liaison_id: input.liaisonId ?? null, version: 1 }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw nameTaken('department')
  await ctx.emit(DepartmentMade, id, { name: input.name, parentId: input.parentId ?? null })
  return (await readDepartments(ctx, id))[0] as Department
}

/** @throws AppError not-found, conflict `record.stale`, refused `department.ring` and what `makeDepartment` refuses */
export async function changeDepartment(ctx: Ctx, id: string, { version, ...fields }: Fields & { version: number }): Promise<Department> {
  const [before] = await readDepartments(ctx, id)
  if (!before) throw notFound('department')
  await check(ctx, fields)
  if (fields.parentId) {
    await holdTree(ctx)
    const rows = await tables(ctx).selectFrom('department').select(['id', 'parent_id']).execute()
    if (fields.parentId === id || makesCycle(id, fields.parentId, new Map(rows.map((row) => [row.id, row.parent_id])))) throw refused('department.ring', [{ path: 'parentId', code: 'department.ring' }])
  }
  if (fields.name && fields.name !== before.name && await tables(ctx).selectFrom('department').select('id').where('name', '=', fields.name).executeTakeFirst()) throw nameTaken('department')
  const set: Updateable<PeopleTables['department']> = dropUndefined({ name: fields.name, parent_id: fields.parentId, liaison_id: fields.liaisonId })
  const won = await tables(ctx).updateTable('department').set({ ...set, version: version + 1 }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  const [after] = await readDepartments(ctx, id)
  if (!won || !after) throw conflict('record.stale', before)
  const shown = ({ name, parent, liaison }: Department) => ({ name, parent, liaison })
  await ctx.emit(DepartmentChanged, id, { changed: differences(shown(before), shown(after)) })
  forgetPeople(ctx)
  return after
}

/** @throws AppError refused `line.name-taken` */
export async function makeLine(ctx: Ctx, { name, calendar }: { name: string; calendar?: string | null | undefined }): Promise<BusinessLine> {
  await requireCalendar(ctx, calendar)
  const made = await tables(ctx).insertInto('business_line').values({ id: newId(), name, calendar: calendar ?? null, version: 1 }).onConflict((c) => c.doNothing()).returningAll().executeTakeFirst()
  if (!made) throw nameTaken('line')
  await ctx.emit(LineMade, made.id, { name })
  return made
}

/** @throws AppError not-found, conflict `record.stale`, refused `line.name-taken` */
export async function renameLine(ctx: Ctx, id: string, { name, calendar, version }: { name: string; calendar?: string | null | undefined; version: number }): Promise<BusinessLine> {
  const before = await tables(ctx).selectFrom('business_line').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('line')
  const { rows: [taken] } = await sql`select from business_line where name = ${name} and id <> ${id}`.execute(ctx.db)
  if (taken) throw nameTaken('line')
  await requireCalendar(ctx, calendar)
  const after = await tables(ctx).updateTable('business_line').set({ name, ...(calendar === undefined ? {} : { calendar }), version: version + 1 }).where('id', '=', id).where('version', '=', version).returningAll().executeTakeFirst()
  if (!after) throw conflict('record.stale', before)
  await ctx.emit(LineRenamed, id, { changed: differences({ name: before.name, calendar: before.calendar }, { name: after.name, calendar: after.calendar }) })
  return after
}
