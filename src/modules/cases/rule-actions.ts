import { z } from 'zod'
import type { Ctx } from '../../kernel/context.ts'
import { AppError } from '../../kernel/errors.ts'
import { ruleAction } from '../../kernel/rule-actions.ts'
import { notify, superiorsOf } from '../people/index.ts'
import { assignCase } from './commands/assign-case.ts'
import { changeCase } from './commands/change-case.ts'
import { CaseEscalated, KINDS, Kind, PRIORITIES, Priority } from './contract.ts'
import { findCase } from './queries.ts'

/** What rules may do to cases, by the commands that people use. */

const versionOf = async (ctx: Ctx, id: string): Promise<number> => (await findCase(ctx, id)).version

ruleAction({
  name: 'case.set', words: { zh: '修改工单', en: 'Change the case' }, subjects: ['case'],
  input: z.strictObject({ priority: Priority.optional(), kind: Kind.optional(), teamId: z.uuid().optional(), handlerId: z.uuid().optional() }).refine((one) => Object.values(one).some((value) => value !== undefined), { error: 'request.nothing-to-change' }),
  inputs: {
    priority: { words: { zh: '优先级', en: 'Priority' }, as: 'choice', options: PRIORITIES, catalogue: 'case.priority' },
    kind: { words: { zh: '类别', en: 'Kind' }, as: 'choice', options: KINDS, catalogue: 'case.kind' },
    teamId: { words: { zh: '小组', en: 'Team' }, as: 'team' },
    handlerId: { words: { zh: '承办人', en: 'Handler' }, as: 'staff' },
  },
  async run(ctx, { about: { id } }, { priority, kind, teamId, handlerId }) {
    const before = await findCase(ctx, id)
    const changes = { ...(priority && priority !== before.priority ? { priority } : {}), ...(kind && kind !== before.kind ? { kind } : {}) }
    if (Object.keys(changes).length) await changeCase(ctx, id, { ...changes, version: before.version })
    const given = { ...(teamId && teamId !== before.team_id ? { teamId } : {}), ...(handlerId && handlerId !== before.handler_id ? { handlerId } : {}) }
    if (Object.keys(given).length) await assignCase(ctx, id, { ...given, version: await versionOf(ctx, id) })
    return { did: { kind: 'case', id } }
  },
})

ruleAction({
  name: 'case.escalate', words: { zh: '上报工单', en: 'Escalate the case' }, subjects: ['case'],
  input: z.strictObject({ to: z.enum(['supervisor', 'manager']) }),
  inputs: { to: { words: { zh: '上报给', en: 'To' }, as: 'choice', options: ['supervisor', 'manager'], catalogue: 'rule.escalate-to', required: true } },
  async run(ctx, { about: { id }, rule }, { to }) {
    const found = await findCase(ctx, id)
    const { supervisors, managers } = await superiorsOf(ctx, { staffId: found.handler_id ?? found.first_responder_id, teamId: found.team_id })
    const told = to === 'supervisor' ? supervisors : managers
    if (!told.length) throw new AppError('refused', 'rule.nobody-to-tell')
    await notify(ctx, told, { code: 'case.notice-escalated-by-rule', subjectKind: 'case', subjectId: id, params: { number: found.number, rule: rule.name.zh === rule.name.en ? rule.name.zh : `${rule.name.zh} · ${rule.name.en}` } })
    await ctx.emit(CaseEscalated, id, { level: to === 'supervisor' ? 1 : 2, clock: '', told })
    return { did: { kind: 'case', id } }
  },
})
