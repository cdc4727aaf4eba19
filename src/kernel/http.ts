import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Endpoint } from './contract.ts'
import type { Actor, Ctx } from './context.ts'
import { AppError } from './errors.ts'
import type { Fault } from './errors.ts'
import { faultsOf, sayIssue } from './faults.ts'
import { localeOf, say } from './i18n/catalogue.ts'
import { answerOnce, keyIn } from './idempotency.ts'
import { maskerOf } from './masking.ts'
import type { Door, Download, Module, Served } from './module.ts'
import { problemOf } from './problem.ts'
import type { Work } from './work.ts'
import { stranger } from './actors.ts'

export interface HttpParts {
  work: Work
  /** Who calls; undefined for a stranger. Throws when credentials are shown and wrong. */
  actorOf: (request: FastifyRequest) => Promise<Actor | undefined>
}
export const API = '/api/v1'

/** Puts contracts on the server: every endpoint gets its door, its unit of work and its encoding here and nowhere else. */
export function mount(app: FastifyInstance, { work, actorOf }: HttpParts, module: string, { contract, handlers, outside }: Served): void {
  for (const [name, endpoint] of Object.entries(contract)) {
    const { method, path, spec } = endpoint
    const via = `${module}.${name}`
    const handler = handlers[name] as (ctx: Ctx, request: object, door: Door) => Promise<unknown>
    const encode = encoderOf(endpoint)
    routed(app, spec.raw, (scope) => scope.route({
      method, url: `${API}${path}`, config: { via, access: spec.access, ...(spec.perMinute ? { rateLimit: { max: spec.perMinute, timeWindow: 60_000 } } : spec.access === 'public' ? {} : { rateLimit: false }) },
      handler: async (request, reply) => {
        const actor = await admit(request, spec.access, actorOf)
        const input = inputOf(endpoint, request, actor.locale)
        const door = doorOf(request, reply)
        const told = <T>(going: Promise<T>) => going.catch(async (error: unknown) => { await leaveTrace(work, actor, via, error); throw encodeCurrent(error, (current) => encode(current, actor)) })
        const own = outside?.[name] as ((work: Work, actor: Actor, request: object, door: Door) => Promise<unknown>) | undefined
        if (own) return send(reply, spec.status ?? 200, encode(await told(own(work, actor, input, door)), actor))
        if (spec.download) return deliver(reply, await work.read(actor, via, (ctx) => handler(ctx, input, door)) as Download)
        if (method === 'GET') return send(reply, 200, encode(await told(work.read(actor, via, (ctx) => handler(ctx, input, door))), actor))
        const status = spec.status ?? 200
        const body = await told(answerOnce(work, actor, via, method === 'POST' ? keyIn(request.headers) : undefined, bodyHash(endpoint, request), status, async (ctx, events) => {
          const result = await handler(ctx, input, door)
          // A change that leaves no event is invisible to history, push and audit: refused here, so that no module can forget it.
          if (!events.length) throw new Error(`${via} changed something and told nobody`)
          return encode(result, actor)
        }))
        return send(reply, body.status, body.answer)
      },
    }))
  }
}

/** An endpoint that takes bytes gets them as a stream, whatever its types mean to other endpoints: it reads what it needs and refuses the rest. */
function routed(app: FastifyInstance, raw: readonly string[] | undefined, route: (scope: FastifyInstance) => unknown): void {
  if (!raw) { route(app); return }
  app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers()
    for (const type of raw) scope.addContentTypeParser(type, (_request, payload, taken) => taken(null, payload))
    route(scope)
    done()
  })
}

/**
 * A list as its door answers it, for work that the house does in somebody's name: the same permission, the same checks, the same masks.
 * Undefined where nothing, or no list, answers under that path.
 */
