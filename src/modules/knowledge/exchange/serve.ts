import type { Ctx } from '../../../kernel/context.ts'
import { listIds } from '../../../kernel/listing.ts'
import type { Download } from '../../../kernel/module.ts'
import { serve } from '../../../kernel/module.ts'
import { zipOf } from '../../../kernel/zip.ts'
import type { ZipEntry } from '../../../kernel/zip.ts'
import { documentKind, takeMarkdown, versionsInForce, writeMarkdownFile } from '../../library/index.ts'
import type { InForce } from '../../library/index.ts'
import { INSIDE } from '../rules.ts'
import { SPEC, filterOf, today } from '../queries.ts'
import { tables } from '../tables.ts'
import { exchange } from './contract.ts'
import type { Taken } from './contract.ts'
import { withFrontMatter } from './foreign.ts'

const PAGE = 500
const MOST = 20_000

function filesOf(ctx: Ctx, of: InForce, isPublic: boolean): ZipEntry[] {
  const kind = ctx.definitions.current(documentKind, of.kind, ctx.now).is
  return (['zh', 'en'] as const).flatMap((language) => {
    const text = of.texts[language]
    if (!text) return []
    const sections = isPublic ? Object.fromEntries(Object.entries(text.sections).filter(([key]) => key !== INSIDE)) : text.sections
    const file = { key: of.key, kind: of.kind, language, title: text.title, fields: of.fields, links: of.links, effectiveOn: null, expiresOn: of.expiresOn, sections }
    return [{ name: `${of.kind}/${of.key}.${language}.md`, bytes: Buffer.from(writeMarkdownFile(file, kind, { version: of.number }), 'utf8') }]
  })
}

async function give(ctx: Ctx, query: { kind?: string | undefined; audience?: 'inside' | 'customers' | undefined }): Promise<Download> {
  const entries: ZipEntry[] = []
  for (let cursor: string | undefined, read = 0; read < MOST;) {
    const page = await listIds(ctx, SPEC, { limit: PAGE, ...(cursor ? { cursor } : {}) }, filterOf(query))
    const rows = page.ids.length ? await tables(ctx).selectFrom('knowledge_entry').select('document_id').where('id', 'in', page.ids).execute() : []
    for (const of of await versionsInForce(ctx, rows.map((row) => row.document_id))) entries.push(...filesOf(ctx, of, query.audience === 'customers'))
    read += page.ids.length
    if (!page.nextCursor) break
    cursor = page.nextCursor
  }
  entries.sort((one, other) => one.name < other.name ? -1 : 1)
  return { bytes: zipOf(entries, ctx.now), type: 'application/zip', name: `knowledge-${today(ctx)}.zip` }
}

/** @throws AppError invalid at `text`, and what a draft refuses */
async function take(ctx: Ctx, { name, text, kind }: { name: string; text: string; kind: string }): Promise<Taken> {
  const section = ctx.definitions.current(documentKind, kind, ctx.now).is.sections.find(({ required }) => required)?.key ?? ''
  const document = await takeMarkdown(ctx, withFrontMatter(text, { name, kind, section }))
  const open = document.open?.id === document.shown.id ? document.shown : undefined
  return { documentId: document.id, key: document.key, kind: document.kind, title: document.title.zh ?? document.title.en ?? document.key, isNew: document.versions.length === 1 && !document.current, gaps: open?.gaps.length ?? 0 }
}

/** What exchange adds to the module. */
export const exchangeParts = { serves: [serve(exchange, { give: (ctx, { query }) => give(ctx, query), take: (ctx, { body }) => take(ctx, body) })] }
