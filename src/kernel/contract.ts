import { z } from 'zod'

/**
 * What a module promises: its endpoints, events and questions, each said once and read by server, browser and OpenAPI.
 * Runs on both sides.
 */

/** The part of a schema the types look at. A full z.ZodType bound makes tsc compare whole schemas (docs/adr/0002). */
interface Schema { _zod: { input: unknown; output: unknown } }
type In<S> = S extends Schema ? S['_zod']['input'] : never
type Out<S> = S extends Schema ? S['_zod']['output'] : never

export type Permission = `${string}.${string}`
export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

export interface Spec {
  params?: Schema
  query?: Schema
  body?: Schema
  /** A body that is not JSON: the media types taken, handed over as a stream. */
  raw?: readonly string[]
  response: Schema
  /** The answer is a file: its bytes, type and name come from the handler as a `Download`. */
  download?: true
  /** Status of success; 200 when absent. */
  status?: 201 | 202
  /** Who may call it: a permission, anyone signed in, or anyone at all. */
  access: Permission | 'signed-in' | 'public'
  /** Calls a minute allowed from one address; the general limit when absent. */
  perMinute?: number
  /** One sentence for the API's reader. */
  about?: string
}
export interface Endpoint<S extends Spec = Spec> { method: Method; path: `/${string}`; spec: S }
export type Contract = Record<string, Endpoint>

export const endpoint = <S extends Spec>(method: Method, path: `/${string}`, spec: S): Endpoint<S> => ({ method, path, spec })

type Slot<S extends Spec> = keyof S & ('params' | 'query' | 'body')
export type Sent<S extends Spec> = { [K in Slot<S>]: In<S[K]> }
export type Received<S extends Spec> = { [K in Slot<S>]: Out<S[K]> }
export type Answer<S extends Spec> = Out<S['response']>

/** Something that happened to one record. `personal` names the fields of `data` that are sealed under the key of the person whom `keyOf` points at. */
export interface Event<S extends Schema = Schema> {
  kind: `${string}.${string}`
  subject: string
  schema: S
  personal?: { fields: readonly string[]; keyOf: string }
}
export type EventData<E> = E extends Event<infer S> ? Out<S> : never
export const event = <S extends Schema>(kind: Event['kind'], schema: S, personal?: Event['personal']): Event<S> =>
  ({ kind, subject: kind.slice(0, kind.indexOf('.')), schema, ...(personal ? { personal } : {}) })

/** Asked by a lower module before it acts; modules above answer, and every answer counts. */
export interface Question<I extends Schema = Schema, O extends Schema = Schema> { name: `${string}.${string}`; asks: I; answers: O }
export const question = <I extends Schema, O extends Schema>(name: Question['name'], asks: I, answers: O): Question<I, O> => ({ name, asks, answers })

/** Why something may not be done: what a question about permission answers with. */
export const Reason = z.object({ code: z.string(), field: z.string().optional(), message: z.string().optional(), suggestion: z.string().optional() })
export type Reason = z.output<typeof Reason>

/** A moment: a Date in code on both sides, an ISO 8601 string on the wire. Years 1 to 9999. */
export const Instant = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text, payload) => {
    const date = new Date(text)
    if (Number.isNaN(date.getTime())) payload.issues.push({ code: 'invalid_format', format: 'datetime', input: text })
    return date
  },
  encode: (date) => date.toISOString(),
}).meta({ id: 'Instant' })
/** A name in the languages of the product. */
export const Bilingual = z.strictObject({ zh: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) })
export type Bilingual = z.output<typeof Bilingual>
/** A calendar day in the company's zone, `YYYY-MM-DD`. */
export const Day = z.iso.date()
export const Id = z.strictObject({ id: z.uuid() })

// C0 and C1 controls but tab and line ends, lone surrogates, and the code points that are no characters.
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
const printable = (text: string) => !UNPRINTABLE.test(text)
const NO_CONTROLS = { error: 'text.control-characters' }
/** One line of text, trimmed, without control characters. `max` counts UTF-16 units. */
export const line = (max: number) => z.string().trim().min(1).max(max).refine(printable, NO_CONTROLS).refine((text) => !/[\r\n\t]/.test(text), { error: 'text.one-line' })
/** Text of any number of lines, without control characters. */
export const prose = (max: number) => z.string().max(max).refine(printable, NO_CONTROLS).refine((text) => text.trim() !== '', { error: 'text.empty' })

/** How readable a field is; the encoder masks what the reader may not see. Public and internal fields carry no mark. */
export type FieldClass = 'personal' | 'sensitive'
export type Mask = 'phone' | 'email' | 'number' | 'text' | 'contact'
export interface FieldMark { fieldClass: FieldClass; mask: Mask; kindIn?: string }
export const fieldMarks = z.registry<FieldMark>()
/** Marks a text as personal: shown whole only to holders of `personal.read`, else masked. `contact` masks by the sibling field `kindIn`. */
export const personal = <S extends z.ZodType>(schema: S, mask: Mask, kindIn?: string): S => {
  const marked = schema.clone() as S
  fieldMarks.add(marked, { fieldClass: 'personal', mask, ...(kindIn ? { kindIn } : {}) })
  return marked
}
/** Marks a text as sensitive (documents' numbers, health): shown whole only to holders of `sensitive.read`. */
export const sensitive = <S extends z.ZodType>(schema: S, mask: Mask): S => {
  const marked = schema.clone() as S
  fieldMarks.add(marked, { fieldClass: 'sensitive', mask })
  return marked
}

/** The query every list understands; a module extends it with its filters. `sort` is a field's name, `-` before it for descending. */
export const Listing = z.strictObject({
  limit: z.coerce.number<number>().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
  q: z.string().trim().max(200).refine(printable, NO_CONTROLS).optional(),
  sort: z.string().max(50).optional(),
})
export const pageOf = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item), nextCursor: z.string().nullable() })

/** A remark beside an answer: the deed was done, and yet. */
export const Warning = z.object({ code: z.string(), message: z.string(), suggestion: z.string().optional() })
