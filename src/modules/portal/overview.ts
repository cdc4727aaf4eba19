import type { Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { findCase } from '../cases/index.ts'
import { answersOf, formKind } from '../forms/index.ts'
import { MAIN } from './brands.ts'
import type { Language, Overview } from './contract.ts'
import { PortalCodeIssued } from './contract.ts'
import { tables } from './tables.ts'
import { newCode } from './tracks.ts'

/** The portal as those see it who work on a case. */

export async function overviewOf(ctx: Ctx, caseId: string): Promise<Overview> {
  const row = await findCase(ctx, caseId)
  const track = await tables(ctx).selectFrom('portal_track as t').innerJoin('portal_track_case as c', 'c.track_id', 't.id').innerJoin('portal_brand as b', 'b.id', 't.brand_id').selectAll('t').select('b.slug').where('c.case_id', '=', caseId).executeTakeFirst()
  const rated = await tables(ctx).selectFrom('portal_rating').selectAll().where('case_id', '=', caseId).orderBy('at', 'desc').execute()
  const said = await answersOf(ctx, rated.map((one) => one.submission_id))
  return {
    tracked: track ? { since: track.at, language: track.locale, brand: track.slug, notices: track.notices, nextNoticeAt: track.next_notice_at, byMail: track.email !== null, consentedAt: track.consented_at } : null,
    ratings: rated.flatMap(({ submission_id, at }) => {
      const found = said.get(submission_id)
      if (!found) return []
      const form = ctx.definitions.version(formKind, found.formId).is
      return [{ id: submission_id, score: found.score, answers: found.answers, form: { name: form.name, questions: form }, at, changedAt: found.changedAt }]
    }),
    may: row.may_write && !row.removed_at ? ['issue-code'] : [],
  }
}

/** A new code for a case of any channel, for whoever has lost theirs or never had one; the old one stops at once. @throws AppError 403 case.not-yours */
export async function issueCode(ctx: Ctx, caseId: string, { language }: { language?: Language | undefined }): Promise<{ code: string; slug: string }> {
  const row = await findCase(ctx, caseId)
  if (!row.may_write || row.removed_at) throw new AppError('forbidden', 'case.not-yours')
  const { code, hash } = newCode(ctx)
  const before = await tables(ctx).updateTable('portal_track').set((eb) => ({ code_hash: hash, version: eb('version', '+', 1), ...(language ? { locale: language } : {}) })).where('case_id', '=', caseId).returning(['id', 'brand_id']).executeTakeFirst()
  const brand = await tables(ctx).selectFrom('portal_brand').select(['id', 'slug']).$if(before !== undefined, (q) => q.where('id', '=', before?.brand_id as string)).$if(before === undefined, (q) => q.where('slug', '=', MAIN)).executeTakeFirst()
    ?? await tables(ctx).selectFrom('portal_brand').select(['id', 'slug']).orderBy('id').executeTakeFirstOrThrow()
  const trackId = before?.id ?? newId()
  if (!before) {
    tables.insert(ctx, 'portal_track', { id: trackId, code_hash: hash, case_id: caseId, brand_id: brand.id, locale: language ?? ctx.actor.locale, customer_id: row.customer_id, email: null, consented_at: null, notice_version: null, next_notice_at: null, notices: 0, at: ctx.now, version: 1 })
    ctx.send({ text: 'insert into portal_track_case (track_id, case_id, at) values ($1, $2, $3)', values: [trackId, caseId, ctx.now] })
  }
  await ctx.emit(PortalCodeIssued, caseId, { trackId, again: before !== undefined })
  return { code, slug: brand.slug }
}
