import type { Grant } from '../../kernel/context.ts'
import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
import { insideRoles, namesOf } from '../people/index.ts'
import { addWords, answerAlarm, endAlarm, getAlarm, listAlarms, pageOf, press, readCall } from './alarms.ts'
import * as told from './contract.ts'
import { alarms, sos } from './contract.ts'
import { sosMetrics } from './facts.ts'
import { addPlace, changePlace, listPlaces } from './places.ts'
import { settings } from './settings.ts'
import { alarmResource } from './tables.ts'
import { escalateOne, planNextStep } from './telling.ts'

/** Risk: calls for help from places that customers visit, whom they reach, and how quickly somebody answers. */

const PERMISSIONS = ['sos.read', 'sos.answer', 'sos.place'] as const
const all = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))

export const riskModule = defineModule({
  name: 'risk',
  permissions: PERMISSIONS,
  // In an emergency whoever is told must be able to answer, whatever else they may.
  grants: { ...Object.fromEntries(insideRoles.map((role) => [role, all('sos.read', 'sos.answer')])), cs_manager: all(...PERMISSIONS), cs_supervisor: all(...PERMISSIONS), risk_owner: all(...PERMISSIONS) },
  events: Object.values(told).filter((one): one is typeof told.AlarmRaised => typeof one === 'object' && 'kind' in one && 'subject' in one),
  settings,
  definitions: sosMetrics,
  resources: [alarmResource],
  jobs: [escalateOne],
  listeners: [planNextStep],
  invariants: [{ name: 'a call for help that somebody answered has who and when', sql: `select id from sos_alarm where state <> 'pressed' and (answered_at is null or answered_by is null)` }],
  serves: [serve(sos, {
    page: (ctx, { params }) => pageOf(ctx, params.code),
    press: (ctx, { params, body }) => press(ctx, params.code, body),
    call: (ctx, { params }) => readCall(ctx, params.token),
    say: (ctx, { params, body }) => addWords(ctx, params.token, body),
  }), serve(alarms, {
    alarms: (ctx, { query }) => listAlarms(ctx, query),
    alarm: (ctx, { params }) => getAlarm(ctx, params.id),
    answer: (ctx, { params }) => answerAlarm(ctx, params.id),
    end: (ctx, { params, body }) => endAlarm(ctx, params.id, body),
    alarmEvents: async (ctx, { params }) => historyEntries(ctx, [(await getAlarm(ctx, params.id)).id], namesOf),
    places: async (ctx) => ({ items: await listPlaces(ctx) }),
    addPlace: (ctx, { body }) => addPlace(ctx, body),
    changePlace: (ctx, { params, body }) => changePlace(ctx, params.id, body),
  })],
})
