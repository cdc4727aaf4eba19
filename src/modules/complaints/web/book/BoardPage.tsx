import './book.css'
import { BookOutlined, FileDoneOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { LineChart } from '../../../../kernel/web/chart/LineChart.tsx'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { dayIn } from '../../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useSession } from '../../../../kernel/web/session.tsx'
import { Together } from '../../../../kernel/web/together.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { PeriodPicker, axisText, figureText, reachOf, ticksOf } from '../../../metrics/web/index.ts'
import { complaintFigures } from '../../figures/contract.ts'
import type { ComplaintBoard } from '../../figures/contract.ts'
import { BoardTile } from './BoardTile.tsx'
import { Causes, Parts } from './Causes.tsx'
import { Claims } from './Claims.tsx'
import { Recurrences } from './Recurrences.tsx'

const GROUPS = ['volume', 'handling', 'people', 'after'] as const

/** Complaints as whoever leads looks at them: how many against what, why, how they went, what comes again. */
export function BoardPage() {
  const t = useT()
  usePageTitle(t('complaint-board.title'))
  const navigate = useNavigate()
  const { company } = useSession()
  const asked = useSearch({ strict: false }) as { from?: string; to?: string }
  const found = useQuery({ ...query(complaintFigures.board, { query: { ...(asked.from ? { from: asked.from } : {}), ...(asked.to ? { to: asked.to } : {}) } }), placeholderData: keepPreviousData, staleTime: 60_000 })
  const { data } = found
  const today = dayIn(company.zone)
  return (
    <div className="cboard" data-old={found.isPlaceholderData || undefined}>
      <header className="cboard-head">
        <div><h1>{t('complaint-board.title')}</h1>{data ? <p className="quiet">{t('complaint-board.base', { base: t(`complaint-board.base.${data.base}`) })} · {t(`complaint-board.time-by.${data.timeBy}`)}</p> : <p className="quiet">&nbsp;</p>}</div>
        <div className="book-acts">
          <PeriodPicker from={data?.from ?? ''} to={data?.to ?? ''} today={today} set={(window) => void navigate({ to: '.', replace: true, resetScroll: false, search: window as never })} />
          <Link to={'/complaint-book' as string}><Button icon={<BookOutlined aria-hidden />} tabIndex={-1}>{t('complaint-book.title')}</Button></Link>
          <Link to={`/complaint-digests/${today.slice(0, 7)}` as string}><Button icon={<FileDoneOutlined aria-hidden />} tabIndex={-1}>{t('complaint-book.digests')}</Button></Link>
        </div>
      </header>
      {found.isError && !data ? <Fault error={found.error} again={() => void found.refetch()} /> : !data ? <Skeleton /> : <Together><Shown of={data} /></Together>}
    </div>
  )
}

function Shown({ of }: { of: ComplaintBoard }) {
  const t = useT()
  return (
    <>
      <div className="cboard-groups">
        {GROUPS.map((group) => of[group].length ? <section key={group} className="cboard-group"><h2>{t(`complaint-board.${group}`)}</h2><div className="cboard-tiles">{of[group].map((tile) => <BoardTile key={tile.value.key} of={tile} />)}</div></section> : null)}
      </div>
      <div className="cboard-columns">
        <section className="cboard-panel"><h2>{t('complaint-board.causes')}</h2><Causes of={of} /></section>
        <div className="cboard-stack">
          <section className="cboard-panel"><h2>{t('complaint-recurrence.plural')}</h2><Recurrences /></section>
          <section className="cboard-panel"><h2>{t('complaint-board.months')}</h2><Months of={of} /></section>
        </div>
        <section className="cboard-panel"><h2>{t('complaint-claim.title')}</h2><Claims of={of} /></section>
        <section className="cboard-panel"><h2>{t('complaint-board.products')}</h2><Parts of={of} /></section>
      </div>
    </>
  )
}

function Months({ of }: { of: ComplaintBoard }) {
  const t = useT()
  const locale = language()
  const { low, high } = reachOf('count', of.months.map(({ n }) => ({ value: n, interval: null })))
  return (
    <LineChart
      label={t('complaint-board.months')} height={180} ticks={ticksOf('count', low, high)} tickText={(tick) => axisText(locale, 'count', tick)} points={of.months.map(({ from, n }, at) => ({ label: from.slice(2, 7), value: n, partial: at === of.months.length - 1 }))}
      tell={(at) => { const one = of.months[at]; return { title: one?.from.slice(0, 7) ?? '', value: figureText(locale, 'count', one?.n ?? null), more: one?.rate == null ? [] : [`${t('complaint-board.rate')} ${figureText(locale, 'per-thousand', one.rate)}`] } }}
    />
  )
}

const Skeleton = () => <div className="cboard-groups" aria-busy>{GROUPS.map((group) => <section key={group} className="cboard-group"><h2><span className="grey" style={{ width: 64, height: 12 }} /></h2><div className="cboard-tiles">{[0, 1, 2, 3].map((n) => <div key={n} className="cboard-tile"><span className="grey" style={{ width: 110, height: 12 }} /><span className="grey" style={{ width: 84, height: 26, margin: '6px 0' }} /><span className="grey" style={{ width: 130, height: 11 }} /></div>)}</div></section>)}</div>
