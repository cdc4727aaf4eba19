import { Link } from '@tanstack/react-router'
import { Tag } from 'antd'
import { choice } from '../../../../kernel/web/list/list-types.ts'
import type { Column } from '../../../../kernel/web/list/list-types.ts'
import { ListPage } from '../../../../kernel/web/list/ListPage.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { t, useT } from '../../../../kernel/web/words.ts'
import type { RunSummary } from '../../contract.ts'
import { RUN_STATES, runs } from '../../contract.ts'
import { inWords } from './flow-words.ts'

/** Runs with the place each has come to. Within the page of one flow, its own. */
export function RunningRuns({ flow }: { flow?: string }) {
  const t = useT()
  return (
    <ListPage
      list="runs" endpoint={runs.all} entity="run" title="run.plural" to={(row) => `/runs/${row.id}`} columns={flow ? columns.filter(({ key }) => key !== 'flow') : columns} search={false}
      filters={[choice('state', 'run.state', RUN_STATES.map((state) => ({ value: state, label: t(`run.state.${state}`) })))]}
      {...(flow ? { fixed: { flow }, within: true as const } : { views: [{ key: 'running', label: 'run.state.running', query: { state: 'running' } }, { key: 'mine', label: 'run.started-by-me', query: { startedBy: 'me', state: 'running' } }] })}
      empty={{ title: 'run.empty', text: 'run.empty-text' }}
    />
  )
}

const columns: readonly Column<RunSummary>[] = [
  { key: 'flow', title: 'run.flow', width: 220, text: (row) => inWords(row.flow.name), card: 'title' },
  { key: 'about', title: 'run.about', width: 200, text: (row) => row.about.label ?? t('run.about-nothing'), cell: (row) => row.about.path ? <Link to={row.about.path}>{row.about.label}</Link> : row.about.label ?? <span className="quiet">{t('run.about-nothing')}</span>, card: 'top' },
  { key: 'place', out: { of: 'ready' }, title: 'run.place', width: 280, grow: true, text: (row) => row.ready.map((one) => [inWords(one.name), one.owner?.name].filter(Boolean).join(' · ')).join('；'), cell: (row) => <Place row={row} />, card: 'foot' },
  { key: 'progress', out: { of: ['settled', 'of'], between: '/' }, title: 'run.progress', width: 120, figures: true, text: (row) => `${row.settled}/${row.of}`, cell: (row) => <Progress row={row} /> },
  { key: 'state', title: 'run.state', width: 110, text: (row) => t(`run.state.${row.state}`), cell: (row) => <Tag {...(row.overdue ? { color: 'error' } : row.state === 'running' ? { color: 'processing' } : row.state === 'finished' ? { color: 'success' } : {})}>{t(row.overdue ? 'run.overdue' : `run.state.${row.state}`)}</Tag>, card: 'corner' },
  { key: 'version', out: { of: 'flow.version' }, title: 'run.version', width: 90, figures: true, text: (row) => row.flow.version, optional: true },
  { key: 'startedAt', title: 'run.started-at', width: 130, text: (row) => row.startedAt.toISOString(), cell: (row) => <RelativeTime at={row.startedAt} /> },
]

function Place({ row }: { row: RunSummary }) {
  if (!row.ready.length) return <span className="quiet">–</span>
  return <span className="flow-place">{row.ready.map((one) => <span key={one.key}>{inWords(one.name)}{one.owner ? <span className="quiet"> · {one.owner.name}</span> : null}{one.dueAt ? <span className="quiet"> · <RelativeTime at={one.dueAt} /></span> : null}</span>)}</span>
}
function Progress({ row }: { row: RunSummary }) {
  return <span className="flow-progress num"><i style={{ width: `${row.of ? row.settled / row.of * 100 : 0}%` }} />{row.settled}/{row.of}</span>
}
