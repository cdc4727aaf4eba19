import type { z } from 'zod'
import { fieldMarks } from './contract.ts'
import type { FieldMark, Mask } from './contract.ts'

/** How a value looks to whoever may not read it whole. */
const MASKS: Record<Exclude<Mask, 'contact'>, (value: string) => string> = {
  phone: (value) => value.length > 7 ? `${value.slice(0, value.length - 8)}****${value.slice(-4)}` : '****',
  email: (value) => value.replace(/^(.)[^@]*(?=@|$)/, '$1***'),
  number: (value) => value.length > 5 ? `${value.slice(0, 1)}${'*'.repeat(value.length - 5)}${value.slice(-4)}` : '****',
  text: () => '***',
}
const maskBy = (mark: FieldMark, value: unknown, around: Record<string, unknown>): unknown => {
  if (typeof value !== 'string') return null
  if (mark.mask !== 'contact') return MASKS[mark.mask](value)
  const kind = around[mark.kindIn ?? 'kind']
  if (kind === 'email') return MASKS.email(value)
  if (kind === 'address') return `${[...value].slice(0, 3).join('')}***`
  return kind === 'phone' || kind === 'sms' ? MASKS.phone(value) : MASKS.number(value)
}

type Masker = (value: unknown, reads: (fieldClass: string) => boolean) => unknown
interface Def { type: string; shape?: Record<string, z.ZodType>; element?: z.ZodType; innerType?: z.ZodType; options?: z.ZodType[]; valueType?: z.ZodType; getter?: () => z.ZodType; in?: z.ZodType }

/**
 * Compiles an answer's schema into what masks its values; `undefined` when nothing in it is personal or sensitive.
 * The encoder runs it after the schema's own encoding, so that no handler can forget it.
 */
export function maskerOf(schema: z.ZodType, seen = new Map<z.ZodType, { of?: Masker }>()): Masker | undefined {
  const mark = fieldMarks.get(schema)
  const { def } = schema._zod as unknown as { def: Def }
  if (mark) return (value, reads) => value == null || reads(mark.fieldClass) ? value : maskBy(mark, value, {})
  const known = seen.get(schema)
  if (known) return (value, reads) => known.of ? known.of(value, reads) : value
  const place: { of?: Masker } = {}
  seen.set(schema, place)
  const made = make(def, seen)
  if (made) place.of = made
  return made
}

function make(def: Def, seen: Map<z.ZodType, { of?: Masker }>): Masker | undefined {
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape ?? {}).flatMap(([key, field]) => {
        const mark = markOf(field)
        const inner = mark ? undefined : maskerOf(field, seen)
        return mark || inner ? [{ key, mark, inner }] : []
      })
      if (!fields.length) return undefined
      return (value, reads) => {
        if (!isRecord(value)) return value
        const copy = { ...value }
        for (const { key, mark, inner } of fields) {
          if (copy[key] == null) continue
          copy[key] = mark ? (reads(mark.fieldClass) ? copy[key] : maskBy(mark, copy[key], value)) : (inner as Masker)(copy[key], reads)
        }
        return copy
      }
    }
    case 'array': {
      const inner = def.element && maskerOf(def.element, seen)
      return inner && ((value, reads) => Array.isArray(value) ? value.map((one) => inner(one, reads)) : value)
    }
    case 'record': {
      const inner = def.valueType && maskerOf(def.valueType, seen)
      return inner && ((value, reads) => isRecord(value) ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, inner(v, reads)])) : value)
    }
    case 'optional': case 'nullable': case 'default': case 'readonly': case 'nonoptional': return def.innerType && maskerOf(def.innerType, seen)
    case 'lazy': return def.getter && maskerOf(def.getter(), seen)
    case 'union': {
      const inners = (def.options ?? []).map((option) => maskerOf(option, seen)).filter((inner) => inner !== undefined)
      return inners.length ? (value, reads) => inners.reduce((v, inner) => inner(v, reads), value) : undefined
    }
    default: return undefined
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The mark of a field, looked for under its optional and nullable wrappings. */
function markOf(schema: z.ZodType): FieldMark | undefined {
  const mark = fieldMarks.get(schema)
  if (mark) return mark
  const { def } = schema._zod as unknown as { def: Def }
  return ['optional', 'nullable', 'default', 'readonly'].includes(def.type) && def.innerType ? markOf(def.innerType) : undefined
}
