import '../../../kernel/web/list/list.css'
import './figures.css'
import './inquiry.css'
import { ReloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Popconfirm } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Fault } from '../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../kernel/web/list/Rows.tsx'
import { Moment } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { Can } from '../../../kernel/web/session.tsx'
import { useCall } from '../../../kernel/web/use-call.ts'
import { language, useT } from '../../../kernel/web/words.ts'
import { metrics } from '../contract.ts'
import { FigureTabs } from './parts/FigureTabs.tsx'
import { named } from './parts/named.ts'

/** What of the metrics is kept counted, when it was refreshed, and the button that counts it from zero. */
export function RollupsPage() {
  const t = useT()
  usePageTitle(t('metric.rollups'))
  const found = useQuery({ ...query(metrics.rollups, {}), refetchInterval: 30_000 })
  const again = useCall(metrics.recompute, { said: 'metric.recompute-begun', refresh: [metrics.rollups] })
  const whole = <Can permission="metric.recompute"><Popconfirm title={t('metric.recompute-sure')} okText={t('metric.recompute-all')} cancelText={t('metric.leave')} onConfirm={() => void again.run({ body: {} })}><Button icon={<ReloadOutlined aria-hidden />} loading={again.busy}>{t('metric.recompute-all')}</Button></Popconfirm></Can>
  return (
    <div className="list">
      <header className="list-head"><h1>{t('metric.rollups')}</h1><div className="list-acts">{whole}</div></header>
      <FigureTabs />
      <div className="list-tools"><p className="quiet">{t('metric.rollups-about')}</p></div>
      <div className="list-body figures" data-scroll-restoration-id="list">
        {found.isError && !found.data ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <RowsSkeleton columns={5} /> : (
          <div style={{ overflowX: 'auto' }}>
            <table className="figure-table rollup-table num">
              <thead><tr><th scope="col">{t('metric.one')}</th><th scope="col">{t('metric.rollup-days')}</th><th scope="col">{t('metric.rollup-stale')}</th><th scope="col">{t('metric.rollup-at')}</th><th scope="col" aria-label={t('metric.recompute')} /></tr></thead>
              <tbody>{found.data.items.map((one) => (
                <tr key={one.key}>
                  <th scope="row"><Link to={`/figures/${one.key}` as string}>{named(one.name)}</Link></th>
                  {one.kept ? <><td>{one.days.toLocaleString(language())}</td><td {...(one.stale ? { 'data-real': true } : {})}>{one.stale.toLocaleString(language())}</td><td>{one.refreshedAt ? <Moment at={one.refreshedAt} /> : '–'}</td>
                    <td><Can permission="metric.recompute"><Button type="text" size="small" icon={<ReloadOutlined aria-hidden />} aria-label={t('metric.recompute-one', { name: named(one.name) })} title={t('metric.recompute')} disabled={again.busy} onClick={() => void again.run({ body: { key: one.key } })} /></Can></td></>
                    : <td colSpan={4} className="quiet">{t('metric.rollup-never')}</td>}
                </tr>
              ))}</tbody>
            </table>
          </div>
        )}
      </div>
    </div>
  )
}
