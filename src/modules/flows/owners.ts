import type { Ctx } from '../../kernel/context.ts'
import { lineAbove, staffWithRoles } from '../people/index.ts'
import type { FlowStep } from './contract.ts'
import type { Subject } from './sight.ts'

/** Whose a step is when its turn comes: the rule of its definition, or the supervisors when nobody is found. */

export interface Receiver { ownerId?: string; roleKey?: string; teamId?: string; substitute: boolean; level: number; levels: number }
interface Asked {
  subject: Subject
  startedBy: string | null
  /** Who did what is to be approved: nobody approves their own work. */
  doers: readonly string[]
  level?: number
}

/** Who receives a step, or the level of an approval that is asked. */
export async function receiverOf(ctx: Ctx, step: FlowStep, { subject, startedBy, doers, level = 1 }: Asked): Promise<Receiver> {
  const person = { 'first-responder': subject.firstResponderId, handler: subject.handlerId ?? subject.firstResponderId, starter: startedBy }
  const { owner } = step
  const one = { substitute: false, level: 1, levels: 1 }
  const isOwn = (id: string) => step.kind === 'approval' && doers.includes(id)
  switch (owner.by) {
    case 'role': {
      const holders = (await staffWithRoles(ctx, [owner.role])).filter((id) => !isOwn(id))
      return holders.length ? { ...one, roleKey: owner.role } : substituteFor(ctx, startedBy, doers)
    }
    case 'team': return { ...one, teamId: owner.team }
    case 'line-manager': {
      const whose = person[owner.of]
      const above = whose ? (await lineAbove(ctx, whose)).filter((id) => !isOwn(id)) : []
      const levels = step.kind === 'approval' ? Math.min(owner.levels, above.length) : 1
      const asked = above[(step.kind === 'approval' ? level : owner.levels) - 1] ?? above.at(-1)
      return asked ? { substitute: false, ownerId: asked, level, levels } : substituteFor(ctx, whose, doers)
    }
    default: {
      const whose = person[owner.by]
      if (whose && !isOwn(whose)) return { ...one, ownerId: whose }
      return owner.by === 'handler' && subject.teamId ? { ...one, teamId: subject.teamId } : substituteFor(ctx, startedBy, doers)
    }
  }
}

/** The supervisors, else the managers, else the administrators: somebody who did not do the work themselves. */
async function substituteFor(ctx: Ctx, whose: string | null, doers: readonly string[]): Promise<Receiver> {
  const to = { substitute: true, level: 1, levels: 1 }
  for (const roleKey of ['cs_supervisor', 'cs_manager']) if ((await staffWithRoles(ctx, [roleKey])).some((id) => id !== whose && !doers.includes(id))) return { ...to, roleKey }
  return { ...to, roleKey: 'system_admin' }
}
