import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { ChangeCustomer, customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { fieldsOf, standingFields } from './customer-fields.tsx'

/** Changes a customer. Who reads birthdays masked can write new ones, and leaves the old by leaving the field empty. */
export function ChangeCustomerForm({ open, close, customer }: { open: boolean; close: () => void; customer: Customer }) {
  const t = useT()
  const can = useCan()
  const [type, setType] = useState(customer.type)
  const isWhole = can('personal.read')
  const { birthday, lunarBirthday, ...clear } = customer
  const fields = [...fieldsOf(type, setType, !isWhole && (birthday || lunarBirthday) ? t('customer.masked') : undefined), ...(can('customer.grade') ? standingFields : [])]
  return <FormDrawer open={open} close={close} title="customer.change-title" body={ChangeCustomer} fields={fields} values={isWhole ? customer : clear} version={customer.version} width={520} said="customer.changed" save={(body) => call(customers.change, { params: { id: customer.id }, body })} />
}
