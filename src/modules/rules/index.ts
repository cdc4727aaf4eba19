import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve, serveOutside } from '../../kernel/module.ts'
import { namesOf } from '../people/index.ts'
import './actions/add-task.ts'
import './actions/notify.ts'
import { clockBeat, forgetBeat } from './clock.ts'
import { arrangeRules, replayFiring, switchRule } from './commands.ts'
import { RuleFailed, RuleFired, RuleSwitched, RulesArranged, rules, trying } from './contract.ts'
import { ruleKind } from './definition.ts'
import { dryRun, stopDryRun } from './dry-run.ts'
import { hearRules } from './hear.ts'
import { rulesNamePeople } from './publishing.ts'
import { listFirings, listRules, vocabularyOf } from './queries.ts'
import { settings } from './settings.ts'
import { scores } from './scores/contract.ts'
import { customerGrade, grade, scoreKind } from './scores/grade.ts'
import { testWebhook } from './webhooks/action.ts'
import { addWebhook, changeWebhook, replayDelivery, rotateSecret } from './webhooks/commands.ts'
import { DeliveryGivenUp, DeliveryQueued, SecretRotated, WebhookAdded, WebhookChanged, WebhookStopped, WebhookTested, testing, webhooks } from './webhooks/contract.ts'
import { deliver, sendQueued, sweepDeliveries } from './webhooks/deliver.ts'
import { findWebhook, getWebhook, listDeliveries, listWebhooks } from './webhooks/queries.ts'

/** Rules: what the house does by itself when something happens, in what order, and why it did. */
export { ruleKind } from './definition.ts'

const all = (...words: `${string}.${string}`[]) => words.map((permission) => ({ permission, scope: 'all' }))
const PERMISSIONS = ['rule.read', 'rule.steer', 'webhook.read', 'webhook.write'] as const

export const rulesModule = defineModule({
  name: 'rules',
  permissions: PERMISSIONS,
  grants: {
    cs_manager: all(...PERMISSIONS), system_admin: all(...PERMISSIONS), cs_supervisor: all('rule.read', 'rule.steer', 'webhook.read'),
    management: all('rule.read'), supervision: all('rule.read'), team_lead: all('rule.read'), agent: all('rule.read'), after_sales: all('rule.read'), clerk: all('rule.read'), info_specialist: all('rule.read'),
  },
  events: [RuleFired, RuleFailed, RuleSwitched, RulesArranged, WebhookAdded, WebhookChanged, SecretRotated, WebhookTested, DeliveryQueued, DeliveryGivenUp, WebhookStopped],
  settings,
  kinds: [ruleKind, scoreKind],
  definitions: [customerGrade],
  listeners: [hearRules, sendQueued],
  jobs: [deliver],
  beats: [clockBeat, forgetBeat, sweepDeliveries],
  answers: [rulesNamePeople],
  invariants: [{ name: 'no firing is left half done', sql: `select id from rule_firing where state = 'doing'` }],
  serves: [
    serve(rules, {
      rules: async (ctx) => ({ items: await listRules(ctx) }),
      vocabulary: (ctx) => vocabularyOf(ctx),
      switchRule: (ctx, { params, body }) => switchRule(ctx, params.key, body),
      arrange: (ctx, { body }) => arrangeRules(ctx, body.keys),
      firings: (ctx, { query }) => listFirings(ctx, query),
      replay: (ctx, { params, body }) => replayFiring(ctx, params.id, body.version),
    }),
    serve(scores, { grade: async (ctx, { params, query }) => grade(ctx, params.key, query.values) }),
    serve(webhooks, {
      webhooks: (ctx) => listWebhooks(ctx),
      webhook: (ctx, { params }) => getWebhook(ctx, params.id),
      addWebhook: (ctx, { body }) => addWebhook(ctx, body),
      changeWebhook: (ctx, { params, body }) => changeWebhook(ctx, params.id, body),
      rotateSecret: (ctx, { params, body }) => rotateSecret(ctx, params.id, body),
      deliveries: (ctx, { params, query }) => listDeliveries(ctx, params.id, query),
      replayDelivery: (ctx, { params, body }) => replayDelivery(ctx, params.id, body.version),
      webhookEvents: async (ctx, { params }) => historyEntries(ctx, [(await findWebhook(ctx, params.id)).id], namesOf),
    }),
    serveOutside(testing, { testWebhook: (work, actor, { params }) => testWebhook(work, actor, params.id) }),
    serveOutside(trying, {
      dryRun: (work, actor, { body }) => dryRun(work, actor, body),
      stopDryRun: (work, actor, { body }) => stopDryRun(work, actor, body.id),
    }),
  ],
})
