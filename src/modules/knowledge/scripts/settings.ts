import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** From so many unclaimed cases on it is peak time for whoever may claim them: the words for it stand first. 0 never. */
export const peakWaiting = setting('knowledge.peak-waiting', z.int().min(0).max(100_000), 10, 'cases')
/** Whether a chat is greeted by itself once somebody takes it: sent at once, or not. It counts as no answer. */
export const greetChats = setting('knowledge.greet-chats', z.boolean(), true)
export const scriptSettings = [peakWaiting, greetChats] as const
