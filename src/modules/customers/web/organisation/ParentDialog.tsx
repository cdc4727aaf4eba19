import { Form, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { organisations } from '../../organisation/contract.ts'
import { CustomerPicker } from '../parts/CustomerPicker.tsx'

/** Puts an organisation under another; nothing chosen puts it on its own. */
export function ParentDialog({ id, version, parent, close }: { id: string; version: number; parent: { id: string; name: string } | null; close: () => void }) {
  const t = useT()
  const [to, setTo] = useState<string | null>(parent?.id ?? null)
  const place = useCall(organisations.placeOrganisation, { said: 'customer.parent-changed', done: close })
  return (
    <Modal open width={420} title={t('customer.parent-change')} okText={t('form.save')} okButtonProps={{ loading: place.busy, disabled: to === (parent?.id ?? null) }} onCancel={close} onOk={() => void place.run({ params: { id }, body: { parentId: to, version } })}>
      <p className="customer-dialog-text">{t('customer.parent-text')}</p>
      <Form layout="vertical" component="div"><Form.Item label={t('customer.parent')} htmlFor="customer-parent"><CustomerPicker id="customer-parent" autoFocus canAdd={false} value={to} onChange={(next) => setTo(next ?? null)} /></Form.Item></Form>
    </Modal>
  )
}
