import { z } from 'zod'
import { setting } from '../../../kernel/settings.ts'

/** So long before somebody comes the card to prepare by is made, with a task for whoever receives them. */
export const prepLeadHours = setting('knowledge.prep-lead-hours', z.int().min(1).max(720), 36, 'hours')
/** What is to be prepared for every reception. */
export const prepChecklist = setting('knowledge.prep-checklist', z.array(z.strictObject({ key: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/), zh: z.string().min(1).max(120), en: z.string().min(1).max(120) })).min(1).max(20), [
  { key: 'profile', zh: '看过客户档案和以往记录', en: 'Read the profile and past matters' },
  { key: 'issues', zh: '想好可能的问题和答复', en: 'Think of likely questions and answers' },
  { key: 'industry', zh: '了解客户行业的流程和用语', en: 'Know the flow and terms of their industry' },
  { key: 'materials', zh: '备好资料、样品和单据', en: 'Have papers, samples and forms ready' },
  { key: 'contact', zh: '确认时间、地点和联系人', en: 'Confirm time, place and contact' },
  { key: 'appearance', zh: '整理仪容和接待场地', en: 'See to appearance and the room' },
])
export const receptionSettings = [prepLeadHours, prepChecklist] as const
