import '../../../../kernel/web/list/list.css'
import './policies.css'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { Fault } from '../../../../kernel/web/frame/faults.tsx'
import { RowsSkeleton } from '../../../../kernel/web/list/Rows.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { policies } from '../../contract.ts'
import { nameIn } from '../clock-words.ts'

/** The policies of deadlines, each with its deadlines and the version in force. */
export function PoliciesPage() {
  const t = useT()
  const found = useQuery(query(policies.list, {}))
  usePageTitle(t('policy.plural'))
  return (
    <div className="list">
      <header className="list-head"><h1>{t('policy.plural')}</h1></header>
      <div className="list-body policy-list">
        {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <RowsSkeleton columns={3} /> : (
          <ul>{found.data.items.map((one) => (
            <li key={one.key}>
              <div><h2><Link to={`/deadlines/${encodeURIComponent(one.key)}` as string}>{nameIn(one.name)}</Link></h2>
                <p className="quiet">{one.inForce.clocks.map(({ name, rows }) => t('policy.clock-rows', { name: nameIn(name), n: rows })).join(t('condition.comma'))}</p></div>
              <span className="quiet num">{t(one.inForce.origin === 'shipped' ? 'policy.version-shipped' : 'policy.version', { n: one.inForce.version })}{one.inForce.since ? <> · {t('policy.since')} <Moment at={one.inForce.since} form="full" /></> : null}</span>
            </li>
          ))}</ul>
        )}
      </div>
    </div>
  )
}
