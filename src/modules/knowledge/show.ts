import type { Ctx } from '../../kernel/context.ts'
import { documentKind, findDocument, seenLinks, versionsInForce } from '../library/index.ts'
import { notFound } from '../../kernel/errors.ts'
import { namesOf } from '../people/index.ts'
import type { Article } from './contract.ts'
import { findEntry, headFor } from './queries.ts'
import { INSIDE, publicPathOf } from './rules.ts'
import { tables } from './tables.ts'

const both = (value: string) => ({ zh: value, en: value })

/** One article on offer, with all it says. @throws AppError not-found `article.not-found` */
export async function getArticle(ctx: Ctx, documentId: string): Promise<Article> {
  const row = await findEntry(ctx, documentId)
  const [of] = await versionsInForce(ctx, [documentId])
  if (!of) throw notFound('article')
  const kind = ctx.definitions.current(documentKind, of.kind, ctx.now).is
  const [head, links, names, mine, waiting, writable] = await Promise.all([
    headFor(ctx, row), seenLinks(ctx, of.links), namesOf(ctx, of.ownerId ? [of.ownerId] : []),
    ctx.actor.id ? tables(ctx).selectFrom('knowledge_vote').select('helpful').where('version_id', '=', of.versionId).where('staff_id', '=', ctx.actor.id).executeTakeFirst() : undefined,
    tables(ctx).selectFrom('knowledge_correction').select((one) => one.fn.countAll<number>().as('n')).where('document_id', '=', documentId).where('state', 'in', ['open', 'accepted']).executeTakeFirstOrThrow(),
    findDocument(ctx, documentId).then((found) => found.may_write, () => false),
  ])
  return {
    ...head, versionId: of.versionId, owner: of.ownerId ? { id: of.ownerId, name: names.get(of.ownerId) ?? '' } : null,
    sections: kind.sections.flatMap(({ key, title }) => of.texts.zh?.sections[key]?.trim() || of.texts.en?.sections[key]?.trim() ? [{ key, name: title, inside: key === INSIDE, zh: of.texts.zh?.sections[key] ?? null, en: of.texts.en?.sections[key] ?? null }] : []),
    fields: kind.fields.flatMap((field) => {
      const value = of.fields[field.key]
      if (value === undefined || value === '' || ['audience', 'tags', 'product', 'outcome'].includes(field.key)) return []
      return [{ name: field.name, value: field.options?.find((option) => option.key === value)?.name ?? both(String(value)) }]
    }),
    links: links.map(({ kind: of, key, name, path }) => ({ kind: of, key, name: name ?? both(key), path })),
    mine: mine?.helpful ?? null, publicPath: row.audience === 'customers' ? publicPathOf(row.key) : null, corrections: Number(waiting.n),
    may: [...(ctx.actor.id ? ['vote', 'propose'] as const : []), ...(writable ? ['draft'] as const : [])],
  }
}
