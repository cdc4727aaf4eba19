import { z } from 'zod'
import { setting } from '../../kernel/settings.ts'
import { Position } from './contract.ts'
import { gradeLimits } from './limits/settings.ts'
import { shiftKinds } from './roster/settings.ts'

export const lockoutAfter = setting('people.lockout-after', z.int().min(3).max(20), 5, 'attempts')
export const lockoutMinutes = setting('people.lockout-minutes', z.int().min(1).max(1_440), 15, 'minutes')
/** Wrong sign-ins from one address within ten minutes before it must wait. High, for an office shares one address. */
export const failuresPerAddress = setting('people.failures-per-address', z.int().min(5).max(10_000), 50, 'attempts')
export const passwordLength = setting('people.password-length', z.int().min(8).max(64), 10, 'characters')
/** A session ends when it has not been used for this long … */
export const sessionIdleMinutes = setting('people.session-idle-minutes', z.int().min(5).max(10_080), 480, 'minutes')
/** … and in any case this long after the sign-in. */
export const sessionHours = setting('people.session-hours', z.int().min(1).max(720), 24, 'hours')
export const positions = setting('people.positions', z.array(Position).min(1).max(100), [
  { key: 'cs_manager', zh: '客服经理', en: 'Customer service manager', tier: 'management' },
  { key: 'cs_supervisor', zh: '客服主管', en: 'Customer service supervisor', tier: 'supervision' },
  { key: 'team_lead', zh: '客服组长', en: 'Team lead', tier: 'supervision' },
  { key: 'agent', zh: '客服专员', en: 'Agent', tier: 'execution' },
  { key: 'info_specialist', zh: '客户信息采集专员', en: 'Customer information specialist', tier: 'execution' },
  { key: 'after_sales', zh: '售后服务专员', en: 'After-sales specialist', tier: 'execution' },
  { key: 'clerk', zh: '客服文员', en: 'Clerk', tier: 'execution' },
  { key: 'evaluator', zh: '质检专员', en: 'Quality evaluator', tier: 'execution' },
  { key: 'trainer', zh: '培训讲师', en: 'Trainer', tier: 'execution' },
  { key: 'installer', zh: '安装人员', en: 'Installer', tier: 'execution' },
])

export const settings = [shiftKinds, lockoutAfter, lockoutMinutes, failuresPerAddress, passwordLength, sessionIdleMinutes, sessionHours, positions, gradeLimits] as const
