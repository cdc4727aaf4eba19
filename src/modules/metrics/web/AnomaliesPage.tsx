import '../../../kernel/web/list/list.css'
import './figures.css'
import './inquiry.css'
import { CheckCircleOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { anomalies } from '../anomalies/contract.ts'
import { AnomalyItem } from './parts/AnomalyItem.tsx'
import { FigureTabs } from './parts/FigureTabs.tsx'

/** The days on which some metric was out of the ordinary, and what was behind it. */
export function AnomaliesPage() {
  const t = useT()
  const navigate = useNavigate()
  const { open } = useSearch({ strict: false }) as { open?: string }
  const isOpen = open === 'true'
  usePageTitle(t('metric.anomalies'))
  const found = useQuery({ ...query(anomalies.anomalies, { query: { open: isOpen ? 'true' : 'false' } }), staleTime: 30_000 })
  return (
    <div className="list">
      <header className="list-head"><h1>{t('metric.anomalies')}</h1></header>
      <FigureTabs />
      <div className="list-tools"><Segmented value={isOpen ? 'open' : 'all'} onChange={(to) => void navigate({ to: '.', replace: true, search: (to === 'open' ? { open: 'true' } : {}) as never })} options={(['all', 'open'] as const).map((value) => ({ value, label: t(`metric.anomalies-${value}`) }))} aria-label={t('metric.anomalies')} /><p className="figures-about quiet">{t('metric.anomalies-about')}</p></div>
      <div className="list-body figures" data-scroll-restoration-id="list" style={{ paddingTop: 14 }}>
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} />
          : !found.data ? <RowsSkeleton columns={3} />
          : found.data.items.length ? <ul className="figure-list">{found.data.items.map((one) => <AnomalyItem key={one.id} of={one} whole />)}</ul>
          : <Blank mark={<CheckCircleOutlined />} title={t('metric.anomalies-none')} text={t('metric.anomalies-none-text')} />}
      </div>
    </div>
  )
}
