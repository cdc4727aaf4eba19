import { serve } from '../../../kernel/module.ts'
import { callScriptKind } from '../calls/call-kind.ts'
import { callScriptOf, tickSteps } from '../calls/call-script.ts'
import { CallTicked, calls } from '../calls/contract.ts'
import { callScripts } from '../definitions/call-script.ts'
import { shippedScripts } from '../definitions/scripts.ts'
import { scriptsOfCase, useScript, usesOfCase } from './case-scripts.ts'
import { ChatGreeted, ScriptUsed, scripts } from './contract.ts'
import { wordingMetrics } from './facts.ts'
import { greetingParts } from './greeting.ts'
import { listScripts } from './list-scripts.ts'
import { scriptKind } from './script-kind.ts'
import { scriptSettings } from './settings.ts'
import { noteTemplates, wordingUsage } from './usage.ts'

/** What scripts add to the module: the library by scene, their use on cases, the script of a call, and the greeting of chats. */
export const scriptParts = {
  events: [ScriptUsed, ChatGreeted, CallTicked],
  kinds: [scriptKind, callScriptKind],
  definitions: [...shippedScripts, ...callScripts, ...wordingMetrics],
  settings: scriptSettings,
  jobs: greetingParts.jobs,
  listeners: [...greetingParts.listeners, noteTemplates],
  answers: greetingParts.answers,
  serves: [serve(scripts, {
    listScripts: (ctx, { query }) => listScripts(ctx, query),
    scriptsOfCase: (ctx, { params, query }) => scriptsOfCase(ctx, params.id, query),
    use: (ctx, { params, body }) => useScript(ctx, params.id, params.key, body),
    usesOf: (ctx, { params }) => usesOfCase(ctx, params.id),
    usage: (ctx, { query }) => wordingUsage(ctx, query),
  }), serve(calls, {
    callScript: (ctx, { params }) => callScriptOf(ctx, params.id),
    tickSteps: (ctx, { params, body }) => tickSteps(ctx, params.id, body),
  })],
}
