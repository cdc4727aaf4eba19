import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import underPressure from '@fastify/under-pressure'
import websocket from '@fastify/websocket'
import Fastify, { LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { AppError } from './errors.ts'
import { newId } from './id.ts'
import type { Identity } from './identity.ts'
import type { Live } from './live.ts'
import { API, answerErrors } from './http.ts'
import { countRequests } from './observe.ts'

const JSON_LIMIT = 1024 * 1024
/** What our own pages may load: what we serve, and nothing else. */
const POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none'; frame-ancestors 'self'; base-uri 'self'; form-action 'self'"

export interface ServerParts { logger: Logger; trustProxy: boolean; publicUrl: string | undefined }

/** Fastify with everything that stands before any endpoint: limits, headers, cookies, errors, request ids. */
export async function openServer({ logger, trustProxy, publicUrl }: ServerParts): Promise<FastifyInstance> {
  const app = Fastify({
    // Addresses may hold a searched phone number: what is logged of a request is its route, its answer and its time (`observe.ts`).
    loggerInstance: logger, logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: JSON_LIMIT, trustProxy, genReqId: () => newId(), requestTimeout: 120_000, forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 200, ignoreTrailingSlash: false },
  }) as unknown as FastifyInstance
  answerErrors(app)
  countRequests(app)
  await app.register(helmet, {
    // Helmet would put the same sentence together anew for every answer.
    contentSecurityPolicy: false,
    strictTransportSecurity: publicUrl?.startsWith('https:') ? { maxAge: 31_536_000 } : false, crossOriginEmbedderPolicy: false,
  })
  app.addHook('onSend', async (_request, reply) => { if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', POLICY) })
  await app.register(cookie)
  await app.register(rateLimit, {
    global: false, max: 120, timeWindow: 60_000,
    errorResponseBuilder: (_request, { ttl }) => new AppError('too-many', 'request.too-many', { retryAfterSeconds: Math.ceil(ttl / 1_000), params: { seconds: Math.ceil(ttl / 1_000) } }),
  })
  // Looked at over ten seconds: one long pause that is over is no reason to refuse anybody.
  await app.register(underPressure, { maxEventLoopDelay: 5_000, sampleInterval: 10_000, exposeStatusRoute: false, pressureHandler: (request) => {
    // A page is cheap, and whoever opens one would be shown the refusal as text; what the page then asks for can be asked again.
    if (request.url.startsWith('/api/')) throw new AppError('unavailable', 'server.busy', { retryAfterSeconds: 2 })
  } })
  await app.register(compress, { threshold: 2_048, encodings: ['gzip', 'deflate'], zlibOptions: { level: 3 } })
  await app.register(websocket, { options: { maxPayload: 1_024 } })
  return app
}

/** Refuses a change that another site's page sends along with our cookie. A token can't be sent by a foreign page, so it needs no such proof. */
export function guardOrigin(app: FastifyInstance, publicUrl: string | undefined): void {
  app.addHook('onRequest', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS') return
    if (request.headers.authorization || !request.headers.cookie) return
    if (!sameOrigin(request.headers.origin, request.headers.host, publicUrl) || request.headers['x-shouwen-csrf'] === undefined) throw new AppError('forbidden', 'auth.foreign-origin')
  })
}
export const sameOrigin = (origin: string | undefined, host: string | undefined, publicUrl: string | undefined): boolean => {
  if (origin === undefined) return true
  try { return new URL(origin).host === host || (publicUrl !== undefined && new URL(origin).origin === new URL(publicUrl).origin) } catch { return false }
}

/** The live socket: cookie of one's own origin, or a token in the header; never by the query, for addresses are logged on the way. */
export function openSocket(app: FastifyInstance, live: Live, identity: Identity, publicUrl: string | undefined): void {
  app.register(async (scope) => {
    scope.get(`${API}/live`, { websocket: true, preValidation: async (request) => {
      if (!request.headers.authorization && !sameOrigin(request.headers.origin, request.headers.host, publicUrl)) throw new AppError('forbidden', 'auth.foreign-origin')
      const actor = await identity.actorOf(request)
      if (!actor) throw new AppError('unauthenticated', 'auth.required')
      Object.assign(request, { liveActor: actor })
    } }, (socket, request) => live.join((request as unknown as { liveActor: Parameters<Live['join']>[0] }).liveActor, socket))
  })
}
