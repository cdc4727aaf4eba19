import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { metrics } from '../../../metrics/contract.ts'
import { changeText, shownText, spanName } from '../../../metrics/web/index.ts'
import type { FlowBody } from '../../contract.ts'
import { GOALS } from '../../contract.ts'
import type { FlowNames } from './flow-names.ts'

/** How a flow does by what it is for: satisfaction, efficiency and loyalty as its metrics tell them for the last thirty days, each leading to its figure (000 §4.1.2). */
export function GoalFigures({ goals, names }: { goals: FlowBody['goals']; names: FlowNames }) {
  const t = useT()
  const keys = [...new Set(goals.flatMap(({ metric }) => names.metrics.has(metric) ? metric : []))]
  const told = useQuery({ ...query(metrics.values, { query: { keys: keys.join(',') as never, against: 'previous' } }), enabled: keys.length > 0, staleTime: 60_000 })
  const known = useQuery({ ...query(metrics.list, {}), staleTime: 300_000 })
  const rows = GOALS.flatMap((kind) => { const own = goals.filter((goal) => goal.kind === kind); return own.length ? own : [{ kind, metric: '' }] })
  return (
    <ul className="flow-goal-figures num" aria-label={t('flow.goal-figures')} aria-busy={told.isPending && keys.length > 0}>
      {rows.map(({ kind, metric }) => {
        const value = told.data?.items.find(({ key }) => key === metric)
        const better = known.data?.items.find(({ key }) => key === metric)?.better
        const change = value?.comparison && better ? changeText(t, language(), { unit: value.unit, better }, value.comparison, spanName(t, value, 'previous')) : null
        return (
          <li key={kind + metric} data-none={metric ? undefined : true}>
            <small>{t(`flow.goal.${kind}`)}</small>
            {metric ? <Link to={`/figures/${metric}` as string}>{names.metrics.get(metric) ?? metric}</Link> : <span className="quiet">{t('flow.no-goal')}</span>}
            <strong>{!metric ? '' : value ? shownText(t, language(), value.unit, value) : told.isError ? '–' : '…'}</strong>
            <em data-tone={change?.tone ?? 'quiet'}>{change?.text ?? ''}</em>
          </li>
        )
      })}
    </ul>
  )
}
