import { z } from 'zod'
import { line, prose } from '../../../kernel/contract.ts'
import { AppError } from '../../../kernel/errors.ts'
import { ruleAction } from '../../../kernel/rule-actions.ts'
import { addTask } from '../../tasks/index.ts'

ruleAction({
  name: 'task.add', words: { zh: '布置任务', en: 'Give a task' },
  input: z.strictObject({ title: line(200), note: prose(2_000).optional(), field: z.string().max(80).optional(), ownerId: z.uuid().optional(), roleKey: z.string().max(60).optional(), teamId: z.uuid().optional(), within: z.int().min(60).max(31_536_000).optional() })
    .refine((one) => [one.field, one.ownerId, one.roleKey, one.teamId].filter((to) => to !== undefined).length === 1, { error: 'rule.one-receiver' }),
  inputs: {
    title: { words: { zh: '任务', en: 'Task' }, as: 'line', required: true },
    note: { words: { zh: '说明', en: 'Note' }, as: 'prose' },
    field: { words: { zh: '给谁：记录上的人', en: 'For: who has the record' }, as: 'person-field' },
    ownerId: { words: { zh: '或给某人', en: 'or a person' }, as: 'staff' },
    teamId: { words: { zh: '或给小组', en: 'or a team' }, as: 'team' },
    roleKey: { words: { zh: '或给角色', en: 'or a role' }, as: 'role' },
    within: { words: { zh: '期限', en: 'Within' }, as: 'duration' },
  },
  async run(ctx, at, { title, note, field, ownerId, roleKey, teamId, within }) {
    const owner = field === undefined ? ownerId : at.facts[field]
    if (field !== undefined && typeof owner !== 'string') throw new AppError('refused', 'rule.nobody-to-tell')
    return {
      did: {
        kind: 'task',
        ...await addTask(ctx, {
          key: at.key, title: { text: at.fill(title) }, ...(note ? { note: at.fill(note) } : {}), ...(typeof owner === 'string' ? { ownerId: owner } : {}), ...(roleKey ? { roleKey } : {}), ...(teamId ? { teamId } : {}),
          ...(within ? { dueAt: new Date(ctx.now.getTime() + within * 1_000) } : {}), about: at.about, source: { kind: 'rule', id: at.firingId },
        }),
      },
    }
  },
})
