import { Input } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useCan } from '../../../../kernel/web/session.tsx'
import { AddStaff, staff } from '../../contract.ts'
import type { Staff } from '../../contract.ts'
import { RoleKeys, useStaffFields } from './staff-fields.tsx'

export function AddStaffForm({ open, close, added }: { open: boolean; close: () => void; added: (who: Staff & { temporaryPassword: string | null }) => void }) {
  const can = useCan()
  const fields: FormField[] = [
    ...useStaffFields(),
    ...(can('role.assign') ? [{ name: 'roles', label: 'staff.roles', input: <RoleKeys /> }] : []),
    { name: 'password', label: 'staff.first-password', help: 'staff.first-password-help', input: <Input.Password autoComplete="new-password" maxLength={128} /> },
  ]
  return <FormDrawer open={open} close={close} title="staff.add" body={AddStaff} fields={fields} values={{ locale: 'zh-CN' }} width={560} saveLabel="staff.add" save={(body) => call(staff.add, { body })} saved={added} />
}
