import { z } from 'zod'
import { Bilingual } from '../../../kernel/contract.ts'
import { definitionKind, shipped } from '../../../kernel/definitions.ts'
import { DAY_UNITS } from './rules.ts'

const Term = z.strictObject({ days: z.int().min(1).max(730), unit: z.enum(DAY_UNITS) })
/** A regulator or hotline that hands complaints to the company, with its terms where a notice names no days of its own. */
const AuthorityBody = z.strictObject({ name: Bilingual, answer: Term, settle: Term, basis: Bilingual })
type AuthorityBody = z.output<typeof AuthorityBody>
export const authorityKind = definitionKind<AuthorityBody, AuthorityBody>('regulator', AuthorityBody as unknown as z.ZodType<AuthorityBody>, (body) => body)

const authority = (key: string, zh: string, en: string, answer: AuthorityBody['answer'], settle: AuthorityBody['settle'], basisZh: string, basisEn: string) => shipped(authorityKind, key, { name: { zh, en }, answer, settle, basis: { zh: basisZh, en: basisEn } })
/** Defaults to be checked against the notice received: rules differ by place and change. */
export const shippedAuthorities = [
  authority('12315', '12315 市场监管', '12315 market regulation', { days: 7, unit: 'working' }, { days: 60, unit: 'calendar' }, '默认值：7 个工作日内答复，60 日内办结；以收到的通知为准', 'Default: answer within 7 working days, settled within 60 days; the notice received goes first'),
  authority('12345', '12345 政务热线', '12345 citizens’ hotline', { days: 1, unit: 'working' }, { days: 7, unit: 'working' }, '默认值：1 个工作日内联系，7 个工作日内办结；各地不同，以派单为准', 'Default: answer within 1 working day, settled within 7; places differ, the notice received goes first'),
  authority('other', '其他主管部门', 'Another authority', { days: 7, unit: 'working' }, { days: 60, unit: 'calendar' }, '默认值；以收到的通知为准', 'Default; the notice received goes first'),
]
