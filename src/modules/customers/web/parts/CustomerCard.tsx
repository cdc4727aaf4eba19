import '../customers.css'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { useLive } from '../../../../kernel/web/live.tsx'
import { Block, Facts } from '../../../../kernel/web/record/RecordPage.tsx'
import { Can } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import { ContactLines } from './ContactPoints.tsx'
import { NotesToRemember } from '../notes/NotesToRemember.tsx'
import { StandingTags } from './grades.tsx'
import { BinTag, CustomerLink, TypeMark } from './names.tsx'

/** Who a customer is and how to reach them, beside whatever one works on. Nothing for who may not see customers. */
export function CustomerCard({ id }: { id: string }) {
  return <Can permission="customer.read"><Card id={id} /></Can>
}

function Card({ id }: { id: string }) {
  const t = useT()
  const cache = useQueryClient()
  const request = { params: { id } }
  const found = useQuery(query(customers.get, request))
  const again = () => void cache.invalidateQueries({ queryKey: query(customers.get, request).queryKey })
  useLive('customer', again, id)
  useLive('contact-point', again, id)
  if (found.isError) return <Block title="customer.one"><p className="quiet">{t('customer.not-found')}</p></Block>
  if (!found.data) return <Block title="customer.one"><div aria-busy><span className="grey" style={{ width: '50%', height: 14, margin: '6px 0 12px' }} /><span className="grey" style={{ width: '80%', height: 12 }} /></div></Block>
  const it = found.data
  return (
    <Block title="customer.one">
      <div className="customer-card-head"><TypeMark type={it.type} /><CustomerLink of={it} />{it.title ? <span className="quiet">{it.title}</span> : null}<StandingTags of={it} />{it.removedAt ? <BinTag /> : null}</div>
      <ContactLines of={it} />
      {it.removedAt ? null : <NotesToRemember key={it.id} customerId={it.id} />}
      {it.region || it.industry ? <Facts items={[...(it.region ? [{ label: 'customer.region', value: it.region }] : []), ...(it.industry ? [{ label: 'customer.industry', value: it.industry }] : [])]} /> : null}
    </Block>
  )
}
