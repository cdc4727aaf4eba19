import { Link } from '@tanstack/react-router'
import { language, useT } from '../../../../kernel/web/words.ts'
import { figureText, named } from '../../../metrics/web/index.ts'
import type { ComplaintBoard } from '../../figures/contract.ts'

const percent = (value: number) => figureText(language(), 'percent', value)

/** Causes by branch, the most frequent first, each with its share, what adds up to it and its rate; each number leads to its complaints. */
export function Causes({ of }: { of: ComplaintBoard }) {
  const t = useT()
  if (!of.causes.length) return <p className="quiet cboard-empty">{t('complaint-board.causes-none')}</p>
  const window = { receivedFrom: of.from, receivedTo: of.to, kind: 'complaint' }
  const most = Math.max(...of.causes.map(({ n }) => n))
  return (
    <div className="cboard-hold">
      <table className="cboard-table num">
        <thead><tr><th scope="col">{t('complaint-book.cause')}</th><th scope="col">{t('complaint-board.n')}</th><th scope="col">{t('complaint-board.share')}</th><th scope="col">{t('complaint-board.cumulative')}</th><th scope="col">{t('complaint-board.rate')}</th></tr></thead>
        <tbody>
          {of.causes.map((one) => (
            <tr key={one.branch ?? ''} data-vital={one.cumulative - one.share < 80 && one.branch !== 'none' ? true : undefined}>
              <th scope="row">
                <Link to={'/complaint-book' as string} search={{ ...window, branch: one.branch ?? 'none' } as never}>{one.branch === 'none' ? t('complaint-book.uncoded') : one.name ? named(one.name) : one.branch}</Link>
                <span className="cboard-bar" aria-hidden><i style={{ width: `${one.n / most * 100}%` }} /></span>
                {one.causes.length ? <small>{one.causes.slice(0, 4).map(({ key, name, n }) => `${name ? named(name) : key} ${n}`).join(' · ')}</small> : null}
              </th>
              <td>{one.n}</td><td>{percent(one.share)}</td><td>{percent(one.cumulative)}</td><td>{one.rate === null ? '–' : figureText(language(), 'per-thousand', one.rate)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Complaints with a cause by product and by team, against the same base. */
export function Parts({ of }: { of: ComplaintBoard }) {
  const t = useT()
  const rows = [...of.products.map(({ product, n, rate }) => ({ key: `p${product}`, name: product ?? '–', n, rate, search: { product } })), ...of.teams.map(({ id, name, n, rate }) => ({ key: `t${id}`, name: name ?? t('complaint-board.no-team'), n, rate, search: { team: id ?? 'none' } }))]
  if (!rows.length) return <p className="quiet cboard-empty">{t('complaint-board.causes-none')}</p>
  const body = (part: typeof rows) => part.map((row) => <tr key={row.key}><th scope="row"><Link to={'/complaint-book' as string} search={{ receivedFrom: of.from, receivedTo: of.to, ...row.search } as never}>{row.name}</Link></th><td>{row.n}</td><td>{row.rate === null ? '–' : figureText(language(), 'per-thousand', row.rate)}</td></tr>)
  return (
    <div className="cboard-hold">
      <table className="cboard-table num">
        <thead><tr><th scope="col">{t('complaint-book.product')}</th><th scope="col">{t('complaint-board.n')}</th><th scope="col">{t('complaint-board.rate')}</th></tr></thead>
        <tbody>{body(rows.slice(0, of.products.length))}</tbody>
        <thead><tr><th scope="col">{t('complaint-board.teams')}</th><th scope="col" /><th scope="col" /></tr></thead>
        <tbody>{body(rows.slice(of.products.length))}</tbody>
      </table>
    </div>
  )
}
