import './teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { query } from '../../../kernel/client.ts'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, choices, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { dayIn, momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useCan, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { metrics } from '../../metrics/contract.ts'
import { DepartmentName, DepartmentPicker, StaffName, StaffPicker } from '../../people/web/index.ts'
import { AREAS, SUGGESTION_STATES, suggestions } from '../suggestions/contract.ts'
import type { Suggestion } from '../suggestions/contract.ts'
import { SuggestionForm } from './parts/SuggestionForm.tsx'
import { StateTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'to-decide', label: 'suggestion.view.to-decide', query: { state: 'submitted', sort: 'dueAt' } }, { key: 'overdue', label: 'suggestion.view.overdue', query: { overdue: 'true' } }, { key: 'adopted', label: 'suggestion.view.adopted', query: { state: 'adopted,done' } },
  { key: 'mine', label: 'suggestion.view.mine', query: { author: 'me' } }, { key: 'to-do', label: 'suggestion.view.to-do', query: { owner: 'me', state: 'adopted' } },
]

/** The suggestion box: what people would do better, and what became of it. */
export function SuggestionList() {
  const t = useT()
  const can = useCan()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const set = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Suggestion>[] => [
    { key: 'title', title: 'suggestion.title', width: 280, grow: true, text: (row) => row.title, card: 'title' },
    { key: 'area', title: 'suggestion.area', width: 96, text: (row) => t(`suggestion.area.${row.area}`), card: 'top' },
    { key: 'state', title: 'suggestion.state', width: 124, text: (row) => t(row.overdue ? 'suggestion.overdue' : `suggestion.state.${row.state}`), cell: (row) => <StateTag noun="suggestion" state={row.state} late={row.overdue} />, card: 'top' },
    { key: 'author', title: 'suggestion.author', width: 100, text: (row) => row.author.name, card: 'foot' }, { key: 'department', title: 'suggestion.department', width: 100, text: (row) => row.department?.name },
    { key: 'evidence', title: 'suggestion.evidence', width: 80, figures: true, text: (row) => row.evidence.length }, { key: 'twins', title: 'suggestion.twins-label', width: 90, figures: true, optional: true, text: (row) => row.twins },
    { key: 'owner', title: 'suggestion.owner', width: 100, text: (row) => row.owner?.name, card: 'foot' },
    { key: 'dueAt', title: 'suggestion.dueAt', width: 112, sort: 'dueAt', text: (row) => momentText(row.dueAt, zone), cell: (row) => row.state === 'submitted' ? <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.dueAt} /></span> : <span className="quiet">–</span> },
    { key: 'createdAt', title: 'suggestion.createdAt', width: 122, sort: 'createdAt', text: (row) => momentText(row.createdAt, zone), cell: (row) => <RelativeTime at={row.createdAt} />, card: 'corner' },
  ], [t, zone])
  const filters = useMemo(() => [
    choices('state', 'suggestion.state', SUGGESTION_STATES.map((value) => ({ value, label: t(`suggestion.state.${value}`) }))), choice('area', 'suggestion.area', AREAS.map((value) => ({ value, label: t(`suggestion.area.${value}`) }))), pick('departmentId', 'suggestion.department', DepartmentPicker, DepartmentName),
    pick('author', 'suggestion.author', StaffPicker, StaffName), pick('owner', 'suggestion.owner', StaffPicker, StaffName), choice('overdue', 'suggestion.overdue-only', [{ value: 'true', label: t('suggestion.overdue') }]),
  ], [t])
  const submit = <Can permission="suggestion.submit"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => set(true)}>{t('suggestion.submit')}</Button></Can>
  return (
    <>
      <ListPage list="suggestions" endpoint={suggestions.suggestions} entity="suggestion" title="suggestion.plural" defaultSort="-createdAt" search={false} to={(row) => `/suggestions/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={<>{can('metric.read') ? <Participation zone={zone} /> : null}{submit}</>} empty={{ title: 'suggestion.none', text: 'suggestion.none-text', action: submit }} />
      <SuggestionForm open={search['new'] === '1'} close={() => set(false)} saved={({ id }) => void navigate({ to: `/suggestions/${id}` as string })} />
    </>
  )
}

/** How many of those who work here have put something in this month. */
function Participation({ zone }: { zone: string }) {
  const t = useT()
  const today = dayIn(zone)
  const found = useQuery({ ...query(metrics.value, { params: { key: 'suggestion-participation' }, query: { from: `${today.slice(0, 7)}-01`, to: today } }), staleTime: 60_000 })
  const of = found.data
  return <Link to={'/figures/suggestion-participation' as string} className="teamwork-participation num" title={t('suggestion.participation-of', { n: of?.numerator ?? '–', of: of?.denominator ?? '–' })}><span>{t('suggestion.participation')}</span><strong>{of?.value == null ? '–' : `${Math.round(of.value)}%`}</strong></Link>
}
