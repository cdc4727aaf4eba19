import { on } from '../../../kernel/module.ts'
import { ClockBreached } from '../../clocks/contract.ts'
import { findCase } from '../../cases/index.ts'
import { notify, notifyInHours, standInsOf, superiorsOf } from '../../people/index.ts'
import { tables } from '../tables.ts'
import { ComplaintEscalated } from './contract.ts'
import { isGrave } from './rules.ts'

/** A grave complaint that nobody answered in time is the manager's at once (CMP-09); what should have been told and was not is told to whoever works on it and whoever leads. */
export const tellOverdueComplaints = on(ClockBreached, 'complaints.tell-overdue', async (ctx, events) => {
  const ours = events.filter(({ data }) => data.subjectKind === 'complaint' || (data.subjectKind === 'case' && data.keys.includes('first-response')))
  if (!ours.length) return
  const ids = [...new Set(ours.map(({ subjectId }) => subjectId))]
  const rows = await tables(ctx).selectFrom('complaint').select(['id', 'case_id', 'severity', 'level']).where((eb) => eb.or([eb(eb.ref('id'), 'in', ids), eb(eb.ref('case_id'), 'in', ids)])).execute()
  for (const { subjectId, data } of ours) {
    const row = rows.find(({ id, case_id }) => (data.subjectKind === 'case' ? case_id : id) === subjectId)
    if (!row || (data.subjectKind === 'case' && !isGrave(row.severity))) continue
    const found = await findCase(ctx, row.case_id).catch(() => undefined)
    if (!found || found.removed_at || found.status_class === 'closed') continue
    const staffId = found.handler_id ?? found.first_responder_id
    const { supervisors, managers } = await superiorsOf(ctx, { staffId, teamId: found.team_id })
    const named = data.subjectKind === 'case' ? managers : [...(staffId ? [staffId] : []), ...supervisors]
    const away = await standInsOf(ctx, named)
    const told = [...new Set(named.map((id) => away.get(id) ?? id))]
    const notice = { code: data.subjectKind === 'case' ? 'complaint.notice-unanswered' : data.keys.includes('decision') ? 'complaint.notice-undecided' : 'complaint.notice-unacknowledged', subjectKind: 'case', subjectId: row.case_id, params: { number: found.number } }
    // A grave one is told at any hour.
    if (data.subjectKind === 'case') await notify(ctx, told, notice)
    else await notifyInHours(ctx, told, notice, { about: { kind: 'clock', id: data.clocks[0]?.id ?? subjectId } })
    if (data.subjectKind === 'case') await ctx.emit(ComplaintEscalated, row.case_id, { level: row.level ?? '', told })
  }
})
