import './teamwork.css'
import { PlusOutlined } from '@ant-design/icons'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { useMemo } from 'react'
import { ListPage } from '../../../kernel/web/list/ListPage.tsx'
import { choice, pick } from '../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Moment, RelativeTime } from '../../../kernel/web/moment.tsx'
import { momentText } from '../../../kernel/web/moment-text.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { CaseLink } from '../../cases/web/index.ts'
import { DepartmentName, DepartmentPicker, StaffName, StaffPicker } from '../../people/web/index.ts'
import { FEEDBACK_STATES, feedback, SOURCES, TONES } from '../feedback/contract.ts'
import type { Feedback } from '../feedback/contract.ts'
import { FeedbackForm } from './parts/FeedbackForm.tsx'
import { ToneTag } from './parts/feedback-tags.tsx'
import { StateTag } from './parts/tags.tsx'

const VIEWS = [
  { key: 'unanswered', label: 'feedback.view.unanswered', query: { overdue: 'true', sort: 'dueAt' } }, { key: 'criticism', label: 'feedback.view.criticism', query: { tone: 'criticism' } }, { key: 'praise', label: 'feedback.view.praise', query: { tone: 'praise' } }, { key: 'coaching', label: 'feedback.view.coaching', query: { tone: 'coaching' } },
  { key: 'about-me', label: 'feedback.view.about-me', query: { mine: 'about-me' } }, { key: 'taken', label: 'feedback.view.taken', query: { mine: 'taken' } },
]

/** What customers and colleagues say of people and departments, and what was answered and changed. */
export function FeedbackList() {
  const t = useT()
  const navigate = useNavigate()
  const { zone } = useSession().company
  const search = useSearch({ strict: false }) as Record<string, string>
  const set = (to: boolean) => void navigate({ to: '.', resetScroll: false, search: ((was: Record<string, string>) => ({ ...was, new: to ? '1' : undefined })) as never })
  const columns = useMemo((): Column<Feedback>[] => [
    { key: 'words', title: 'feedback.words', width: 320, grow: true, text: (row) => row.words, card: 'title' },
    { key: 'tone', title: 'feedback.tone', width: 96, text: (row) => t(`feedback.tone.${row.tone}`), cell: (row) => <ToneTag tone={row.tone} />, card: 'top' },
    { key: 'source', title: 'feedback.source', width: 124, text: (row) => t(`feedback.source.${row.source}`), card: 'foot' },
    { key: 'staff', title: 'feedback.staff', width: 100, text: (row) => row.staff?.name, card: 'foot' }, { key: 'department', title: 'feedback.department', width: 110, text: (row) => row.department?.name, card: 'foot' },
    { key: 'state', title: 'feedback.state', width: 135, text: (row) => t(row.overdue ? 'feedback.overdue' : `feedback.state.${row.state}`), cell: (row) => <StateTag noun="feedback" state={row.state} late={row.overdue} />, card: 'top' },
    { key: 'dueAt', title: 'feedback.dueAt', width: 120, sort: 'dueAt', text: (row) => momentText(row.dueAt, zone), cell: (row) => <span className={row.overdue ? 'teamwork-late' : undefined}><Moment at={row.dueAt} /></span>, card: 'corner' },
    { key: 'change', title: 'feedback.change', width: 180, text: (row) => row.change },
    { key: 'case', title: 'feedback.case', width: 150, optional: true, text: (row) => row.case?.number, cell: (row) => row.case ? row.case.seen ? <CaseLink of={row.case} /> : <span className="num">{row.case.number}</span> : <span className="quiet">–</span> },
    { key: 'saidAt', title: 'feedback.saidAt', width: 110, optional: true, text: (row) => momentText(row.saidAt, zone), cell: (row) => <RelativeTime at={row.saidAt} /> },
    { key: 'reply', title: 'feedback.reply', width: 200, optional: true, text: (row) => row.reply },
  ], [t, zone])
  const filters = useMemo(() => [
    choice('tone', 'feedback.tone', TONES.map((value) => ({ value, label: t(`feedback.tone.${value}`) }))), choice('source', 'feedback.source', SOURCES.map((value) => ({ value, label: t(`feedback.source.${value}`) }))), choice('state', 'feedback.state', FEEDBACK_STATES.map((value) => ({ value, label: t(`feedback.state.${value}`) }))),
    pick('staffId', 'feedback.staff', StaffPicker, StaffName), pick('departmentId', 'feedback.department', DepartmentPicker, DepartmentName), choice('overdue', 'feedback.overdue', [{ value: 'true', label: t('feedback.overdue') }]),
    choice('mine', 'feedback.mine', (['about-me', 'taken'] as const).map((value) => ({ value, label: t(`feedback.view.${value}`) }))),
  ], [t])
  const take = <Can permission="feedback.write"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => set(true)}>{t('feedback.take')}</Button></Can>
  return (
    <>
      <ListPage list="feedback" endpoint={feedback.feedbacks} entity="feedback" title="feedback.plural" defaultSort="-createdAt" search={false} to={(row) => `/feedback/${row.id}`} columns={columns} filters={filters} views={VIEWS} actions={<><Can permission="metric.read"><Link to={'/figures/feedback-answered-in-time' as string}><Button>{t('feedback.rate')}</Button></Link></Can>{take}</>} empty={{ title: 'feedback.none', text: 'feedback.none-text', action: take }} />
      <FeedbackForm open={search['new'] === '1'} close={() => set(false)} />
    </>
  )
}
