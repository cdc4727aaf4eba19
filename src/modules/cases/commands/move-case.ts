import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, refused } from '../../../kernel/errors.ts'
import { say } from '../../../kernel/i18n/catalogue.ts'
import { flowKind } from '../../flows/index.ts'
import type { Case } from '../contract.ts'
import { writeCourse } from '../course/course.ts'
import { ComplaintFields } from '../course/fields/contract.ts'
import type { CourseFields } from '../course/fields/contract.ts'
import { writeCarried } from '../carried.ts'
import { closingWarnings } from '../course/guards.ts'
import { freeReopened, lostHandler } from '../course/reopening.ts'
import { reasonsAgainst, toldAgainst } from '../move-guards.ts'
import { findCase, getCase } from '../queries.ts'
import { signalOf } from '../rules.ts'
import { applyMoves } from './apply-moves.ts'

export interface Move { to: string; version: number; fields?: ({ solution?: string | undefined; reason?: string | undefined } & CourseFields & ComplaintFields) | undefined }

/** What a status is called; a company's own has no words but its key. */
const statusWord = (ctx: Ctx, key: string): string => { const word = say(ctx.actor.locale, `case.status.${key}`); return word.startsWith('case.status.') ? key : word }

/** Moves a case along its flow: the flow allows it, nobody above objects, the version is the reader's, and the clocks follow the class of the status. */
export async function moveCase(ctx: Ctx, id: string, { to, version, fields: { solution, reason, ...along } = {} }: Move): Promise<Case> {
  let before = await findCase(ctx, id)
  if (!before.may_write) throw new AppError('forbidden', 'case.not-yours')
  if (before.removed_at) throw conflict('case.removed', await getCase(ctx, id))
  if (before.merged_into_id) throw conflict('merge.already', await getCase(ctx, id))
  const flow = ctx.definitions.version(flowKind, before.flow_id).is
  const target = flow.status(to)
  if (before.version !== version) throw conflict('record.stale', await getCase(ctx, id))
  if (!target || !flow.guards(before.status, to)) throw conflict('flow.illegal-transition', await getCase(ctx, id), { from: statusWord(ctx, before.status), to: statusWord(ctx, to) })
  const { carried, course } = parted(along)
  if (Object.keys(carried).length) {
    await writeCarried(ctx, before, carried)
    before = await findCase(ctx, id)
  }
  if (Object.values(course).some((value) => value !== undefined)) await writeCourse(ctx, before, course)
  const against = (await reasonsAgainst(ctx, [{ row: { ...before, solution: solution ?? before.solution }, to, toClass: target.class, solves: Boolean(solution) }])).get(id) ?? []
  if (against.length) throw refused('flow.guard-failed', against.map((reason) => ({ path: reason.field ?? '', code: reason.code, ...(reason.message ? { message: reason.message } : {}) })), { params: { guard: toldAgainst(ctx, against) } })

  // Who opens their own case again goes on with it.
  const lost = signalOf(before.status_class, target.class) === 'reopened' && before.handler_id !== ctx.actor.id ? await lostHandler(ctx, before) : null
  const still = await applyMoves(ctx, [{ row: before, target }], { solution, reason })
  if (!still.has(id)) throw conflict('record.stale', await getCase(ctx, id))
  if (lost) await freeReopened(ctx, before, lost)
  const moved = await getCase(ctx, id)
  const warnings = target.class === 'closed' ? await closingWarnings(ctx, id) : []
  return warnings.length ? { ...moved, warnings } : moved
}

/** What comes along with a move, by who keeps it. */
function parted(along: CourseFields & ComplaintFields): { carried: ComplaintFields; course: CourseFields } {
  const [carried, course] = [{} as Record<string, unknown>, {} as Record<string, unknown>]
  for (const [key, value] of Object.entries(along)) if (value !== undefined) (key in ComplaintFields.shape ? carried : course)[key] = value
  return { carried: carried as ComplaintFields, course: course as CourseFields }
}
