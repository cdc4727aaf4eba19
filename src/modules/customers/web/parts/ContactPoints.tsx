import { DeleteOutlined, EditOutlined, MoreOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { Menu } from '../../../../kernel/web/Menu.tsx'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { Block } from '../../../../kernel/web/record/RecordPage.tsx'
import { useCan, useSession } from '../../../../kernel/web/session.tsx'
import { ask } from '../../../../kernel/web/toast.tsx'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { AddContactPoint, ChangeContactPoint, customers } from '../../contract.ts'
import type { ContactPoint, Customer } from '../../contract.ts'
import { CONTACT_KINDS } from '../../rules.ts'
import { ContactMark } from './ContactMark.tsx'
import { SecretValue } from './SecretValue.tsx'
import { shownContact } from './shown-contact.ts'

/** How a customer is reached, as lines; with `change` each has its menu. */
export function ContactLines({ of, change, remove }: { of: Customer; change?: (point: ContactPoint) => void; remove?: (point: ContactPoint) => void }) {
  const t = useT()
  const can = useCan()
  const { company } = useSession()
  if (of.contactPoints.length === 0) return <p className="quiet customer-none">{t('contact-point.none')}</p>
  return (
    <ul className="customer-points">
      {of.contactPoints.map((point) => (
        <li key={point.id}>
          <ContactMark kind={point.kind} />
          <span className="customer-point">
            <SecretValue customerId={point.customerId} secret={{ contactPointId: point.id }} masked={point.value} isWhole={can('personal.read')} may={of.may.includes('reveal')} shown={(value) => shownContact(point.kind, value, company.country)} />
            {point.label ? <small className="quiet">{point.label}</small> : null}
          </span>
          {change && remove ? (
            <Menu placement="bottomRight" menu={{ items: [{ key: 'change', icon: <EditOutlined />, label: t('contact-point.change'), onClick: () => change(point) }, { key: 'remove', icon: <DeleteOutlined />, danger: true, label: t('contact-point.remove'), onClick: () => remove(point) }] }}>
              <Button type="text" size="small" icon={<MoreOutlined aria-hidden />} aria-label={t('frame.more-actions')} />
            </Menu>
          ) : <span />}
        </li>
      ))}
    </ul>
  )
}

/** The block of a record in which contact points come, change and go. */
export function ContactPoints({ of }: { of: Customer }) {
  const t = useT()
  const can = useCan()
  const [isOpen, setIsOpen] = useState(false)
  const [changing, setChanging] = useState<ContactPoint | null>(null)
  const remove = useCall(customers.removeContactPoint, { said: 'contact-point.removed' })
  const askRemove = async (point: ContactPoint) => {
    if (await ask({ title: t('contact-point.remove-ask'), text: t('contact-point.remove-text'), yes: t('contact-point.remove'), danger: true })) await remove.run({ params: { id: point.customerId, pointId: point.id } })
  }
  const mayChange = of.may.includes('change')
  const open = (point: ContactPoint | null) => { setChanging(point); setIsOpen(true) }
  const fields: FormField[] = [
    { name: 'kind', label: 'contact-point.kind', half: true, input: <Select options={CONTACT_KINDS.map((kind) => ({ value: kind, label: t(`contact-point.kind.${kind}`) }))} /> },
    { name: 'label', label: 'contact-point.label', half: true, input: <Input maxLength={40} placeholder={t('contact-point.label-example')} /> },
    { name: 'value', label: 'contact-point.value', input: <Input maxLength={500} autoComplete="off" {...(changing && !can('personal.read') ? { placeholder: t('contact-point.masked', { value: changing.value }) } : {})} /> },
  ]
  return (
    <Block title="customer.contact-points" extra={mayChange ? <Button type="text" size="small" icon={<PlusOutlined aria-hidden />} aria-label={t('contact-point.add')} onClick={() => open(null)} /> : null}>
      <ContactLines of={of} {...(mayChange ? { change: open, remove: (point: ContactPoint) => void askRemove(point) } : {})} />
      {changing
        ? <FormDrawer open={isOpen} close={() => setIsOpen(false)} title="contact-point.change" body={ChangeContactPoint} fields={fields} values={{ kind: changing.kind, label: changing.label, ...(can('personal.read') ? { value: changing.value } : {}) }} version={changing.version} said="contact-point.changed" save={(body) => call(customers.changeContactPoint, { params: { id: changing.customerId, pointId: changing.id }, body })} />
        : <FormDrawer open={isOpen} close={() => setIsOpen(false)} title="contact-point.add" body={AddContactPoint} fields={fields} values={{ kind: 'phone' }} said="contact-point.added" save={(body) => call(customers.addContactPoint, { params: { id: of.id }, body })} />}
    </Block>
  )
}
