import { HistoryTab } from '../../../../kernel/web/record/History.tsx'
import { customers } from '../../contract.ts'

export function CustomerHistory({ customerId }: { customerId: string }) {
  return <HistoryTab endpoint={customers.events} params={{ id: customerId }} />
}
