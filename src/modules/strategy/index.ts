import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { namesOf } from '../people/index.ts'
import { changeNeed, formNeed, moveNeed, routeNeed } from './commands/needs.ts'
import { captureVoice, changeVoice, joinVoices, removeVoice } from './commands/voices.ts'
import * as told from './contract.ts'
import { needs, voices } from './contract.ts'
import { needMetrics } from './definitions/metrics.ts'
import { launchTemplate } from './definitions/template.ts'
import './facts.ts'
import { findableNeeds } from './findable.ts'
import { tellLaunch, tellOriginators } from './launch.ts'
import { noteAnswers, routeGrown } from './listeners.ts'
import { candidatesFor, findNeed, getNeed, listNeeds, listVoices, overviewOf, voicesOfNeed } from './queries.ts'
import { settings } from './settings.ts'
import { needResource, voiceResource } from './tables.ts'

/** Strategy: what customers say they need, from the voice in a contact to the product that answers it. */

const PERMISSIONS = ['need.read', 'need.steer', 'voice.read', 'voice.capture'] as const
const all = (...words: (typeof PERMISSIONS)[number][]): Grant[] => words.map((permission) => ({ permission, scope: 'all' }))
const reads = all('need.read', 'voice.read')
const serves = all('need.read', 'voice.read', 'voice.capture')
const steers = all(...PERMISSIONS)

export const strategyModule = defineModule({
  name: 'strategy',
  permissions: PERMISSIONS,
  grants: {
    cs_manager: steers, cs_supervisor: steers, info_specialist: steers, management: steers, team_lead: serves, agent: serves, after_sales: serves, clerk: serves, execution: serves, supervision: serves, installer: all('voice.capture'),
    evaluator: reads, improvement_owner: reads, department_liaison: [{ permission: 'need.read', scope: 'department' }],
  },
  events: Object.values(told).filter((one): one is typeof told.NeedFormed => typeof one === 'object' && 'kind' in one && 'subject' in one),
  settings,
  definitions: [launchTemplate, ...needMetrics],
  resources: [needResource, voiceResource],
  listeners: [findableNeeds, routeGrown, noteAnswers, tellOriginators],
  jobs: [tellLaunch],
  invariants: [
    { name: 'a need knows how many voices it joins', sql: 'select id from need n where voices <> (select count(*) from voice v where v.need_id = n.id)' },
    { name: 'nobody was told of a need that is not launched', sql: `select need_id as id from need_notice o join need n on n.id = o.need_id where n.stage <> 'launched'` },
    { name: 'an accepted need was answered by a department', sql: `select id from need n where stage in ('accepted', 'production', 'launched') and not exists (select from department_request_ref r where r.about_kind = 'need' and r.about_id = n.id and r.state = 'answered')` },
  ],
  serves: [
    serve(needs, {
      needs: (ctx, { query }) => listNeeds(ctx, query),
      overview: (ctx) => overviewOf(ctx),
      candidates: async (ctx, { query }) => ({ items: await candidatesFor(ctx, query) }),
      need: (ctx, { params }) => getNeed(ctx, params.id),
      voicesOf: (ctx, { params, query }) => voicesOfNeed(ctx, params.id, query),
      form: (ctx, { body }) => formNeed(ctx, body),
      change: (ctx, { params, body }) => changeNeed(ctx, params.id, body),
      route: (ctx, { params, body }) => routeNeed(ctx, params.id, body),
      move: (ctx, { params, body }) => moveNeed(ctx, params.id, body),
      events: async (ctx, { params }) => historyEntries(ctx, [(await findNeed(ctx, params.id)).id], namesOf),
    }),
    serve(voices, {
      voices: (ctx, { query }) => listVoices(ctx, query),
      capture: (ctx, { body }) => captureVoice(ctx, body),
      join: (ctx, { body }) => joinVoices(ctx, body),
      changeVoice: (ctx, { params, body }) => changeVoice(ctx, params.id, body),
      removeVoice: (ctx, { params }) => removeVoice(ctx, params.id),
    }),
  ],
})
