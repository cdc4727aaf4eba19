import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** From so many different customers opened within an hour on, whoever looks after privacy is told. */
export const mostOpened = setting('customers.most-opened', z.int().min(5).max(10_000), 60, 'items')
/** The same for customers of whom a masked value was shown whole. */
export const mostRevealed = setting('customers.most-revealed', z.int().min(1).max(10_000), 20, 'items')
