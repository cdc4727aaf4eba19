import type { Ctx, Locale } from '../../kernel/context.ts'
import { notFound } from '../../kernel/errors.ts'
import { listServices } from '../cases/index.ts'
import { companyName, companyZone } from '../../kernel/frame.ts'
import { say } from '../../kernel/i18n/catalogue.ts'
import { readLines } from '../people/index.ts'
import { promisedCourse } from '../complaints/index.ts'
import { publicAddress } from '../messages/index.ts'
import type { Brand, HowToComplain, Page } from './contract.ts'
import { mostFileBytes, mostFiles } from './settings.ts'
import { ASKED_HERE } from './rules.ts'
import type { BrandRow } from './tables.ts'
import { tables } from './tables.ts'

/** Brands: how the customer's pages of a business line look, for those who design them and for those who read them. */

export const MAIN = 'main'
const bilingual = (zh: string | null, en: string | null) => ({ zh, en })
const shown = (row: BrandRow, lines: ReadonlyMap<string, string>): Brand => ({
  id: row.id, slug: row.slug, line: row.line_id ? { id: row.line_id, name: lines.get(row.line_id) ?? '' } : null, teamId: row.team_id,
  name: bilingual(row.name_zh, row.name_en), sender: bilingual(row.sender_zh, row.sender_en), intro: bilingual(row.intro_zh, row.intro_en), notice: bilingual(row.notice_zh, row.notice_en), contact: bilingual(row.contact_zh, row.contact_en),
  accent: row.accent, banner: row.banner, logoId: row.logo_id, kinds: row.kinds, languages: row.languages, active: row.active, changedAt: row.changed_at, version: row.version,
})

const linesOf = async (ctx: Ctx) => new Map((await readLines(ctx)).map(({ id, name }) => [id, name]))
export async function listBrands(ctx: Ctx): Promise<Brand[]> {
  const lines = await linesOf(ctx)
  return (await tables(ctx).selectFrom('portal_brand').selectAll().orderBy('id').execute()).map((row) => shown(row, lines))
}
/** @throws AppError 404 portal-brand.not-found */
export async function getBrand(ctx: Ctx, id: string): Promise<Brand> {
  const row = await tables(ctx).selectFrom('portal_brand').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw notFound('portal-brand')
  return shown(row, await linesOf(ctx))
}

/** The pages that an address names, while they are open. @throws AppError 404 portal-brand.not-found */
export async function openBrand(ctx: Ctx, slug: string): Promise<BrandRow> {
  const row = await tables(ctx).selectFrom('portal_brand').selectAll().where('slug', '=', slug).where('active', '=', true).executeTakeFirst()
  if (!row) throw notFound('portal-brand')
  return row
}
export const logoOf = async (ctx: Ctx, slug: string): Promise<string | null> => (await tables(ctx).selectFrom('portal_brand').select('logo_id').where('slug', '=', slug).executeTakeFirst())?.logo_id ?? null
/** What a brand calls itself to its customers: its own name, else the company's. */
export const brandName = (ctx: Pick<Ctx, 'settings'>, row: BrandRow, locale: Locale): string => (locale === 'en' ? row.name_en ?? row.name_zh : row.name_zh ?? row.name_en) ?? ctx.settings.get(companyName)

/** How it signs what it writes: as set, else by its name. */
export const senderName = (ctx: Pick<Ctx, 'settings'>, row: BrandRow, locale: Locale): string => (locale === 'en' ? row.sender_en : row.sender_zh) ?? brandName(ctx, row, locale)

/** What the pages offer of the catalogue: services whose form asks nothing that can't be asked there. */
export const offeredServices = (ctx: Ctx) => listServices(ctx, { portal: true }).filter(({ form }) => !form || form.questions.sections.every((section) => !section.repeat && section.questions.every(({ kind }) => ASKED_HERE.has(kind))))

export async function pageOf(ctx: Ctx, slug: string): Promise<Page> {
  const rows = await tables(ctx).selectFrom('portal_brand').selectAll().orderBy('id').execute()
  const row = rows.find((one) => one.slug === slug)
  if (!row) throw notFound('portal-brand')
  const locale = row.languages.includes(ctx.actor.locale) ? ctx.actor.locale : row.languages[0] ?? 'zh-CN'
  const own = (zh: string | null, en: string | null) => locale === 'en' ? en : zh
  const name = brandName(ctx, row, locale)
  const inWords = (text: { zh: string; en: string }) => locale === 'en' ? text.en : text.zh
  return {
    slug: row.slug, name, sender: senderName(ctx, row, locale), intro: own(row.intro_zh, row.intro_en), notice: own(row.notice_zh, row.notice_en) ?? say(locale, 'portal.notice.text', { company: name }), noticeVersion: row.version,
    contact: own(row.contact_zh, row.contact_en), accent: row.accent, banner: row.banner, logo: row.logo_id ? `/api/v1/portal/pages/${row.slug}/logo?v=${row.version}` : null, open: row.active, others: rows.filter((one) => one.active && one !== row).map((one) => ({ slug: one.slug, name: brandName(ctx, one, locale) })), kinds: row.kinds, languages: row.languages,
    services: row.kinds.includes('request') ? offeredServices(ctx).map((one) => ({ key: one.key, name: inWords(one.name), about: one.about && inWords(one.about), form: one.form })) : [],
    mostFiles: ctx.settings.get(mostFiles), mostBytes: ctx.settings.get(mostFileBytes), zone: ctx.settings.get(companyZone),
  }
}

/** How to complain by these pages, in their reader's language. @throws AppError 404 portal-brand.not-found */
export async function howToComplainAt(ctx: Ctx, slug: string): Promise<HowToComplain> {
  const row = await openBrand(ctx, slug)
  const locale = row.languages.includes(ctx.actor.locale) ? ctx.actor.locale : row.languages[0] ?? 'zh-CN'
  const address = ctx.settings.get(publicAddress).replace(/\/+$/, '')
  return { link: address ? `${address}/portal/${row.slug}/complain` : null, contact: locale === 'en' ? row.contact_en : row.contact_zh, here: row.kinds.includes('complaint'), ...promisedCourse(ctx, locale) }
}
