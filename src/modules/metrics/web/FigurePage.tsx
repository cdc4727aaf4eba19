import '../../../kernel/web/record/record.css'
import './figures.css'
import './inquiry.css'
import { AimOutlined, ArrowLeftOutlined, CloseOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, Select, Tag } from 'antd'
import { ApiError, query } from '../../../kernel/client.ts'
import { Fault, NotFound } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can, useSession } from '../../../kernel/web/session.tsx'
import { language, useT } from '../../../kernel/web/words.ts'
import { metrics } from '../contract.ts'
import type { MetricSummary, MetricValue } from '../contract.ts'
import { anomalies } from '../anomalies/contract.ts'
import { AdjustmentsView } from './parts/AdjustmentsView.tsx'
import { AnomalyItem } from './parts/AnomalyItem.tsx'
import { BeforeAfterView } from './parts/BeforeAfterView.tsx'
import { GroupsView } from './parts/GroupsView.tsx'
import { SteadyView } from './parts/SteadyView.tsx'
import { VersionsView } from './parts/VersionsView.tsx'
import { Breakdown } from './parts/Breakdown.tsx'
import { ChangeLine } from './parts/ChangeLine.tsx'
import { daysOf, pText } from './parts/change-text.ts'
import { differenceText, figureText, shownText } from './parts/figure-text.ts'
import { FigureAside } from './parts/FigureAside.tsx'
import { groupName } from './parts/group-name.ts'
import { named } from './parts/named.ts'
import { PeriodPicker } from './parts/PeriodPicker.tsx'
import { daysLater, fitting, type Every } from './parts/periods.ts'
import { Records } from './parts/Records.tsx'
import { SeriesCard } from './parts/SeriesCard.tsx'

type Address = Partial<Record<'from' | 'to' | 'every' | 'against' | 'by' | 'group' | 'divide' | 'view' | 'date' | 'days', string>>
const VIEWS = ['overview', 'groups', 'before-after', 'steady', 'adjustments', 'versions'] as const

/** One metric: its value and how sure it is, how it went, what it is made of, and the records themselves. What is chosen stands in the address. */
export function FigurePage() {
  const { key } = useParams({ strict: false }) as { key: string }
  const found = useQuery({ ...query(metrics.list, {}), staleTime: 60_000 })
  const of = found.data?.items.find((one) => one.key === key)
  usePageTitle(of && named(of.name))
  if (of) return <Figure key={key} of={of} />
  if (found.data) return <NotFound />
  return found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : <PageSkeleton />
}

function Figure({ of }: { of: MetricSummary }) {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const address = useSearch({ strict: false }) as Address
  const today = dayIn(company.zone)
  const to = address.to ?? today
  const from = address.from ?? daysLater(to, -29)
  const every = (['day', 'week', 'month'] as const).find((one) => one === address.every) ?? fitting(daysOf({ from, to }))
  const against = address.against === 'year' ? 'year' : 'previous'
  const part = address.by && address.group !== undefined && [...of.by, ...of.narrows].some(({ field }) => field === address.by) ? { by: address.by, group: address.group } : null
  const view = VIEWS.find((one) => one === address.view) ?? 'overview'
  const views = VIEWS.filter((one) => one !== 'groups' || of.by.length > 0)
  const divide = of.by.some(({ field }) => field === address.divide) ? address.divide! : of.by[0]?.field ?? ''
  const set = (patch: Address) => void navigate({ to: '.', replace: true, resetScroll: false, search: ((was: Address) => ({ ...was, ...patch })) as never })
  const found = useQuery({ ...query(metrics.value, { params: { key: of.key }, query: { from, to, every, against, ...part } }), placeholderData: keepPreviousData, staleTime: 30_000 })
  return (
    <article className="record">
      <header className="record-head">
        <div className="record-line"><Link to="/figures" className="record-back"><ArrowLeftOutlined aria-hidden /><span>{t('metric.plural')}</span></Link><span className="record-tags"><Tag>{named(of.of.noun)}</Tag><Tag>{t(`metric.better.${of.better}`)}</Tag></span><div className="record-acts"><Can permission="metric.goal"><Link to="/goals" search={{ new: '1', metric: of.key } as never}><Button icon={<AimOutlined aria-hidden />} tabIndex={-1}>{t('goal.add')}</Button></Link></Can></div></div>
        <h1>{named(of.name)}</h1>
        <div className="record-facts"><span>{named(of.formula)}</span></div>
      </header>
      <div className="record-grid" data-side>
        <div className="record-main">
          <div className="figure-main" data-old={found.isPlaceholderData || undefined} aria-busy={found.isFetching}>
            <nav className="figure-views" aria-label={named(of.name)}>{views.map((one) => <button key={one} type="button" aria-current={one === view ? 'page' : undefined} onClick={() => set({ view: (one === 'overview' ? undefined : one) as never })}>{t(`metric.view.${one}`)}</button>)}</nav>
            {view === 'before-after' ? null : <div className="figure-tools">
              <PeriodPicker from={from} to={to} today={today} set={(window) => set({ ...window, every: undefined as never })} />
              {view !== 'overview' ? null : <Select aria-label={t('metric.against')} value={against} popupMatchSelectWidth={false} onChange={(value) => set({ against: (value === 'previous' ? undefined : value) as never })} options={(['previous', 'year'] as const).map((value) => ({ value, label: t(`metric.against.${value}`) }))} />}
              {part && view === 'overview' ? <PartTag of={of} part={part} drop={() => set({ by: undefined, group: undefined } as never)} value={found.data} /> : null}
            </div>}
            {view === 'overview' ? <>
            {found.data ? <Shown of={of} value={found.data} every={every} against={against} today={today} setEvery={(next) => set({ every: next })} />
              : found.isError ? (found.error instanceof ApiError && found.error.status === 404 ? <NotFound /> : <Fault error={found.error} again={() => void found.refetch()} />)
              : <><span className="grey" style={{ width: 180, height: 44 }} /><span className="grey" style={{ height: 240 }} /></>}
            <Unusual of={of} window={{ from, to }} />
            {of.by.length ? <Breakdown of={of} window={{ from, to }} divide={divide} part={part} choose={set} /> : null}
            <Records of={of} asked={{ from, to, ...part }} {...(found.data && !found.isPlaceholderData ? { n: found.data.n } : {})} />
            </> : view === 'groups' ? <GroupsView of={of} window={{ from, to }} by={divide} choose={(field) => set({ divide: field })} />
              : view === 'before-after' ? <BeforeAfterView of={of} date={address.date ?? daysLater(today, -29)} days={Number(address.days) || 30} today={today} set={set} />
              : view === 'steady' ? <SteadyView of={of} window={{ from, to }} every={address.every === 'week' || (!address.every && daysOf({ from, to }) > 92) ? 'week' : 'day'} set={(next) => set({ every: next })} />
              : view === 'adjustments' ? <AdjustmentsView of={of} window={{ from, to }} />
              : <VersionsView of={of} window={{ from, to }} />}
          </div>
        </div>
        <aside className="record-side"><FigureAside of={of} {...(found.data ? { value: found.data } : {})} /></aside>
      </div>
    </article>
  )
}

