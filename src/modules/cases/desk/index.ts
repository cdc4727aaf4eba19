import { latestOf } from '../../../kernel/events.ts'
import { shownHistory } from '../../../kernel/frame.ts'
import { serve } from '../../../kernel/module.ts'
import { ClockBreached } from '../../clocks/contract.ts'
import { namesOf } from '../../people/index.ts'
import { MessageAdded } from '../contract.ts'
import { findCase, mayWith } from '../queries.ts'
import { firstResponders, timeBoard } from './boards.ts'
import { CaseSnoozed, CaseWoken, MacroRun, ReplyScheduled, ScheduledCancelled, ScheduledHeld, ScheduledSent, SenderBlocked, SenderLifted, StaffMentioned, WatcherAdded, WatcherDropped, WorkCorrected, WorkNoted, blockedSenders, workspace } from './contract.ts'
import { deskMetrics, macros } from './definitions.ts'
import './facts.ts'
import { macroKind } from './macro-kind.ts'
import { macrosFor, runMacro } from './macros.ts'
import { listMentions, mentionable } from './mentions.ts'
import { cancelScheduled, scheduleReply, scheduledOf, scheduling, sendScheduled } from './scheduled.ts'
import { similarCases } from './similar.ts'
import { snoozeCase, snoozing, wakeCase } from './snooze.ts'
import { blockSender, canBlock, liftSender, listBlocked, markSpam, notSpam } from './spam.ts'
import { tellWatchers, unwatchCase, watchCase, watchersOf } from './watchers.ts'
import { correctWork, noteWork, workOn, workTimesOf } from './work-time.ts'

const blocks = (...words: ('read' | 'write')[]) => words.map((word) => ({ permission: `blocked-sender.${word}` as const, scope: 'all' }))

/** So many deeds are shown beside a conversation. */
const RECENT = 8

/** What the workspace adds to the cases module. */
export const workspaceParts = {
  permissions: ['blocked-sender.read', 'blocked-sender.write'] as const,
  grants: { cs_manager: blocks('read', 'write'), cs_supervisor: blocks('read', 'write'), team_lead: blocks('read') },
  events: [ReplyScheduled, ScheduledSent, ScheduledHeld, ScheduledCancelled, CaseSnoozed, CaseWoken, WatcherAdded, WatcherDropped, StaffMentioned, WorkNoted, WorkCorrected, MacroRun, SenderBlocked, SenderLifted],
  kinds: [macroKind],
  definitions: [...macros, ...deskMetrics],
  jobs: [...scheduling.jobs],
  beats: [...scheduling.beats, ...snoozing.beats],
  listeners: [...scheduling.listeners, ...snoozing.listeners, tellWatchers],
  serves: [serve(workspace, {
    beside: async (ctx, { params }) => {
      const found = await findCase(ctx, params.id)
      const [scheduled, watchers, work, blockable] = await Promise.all([scheduledOf(ctx, found.id, mayWith(ctx, found).includes('reply')), watchersOf(ctx, found.id), workOn(ctx, found.id), canBlock(ctx, found.id)])
      return { scheduled, watchers, watching: watchers.some(({ id }) => id === ctx.actor.id), work, canBlock: blockable }
    },
    scheduleReply: (ctx, { params, body }) => scheduleReply(ctx, params.id, body),
    cancelScheduled: (ctx, { params, body }) => cancelScheduled(ctx, params.id, params.itemId, body.version),
    sendScheduled: (ctx, { params, body }) => sendScheduled(ctx, params.id, params.itemId, body.version),
    snooze: (ctx, { params, body }) => snoozeCase(ctx, params.id, body.until),
    wake: (ctx, { params }) => wakeCase(ctx, params.id),
    watch: (ctx, { params, body }) => watchCase(ctx, params.id, body.staffId),
    unwatch: (ctx, { params }) => unwatchCase(ctx, params.id, params.itemId),
    mentions: (ctx, { query }) => listMentions(ctx, query),
    mentionable: (ctx, { params, query }) => mentionable(ctx, params.id, query.q),
    workTimes: (ctx, { params }) => workTimesOf(ctx, params.id),
    noteWork: (ctx, { params, body }) => noteWork(ctx, params.id, body),
    correctWork: (ctx, { params, body }) => correctWork(ctx, params.id, params.itemId, body),
    macros: (ctx, { params, query }) => macrosFor(ctx, params.id, query.q),
    runMacro: (ctx, { params, body }) => runMacro(ctx, params.id, body),
    markSpam: (ctx, { params, body }) => markSpam(ctx, params.id, body),
    notSpam: (ctx, { params }) => notSpam(ctx, params.id),
    recent: async (ctx, { params }) => shownHistory(ctx, await latestOf(ctx, [(await findCase(ctx, params.id)).id], RECENT, { without: ['clock.*', MessageAdded.kind], but: [ClockBreached.kind] }), namesOf),
    similar: (ctx, { params }) => similarCases(ctx, params.id),
    timeBoard: (ctx, { query }) => timeBoard(ctx, query.staffId),
    firstResponders: (ctx) => firstResponders(ctx),
  }), serve(blockedSenders, {
    blocked: (ctx, { query }) => listBlocked(ctx, query),
    block: (ctx, { body }) => blockSender(ctx, body),
    lift: (ctx, { params, body }) => liftSender(ctx, params.id, body.version),
  })],
}
