import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useCan } from '../../../../kernel/web/session.tsx'
import { ChangeStaff, staff } from '../../contract.ts'
import type { Staff } from '../../contract.ts'
import { useStaffFields } from './staff-fields.tsx'

export function ChangeStaffForm({ open, close, person }: { open: boolean; close: () => void; person: Staff }) {
  const can = useCan()
  const fields = useStaffFields(person.id).filter((field) => field.name !== 'email' || can('account.write'))
  return <FormDrawer open={open} close={close} title="staff.change" body={ChangeStaff} fields={fields} values={person} version={person.version} width={560} said="staff.changed" save={(body) => call(staff.change, { params: { id: person.id }, body })} />
}
