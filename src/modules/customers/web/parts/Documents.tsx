import { DeleteOutlined, IdcardOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { AddDocument, customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { DOCUMENT_KINDS } from '../../rules.ts'
import { SecretValue } from './SecretValue.tsx'

/** Numbers of identity papers and licences. */
export function Documents({ of }: { of: Customer }) {
  const t = useT()
  const can = useCan()
  const [isOpen, setIsOpen] = useState(false)
  const remove = useCall(customers.removeDocument, { said: 'customer-document.removed' })
  const mayChange = of.may.includes('change')
  if (of.documents.length === 0 && !mayChange) return null
  const askRemove = async ({ id: documentId, customerId }: { id: string; customerId: string }) => {
    if (await ask({ title: t('customer-document.remove-ask'), text: t('contact-point.remove-text'), yes: t('customer-document.remove'), danger: true })) await remove.run({ params: { id: customerId, documentId } })
  }
  return (
    <Block title="customer.documents" extra={mayChange ? <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} aria-label={t('customer-document.add')} onClick={() => setIsOpen(true)} /> : null}>
      {of.documents.length === 0 ? <p className="quiet customer-none">{t('customer-document.none')}</p> : (
        <ul className="customer-points">
          {of.documents.map((document) => (
            <li key={document.id}>
              <IdcardOutlined aria-hidden />
              <span className="customer-point"><SecretValue customerId={document.customerId} secret={{ documentId: document.id }} masked={document.number} isWhole={can('sensitive.read')} may={of.may.includes('reveal-document')} /><small className="quiet">{t(`customer-document.kind.${document.kind}`)}</small></span>
              {mayChange ? <Button type="text" size="small" icon={<DeleteOutlined aria-hidden />} aria-label={t('customer-document.remove')} onClick={() => void askRemove(document)} /> : <span />}
            </li>
          ))}
        </ul>
      )}
      <FormDrawer open={isOpen} close={() => setIsOpen(false)} title="customer-document.add" body={AddDocument} values={{ kind: of.type === 'person' ? 'id-card' : 'business-licence' }} said="customer-document.added" save={(body) => call(customers.addDocument, { params: { id: of.id }, body })}
        fields={[
          { name: 'kind', label: 'customer-document.kind', input: <Select options={DOCUMENT_KINDS.map((kind) => ({ value: kind, label: t(`customer-document.kind.${kind}`) }))} /> },
          { name: 'number', label: 'customer-document.number', input: <Input maxLength={60} autoComplete="off" /> },
        ]} />
    </Block>
  )
}
