import './knowledge.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { helpDesk } from '../help/contract.ts'
import { said } from './parts/article-words.ts'

const DAYS = ['7', '30', '90'] as const
const percent = (n: number, of: number): string => of ? `${Math.round(n / of * 1_000) / 10}%` : '–'

/** What customers read by themselves, and how often it spared them asking. */
export function HelpFigures() {
  const t = useT()
  const navigate = useNavigate()
  const search = useSearch({ strict: false }) as Record<string, string>
  const days = DAYS.find((one) => one === search['days']) ?? '30'
  usePageTitle(t('help.title'))
  const found = useQuery({ ...query(helpDesk.figures, { query: { days: Number(days) } }), placeholderData: (before) => before })
  const it = found.data
  return (
    <div className="help-figures">
      <header className="help-figures-head">
        <h1>{t('help.title')}</h1>
        <Segmented aria-label={t('help.window')} value={days} options={DAYS.map((value) => ({ value, label: t('help.days', { n: value }) }))} onChange={(value) => void navigate({ to: '.', search: { days: value } as never })} />
      </header>
      <p className="quiet">{t('help.about')}</p>
      {found.isError && !it ? <Fault error={found.error} again={() => void found.refetch()} /> : !it ? <div className="help-figures-sums" aria-busy><span className="grey" style={{ width: 90, height: 42 }} /><span className="grey" style={{ width: 90, height: 42 }} /></div> : (
        <>
          <dl className="help-figures-sums num">
            <div><dt>{t('help.views')}</dt><dd>{it.views}</dd></div>
            <div><dt>{t('help.deflection')}</dt><dd>{percent(it.deflected, it.settled)}</dd><dd className="quiet">{t('help.of', { n: it.deflected, of: it.settled })}</dd></div>
          </dl>
          {it.items.length === 0 ? <Blank title={t('help.none')} text={t('help.none-text')} /> : (
            <div className="help-figures-table"><table>
              <thead><tr><th scope="col">{t('article.plural')}</th><th scope="col">{t('help.views')}</th><th scope="col">{t('help.deflection')}</th><th scope="col">{t('help.votes')}</th></tr></thead>
              <tbody>{it.items.map((row) => (
                <tr key={row.id}>
                  <th scope="row"><Link to={(row.active ? `/knowledge/${row.id}` : `/library/${row.id}`) as string}>{said(row.title)}</Link>{row.active ? null : <span className="quiet"> {t('help.ended')}</span>}</th>
                  <td className="num">{row.views}</td>
                  <td className="num"><span className="help-figures-bar" aria-hidden><i style={{ width: row.settled ? `${row.deflected / row.settled * 100}%` : 0 }} /></span>{percent(row.deflected, row.settled)} <span className="quiet">{row.deflected}/{row.settled}</span></td>
                  <td className="num">{t('article.helped', { n: row.helpful, of: row.helpful + row.notHelpful })}</td>
                </tr>
              ))}</tbody>
            </table></div>
          )}
        </>
      )}
    </div>
  )
}
