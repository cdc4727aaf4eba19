import { z } from 'zod'
import type { Ctx } from './context.ts'
import { COUNTRIES } from './countries.ts'
import { tablesOf } from './context.ts'
import { event } from './contract.ts'
import { AppError, conflict, notFound } from './errors.ts'
import { historyOf } from './events.ts'
import { catalogues } from './i18n/catalogue.ts'
import { newId } from './id.ts'
import type { Module } from './module.ts'
import { serve } from './module.ts'
import type { Setting, SettingRow } from './settings.ts'
import { SettingChanged, changeSetting, setting } from './settings.ts'
import { shell } from './shell.ts'
import { SubjectKeyDestroyed } from './vault.ts'
import type { HistoryEntry, Rights, SavedView, SettingEntry } from './shell.ts'
import { DefinitionChanged, DefinitionShipped } from './definitions.ts'

/** What the kernel answers by itself: session, words, saved views, settings. A module like the others, below them all. */

export const companyName = setting('company.name', z.string().min(1).max(120), '首问')
export const companyZone = setting('company.zone', z.string().refine((zone) => { try { new Intl.DateTimeFormat('en', { timeZone: zone }); return true } catch { return false } }).meta({ format: 'time-zone' }), 'Asia/Shanghai')
/** ISO 3166 country whose numbering plan telephone numbers without a country code follow. */
export const companyCountry = setting('company.country', z.enum(COUNTRIES).meta({ format: 'country' }), 'CN')
/** The language of what the product writes by itself for nobody in particular: texts that rules fill in, reasons they keep. */
export const companyLanguage = setting('company.language', z.enum(['zh-CN', 'en']), 'zh-CN')

export const FRAME_PERMISSIONS = ['setting.read', 'setting.write'] as const
export const frameSettings = [companyName, companyZone, companyCountry, companyLanguage] as const

export const ViewSaved = event('view.saved', z.object({ list: z.string(), name: z.string() }))
export const ViewDropped = event('view.dropped', z.object({ list: z.string() }))

interface ViewRow { id: string; list: string; name: string; owner_id: string; shared: boolean; query: unknown; columns: unknown; version: number }
const tables = tablesOf<{ saved_view: ViewRow; setting: SettingRow }>()
const asView = (ctx: Ctx, row: ViewRow): SavedView => ({
  id: row.id, list: row.list, name: row.name, shared: row.shared, mine: row.owner_id === ctx.actor.id, query: row.query as Record<string, string>, columns: row.columns as string[] | null, version: row.version,
})

export interface FrameParts {
  release: string
  settings: readonly { module: string; setting: Setting }[]
  needsSetup: (ctx: Ctx) => Promise<boolean>
  /** Names of staff for histories. */
  namesOf: (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  permissions: readonly string[]
  /** What a role can be made of, and what nobody may do both of. */
  rights: Rights
}

/** A record's events as its history tab shows them. Personal values in them stay sealed. */
export async function historyEntries(ctx: Ctx, subjectIds: readonly string[], namesOf: FrameParts['namesOf']): Promise<{ items: HistoryEntry[] }> {
  return shownHistory(ctx, await historyOf(ctx, subjectIds), namesOf)
}
/** Events of records as their history shows them. */
export async function shownHistory(ctx: Ctx, rows: Awaited<ReturnType<typeof historyOf>>, namesOf: FrameParts['namesOf']): Promise<{ items: HistoryEntry[] }> {
  const names = await namesOf(ctx, [...new Set(rows.flatMap((row) => row.actor_id ?? []))])
  return {
    items: rows.map((row) => ({
      id: row.id, pos: row.pos, at: row.at, kind: row.kind, via: row.via, hash: row.hash?.toString('hex') ?? null, data: veil(row.data),
      actor: { kind: row.actor_kind, id: row.actor_id, name: row.actor_id ? names.get(row.actor_id) ?? '' : '' },
    })),
  }
}
const veil = (data: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, value && typeof value === 'object' && '$sealed' in value ? { sealed: true } : value]))