export function listAt(house: readonly Module[], path: string) {
  for (const { name: module, serves = [] } of house) for (const { contract, handlers } of serves) for (const [name, endpoint] of Object.entries(contract)) {
    const handler = handlers[name] as ((ctx: Ctx, request: object, door: undefined) => Promise<unknown>) | undefined
    if (endpoint.path !== path || endpoint.method !== 'GET' || endpoint.spec.download || !handler) continue
    const { shape } = (endpoint.spec.response as z.ZodType & { shape?: Record<string, unknown> })
    if (!shape?.['items'] || !shape['nextCursor']) continue
    const encode = encoderOf(endpoint)
    return {
      via: `${module}.${name}`,
      /** @throws AppError forbidden, invalid with the paths of the request */
      admit(actor: Actor, request: { params: object; query: object }): object {
        permit(actor, endpoint.spec.access)
        return inputOf(endpoint, request, actor.locale)
      },
      page: async (ctx: Ctx, input: object) => JSON.parse(encode(await handler(ctx, input, undefined), ctx.actor)) as { items: Record<string, unknown>[]; nextCursor: string | null },
    }
  }
  return undefined
}

function encoderOf({ spec }: Endpoint): (result: unknown, actor: Actor) => string {
  const schema = spec.response as z.ZodType
  const mask = maskerOf(schema)
  return (result, actor) => {
    const plain = z.encode(schema, result) ?? null
    return JSON.stringify(mask ? mask(plain, (fieldClass) => actor.can(`${fieldClass}.read`)) : plain)
  }
}
/** The record that a refusal shows goes through the same encoder and mask as an answer would. */
function encodeCurrent(error: unknown, encode: (current: unknown) => string): unknown {
  if (!(error instanceof AppError) || error.details.current === undefined) return error
  const { current, ...details } = error.details
  try { return new AppError(error.kind, error.code, { ...details, current: JSON.parse(encode(current)) as unknown }) } catch { return new AppError(error.kind, error.code, details) }
}
/** What is refused leaves nothing of itself; where the log should know that it was tried, it is told in a unit of its own. */
async function leaveTrace(work: Work, actor: Actor, via: string, error: unknown): Promise<void> {
  const trace = error instanceof AppError ? error.details.trace : undefined
  if (trace) await work.unit(actor, via, (ctx) => ctx.emit(trace.event, trace.id, trace.data as never))
}
const send = (reply: FastifyReply, status: number, text: string) => reply.code(status).header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store').send(text)

