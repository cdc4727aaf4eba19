import { z } from 'zod'
import type { Answer, Endpoint, Sent, Spec } from './contract.ts'

/** A refusal as the server told it (RFC 9457). */
export class ApiError extends Error {
  override name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title)
    this.status = problem.status
    this.code = problem.code
    this.problem = problem
  }
}
export interface Problem {
  type: string; title: string; status: number; code: string; detail?: string; suggestion?: string; requestId?: string
  errors?: { path: string; code: string; message: string }[]
  current?: unknown
}

/** How a call reaches the server; the browser's is `fetch` with its cookie, tests and scripts bring their own. */
export interface Line { send: typeof fetch; headers: () => Record<string, string> }
const browserLine: Line = {
  send: (...args) => fetch(...args),
  headers: () => ({ 'x-shouwen-csrf': '1' }),
}
let line = browserLine
export const useLine = (own: Line) => { line = own }

/** The address of an endpoint with its parameters and query filled in. */
export function urlOf<S extends Spec>({ path }: Endpoint<S>, request: object = {}): string {
  const { params = {}, query = {} } = request as { params?: Record<string, string>; query?: Record<string, unknown> }
  const search = new URLSearchParams(Object.entries(query).filter(([, v]) => v !== undefined && v !== '').map(([k, v]) => [k, v instanceof Date ? v.toISOString() : String(v)]))
  return `/api/v1${path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))}${search.size ? `?${search}` : ''}`
}

/** Calls an endpoint; every POST carries an idempotency key, so that sending it again does nothing twice. */
export async function call<S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>, { idempotencyKey, own = line }: { idempotencyKey?: string; own?: Line } = {}): Promise<Answer<S>> {
  const { method, spec } = endpoint
  const { body } = request as { body?: unknown }
  const response = await own.send(urlOf(endpoint, request), {
    method,
    headers: {
      accept: 'application/json', ...own.headers(),
      ...(method === 'POST' ? { 'idempotency-key': idempotencyKey ?? crypto.randomUUID() } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  let told: unknown
  try { told = text ? JSON.parse(text) : null } catch { told = undefined }
  if (!response.ok || told === undefined) throw new ApiError(problemOf(told, response.status))
  return z.decode(spec.response as unknown as z.ZodType, told) as Answer<S>
}

const problemOf = (told: unknown, status: number): Problem =>
  told && typeof told === 'object' && 'code' in told ? told as Problem : { type: 'about:blank', title: 'server.unexpected', status, code: status >= 500 ? 'server.unexpected' : 'request.failed' }

/** For TanStack Query: the key is the endpoint itself, so nobody types a key by hand. */
export const query = <S extends Spec>(endpoint: Endpoint<S>, request: Sent<S>) =>
  ({ queryKey: [endpoint.path, request] as const, queryFn: () => call(endpoint, request) })
