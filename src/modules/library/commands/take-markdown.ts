import { AppError, invalid } from '../../../kernel/errors.ts'
import type { Ctx } from '../../../kernel/context.ts'
import type { Download } from '../../../kernel/module.ts'
import { EditVersion, NewDocument, Text } from '../contract.ts'
import type { Document, TextLanguage, Texts } from '../contract.ts'
import { currentOf, findDocument, kindOf, openOf, readsVersion, versionsOf } from '../documents/find.ts'
import { fieldsIn, getDocument, linksIn, textsIn } from '../documents/show.ts'
import { requireKind } from '../documents/writing.ts'
import { documentKind } from '../kind.ts'
import { NoMarkdownFile, readMarkdownFile, writeMarkdownFile } from '../markdown-file.ts'
import type { MarkdownFile } from '../markdown-file.ts'
import { tables } from '../tables.ts'
import { beginDocument } from './begin-document.ts'
import { draftVersion, editVersion } from './edit-version.ts'

/** One language of a version as a Markdown file. @throws AppError 404, also where it is not written in the language */
export async function giveMarkdown(ctx: Ctx, id: string, language: TextLanguage, versionId?: string): Promise<Download> {
  const of = await findDocument(ctx, id)
  const versions = (await versionsOf(ctx, id)).filter((row) => readsVersion(ctx, of, row))
  const version = versionId ? versions.find((row) => row.id === versionId) : currentOf(versions) ?? openOf(versions) ?? versions[0]
  const text = version && textsIn(version)[language]
  if (!version || !text) throw new AppError('not-found', 'document.not-found')
  const file: MarkdownFile = { key: of.key, kind: of.kind, language, title: text.title, fields: fieldsIn(version), links: linksIn(version), effectiveOn: version.effective_on, expiresOn: version.expires_on, sections: text.sections }
  return { bytes: Buffer.from(writeMarkdownFile(file, kindOf(ctx, version), { version: version.number, state: version.state })), type: 'text/markdown; charset=utf-8', name: `${of.key}.${language}.md` }
}

/** Takes a Markdown file: a new document, or what its language says in the next draft of the document with its key. @throws AppError 400 at `text`, and what a draft refuses */
export async function takeMarkdown(ctx: Ctx, source: string): Promise<Document> {
  let file: MarkdownFile
  try {
    file = readMarkdownFile(source, (kind) => ctx.definitions.keys(documentKind, ctx.now).includes(kind) ? requireKind(ctx, kind).is.sections[0]?.key ?? '' : '')
  } catch (error) { throw error instanceof NoMarkdownFile ? invalid('text', error.code) : error }
  const text = Text.safeParse({ title: file.title, sections: file.sections })
  if (!text.success) throw invalid('text', 'document.no-title')
  const known = await tables(ctx).selectFrom('document').select(['id', 'kind']).where('key', '=', file.key).executeTakeFirst()
  if (!known) {
    const body = NewDocument.safeParse({ kind: file.kind, key: file.key, texts: { [file.language]: text.data }, fields: file.fields, links: file.links, effectiveOn: file.effectiveOn, expiresOn: file.expiresOn })
    if (!body.success) throw badMatter(body.error)
    return beginDocument(ctx, body.data)
  }
  if (known.kind !== file.kind) throw invalid('text', 'document.other-kind', { kind: known.kind })
  const open = openOf(await versionsOf(ctx, (await findDocument(ctx, known.id)).id))
  const draft = open ?? await draftVersion(ctx, known.id)
  const before = (await versionsOf(ctx, known.id)).find((row) => row.id === draft.id)
  const texts: Texts = { ...before && textsIn(before), [file.language]: text.data }
  const body = EditVersion.safeParse({ revision: before?.revision ?? 1, texts, fields: file.fields, links: file.links, effectiveOn: file.effectiveOn, expiresOn: file.expiresOn })
  if (!body.success) throw badMatter(body.error)
  await editVersion(ctx, known.id, draft.id, body.data)
  return getDocument(ctx, known.id)
}

const badMatter = (error: { issues: readonly { path: readonly PropertyKey[] }[] }) => invalid('text', 'document.bad-front-matter', { at: error.issues[0]?.path.join('.') ?? '' })
