import { sql } from 'kysely'
import type { Ctx } from '../../../kernel/context.ts'
import { dayIn } from '../../../kernel/days.ts'
import { definitionTables, inForceOf } from '../../../kernel/definitions.ts'
import { companyZone } from '../../../kernel/frame.ts'
import { decodeCursor, encodeCursor } from '../../../kernel/listing.ts'
import { documentKind } from '../kind.ts'
import { bilingual } from '../documents/links.ts'
import { today } from '../documents/find.ts'
import { daysLater } from '../rules.ts'
import { remindDays, reviewDays } from '../settings.ts'
import type { RegisterItem, RegisterQuery } from './contract.ts'
import { tables } from './tables.ts'

/** Everything in force, the longest overdue first. The register is a few hundred entries, so it is put together whole. */
export async function wholeRegister(ctx: Ctx): Promise<RegisterItem[]> {
  const day = today(ctx)
  const soon = daysLater(day, ctx.settings.get(remindDays))
  const standing = (due: string): RegisterItem['standing'] => due < day ? 'overdue' : due <= soon ? 'soon' : 'later'
  const items = [...await definitionsIn(ctx, standing), ...await documentsIn(ctx, standing)]
  return items.toSorted((a, b) => a.reviewDueOn < b.reviewDueOn ? -1 : a.reviewDueOn > b.reviewDueOn ? 1 : a.id < b.id ? -1 : 1)
}

async function definitionsIn(ctx: Ctx, standing: (due: string) => RegisterItem['standing']): Promise<RegisterItem[]> {
  const [rows, stewards] = await Promise.all([
    definitionTables(ctx).selectFrom('definition').select(['id', 'kind', 'key', 'origin', 'version', 'state', 'effective_from', 'changed_at', sql<{ zh?: unknown; en?: unknown } | null>`body -> 'name'`.as('name')]).where('state', '=', 'published').execute(),
    tables(ctx).selectFrom('steward as s').leftJoin('staff_ref as o', 'o.id', 's.owner_id').selectAll('s').select('o.name as owner_name').execute(),
  ])
  const stewardOf = new Map(stewards.map((row) => [`${row.kind}/${row.key}`, row]))
  const zone = ctx.settings.get(companyZone)
  return [...Map.groupBy(rows, (row) => `${row.kind}/${row.key}`)].flatMap(([id, versions]) => {
    const row = inForceOf(versions, ctx.now)
    if (!row) return []
    const steward = stewardOf.get(id)
    const due = steward?.review_due ?? daysLater(dayIn(zone, row.effective_from ?? row.changed_at), ctx.settings.get(reviewDays))
    const { zh, en } = row.name ?? {}
    return [{
      id, kind: row.kind, key: row.key, name: bilingual(typeof zh === 'string' ? zh : row.key, typeof en === 'string' ? en : row.key), sort: null, origin: row.origin, version: row.version,
      owner: steward?.owner_id ? { id: steward.owner_id, name: steward.owner_name ?? '' } : null, reviewDueOn: due, reviewedOn: steward?.reviewed_on ?? null, standing: standing(due), path: `/definitions/${row.kind}/${row.key}`,
    }]
  })
}

async function documentsIn(ctx: Ctx, standing: (due: string) => RegisterItem['standing']): Promise<RegisterItem[]> {
  const { rows } = await sql<{ id: string; key: string; kind: string; title_zh: string | null; title_en: string | null; owner_id: string | null; owner_name: string | null; review_due: string | null; reviewed_on: string | null; number: number; shipped: boolean; began: Date }>`
    select d.id, d.key, d.kind, d.title_zh, d.title_en, d.owner_id, s.name as owner_name, d.review_due, d.reviewed_on, v.number, v.shipped_hash is not null and v.author_ids = '{}' as shipped, coalesce(v.began_at, v.made_at) as began
    from document d join document_version v on v.document_id = d.id and v.state = 'in-force' left join staff_ref s on s.id = d.owner_id`.execute(ctx.db)
  const kinds = new Set(ctx.definitions.keys(documentKind, ctx.now))
  const zone = ctx.settings.get(companyZone)
  return rows.map((row) => {
    const due = row.review_due ?? daysLater(dayIn(zone, row.began), ctx.settings.get(reviewDays))
    return {
      id: `document/${row.key}`, kind: 'document', key: row.key, name: bilingual(row.title_zh, row.title_en), sort: kinds.has(row.kind) ? ctx.definitions.current(documentKind, row.kind, ctx.now).is.name : null, origin: row.shipped ? 'shipped' : 'company',
      version: row.number, owner: row.owner_id ? { id: row.owner_id, name: row.owner_name ?? '' } : null, reviewDueOn: due, reviewedOn: row.reviewed_on, standing: standing(due), path: `/library/${row.id}`,
    }
  })
}

const ORDER = 'reviewDueOn'
/** One page of it. */
export async function listRegister(ctx: Ctx, { limit, cursor, q, standing, kind, owner }: RegisterQuery) {
  const all = await wholeRegister(ctx)
  const kinds = kind?.split(',')
  const wanted = q?.toLowerCase()
  const chosen = all.filter((one) => (!standing || one.standing === standing) && (!kinds || kinds.includes(one.kind))
    && (!owner || (owner === 'none' ? !one.owner : one.owner?.id === (owner === 'me' ? ctx.actor.id : owner)))
    && (!wanted || [one.key, one.name.zh, one.name.en, one.owner?.name ?? ''].some((text) => text.toLowerCase().includes(wanted))))
  const [due, place] = cursor ? splitMark(cursor) : ['', '']
  const after = cursor ? chosen.filter((one) => one.reviewDueOn > due || (one.reviewDueOn === due && one.id > place)) : chosen
  const items = after.slice(0, limit)
  const last = items.at(-1)
  return {
    items, nextCursor: after.length > limit && last ? encodeCursor({ s: ORDER, v: `${last.reviewDueOn} ${last.id}`.replaceAll('/', '|'), id: NOBODY }) : null,
    counts: { all: all.length, overdue: all.filter((one) => one.standing === 'overdue').length, soon: all.filter((one) => one.standing === 'soon').length, unowned: all.filter((one) => !one.owner).length },
  }
}
const NOBODY = '00000000-0000-0000-0000-000000000000'
function splitMark(cursor: string): [string, string] {
  const { v } = decodeCursor(cursor, ORDER, 'text')
  return [v.slice(0, 10), v.slice(11).replaceAll('|', '/')]
}
