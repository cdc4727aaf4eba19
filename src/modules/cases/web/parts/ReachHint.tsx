import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { hasWord, useT } from '../../../../kernel/web/words.ts'
import type { Case } from '../../contract.ts'
import { reach } from '../../reach/contract.ts'

/** By which channel to answer this customer now, and why, where that is not simply the case's own. */
export function ReachHint({ of }: { of: Case }) {
  const t = useT()
  const { data } = useQuery({ ...query(reach.reach, { params: { id: of.id } }), enabled: of.customer !== null, staleTime: 60_000 })
  if (!data?.channel || data.channel === of.channel) return null
  const why = `customer.channel-why.${data.reason ?? ''}`
  return <span className="composer-reach" data-pressing={data.safety || data.urgency === 'urgent' || undefined}>{t('case.reach', { channel: t(`message.channel.${data.channel}`) })}{hasWord(why) ? ` · ${t(why)}` : null}</span>
}
