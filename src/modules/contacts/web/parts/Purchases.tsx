import '../contacts.css'
import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { behaviours } from '../../behaviours/contract.ts'

const amountText = (amount: number) => new Intl.NumberFormat(language(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(amount)

/** What a customer bought, as a block of their profile; nothing where no other system told of orders. */
export function Purchases({ customerId }: { customerId: string }) {
  const t = useT()
  const { data: of } = useQuery(query(behaviours.purchases, { params: { id: customerId } }))
  if (!of || of.latest.length === 0) return null
  return (
    <section className="customer-block purchases" aria-labelledby="purchases-title">
      <header><h3 id="purchases-title">{t('purchases.title')}</h3><span className="quiet num">{t('purchases.sum', { orders: of.orders.toLocaleString(language()), amount: amountText(of.amount) })}</span></header>
      {of.lastAt ? <p className="quiet num">{t('purchases.last')} <Moment at={of.lastAt} form="full" />{of.returns ? ` · ${t('purchases.returns', { n: of.returns })}` : ''}</p> : null}
      <ul>
        {of.latest.map((one) => (
          <li key={one.id}><span className="quiet">{t(`behaviour.${one.kind}`)}</span><span className="clip" title={one.label}>{one.label}</span><span className="num">{one.amount === null ? '' : amountText(one.amount)} <span className="quiet"><Moment at={one.at} /></span></span></li>
        ))}
      </ul>
    </section>
  )
}
