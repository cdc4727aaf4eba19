import '../../../kernel/web/list/list.css'
import './figures.css'
import './goals.css'
import './inquiry.css'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { dayIn } from '../../../kernel/web/moment-text.ts'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useSession } from '../../../kernel/web/session.tsx'
import { useT } from '../../../kernel/web/words.ts'
import { objectives } from '../objectives/contract.ts'
import { FigureTabs } from './parts/FigureTabs.tsx'
import { FigureTile } from './parts/FigureTile.tsx'
import { named } from './parts/named.ts'
import { PeriodPicker } from './parts/PeriodPicker.tsx'
import { daysLater } from './parts/periods.ts'

/** The trees of objectives: every branch with the figures that tell how it stands. */
export function ObjectivesPage() {
  const t = useT()
  const navigate = useNavigate()
  const { company } = useSession()
  const address = useSearch({ strict: false }) as Partial<Record<'tree' | 'from' | 'to', string>>
  usePageTitle(t('metric.objectives'))
  const today = dayIn(company.zone)
  const to = address.to ?? today
  const from = address.from ?? daysLater(to, -29)
  const trees = useQuery({ ...query(objectives.trees, {}), staleTime: 60_000 })
  const key = trees.data?.items.find((one) => one.key === address.tree)?.key ?? trees.data?.items[0]?.key
  const found = useQuery({ ...query(objectives.tree, { params: { key: key ?? '' }, query: { from, to } }), enabled: key !== undefined, placeholderData: keepPreviousData, staleTime: 30_000 })
  const set = (patch: typeof address) => void navigate({ to: '.', replace: true, search: ((was: typeof address) => ({ ...was, ...patch })) as never })
  const fault = trees.error ?? found.error
  return (
    <div className="list">
      <header className="list-head"><h1>{t('metric.objectives')}</h1></header>
      <FigureTabs />
      <div className="list-tools figures-tools">
        {trees.isPending ? <span className="grey objectives-held" /> : trees.data && trees.data.items.length > 1 ? <Segmented value={key ?? ''} onChange={(tree) => set({ tree })} options={trees.data.items.map((one) => ({ value: one.key, label: named(one.name) }))} aria-label={t('metric.objectives')} /> : null}
        <PeriodPicker from={from} to={to} today={today} set={set} />
      </div>
      <div className="list-body figures" data-scroll-restoration-id="list">
        {fault && !found.data ? <Fault error={fault} again={() => { void trees.refetch(); void found.refetch() }} />
          : !found.data ? <RowsSkeleton columns={4} />
          : <>
            <p className="figure-sentence" data-tone="quiet" style={{ paddingTop: 14 }}>{named(found.data.about)} <span className="quiet">{found.data.source}</span></p>
            {found.data.branches.map((branch) => (
              <section key={branch.key} className="branch" aria-labelledby={`branch-${branch.key}`}>
                <header><h2 id={`branch-${branch.key}`}>{named(branch.name)}</h2><p>{named(branch.about)}</p></header>
                <div className="tiles">{branch.figures.map((one) => <FigureTile key={one.metric} of={one} search={{ from, to }} />)}</div>
              </section>
            ))}
          </>}
      </div>
    </div>
  )
}
