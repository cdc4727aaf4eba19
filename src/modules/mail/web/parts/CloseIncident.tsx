import { Checkbox, Input, Modal } from 'antd'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { mailIncidents } from '../../contract.ts'
import type { Incident } from '../../contract.ts'

/** Ends a loop, with what was done about it and what happens to the mails held back meanwhile. */
export function CloseIncident({ incident, close }: { incident: Incident; close: () => void }) {
  const t = useT()
  const [remark, setRemark] = useState('')
  const [release, setRelease] = useState(false)
  const end = useCall(mailIncidents.close, { said: 'mail-incident.closed-now', done: close })
  return (
    <Modal open title={t('mail-incident.close')} okText={t('mail-incident.close')} onCancel={close} confirmLoading={end.busy}
      onOk={() => void end.run({ params: { id: incident.id }, body: { release, version: incident.version, ...(remark.trim() ? { remark: remark.trim() } : {}) } })}>
      <div className="mail-close">
        <p>{t('mail-incident.close-text')}</p>
        <label htmlFor="mail-close-remark">{t('mail-incident.remark')}</label>
        <Input.TextArea id="mail-close-remark" rows={3} maxLength={1_000} value={remark} onChange={(event) => setRemark(event.target.value)} />
        {incident.heldBack ? <Checkbox checked={release} onChange={(event) => setRelease(event.target.checked)}>{t('mail-incident.release', { n: incident.heldBack })}</Checkbox> : null}
      </div>
    </Modal>
  )
}
