import '../insight.css'
import './wall.css'
import { CompressOutlined, ExpandOutlined, LogoutOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { LiveSocket, useLive } from '../../../../kernel/web/live.tsx'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { changeText, differenceText, named, shownText, spanName } from '../../../metrics/web/index.ts'
import { units } from '../../../people/contract.ts'
import { wall } from '../../contract.ts'
import type { TileValue, Wall } from '../../contract.ts'
import { Course } from '../parts/Course.tsx'
import { ageText } from './age-text.ts'

/** Pushes come in swarms: the wall asks again at most this often. */
const SETTLE_MS = 1_200

/** The wall in the room: what waits, what is late, who is here, and the day's figures. It moves by pushes alone, and names no customer. */
export function WallPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const { team } = useSearch({ strict: false }) as Record<string, string | undefined>
  const [now, setNow] = useState(() => new Date())
  usePageTitle(t('wall.title'))
  const found = useQuery({ ...query(wall.now, { query: team ? { teamId: team } : {} }), staleTime: Infinity, placeholderData: keepPreviousData })
  usePushed(() => void found.refetch())
  useEffect(() => { const tick = setInterval(() => setNow(new Date()), 1_000); return () => clearInterval(tick) }, [])
  const teams = useQuery({ ...query(units.teams, {}), staleTime: 60_000 }).data?.items ?? []
  const clock = new Intl.DateTimeFormat(language(), { timeZone: company.zone, hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }).format(now)
  const day = new Intl.DateTimeFormat(language(), { timeZone: company.zone, month: 'long', day: 'numeric', weekday: 'long' }).format(now)
  const { data } = found
  return (
    <div className="wall">
      <LiveSocket />
      <header className="wall-head">
        <div><h1>{data?.team?.name ?? company.name}</h1><p>{t('wall.title')}</p></div>
        <label className="wall-team"><span className="unseen">{t('wall.team')}</span><select value={team ?? ''} onChange={({ target }) => void navigate({ to: '.', replace: true, search: (target.value ? { team: target.value } : {}) as never })}><option value="">{t('dashboard.all-teams')}</option>{teams.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}</select></label>
        <p className="wall-here num"><i aria-hidden />{t('wall.connected', { n: data?.connected ?? 0 })}</p>
        <p className="wall-clock num"><strong>{clock}</strong><span>{day}</span></p>
        <nav><FullScreen /><Link to={'/dashboard' as string} aria-label={t('wall.leave')} title={t('wall.leave')}><LogoutOutlined aria-hidden /></Link></nav>
      </header>
      {found.isError && !data ? <Fault error={found.error} again={() => void found.refetch()} /> : data ? <Shown of={data} now={now} /> : <div className="wall-now">{Array.from({ length: 6 }, (_, n) => <section key={n} className="wall-figure" aria-hidden><span className="grey" style={{ width: '50%', height: '1.4em' }} /><span className="grey" style={{ width: '40%', height: '4em' }} /></section>)}</div>}
    </div>
  )
}

/** Asks again when something was pushed: the first at once, the rest of a swarm together. */
function usePushed(again: () => void): void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const last = useRef(0)
  const hear = () => {
    if (timer.current) return
    timer.current = setTimeout(() => { timer.current = undefined; last.current = performance.now(); again() }, Math.max(0, SETTLE_MS - (performance.now() - last.current)))
  }
  useLive('case', hear)
  useLive('handover', hear)
  useLive('connected', hear)
  useEffect(() => () => clearTimeout(timer.current), [])
}

/** From here on a number is no longer ordinary. */
const TONES: Record<Wall['now'][number]['key'], 'plain' | 'warn' | 'bad'> = { waiting: 'warn', overdue: 'bad', 'due-soon': 'warn', silent: 'bad', unaccepted: 'warn', open: 'plain' }

