import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { WITHIN } from '../teamwork/contract.ts'
import { VOICE_KINDS } from './rules.ts'

/** From so many voices on a need goes to its department by itself; 0: only by hand. */
export const routesAt = setting('strategy.routes-at', z.int().min(0).max(1_000), 5, 'voices')
/** How soon a department answers what customers need. */
export const answersWithin = setting('strategy.answers-within', z.enum(WITHIN), '3d')
/** Which department what customers say goes to, by its name, where the need names none. */
export const departmentFor = setting('strategy.department-for', z.array(z.strictObject({ kind: z.enum(VOICE_KINDS), department: z.string().trim().min(1).max(120) })).max(4), [])

export const settings = [routesAt, answersWithin, departmentFor] as const
