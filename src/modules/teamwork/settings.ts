import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { KINDS, PRIORITIES } from '../cases/contract.ts'
import { WITHIN } from './contract.ts'

/** How soon a department answers about a case where no agreement says so, by the priority of the case. */
export const answersWithin = setting('teamwork.answers-within', z.array(z.strictObject({ priority: z.enum(PRIORITIES), within: z.enum(WITHIN) })).max(4), [{ priority: 'urgent', within: '1h' }, { priority: 'high', within: '4h' }, { priority: 'normal', within: '1d' }, { priority: 'low', within: '2d' }])

/** Who sums their work up, how often, and by when: so many days after the last day of the week or month, before it when below zero. */
export const summaryRoles = setting('teamwork.summary-roles', z.array(z.string().max(60)).max(20), ['cs_supervisor'])
export const summaryEvery = setting('teamwork.summary-every', z.enum(['week', 'month']), 'week')
export const summaryDays = setting('teamwork.summary-days', z.int().min(-6).max(10), -2, 'days')
export const summaryHour = setting('teamwork.summary-hour', z.int().min(0).max(23), 18, 'o-clock')

/** Cases of these kinds are what customers say of their own accord: their answer has a clock of its own and stands among praise and criticism. */
export const feedbackKinds = setting('teamwork.feedback-kinds', z.array(z.enum(KINDS)).max(8), ['suggestion', 'praise'])

export const settings = [feedbackKinds, answersWithin, summaryRoles, summaryEvery, summaryDays, summaryHour] as const
