import '../list/list.css'
import './health.css'
import { CheckCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { query } from '../../client.ts'
import { health } from '../../health-contract.ts'
import type { Health, ParkedEvent } from '../../health-contract.ts'
import { Blank, Fault } from '../frame/faults.tsx'
import { RelativeTime } from '../moment.tsx'
import { usePageTitle } from '../page-title.ts'
import { Can } from '../session.tsx'
import { useCall } from '../use-call.ts'
import { useT } from '../words.ts'

/** How the house itself is doing, asked again every ten seconds. */
export function HealthPage() {
  const t = useT()
  const found = useQuery({ ...query(health.read, {}), refetchInterval: 10_000 })
  usePageTitle(t('health.title'))
  return (
    <div className="list health">
      <header className="list-head"><h1>{t('health.title')}</h1></header>
      {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <div className="health-grey grey" /> : <Shown of={found.data} />}
    </div>
  )
}

function Shown({ of: { events, listeners, jobs, parked } }: { of: Health }) {
  const t = useT()
  const behind = listeners.filter((one) => one.behind > 0 || one.attempts > 0)
  const figures = [['health.head', events.head], ['health.unsealed', events.unsealed], ['health.jobs-waiting', jobs.waiting], ['health.jobs-failing', jobs.failing]] as const
  return (
    <div className="health-scroll">
      <dl className="health-figures">{figures.map(([key, value]) => <div key={key}><dt>{t(key)}</dt><dd className="num">{value.toLocaleString()}</dd></div>)}</dl>
      <section aria-labelledby="health-parked">
        <h2 id="health-parked">{t('health.parked')}</h2>
        {parked.length ? <ul className="health-rows">{parked.map((one) => <Parked key={one.id} of={one} />)}</ul> : <Blank mark={<CheckCircleOutlined />} title={t('health.none-parked')} text={t('health.none-parked-text')} />}
      </section>
      <section aria-labelledby="health-listeners">
        <h2 id="health-listeners">{t('health.listeners')} <span className="quiet num">{listeners.length}</span></h2>
        {behind.length ? <ul className="health-rows">{behind.map((one) => <li key={one.name}><span className="health-name">{one.name}</span><span className="num">{t('health.behind', { n: one.behind.toLocaleString() })}</span>{one.error ? <span className="quiet clip">{one.error}</span> : null}</li>)}</ul> : <p className="quiet">{t('health.all-caught-up')}</p>}
      </section>
    </div>
  )
}

function Parked({ of }: { of: ParkedEvent }) {
  const t = useT()
  const replay = useCall(health.replay, { said: 'health.replayed', refresh: [health.read] })

  return (
    <li>
      <span className="health-name">{of.listener}</span><span className="num">{of.kind} · {of.pos.toLocaleString()}</span><RelativeTime at={of.at} />
      <span className="quiet health-error">{of.error}</span>
      <Can permission="system.write"><Button size="small" loading={replay.busy} onClick={() => void replay.run({ params: { id: of.id }, body: {} })}>{t('health.replay')}</Button></Can>
    </li>
  )
}
