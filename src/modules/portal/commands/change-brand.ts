import type { z } from 'zod'
import type { Ctx } from '../../../kernel/context.ts'
import { conflict, invalid, notFound } from '../../../kernel/errors.ts'
import { newId } from '../../../kernel/id.ts'
import { attachFiles } from '../../files/index.ts'
import { readLines } from '../../people/index.ts'
import { MAIN, getBrand } from '../brands.ts'
import type { Brand, ChangeBrand, NewBrand } from '../contract.ts'
import { BrandAdded, BrandChanged } from '../contract.ts'
import { ENTRY_KINDS, LANGUAGES, PAPER } from '../rules.ts'
import type { BrandRow } from '../tables.ts'
import { tables } from '../tables.ts'

/** Opens pages for a business line; closed until somebody has looked at them. @throws AppError 400 line.not-found, portal.slug-taken, portal.line-has-pages */
export async function addBrand(ctx: Ctx, { slug, lineId }: z.output<typeof NewBrand>): Promise<Brand> {
  if (!(await readLines(ctx)).some((line) => line.id === lineId)) throw invalid('lineId', 'line.not-found')
  const taken = await tables(ctx).selectFrom('portal_brand').select(['slug', 'line_id']).where((eb) => eb.or([eb('slug', '=', slug), eb('line_id', '=', lineId)])).execute()
  if (taken.some((one) => one.slug === slug)) throw invalid('slug', 'portal.slug-taken')
  if (taken.length) throw invalid('lineId', 'portal.line-has-pages')
  const id = newId()
  const made = await tables(ctx).insertInto('portal_brand').values({
    id, slug, line_id: lineId, team_id: null, name_zh: null, name_en: null, sender_zh: null, sender_en: null, intro_zh: null, intro_en: null, notice_zh: null, notice_en: null, contact_zh: null, contact_en: null,
    accent: '#3d56c9', banner: PAPER, logo_id: null, kinds: [...ENTRY_KINDS], languages: [...LANGUAGES], active: false, changed_at: ctx.now, version: 1,
  }).onConflict((c) => c.doNothing()).returning('id').executeTakeFirst()
  if (!made) throw invalid('slug', 'portal.slug-taken')
  await ctx.emit(BrandAdded, id, { slug, lineId })
  return getBrand(ctx, id)
}

const TEXTS = ['name', 'sender', 'intro', 'notice', 'contact'] as const

/** Changes how pages look and what they take. @throws AppError 409 record.stale, 400 portal.slug-taken, portal.no-picture, team.not-found */
export async function changeBrand(ctx: Ctx, id: string, { version, ...wish }: ChangeBrand): Promise<Brand> {
  const before = await tables(ctx).selectFrom('portal_brand').selectAll().where('id', '=', id).executeTakeFirst()
  if (!before) throw notFound('portal-brand')
  if (wish.slug && wish.slug !== before.slug) {
    // The pages of the whole company stay where everybody expects them.
    if (before.slug === MAIN || await tables(ctx).selectFrom('portal_brand').select('id').where('slug', '=', wish.slug).executeTakeFirst()) throw invalid('slug', 'portal.slug-taken')
  }
  if (wish.teamId && !await tables(ctx).selectFrom('team_ref').select('id').where('id', '=', wish.teamId).executeTakeFirst()) throw invalid('teamId', 'team.not-found')
  const changes: Partial<BrandRow> = {
    ...(wish.slug === undefined ? {} : { slug: wish.slug }), ...(wish.teamId === undefined ? {} : { team_id: wish.teamId }), ...(wish.accent === undefined ? {} : { accent: wish.accent }), ...(wish.banner === undefined ? {} : { banner: wish.banner }),
    ...(wish.logoId === undefined ? {} : { logo_id: wish.logoId }), ...(wish.kinds === undefined ? {} : { kinds: [...new Set(wish.kinds)] }), ...(wish.languages === undefined ? {} : { languages: [...new Set(wish.languages)] }), ...(wish.active === undefined ? {} : { active: wish.active }),
    ...Object.fromEntries(TEXTS.flatMap((key) => wish[key] === undefined ? [] : [[`${key}_zh`, wish[key].zh], [`${key}_en`, wish[key].en]])),
  }
  const won = await tables(ctx).updateTable('portal_brand').set({ ...changes, version: version + 1, changed_at: ctx.now }).where('id', '=', id).where('version', '=', version).returning('id').executeTakeFirst()
  if (!won) throw conflict('record.stale', await getBrand(ctx, id))
  if (wish.logoId && wish.logoId !== before.logo_id) await attachFiles(ctx, [wish.logoId], { kind: 'portal-brand', id })
  const plain = before as unknown as Record<string, unknown>
  await ctx.emit(BrandChanged, id, { changed: Object.fromEntries(Object.entries(changes).filter(([key, to]) => JSON.stringify(plain[key]) !== JSON.stringify(to)).map(([key, to]) => [key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()), { from: (plain[key] ?? null) as never, to: (to ?? null) as never }])) })
  return getBrand(ctx, id)
}
