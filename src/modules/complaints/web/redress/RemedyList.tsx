import './redress.css'
import { useMemo } from 'react'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { choices, pick } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { yuanText } from '../../../ledger/web/index.ts'
import { StaffName, StaffPicker } from '../../../people/web/index.ts'
import { remedies } from '../../redress/contract.ts'
import type { Remedy } from '../../redress/contract.ts'
import { REMEDY_STATES, WAYS } from '../../redress/rules.ts'
import { RemedyTag, named } from './tags.tsx'

export function useRemedyColumns(): Column<Remedy>[] {
  const t = useT()
  return useMemo((): Column<Remedy>[] => [
    { key: 'case', out: { of: 'case.number' }, title: 'remedy.case', width: 174, text: (row) => row.case.number, card: 'top' },
    { key: 'plan', out: { of: ['option', 'plan'], between: '：' }, title: 'remedy.option', width: 280, grow: true, text: (row) => `${named(row.option.name)}：${row.plan}`, cell: (row) => <span className="remedy-cell"><strong>{named(row.option.name)}</strong> <span className="quiet">{row.plan}</span></span>, card: 'title' },
    { key: 'customer', title: 'remedy.customer', width: 96, text: (row) => row.customer?.name, card: 'foot' },
    { key: 'way', title: 'remedy.way', width: 80, text: (row) => row.way ? t(`remedy.way.${row.way}`) : '' },
    { key: 'asked', title: 'remedy.asked', width: 100, figures: true, text: (row) => row.asked === null ? '' : yuanText(row.asked), optional: true },
    { key: 'amount', title: 'remedy.amount', width: 84, figures: true, text: (row) => row.amount === null ? '' : yuanText(row.amount), card: 'foot' },
    { key: 'state', title: 'remedy.state', width: 130, text: (row) => t(`remedy.state.${row.state}`), cell: (row) => <RemedyTag state={row.state} />, card: 'corner' },
    { key: 'proposer', title: 'remedy.proposer', width: 88, text: (row) => row.proposer.name },
    { key: 'approver', out: { of: ['decidedBy', 'approver'] }, title: 'remedy.approver', width: 80, text: (row) => (row.decidedBy ?? row.approver)?.name },
    { key: 'proposedAt', title: 'remedy.proposedAt', width: 120, sort: 'proposedAt', text: (row) => row.proposedAt.toISOString(), cell: (row) => <RelativeTime at={row.proposedAt} />, card: 'foot' },
  ], [t])
}
/** Solutions in sight: what is to be decided, what is to be carried out, what was given. */
export function RemedyList() {
  const t = useT()
  const columns = useRemedyColumns()
  const filters = useMemo(() => [
    choices('state', 'remedy.state', REMEDY_STATES.map((value) => ({ value, label: t(`remedy.state.${value}`) }))), choices('way', 'remedy.way', WAYS.map((value) => ({ value, label: t(`remedy.way.${value}`) }))), pick('proposer', 'remedy.proposer', StaffPicker, StaffName),
  ], [t])
  return (
    <ListPage
      list="remedies" endpoint={remedies.listRemedies} entity="remedy" title="remedy.plural" defaultSort="-proposedAt" search={false} to={(row) => `/remedies/${row.id}`} columns={columns} filters={filters}
      views={[{ key: 'decide', label: 'remedy.view-decide', query: { state: 'asked', approver: 'me' } }, { key: 'to-do', label: 'remedy.view-to-do', query: { state: 'accepted' } }, { key: 'mine', label: 'remedy.view-mine', query: { proposer: 'me' } }]}
      empty={{ title: 'remedy.none', text: 'remedy.none-text' }}
    />
  )
}
