import './boards.css'
import { TeamOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../kernel/client.ts'
import { Blank, Fault } from '../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../kernel/web/frame/PageSkeleton.tsx'
import { RelativeTime } from '../../../kernel/web/moment.tsx'
import { usePageTitle } from '../../../kernel/web/page-title.ts'
import { useT } from '../../../kernel/web/words.ts'
import { Face } from '../../people/web/index.ts'
import { workspace } from '../desk/contract.ts'
import type { FirstResponderRow } from '../desk/contract.ts'

const WORKING = 'open,waiting-customer,waiting-third,resolved'
const FIGURES = ['open', 'withOthers', 'overdue', 'silent'] as const

/** Who answers for which cases to the end (CAS-10), wherever they have gone since. */
export function FirstResponders() {
  const t = useT()
  const board = useQuery({ ...query(workspace.firstResponders, {}), refetchInterval: 60_000 })
  usePageTitle(t('case.first-board'))
  if (board.isError && !board.data) return <Fault error={board.error} again={() => void board.refetch()} />
  if (!board.data) return <PageSkeleton />
  const { items } = board.data
  return (
    <div className="board-page">
      <header><h1>{t('case.first-board')}</h1><span className="quiet">{t('case.first-board-about')}</span></header>
      {items.length === 0 ? <Blank mark={<TeamOutlined />} title={t('case.first-board-none')} text={t('case.first-board-none-text')} /> : (
        <div className="first-scroll">
          <table className="first-table">
            <thead><tr><th>{t('case.firstResponder')}</th>{FIGURES.map((one) => <th key={one} className="num">{t(`case.first.${one}`)}</th>)}<th>{t('case.first.oldest')}</th><th className="num">{t('case.first.closed')}</th><th className="num">{t('case.first.byThem')}</th><th className="num">{t('case.first.reopened')}</th></tr></thead>
            <tbody>{items.map((row) => <Row key={row.staff.id} of={row} />)}</tbody>
          </table>
        </div>
      )}
    </div>
  )
}

function Row({ of }: { of: FirstResponderRow }) {
  const t = useT()
  return (
    <tr>
      <th scope="row"><Link to={'/cases' as string} search={{ firstResponder: of.staff.id, statusClass: WORKING } as never}><Face name={of.staff.name} size={22} /> {of.staff.name || t('case.somebody')}</Link></th>
      {FIGURES.map((one) => <td key={one} className="num" data-bad={(one === 'overdue' || one === 'silent') && of[one] > 0 ? true : undefined} data-zero={of[one] === 0 || undefined}>{of[one]}</td>)}
      <td className="quiet">{of.oldest ? <RelativeTime at={of.oldest} /> : '–'}</td>
      <td className="num" data-zero={of.closed === 0 || undefined}>{of.closed}</td>
      <td className="num">{of.closed > 0 ? `${Math.round(of.closedByThem / of.closed * 100)}%` : '–'}</td>
      <td className="num" data-bad={of.reopened > 0 || undefined} data-zero={of.reopened === 0 || undefined}>{of.reopened}</td>
    </tr>
  )
}
