import { among } from '../../kernel/transaction.ts'
import { pinyinKeys, pinyinQuery } from '../../pure/text/index.ts'
import { searchable } from '../search/index.ts'
import type { Shown } from '../search/index.ts'
import { NeedChanged, NeedFormed, NeedGrew, NeedMoved, NeedShrank } from './contract.ts'
import { needResource, tables } from './tables.ts'

/** So many of the newest voices lead to their need. */
const VOICES = 50
const MOST_CHARACTERS = 40_000
const TONES = { gathered: 'open', accepted: 'open', production: 'open', launched: 'done', declined: 'closed' } as const

/** A need is found by what it says, and by what customers said of it. */
export const findableNeeds = searchable({
  kind: 'need', events: [NeedFormed, NeedChanged, NeedGrew, NeedShrank, NeedMoved],
  textOf: async (ctx, ids) => {
    const rows = await tables(ctx).selectFrom('need').select(['id', 'title', 'summary', 'product', 'direction', 'created_at']).where(among('id', ids)).execute()
    const voices = await tables(ctx).selectFrom('need as n').innerJoinLateral((of) => of.selectFrom('voice as v').select('v.words').whereRef('v.need_id', '=', 'n.id').orderBy('v.id', 'desc').limit(VOICES).as('said'), (join) => join.onTrue()).select(['n.id', 'said.words']).where(among('n.id', ids)).execute()
    const said = Map.groupBy(voices, ({ id }) => id)
    return rows.map((row) => {
      const { full, initials } = pinyinKeys(row.title)
      // A word of the title counts twice.
      return { id: row.id, at: row.created_at, codes: [...full, ...initials], text: [row.title, row.title, row.product, row.summary, row.direction, ...(said.get(row.id) ?? []).map(({ words }) => words)].filter(Boolean).join('\n').slice(0, MOST_CHARACTERS) }
    })
  },
  codesOf: (_, typed) => { const pinyin = pinyinQuery(typed); return pinyin ? [{ code: pinyin, begins: true }] : [] },
  found: {
    order: 55, seen: { table: 'need', resource: needResource, permission: 'need.read' },
    show: async (ctx, ids) => (await tables(ctx).selectFrom('need as n').leftJoin('staff_ref as s', 's.id', 'n.owner_id').select(['n.id', 'n.title', 'n.summary', 'n.stage', 'n.created_at', 's.name']).where(among('n.id', ids)).execute())
      .map((row): Shown => ({ id: row.id, path: `/needs/${row.id}`, title: row.title, texts: row.summary ? [row.summary] : [], status: { word: `need.stage.${row.stage}`, tone: TONES[row.stage] }, who: row.name, at: row.created_at })),
  },
})
