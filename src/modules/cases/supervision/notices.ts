import { on } from '../../../kernel/module.ts'
import { notify, staffOnDuty, standInsOf, superiorsOf } from '../../people/index.ts'
import { CaseSteppedIn, HelpAsked, HelpSettled } from './contract.ts'
import { tables } from './tables.ts'

/** Who leads hears a call at once; whoever asked hears what came of it, and whoever had the case that somebody stepped in. */
export const tellHelp = on([HelpAsked, HelpSettled, CaseSteppedIn], 'cases.tell-help', async (ctx, events) => {
  const rows = new Map((await tables(ctx).selectFrom('case').select(['id', 'number', 'team_id']).where('id', 'in', [...new Set(events.map((one) => one.subjectId))]).execute()).map((row) => [row.id, row]))
  for (const { kind, subjectId, actor, data } of events) {
    const row = rows.get(subjectId)
    if (!row) continue
    const about = { subjectKind: 'case', subjectId, params: { number: row.number } }
    if (kind === CaseSteppedIn.kind && 'from' in data && data.from && data.from !== actor.id) await notify(ctx, [data.from], { code: 'case.notice-stepped-in', ...about })
    const help = 'helpId' in data && data.helpId ? await tables(ctx).selectFrom('case_help').selectAll().where('id', '=', data.helpId).executeTakeFirst() : undefined
    if (!help) continue
    if (kind === HelpSettled.kind && help.state === 'advised' && help.asked_by !== actor.id) await notify(ctx, [help.asked_by], { code: 'case.notice-help-advised', ...about })
    if (kind !== HelpAsked.kind || help.state !== 'open') continue
    const { supervisors } = await superiorsOf(ctx, { staffId: help.asked_by, teamId: row.team_id })
    const away = await standInsOf(ctx, supervisors)
    const here = supervisors.map((id) => away.get(id) ?? id).filter((id) => id !== help.asked_by)
    // By the roster whoever is on duty; where nobody of them is, all of them.
    const duty = new Set(await staffOnDuty(ctx) ?? here)
    await notify(ctx, here.some((id) => duty.has(id)) ? here.filter((id) => duty.has(id)) : here, { code: 'case.notice-help-asked', ...about })
  }
})