function Shown({ of, value, every, against, today, setEvery }: { of: MetricSummary; value: MetricValue; every: Every; against: 'previous' | 'year'; today: string; setEvery: (every: Every) => void }) {
  const t = useT()
  const { interval, comparison } = value
  const say = (one: number | null) => figureText(language(), of.unit, one)
  return (
    <>
      <section className="figure-head" aria-label={t('metric.value')}>
        <p className="figure-value num"><strong data-few={value.few}>{shownText(t, language(), of.unit, value)}</strong></p>
        <div className="figure-said num">
          <p>{value.value === null ? value.n < of.minimum ? t('metric.too-few', { n: value.n, minimum: of.minimum }) : t('metric.no-value')
            : value.denominator !== null && value.numerator !== null && of.unit !== 'seconds' && of.unit !== 'score' ? t('metric.out-of', { numerator: value.numerator.toLocaleString(language()), denominator: value.denominator.toLocaleString(language()) })
            : t('metric.of-records', { n: value.n.toLocaleString(language()) })}
            {value.few ? <> · {t('metric.enough-is', { n: of.enough })}</> : interval ? <> · {t('metric.interval', { lower: say(interval.lower), upper: say(interval.upper) })}</> : null}
          </p>
          {value.adjusted ? <p className="figure-mark">{t('metric.adjusted', { n: value.adjusted.count, amount: `${value.adjusted.amount > 0 ? '+' : '−'}${differenceText(language(), of.unit, value.adjusted.amount, t('metric.points'))}` })}</p> : null}
          {comparison ? <p><ChangeLine of={of} comparison={comparison} against={against} />{comparison.p === null ? null : <span className="quiet"> · {t(`metric.test.${comparison.test}`)}, {pText(comparison.p)}</span>}{comparison.value === null ? null : <span className="quiet"> · {t('metric.was', { value: say(comparison.value), n: comparison.n })}</span>}</p> : null}
        </div>
      </section>
      <SeriesCard of={of} value={value} every={every} today={today} setEvery={setEvery} />
    </>
  )
}

/** Days of the window that were out of the ordinary; nothing where there were none. */
function Unusual({ of, window }: { of: MetricSummary; window: { from: string; to: string } }) {
  const t = useT()
  const found = useQuery({ ...query(anomalies.anomalies, { query: { metric: of.key, ...window } }), staleTime: 30_000 })
  if (!found.data?.items.length) return null
  return <section className="figure-section" aria-label={t('metric.anomalies')}><header><h2>{t('metric.anomalies')}<span className="quiet num"> {found.data.items.length}</span></h2></header><ul className="figure-list">{found.data.items.slice(0, 6).map((one) => <AnomalyItem key={one.id} of={one} />)}</ul></section>
}

/** The group everything is narrowed to. The name of an id comes from the list of its groups. */
function PartTag({ of, part, drop, value }: { of: MetricSummary; part: { by: string; group: string }; drop: () => void; value: MetricValue | undefined }) {
  const t = useT()
  const divides = of.by.find((one) => one.field === part.by)
  const field = divides ?? { ...of.narrows.find((one) => one.field === part.by)!, words: null }
  const groups = useQuery({ ...query(metrics.value, { params: { key: of.key }, query: { from: value?.from, to: value?.to, by: part.by } }), staleTime: 30_000, enabled: divides !== undefined && value !== undefined })
  const known = groups.data?.groups?.find(({ group }) => (group ?? 'none') === part.group)
  return <span className="figure-group">{named(field.name)}: <strong>{groupName(t, field, known ?? { group: part.group === 'none' ? null : part.group, name: null })}</strong><button type="button" aria-label={t('metric.drop-group')} onClick={drop}><CloseOutlined aria-hidden /></button></span>
}
