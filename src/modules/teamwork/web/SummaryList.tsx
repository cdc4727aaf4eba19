import './teamwork.css'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffName, StaffPicker } from '../../people/web/index.ts'
import { SUMMARY_STATES, summaries } from '../summaries/contract.ts'
import type { Summary } from '../summaries/contract.ts'
import { StateTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'mine', label: 'work-summary.view.mine', query: { mine: 'true' } }, { key: 'to-read', label: 'work-summary.view.to-read', query: { state: 'handed-in' } }, { key: 'overdue', label: 'work-summary.view.overdue', query: { overdue: 'true' } },
]

/** Work summaries: one's own, and those of the people one leads. */
export function SummaryList() {
  const t = useT()
  const { zone } = useSession().company
  const columns = useMemo((): Column<Summary>[] => [
    { key: 'period', out: { of: ['fromOn', 'untilOn'], between: ' – ' }, title: 'work-summary.period', width: 220, text: (row) => `${row.fromOn} – ${row.untilOn}`, card: 'title' },
    { key: 'staff', title: 'work-summary.staff', width: 120, text: (row) => row.staff.name, card: 'foot' },
    { key: 'state', title: 'work-summary.state', width: 120, text: (row) => t(row.overdue ? 'work-summary.overdue' : `work-summary.state.${row.state}`), cell: (row) => <StateTag noun="work-summary" state={row.state} late={row.overdue} />, card: 'top' },
    { key: 'dueAt', title: 'work-summary.dueAt', width: 130, sort: 'dueAt', text: (row) => momentText(row.dueAt, zone), cell: (row) => <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.dueAt} /></span>, card: 'corner' },
    { key: 'handedInAt', title: 'work-summary.handedInAt', width: 150, text: (row) => row.handedInAt ? momentText(row.handedInAt, zone) : '', cell: (row) => row.handedInAt ? <><Moment at={row.handedInAt} />{row.late ? <span className="teamwork-late"> {t('work-summary.late')}</span> : null}</> : null },
    { key: 'done', title: 'work-summary.done', width: 260, grow: true, text: (row) => row.done },
  ], [t, zone])
  const filters = useMemo(() => [
    choice('state', 'work-summary.state', SUMMARY_STATES.map((value) => ({ value, label: t(`work-summary.state.${value}`) }))), pick('staffId', 'work-summary.staff', StaffPicker, StaffName),
    choice('mine', 'work-summary.whose', [{ value: 'true', label: t('work-summary.view.mine') }]), choice('overdue', 'work-summary.overdue', [{ value: 'true', label: t('work-summary.overdue') }]),
  ], [t])
  return <ListPage list="work-summaries" endpoint={summaries.summaries} entity="work-summary" title="work-summary.plural" defaultSort="-createdAt" search={false} to={(row) => `/work-summaries/${row.id}`} columns={columns} filters={filters} views={VIEWS} empty={{ title: 'work-summary.none', text: 'work-summary.none-text' }} />
}
