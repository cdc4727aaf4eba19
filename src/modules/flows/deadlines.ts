import type { Compiled, Definitions } from '../../kernel/definitions.ts'
import type { Policy } from '../clocks/index.ts'
import { policiesWithin } from '../clocks/index.ts'
import type { Flow } from './definition.ts'
import { flowKind } from './definition.ts'

/** The deadlines of steps stand in the flow itself; for clocks they are a policy with one clock a step, bound to the flow's version. */
export const stepPolicy = (flow: Compiled<Flow>): Compiled<Policy> => ({ ...flow, is: flow.is.deadlines })
policiesWithin('step', (definitions: Definitions, id) => stepPolicy(definitions.version(flowKind, id)))
