import type { Locale } from './context.ts'
import { AppError } from './errors.ts'
import type { Kind } from './errors.ts'
import { say } from './i18n/catalogue.ts'
import type { Problem } from './client.ts'

interface Told { problem: Problem; retryAfterSeconds?: number; unexpected: boolean }

/** What Fastify and PostgreSQL refuse by themselves, in our words. */
const FOREIGN: Record<string, { kind: Kind; code: string }> = {
  FST_ERR_CTP_INVALID_JSON_BODY: { kind: 'invalid', code: 'request.malformed-json' },
  FST_ERR_CTP_EMPTY_JSON_BODY: { kind: 'invalid', code: 'request.malformed-json' },
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: { kind: 'invalid', code: 'request.malformed-json' },
  FST_ERR_CTP_BODY_TOO_LARGE: { kind: 'too-large', code: 'request.too-large' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { kind: 'unsupported', code: 'request.unsupported-type' },
  FST_UNDER_PRESSURE: { kind: 'unavailable', code: 'server.busy' },
  '57P01': { kind: 'unavailable', code: 'server.database-away' },
  '57P02': { kind: 'unavailable', code: 'server.database-away' },
  '57P03': { kind: 'unavailable', code: 'server.database-away' },
  '53300': { kind: 'unavailable', code: 'server.busy' },
  // A statement that took longer than it may.
  '57014': { kind: 'unavailable', code: 'server.busy' },
  '53100': { kind: 'unavailable', code: 'server.disk-full' },
  '40001': { kind: 'conflict', code: 'record.race' },
  '40P01': { kind: 'conflict', code: 'record.race' },
  ECONNREFUSED: { kind: 'unavailable', code: 'server.database-away' },
  ECONNRESET: { kind: 'unavailable', code: 'server.database-away' },
  ENOENT: { kind: 'unavailable', code: 'server.database-away' },
}
const AWAY = /Connection terminated|connection.*closed|timeout exceeded when trying to connect|timeout expired|Client was closed|not queryable/i

/** Any thrown thing as RFC 9457 problem+json in the reader's language. */
export function problemOf(thrown: unknown, locale: Locale, requestId: string): Told {
  const error = known(thrown)
  if (!error) {
    return { unexpected: true, problem: { type: 'about:blank', status: 500, code: 'server.unexpected', title: say(locale, 'server.unexpected'), detail: say(locale, 'server.unexpected-detail', { requestId }), requestId } }
  }
  const { errors, current, suggestion, retryAfterSeconds, params } = error.details
  const title = say(locale, error.code, params)
  const faults = errors?.map((fault) => ({ path: fault.path, code: fault.code, message: fault.message ?? say(locale, fault.code, { ...fault.params }) }))
  return {
    unexpected: false,
    ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
    problem: {
      type: 'about:blank', title, status: error.status, code: error.code,
      detail: faults?.length ? faults.map((fault) => fault.path ? `${fault.path}: ${fault.message}` : fault.message).join('; ') : title,
      ...(faults?.length ? { errors: faults } : {}), ...(current === undefined ? {} : { current }), ...(suggestion ? { suggestion } : {}), requestId,
    },
  }
}

function known(thrown: unknown): AppError | undefined {
  if (thrown instanceof AppError) return thrown
  const { code = '', statusCode, message = '' } = thrown as { code?: string; statusCode?: number; message?: string }
  const foreign = FOREIGN[code] ?? (AWAY.test(message) ? { kind: 'unavailable' as const, code: 'server.database-away' } : undefined)
  if (foreign) return new AppError(foreign.kind, foreign.code, foreign.kind === 'unavailable' ? { retryAfterSeconds: 2 } : {})
  if (statusCode === 400) return new AppError('invalid', 'request.malformed')
  if (statusCode === 404) return new AppError('not-found', 'route.not-found')
  if (statusCode === 413) return new AppError('too-large', 'request.too-large')
  if (statusCode === 415) return new AppError('unsupported', 'request.unsupported-type')
  return undefined
}
