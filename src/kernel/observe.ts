import type { FastifyInstance } from 'fastify'
import { Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import pino from 'pino'
import type { Logger } from 'pino'

/** Logs and measures: routes, times and ids, never addresses, bodies, names or numbers of people. */

export const openLog = (level: string, stream?: pino.DestinationStream): Logger => pino({
  level,
  serializers: {
    // A database error's detail and parameters quote the row; only its code, its place and the stack are told.
    err: (error: Error & { code?: string; constraint?: string; table?: string }) => ({ name: error.name, code: error.code, constraint: error.constraint, table: error.table, message: error.code && /^[0-9A-Z]{5}$/.test(error.code) ? 'database error' : error.message, stack: error.stack?.split('\n').slice(1).join('\n') }),
  },
}, stream ?? pino.destination(1))

const registry = new Registry()
collectDefaultMetrics({ register: registry })
const seconds = new Histogram({ name: 'shouwen_http_seconds', help: 'Time of answers by route and status', labelNames: ['route', 'method', 'status'], buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10], registers: [registry] })

export function countRequests(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    seconds.observe({ route, method: request.method, status: String(reply.statusCode) }, reply.elapsedTime / 1_000)
    request.log.debug({ route, method: request.method, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered')
  })
}

/** A figure read when Prometheus asks. */
export function gauge(name: string, help: string, read: () => Promise<number> | number): void {
  registry.removeSingleMetric(name)
  new Gauge({ name, help, registers: [registry], collect: async function collect() { this.set(await read()) } })
}
export const metricsText = (): Promise<string> => registry.metrics()
export const metricsType = registry.contentType
