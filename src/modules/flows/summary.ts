import type { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { handoffsOf } from './checks/rules.ts'
import type { FlowSubjectWords, FlowSummary } from './contract.ts'
import { flowKind } from './definition.ts'
import { criticalPath } from './paths/rules.ts'
import { subjects } from './subjects.ts'

/** The flows in force, by key. */
export const listFlows = (ctx: Ctx): FlowSummary[] => ctx.definitions.keys(flowKind, ctx.now).map((key) => {
  const { id, version, is: { body } } = ctx.definitions.current(flowKind, key, ctx.now)
  return {
    id, key, version, name: body.name, subject: body.subject, statuses: body.statuses, steps: body.steps.length, handoffs: handoffsOf(body), criticalSeconds: criticalPath(body).seconds,
    goals: body.goals, startsOn: body.startsOn?.kinds ?? [], reviewDueAt: body.review?.dueAt ?? null,
  }
})

/** The kinds of records that flows run on. */
export const listSubjects = (): z.output<typeof FlowSubjectWords>[] => subjects().map(({ key, name, guards, kinds, kindWords, fields, words, catalogue }) => ({
  key, name, guards: [...guards], kinds: [...kinds], kindWords,
  fields: Object.entries(fields).map(([field, { type, options }]) => ({ key: field, type, words: words[field] ?? { zh: field, en: field }, options: [...options ?? []], catalogue: catalogue?.[field] ?? null })),
}))

/** The keys of the flows in force that start on a record of this kind. */
export const flowsStartingOn = (ctx: Pick<Ctx, 'definitions' | 'now'>, subject: string, kind: string): string[] => ctx.definitions.keys(flowKind, ctx.now).filter((key) => {
  const { body } = ctx.definitions.current(flowKind, key, ctx.now).is
  return body.subject === subject && body.steps.length > 0 && body.startsOn?.kinds.includes(kind) === true
})
