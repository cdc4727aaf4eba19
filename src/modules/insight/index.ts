/** Insight: what is shown to whoever leads. It counts nothing of its own; every number is a metric's. */
import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { answer, defineModule, serve } from '../../kernel/module.ts'
import { FileMayBeRead } from '../files/contract.ts'
import { namesOf } from '../people/index.ts'
import { DecisionMade, DecisionReviewed, ReportPublished, ReportSent, ScheduleChanged, ScheduleMade, ScheduleRan, dashboards, decisions, reports, wall } from './contract.ts'
import { dashboardKind } from './dashboards/definition.ts'
import { getDashboard, listDashboards, recordsOfTile } from './dashboards/queries.ts'
import { decide, reviewDecision } from './decisions/commands.ts'
import { findDecision, getDecision, listDecisions } from './decisions/queries.ts'
import { dashboards as shippedBoards } from './definitions/dashboards.ts'
import { insightMetrics } from './definitions/metrics.ts'
import { reportTemplates } from './definitions/report-templates.ts'
import './facts.ts'
import { processLogs } from './process/contract.ts'
import { processLog } from './process/queries.ts'
import { templateKind } from './reports/definition.ts'
import { carryReports, publishReport, sendReport, tellReceivers } from './reports/publish.ts'
import { getReport, listReports, listTemplates, previewReport, reportFile } from './reports/queries.ts'
import { settings } from './settings.ts'
import { wallNow } from './wall.ts'
import { changeSchedule, listSchedules, makeSchedule, scheduleBeat } from './reports/schedules.ts'

const PERMISSIONS = ['dashboard.read', 'wall.read', 'report.read', 'report.prepare', 'report.publish', 'decision-log.read', 'decision-log.write', 'process.read'] as const
const all = (...words: (typeof PERMISSIONS)[number][]): Grant[] => words.map((permission) => ({ permission, scope: 'all' }))
/** The boards of one's own roles. */
const own: Grant[] = [{ permission: 'dashboard.read', scope: 'own' }]

export const insightModule = defineModule({
  name: 'insight',
  permissions: PERMISSIONS,
  grants: {
    cs_manager: all(...PERMISSIONS), cs_supervisor: all(...PERMISSIONS), team_lead: [...own, ...all('wall.read', 'report.read', 'decision-log.read', 'process.read')], clerk: [...own, ...all('report.read', 'report.prepare')],
    supervision: [...own, ...all('wall.read', 'report.read', 'decision-log.read', 'process.read')], improvement_owner: all('process.read'), management: all('dashboard.read', 'wall.read', 'report.read', 'report.prepare', 'report.publish', 'decision-log.read', 'decision-log.write', 'process.read'), execution: own, appeal_reviewer: own,
    evaluator: [...own, ...all('report.read', 'process.read')], agent: own, after_sales: own, info_specialist: own, system_admin: [...own, { permission: 'metric.read', scope: 'all' }],
  },
  events: [ReportPublished, ReportSent, ScheduleMade, ScheduleChanged, ScheduleRan, DecisionMade, DecisionReviewed],
  settings,
  kinds: [dashboardKind, templateKind],
  definitions: [...insightMetrics, ...shippedBoards, ...reportTemplates],
  beats: [scheduleBeat],
  jobs: [carryReports],
  listeners: [tellReceivers],
  // The frozen copy hangs on its report: whoever may read the one may read the other.
  answers: [answer(FileMayBeRead, 'insight.files', async (ctx, { ownerKind }) => ownerKind === 'report' && (ctx.actor.kind === 'system' || ctx.actor.can('report.read')) ? [{ may: true }] : [])],
  serves: [serve(dashboards, {
    boards: async (ctx) => listDashboards(ctx),
    board: (ctx, { params, query }) => getDashboard(ctx, params.key, query),
    tileRecords: (ctx, { params, query }) => recordsOfTile(ctx, params.key, params.tile, query),
  }), serve(wall, {
    now: (ctx, { query }) => wallNow(ctx, query),
  }), serve(reports, {
    templates: async (ctx) => listTemplates(ctx),
    preview: (ctx, { query }) => previewReport(ctx, query),
    published: (ctx, { query }) => listReports(ctx, query),
    report: (ctx, { params }) => getReport(ctx, params.id),
    file: (ctx, { params, query }) => reportFile(ctx, params.id, query),
    publish: async (ctx, { body }) => getReport(ctx, await publishReport(ctx, body)),
    send: (ctx, { params, body }) => sendReport(ctx, params.id, body),
    reportEvents: async (ctx, { params }) => historyEntries(ctx, [(await getReport(ctx, params.id)).id], namesOf),
    schedules: (ctx) => listSchedules(ctx),
    schedule: (ctx, { body }) => makeSchedule(ctx, body),
    changeSchedule: (ctx, { params, body }) => changeSchedule(ctx, params.id, body),
  }), serve(processLogs, {
    processLog: (ctx, { query }) => processLog(ctx, query),
  }), serve(decisions, {
    decided: (ctx, { query }) => listDecisions(ctx, query),
    decision: (ctx, { params }) => getDecision(ctx, params.id),
    decide: (ctx, { body }) => decide(ctx, body),
    review: (ctx, { params, body }) => reviewDecision(ctx, params.id, body),
    decisionEvents: async (ctx, { params }) => historyEntries(ctx, [(await findDecision(ctx, params.id)).id], namesOf),
  })],
})
