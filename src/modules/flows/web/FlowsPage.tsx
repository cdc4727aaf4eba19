import '../../../kernel/web/list/list.css'
import './flows.css'
import { ImportOutlined, PlusOutlined, SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Tag, Tooltip } from 'antd'
import { query } from '../../../kernel/client.ts'
import { definitions } from '../../../kernel/definition-contract.ts'
import { usePhone } from '../../../kernel/web/appearance.ts'
import { nameOf, versionName } from '../../../kernel/web/definitions/parts.tsx'
import { standingsOf } from '../../../kernel/web/definitions/standing.ts'
import type { Standing } from '../../../kernel/web/definitions/standing.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import type { Column } from '../../../kernel/web/list/list-types.ts'
import { Rows, RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { SearchBox } from '../../../kernel/web/list/SearchBox.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { t, useT } from '../../../kernel/web/words.ts'
import { flows } from '../contract.ts'
import type { FlowSummary } from '../contract.ts'
import { useFlowNames } from './parts/flow-names.ts'
import { durationText } from './parts/flow-words.ts'
import { ImportFlow } from './parts/ImportFlow.tsx'
import { NewFlow } from './parts/NewFlow.tsx'

interface Row extends Standing { of: FlowSummary | undefined; goals: readonly { kind: string; name: string }[] }
const VIEWS = ['all', 'open', 'no-goal', 'review-due', 'statuses'] as const
type View = (typeof VIEWS)[number]

/** Every flow: how long it is, how often it changes hands, what it is for, and what is being prepared. */
export function FlowsPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const { q = '', view = 'all', new: making } = useSearch({ strict: false }) as Record<string, string | undefined>
  const listed = useQuery(query(definitions.list, { query: { kind: 'flow' } }))
  const inForce = useQuery(query(flows.list, {}))
  const names = useFlowNames()
  usePageTitle(t('flow.plural'))
  const today = dayIn(company.zone)
  const standings = standingsOf(listed.data?.items ?? [], new Date(listed.dataUpdatedAt))
  const all = standings.map((one): Row => {
    const of = inForce.data?.items.find(({ key }) => key === one.key)
    return { ...one, of, goals: (of?.goals ?? []).map(({ kind, metric }) => ({ kind, name: names.metrics.get(metric) ?? metric })) }
  })
  const isIn: Record<View, (row: Row) => boolean> = {
    all: (row) => !row.of || row.of.steps > 0, open: (row) => row.open !== undefined, 'no-goal': (row) => row.of !== undefined && row.of.steps > 0 && row.of.goals.length === 0,
    'review-due': (row) => (row.of?.reviewDueAt ?? '9999') <= today, statuses: (row) => row.of !== undefined && row.of.steps === 0,
  }
  const asked = q.trim().toLowerCase()
  const rows = all.filter((row) => isIn[view as View]?.(row) ?? true).filter((row) => !asked || row.key.includes(asked) || row.name?.zh.includes(asked) || row.name?.en.toLowerCase().includes(asked))
    .toSorted((a, b) => Number(b.open !== undefined) - Number(a.open !== undefined) || nameOf(a).localeCompare(nameOf(b)))
  const show = (more: Record<string, string | undefined>) => void navigate({ to: '.', replace: true, search: { ...(view === 'all' ? {} : { view }), ...(q ? { q } : {}), ...more } as never })
  const to = (row: Row) => `/flows/${encodeURIComponent(row.key)}`
  const failed = listed.error ?? inForce.error
  return (
    <div className="list">
      <header className="list-head">
        <h1>{t('flow.plural')}</h1>
        <Can permission="definition.write">
          <div className="list-acts">
            <ImportFlow taken={new Set(standings.map(({ key }) => key))}>{(pick) => <Button icon={<ImportOutlined aria-hidden />} onClick={pick}>{t('flow.import')}</Button>}</ImportFlow>
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => show({ new: '1' })}>{t('flow.new')}</Button>
          </div>
        </Can>
      </header>
      <div className="list-views"><div className="list-views-tabs">{VIEWS.map((one) => <button key={one} type="button" className="list-view" aria-current={one === view || undefined} onClick={() => show({ view: one === 'all' ? undefined : one })}>{t(`flow.view.${one}`)}<span className="quiet num">{all.filter(isIn[one]).length}</span></button>)}</div></div>
      <div className="list-tools"><SearchBox key={view} q={q} search={(next) => show({ q: next || undefined })} slash /></div>
      <div className="list-body">
        {failed ? <Fault error={failed} again={() => { void listed.refetch(); void inForce.refetch() }} />
          : !listed.data || !inForce.data ? <RowsSkeleton columns={columns.length} />
          : rows.length ? <Rows rows={rows} columns={columns} label={t('flow.plural')} to={to} onOpen={(row) => void navigate({ to: to(row) })} />
          : q ? <Blank mark={<SearchOutlined />} title={t('list.no-match')} text={t('list.no-match-text')} act={<Button onClick={() => show({ q: undefined })}>{t('list.clear-all')}</Button>} />
          : <Blank title={t(`flow.none.${view}`)} />}
      </div>
      <NewFlow open={making === '1' && names.subjects.size > 0} close={() => show({})} models={standings} names={names} />
    </div>
  )
}

