import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Modal, Select } from 'antd'
import { useState } from 'react'
import { query } from '../../../../kernel/client.ts'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useSettled } from '../../../../kernel/web/use-settled.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { cases } from '../../../cases/contract.ts'
import { caseMails } from '../../contract.ts'
import type { CaseMail } from '../../contract.ts'

/** Chooses the case a mail belongs to; what was suggested stands there first. */
export function MoveMail({ mail, close }: { mail: CaseMail; close: () => void }) {
  const t = useT()
  const { suggestions } = mail.evidence
  const [to, setTo] = useState<string | undefined>(suggestions[0]?.caseId)
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim(), 200)
  const found = useQuery({ ...query(cases.list, { query: { limit: 20, ...(q ? { q } : {}) } }), placeholderData: keepPreviousData })
  const move = useCall(caseMails.move, { said: 'mail.moved-now', done: close })
  const listed = (found.data?.items ?? []).map((one) => ({ value: one.id, label: one.number, hint: [one.subject, one.customer?.name].filter(Boolean).join(' · ') }))
  const known = new Set(listed.map((one) => one.value))
  const options = [...(q ? [] : suggestions.filter((one) => !known.has(one.caseId)).map((one) => ({ value: one.caseId, label: one.number, hint: t('mail.suggested') }))), ...listed]
  return (
    <Modal open title={t('mail.move')} okText={t('mail.move')} okButtonProps={{ disabled: !to }} confirmLoading={move.busy} onCancel={close}
      onOk={() => { if (to) void move.run({ params: { id: mail.interactionId }, body: { caseId: to, version: mail.version } }) }}>
      <div className="mail-close">
        <p>{t('mail.move-text')}</p>
        <Select value={to} onChange={setTo} style={{ width: '100%' }} placeholder={t('mail.move-where')} aria-label={t('mail.move-where')} showSearch={{ filterOption: false, onSearch: setTyped }} loading={found.isFetching} options={options} notFoundContent={found.isPending ? null : t('mail.no-case')}
          optionRender={(one) => <span className="mail-found"><span className="num">{one.label}</span><span className="quiet clip">{(one.data as { hint: string }).hint}</span></span>} />
      </div>
    </Modal>
  )
}
