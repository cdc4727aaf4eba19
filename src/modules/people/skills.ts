import type { Ctx } from '../../kernel/context.ts'
import { conflict, invalid, notFound, refused } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { dayIn } from '../../kernel/days.ts'
import { companyZone } from '../../kernel/frame.ts'
import type { SetSkill, Skill, StaffSkill } from './contract.ts'
import { SkillChanged, SkillMade, StaffSkillSet } from './contract.ts'
import { requireStaff } from './queries.ts'
import { tables } from './tables.ts'

/** The skill matrix: person × skill with level, evidence and expiry. A skill whose day has passed counts for nothing. */

export const listSkills = (ctx: Ctx): Promise<Skill[]> => tables(ctx).selectFrom('skill').selectAll().orderBy('name').limit(500).execute()

const taken = refused('skill.exists', [{ path: 'key', code: 'skill.exists' }])
/** Adds a skill to the catalogue. @throws AppError refused `skill.exists` */
export async function makeSkill(ctx: Ctx, { key, name }: { key: string; name: string }): Promise<Skill> {
  const row = await tables(ctx).insertInto('skill').values({ id: newId(), key, name, version: 1 }).onConflict((on) => on.doNothing()).returningAll().executeTakeFirst()
  if (!row) throw taken
  await ctx.emit(SkillMade, row.id, { key, name })
  return row
}
/** Renames a skill; its key stays, since routing speaks of it. @throws AppError not-found `skill.not-found`, conflict `record.stale`, refused `skill.exists` */
export async function renameSkill(ctx: Ctx, id: string, { name, version }: { name: string; version: number }): Promise<Skill> {
  const before = await tables(ctx).selectFrom('skill').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('skill')
  if (await tables(ctx).selectFrom('skill').select('id').where('name', '=', name).where('id', '<>', id).executeTakeFirst()) throw taken
  const row = await tables(ctx).updateTable('skill').set({ name, version: version + 1 }).where('id', '=', id).where('version', '=', version).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', before)
  await ctx.emit(SkillChanged, id, { changed: { name: { from: before.name, to: name } } })
  return row
}

/** What everybody here can do, or one person. */
export async function skillMatrix(ctx: Ctx, staffId?: string): Promise<StaffSkill[]> {
  const today = dayIn(ctx.settings.get(companyZone), ctx.now)
  let asked = tables(ctx).selectFrom('staff_skill as k').innerJoin('staff as s', 's.id', 'k.staff_id').innerJoin('skill as d', 'd.id', 'k.skill_id').leftJoin('staff as b', 'b.id', 'k.set_by')
    .select(['k.staff_id', 's.name as staff_name', 'k.skill_id', 'd.key', 'd.name', 'k.level', 'k.evidence', 'k.expires_on', 'k.set_at', 'b.name as setter']).where('s.active', '=', true)
  if (staffId) asked = asked.where('k.staff_id', '=', staffId)
  return (await asked.orderBy('s.name').orderBy('d.name').limit(20_000).execute()).map((row) => ({
    staff: { id: row.staff_id, name: row.staff_name }, skill: { id: row.skill_id, key: row.key, name: row.name }, level: row.level, evidence: row.evidence, expiresOn: row.expires_on, expired: row.expires_on !== null && row.expires_on < today, setBy: row.setter, setAt: row.set_at,
  }))
}

/** Says what somebody can do and on what evidence; level 0 takes it away. @throws AppError invalid `skill.needs-evidence`, not-found `skill.not-found`, refused `staff.*` */
export async function setSkill(ctx: Ctx, staffId: string, { skillId, level, evidence, expiresOn }: SetSkill): Promise<StaffSkill[]> {
  await requireStaff(ctx, staffId, 'staffId')
  const skill = await tables(ctx).selectFrom('skill').select('key').where('id', '=', skillId).executeTakeFirst()
  if (!skill) throw notFound('skill')
  if (level > 0 && !evidence) throw invalid('evidence', 'skill.needs-evidence')
  const before = await tables(ctx).selectFrom('staff_skill').select('level').where('staff_id', '=', staffId).where('skill_id', '=', skillId).executeTakeFirst()
  if (level === 0) await tables(ctx).deleteFrom('staff_skill').where('staff_id', '=', staffId).where('skill_id', '=', skillId).execute()
  else {
    const set = { level, evidence: evidence as string, expires_on: expiresOn ?? null, set_by: ctx.actor.id, set_at: ctx.now }
    await tables(ctx).insertInto('staff_skill').values({ staff_id: staffId, skill_id: skillId, ...set }).onConflict((on) => on.columns(['staff_id', 'skill_id']).doUpdateSet(set)).execute()
  }
  await ctx.emit(StaffSkillSet, staffId, { skill: skill.key, changed: { level: { from: before?.level ?? 0, to: level } } })
  return skillMatrix(ctx, staffId)
}
