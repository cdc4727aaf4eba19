import { Button } from 'antd'
import { Moment } from '../../../../kernel/web/moment.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'

/** The records that have become part of this one, each of which can be given back; nothing when there are none. */
export function MergedRecords({ of }: { of: Customer }) {
  const t = useT()
  const undo = useCall(customers.undoMerge, { said: 'customer.merge-was-undone' })
  if (of.merged.length === 0) return null
  return (
    <Block title="customer.merged-here">
      <ul className="customer-alike">
        {of.merged.map((one) => <li key={one.mergeId}><span className="clip">{one.customer.name}</span><span className="quiet"><Moment at={one.at} /></span>{of.may.includes('merge') ? <Button size="small" loading={undo.busy} onClick={() => void undo.run({ params: { id: one.mergeId }, body: { version: one.version } })}>{t('customer.merge-undo')}</Button> : null}</li>)}
      </ul>
    </Block>
  )
}
