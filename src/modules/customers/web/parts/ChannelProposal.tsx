import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { Can } from '../../../../kernel/web/session.tsx'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import { wishes } from '../../../messages/contract.ts'

/** By which channel to reach a customer now, and why: from their wish, what they forbade, consent and quiet hours. */
export function ChannelProposal({ customerId }: { customerId: string }) {
  return <Can permission="consent.read"><Proposal customerId={customerId} /></Can>
}

function Proposal({ customerId }: { customerId: string }) {
  const t = useT()
  const found = useQuery(query(wishes.proposeChannel, { params: { id: customerId }, query: { urgency: 'normal', complexity: 'simple' } }))
  if (!found.data?.channel) return null
  const why = `customer.channel-why.${found.data.reason ?? ''}`
  return <p className="customer-proposal"><span className="quiet">{t('customer.channel-now')}</span> <strong>{t(`message.channel.${found.data.channel}`)}</strong>{hasWord(why) ? <span className="quiet"> · {t(why)}</span> : null}</p>
}
