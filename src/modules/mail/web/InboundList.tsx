import './mail.css'
import { InboundTable } from './parts/InboundTable.tsx'

/** Every mail that arrived, what was kept back first at hand. */
export function InboundList() {
  return <InboundTable list="inbound-mails" whole />
}
