import './redress.css'
import { GiftOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { query } from '../../../../kernel/client.ts'
import { Blank } from '../../../../kernel/web/frame/faults.tsx'
import { PageSkeleton } from '../../../../kernel/web/frame/PageSkeleton.tsx'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { CouponTag, codeInGroups, yuanText } from '../../../ledger/web/index.ts'
import { remedies } from '../../redress/contract.ts'
import { RemedyTag, costText, named } from './tags.tsx'

/** What a customer has been granted: this year against the cap, points, coupons and how each came about. */
export function CustomerRedress({ customerId }: { customerId: string }) {
  const t = useT()
  const it = useQuery(query(remedies.redressOfCustomer, { params: { id: customerId } })).data
  if (!it) return <PageSkeleton />
  if (!it.items.length && !it.coupons.length && !it.points.balance) return <Blank mark={<GiftOutlined />} title={t('redress.none')} text={t('redress.none-text')} />
  const good = it.coupons.filter(({ state }) => state === 'issued')
  return (
    <div className="redress">
      <dl className="remedy-money">
        <div><dt>{t('remedy.allowance', { year: it.allowance.year })}</dt><dd className="num">{yuanText(it.allowance.taken)}{it.allowance.cap === null ? null : <small className="quiet">{t('remedy.allowance-left', { left: yuanText(Math.max(0, it.allowance.cap - it.allowance.taken)) })}</small>}</dd></div>
        <div><dt>{t('redress.points')}</dt><dd className="num">{it.points.balance}{it.points.next ? <small className="quiet">{t('redress.points-next', { n: it.points.next.amount })} <Moment at={it.points.next.at} form="day" /></small> : null}</dd></div>
        <div><dt>{t('redress.coupons')}</dt><dd className="num">{good.length}{good.length ? <small className="quiet">{yuanText(good.reduce((sum, one) => sum + one.value, 0) / 100)}</small> : null}</dd></div>
      </dl>
      {it.coupons.length ? <section><h2>{t('coupon.plural')}</h2><ul className="remedy-earlier">{it.coupons.map((one) => <li key={one.id}><span className="num remedy-code">{codeInGroups(one.code)}</span><span className="num">{yuanText(one.value / 100)}</span><span className="quiet">{one.condition ? `${one.condition} · ` : ''}{t('remedy.good-until')} <Moment at={one.expiresAt} form="day" /></span><CouponTag state={one.state} /></li>)}</ul></section> : null}
      {it.items.length ? <section><h2>{t('remedy.plural')}</h2><ul className="remedy-earlier">{it.items.map((one) => <li key={one.id}><Link to={`/remedies/${one.id}` as string}>{named(one.option.name)}</Link><span className="num">{costText(t, one)}</span><span className="quiet"><span className="num">{one.case.number}</span> · <Moment at={one.proposedAt} form="day" /></span><RemedyTag state={one.state} /></li>)}</ul></section> : null}
    </div>
  )
}