export function frameModule({ release, settings, needsSetup, namesOf, permissions, rights }: FrameParts): Module {
  const known = new Map(settings.map((one) => [one.setting.key, one]))
  const asEntry = ({ module, setting: { key, unit, default: fallback, schema } }: FrameParts['settings'][number], row: SettingRow | undefined): SettingEntry => ({
    key, module, unit: unit ?? null, default: fallback as never, schema: z.toJSONSchema(schema, { unrepresentable: 'any' }) as never,
    value: (row ? row.value : fallback) as never, version: row?.version ?? 0, changedAt: row?.changed_at ?? null,
  })
  const entry = async (ctx: Ctx, key: string): Promise<SettingEntry> => {
    const found = known.get(key)
    if (!found) throw notFound('setting')
    return asEntry(found, await tables(ctx).selectFrom('setting').selectAll().where('key', '=', key).executeTakeFirst())
  }
  const ownView = async (ctx: Ctx, id: string) => {
    const row = await tables(ctx).selectFrom('saved_view').selectAll().where('id', '=', id).where('owner_id', '=', ctx.actor.id as string).executeTakeFirst()
    if (!row) throw notFound('view')
    return row
  }
  return {
    name: 'kernel',
    permissions: FRAME_PERMISSIONS,
    grants: { system_admin: [{ permission: 'setting.read', scope: 'all' }, { permission: 'setting.write', scope: 'all' }], cs_manager: [{ permission: 'setting.read', scope: 'all' }] },
    events: [SubjectKeyDestroyed, SettingChanged, ViewSaved, ViewDropped, DefinitionShipped, DefinitionChanged],
    settings: frameSettings,
    serves: [serve(shell, {
      session: async (ctx) => ({
        staff: ctx.actor.kind === 'staff' && ctx.actor.id ? { id: ctx.actor.id, name: ctx.actor.name, locale: ctx.actor.locale } : null,
        permissions: permissions.filter((permission) => ctx.actor.can(permission)), heldBack: ctx.actor.heldBack ?? null,
        company: { name: ctx.settings.get(companyName), zone: ctx.settings.get(companyZone), country: ctx.settings.get(companyCountry) },
        needsSetup: ctx.actor.kind === 'staff' ? false : await needsSetup(ctx), release,
      }),
      rights: async () => rights,
      catalogue: async (_, { params }) => catalogues()[params.locale],
      views: async (ctx, { query }) => ({
        items: (await tables(ctx).selectFrom('saved_view').selectAll().where('list', '=', query.list)
          .where((eb) => eb.or([eb('owner_id', '=', ctx.actor.id as string), eb('shared', '=', true)])).orderBy('name').limit(200).execute()).map((row) => asView(ctx, row)),
      }),
      saveView: async (ctx, { body }) => {
        const row: ViewRow = { id: newId(), list: body.list, name: body.name, shared: body.shared, owner_id: ctx.actor.id as string, query: body.query, columns: body.columns, version: 1 }
        tables.insert(ctx, 'saved_view', { ...row, query: JSON.stringify(row.query), columns: row.columns && JSON.stringify(row.columns) })
        await ctx.emit(ViewSaved, row.id, { list: row.list, name: row.name })
        return asView(ctx, row)
      },
      changeView: async (ctx, { params, body }) => {
        const before = await ownView(ctx, params.id)
        const { version, query, columns, ...plain } = body
        const row = await tables(ctx).updateTable('saved_view').set({ ...dropUndefined(plain), ...(query ? { query: JSON.stringify(query) } : {}), ...(columns === undefined ? {} : { columns: columns && JSON.stringify(columns) }), version: version + 1 })
          .where('id', '=', params.id).where('version', '=', version).returningAll().executeTakeFirst()
        if (!row) throw conflict('record.stale', asView(ctx, before))
        await ctx.emit(ViewSaved, row.id, { list: row.list, name: row.name })
        return asView(ctx, row)
      },
      dropView: async (ctx, { params }) => {
        const before = await ownView(ctx, params.id)
        await tables(ctx).deleteFrom('saved_view').where('id', '=', params.id).execute()
        await ctx.emit(ViewDropped, params.id, { list: before.list })
        return null
      },
      settings: async (ctx) => {
        const rows = new Map((await tables(ctx).selectFrom('setting').selectAll().execute()).map((row) => [row.key, row]))
        return { items: settings.map((one) => asEntry(one, rows.get(one.setting.key))) }
      },
      changeSetting: async (ctx, { params, body }) => {
        try { await changeSetting(ctx, known.get(params.key)?.setting, body.value, body.version) } catch (error) {
          throw error instanceof AppError && error.code === 'record.stale' ? conflict(error.code, await entry(ctx, params.key)) : error
        }
        return entry(ctx, params.key)
      },
      settingEvents: async (ctx, { params }) => {
        if (!known.has(params.key)) throw notFound('setting')
        const row = await tables(ctx).selectFrom('setting').select('id').where('key', '=', params.key).executeTakeFirst()
        return row ? historyEntries(ctx, [row.id], namesOf) : { items: [] }
      },
    })],
  }
}

/** The changed fields of a PATCH: those that were sent. */
export const dropUndefined = <T extends object>(changes: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
