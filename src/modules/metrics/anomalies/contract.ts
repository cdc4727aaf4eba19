import { z } from 'zod'
import { Bilingual, Day, Id, Instant, endpoint, event, line, prose } from '../../../kernel/contract.ts'
import { Sentence, Unit } from '../contract.ts'

/** Days on which a metric was out of the ordinary. */
export const Anomaly = z.object({
  id: z.uuid(), metric: z.string(), metricName: Bilingual, unit: Unit, better: z.enum(['higher', 'lower', 'neither']), day: z.iso.date(),
  /** Against the four weeks before, or against the same weekday of the eight weeks before. */
  kind: z.enum(['level', 'seasonal']),
  value: z.number(), expected: z.number(),
  /** One standard deviation, and how many of them the day lies away. */
  sigma: z.number(), score: z.number(), n: z.int(), explanation: Sentence,
  foundAt: Instant, seenAt: Instant.nullable(), seenBy: z.object({ id: z.uuid(), name: z.string() }).nullable(), remark: z.string().nullable(), version: z.int(), may: z.array(z.enum(['note'])),
}).meta({ id: 'MetricAnomaly' })
export type Anomaly = z.output<typeof Anomaly>

export const anomalies = {
  anomalies: endpoint('GET', '/metric-anomalies', { query: z.strictObject({ metric: line(60).optional(), from: Day.optional(), to: Day.optional(), open: z.enum(['true', 'false']).default('false') }), response: z.object({ items: z.array(Anomaly) }), access: 'metric.read', about: 'Days that were out of the ordinary, the newest first; with `open` only those that nobody has remarked on. At most 200.' }),
  note: endpoint('POST', '/metric-anomalies/:id/note', { params: Id, body: z.strictObject({ version: z.int(), remark: prose(500) }), response: Anomaly, access: 'metric.goal', about: 'Says what was behind it.' }),
}
export const AnomalyFound = event('metric-anomaly.found', z.object({ metric: z.string(), day: z.iso.date(), kind: z.enum(['level', 'seasonal']), score: z.number() }))
/** The day was corrected since and is as usual. */
export const AnomalyGone = event('metric-anomaly.gone', z.object({ metric: z.string(), day: z.iso.date() }))
/** The words themselves stay with the anomaly. */
export const AnomalyNoted = event('metric-anomaly.noted', z.object({ metric: z.string(), day: z.iso.date() }))
