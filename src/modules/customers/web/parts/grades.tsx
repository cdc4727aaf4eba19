import { CrownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Select, Tag } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'

/** The grades in force, with their names as the reader speaks; they seldom change. */
export function useGrades(): { key: string; name: string; about: string }[] {
  const found = useQuery({ ...query(customers.grades, {}), staleTime: 300_000 })
  const tongue = language() === 'en' ? 'en' : 'zh'
  return (found.data?.items ?? []).map((one) => ({ key: one.key, name: one.name[tongue], about: one.about?.[tongue] ?? '' }))
}
/** What a grade is called; its key where it is out of force. */
export const nameOfGrade = (grades: readonly { key: string; name: string }[], key: string): string => grades.find((one) => one.key === key)?.name ?? key

export function GradePicker({ value, onChange, id }: { value?: string | null; onChange?: (value: string | undefined) => void; id?: string }) {
  const t = useT()
  return <Select {...(id ? { id } : {})} value={value ?? undefined} allowClear placeholder={t('customer.grade-none')} onChange={(key?: string) => onChange?.(key)} options={useGrades().map((one) => ({ value: one.key, label: one.name, title: one.about }))} />
}

/** How a customer stands: VIP and grade; nothing where neither is known. */
export function StandingTags({ of: { vip, grade }, short = false }: { of: Pick<Customer, 'vip' | 'grade'>; /** VIP as a mark alone, for a row of a list. */ short?: boolean }) {
  const t = useT()
  const grades = useGrades()
  return (
    <>
      {vip ? <Tag color="gold" icon={<CrownOutlined {...(short ? { 'aria-label': t('customer.vip'), title: t('customer.vip') } : { 'aria-hidden': true })} />}>{short ? null : t('customer.vip')}</Tag> : null}
      {grade ? <Tag>{nameOfGrade(grades, grade)}</Tag> : null}
    </>
  )
}
