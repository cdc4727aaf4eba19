import type { Event } from './contract.ts'

/** Every refusal the product makes is one of these kinds; the kind decides the HTTP status and nothing else does. */
const STATUS = {
  invalid: 400, unauthenticated: 401, forbidden: 403, 'not-found': 404, conflict: 409, 'too-large': 413, unsupported: 415, refused: 422, 'too-many': 429, unavailable: 503,
} as const
export type Kind = keyof typeof STATUS

/** One wrong field, or one reason of several. */
export interface Fault { path: string; code: string; params?: Record<string, unknown>; message?: string }
export interface Details {
  /** Values for the message's placeholders. */
  params?: Record<string, unknown>
  errors?: readonly Fault[]
  /** The record as it is now, for whoever lost a race. */
  current?: unknown
  suggestion?: string
  /** What the log keeps of a refusal, written once its unit is undone. */
  trace?: { event: Event; id: string; data: unknown }
  retryAfterSeconds?: number
}

/** `code` is stable, kebab-case `noun.reason`, and the key of its sentence in the catalogues. */
export class AppError extends Error {
  override name = 'AppError'
  readonly kind: Kind
  readonly code: string
  readonly details: Details
  constructor(kind: Kind, code: string, details: Details = {}) {
    super(code)
    this.kind = kind
    this.code = code
    this.details = details
  }
  get status(): number { return STATUS[this.kind] }
}

/** The record is not there, or not the reader's to see: both look alike. */
export const notFound = (noun: string) => new AppError('not-found', `${noun}.not-found`)
/** Somebody else was quicker, or the version is stale: answers with the record as it is now. */
export const conflict = (code: string, current: unknown, params?: Record<string, unknown>) => new AppError('conflict', code, { current, ...(params ? { params } : {}) })
/** Understood, and refused by a rule: every reason at once. */
export const refused = (code: string, errors: readonly Fault[] = [], more: Details = {}) => new AppError('refused', code, { ...more, errors })
/** A field that schemas alone can't judge. */
export const invalid = (path: string, code: string, params?: Record<string, unknown>) =>
  new AppError('invalid', 'request.invalid', { errors: [{ path, code, ...(params ? { params } : {}) }] })
