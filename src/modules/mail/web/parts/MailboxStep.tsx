import { useQuery } from '@tanstack/react-query'
import { query } from '../../../../kernel/client.ts'
import { FirstStep } from '../../../../kernel/web/first-hour/FirstStep.tsx'
import { mailboxes } from '../../contract.ts'

/** Done once a mailbox is there. */
export function MailboxStep() {
  const found = useQuery(query(mailboxes.list, { query: { limit: 1, active: 'true' } }))
  return <FirstStep word="first-hour.mailbox" to="/mailboxes" done={found.data && found.data.items.length > 0} />
}
