import { Input, Select } from 'antd'
import { z } from 'zod'
import { call } from '../../../../kernel/client.ts'
import { line, prose } from '../../../../kernel/contract.ts'
import { FormDrawer } from '../../../../kernel/web/form/FormDrawer.tsx'
import { language, useT } from '../../../../kernel/web/words.ts'
import { agreements } from '../../contract.ts'
import type { Agreement, Request } from '../../contract.ts'

const Body = z.strictObject({ request: line(40), subject: line(200), details: prose(10_000).optional() })

/** Asks another department, by what was agreed. */
export function AskForm({ open, of, close, done }: { open: boolean; of: Agreement; close: () => void; done: (it: Request) => void }) {
  const t = useT()
  return (
    <FormDrawer<Request>
      open={open} close={close} title="department-request.ask" body={Body} said="department-request.was-asked" saveLabel="department-request.ask" values={{ request: of.requests[0]?.key }} saved={done} save={((body: z.input<typeof Body>) => call(agreements.ask, { body: { ...body, agreementId: of.id } })) as never}
      above={() => <p className="teamwork-hint">{t('agreement.from-to', { asking: of.asking.name, answering: of.answering.name })}{of.contact ? ` · ${t('agreement.contact', { name: of.contact.name })}` : ''}</p>}
      fields={[
        { name: 'request', label: 'department-request.type', input: <Select options={of.requests.map((one) => ({ value: one.key, label: `${language() === 'en' ? one.name.en : one.name.zh} · ${t(`agreement.within.${one.within}`)}` }))} /> },
        { name: 'subject', label: 'department-request.subject', input: <Input maxLength={200} /> },
        { name: 'details', label: 'department-request.details', input: <Input.TextArea autoSize={{ minRows: 4, maxRows: 14 }} maxLength={10_000} /> },
      ]}
    />
  )
}
