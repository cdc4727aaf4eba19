import { Checkbox, DatePicker, Form, Modal } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useCall } from '../../../../kernel/web/use-call.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { StaffPicker } from '../../../people/web/index.ts'
import { customers } from '../../contract.ts'
import { collections } from '../../collection/contract.ts'
import { CATEGORIES } from '../../profile/rules.ts'
import type { Category } from '../../profile/rules.ts'

/** Asks somebody, or the information specialists, to collect what is missing of the customers chosen. */
export function AskDialog({ customerIds, close }: { customerIds: readonly string[]; close: () => void }) {
  const t = useT()
  const [categories, setCategories] = useState<Category[]>([...CATEGORIES])
  const [ownerId, setOwner] = useState<string>()
  const [due, setDue] = useState(() => dayjs().add(7, 'day').endOf('day'))
  const ask = useCall(collections.askToCollect, { said: 'customer-collection.given', refresh: [customers.list, collections.collected], done: close })
  return (
    <Modal open width={440} title={t('customer-collection.ask')} okText={t('customer-collection.ask')} okButtonProps={{ loading: ask.busy, disabled: categories.length === 0 }} onCancel={close}
      onOk={() => void ask.run({ body: { customerIds: [...customerIds], categories, ...(ownerId ? { ownerId } : {}), dueAt: due.toISOString() } })}>
      <p className="customer-dialog-text">{t('customer-collection.ask-text', { n: customerIds.length })}</p>
      <Form layout="vertical" component="div">
        <Form.Item label={t('customer-collection.categories')}><Checkbox.Group className="customer-categories" value={categories} onChange={(to) => setCategories(CATEGORIES.filter((one) => to.includes(one)))} options={CATEGORIES.map((value) => ({ value, label: t(`customer-collection.category.${value}`) }))} /></Form.Item>
        <Form.Item label={t('customer-collection.to')} extra={ownerId ? undefined : t('customer-collection.to-role')}><StaffPicker {...(ownerId ? { value: ownerId } : {})} onChange={(to?: string) => setOwner(to)} /></Form.Item>
        <Form.Item label={t('customer-collection.due')} htmlFor="collection-due"><DatePicker id="collection-due" style={{ width: '100%' }} value={due} minDate={dayjs()} allowClear={false} onChange={(day) => { if (day) setDue(day.endOf('day')) }} /></Form.Item>
      </Form>
    </Modal>
  )
}
