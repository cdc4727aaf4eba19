import { z } from 'zod'
import { Id, Instant, endpoint } from './contract.ts'

/** How the house itself is doing: what waits, what lags, what could not be taken. */
export const ParkedEvent = z.object({ id: z.uuid(), listener: z.string(), pos: z.int(), kind: z.string(), subjectId: z.uuid(), error: z.string(), at: Instant }).meta({ id: 'ParkedEvent' })
export type ParkedEvent = z.output<typeof ParkedEvent>
export const Health = z.object({
  events: z.object({ head: z.int(), unsealed: z.int() }),
  listeners: z.array(z.object({ name: z.string(), behind: z.int(), attempts: z.int(), error: z.string().nullable() })),
  jobs: z.object({ waiting: z.int(), failing: z.int() }),
  parked: z.array(ParkedEvent),
}).meta({ id: 'Health' })
export type Health = z.output<typeof Health>

export const health = {
  read: endpoint('GET', '/health', { response: Health, access: 'system.read', about: 'What waits, what lags, and the events a listener could not take.' }),
  replay: endpoint('POST', '/parked-events/:id/replay', { params: Id, body: z.strictObject({}), response: z.null(), access: 'system.write', about: 'Lets the listener hear a parked event again; it leaves the list when it is taken.' }),
}
