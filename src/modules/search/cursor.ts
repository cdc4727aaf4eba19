import { z } from 'zod'
import { invalid } from '../../kernel/errors.ts'

/** Where a page of a search ended. */
const Id = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const Newest = z.strictObject({ newest: Id })
const Counts = z.strictObject({ entries: z.number().nonnegative(), length: z.number().nonnegative(), of: z.array(z.number().nonnegative()).max(300) })
const Best = z.strictObject({ after: z.strictObject({ id: Id, score: z.number() }), counts: z.record(z.string().max(60), Counts) })
export type BestCursor = z.output<typeof Best>

const write = (mark: unknown) => Buffer.from(JSON.stringify(mark)).toString('base64url')
function read<T>(schema: z.ZodType<T>, text: string): T {
  try {
    const mark = schema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (mark.success) return mark.data
  } catch { /* told below, with what is no JSON at all */ }
  throw invalid('cursor', 'list.bad-cursor')
}

export const newestCursor = (id: string): string => write({ newest: id })
export const readNewest = (text: string): string => read(Newest, text).newest
export const bestCursor = (mark: BestCursor): string => write(mark)
export const readBest = (text: string): BestCursor => read(Best, text)