const columns: readonly Column<Row>[] = [
  { key: 'name', title: 'flow.name', width: 280, grow: true, text: nameOf, card: 'title' },
  { key: 'subject', out: null, title: 'flow.subject', width: 110, text: (row) => t(row.of?.subject === 'free' ? 'flow.subject.none' : 'flow.subject.case'), card: 'top' },
  { key: 'steps', out: null, title: 'flow.steps', width: 80, figures: true, text: (row) => row.of?.steps || '', card: 'foot', cell: (row) => <Steps row={row} /> },
  { key: 'critical', out: null, title: 'flow.critical', width: 110, figures: true, text: (row) => row.of?.steps ? durationText(t, row.of.criticalSeconds) : '' },
  { key: 'handoffs', out: null, title: 'flow.handoffs', width: 90, figures: true, text: (row) => row.of?.steps ? row.of.handoffs : '' },
  { key: 'goals', title: 'flow.goals', width: 300, text: (row) => row.goals.map(({ name }) => name).join('、'), cell: (row) => <Goals row={row} /> },
  { key: 'state', out: null, title: 'definition.pending', width: 190, text: (row) => row.open ? t(`definition.state.${row.open.state}`) : '', cell: (row) => <State row={row} />, card: 'corner' },
]

function Steps({ row }: { row: Row }) {
  const phone = usePhone()
  if (!row.of?.steps) return phone ? null : <span className="quiet">–</span>
  return phone ? <>{t('flow.in-short', { n: row.of.steps, handoffs: row.of.handoffs, critical: durationText(t, row.of.criticalSeconds) })}</> : <>{row.of.steps}</>
}
function Goals({ row }: { row: Row }) {
  if (!row.of?.steps) return <span className="quiet">–</span>
  if (!row.goals.length) return <span className="flow-fault" data-hinders="publish">{t('flow.no-goal')}</span>
  return <span className="flow-goal-tags">{row.goals.map(({ kind, name }) => <Tooltip key={kind + name} title={name}><Tag>{t(`flow.goal.${kind}`)}</Tag></Tooltip>)}</span>
}
function State({ row }: { row: Row }) {
  const phone = usePhone()
  if (row.open) return <Tag {...(row.open.state === 'review' ? { color: 'warning' } : { variant: 'outlined' as const })}>{t(`definition.state.${row.open.state}`)}</Tag>
  if (!row.inForce) return <span className="quiet">{t('definition.none-in-force')}</span>
  return phone ? null : <span className="quiet">{versionName(row.inForce)}</span>
}
