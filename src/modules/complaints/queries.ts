import type { Ctx } from '../../kernel/context.ts'
import { refused } from '../../kernel/errors.ts'
import { findCase, listMessages } from '../cases/index.ts'
import { holdsApology } from '../messages/index.ts'
import { namesOf } from '../people/index.ts'
import type { Complaint } from './contract.ts'
import { COMPLAINT_KINDS, againstClosing } from './rules.ts'
import { needsLiability } from './settings.ts'
import type { ComplaintRow } from './tables.ts'
import { tables } from './tables.ts'

/** A case in the reader's sight that is a complaint. @throws AppError refused `complaint.not-a-complaint`, not-found `case.not-found` */
export async function findComplaint(ctx: Ctx, caseId: string) {
  const found = await findCase(ctx, caseId)
  if (!COMPLAINT_KINDS.includes(found.kind)) throw refused('complaint.not-a-complaint', [{ path: 'id', code: 'complaint.not-a-complaint' }])
  return found
}
export const rowOf = (ctx: Ctx, caseId: string): Promise<ComplaintRow | undefined> => tables(ctx).selectFrom('complaint').selectAll().where('case_id', '=', caseId).executeTakeFirst()

/** How far back an apology is looked for in what was said. */
const PAGES = 5
/** Messages of ours that apologise for more than waiting, latest first. */
async function apologiesSent(ctx: Ctx, caseId: string, most: number): Promise<Complaint['apologies']> {
  const found: Complaint['apologies'] = []
  let cursor: string | null = null
  for (let page = 0; page < PAGES && found.length < most; page += 1) {
    const part: Awaited<ReturnType<typeof listMessages>> = await listMessages(ctx, caseId, { limit: 100, ...(cursor ? { cursor } : {}) })
    for (const one of part.items) {
      if (found.length < most && one.visibility === 'public' && one.author.kind === 'staff' && one.author.id && holdsApology(ctx, one.body)) found.push({ how: 'message', note: null, by: { id: one.author.id, name: one.author.name }, at: one.at })
    }
    cursor = part.nextCursor
    if (!cursor) break
  }
  return found
}
/** Whether the customer has had an apology, by a message or otherwise. */
export async function isApologised(ctx: Ctx, caseId: string): Promise<boolean> {
  const noted = await tables(ctx).selectFrom('complaint_apology').select('id').where('case_id', '=', caseId).limit(1).executeTakeFirst()
  return noted !== undefined || (await apologiesSent(ctx, caseId, 1)).length > 0
}

/** What is judged of a complaint, with what the reader may do. */
export async function getComplaint(ctx: Ctx, caseId: string): Promise<Complaint> {
  const found = await findComplaint(ctx, caseId)
  const [row, judgements, noted, sent] = await Promise.all([
    rowOf(ctx, caseId), tables(ctx).selectFrom('complaint_judgement').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(50).execute(),
    tables(ctx).selectFrom('complaint_apology').selectAll().where('case_id', '=', caseId).orderBy('id', 'desc').limit(50).execute(), apologiesSent(ctx, caseId, 3),
  ])
  const accused = row?.accused ?? []
  const names = await namesOf(ctx, [...new Set([...accused, ...judgements.map((one) => one.judge_id), ...noted.map((one) => one.by_id), ...(row?.approved_by ? [row.approved_by] : [])])])
  const named = (id: string) => ({ id, name: names.get(id) ?? '' })
  const [latest] = judgements
  const works = found.may_write && !found.removed_at && !accused.includes(ctx.actor.id ?? '')
  return {
    caseId, liability: row?.liability ?? 'undetermined', basis: row?.basis ?? null, judge: latest ? named(latest.judge_id) : null, judgedAt: row?.judged_at ?? null,
    judgements: judgements.map(({ id, liability, basis, judge_id, at }) => ({ id, liability, basis, judge: named(judge_id), at })),
    accused: accused.map(named), approval: row?.approved_by && row.approved_at ? { by: named(row.approved_by), at: row.approved_at } : null,
    apologies: [...noted.map(({ how, note, by_id, at }) => ({ how, note, by: named(by_id), at })), ...sent].sort((a, b) => b.at.getTime() - a.at.getTime()),
    toJudge: works && ctx.actor.can('complaint.judge') && found.kind === 'complaint' && againstClosing({ liability: row?.liability ?? 'undetermined', judged: row?.judged_at != null, apologised: true }, ctx.settings.get(needsLiability)).length > 0,
    may: !works ? [] : [...(ctx.actor.can('complaint.judge') ? ['judge' as const, 'note-apology' as const, 'name-accused' as const] : []), ...(row?.liability === 'shared' && !row.approved_by && ctx.actor.can('complaint.approve-apology') ? ['approve-apology' as const] : [])],
    version: row?.version ?? 0,
  }
}
