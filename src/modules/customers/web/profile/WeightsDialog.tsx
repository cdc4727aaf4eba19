import './profile.css'
import { useQuery } from '@tanstack/react-query'
import { InputNumber, Modal } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { profiles } from '../../profile/contract.ts'
import type { ProfileField } from '../../profile/rules.ts'

/** How much each field counts; 0 asks for it no more. */
export function WeightsDialog({ close }: { close: () => void }) {
  const t = useT()
  const found = useQuery(query(profiles.readWeights, {}))
  const [changed, setChanged] = useState<Partial<Record<ProfileField, number>>>({})
  const weigh = useCall(profiles.weigh, { said: 'customer.weights-saved', refresh: [profiles.readWeights, profiles.qualityBoard], done: close })
  const items = Object.entries(changed).map(([field, weight]) => ({ field: field as ProfileField, weight }))
  return (
    <Modal open width={560} title={t('customer.weights')} okText={t('form.save')} okButtonProps={{ loading: weigh.busy, disabled: items.length === 0 }} onCancel={close} onOk={() => void weigh.run({ body: { items } })}>
      <p className="customer-dialog-text">{t('customer.weights-text')}</p>
      <div className="customer-weights">
        {(found.data?.items ?? []).map(({ field, weight }, at) => <label key={field}>{t(`customer.profile-field.${field}`)}<InputNumber min={0} max={100} precision={0} autoFocus={at === 0} value={changed[field] ?? weight} onChange={(to) => setChanged((was) => ({ ...was, [field]: to ?? 0 }))} style={{ width: 72 }} /></label>)}
      </div>
    </Modal>
  )
}
