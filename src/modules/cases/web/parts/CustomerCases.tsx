import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choices } from '../../../../kernel/web/list/list-types.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { StatusClass } from '../../../flows/contract.ts'
import { cases, KINDS } from '../../contract.ts'
import { useCaseColumns } from './case-columns.tsx'

/** What a customer has asked of us. */
export function CustomerCases({ customerId }: { customerId: string }) {
  const t = useT()
  const navigate = useNavigate()
  const all = useCaseColumns()
  const columns = useMemo(() => all.filter(({ key }) => key !== 'customer').map((column) => column.key === 'firstResponder' ? { ...column, optional: true as const } : column), [all])
  const open = <Can permission="case.open"><Button onClick={() => void navigate({ to: `/cases`, search: { new: '1', customerId } as never })}>{t('case.open')}</Button></Can>
  const words = (field: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${field}.${value}`) }))
  return (
    <ListPage within list="customer-cases" endpoint={cases.list} entity="case" title="case.plural" defaultSort="-createdAt" to={(row) => `/cases/${row.id}`} columns={columns} fixed={{ customerId }} actions={open}
      filters={[choices('statusClass', 'case.status', words('flow.class', StatusClass.options)), choices('kind', 'case.kind', words('case.kind', KINDS))]}
      empty={{ title: 'case.customer-empty', text: 'case.customer-empty-text', action: open }} />
  )
}
