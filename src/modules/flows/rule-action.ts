import { z } from 'zod'
import { ruleAction } from '../../kernel/rule-actions.ts'
import { startFlow } from './commands/start-run.ts'

/** What rules may set going: a flow on the record. */
ruleAction({
  name: 'flow.start', words: { zh: '启动流程', en: 'Start a flow' },
  input: z.strictObject({ flow: z.string().min(1).max(120) }),
  inputs: { flow: { words: { zh: '流程', en: 'Flow' }, as: 'definition', kind: 'flow', required: true } },
  async run(ctx, at, { flow }) {
    const { runId } = await startFlow(ctx, { flow, about: at.about, key: at.key })
    return { did: { kind: 'run', id: runId } }
  },
})
