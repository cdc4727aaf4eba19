export const camel = (text: string) => text.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The files of a new module by their paths in its folder. What is written here must pass `npm run check` as it is. On the ground floor nobody knows staff by name. */
export function skeleton({ name, noun, zh, en, ground }: { name: string; noun: string; zh: string; en: string; ground: boolean }): Record<string, string> {
  const One = camel(`-${noun}`)
  const Some = camel(`-${name}`)
  const table = noun.replaceAll('-', '_')
  // A word that has no plural of its own would give two things one name.
  const contract = name === noun ? `${camel(name)}Endpoints` : camel(name)
  const row = `${One}Row`
  return {
    'index.ts': `/** ${Some}: each ${en} by its name. */
import { historyEntries } from '../../kernel/frame.ts'
import { defineModule, serve } from '../../kernel/module.ts'
${ground ? '' : `import { namesOf } from '../people/index.ts'\n`}import { ${One}Added, ${One}Changed, ${contract} } from './contract.ts'
import { add${One}, change${One}, get${One}, list${Some} } from './queries.ts'
import { resource } from './tables.ts'

const PERMISSIONS = ['${noun}.read', '${noun}.write'] as const

export const ${camel(name)}Module = defineModule({
  name: '${name}',
  permissions: PERMISSIONS,
  grants: { cs_manager: PERMISSIONS.map((permission) => ({ permission, scope: 'all' })) },
  events: [${One}Added, ${One}Changed],
  resources: [resource],
  serves: [serve(${contract}, {
    list: (ctx, { query }) => list${Some}(ctx, query),
    get: (ctx, { params }) => get${One}(ctx, params.id),
    add: (ctx, { body }) => add${One}(ctx, body),
    change: (ctx, { params, body }) => change${One}(ctx, params.id, body),
    events: async (ctx, { params }) => historyEntries(ctx, [(await get${One}(ctx, params.id)).id], ${ground ? 'async () => new Map()' : 'namesOf'}),
  })],
})
`,
    'contract.ts': `import { z } from 'zod'
import { Id, Instant, Listing, endpoint, event, line, pageOf } from '../../kernel/contract.ts'
import { History } from '../../kernel/shell.ts'

export const ${One} = z.object({ id: z.uuid(), name: z.string(), createdAt: Instant, version: z.int() }).meta({ id: '${One}' })
export type ${One} = z.output<typeof ${One}>
export const Add${One} = z.strictObject({ name: line(200) })
export type Add${One} = z.output<typeof Add${One}>
export const Change${One} = z.strictObject({ name: line(200), version: z.int() })
export type Change${One} = z.output<typeof Change${One}>

export const ${contract} = {
  list: endpoint('GET', '/${name}', { query: Listing, response: pageOf(${One}), access: '${noun}.read', about: 'Newest first.' }),
  get: endpoint('GET', '/${name}/:id', { params: Id, response: ${One}, access: '${noun}.read', about: 'One of them.' }),
  add: endpoint('POST', '/${name}', { body: Add${One}, response: ${One}, status: 201, access: '${noun}.write', about: 'Adds one.' }),
  change: endpoint('PATCH', '/${name}/:id', { params: Id, body: Change${One}, response: ${One}, access: '${noun}.write', about: 'Gives it another name.' }),
  events: endpoint('GET', '/${name}/:id/events', { params: Id, response: History, access: '${noun}.read', about: 'Its history, oldest first.' }),
}

export const ${One}Added = event('${noun}.added', z.object({ name: z.string() }))
export const ${One}Changed = event('${noun}.changed', z.object({ changed: z.object({ name: z.tuple([z.string(), z.string()]) }) }))
`,
    'tables.ts': `import type { Resource } from '../../kernel/access.ts'
import { tablesOf } from '../../kernel/context.ts'

export interface ${row} { id: string; name: string; created_at: Date; version: number }
export const tables = tablesOf<{ ${table}: ${row} }>()

/** Who sees which: so far whoever may read sees all. A scope of its own is a leg here, with an index that ends in \`id desc\`. */
export const resource: Resource = {
  name: '${noun}', read: '${noun}.read',
  fields: { name: { type: 'text' } },
  legs: {},
  load: (ctx, ids) => tables(ctx).selectFrom('${table}').select(['id', 'version']).where('id', 'in', ids).execute(),
}
`,
    'queries.ts': `import { inSight } from '../../kernel/access.ts'
import type { Ctx } from '../../kernel/context.ts'
import { conflict, notFound } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import type { ListQuery } from '../../kernel/listing.ts'
import { inOrder, listIds } from '../../kernel/listing.ts'
import type { Add${One}, Change${One}, ${One} } from './contract.ts'
import { ${One}Added, ${One}Changed } from './contract.ts'
import type { ${row} } from './tables.ts'
import { resource, tables } from './tables.ts'

const LIST = { table: '${table}', resource, permission: '${noun}.read', sort: '-id', sorts: { id: { column: 'id', type: 'uuid' } } } as const
const shown = (row: ${row}): ${One} => ({ id: row.id, name: row.name, createdAt: row.created_at, version: row.version })

/** A page of those in the reader's sight, newest first. */
export async function list${Some}(ctx: Ctx, query: ListQuery): Promise<{ items: ${One}[]; nextCursor: string | null }> {
  const { ids, nextCursor } = await listIds(ctx, LIST, query)
  const rows = ids.length ? await tables(ctx).selectFrom('${table}').selectAll().where('id', 'in', ids).execute() : []
  return { items: inOrder(ids, rows).map(shown), nextCursor }
}

/** @throws AppError not-found \`${noun}.not-found\`, also for what is not in sight */
export async function get${One}(ctx: Ctx, id: string): Promise<${One}> {
  const row = await tables(ctx).selectFrom('${table} as t').selectAll().where('id', '=', id).where(inSight(ctx, resource, '${noun}.read', 't')).executeTakeFirst()
  if (!row) throw notFound('${noun}')
  return shown(row)
}

export async function add${One}(ctx: Ctx, body: Add${One}): Promise<${One}> {
  const row: ${row} = { id: newId(), name: body.name, created_at: ctx.now, version: 1 }
  tables.insert(ctx, '${table}', row)
  await ctx.emit(${One}Added, row.id, { name: row.name })
  return shown(row)
}

/** @throws AppError not-found \`${noun}.not-found\`, conflict \`record.stale\` */
export async function change${One}(ctx: Ctx, id: string, { name, version }: Change${One}): Promise<${One}> {
  const before = await get${One}(ctx, id)
  const row = await tables(ctx).updateTable('${table}').set({ name, version: version + 1 }).where('id', '=', id).where('version', '=', version).returningAll().executeTakeFirst()
  if (!row) throw conflict('record.stale', before)
  await ctx.emit(${One}Changed, id, { changed: { name: [before.name, row.name] } })
  return shown(row)
}
`,
    'locale/zh-CN.json': catalogue({
      [`${noun}.not-found`]: `找不到该${zh}，它可能已被删除，或您无权查看。`, [`${noun}.name`]: '名称',
      [`event.${noun}.added`]: `添加了${zh}“{{name}}”`, [`event.${noun}.changed`]: `修改了${zh}`,
      [`permission.${noun}.read`]: `查看${zh}`, [`permission.${noun}.write`]: `添加与修改${zh}`,
    }),
    'locale/en.json': catalogue({
      [`${noun}.not-found`]: `This ${en} was not found. It may have been deleted, or you may not be allowed to see it.`, [`${noun}.name`]: 'Name',
      [`event.${noun}.added`]: `Added the ${en} “{{name}}”`, [`event.${noun}.changed`]: `Changed the ${en}`,
      [`permission.${noun}.read`]: `See each ${en}`, [`permission.${noun}.write`]: `Add and change each ${en}`,
    }),
  }
}
const catalogue = (words: Readonly<Record<string, string>>) => `${JSON.stringify(words, null, 2)}\n`
