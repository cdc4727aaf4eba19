import '../customers.css'
import { useState } from 'react'
import { call } from '../../../../kernel/client.ts'
import { fieldsOfKind } from '../../../../kernel/custom-fields/contract.ts'
import { OwnFields } from '../../../../kernel/web/custom-fields/OwnFields.tsx'
import { useFields } from '../../../../kernel/web/custom-fields/use-fields.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { AddCustomer, customers } from '../../contract.ts'
import type { Customer } from '../../contract.ts'
import { ContactRows } from './ContactRows.tsx'
import { fieldsOf, standingFields } from './customer-fields.tsx'

/** Adds a customer; `name` stands there at first when one has typed it already. */
export function AddCustomerForm({ open, close, name, added }: { open: boolean; close: () => void; name?: string; added?: (customer: Customer) => void }) {
  const can = useCan()
  const own = useFields('customer')
  const [type, setType] = useState<Customer['type']>('person')
  const fields: FormField[] = [...fieldsOf(type, setType), ...(can('customer.grade') ? standingFields : []), { name: 'contactPoints', label: 'customer.contact-points', input: <ContactRows /> }, ...(fieldsOfKind(own, type).length ? [{ name: 'fields', label: 'custom-field.plural', input: <OwnFields of="customer" kindName="type" /> }] : [])]
  return <FormDrawer open={open} close={close} title="customer.add" body={AddCustomer} fields={fields} values={{ type: 'person', ...(name ? { name } : {}) }} width={520} saveLabel="customer.add" said="customer.added" save={({ fields: given, ...body }: AddCustomer) => call(customers.add, { body: { ...body, ...(given ? { fields: Object.fromEntries(fieldsOfKind(own, body.type).flatMap(({ key }) => given[key] === undefined ? [] : [[key, given[key]]])) } : {}) } })} saved={(customer) => { setType('person'); added?.(customer) }} />
}
