import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { call, query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { Face } from '../../../people/web/index.ts'
import { routing } from '../../contract.ts'
import type { AgentState } from '../../contract.ts'

/** Who takes work, who is there, and how much each has in hand. */
export function Agents() {
  const t = useT()
  const found = useQuery(query(routing.agents, {}))
  useLive('agent', () => void found.refetch())
  useLive('case', () => void found.refetch())
  const [changing, setChanging] = useState<AgentState | null>(null)
  if (found.isError && !found.data) return <Fault error={found.error} again={() => void found.refetch()} />
  const items = found.data?.items ?? []
  if (found.data && items.length === 0) return <Blank title={t('routing.no-agents')} text={t('routing.no-agents-text')} />
  return (
    <div className="routing-frame" aria-busy={found.isPending}>
      <table className="routing-table">
        <thead><tr><th scope="col">{t('routing.person')}</th><th scope="col">{t('routing.state')}</th><th scope="col">{t('routing.connection')}</th><th scope="col">{t('routing.load')}</th><th scope="col" data-figure>{t('routing.given-today')}</th><th scope="col"><span className="unseen">{t('frame.more-actions')}</span></th></tr></thead>
        <tbody>{items.map((one) => <Row key={one.staff.id} agent={one} change={() => setChanging(one)} />)}</tbody>
      </table>
      <FormDrawer open={changing !== null} close={() => setChanging(null)} title="routing.capacity-change" body={routing.steer.spec.body} said="routing.changed" values={{ capacity: changing?.capacity }} version={changing?.version ?? 0}
        save={(body) => call(routing.steer, { params: { id: changing?.staff.id ?? '' }, body })} fields={[{ name: 'capacity', label: 'routing.capacity-own', help: 'routing.capacity-house', input: <InputNumber min={0} max={500} /> }]} />
    </div>
  )
}

function Row({ agent, change }: { agent: AgentState; change: () => void }) {
  const t = useT()
  const steer = useCall(routing.steer, { refresh: [routing.agents, routing.mine] })
  const { staff, available, reason, since, connected, onDuty, load, capacity, givenToday, may, version } = agent
  return (
    <tr>
      <th scope="row"><span className="routing-who"><Face name={staff.name} size={22} /><span className="clip">{staff.name}</span></span></th>
      <td data-caption={t('routing.state')}><span className="routing-state" data-on={available || undefined}><i aria-hidden />{available ? t('routing.available') : reason ?? t('routing.unavailable')} <span className="quiet">{t('routing.since')} <Moment at={since} /></span></span></td>
      <td data-caption={t('routing.connection')}><span>{t(connected ? 'routing.connected' : 'routing.away')}{onDuty === false ? <small className="quiet"> · {t('routing.off-duty-now')}</small> : null}</span></td>
      <td data-caption={t('routing.load')}><span className="routing-room num" data-full={load >= capacity || undefined} style={{ '--full': capacity ? Math.min(1, load / capacity) : 1 } as React.CSSProperties}><i aria-hidden />{load}/{capacity}</span></td>
      <td data-figure data-caption={t('routing.given-today')} className="num">{givenToday}</td>
      <td data-figure>{may.includes('steer') ? <><Button size="small" type="text" onClick={change}>{t('routing.capacity-change')}</Button>{available ? <Button size="small" type="text" loading={steer.busy} onClick={() => void steer.run({ params: { id: staff.id }, body: { version, available: false } })}>{t('routing.stop-work')}</Button> : null}</> : null}</td>
    </tr>
  )
}
