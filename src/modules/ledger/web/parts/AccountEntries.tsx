import '../ledger.css'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { ledger } from '../../contract.ts'
import type { LedgerEntry, Unit } from '../../contract.ts'
import { amountText } from '../amount-text.ts'

interface Page { items: LedgerEntry[]; nextCursor: string | null }
/** What came into an account and what left it, latest first. */
export function AccountEntries({ accountId, unit }: { accountId: string; unit: Unit }) {
  const t = useT()
  const found = useInfiniteQuery({
    queryKey: [ledger.entries.path, { params: { id: accountId } }], initialPageParam: undefined as string | undefined, getNextPageParam: (page: Page) => page.nextCursor ?? undefined,
    queryFn: ({ pageParam }): Promise<Page> => call(ledger.entries, { params: { id: accountId }, query: { limit: 30, ...(pageParam ? { cursor: pageParam } : {}) } }),
  })
  const rows = found.data?.pages.flatMap((page: Page) => page.items)
  if (!rows) return <div className="ledger-entries" aria-busy="true">{[0, 1, 2].map((n) => <div key={n} className="ledger-entry"><span className="grey" style={{ width: 160 }} /><span className="grey" style={{ width: 70 }} /></div>)}</div>
  if (!rows.length) return <p className="quiet">{t('ledger.no-entries')}</p>
  return (
    <div className="ledger-entries">
      <ul>
        {rows.map((row) => (
          <li key={row.id} className="ledger-entry">
            <div><strong>{t(`ledger.kind.${row.kind}`)}</strong>{row.note ? <span className="ledger-note">{row.note}</span> : null}<small className="quiet"><Moment at={row.at} />{row.by ? ` · ${row.by.name}` : ''}{row.expiresAt ? <> · {t('ledger.good-until')} <Moment at={row.expiresAt} form="day" /></> : null}</small></div>
            <div className="num"><span data-sign={row.amount > 0 ? 'in' : 'out'}>{row.amount > 0 ? '+' : '−'}{amountText(Math.abs(row.amount), unit)}</span>{row.balanceAfter === null ? null : <small className="quiet">{t('ledger.balance')} {amountText(row.balanceAfter, unit)}</small>}</div>
          </li>
        ))}
      </ul>
      {found.hasNextPage ? <Button size="small" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>{t('ledger.more')}</Button> : null}
    </div>
  )
}
