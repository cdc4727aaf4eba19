import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { metrics } from '../../../metrics/contract.ts'
import { changeText, shownText, spanName } from '../../../metrics/web/index.ts'
import type { FlowBody } from '../../contract.ts'
import { GOALS } from '../../contract.ts'
import type { FlowNames } from './flow-names.ts'

/** How a flow does by what it is for: satisfaction, efficiency and loyalty over the records that follow it in the last thirty days (000 §4.1.2). A metric that doesn't know flows is the company's, and says so. */
export function GoalFigures({ flow, goals, names }: { flow: string; goals: FlowBody['goals']; names: FlowNames }) {
  const t = useT()
  const known = useQuery({ ...query(metrics.list, {}), staleTime: 300_000 })
  const keys = [...new Set(goals.flatMap(({ metric }) => names.metrics.has(metric) ? metric : []))]
  const knowsFlows = (key: string) => known.data?.items.some((one) => one.key === key && [...one.by, ...one.narrows].some(({ field }) => field === 'flow')) ?? false
  const [own, general] = [keys.filter(knowsFlows), keys.filter((key) => !knowsFlows(key))]
  const asked = (some: readonly string[], part: { by?: string; group?: string }) => ({ ...query(metrics.values, { query: { keys: some.join(',') as never, against: 'previous' as const, ...part } }), enabled: known.data !== undefined && some.length > 0, staleTime: 60_000 })
  const told = [useQuery(asked(own, { by: 'flow', group: flow })), useQuery(asked(general, {}))]
  const values = told.flatMap(({ data }) => data?.items ?? [])
  const rows = GOALS.flatMap((kind) => { const of = goals.filter((goal) => goal.kind === kind); return of.length ? of : [{ kind, metric: '' }] })
  return (
    <ul className="flow-goal-figures num" aria-label={t('flow.goal-figures')} aria-busy={told.some(({ isFetching, data }) => isFetching && !data)}>
      {rows.map(({ kind, metric }) => {
        const value = values.find(({ key }) => key === metric)
        const better = known.data?.items.find(({ key }) => key === metric)?.better
        const change = value?.comparison && better ? changeText(t, language(), { unit: value.unit, better }, value.comparison, spanName(t, value, 'previous')) : null
        const isOwn = own.includes(metric)
        return (
          <li key={kind + metric} data-none={metric ? undefined : true}>
            <small>{t(`flow.goal.${kind}`)}</small>
            {metric ? <Link to={`/figures/${metric}` as string} search={(isOwn ? { by: 'flow', group: flow } : {}) as never}>{names.metrics.get(metric) ?? metric}</Link> : <span className="quiet">{t('flow.no-goal')}</span>}
            <strong>{!metric ? '' : value ? shownText(t, language(), value.unit, value) : told.some(({ isError }) => isError) ? '–' : '…'}</strong>
            <em data-tone={change?.tone ?? 'quiet'}>{change?.text ?? ''}</em>
            {metric && known.data ? <small>{isOwn ? t('flow.goal-of-flow') : t('flow.goal-of-company')}</small> : null}
          </li>
        )
      })}
    </ul>
  )
}
