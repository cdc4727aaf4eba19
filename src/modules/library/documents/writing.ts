import type { Ctx } from '../../../kernel/context.ts'
import { AppError, conflict, invalid } from '../../../kernel/errors.ts'
import type { FieldValues, Kind, Texts } from '../contract.ts'
import { documentKind } from '../kind.ts'
import { tables } from '../tables.ts'
import type { DocumentRow, VersionRow } from '../tables.ts'
import { currentOf, openOf, versionsOf } from './find.ts'
import { textsIn } from './show.ts'

/** What several commands do to the rows. */

/** The kind in force. @throws AppError 400 document.unknown-kind */
export function requireKind(ctx: Ctx, key: string): { id: string; is: Kind } {
  if (!ctx.definitions.keys(documentKind, ctx.now).includes(key)) throw invalid('kind', 'document.unknown-kind', { kind: key })
  return ctx.definitions.current(documentKind, key, ctx.now)
}

/** Refuses sections and fields that the kind has not. @throws AppError 400 with each at its path */
export function requireKnownParts(kind: Kind, { texts, fields }: { texts?: Texts | undefined; fields?: FieldValues | undefined }): void {
  const sections = new Set(kind.sections.map(({ key }) => key))
  const known = new Set(kind.fields.map(({ key }) => key))
  const errors = [
    ...(['zh', 'en'] as const).flatMap((language) => Object.keys(texts?.[language]?.sections ?? {}).filter((key) => !sections.has(key)).map((key) => ({ path: `texts.${language}.sections.${key}`, code: 'document.unknown-section' }))),
    ...Object.keys(fields ?? {}).filter((key) => !known.has(key)).map((key) => ({ path: `fields.${key}`, code: 'document.unknown-field' })),
  ]
  if (errors.length) throw new AppError('invalid', 'request.invalid', { errors })
}

/** Brings what the document carries for lists up to its versions, and counts its version on. */
export async function followVersions(ctx: Ctx, id: string, more: Partial<DocumentRow> = {}): Promise<void> {
  const versions = await versionsOf(ctx, id)
  const current = currentOf(versions)
  const open = openOf(versions)
  const told = current ?? open ?? versions[0]
  const texts = told && textsIn(told)
  await tables(ctx).updateTable('document').set((of) => ({
    state: current ? 'in-force' : open?.state ?? 'retired', author_id: open?.author_ids.at(-1) ?? null, ...(texts ? { title_zh: texts.zh?.title ?? null, title_en: texts.en?.title ?? null } : {}),
    changed_at: ctx.now, version: of('version', '+', 1), ...more,
  })).where('id', '=', id).execute()
}

/** Writes a version when its revision is still the reader's. @throws AppError 409 record.stale */
export async function writeVersion(ctx: Ctx, id: string, revision: number, changes: Partial<VersionRow>): Promise<void> {
  const won = await tables(ctx).updateTable('document_version').set({ ...changes, revision: revision + 1, changed_at: ctx.now }).where('id', '=', id).where('revision', '=', revision).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', null)
}

/** Writes the document when its version is still the reader's. @throws AppError 409 record.stale */
export async function writeDocument(ctx: Ctx, id: string, version: number, changes: Partial<DocumentRow>, current: () => Promise<unknown>): Promise<void> {
  const won = await tables(ctx).updateTable('document').set({ ...changes, version: version + 1, changed_at: ctx.now }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await current())
}
