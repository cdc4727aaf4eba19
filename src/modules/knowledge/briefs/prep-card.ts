import type { Ctx } from '../../../kernel/context.ts'
import { listCases } from '../../cases/index.ts'
import { findCustomer } from '../../customers/index.ts'
import { documentKind, inForceOfKind } from '../../library/index.ts'
import { salutationOf } from '../scripts/rules.ts'
import type { Brief, PrepCard } from './contract.ts'
import { findReception, shownReceptions } from './receptions.ts'
import { briefFor, industriesIn } from './rules.ts'

export const BRIEF_KIND = 'industry-brief'

/** Briefs of industries in force, by key. */
export async function listBriefs(ctx: Ctx): Promise<Brief[]> {
  const kind = ctx.definitions.keys(documentKind, ctx.now).includes(BRIEF_KIND) ? ctx.definitions.current(documentKind, BRIEF_KIND, ctx.now).is : undefined
  return (await inForceOfKind(ctx, BRIEF_KIND)).map((of): Brief => ({
    documentId: of.documentId, key: of.key, title: { zh: of.texts.zh?.title ?? null, en: of.texts.en?.title ?? null }, industries: industriesIn(String(of.fields['industries'] ?? '')),
    sections: (kind?.sections ?? []).flatMap(({ key, title }) => { const [zh, en] = [of.texts.zh?.sections[key] ?? '', of.texts.en?.sections[key] ?? '']; return zh || en ? [{ key, name: title, zh, en }] : [] }),
  }))
}
/** All briefs, or the one that fits an industry best. */
export async function briefsFor(ctx: Ctx, industry: string | undefined): Promise<Brief[]> {
  const all = await listBriefs(ctx)
  const fits = industry === undefined ? undefined : briefFor(all, industry)
  return industry === undefined ? all : fits ? [fits] : []
}

const MOST_CASES = 8
const MOST_ISSUES = 6
/** Everything one should know before a customer comes. */
export async function prepCardOf(ctx: Ctx, id: string): Promise<PrepCard> {
  const row = await findReception(ctx, id)
  const [shown] = await shownReceptions(ctx, [row])
  const customer = ctx.actor.can('customer.read') ? await findCustomer(ctx, row.customer_id).catch(() => undefined) : undefined
  const past = ctx.actor.can('case.read') ? (await listCases(ctx, { customerId: row.customer_id, limit: MOST_CASES, sort: '-createdAt' })).items : []
  const brief = customer ? briefFor(await listBriefs(ctx), customer.industry) ?? null : null
  const isOpen = (of: (typeof past)[number]) => of.status.class !== 'closed' && of.status.class !== 'resolved'
  const issues: PrepCard['issues'] = [
    { text: row.purpose, why: 'purpose', caseId: row.case_id },
    ...past.filter(isOpen).map((of) => ({ text: of.subject, why: 'open' as const, caseId: of.id })),
    ...past.filter((of) => !isOpen(of) && past.filter((other) => other.kind === of.kind).length > 1).map((of) => ({ text: of.subject, why: 'again' as const, caseId: of.id })),
  ]
  return {
    ...shown as NonNullable<typeof shown>,
    profile: customer ? { type: customer.type, salutation: { zh: salutationOf(customer, 'zh-CN'), en: salutationOf(customer, 'en') }, region: customer.region, industry: customer.industry, grade: customer.grade, vip: customer.vip } : null,
    history: past.map((of) => ({ id: of.id, number: of.number, subject: of.subject, kind: of.kind, status: of.status, at: of.createdAt })),
    issues: [...new Map(issues.map((one) => [one.text, one])).values()].slice(0, MOST_ISSUES), brief,
  }
}
