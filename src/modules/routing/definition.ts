import { z } from 'zod'
import { Bilingual } from '../../kernel/contract.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { checkCondition, compile as compileCondition } from '../../pure/conditions/index.ts'
import type { Condition, Fact, Fields } from '../../pure/conditions/index.ts'

/** What queues may ask about a case. */
export const queueFields = { kind: { type: 'choice' }, channel: { type: 'choice' }, priority: { type: 'choice' }, teamId: { type: 'id' }, hasCustomer: { type: 'boolean' }, severity: { type: 'choice' }, service: { type: 'choice' }, grade: { type: 'choice' } } as const satisfies Fields

const Key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
/** In which queue a case stands, what its handler must be able to do, and who of those who may is chosen. The first queue that fits decides. */
export const RoutingDefinition = z.strictObject({
  name: Bilingual,
  queues: z.array(z.strictObject({
    key: Key, name: Bilingual, when: z.custom<Condition<keyof typeof queueFields>>((value) => typeof value === 'object' && value !== null).optional(),
    /** All of these, each at least at this level and not expired. */
    needs: z.array(z.strictObject({ skill: Key, level: z.int().min(1).max(5) })).max(20).default([]),
    /** `load`: whoever has least in hand; `turn`: whoever was given nothing for longest. */
    by: z.enum(['load', 'turn']),
  })).min(1).max(100),
})
export type RoutingDefinition = z.input<typeof RoutingDefinition>
type Body = z.output<typeof RoutingDefinition>
export type Queue = Body['queues'][number]
export interface Routing {
  /** The queue a case stands in; undefined when it is left to people. */
  queueOf: (facts: Fact) => Queue | undefined
  queues: ReadonlyMap<string, Queue>
}

/** @throws Error naming a queue that stands twice or a condition over an unknown field */
function compile(body: Body): Routing {
  const faults = body.queues.flatMap(({ key, when }, at) => [
    ...(body.queues.findIndex((one) => one.key === key) < at ? [`queues.${at}.key: '${key}' stands twice`] : []),
    ...(when ? checkCondition(queueFields, when, {}).map(({ path, message }) => `queues.${at}.when${path && `.${path}`}: ${message}`) : []),
  ])
  if (faults.length) throw new Error(faults.join('; '))
  const judged = body.queues.map((queue) => ({ queue, judge: queue.when ? compileCondition(queueFields, queue.when) : () => true }))
  return { queueOf: (facts) => judged.find(({ judge }) => judge(facts) === true)?.queue, queues: new Map(body.queues.map((queue) => [queue.key, queue])) }
}
export const routingKind = definitionKind<Body, Routing>('routing', RoutingDefinition as unknown as z.ZodType<Body>, compile)
