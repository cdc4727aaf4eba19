import { z } from 'zod'
import { Bilingual } from '../../kernel/contract.ts'
import { definitionKind } from '../../kernel/definitions.ts'
import { StatusClass } from './contract.ts'

const Key = z.string().regex(/^[a-z][a-z0-9-]*$/)

export const FlowDefinition = z.strictObject({
  name: Bilingual,
  /** The status a run begins in. */
  start: Key,
  /** The status that taking the work on leads to, from `start`. */
  taken: Key,
  statuses: z.array(z.strictObject({ key: Key, class: StatusClass, name: Bilingual })).min(2),
  transitions: z.array(z.strictObject({
    from: z.array(Key).min(1), to: Key,
    /** Names of guards that must agree; declared by the module whose records run on the flow. */
    guards: z.array(Key).default([]),
  })),
})
export type FlowDefinition = z.input<typeof FlowDefinition>

export interface Status { key: string; class: StatusClass }
export interface Flow {
  start: Status
  taken: Status
  /** The status of a key; undefined when the flow has none such. */
  status: (key: string) => Status | undefined
  /** The keys a run may move to from here. */
  next: (from: string) => readonly string[]
  /** The guards of one move; undefined when the flow has no such move. */
  guards: (from: string, to: string) => readonly string[] | undefined
}

/** Reads a definition; refuses one with a dead end that is not closed, a status nobody reaches, or a word it does not know. */
function compile(body: z.output<typeof FlowDefinition>): Flow {
  const statuses = new Map(body.statuses.map(({ key, class: of }) => [key, { key, class: of }]))
  const known = (key: string, where: string): Status => {
    const status = statuses.get(key)
    if (!status) throw new Error(`${where}: no status '${key}'`)
    return status
  }
  const moves = new Map<string, Map<string, readonly string[]>>()
  for (const [at, { from, to, guards }] of body.transitions.entries()) {
    known(to, `transitions.${at}.to`)
    for (const key of from) {
      known(key, `transitions.${at}.from`)
      moves.set(key, (moves.get(key) ?? new Map<string, readonly string[]>()).set(to, guards))
    }
  }
  const start = known(body.start, 'start')
  const reached = new Set([start.key])
  for (const key of reached) for (const to of moves.get(key)?.keys() ?? []) reached.add(to)
  for (const status of statuses.values()) {
    if (!reached.has(status.key)) throw new Error(`statuses: '${status.key}' can't be reached from '${start.key}'`)
    if (status.class !== 'closed' && !moves.get(status.key)?.size) throw new Error(`statuses: nothing leads out of '${status.key}', which is not closed`)
  }
  return {
    start, taken: known(body.taken, 'taken'),
    status: (key) => statuses.get(key),
    next: (from) => [...moves.get(from)?.keys() ?? []],
    guards: (from, to) => moves.get(from)?.get(to),
  }
}
export const flowKind = definitionKind('flow', FlowDefinition as unknown as z.ZodType<z.output<typeof FlowDefinition>>, compile)
