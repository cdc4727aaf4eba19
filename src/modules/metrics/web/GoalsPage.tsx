import '../../../kernel/web/list/list.css'
import './figures.css'
import './goals.css'
import { AimOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { goals } from '../contract.ts'
import type { Goal } from '../contract.ts'
import { figureText } from './parts/figure-text.ts'
import { gapText, GoalMark, targetText } from './parts/goal-parts.tsx'
import { GoalForm } from './parts/GoalForm.tsx'
import { named } from './parts/named.ts'

/** What the company wants its figures to be, and where each stands. */
export function GoalsPage() {
  const t = useT()
  const navigate = useNavigate()
  const { new: adding, metric, withdrawn } = useSearch({ strict: false }) as Record<string, string | undefined>
  const isOver = withdrawn === 'true'
  const found = useQuery(query(goals.all, { query: { withdrawn: isOver ? 'true' : 'false' } }))
  usePageTitle(t('goal.plural'))
  const show = (search: Record<string, string>) => void navigate({ to: '.', replace: true, search: search as never })
  const add = <Can permission="metric.goal"><Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => show({ new: '1' })}>{t('goal.add')}</Button></Can>
  return (
    <div className="list">
      <header className="list-head"><h1>{t('goal.plural')}</h1><div className="list-acts">{add}</div></header>
      <div className="list-views"><div className="list-views-tabs">{[false, true].map((over) => <button key={String(over)} type="button" className="list-view" aria-current={over === isOver || undefined} onClick={() => show(over ? { withdrawn: 'true' } : {})}>{t(over ? 'goal.given-up' : 'goal.open')}</button>)}</div></div>
      <div className="list-body">
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : !found.data ? <RowsSkeleton columns={4} />
          : found.data.items.length ? <ul className="goals">{found.data.items.map((one) => <GoalRow key={one.id} of={one} />)}</ul>
          : <Blank mark={<AimOutlined />} title={t('goal.none')} text={t('goal.none-text')} act={isOver ? undefined : add} />}
      </div>
      <GoalForm open={adding === '1'} {...(metric ? { metric } : {})} close={() => show({})} saved={(goal) => void navigate({ to: `/goals/${goal.id}` as string })} />
    </div>
  )
}

function GoalRow({ of }: { of: Goal }) {
  const t = useT()
  return (
    <li className="goal-row" data-state={of.standing.state}>
      <Link to={`/goals/${of.id}` as string} className="figure-row-name"><strong>{of.name}</strong><small className="clip">{[named(of.metricName), of.team?.name ?? t('goal.whole-company'), of.owner.name].join(' · ')}</small></Link>
      <span className="figure-row-value num"><strong>{figureText(language(), of.unit, of.standing.value)}</strong><small>{t('metric.of-records', { n: of.standing.n.toLocaleString(language()) })}</small></span>
      <span className="goal-row-target num"><span>{targetText(t, of)}</span><small className="quiet">{t('goal.until', { day: of.deadline })}</small></span>
      <span className="goal-row-state num"><GoalMark of={of} /><small className="quiet">{t('goal.gap')} {gapText(t, of)}</small></span>
    </li>
  )
}
