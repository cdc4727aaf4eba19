import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { desk, handovers } from '../../contract.ts'
import { CASE_READS } from './case-cache.ts'

const REFRESH = [...CASE_READS, desk.work, handovers.handovers]

/** What waits for the reader to be taken. */
export const INBOX = query(handovers.handovers, { query: { box: 'in', state: 'offered', limit: 20 } })

/** The deeds on handovers, as buttons need them. */
export function useHandoverDeeds() {
  const offer = useCall(handovers.offer, { said: 'handover.offered', refresh: REFRESH })
  const accept = useCall(handovers.accept, { said: 'handover.accepted', refresh: REFRESH })
  const decline = useCall(handovers.decline, { said: 'handover.declined', refresh: REFRESH })
  const withdraw = useCall(handovers.withdrawHandover, { said: 'handover.withdrawn', refresh: REFRESH })
  return { offer, accept, decline, withdraw }
}
