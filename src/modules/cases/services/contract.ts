import { z } from 'zod'
import { Bilingual, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { Answers, FormDefinition } from '../../forms/contract.ts'
import { Case, Channel, Kind, Priority } from '../contract.ts'

/** The catalogue of services: what can be asked for, and what then happens by itself. */

const Key = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)
/** A service that can be asked for: what it opens, what is asked, and who then does what by when. */
export const ServiceBody = z.strictObject({
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

const Named = z.object({ id: z.uuid(), name: z.string() })
export const Service = z.object({
  key: z.string(), name: Bilingual, about: Bilingual.nullable(), group: Bilingual.nullable(), kind: Kind, priority: Priority,
  /** What is asked with it, in the version in force. */
  form: z.object({ id: z.uuid(), questions: FormDefinition }).nullable(),
  tasks: z.array(z.object({ key: z.string(), title: Bilingual, hours: z.number().nullable() })),
  flow: Bilingual.nullable(), portal: z.boolean(),
  /** Until when it is promised to be done by the policy in force: working seconds, null where it promises nothing. */
  solutionSeconds: z.number().nullable(),
}).meta({ id: 'Service' })
export type Service = z.output<typeof Service>

export const RequestService = z.strictObject({
  customerId: z.uuid().optional(), customer: z.strictObject({ name: line(200), phone: z.string().max(60).optional(), email: z.string().max(320).optional() }).optional(),
  channel: Channel.default('phone'),
  /** What the customer says beyond the form; the service's name when absent. */
  description: prose(100_000).optional(), priority: Priority.optional(), answers: Answers.default({}),
}).refine((body) => !(body.customerId && body.customer), { error: 'case.two-customers', path: ['customer'] })
export type RequestService = z.output<typeof RequestService>

/** What a case was asked for, and how far it is. */
export const ServiceOfCase = z.object({
  service: z.object({ key: z.string(), name: Bilingual }), at: Instant, submissionId: z.uuid().nullable(), runId: z.uuid().nullable(),
  tasks: z.array(z.object({ id: z.uuid(), title: Bilingual, state: z.enum(['open', 'done', 'cancelled']), owner: Named.nullable(), dueAt: Instant.nullable(), outcome: z.string().nullable() })),
})
export type ServiceOfCase = z.output<typeof ServiceOfCase>

export const services = {
  services: endpoint('GET', '/services', { response: z.object({ items: z.array(Service) }), access: 'case.open', about: 'The catalogue of services in force, in its order.' }),
  request: endpoint('POST', '/services/:key/requests', { params: z.strictObject({ key: line(60) }), body: RequestService, response: Case, status: 201, access: 'case.open', about: 'Asks for a service: opens its case with what was filled in, gives its tasks and starts its flow.' }),
  serviceOf: endpoint('GET', '/cases/:id/service', { params: Id, response: z.object({ item: ServiceOfCase.nullable() }), access: 'case.read', about: 'What a case was asked for from the catalogue, and how far its tasks are.' }),
}

export const ServiceRequested = event('case.service-requested', z.object({ service: z.string(), definitionId: z.uuid(), submissionId: z.uuid().nullable(), tasks: z.int(), runId: z.uuid().nullable() }))
