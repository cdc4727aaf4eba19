import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind } from '../../../kernel/definitions.ts'
import { Kind, Priority } from '../contract.ts'

const Key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
/** A service that can be asked for: what it opens, what is asked, and who then does what by when. */
const ServiceBody = z.strictObject({
  name: Bilingual, about: Bilingual.optional(),
  /** Under which heading of the catalogue it stands, and where there. */
  group: Bilingual.optional(), order: z.int().min(0).max(10_000).default(100),
  kind: Kind.default('request'), priority: Priority.default('normal'), teamId: z.uuid().optional(),
  /** Key of the form that is filled in with it. */
  form: Key.optional(),
  /** Each is a task about the case from the first moment; `hours` are working hours. What has to wait for something else is a step of a flow. */
  tasks: z.array(z.strictObject({
    key: Key, title: Bilingual, to: z.union([z.strictObject({ role: z.string().min(1).max(60) }), z.strictObject({ teamId: z.uuid() })]), hours: z.number().positive().max(1_000).optional(),
  })).max(20).default([]),
  /** Key of a flow that is started on the case. */
  flow: Key.optional(),
  /** Where it is offered: to staff always; to customers on their pages when this is set. */
  portal: z.boolean().default(false),
})
export type ServiceBody = z.input<typeof ServiceBody>
export type CompiledService = z.output<typeof ServiceBody>

/** @throws Error naming a task that stands twice */
function compile(body: CompiledService): CompiledService {
  const twice = body.tasks.find(({ key }, at) => body.tasks.findIndex((one) => one.key === key) < at)
  if (twice) throw new Error(`tasks: '${twice.key}' stands twice`)
  return body
}
export const serviceKind = definitionKind('service', ServiceBody as unknown as z.ZodType<CompiledService>, compile)
