import { Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import type { Answer } from '../../../../kernel/contract.ts'
import { line, prose } from '../../../../kernel/contract.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { FileDrop } from '../../../files/web/index.ts'
import type { Attached } from '../../../files/web/index.ts'
import { agreements } from '../../contract.ts'
import type { Request } from '../../contract.ts'

const GENERAL = 'general'
/** A choice says the department and, where one was agreed, the type: `ID` or `ID type`. */
const Body = z.strictObject({ to: line(120), subject: line(200), details: prose(10_000).optional(), guidance: prose(5_000).optional(), files: z.array(z.unknown()).optional() })

/** Asks a department about a case; what the customer is told can go with it. */
export function AskHelpForm({ open, caseId, of, close }: { open: boolean; caseId: string; of: Answer<typeof agreements.aboutCase.spec>; close: () => void }) {
  const t = useT()
  const only = of.departments.length === 1 ? of.departments[0] : undefined
  const [chosen, setChosen] = useState(only?.name)
  const options = of.departments.map((one) => ({
    label: `${one.name} · ${one.contact.name}`, title: one.name,
    options: [{ value: `${one.id} ${GENERAL}`, label: `${one.name} · ${t('department-request.by-priority')} · ${t(`agreement.within.${of.within}`)}` }, ...one.requests.map((type) => ({ value: `${one.id} ${type.key}`, label: `${one.name} · ${language() === 'en' ? type.name.en : type.name.zh} · ${t(`agreement.within.${type.within}`)}` }))],
  }))
  const save = async ({ to, files, ...body }: z.input<typeof Body>) => {
    const [departmentId = '', type] = to.split(' ')
    return call(agreements.askAboutCase, { params: { id: caseId }, body: { ...body, departmentId, ...(type && type !== GENERAL ? { request: type } : {}), attachments: ((files ?? []) as Attached[]).map(({ id }) => id) } })
  }
  return (
    <FormDrawer<Request>
      open={open} close={close} title="department-request.ask-help" body={Body} said="department-request.was-asked" saveLabel="department-request.ask-help" save={save as never} values={only?.requests.length === 0 ? { to: `${only.id} ${GENERAL}` } : {}}
      above={() => <p className="teamwork-hint">{of.departments.length ? t('department-request.ask-help-text') : t('department-request.no-department')}</p>}
      fields={[
        { name: 'to', label: 'department-request.department', input: <Select showSearch={{ optionFilterProp: 'label' }} options={options} onChange={(to: string) => setChosen(of.departments.find(({ id }) => to.startsWith(id))?.name)} placeholder={t('department-request.department-example')} /> },
        { name: 'subject', label: 'department-request.subject', input: <Input maxLength={200} /> },
        { name: 'details', label: 'department-request.details', help: 'department-request.details-help', input: <Input.TextArea autoSize={{ minRows: 4, maxRows: 12 }} maxLength={10_000} /> },
        { name: 'files', label: 'file.attachments', input: <Files place={`case.${caseId}.help`} /> },
        { name: 'guidance', label: 'department-request.customer', help: 'department-request.tell-customer-help', input: <Guidance text={t('department-request.told-customer-text', { department: chosen ?? t('department-request.the-department'), name: of.keeper?.name ?? '' })} /> },
      ]}
    />
  )
}

function Files({ place, value = [], onChange }: { place: string; value?: readonly Attached[]; onChange?: (value: readonly Attached[]) => void }) {
  return <FileDrop place={place} value={value} onChange={(files) => onChange?.(files)} />
}

/** Off says nothing to the customer; on there stand words to begin with. */
function Guidance({ id, text, value, onChange }: { id?: string; text: string; value?: string; onChange?: (value: string | undefined) => void }) {
  const t = useT()
  const [isOn, setIsOn] = useState(value !== undefined)
  return (
    <div className="teamwork-guidance">
      <Checkbox {...(id ? { id } : {})} checked={isOn} onChange={({ target: { checked } }) => { setIsOn(checked); onChange?.(checked ? text : undefined) }}>{t('department-request.tell-customer')}</Checkbox>
      {isOn ? <Input.TextArea aria-label={t('department-request.tell-customer')} autoSize={{ minRows: 3, maxRows: 8 }} maxLength={5_000} value={value} onChange={(event) => onChange?.(event.target.value)} /> : null}
    </div>
  )
}