/** Files go out so that no browser runs what a stranger sent in. */
function deliver(reply: FastifyReply, { bytes, type, name, inline, policy }: Download) {
  return reply.header('content-type', type).header('x-content-type-options', 'nosniff').header('cache-control', 'private, no-store')
    .header('content-security-policy', policy ?? "default-src 'none'; style-src 'unsafe-inline'; sandbox")
    .header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename="${name.replace(/[^\x20-\x7e]|["\\]/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)}`)
    .send(bytes)
}

async function admit(request: FastifyRequest, access: string, actorOf: HttpParts['actorOf']): Promise<Actor> {
  const locale = localeOf(request.headers['accept-language'])
  const actor = await actorOf(request)
  if (access === 'public') return actor ? { ...actor, locale } : stranger(locale)
  if (!actor) throw new AppError('unauthenticated', 'auth.required')
  permit(actor, access)
  return request.headers['accept-language'] ? { ...actor, locale } : actor
}

function permit(actor: Actor, access: string): void {
  if (access !== 'signed-in' && access !== 'public' && !actor.can(access)) throw new AppError('forbidden', actor.heldBack ?? 'auth.forbidden', { params: { permission: access } })
}

function inputOf({ spec }: Endpoint, request: Partial<Pick<FastifyRequest, 'params' | 'query' | 'body'>>, locale: Actor['locale']): object {
  const faults: Fault[] = []
  const input: Record<string, unknown> = {}
  for (const slot of ['params', 'query', 'body'] as const) {
    if (!spec[slot]) continue
    const result = parsed(spec[slot] as unknown as z.ZodType, slot === 'body' ? request.body ?? {} : request[slot] ?? {}, locale)
    const at = slot === 'body' ? [] : [slot]
    if (!result.success) { faults.push(...faultsOf(result.error, at, locale)); continue }
    const broken = walked(() => unstorable(result.data, at))
    if (broken) faults.push({ ...broken, message: say(locale, broken.code) })
    else input[slot] = result.data
  }
  // An id that is no id can't be anybody's record.
  if (faults.length && faults.every((fault) => fault.path.startsWith('params.'))) throw new AppError('not-found', 'record.not-found')
  if (faults.length) throw new AppError('invalid', 'request.invalid', { errors: faults })
  return input
}

/** What PostgreSQL can't store though the schema allows it: NUL or half of a surrogate pair in a text, and the version of a record (int4) out of range. */
function unstorable(value: unknown, path: readonly string[]): { path: string; code: string } | null {
  if (typeof value === 'string') return UNSTORABLE.test(value) ? { path: path.join('.'), code: 'text.control-characters' } : null
  if (typeof value === 'number') return /version$/i.test(path.at(-1) ?? '') && (value < -MAX_VERSION || value > MAX_VERSION) ? { path: path.join('.'), code: 'record.no-such-version' } : null
  if (!Array.isArray(value) && (typeof value !== 'object' || value === null || ![Object.prototype, null].includes(Object.getPrototypeOf(value) as null))) return null
  for (const [key, inner] of Object.entries(value)) {
    const found = UNSTORABLE.test(key) ? { path: path.join('.'), code: 'text.control-characters' } : unstorable(inner, [...path, key])
    if (found) return found
  }
  return null
}
const UNSTORABLE = /\0|\p{Cs}/u
// The next one is still an int4.
const MAX_VERSION = 2 ** 31 - 2

/** JSON can be nested deeper than it can be walked: such a request is refused, it is no fault of ours. */
function walked<T>(walk: () => T): T {
  try { return walk() } catch (error) {
    if (error instanceof RangeError) throw new AppError('invalid', 'request.malformed')
    throw error
  }
}
const parsed = (schema: z.ZodType, value: unknown, locale: Actor['locale']) => walked(() => schema.safeParse(value, { error: sayIssue(locale) }))
const written = (body: unknown): string => walked(() => JSON.stringify(body))

const bodyHash = ({ path }: Endpoint, request: FastifyRequest) => createHash('sha256').update(`${path}\u0000${JSON.stringify(request.params)}\u0000${JSON.stringify(request.query)}\u0000${typeof request.body === 'object' ? written(request.body) : ''}`).digest()

function doorOf(request: FastifyRequest, reply: FastifyReply): Door {
  return {
    address: request.ip, headers: request.headers, cookies: request.cookies ?? {},
    ...(request.body && typeof (request.body as NodeJS.ReadableStream).pipe === 'function' ? { stream: request.body as NodeJS.ReadableStream } : {}),
    setCookie: (name, value, { maxAgeSeconds } = {}) => void reply.setCookie(name, value, { path: '/', httpOnly: true, sameSite: 'lax', secure: request.protocol === 'https', ...(maxAgeSeconds === undefined ? {} : { maxAge: maxAgeSeconds }) }),
  }
}

/** Turns every error into problem+json, once. Unexpected ones are logged with their stack and told without it. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const { problem, retryAfterSeconds, unexpected } = problemOf(error, localeOf(request.headers['accept-language']), request.id)
    if (unexpected) request.log.error({ err: error, via: request.routeOptions.config }, 'unexpected')
    if (retryAfterSeconds) reply.header('retry-after', String(retryAfterSeconds))
    return reply.code(problem.status).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem))
  })
  app.setNotFoundHandler((request, reply) => {
    const { problem } = problemOf(new AppError('not-found', 'route.not-found'), localeOf(request.headers['accept-language']), request.id)
    return reply.code(404).header('content-type', 'application/problem+json; charset=utf-8').send(JSON.stringify(problem))
  })
}
