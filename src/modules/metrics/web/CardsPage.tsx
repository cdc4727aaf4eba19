import '../../../kernel/web/list/list.css'
import './figures.css'
import './goals.css'
import './inquiry.css'
import { IdcardOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Select } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { StaffPicker } from '../../people/web/index.ts'
import { objectives } from '../objectives/contract.ts'
import { FigureTabs } from './parts/FigureTabs.tsx'
import { FigureTile } from './parts/FigureTile.tsx'
import { named } from './parts/named.ts'
import { PeriodPicker } from './parts/PeriodPicker.tsx'
import { daysLater } from './parts/periods.ts'

/** The card of a post: what it is measured by, computed and never written. A personal card is somebody's own records. */
export function CardsPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company, permissions } = useSession()
  const address = useSearch({ strict: false }) as Partial<Record<'card' | 'staff' | 'from' | 'to', string>>
  usePageTitle(t('metric.cards'))
  const today = dayIn(company.zone)
  const to = address.to ?? today
  const from = address.from ?? daysLater(to, -29)
  const all = useQuery({ ...query(objectives.cards, {}), staleTime: 60_000 })
  const chosen = all.data?.items.find((one) => one.key === address.card) ?? all.data?.items.find(({ role }) => role === (permissions.includes('metric.goal') ? 'cs_manager' : 'agent')) ?? all.data?.items[0]
  const found = useQuery({ ...query(objectives.card, { params: { key: chosen?.key ?? '' }, query: { from, to, ...(chosen?.personal && address.staff ? { staffId: address.staff } : {}) } }), enabled: chosen !== undefined, placeholderData: keepPreviousData, staleTime: 30_000 })
  const set = (patch: typeof address) => void navigate({ to: '.', replace: true, search: ((was: typeof address) => ({ ...was, ...patch })) as never })
  const fault = all.error ?? found.error
  return (
    <div className="list">
      <header className="list-head"><h1>{t('metric.cards')}</h1></header>
      <FigureTabs />
      <div className="list-tools figures-tools">
        <Select aria-label={t('metric.post')} value={chosen?.key ?? ''} style={{ minWidth: 180 }} popupMatchSelectWidth={false} onChange={(card) => set({ card })} options={(all.data?.items ?? []).map((one) => ({ value: one.key, label: named(one.name) }))} />
        {chosen?.personal ? <div style={{ width: 180 }}><StaffPicker value={address.staff ?? found.data?.of?.id ?? null} onChange={(staff?: string) => set({ staff: staff as never })} /></div> : null}
        <PeriodPicker from={from} to={to} today={today} set={set} />
      </div>
      <div className="list-body figures" data-scroll-restoration-id="list">
        {fault && !found.data ? <Fault error={fault} again={() => { void all.refetch(); void found.refetch() }} />
          : !found.data ? all.data?.items.length === 0 ? <Blank mark={<IdcardOutlined />} title={t('metric.no-cards')} text={t('metric.no-cards-text')} /> : <RowsSkeleton columns={4} />
          : <section className="branch" aria-label={named(found.data.name)}>
            <header><h2>{found.data.of ? `${found.data.of.name} · ${named(found.data.name)}` : named(found.data.name)}</h2><p>{t(found.data.of ? 'metric.card-personal' : 'metric.card-about')}</p></header>
            <div className="tiles">{found.data.figures.map((one) => <FigureTile key={one.metric} of={one} search={{ from, to }} />)}</div>
          </section>}
      </div>
    </div>
  )
}
