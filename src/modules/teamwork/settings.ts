import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { PRIORITIES } from '../cases/contract.ts'
import { WITHIN } from './contract.ts'

/** How soon a department answers about a case where no agreement says so, by the priority of the case. */
export const answersWithin = setting('teamwork.answers-within', z.array(z.strictObject({ priority: z.enum(PRIORITIES), within: z.enum(WITHIN) })).max(4), [{ priority: 'urgent', within: '1h' }, { priority: 'high', within: '4h' }, { priority: 'normal', within: '1d' }, { priority: 'low', within: '2d' }])

export const settings = [answersWithin] as const
