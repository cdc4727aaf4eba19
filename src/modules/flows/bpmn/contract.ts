import { z } from 'zod'
import { Id, endpoint } from '../../../kernel/contract.ts'

/** Flows as files of BPMN 2.0: out, and in. */

/** The longest BPMN text that is read, in UTF-16 units. */
export const LONGEST_BPMN = 2_000_000

/** Why an element of foreign BPMN was left out, or taken for something else. The catalogue says it under `flow.left-out.WHY`. */
export const LEFT_OUT = ['not-known', 'loop-dropped', 'condition-not-read', 'event-passed-over', 'second-process', 'taken-as-work'] as const
export const ReadBpmn = z.object({
  /** What the file calls it, as a key may be written. */
  key: z.string().nullable(),
  /** A body as the desk takes it for a draft. */
  body: z.json(),
  leftOut: z.array(z.object({ element: z.string(), id: z.string(), name: z.string(), why: z.enum(LEFT_OUT) })),
}).meta({ id: 'ReadBpmn' })
export type ReadBpmn = z.output<typeof ReadBpmn>

export const flowFiles = {
  bpmn: endpoint('GET', '/flow-versions/:id/bpmn', { params: Id, response: z.unknown(), download: true, access: 'definition.read', about: 'A version of a flow as BPMN 2.0 with its diagram. Whatever BPMN has no word for stands in extension elements, so that it comes back as it was.' }),
}
export const bpmnReading = {
  read: endpoint('POST', '/flow-files/bpmn', { body: z.strictObject({ text: z.string().min(1).max(LONGEST_BPMN) }), response: ReadBpmn, access: 'definition.write', about: 'Reads BPMN 2.0 as a flow, writing nothing: what it could not keep is listed. Refused where no flow can be made of it.' }),
}
