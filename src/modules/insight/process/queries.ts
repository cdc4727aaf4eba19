import type { Ctx } from '../../../kernel/context.ts'
import { dayIn, startOfDay } from '../../../kernel/days.ts'
import { definitionTables } from '../../../kernel/definitions.ts'
import { invalid } from '../../../kernel/errors.ts'
import { companyZone } from '../../../kernel/frame.ts'
import type { FlowBody } from '../../flows/contract.ts'
import { flowKind } from '../../flows/index.ts'
import { namesOf } from '../../people/index.ts'
import { hourlyCost, processCases } from '../settings.ts'
import { daysLater } from '../windows.ts'
import { caseLog } from './case-log.ts'
import type { ProcessLog, ProcessLogQuery } from './contract.ts'
import { BEGIN, modelOfStatuses, netOfSteps, statusActivity } from './model.ts'
import { runLog } from './run-log.ts'

const WINDOW_DAYS = 90

/** The log that was asked for. @throws AppError 400 process.unknown-flow, process.ends-before-it-begins */
export async function processLog(ctx: Ctx, { of, kind, channel, teamId, flow: key, from: wantedFrom, to: wantedTo }: ProcessLogQuery): Promise<ProcessLog> {
  const zone = ctx.settings.get(companyZone)
  const to = wantedTo ?? dayIn(zone, ctx.now)
  const from = wantedFrom ?? daysLater(to, 1 - WINDOW_DAYS)
  if (from > to) throw invalid('to', 'process.ends-before-it-begins')
  const kinds = kind?.split(',') ?? []
  const flow = flowOf(ctx, of === 'runs' ? key : kinds.every((one) => one !== 'complaint') ? 'case' : kinds.every((one) => one === 'complaint') ? 'complaint' : undefined)
  if (of === 'runs' && !flow?.body.steps.length) throw invalid('flow', 'process.unknown-flow')
  const wish = { from: startOfDay(zone, from), until: startOfDay(zone, to, 1), most: ctx.settings.get(processCases), kinds, channel, teamId }
  const { cases, events, more } = of === 'runs' ? await runLog(ctx, flow!.key, wish) : await caseLog(ctx, wish)
  const names = await namesOf(ctx, [...new Set(events.flatMap(({ staffId }) => staffId ?? []))])
  const [caseOf, activities, people] = [new Map(cases.map(({ id }, i) => [id, i])), numbered(), numbered()]
  const sorted = events.toSorted((a, b) => caseOf.get(a.caseId)! - caseOf.get(b.caseId)! || a.at - b.at)
  const statusNames = new Map(['case', 'complaint'].flatMap((name) => flowOf(ctx, name)?.body.statuses ?? []).map((status) => [statusActivity(status.key), status.name]))
  const stepNames = new Map(flow?.body.steps.map((step) => [step.key, step.name]) ?? [])
  return {
    of, from, to, more, cases,
    events: {
      case: sorted.map(({ caseId }) => caseOf.get(caseId)!), activity: sorted.map(({ activity }) => activities.of(activity)), at: sorted.map(({ at }) => at), startedAt: sorted.map(({ startedAt }) => startedAt),
      person: sorted.map(({ staffId }) => (staffId && names.has(staffId) ? people.of(names.get(staffId)!) : -1)),
    },
    activities: activities.names.map((activity) => ({ key: activity, name: activity === BEGIN ? null : of === 'runs' ? stepNames.get(activity) ?? { zh: activity, en: activity } : statusNames.get(activity) ?? null })),
    people: people.names,
    flow: flow ? { key: flow.key, name: flow.body.name, version: flow.version, model: of === 'runs' ? netOfSteps(flow.body) : modelOfStatuses(flow.body) } : null,
    versions: flow ? await versionsOf(ctx, flow.key, zone) : [], hourlyCost: ctx.settings.get(hourlyCost) || null,
  }
}

function flowOf(ctx: Ctx, key: string | undefined): { key: string; version: number; body: FlowBody } | null {
  if (!key || !ctx.definitions.keys({ kind: 'flow' }, ctx.now).includes(key)) return null
  const { version, is } = ctx.definitions.current(flowKind, key, ctx.now)
  return { key, version, body: is.body }
}

async function versionsOf(ctx: Ctx, key: string, zone: string): Promise<ProcessLog['versions']> {
  const rows = await definitionTables(ctx).selectFrom('definition').select(['version', 'effective_from']).where('kind', '=', 'flow').where('key', '=', key).where('effective_from', 'is not', null).where('effective_from', '<=', ctx.now).orderBy('effective_from', 'desc').limit(50).execute()
  return rows.map((row) => ({ version: row.version, from: dayIn(zone, row.effective_from as Date) }))
}

function numbered(): { names: string[]; of: (name: string) => number } {
  const numbers = new Map<string, number>()
  const names: string[] = []
  return { names, of: (name) => { let number = numbers.get(name); if (number === undefined) { number = names.push(name) - 1; numbers.set(name, number) } return number } }
}
