import '../changes.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { causes } from '../../causes/contract.ts'
import { Causes } from './Causes.tsx'
import { ChangeTag } from './tags.tsx'

/** Under the versions of a flow: its changes, each with the version it brought and the dissatisfaction behind it. Nothing where none was ever planned. */
export function FlowWhy({ flowKey }: { flowKey: string }) {
  const t = useT()
  const items = useQuery(query(causes.historyOfFlow, { params: { key: flowKey } })).data?.items ?? []
  if (!items.length) return null
  return (
    <section className="change-why">
      <h2>{t('process-change.why')}</h2>
      <ul>{items.map((one) => (
        <li key={one.id}>
          <div className="change-why-head"><Link to={`/changes/${one.id}` as string}>{one.title}</Link><ChangeTag state={one.state} />{one.version ? <span className="num">v{one.version.version} · {t(`process-change.origin.${one.version.origin}`)}</span> : null}<span className="quiet">{one.liveAt ? <Moment at={one.liveAt} form="day" /> : `${t('process-change.plannedOn')} ${one.plannedOn}`}</span></div>
          <p className="quiet">{one.reason}</p>
          <Causes items={one.causes} />
        </li>
      ))}</ul>
    </section>
  )
}
