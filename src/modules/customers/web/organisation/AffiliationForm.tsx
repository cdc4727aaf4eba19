import { Input, Select, Switch } from 'antd'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import type { FormField } from '../../../../kernel/web/form/form-field.ts'
import { useT } from '../../../../kernel/web/words.ts'
import { AddPerson, ChangeAffiliation, organisations } from '../../organisation/contract.ts'
import type { Affiliation } from '../../organisation/contract.ts'
import { AFFILIATION_ROLES } from '../../organisation/rules.ts'
import { CustomerPicker } from '../parts/CustomerPicker.tsx'

/** Adds somebody on file, or by the picker somebody new, to an organisation; or changes the part they play. */
export function AffiliationForm({ organisationId, of, open, close }: { organisationId: string; of: Affiliation | null; open: boolean; close: () => void }) {
  const t = useT()
  const part: FormField[] = [
    { name: 'role', label: 'customer-affiliation.role', half: true, input: <Select options={AFFILIATION_ROLES.map((value) => ({ value, label: t(`customer-affiliation.role.${value}`) }))} /> },
    { name: 'position', label: 'customer-affiliation.position', half: true, input: <Input maxLength={60} /> },
    { name: 'main', label: 'customer-affiliation.main', help: 'customer-affiliation.main-help', valueProp: 'checked', input: <Switch /> },
  ]
  return of
    ? <FormDrawer open={open} close={close} title="customer-affiliation.change" body={ChangeAffiliation} fields={part} values={{ role: of.role, position: of.position, main: of.main }} version={of.version} said="customer-affiliation.changed" save={(body) => call(organisations.changePerson, { params: { id: of.id }, body })} />
    : <FormDrawer open={open} close={close} title="customer-affiliation.add" body={AddPerson} fields={[{ name: 'personId', label: 'customer-affiliation.person', help: 'customer-affiliation.person-help', input: <CustomerPicker autoFocus /> }, ...part]} values={{ role: 'other', main: false }} said="customer-affiliation.added" save={(body) => call(organisations.addPerson, { params: { id: organisationId }, body })} />
}
