import { defineModule, serve } from '../../kernel/module.ts'
import { definitionTables, shipped } from '../../kernel/definitions.ts'
import { FlowDefinition, flows } from './contract.ts'
import { flowKind } from './definition.ts'
import { flowForms } from './definitions/forms.ts'
import { stepFlows } from './definitions/index.ts'

/** Flows: the versioned definitions of how work moves, and the reader that says which move is allowed. */
export type { FlowDefinition } from './contract.ts'
export { flowKind } from './definition.ts'
export { flowSubject } from './subjects.ts'

export const flowsModule = defineModule({
  name: 'flows',
  kinds: [flowKind],
  definitions: [...flowForms, ...stepFlows.map(({ key, body }) => shipped(flowKind, key, body as never))],
  serves: [serve(flows, {
    list: async (ctx) => {
      const ids = ctx.definitions.keys(flowKind, ctx.now).map((key) => ctx.definitions.current(flowKind, key, ctx.now))
      if (!ids.length) return { items: [] }
      const rows = await definitionTables(ctx).selectFrom('definition').select(['id', 'body']).where('id', 'in', ids.map((one) => one.id)).execute()
      return { items: ids.map((one) => {
        const { name, statuses } = FlowDefinition.parse(rows.find((row) => row.id === one.id)?.body)
        return { key: one.key, version: one.version, name, statuses }
      }) }
    },
  })],
})
