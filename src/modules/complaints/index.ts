import type { Grant } from '../../kernel/context.ts'
import { needsVoice } from './needs-voice.ts'
import { answer, defineModule, serve } from '../../kernel/module.ts'
import { CasesMayMove } from '../cases/contract.ts'
import { findCase } from '../cases/index.ts'
import { ApologyRuleAsked } from '../messages/contract.ts'
import { approveApology, judgeLiability, nameAccused, noteApology } from './commands/judge.ts'
import { AccusedNamed, ApologyApproved, ApologyNoted, LiabilityJudged, complaints } from './contract.ts'
import { courseParts } from './course/parts.ts'
import { bookParts } from './ledger-book/parts.ts'
import { redressParts } from './redress/parts.ts'
import { regulatorCells } from './regulators/export-cells.ts'
import { regulatorParts } from './regulators/parts.ts'
import { getComplaint, isApologised, rowOf } from './queries.ts'
import { COMPLAINT_KINDS, againstClosing, apologyRuleOf } from './rules.ts'
import { needsLiability, settings } from './settings.ts'
import { tables } from './tables.ts'

/** Complaints: what is judged of a case in which somebody is dissatisfied: who is liable, on what basis, and whether an apology is owed, allowed or out of place. */

export { complaintsBehind, recurrenceOf, tieRecurrence } from './recurrence/recurrences.ts'
export { pulseForCustomer } from './course/pulse.ts'
export { promisedCourse } from './course/promised.ts'
export { answerForCustomer, complaintForCustomer } from './course/customer.ts'

const PERMISSIONS = ['complaint.read', 'complaint.judge', 'complaint.approve-apology', 'complaint.write', 'complaint.archive', 'complaint.pack', 'quarrel.settle'] as const
const grant = (...permissions: (typeof PERMISSIONS)[number][]): Grant[] => permissions.map((permission) => ({ permission, scope: 'all' }))

/** Each role with what every part grants it. */
const gathered = (...parts: Readonly<Record<string, Grant[]>>[]): Record<string, Grant[]> => Object.fromEntries([...new Set(parts.flatMap((part) => Object.keys(part)))].map((role) => [role, parts.flatMap((part) => part[role] ?? [])]))

/** What an apology costs in a text about a case: only complaints and grumbles are judged. */
const apologyRule = answer(ApologyRuleAsked, 'complaints.apology-rule', async (ctx, { about }) => {
  if (about.kind !== 'case') return []
  const [row, found] = await Promise.all([rowOf(ctx, about.id), findCase(ctx, about.id).catch(() => undefined)])
  return found && COMPLAINT_KINDS.includes(found.kind) ? [{ rule: apologyRuleOf(row?.liability ?? 'undetermined', row?.approved_by != null) }] : []
})
/** A complaint that was our fault is closed once the customer has had an apology, and none while its judgement is open (CMP-11, CMP-12). */
const mayClose = answer(CasesMayMove, 'complaints.may-close', async (ctx, { moves }) => {
  const closing = moves.filter(({ kind, toClass }) => toClass === 'closed' && COMPLAINT_KINDS.includes(kind))
  if (!closing.length) return []
  const rows = new Map((await tables(ctx).selectFrom('complaint').selectAll().where('case_id', 'in', closing.map(({ caseId }) => caseId)).execute()).map((row) => [row.case_id, row]))
  const needs = ctx.settings.get(needsLiability)
  const against: { caseId: string; reason: { code: string; field: string } }[] = []
  for (const { caseId, kind } of closing) {
    const row = rows.get(caseId)
    const liability = row?.liability ?? 'undetermined'
    const reasons = againstClosing({ liability, judged: row?.judged_at != null, apologised: liability !== 'ours' || await isApologised(ctx, caseId) }, kind === 'complaint' ? needs : 'never')
    against.push(...reasons.map((code) => ({ caseId, reason: { code, field: code === 'complaint.no-apology' ? 'apologies' : 'fields.liability' } })))
  }
  return against
})
export const complaintsModule = defineModule({
  name: 'complaints',
  permissions: [...PERMISSIONS, ...bookParts.permissions, ...redressParts.permissions, ...regulatorParts.permissions],
  grants: gathered({
    cs_manager: grant(...PERMISSIONS), cs_supervisor: grant(...PERMISSIONS), team_lead: grant(...PERMISSIONS), agent: grant('complaint.read', 'complaint.judge', 'complaint.write'), after_sales: grant('complaint.read', 'complaint.judge', 'complaint.write'), supervision: grant('complaint.read', 'complaint.judge', 'complaint.write', 'quarrel.settle'),
    clerk: grant('complaint.read', 'complaint.write', 'complaint.archive', 'complaint.pack'), evaluator: grant('complaint.read', 'complaint.pack', 'quarrel.settle'), mediator: grant('complaint.read', 'complaint.write'), info_specialist: grant('complaint.read'),
  }, bookParts.grants, redressParts.grants, regulatorParts.grants),
  events: [LiabilityJudged, ApologyApproved, ApologyNoted, AccusedNamed, ...courseParts.events, ...bookParts.events, ...redressParts.events, ...regulatorParts.events],
  settings: [...settings, ...bookParts.settings, ...redressParts.settings],
  kinds: [...courseParts.kinds, ...redressParts.kinds, ...regulatorParts.kinds],
  definitions: [...courseParts.definitions, ...bookParts.definitions, ...redressParts.definitions, ...regulatorParts.definitions],
  listeners: [...courseParts.listeners, ...bookParts.listeners, ...redressParts.listeners],
  beats: [...bookParts.beats, ...courseParts.beats],
  separations: [...courseParts.separations, ...redressParts.separations],
  resources: [...redressParts.resources, ...regulatorParts.resources],
  commands: regulatorParts.commands,
  answers: [regulatorCells, apologyRule, mayClose, ...courseParts.answers, needsVoice],
  invariants: [
    ...courseParts.invariants, ...redressParts.invariants,
    { name: 'a judged liability stands with its judgement', sql: `select case_id as id from complaint c where judged_at is not null and not exists (select from complaint_judgement j where j.case_id = c.case_id and j.liability = c.liability)` },
    { name: 'nobody judges a complaint about themselves', sql: `select case_id as id from complaint where judge_id = any (accused)` },
  ],
  serves: [...courseParts.serves, ...bookParts.serves, ...redressParts.serves, ...regulatorParts.serves, serve(complaints, {
    get: (ctx, { params }) => getComplaint(ctx, params.id),
    judge: (ctx, { params, body }) => judgeLiability(ctx, params.id, body),
    approveApology: (ctx, { params }) => approveApology(ctx, params.id),
    noteApology: (ctx, { params, body }) => noteApology(ctx, params.id, body),
    nameAccused: (ctx, { params, body }) => nameAccused(ctx, params.id, body.staffIds),
  })],
})
