import { parseMarkdown, textOfBlocks } from '../../pure/markdown/index.ts'
import { pinyinKeys, pinyinQuery } from '../../pure/text/index.ts'
import { among, lookUp } from '../../kernel/transaction.ts'
import { searchable } from '../search/index.ts'
import type { Shown } from '../search/index.ts'
import type { Texts } from './contract.ts'
import { DocumentBegun, DocumentEdited, DocumentMoved } from './contract.ts'
import { documentResource, tables } from './tables.ts'
import type { VersionRow } from './tables.ts'

/** What is indexed of one document at most, in characters. */
const MOST = 100_000
const TONES = { draft: 'open', review: 'waiting', approved: 'waiting', 'in-force': 'done', retired: 'closed' } as const

const saidIn = (texts: Texts): string[] => [texts.zh, texts.en].flatMap((text) => text ? [text.title, ...Object.values(text.sections).map((body) => textOfBlocks(parseMarkdown(body)))] : [])
/** What a document says to its readers: the version in force, else the newest. */
const telling = <V extends Pick<VersionRow, 'state' | 'number'>>(versions: readonly V[]): V | undefined => versions.find(({ state }) => state === 'in-force') ?? versions.toSorted((a, b) => b.number - a.number)[0]

/** Documents are found by what they say in either language, by their key, and by the pinyin of their Chinese title. */
export const findableDocuments = searchable({
  kind: 'document', events: [DocumentBegun, DocumentEdited, DocumentMoved],
  textOf: async (ctx, ids) => {
    const [rows, versions] = await Promise.all([
      tables(ctx).selectFrom('document').select(['id', 'key', 'title_zh', 'made_at']).where('id', 'in', ids).execute(),
      tables(ctx).selectFrom('document_version').select(['document_id', 'state', 'number', 'texts']).where('document_id', 'in', ids).execute(),
    ])
    const byDocument = Map.groupBy(versions, (row) => row.document_id)
    return rows.map((row) => {
      const told = telling(byDocument.get(row.id) ?? [])
      const { full, initials } = pinyinKeys(row.title_zh ?? '')
      return { id: row.id, at: row.made_at, keywords: [row.key], codes: [...full, ...initials], text: (told ? saidIn(told.texts as Texts) : []).join('\n').slice(0, MOST) }
    })
  },
  codesOf: (_, typed) => { const pinyin = pinyinQuery(typed); return pinyin ? [{ code: pinyin, begins: true }] : [] },
  found: {
    order: 15, seen: { table: 'document', resource: documentResource, permission: 'document.read' },
    show: async (ctx, ids) => {
      const rows = await tables(ctx).selectFrom('document as d').leftJoin('staff_ref as o', 'o.id', 'd.owner_id').modifyFront(lookUp).select(['d.id', 'd.key', 'd.title_zh', 'd.title_en', 'd.state', 'd.made_at', 'o.name']).where(among('d.id', ids)).execute()
      const versions = await tables(ctx).selectFrom('document_version').select(['document_id', 'state', 'number', 'texts']).where(among('document_id', ids)).execute()
      const byDocument = Map.groupBy(versions, (row) => row.document_id)
      return rows.map((row): Shown => {
        const told = telling(byDocument.get(row.id) ?? [])
        return { id: row.id, path: `/library/${row.id}`, title: (ctx.actor.locale === 'en' ? row.title_en ?? row.title_zh : row.title_zh ?? row.title_en) ?? row.key, texts: told ? saidIn(told.texts as Texts) : [], status: { word: `document.state.${row.state}`, tone: TONES[row.state] }, who: row.name, at: row.made_at }
      })
    },
  },
})
