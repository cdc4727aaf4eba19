import { Moment } from '../../../../kernel/web/moment.tsx'
import { Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import type { Customer } from '../../contract.ts'
import { nameOfGrade, useGrades } from './grades.tsx'
import { SecretValue } from './SecretValue.tsx'

/** Who a customer is, line by line; what doesn't apply to its type is left out. */
export function CustomerFacts({ of }: { of: Customer }) {
  const t = useT()
  const can = useCan()
  const grades = useGrades()
  const day = (field: 'birthday' | 'lunarBirthday') => of[field] === null ? null : <SecretValue customerId={of.id} secret={{ field }} masked={of[field]} isWhole={can('personal.read')} may={of.may.includes('reveal')} />
  const isPerson = of.type === 'person'
  return (
    <Facts items={[
      { label: 'customer.type', value: t(`customer.type.${of.type}`) },
      ...(isPerson || of.title ? [{ label: 'customer.title', value: of.title }] : []),
      { label: 'customer.region', value: of.region },
      ...(of.language ? [{ label: 'customer.language', value: t(`customer.language.${of.language}`) }] : []),
      ...(!isPerson || of.industry ? [{ label: 'customer.industry', value: of.industry }] : []),
      ...(!isPerson || of.size ? [{ label: 'customer.size', value: of.size }] : []),
      ...(isPerson || of.birthday ? [{ label: 'customer.birthday', value: day('birthday') }] : []),
      ...(of.lunarBirthday ? [{ label: 'customer.lunarBirthday', value: day('lunarBirthday') }] : []),
      { label: 'customer.grade', value: of.grade ? <span>{nameOfGrade(grades, of.grade)}<small className="quiet num customer-since">{t('customer.grade-since', { day: of.gradeFrom })}</small></span> : null },
      { label: 'customer.created-at', value: <Moment at={of.createdAt} form="full" /> },
    ]} />
  )
}
