import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import type { Fault } from '../../../kernel/errors.ts'
import { refused } from '../../../kernel/errors.ts'

interface Named { departmentId?: string | null | undefined; lineId?: string | null | undefined; managerId?: string | null | undefined; position?: string | null | undefined }

/** Refuses ids of units and people that are not there, all at once. @throws AppError refused `staff.unknown-unit` */
export async function requireUnits(ctx: Ctx, { departmentId, lineId, managerId, position }: Named, known?: readonly { key: string }[]): Promise<void> {
  const { rows: [there] } = await sql<{ department: boolean; line: boolean; manager: boolean }>`select
    ${departmentId ?? null}::uuid is null or exists (select from department where id = ${departmentId ?? null}::uuid) as department,
    ${lineId ?? null}::uuid is null or exists (select from business_line where id = ${lineId ?? null}::uuid) as line,
    ${managerId ?? null}::uuid is null or exists (select from staff where id = ${managerId ?? null}::uuid and active) as manager`.execute(ctx.db)
  const faults: Fault[] = [
    ...(there?.department ? [] : [{ path: 'departmentId', code: 'department.unknown' }]), ...(there?.line ? [] : [{ path: 'lineId', code: 'line.unknown' }]),
    ...(there?.manager ? [] : [{ path: 'managerId', code: 'staff.unknown' }]),
    ...(position && known && !known.some((one) => one.key === position) ? [{ path: 'position', code: 'position.unknown' }] : []),
  ]
  if (faults.length) throw refused('staff.unknown-unit', faults)
}
