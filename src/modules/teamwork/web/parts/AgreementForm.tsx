import { Input, Select } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { useT } from '../../../../kernel/web/words.ts'
import { DepartmentPicker } from '../../../people/web/index.ts'
import { MakeAgreement, WITHIN, agreements } from '../../contract.ts'
import type { Agreement, RequestType } from '../../contract.ts'
import { RowsField } from './RowsField.tsx'

const { askingId: _asking, answeringId: _answering, ...shape } = MakeAgreement.shape
const Change = z.strictObject({ ...z.object(shape).partial().shape, version: z.int() })

/** What one department may ask of another, and how soon each is answered. */
export function AgreementForm({ open, close, of }: { open: boolean; close: () => void; of?: Agreement }) {
  return (
    <FormDrawer<Agreement>
      open={open} close={close} width={640} title={of ? 'agreement.change' : 'agreement.make'} body={of ? Change : MakeAgreement} said={of ? 'agreement.changed' : 'agreement.made'} {...(of ? { version: of.version } : {})} values={of ? { name: of.name, requests: of.requests } : { requests: [blank(0)] }}
      save={(of ? (body: never) => call(agreements.changeAgreement, { params: { id: of.id }, body }) : (body: never) => call(agreements.makeAgreement, { body })) as never}
      fields={[
        { name: 'name', label: 'agreement.name', input: <Input maxLength={120} /> },
        ...(of ? [] : [{ name: 'askingId', label: 'agreement.asking', half: true as const, input: <DepartmentPicker /> }, { name: 'answeringId', label: 'agreement.answering', half: true as const, input: <DepartmentPicker />, help: 'agreement.answering-help' }]),
        { name: 'requests', label: 'agreement.requests', input: <RequestsField /> },
      ]}
    />
  )
}

const blank = (at: number): RequestType => ({ key: `request-${at + 1}`, name: { zh: '', en: '' }, within: '1d' })
function RequestsField({ value = [], onChange = () => {} }: { value?: RequestType[]; onChange?: (rows: RequestType[]) => void }) {
  const t = useT()
  const free = () => { for (let at = value.length; ; at++) if (!value.some((one) => one.key === `request-${at + 1}`)) return blank(at) }
  return (
    <RowsField<RequestType> value={value} onChange={onChange} most={50} add="agreement.add-request" blank={free}
      row={(of, set) => (
        <div className="teamwork-request-row">
          <Input value={of.name.zh} maxLength={120} aria-label={t('agreement.request-zh')} placeholder={t('agreement.request-zh')} onChange={(event) => set({ ...of, name: { ...of.name, zh: event.target.value } })} />
          <Input value={of.name.en} maxLength={120} aria-label={t('agreement.request-en')} placeholder={t('agreement.request-en')} onChange={(event) => set({ ...of, name: { ...of.name, en: event.target.value } })} />
          <Select value={of.within} aria-label={t('agreement.within')} onChange={(within) => set({ ...of, within })} options={WITHIN.map((one) => ({ value: one, label: t(`agreement.within.${one}`) }))} />
        </div>
      )} />
  )
}
