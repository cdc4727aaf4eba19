import type { z } from 'zod'
import { event } from './contract.ts'
import type { Ctx } from './context.ts'
import { tablesOf } from './context.ts'
import { AppError, notFound } from './errors.ts'
import { faultsOf, sayIssue } from './faults.ts'
import { say } from './i18n/catalogue.ts'
import { newId } from './id.ts'
import { z as zod } from 'zod'

/** A number, word or list that a company may want otherwise: declared by its module, with a tested default. */
export interface Setting<S extends z.ZodType = z.ZodType> { key: string; schema: S; default: z.output<S>; unit?: string }
export const setting = <S extends z.ZodType>(key: string, schema: S, fallback: z.output<S>, unit?: string): Setting<S> => ({ key, schema, default: fallback, ...(unit ? { unit } : {}) })

export interface Settings { get: <S extends z.ZodType>(setting: Setting<S>) => z.output<S> }
export interface SettingRow { id: string; key: string; value: unknown; version: number; changed_at: Date }
const tables = tablesOf<{ setting: SettingRow }>()

export const SettingChanged = event('setting.changed', zod.object({ key: zod.string(), from: zod.json(), to: zod.json() }))

/** All values in memory; every node reads them again when it hears `setting.changed`. */
export function openSettings() {
  let values = new Map<string, { raw: unknown; row: SettingRow }>()
  const parsed = new Map<string, unknown>()
  return {
    get<S extends z.ZodType>(of: Setting<S>): z.output<S> {
      if (parsed.has(of.key)) return parsed.get(of.key) as z.output<S>
      const found = values.get(of.key)
      const value = found ? of.schema.safeParse(found.raw) : undefined
      const result = value?.success ? value.data : of.default
      parsed.set(of.key, result)
      return result
    },
    row: (key: string) => values.get(key)?.row,
    async load(ctx: Pick<Ctx, 'db'>) {
      const rows = await tables(ctx).selectFrom('setting').selectAll().execute()
      values = new Map(rows.map((row) => [row.key, { raw: row.value, row }]))
      parsed.clear()
    },
  }
}
export type OpenSettings = ReturnType<typeof openSettings>

/** Changes one setting; a stale version answers 409, a value that its schema refuses 400 with every fault. */
export async function changeSetting(ctx: Ctx, of: Setting | undefined, value: unknown, version: number): Promise<void> {
  if (!of) throw notFound('setting')
  const checked = of.schema.safeParse(value, { error: sayIssue(ctx.actor.locale) })
  if (!checked.success) throw new AppError('invalid', 'request.invalid', { errors: faultsOf(checked.error, ['value'], ctx.actor.locale).map((fault, at) => ({ ...fault, code: 'setting.invalid-value', message: plain(checked.error.issues[at] as z.core.$ZodIssue, fault.message ?? '', ctx.actor.locale) })) })
  const before = await tables(ctx).selectFrom('setting').selectAll().where('key', '=', of.key).executeTakeFirst()
  const id = before?.id ?? newId()
  const stored = JSON.stringify(value)
  const changed = before
    ? await tables(ctx).updateTable('setting').set({ value: stored, version: version + 1, changed_at: ctx.now }).where('key', '=', of.key).where('version', '=', version).returning('id').executeTakeFirst()
    : version === 0 && await tables(ctx).insertInto('setting').values({ id, key: of.key, value: stored, version: 1, changed_at: ctx.now }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!changed) throw new AppError('conflict', 'record.stale')
  await ctx.emit(SettingChanged, id, { key: of.key, from: (before?.value ?? of.default) as never, to: value as never })
}

/** What only a pattern, a check in code or a choice of schemas knows has no sentence of its own that a person could use. */
const plain = (issue: z.core.$ZodIssue, message: string, locale: Ctx['actor']['locale']): string =>
  (issue.code === 'invalid_format' && issue.format === 'regex') || (issue.code === 'custom' && message === issue.message) || issue.code === 'invalid_union' ? say(locale, 'setting.wrong-form') : message
