import '../knowledge-tools.css'
import './library.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Button, Segmented } from 'antd'
import { query } from '../../../../kernel/client.ts'
import { Blank, Fault } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { RelativeTime } from '../../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../../kernel/web/page-title.ts'
import { language, useT } from '../../../../kernel/web/words.ts'
import { scripts } from '../../scripts/contract.ts'
import type { WordingUse } from '../../scripts/contract.ts'

const WINDOWS = [7, 30, 90, 365] as const
const SHOWS = ['all', 'script', 'template', 'unused'] as const

/** How often each script and template was used, by whom, how satisfied customers were, and what nobody uses. */
export function ScriptUsage() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string | undefined>
  const days = WINDOWS.find((one) => String(one) === search['days']) ?? 30
  const show = SHOWS.find((one) => one === search['show']) ?? 'all'
  usePageTitle(t('script.usage'))
  const found = useQuery({ ...query(scripts.usage, { query: { days } }), placeholderData: (before) => before })
  const set = (more: Record<string, string>) => void navigate({ to: '.', replace: true, search: ((was: Record<string, string>) => ({ ...was, ...more })) as never })
  const items = (found.data?.items ?? []).filter((one) => show === 'all' ? true : show === 'unused' ? one.uses === 0 : one.kind === show)
  const most = Math.max(1, ...(found.data?.items ?? []).map(({ uses }) => uses))
  return (
    <div className="script-usage">
      <header className="knowledge-head"><h1>{t('script.usage')}</h1>
        <Segmented value={days} onChange={(to) => set({ days: String(to) })} options={WINDOWS.map((value) => ({ value, label: t('script.days', { n: value }) }))} aria-label={t('script.window')} />
        <Link to={'/scripts' as string}><Button>{t('script.plural')}</Button></Link>
      </header>
      {found.isError ? <Fault error={found.error} again={() => void found.refetch()} /> : !found.data ? <PageSkeleton /> : (
        <div className="script-usage-body">
          <section>
            <Segmented value={show} onChange={(to) => set({ show: to })} options={SHOWS.map((value) => ({ value, label: `${t(`script.show.${value}`)} ${value === 'all' ? '' : found.data.items.filter((one) => value === 'unused' ? one.uses === 0 : one.kind === value).length}`.trim() }))} aria-label={t('script.show')} />
            {items.length === 0 ? <Blank title={t('script.all-used')} /> : (
              <table>
                <thead><tr><th>{t('script.one')}</th><th>{t('script.uses')}</th><th className="num">{t('script.people')}</th><th className="num">{t('script.satisfaction')}</th><th>{t('script.last-used')}</th></tr></thead>
                <tbody>{items.map((one) => <Row key={one.kind + one.key} of={one} most={most} />)}</tbody>
              </table>
            )}
          </section>
          <aside><h2>{t('script.by-person')}</h2>
            {found.data.people.length === 0 ? <p className="quiet">{t('script.nobody')}</p> : <ol>{found.data.people.slice(0, 15).map((one) => <li key={one.staff.id}><span>{one.staff.name}</span><span className="num">{one.uses}</span><small className="quiet">{t('script.different', { n: one.scripts })}</small></li>)}</ol>}
          </aside>
        </div>
      )}
    </div>
  )
}

function Row({ of, most }: { of: WordingUse; most: number }) {
  const t = useT()
  const name = language() === 'en' ? of.name.en : of.name.zh
  return (
    <tr data-unused={of.uses === 0 || undefined}>
      <td>{of.path ? <Link to={of.path as string}>{name}</Link> : name}<small className="quiet">{t(`script.sort.${of.kind}`)}{of.group ? ` · ${t(of.kind === 'script' ? `script.scene.${of.group}` : `template.category.${of.group}`)}` : ''}</small></td>
      <td><span className="script-bar"><i style={{ width: `${of.uses / most * 100}%` }} /></span><span className="num">{of.uses}</span></td>
      <td className="num">{of.people || '–'}</td>
      <td className="num">{of.satisfaction ? <>{of.satisfaction.mean.toFixed(1)} <small className="quiet">n={of.satisfaction.n}</small></> : '–'}</td>
      <td>{of.lastUsedAt ? <RelativeTime at={of.lastUsedAt} /> : <span className="quiet">{t('script.never-used')}</span>}</td>
    </tr>
  )
}
