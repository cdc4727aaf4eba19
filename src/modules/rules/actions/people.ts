import { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import type { Acting } from '../../../kernel/rule-actions.ts'
import { subjectOf } from '../../../kernel/subjects.ts'
import { staffWithRoles, superiorsOf } from '../../people/index.ts'

/** Whoever is to be told: by what they have to do with the record, by name, by role, or as superiors of who has it. */
export const People = z.strictObject({
  fields: z.array(z.string().max(80)).max(10).default([]), staff: z.array(z.uuid()).max(50).default([]), roles: z.array(z.string().max(60)).max(20).default([]), superiors: z.boolean().default(false),
}).refine((one) => one.fields.length + one.staff.length + one.roles.length > 0 || one.superiors, { error: 'rule.nobody-named' })

/** The staff meant, each once; perhaps nobody, when the record has none yet. */
export async function peopleOf(ctx: Ctx, { about, facts }: Pick<Acting, 'about' | 'facts'>, to: z.output<typeof People>): Promise<string[]> {
  const valueAt = (field: string): string | null => typeof facts[field] === 'string' ? facts[field] : null
  const found = new Set<string>([...to.staff, ...to.fields.flatMap((field) => valueAt(field) ?? []), ...await staffWithRoles(ctx, to.roles)])
  if (to.superiors) {
    const holder = (subjectOf(about.kind)?.people ?? []).map((field) => valueAt(`${about.kind}.${field}`)).find((id) => id !== null) ?? null
    const { supervisors } = await superiorsOf(ctx, { staffId: holder, teamId: valueAt(`${about.kind}.teamId`) })
    for (const id of supervisors) found.add(id)
  }
  return [...found]
}