function Shown({ of, now }: { of: Wall; now: Date }) {
  const t = useT()
  const most = Math.max(1, ...of.queues.map(({ open }) => open))
  return (
    <>
      <div className="wall-now">{of.now.map(({ key, n, since }) => (
        <section key={key} className="wall-figure" data-tone={n > 0 ? TONES[key] : 'plain'} aria-label={t(`wall.now.${key}`)}>
          <h2>{t(`wall.now.${key}`)}</h2><strong className="num">{n.toLocaleString(language())}</strong>
          <p className="num">{since && n > 0 ? t(key === 'due-soon' ? 'wall.next-in' : 'wall.longest', { age: ageText(t, Math.abs(now.getTime() - since.getTime()) / 1_000) }) : ' '}</p>
        </section>
      ))}</div>
      <div className="wall-middle">
        <section className="wall-block"><h2>{t('wall.queues')}</h2>
          {of.queues.length ? <table className="num"><thead><tr><th scope="col">{t('wall.channel')}</th><th scope="col" aria-hidden /><th scope="col">{t('wall.now.waiting')}</th><th scope="col">{t('wall.now.open')}</th><th scope="col">{t('wall.now.overdue')}</th></tr></thead>
            <tbody>{of.queues.slice(0, 7).map((one) => <tr key={one.channel}><th scope="row">{t(`case.channel.${one.channel}`)}</th><td className="wall-bar"><i style={{ width: `${one.open / most * 100}%` }} /></td><td data-tone={one.waiting ? 'warn' : 'plain'}>{one.waiting}</td><td>{one.open}</td><td data-tone={one.overdue ? 'bad' : 'plain'}>{one.overdue}</td></tr>)}</tbody></table> : <p className="wall-empty">{t('wall.nothing-open')}</p>}
        </section>
        <section className="wall-block"><h2>{t('wall.teams')}</h2>
          <table className="num"><thead><tr><th scope="col">{t('wall.team')}</th><th scope="col">{t('wall.people')}</th><th scope="col">{t('wall.now.waiting')}</th><th scope="col">{t('wall.now.open')}</th><th scope="col">{t('wall.now.overdue')}</th></tr></thead>
            <tbody>{of.teams.slice(0, 7).map((one) => <tr key={one.id}><th scope="row">{one.name}</th><td>{one.people}</td><td data-tone={one.waiting ? 'warn' : 'plain'}>{one.waiting}</td><td>{one.open}</td><td data-tone={one.overdue ? 'bad' : 'plain'}>{one.overdue}</td></tr>)}</tbody></table>
        </section>
      </div>
      {of.today.length ? <div className="wall-today"><h2>{t('wall.today')}</h2><div>{of.today.map((one) => <Today key={one.key} of={one} />)}</div></div> : null}
    </>
  )
}

function Today({ of }: { of: TileValue }) {
  const t = useT()
  const { metric, comparison } = of
  const change = comparison ? changeText(t, language(), metric, comparison, spanName(t, comparison, 'previous')) : null
  return (
    <section aria-label={named(of.title)}>
      <h3>{named(of.title)}</h3>
      <strong className="num" data-long={metric.unit === 'seconds' || undefined}>{shownText(t, language(), metric.unit, of)}</strong>
      <p className="num" data-tone={change?.tone}>{change && change.way !== 'none' && comparison?.difference != null ? `${change.way === 'up' ? '▲' : '▼'} ${differenceText(language(), metric.unit, comparison.difference, t('metric.points'))} ${t('wall.than-yesterday')}` : t('dashboard.n', { n: of.n.toLocaleString(language()) })}</p>
      <Course points={of.series} target={null} />
    </section>
  )
}

function FullScreen() {
  const t = useT()
  const [full, setFull] = useState(() => document.fullscreenElement !== null)
  useEffect(() => { const see = () => setFull(document.fullscreenElement !== null); document.addEventListener('fullscreenchange', see); return () => document.removeEventListener('fullscreenchange', see) }, [])
  const label = t(full ? 'wall.leave-full' : 'wall.full')
  return <button type="button" aria-label={label} title={label} onClick={() => void (full ? document.exitFullscreen() : document.documentElement.requestFullscreen())}>{full ? <CompressOutlined aria-hidden /> : <ExpandOutlined aria-hidden />}</button>
}
