import './handovers.css'
import { SwapOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useLive } from '../../../../kernel/web/live.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { INBOX } from './use-handovers.ts'

/** What is being handed over to the reader, above their queue, until it is taken or refused. */
export function HandoverInbox() {
  const t = useT()
  const inbox = useQuery(INBOX)
  useLive('case', () => void inbox.refetch())
  const items = inbox.data?.items ?? []
  if (items.length === 0) return null
  return (
    <ul className="handover-inbox" aria-label={t('handover.inbox')}>
      {items.map((one) => (
        <li key={one.id}><Link to={`/desk/${one.case.id}` as never}><SwapOutlined aria-hidden /><span className="clip">{one.case.subject}</span><span className="quiet clip">{one.from.name}</span></Link></li>
      ))}
    </ul>
  )
}
